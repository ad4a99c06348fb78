"""What a user looks for: the words and fields of a query, read; and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.model.listings import Hit

# What `is:` asks of an article's story, or of what is found.
State = Literal["unread", "read", "followed", "muted", "lone", "story", "article"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or the words of a phrase in their order, as they were typed.

    `prefix`: what begins with the last word counts too. `title`: the title alone is looked at.
    """

    words: tuple[str, ...]
    prefix: bool = False
    title: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """The values of a field that names things: any of `any` is wanted, none of `none`."""

    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: every one of `terms`, and none of `without`.

    `outlets` and `tags`: parts of names, of which one must fit; `actors`: each must fit. From
    `since` on, and before `until`. `states` pairs each state with whether it must hold.
    `complaints` are sentences on what could not be understood and was left out, or taken as words.
    """

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    outlets: Named = Named()
    actors: Named = Named()
    tags: Named = Named()
    since: datetime | None = None
    until: datetime | None = None
    states: tuple[tuple[State, bool], ...] = ()
    complaints: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is looked for."""
        nothing = Query(complaints=self.complaints)
        return self == nothing

    def wants(self, state: State) -> bool | None:
        """Return whether a state must hold or must not; None where either will do."""
        return dict(self.states).get(state)


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found: stories, then articles, each newest first.

    `stories` and `articles` count the hits. `more`: there are more than were asked for. `back_to`:
    the search has not looked at what is older; None where it has looked at all.
    """

    query: Query
    hits: tuple[Hit, ...] = ()
    stories: int = 0
    articles: int = 0
    more: bool = False
    back_to: datetime | None = None
