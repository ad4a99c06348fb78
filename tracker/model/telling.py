"""What a user is told of: stories that moved, notices of them, digests, and the counts of a status line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.model.dossier import Claim, Question, Source
    from tracker.model.listings import Story


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice that a followed story moved from one version to another, owed since a moment."""

    story: int
    before: int
    version: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """An actor who changed position: what is said now, and what was said before ("" where not known)."""

    actor: str
    stance: Claim
    was: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """How a story moved from version `before` (0: it is new) to `version`, in what is worth telling.

    `changes` is the account in short texts. `what` holds the claims of What that are new, `figures`
    pairs like ("3 months", "5 months"), `sources` those that came.
    """

    story: Story
    before: int
    version: int
    written_at: datetime
    title: str
    changes: tuple[str, ...] = ()
    what: tuple[Claim, ...] = ()
    shifted: tuple[Shift, ...] = ()
    answered: tuple[Question, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What a user is told at a moment; `held`: quiet hours have held back some of it."""

    at: datetime
    moves: tuple[Move, ...]
    held: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that was given out, and what went wrong with it, in sentences."""

    notice: Notice
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What moved after `since`, up to `until`: the stories that are told of, and how many more there are.

    `newest` is when anything last moved at all.
    """

    since: datetime
    until: datetime
    moves: tuple[Move, ...]
    more: int = 0
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """The counts of a status line.

    `unread` stories, of them `moved` ones that the user follows (`followed` in all); `new` articles
    since `since`; subscribed `feeds`, `failing` ones among them; when any was last asked, and when
    the next is due. `busy` names the process that polls now, `watched` tells whether one watches.
    """

    unread: int
    followed: int
    moved: int
    since: datetime
    new: int
    feeds: int
    failing: int
    last_poll: datetime | None
    next_due: datetime | None
    busy: str = ""
    watched: bool = False
