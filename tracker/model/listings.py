"""Rows of lists, and what pages are made of beside the dossier: what a reader is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.model.articles import Article, Revision
    from tracker.model.definition import Definition
    from tracker.model.dossier import Change, Claim, FigureChange

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Slice(Generic[Item]):
    """A part of a long list: whether the list begins and ends with it; `at`: where in it the reader is."""

    items: Sequence[Item]
    starts: bool
    ends: bool
    at: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """A row of the story list. `version` 0: a lone article that was never opened.

    `changes` says in short texts what moved since the user last read; `coverage` counts
    articles a day, oldest first, for the sparkline; `read` is the version last read. `pinned`: the
    user has found it right as it is; `definition`: by which terms the user has defined it. `search`:
    whether it asks search feeds while it is followed; None where that is left to the settings. `place`:
    where it stands in the list, to say where a page begins; empty where it stands in none.
    """

    number: int
    slug: str
    title: str
    version: int
    items: int
    independent: int
    created: datetime
    updated: datetime
    unread: bool
    changes: tuple[str, ...] = ()
    coverage: tuple[int, ...] = ()
    outlets: tuple[str, ...] = ()
    read: int = 0
    followed: bool = False
    muted: bool = False
    pinned: bool = False
    definition: Definition | None = None
    search: bool | None = None
    place: str = ""

    @property
    def defined(self) -> bool:
        """Whether the user has said by terms what belongs to the story."""
        return self.definition is not None


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result: an article, or a story found through its dossier.

    `in_title` and `in_snippet` are the places of the words found: first sign, and the one behind the last.
    """

    kind: Literal["article", "story"]
    number: int
    slug: str
    title: str
    snippet: str
    outlet: str
    date: datetime
    in_title: tuple[tuple[int, int], ...] = ()
    in_snippet: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A version in a story's history; `changes` says what moved since `before`, the one before, or 0."""

    number: int
    written_at: datetime
    items: int
    engine: str
    reason: str
    changes: tuple[str, ...] = ()
    before: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a story and what changed from `before` to `after` (version numbers).

    `figures` are those of one thing that changed; they stand in sentences of `changes`.
    """

    story: str
    title: str
    before: int
    after: int
    changes: tuple[Change, ...] = ()
    figures: tuple[FigureChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a listing: the slug of its story and its citation number there."""

    article: Article
    story: str = ""
    source: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleDetail:
    """An article with its revisions, the story it is in, and the claims that cite it."""

    article: Article
    revisions: tuple[Revision, ...]
    feeds: tuple[str, ...]
    story: Story | None
    source: int | None
    claims: tuple[Claim, ...]
