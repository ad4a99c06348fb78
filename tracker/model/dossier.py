"""The dossier and its versions. Field names are the keys of its JSON form; none ever leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - msgspec reads the annotations at run time
from typing import Literal

Section = Literal[
    "title",
    "what",
    "why_it_matters",
    "key_points",
    "open_questions",
    "narrative",
    "timeline",
    "perspectives",
    "tensions",
    "sources",
]
QuestionState = Literal["open", "answered", "expired"]
EvolutionState = Literal["new", "consistent", "shifted", "silent"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence, the numbers of the sources that carry it, and the version it is from."""

    text: str
    citations: tuple[int, ...]
    since: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """What the sources ask or say is unknown; `id` ("q1") is the same in every version.

    `settled_in` is the version that answered it or let it expire; 0: open, or not known.
    """

    id: str
    text: str
    citations: tuple[int, ...]
    state: QuestionState = "open"
    raised_in: int = 1
    answered_by: tuple[int, ...] = ()
    answer: str = ""
    settled_in: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """A dated claim. `date` is ISO 8601, as exact as is known: 2026, 2026-05 or 2026-05-12."""

    date: str
    text: str
    citations: tuple[int, ...]
    since: int = 1


@dataclass(frozen=True, slots=True)
class Evolution:
    """An actor's stance against the earlier versions; `since` it stands, or the actor is silent."""

    state: EvolutionState = "new"
    note: str = ""
    since: int = 1


@dataclass(frozen=True, slots=True)
class Perspective:
    """One actor: the stance in a sentence, quotations, and how the stance evolved.

    `first_seen` and `last_seen` are the days, ISO 8601, of the first and last article in which
    the actor says something; empty in dossiers whose engine does not tell.
    """

    actor: str
    stance: Claim
    quotes: tuple[Claim, ...] = ()
    evolution: Evolution = Evolution()
    first_seen: str = ""
    last_seen: str = ""


@dataclass(frozen=True, slots=True)
class Tension:
    """Two actors, or two figures, that disagree. `sides` holds one claim for each."""

    between: tuple[str, str]
    text: str
    sides: tuple[Claim, Claim]


@dataclass(frozen=True, slots=True)
class Source:
    """An article under its number in this story. `copy_of`: the number whose text it copies."""

    number: int
    article: int
    title: str
    outlet: str
    url: str
    published: datetime
    via: str = ""
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class SectionAccount:
    """What a language model did for one section of a version.

    `written`: sentences of its own that stand; `requests` it took, `nudges` of them told it what was
    wrong before; `dropped`: how many of its sentences did not hold, by the reason; `replaced`: why
    sentences of the sources stand where it was to write, "" where they do not; `absent`: because it
    was not to be had, so that it is asked again when the story is written anew.
    """

    section: Section
    written: int = 0
    requests: int = 0
    nudges: int = 0
    dropped: tuple[tuple[str, int], ...] = ()
    replaced: str = ""
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """What a language model did for a version: its name, "" where none took part, and its work by section.

    `read` and `wrote` are tokens; `cost` is in US dollars, 0 where no price is known.
    """

    model: str = ""
    sections: tuple[SectionAccount, ...] = ()
    read: int = 0
    wrote: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of a story at one moment; every sentence is cited.

    `dropped` counts the claims that `dossier/check.py` could not find in their sources, and those of
    a language model that did not hold; `account` tells what such a model did.
    """

    title: str
    what: tuple[Claim, ...] = ()
    why_it_matters: tuple[Claim, ...] = ()
    key_points: tuple[Claim, ...] = ()
    open_questions: tuple[Question, ...] = ()
    narrative: tuple[tuple[Claim, ...], ...] = ()
    timeline: tuple[Event, ...] = ()
    perspectives: tuple[Perspective, ...] = ()
    tensions: tuple[Tension, ...] = ()
    sources: tuple[Source, ...] = ()
    dropped: int = 0
    account: Account = Account()

    @property
    def independent(self) -> int:
        """How many sources are not copies of another: wire copies count once."""
        return sum(source.copy_of is None for source in self.sources)


@dataclass(frozen=True, slots=True)
class Version:
    """One dossier, immutable, numbered from 1 within its story.

    `reason` is a code: first, articles, revision, page, merge, split, move, pin, unpin, united, follow,
    unfollow, undo, rules, rebuild, engine.
    """

    story: int
    number: int
    written_at: datetime
    engine: str
    reason: str
    dossier: Dossier

    @property
    def items(self) -> int:
        """How many articles the version is written from."""
        return len(self.dossier.sources)


Part = Claim | Question | Event | Perspective | Tension | Source | str | int | tuple[int, ...]
"""What a change can replace: an item of a section, the title, a count, paragraph lengths."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that took the place of another of the same thing: "7 months", then "6 months".

    `was` and `item` are the sentences that give them.
    """

    before: str
    after: str
    was: Claim
    item: Claim


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two dossiers.

    `kind`: added, dropped, reworded, supported (same words, other citations), raised,
    answered, reopened, expired, new, shifted, silent, consistent, changed; and, for what a
    reader is not shown, moved (another place) and bookkeeping.
    `before` and `after` are what a reader is shown; None where there is none.
    `was` and `item` are the values themselves, `old` and `index` their places (from 0, in a
    narrative counted through all paragraphs; -1: in no place): what `diff.apply` works from.
    `elsewhere`: where else a sentence stood that was added, or still stands that was dropped.
    """

    section: Section
    kind: str
    before: str | None
    after: str | None
    was: Part | None = None
    item: Part | None = None
    old: int = -1
    index: int = -1
    elsewhere: Section | None = None
