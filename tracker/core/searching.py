"""The reactive stage: followed stories ask search feeds, within a daily budget.

They ask their open questions; those that the user defined by terms, and said so, ask for these too.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker import subscriptions
from tracker.core.delivery import deliver
from tracker.core.manners import remember
from tracker.core.matching import BY_TERMS
from tracker.identity import New, decide
from tracker.model import Article, FeedState, Progress
from tracker.store import Origin
from tracker.text.addresses import url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from tracker.core.clustering import Clustering
    from tracker.core.tools import Tools
    from tracker.model import Entry, Story, Subscription
    from tracker.parse import ParsedFeed
    from tracker.reactive import Query
    from tracker.store import Store

log = logging.getLogger(__name__)

# The budget counts the searches of this span, and a question rests for as long.
DAY = timedelta(days=1)
# Results of one search that are looked at: the first page of what engines give, best first.
MOST_RESULTS = 20
# A search feed's stored articles that its results are compared with, beside equal addresses.
KNOWN = 500
# Earlier than any search: a question that was never asked comes first.
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sought:
    """What the searches of a round did. `stories`: the numbers of those that grew."""

    searches: int = 0
    found: int = 0
    stories: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Search:
    """One question of a story, or its terms, that may be put to one search feed."""

    story: Story
    query: Query
    feed: Subscription


class Searching:
    """Sends at most `daily` searches in any 24 hours (0: none), and keeps only what fits.

    Whatever a search brings, it adds to the story whose question it was, or changes nothing.
    """

    def __init__(
        self, store: Store, feeds: Path, now: Callable[[], datetime], tools: Tools, daily: int
    ) -> None:
        self._store = store
        self._feeds = feeds
        self._now = now
        self._tools = tools
        self._daily = daily

    def run(self, clustering: Clustering, progress: Callable[[Progress], None]) -> Sought:
        """Ask what is due, as far as the budget goes; the caller holds the lock on ingesting.

        A search feed that fails is logged and left alone for the rest of the round.
        """
        left = self._left()
        planned = self._planned() if left > 0 else []
        failed, sought = set[str](), Sought()
        for done, search in enumerate(planned, start=1):
            if sought.searches >= left:
                break
            if search.feed.url in failed:
                continue
            hits = self._carry_out(search, clustering)
            if hits is None:
                failed.add(search.feed.url)
            grown = sought.stories | {search.story.number} if hits else sought.stories
            sought = Sought(sought.searches + 1, sought.found + (hits or 0), grown)
            name = search.feed.title or search.feed.url
            progress(Progress("fetch", done, min(left, len(planned)), f"{name} for {search.story.slug}"))
        return sought

    def lack(self) -> str:
        """Say what is to be set for anything to be searched; "" where nothing is."""
        lacking = (
            [] if self._daily > 0 else ["automatic = true and a daily_budget in [search] of config.toml"]
        )
        if not any(one.search for one in subscriptions.load(self._feeds)):
            lacking.append("an address with {query} under search in feeds.yaml")
        return f"Nothing is searched yet: that takes {' and '.join(lacking)}." if lacking else ""

    def _left(self) -> int:
        """Return how many searches the budget still holds."""
        if self._daily <= 0:
            return 0
        return self._daily - self._store.searches.count_since(self._now() - DAY)

    def _planned(self) -> list[_Search]:
        """List the searches that are due, the question that rested longest first."""
        feeds = [s for s in subscriptions.load(self._feeds) if s.search]
        due = [each for story in self._store.shelf.followed() for each in self._due(story)] if feeds else []
        due.sort(key=lambda each: each[0])
        return [_Search(story, query, feed) for _, story, query in due for feed in feeds]

    def _due(self, story: Story) -> list[tuple[datetime, Story, Query]]:
        """List what of a story was not asked for a day, terms and questions, each with when it last was."""
        from tracker.reactive import SEEKING, queries, seeking

        newest = self._store.versions.newest(story.number)
        asked = self._store.searches.of_story(story.number)
        wanted = [] if newest is None else list(queries(newest.dossier))
        if story.definition is not None and story.definition.search:
            turn = asked[SEEKING].count if SEEKING in asked else 0
            wanted.insert(0, seeking(story.definition, turn))
        found = []
        for query in wanted:
            last = asked[query.question].last if query.question in asked else _NEVER
            if last <= self._now() - DAY:
                found.append((last, story, query))
        return found

    def _carry_out(self, search: _Search, clustering: Clustering) -> int | None:
        """Ask, and store what fits together with the count of it; None where the feed failed."""
        from tracker.reactive import address

        now, feed = self._now(), search.feed.url
        record = self._store.searches.begin(search.story.number, search.query, feed, now)
        delivery = deliver(self._tools, FeedState(address(feed, search.query.words)), now)
        remember(self._store, delivery.answer, now)
        if delivery.parsed is None:
            log.warning("the search feed %s: %s", feed, delivery.failure)
            return None
        with self._store.write():
            hits = self._keep(search, delivery.parsed, clustering)
            self._store.searches.finish(record, hits)
        return hits

    def _keep(self, search: _Search, results: ParsedFeed, clustering: Clustering) -> int:
        """Store the results that the story lacks and that its terms or the clusterer give it; count them."""
        story, feed = search.story, search.feed.url
        members = self._store.articles.of_story(story.number)
        clustering.recall(members, story.number)
        titles = {_folded(member.title) for member in members}
        hits = 0
        for entry in self._unknown(results.entries[:MOST_RESULTS], feed):
            outlet = _outlet(entry, feed, search.feed.title or results.title)
            origin = Origin(feed, outlet, f"reactive:{story.slug}")
            if not _is_told(entry, titles) and self._joined(entry, origin, story.number, clustering):
                titles.add(_folded(entry.title))
                hits += 1
        return hits

    def _unknown(self, entries: Sequence[Entry], feed: str) -> list[Entry]:
        """Return the entries that have a page and are no stored article."""
        linked = [entry for entry in entries if entry.url]
        known = self._store.articles.known(feed, [url_key(entry.url) for entry in linked], KNOWN)
        return [
            intent.entry
            for intent in decide(linked, known, self._now(), feed=feed)
            if isinstance(intent, New)
        ]

    def _joined(self, entry: Entry, origin: Origin, story: int, clustering: Clustering) -> bool:
        """Store an entry if its place is in the story; else leave no trace of it."""
        placement = clustering.place(_article(entry, origin, self._now()))
        if placement.story != story:
            return False
        number = self._store.articles.insert(entry, url_key(entry.url), origin, self._now())
        article = self._store.articles.get(number)
        assert article is not None, "it was stored just now"
        reason = placement.reason if placement.reason == BY_TERMS else "reactive"
        clustering.join(article, story, replace(placement, article=number, reason=reason))
        return True


def _article(entry: Entry, origin: Origin, now: datetime) -> Article:
    """Make the article that an entry would be, under no number yet."""
    published = min(entry.published or now, now)
    return Article(0, entry.title, entry.text, entry.url, origin.outlet, published, now, entry.author)


def _outlet(entry: Entry, feed: str, title: str) -> str:
    """Name who published a result: the host of its page, unless that is the search engine's own."""
    host = _host(entry.url)
    return title if title and host in {"", _host(feed)} else host


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


def _is_told(entry: Entry, titles: Collection[str]) -> bool:
    """Tell whether the story has an article of this title; engines add " - " and the outlet."""
    title = _folded(entry.title)
    return title in titles or title.rpartition(" - ")[0] in titles
