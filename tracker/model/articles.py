"""Feeds as the user and the poller know them, and the articles that come from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime, timedelta

# When the page of a feed's article is fetched: where the entry is thin and others tell of
# the same story; for every article; not at all.
WholeText = Literal["auto", "always", "never"]
# What `Article.page` says where the text was taken; anything else says why it was not.
TAKEN = "the whole text, from its page"


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed as the user wrote it in feeds.yaml.

    A search subscription has `{query}` in its address and is only asked with a query.
    `mute` and `only` are this feed's own words and phrases: what it says of the first is
    hidden, and of all else but the second.
    """

    url: str
    title: str = ""
    group: str = ""
    tags: tuple[str, ...] = ()
    search: bool = False
    fulltext: WholeText = "auto"
    mute: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a feed asks to be polled: what its document and its server said when last they said it.

    `ttl` and `max_age` count from the last success. `skip_hours` are hours of the day, 0 to
    23, `skip_days` days of the week, 0 for Monday, both in GMT (RSS 2.0: skipHours, skipDays).
    """

    ttl: timedelta | None = None
    max_age: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the poller remembers of a feed between two polls.

    `etag` and `modified` are the server's validators, byte for byte. `failures` counts
    failed polls in a row. `status` is the last outcome in words. `gone_since` is the first
    of an unbroken run of answers 410; a day later another one makes the feed `gone`.
    `size` is that of the last whole body, `saved` what answers 304 saved so far, in bytes.
    `moved_to` is where 301s lead since `moved_since`, seen `moved_seen` times in a row.
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
    size: int = 0
    saved: int = 0
    moved_to: str = ""
    moved_since: datetime | None = None
    moved_seen: int = 0
    wishes: Wishes = Wishes()


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription together with its state: what the feeds screen shows."""

    subscription: Subscription
    state: FeedState
    health: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an entry: http address, media type or "", bytes or 0 if not told."""

    url: str
    type: str = ""
    length: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as a feed gave it, cleaned, not yet stored. Empty string: not given."""

    title: str
    url: str = ""
    guid: str = ""
    text: str = ""
    author: str = ""
    published: datetime | None = None
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One stored entry of one or more feeds, at its newest revision.

    `published` is never after `fetched`. `text` keeps paragraphs apart by blank lines; it is
    the whole text of the article's page where that was fetched. `page` says in words what
    came of fetching the page, "" where nobody tried. `via` is empty, or `reactive:<slug>`
    where a search brought it. `muted` is the rule that hides the article, "" where none does.
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
    page: str = ""
    muted: str = ""
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """The text of an article as it stood from `seen` on; number 1 is the first.

    `source`: whether its feed gave it, or its page.
    """

    number: int
    title: str
    text: str
    seen: datetime
    source: Literal["feed", "page"] = "feed"
