"""The nouns of tracker: frozen dataclasses with no behaviour but their own.

Times are aware datetimes in UTC. Texts are clean (see `text/clean.py`): no control
characters, no markup. Field names of the dossier are the keys of its JSON form, which
other programs build on; more may come, none leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - msgspec reads the annotations at run time
from typing import Literal

# ---------------------------------------------------------------- feeds and articles


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed as the user wrote it in feeds.yaml.

    A search subscription has `{query}` in its address and is only asked with a query.
    """

    url: str
    title: str = ""
    group: str = ""
    tags: tuple[str, ...] = ()
    search: bool = False


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the poller remembers of a feed between two polls.

    `etag` and `modified` are the server's validators, byte for byte. `failures` counts
    failed polls in a row. `status` is the last outcome in words. `gone_since` is the first
    of an unbroken run of answers 410; a day later another one makes the feed `gone`.
    """

    url: str
    title: str = ""
    site: str = ""
    etag: str = ""
    modified: str = ""
    body_hash: str = ""
    checked: datetime | None = None
    succeeded: datetime | None = None
    changed: datetime | None = None
    next_due: datetime | None = None
    due_reason: str = ""
    failures: int = 0
    status: str = "never polled"
    gone: bool = False
    articles: int = 0
    gone_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription together with its state: what the feeds screen shows."""

    subscription: Subscription
    state: FeedState
    health: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as a feed gave it, cleaned, not yet stored. Empty string: not given."""

    title: str
    url: str = ""
    guid: str = ""
    text: str = ""
    author: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One stored entry of one or more feeds, at its newest revision.

    `published` is never after `fetched`. `text` keeps paragraphs apart by blank lines.
    `via` is empty, or `reactive:<slug>` where a search brought it.
    """

    id: int
    title: str
    text: str
    url: str
    outlet: str
    published: datetime
    fetched: datetime
    author: str = ""
    feed: str = ""
    guid: str = ""
    revision: int = 1
    story: int | None = None
    via: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """The text of an article as it stood from `seen` on; number 1 is the first."""

    number: int
    title: str
    text: str
    seen: datetime


# ---------------------------------------------------------------- clustering


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A term that an article and a story have in common, with its share of the score."""

    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs, and why. `story` None: it starts a story of its own.

    `score` is compared with `threshold`; `gap_hours` is the time between the article and
    the newest article of the story it was compared with.
    """

    article: int
    story: int | None
    score: float
    threshold: float
    terms: tuple[SharedTerm, ...] = ()
    gap_hours: float | None = None
    runner_up: int | None = None
    runner_up_score: float = 0.0
    reason: str = "clustered"


# ---------------------------------------------------------------- the dossier

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
    """An actor's stance against the earlier versions. `since`: the version of `state`."""

    state: EvolutionState = "new"
    note: str = ""
    since: int = 1


@dataclass(frozen=True, slots=True)
class Perspective:
    """One actor: the stance in a sentence, quotations, and how the stance evolved."""

    actor: str
    stance: Claim
    quotes: tuple[Claim, ...] = ()
    evolution: Evolution = Evolution()


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
class Dossier:
    """What is known of a story at one moment; every sentence is cited.

    `dropped` counts the claims that `dossier/check.py` could not find in their sources.
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

    @property
    def independent(self) -> int:
        """How many sources are not copies of another: wire copies count once."""
        return sum(source.copy_of is None for source in self.sources)


@dataclass(frozen=True, slots=True)
class Version:
    """One dossier, immutable, numbered from 1 within its story.

    `reason` is a code: first, articles, revision, merge, split, undo, engine.
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
class Change:
    """One difference between two dossiers.

    `kind`: added, dropped, reworded, supported (same words, other citations), raised,
    answered, reopened, expired, new, shifted, silent, consistent, changed; and, for what a
    reader is not shown, moved (another place) and bookkeeping.
    `before` and `after` are what a reader is shown; None where there is none.
    `was` and `item` are the values themselves, `old` and `index` their places (from 0, in a
    narrative counted through all paragraphs; -1: in no place): what `diff.apply` works from.
    """

    section: Section
    kind: str
    before: str | None
    after: str | None
    was: Part | None = None
    item: Part | None = None
    old: int = -1
    index: int = -1


# ---------------------------------------------------------------- what is shown


@dataclass(frozen=True, slots=True)
class Story:
    """A row of the story list. `version` 0: a lone article that was never opened.

    `changes` says in short texts what moved since the user last read; `coverage` counts
    articles a day, oldest first, for the sparkline; `read` is the version last read.
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result: an article, or a story found through its dossier."""

    kind: Literal["article", "story"]
    number: int
    slug: str
    title: str
    snippet: str
    outlet: str
    date: datetime


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
    be written up. `searches` counts queries to search feeds, `found` the articles they brought.
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


@dataclass(frozen=True, slots=True)
class Searched:
    """How often a question was put to search feeds, when last, and how many articles that brought."""

    count: int
    last: datetime
    hits: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is: "fetching 3 of 40: Harbour Wire"."""

    stage: Literal["fetch", "cluster", "dossier"]
    done: int
    total: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A version in a story's history; `changes` says what moved since the version before."""

    number: int
    written_at: datetime
    items: int
    engine: str
    reason: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a story and what changed from `before` to `after` (version numbers)."""

    story: str
    title: str
    before: int
    after: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a listing: the slug of its story and its citation number there."""

    article: Article
    story: str = ""
    source: int | None = None


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
class ArticleDetail:
    """An article with its revisions, the story it is in, and the claims that cite it."""

    article: Article
    revisions: tuple[Revision, ...]
    feeds: tuple[str, ...]
    story: Story | None
    source: int | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: "database", its state in a word, and a sentence."""

    what: str
    state: Literal["ok", "look", "broken"]
    account: str
