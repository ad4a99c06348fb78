"""What tracker does and did: rounds of polling, searches, undoable acts, checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.model.telling import Told


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version that a poll wrote."""

    story: str
    version: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class PollSummary:
    """What one round of polling did.

    `failures` pairs a feed's address with a sentence; `faults` says which stories could not
    be written up. `searches` counts queries to search feeds, `found` the articles they brought,
    `united` the stories that turned out to be part of an older one. `told` is what the user was told of
    stories that they follow. `offline`: no server could be reached, so that no feed was asked. `waiting`
    counts the stories whose dossiers the user left for the next round.
    """

    feeds: int = 0
    failed: int = 0
    not_modified: int = 0
    new_articles: int = 0
    stories: int = 0
    versions: tuple[NewVersion, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()
    searches: int = 0
    found: int = 0
    united: int = 0
    told: Told | None = None
    offline: bool = False
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Searched:
    """How often a question was put to search feeds, when last, and how many articles that brought."""

    count: int
    last: datetime
    hits: int


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One search that was sent, or is to be: words that went out for a story, and to whom.

    `question` is the id of an open question, or "terms". `url` is the address that is asked, words and
    all, where the store does not leave it out. `at` None: it was not sent yet. `failure` is a sentence
    where there was no answer.
    """

    story: str
    question: str
    words: str
    feed: str
    at: datetime | None = None
    hits: int = 0
    failure: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is: "fetching 3 of 40: Harbour Wire"; `found`: new articles so far."""

    stage: Literal["fetch", "cluster", "page", "dossier"]
    done: int
    total: int
    what: str = ""
    found: int = 0


@dataclass(frozen=True, slots=True)
class Operation:
    """An act of the user that can be undone. `payload` is JSON that only its undoing reads."""

    id: int
    at: datetime
    kind: str
    account: str
    payload: str


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that ingests: "tracker poll" with its number, since when."""

    pid: int
    host: str
    command: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: "database", its state in a word, and a sentence that names the way out."""

    what: str
    state: Literal["ok", "warn", "bad"]
    account: str
