"""What the versions of a story tell together: since when a sentence stands, how a stance moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.model.dossier import Claim, Section, Source

TurnKind = Literal["new", "shifted", "reworded", "silent", "again", "gone"]


@dataclass(frozen=True, slots=True)
class Backing:
    """A source of a sentence, and the version in which the sentence first cited it."""

    number: int
    version: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence of a version, since which version it stands so, and on what.

    `origin` is the source it came with; `confirmed` are those that say the same, in the order in
    which they came. `was`: what stood in its place before it was reworded, first in version
    `was_since`; "" and 0 where it is new. A question's or an actor's sentence has its id or name
    as `label`.
    """

    section: Section
    text: str
    since: int
    written_at: datetime
    origin: Backing | None
    confirmed: tuple[Backing, ...] = ()
    was: str = ""
    was_since: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A version in which an actor's stance came, moved, was put in other words, or fell silent.

    `sources` are those that the stance cites then: what the move rests on. `note` is the
    engine's account of a shift.
    """

    version: int
    written_at: datetime
    kind: TurnKind
    stance: Claim
    note: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """The turns of one actor through the versions of a story, oldest first.

    `heard` are the versions whose dossier has the actor and does not call them silent.
    """

    actor: str
    turns: tuple[Turn, ...]
    heard: tuple[int, ...] = ()
