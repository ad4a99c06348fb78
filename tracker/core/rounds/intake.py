"""The fetch stage: feeds are asked side by side, and what they bring is stored as it comes."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tracker.core.common.manners import remember
from tracker.core.rounds import moving, network
from tracker.core.rounds.crew import Crew
from tracker.core.rounds.delivery import Delivery, deliver, settled
from tracker.core.rounds.known import recognised
from tracker.errors import StoppedError
from tracker.identity import Edited, New
from tracker.model import FeedState, Progress, Subscription
from tracker.store import Origin
from tracker.text.addresses import url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.core.tools import Tools
    from tracker.fetch import Response
    from tracker.store import Store

# A feed's stored articles that an incoming document is compared with, beyond its own length.
KNOWN_MARGIN = 200

Job = tuple[Subscription, FeedState]
Taken = tuple[Job, Delivery]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a round asks for.

    `refused` are feeds that the user asked for and that nobody may ask now, each with a
    sentence. `answers` are in hand already, by address. `insisted`: the user asked for these.
    """

    feeds: Sequence[Job]
    refused: tuple[tuple[str, str], ...]
    answers: Mapping[str, Response]
    insisted: bool


@dataclass(slots=True)
class Tally:
    """The counts of the fetch stage, and what failed: addresses with a sentence each.

    `offline`: no server could be reached, so that it is the network that is missing.
    """

    feeds: int = 0
    not_modified: int = 0
    new_articles: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    offline: bool = False


class Intake:
    """Asks in threads, and stores in the one that calls it."""

    def __init__(self, store: Store, feeds: Path, now: Callable[[], datetime], tools: Tools) -> None:
        self._store = store
        self._feeds = feeds
        self._now = now
        self._tools = tools

    def run(self, wanted: Wanted, progress: Callable[[Progress], None], go_on: Callable[[], None]) -> Tally:
        """Ask for all that is wanted; `go_on` raises what ends the round before its time."""
        tally = Tally(len(wanted.feeds) + len(wanted.refused), failures=list(wanted.refused))
        crew = Crew(lambda job: self._deliver(job, wanted), wanted.feeds)
        try:
            with closing(crew.batches()) as batches:
                self._take(batches, wanted, tally, progress, go_on)
        except StoppedError:
            self._tools.fetch.close()
            raise
        except BaseException:
            # Nobody takes what the threads still wait for; the next round is to ask again.
            self._tools.renew_fetch()
            raise
        tally.failures.sort()
        return tally

    def _take(
        self,
        batches: Iterable[list[Taken]],
        wanted: Wanted,
        tally: Tally,
        progress: Callable[[Progress], None],
        go_on: Callable[[], None],
    ) -> None:
        """Store what comes; who can't be reached waits until it is known whether anybody can."""
        asked, proven = set[str](), False
        waiting: list[Taken] = []
        for batch in batches:
            # What was cut off by stopping is no failure of the feed: it isn't kept.
            go_on()
            asked.update(state.url for (_, state), _ in batch)
            waiting += batch
            proven = proven or any(network.is_proof(delivery) for _, delivery in batch)
            ready = [taken for taken in waiting if proven or not network.is_unreached(taken[1])]
            waiting = [] if proven else [taken for taken in waiting if network.is_unreached(taken[1])]
            self._keep_all(ready, tally, insisted=wanted.insisted)
            name = _name(batch[-1][0])
            progress(Progress("fetch", len(asked), len(wanted.feeds), name, tally.new_articles))
            if network.is_down([delivery for _, delivery in waiting], network.ENOUGH):
                break
        tally.offline = network.is_down([delivery for _, delivery in waiting])
        if tally.offline:
            # No feed failed: neither those that were asked in vain nor those that nobody asked.
            others = [job for job in wanted.feeds if job[1].url not in asked]
            waiting = [(job, replace(delivery, kind="unreached")) for job, delivery in waiting]
            waiting += [(job, network.unasked(job[1])) for job in others]
        self._keep_all(waiting, tally, insisted=wanted.insisted)

    def _deliver(self, job: Job, wanted: Wanted) -> Delivery:
        _, state = job
        return deliver(self._tools, state, self._now(), wanted.answers.get(state.url))

    def _keep_all(self, batch: Sequence[Taken], tally: Tally, *, insisted: bool) -> None:
        """Store a batch of deliveries in one transaction, each whole or not at all."""
        moved = []
        with self._store.write():
            for (subscription, _), delivery in batch:
                new, state = self._keep(subscription, delivery)
                tally.new_articles += new
                if not delivery.failure and moving.is_believed(state, self._now()):
                    moved.append(state)
        for state in moved:
            moving.carry_out(self._store, self._feeds, state)
        for (subscription, _), delivery in batch:
            tally.not_modified += delivery.kind in {"not_modified", "same"}
            if delivery.kind == "left" and not insisted:
                tally.feeds -= 1
            elif delivery.failure:
                tally.failures.append((subscription.url, delivery.failure))

    def _keep(self, subscription: Subscription, delivery: Delivery) -> tuple[int, FeedState]:
        """Store what a feed brought with its new state; return how many are new, and the state."""
        now = self._now()
        new = 0
        if delivery.parsed is not None and delivery.parsed.entries:
            new = self._keep_entries(subscription, delivery, now)
        published = self._store.articles.publish_times(subscription.url)
        state = settled(delivery, new, published, now)
        self._store.feeds.save(state)
        remember(self._store, delivery.answer, now)
        return new, state

    def _keep_entries(self, subscription: Subscription, delivery: Delivery, now: datetime) -> int:
        assert delivery.parsed is not None, "the caller looked"
        entries, articles = delivery.parsed.entries, self._store.articles
        intents = recognised(self._store, entries, subscription.url, len(entries) + KNOWN_MARGIN, now)
        origin = Origin(subscription.url, subscription.title or delivery.title)
        fresh = [(intent.entry, url_key(intent.entry.url)) for intent in intents if isinstance(intent, New)]
        articles.insert_all(fresh, origin, now)
        articles.attach((i.article for i in intents if not isinstance(i, New)), origin.feed, now)
        for intent in intents:
            if isinstance(intent, Edited):
                self._revise(intent, now)
        return len(fresh)

    def _revise(self, edit: Edited, now: datetime) -> None:
        self._store.articles.revise(edit.article, edit.entry, url_key(edit.entry.url), now)
        story = self._store.articles.story_of(edit.article)
        if story is not None:
            self._store.stories.owe(story, "revision")


def _name(job: Job) -> str:
    subscription, state = job
    return subscription.title or state.title or subscription.url
