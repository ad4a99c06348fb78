"""The reactive stage: followed stories ask search feeds, within a daily budget.

They ask their open questions and the terms that they are known by; those that the user defined, the
terms of the definition.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker import schedule, subscriptions
from tracker.core.common.manners import opening, remember
from tracker.core.rounds.delivery import Delivery, deliver
from tracker.core.rounds.sifting import Asked, Sifting
from tracker.fetch import Failure
from tracker.model import FeedState, Inquiry, Progress
from tracker.reactive import DAY, SEEKING, Ask, Phrasing, address, rest, seeking, turns
from tracker.store.searches import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from tracker.core.rounds.clustering import Clustering
    from tracker.core.rounds.muting import Muting
    from tracker.core.tools import Tools
    from tracker.model import Story, Subscription
    from tracker.reactive import Query
    from tracker.store import Store
    from tracker.store.searches import Past

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sought:
    """What the searches of a round did. `stories`: the numbers of those that grew."""

    searches: int = 0
    found: int = 0
    stories: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Search:
    """One question of a story, or its terms, that is put to one search feed."""

    story: Story
    query: Query
    feed: Subscription


class _Seeker:
    """A story that seeks: what it may ask, and in which words."""

    def __init__(self, story: Story, phrasing: Phrasing | None, past: dict[tuple[str, str], Past]) -> None:
        self.story = story
        self._phrasing = phrasing
        self._past = past

    def asks(self, feed: str) -> Iterator[Ask]:
        """Yield its terms, then its open questions, as they may be put to a feed."""
        for question in (SEEKING, *(self._phrasing.questions if self._phrasing else ())):
            past = self._past.get((question, feed))
            if past is None:
                yield Ask(self.story.number, question, feed)
                continue
            # What is told in new reports is worth looking for anew, an old question is not.
            moved = question == SEEKING and self.story.updated >= past.last
            due = past.last + (DAY if moved else rest(past.vain))
            yield Ask(self.story.number, question, feed, past.last, due)

    def query(self, ask: Ask) -> Query | None:
        """Word what is asked; each time in other words."""
        past = self._past.get((ask.question, ask.feed))
        if ask.question != SEEKING:
            return self._phrasing.question(ask.question, past.vain if past else 0) if self._phrasing else None
        turn = past.count if past else 0
        if self.story.definition is not None:
            return seeking(self.story.definition, turn)
        return self._phrasing.key_terms(turn) if self._phrasing else None


class Searching:
    """Sends at most `daily` searches in any 24 hours (0: none), and keeps only what fits.

    `unasked`: every followed story searches that was not told otherwise. Whatever a search brings, it
    adds to the story whose question it was, or changes nothing.
    """

    def __init__(  # noqa: PLR0913 - what it works on, and the two settings
        self,
        store: Store,
        feeds: Path,
        now: Callable[[], datetime],
        tools: Tools,
        muting: Muting,
        *,
        daily: int,
        unasked: bool,
    ) -> None:
        self._store = store
        self._feeds = feeds
        self._now = now
        self._tools = tools
        self._muting = muting
        self._daily = daily
        self._unasked = unasked

    def run(self, clustering: Clustering, progress: Callable[[Progress], None]) -> Sought:
        """Ask what is due, as far as the budget goes; the caller holds the lock on ingesting.

        A search feed that fails is logged and left alone for a while, as any feed is.
        """
        left, sought, failed = self._left(), Sought(), set[str]()
        if left <= 0:
            return sought
        sifting = Sifting(self._store, self._now, clustering, self._muting.verdicts())
        for search in self._planned():
            if search.feed.url in failed:
                continue
            hits = self._carry_out(search, sifting)
            if hits is None:
                failed.add(search.feed.url)
            grown = sought.stories | {search.story.number} if hits else sought.stories
            sought = Sought(sought.searches + 1, sought.found + (hits or 0), grown)
            name = search.feed.title or search.feed.url
            progress(Progress("fetch", sought.searches, left, f"{name} for {search.story.slug}"))
            if sought.searches >= left:
                break
        return sought

    def next(self, limit: int, story: int | None = None) -> list[Inquiry]:
        """Return what is due and would be asked next, words and all; nothing is sent."""
        found = []
        for search in self._planned():
            if story in {None, search.story.number}:
                feed, query = search.feed.url, search.query
                url = address(feed, query.words)
                found.append(Inquiry(search.story.slug, query.question, query.words, feed, url=url))
            if len(found) >= limit:
                break
        return found

    def sent(self, limit: int, story: int | None = None) -> list[Inquiry]:
        """Return what was sent, newest first, of one story or of all."""
        found = self._store.searches.newest(limit, story)
        return [replace(one, url=address(one.feed, one.words)) for one in found]

    def left(self) -> tuple[int, int]:
        """Return how many searches the last 24 hours leave, and how many a day has."""
        return max(self._left(), 0), self._daily

    def lack(self) -> str:
        """Say what is to be set for anything to be searched; "" where nothing is."""
        lacking = [] if self._daily > 0 else ["a daily_budget above 0 in [search] of config.toml"]
        if not any(one.search for one in subscriptions.load(self._feeds)):
            lacking.append("an address with {query} under search in feeds.yaml")
        return f"Nothing is searched yet: that takes {' and '.join(lacking)}." if lacking else ""

    def prospect(self) -> str:
        """Say who will be asked, and how often; or what is lacking."""
        lack = self.lack()
        if lack:
            return lack
        feeds = [one.title or one.url for one in subscriptions.load(self._feeds) if one.search]
        return (
            f"A few words of it go to {', '.join(feeds)}: at most {self._daily} searches a day for all "
            "stories. `tracker searches` lists them."
        )

    def _left(self) -> int:
        """Return how many searches the budget still holds."""
        if self._daily <= 0:
            return 0
        return self._daily - self._store.searches.count_since(self._now() - DAY)

    def _planned(self) -> Iterator[_Search]:
        """Yield the searches that are due, in fair turns."""
        feeds = {feed.url: feed for feed in self._open_feeds()}
        seekers = {seeker.story.number: seeker for seeker in self._seekers()} if feeds else {}
        asks = [ask for seeker in seekers.values() for feed in feeds for ask in seeker.asks(feed)]
        for ask in turns(asks, self._now()):
            seeker = seekers[ask.story]
            query = seeker.query(ask)
            if query is not None:
                yield _Search(seeker.story, query, feeds[ask.feed])

    def _open_feeds(self) -> list[Subscription]:
        """Return the search feeds that may be asked now: neither they nor their hosts wish otherwise."""
        feeds, now = [one for one in subscriptions.load(self._feeds) if one.search], self._now()
        closed, states = self._store.hosts.closed(now), self._store.feeds.states(one.url for one in feeds)
        return [
            one
            for one in feeds
            if schedule.is_due(states[one.url], now) and opening(one.url, closed, now) <= now
        ]

    def _seekers(self) -> Iterator[_Seeker]:
        for story in self._store.shelf.followed():
            if story.search or (self._unasked and story.search is None):
                newest = self._store.versions.newest(story.number)
                phrasing = None if newest is None else Phrasing(newest.dossier)
                yield _Seeker(story, phrasing, self._store.searches.past(story.number))

    def _carry_out(self, search: _Search, sifting: Sifting) -> int | None:
        """Ask, and store what fits together with the count of it; None where the feed failed."""
        now, feed, words = self._now(), search.feed.url, search.query.words
        # What did not fit the story as it was may fit it as it is.
        last = self._store.searches.last_answer(search.story.number, feed, words, search.story.updated)
        last = last or Answer()
        record = self._store.searches.begin(search.story.number, search.query, feed, now)
        state = FeedState(
            address(feed, words), etag=last.etag, modified=last.modified, body_hash=last.body_hash
        )
        delivery = deliver(self._tools, state, now)
        remember(self._store, delivery.answer, now)
        self._keep_state(feed, delivery)
        if delivery.failure:
            self._fail(record, feed, delivery)
            return None
        asked = Asked(search.story, feed, search.feed.title, words)
        with self._store.write():
            hits = 0 if delivery.parsed is None else sifting.keep(asked, delivery.parsed)
            self._store.searches.finish(record, hits, _answer(last, delivery))
        return hits

    def _fail(self, record: int, feed: str, delivery: Delivery) -> None:
        log.warning("the search feed %s: %s", feed, delivery.failure)
        unsent = delivery.kind == "left" or (isinstance(delivery.answer, Failure) and delivery.answer.offline)
        if unsent:
            self._store.searches.take_back(record)
        else:
            self._store.searches.finish(record, 0, Answer(), delivery.failure)

    def _keep_state(self, feed: str, delivery: Delivery) -> None:
        """Remember how a search feed does; one that fails is asked less and less often."""
        if delivery.kind == "left":
            return
        now, answer = self._now(), delivery.answer
        state = self._store.feeds.states([feed])[feed]
        if delivery.failure:
            offline = isinstance(answer, Failure) and answer.offline
            outcome = schedule.Outcome(
                "gone" if delivery.kind == "gone" else "failed",
                now,
                retry_after=answer.retry_after,
                offline=offline,
            )
            state = schedule.after(state, outcome, delivery.failure)
        else:
            waits = answer.retry_after
            state = replace(
                state,
                checked=now,
                succeeded=now,
                failures=0,
                gone_since=None,
                status="answered",
                next_due=now + min(waits, schedule.LONGEST_RETRY) if waits else None,
                due_reason="the server asked to wait" if waits else "",
            )
        self._store.feeds.save(state)


def _answer(last: Answer, delivery: Delivery) -> Answer:
    """Return what this answer is known by; a 304 leaves what it does not name."""
    assert not isinstance(delivery.answer, Failure), "there is an answer"
    found = delivery.answer
    if delivery.kind == "not_modified":
        return Answer(found.etag or last.etag, found.modified or last.modified, last.body_hash)
    return Answer(found.etag, found.modified, delivery.body_hash)
