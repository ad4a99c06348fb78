"""One round of the flow: fetch what is due, store it, cluster it, search, write what changed."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from tracker import schedule, subscriptions
from tracker.core.clustering import Clustering
from tracker.core.delivery import Delivery, deliver, settled
from tracker.core.subscribing import find
from tracker.errors import StoppedError
from tracker.fetch import host_of
from tracker.identity import Edited, New, Same, decide, url_key
from tracker.model import PollSummary, Progress
from tracker.store import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.core.searching import Searching
    from tracker.core.tools import Tools
    from tracker.core.writing import Writing
    from tracker.identity import Intent
    from tracker.model import FeedState, Subscription
    from tracker.store import Store

# Requests in flight at once, over all hosts; the fetcher allows one a host.
CONCURRENT = 16
# A feed's stored articles that an incoming document is compared with, beyond its own length.
KNOWN_MARGIN = 200


@dataclass(frozen=True, slots=True)
class _Fetched:
    """The counts of the fetch stage."""

    feeds: int
    not_modified: int
    new_articles: int
    failures: tuple[tuple[str, str], ...]


class Polling:
    """Runs rounds; one process at a time holds the lock for it."""

    def __init__(  # noqa: PLR0913 - what it works on, and two stages with classes of their own
        self,
        store: Store,
        feeds: Path,
        now: Callable[[], datetime],
        tools: Tools,
        *,
        searching: Searching,
        writing: Writing,
    ) -> None:
        self._store = store
        self._feeds = feeds
        self._now = now
        self._tools = tools
        self._searching = searching
        self._writing = writing
        self._stopping = Event()

    def round(
        self,
        refs: Sequence[str] = (),
        *,
        force: bool = False,
        command: str = "tracker poll",
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> PollSummary:
        """Poll the feeds that are due (`refs`: these feeds now; `force`: all) and do all that follows.

        Work that an earlier, killed round left is taken up too. Raises BusyError where
        another process is polling.
        """
        wanted = self._wanted(refs, force=force)
        with self._store.ingesting.held(command, self._now()):
            fetched = self._fetch_all(wanted, progress)
            clustering = Clustering(self._store, self._now, self._tools)
            self._go_on()
            touched = clustering.place_waiting(progress)
            sought = self._searching.run(clustering, progress)
            versions, faults = self._writing.write_owed(progress)
        return PollSummary(
            feeds=fetched.feeds,
            failed=len(fetched.failures),
            not_modified=fetched.not_modified,
            new_articles=fetched.new_articles,
            stories=len(touched | sought.stories),
            versions=tuple(versions),
            failures=fetched.failures,
            faults=tuple(faults),
            searches=sought.searches,
            found=sought.found,
        )

    def stop(self) -> None:
        """End the round that runs in another thread, for good: it raises StoppedError soon."""
        self._stopping.set()
        self._tools.fetch.close()

    def next_due(self) -> datetime | None:
        """Return when the next feed is due, None where nothing is subscribed."""
        states = self._store.feeds.states(self._addresses())
        times = [state.next_due or self._now() for state in states.values() if not state.gone]
        return min(times, default=None)

    def _go_on(self) -> None:
        if self._stopping.is_set():
            raise StoppedError("Polling was stopped.", "The next round goes on from here.")

    def _addresses(self) -> list[str]:
        return [s.url for s in subscriptions.load(self._feeds) if not s.search]

    def _wanted(self, refs: Sequence[str], *, force: bool) -> list[tuple[Subscription, FeedState]]:
        subscribed = [s for s in subscriptions.load(self._feeds) if not s.search]
        states = self._store.feeds.states(s.url for s in subscribed)
        chosen = [find(subscribed, states, ref) for ref in refs] or subscribed
        now = self._now()
        return _interleaved(
            (subscription, states[subscription.url])
            for subscription in dict.fromkeys(chosen)
            if force or refs or schedule.is_due(states[subscription.url], now)
        )

    def _fetch_all(
        self, wanted: Sequence[tuple[Subscription, FeedState]], progress: Callable[[Progress], None]
    ) -> _Fetched:
        """Fetch and parse in threads; store each feed's delivery in this one, in a transaction."""
        not_modified = new_articles = 0
        failures = list[tuple[str, str]]()
        with ThreadPoolExecutor(CONCURRENT, thread_name_prefix="fetch") as pool:
            jobs = {
                pool.submit(deliver, self._tools, state, self._now()): subscription
                for subscription, state in wanted
            }
            try:
                for done, job in enumerate(as_completed(jobs), start=1):
                    # What was cut off by stopping is no failure of the feed: it isn't kept.
                    self._go_on()
                    subscription = jobs[job]
                    delivery = job.result()
                    new_articles += self._keep(subscription, delivery)
                    not_modified += delivery.kind in {"not_modified", "same"}
                    if delivery.failure:
                        failures.append((subscription.url, delivery.failure))
                    name = subscription.title or delivery.state.title or subscription.url
                    progress(Progress("fetch", done, len(wanted), name))
            except BaseException:
                # The pool waits for its threads, so that they must not wait for servers.
                pool.shutdown(wait=False, cancel_futures=True)
                self._tools.fetch.close()
                raise
        return _Fetched(len(wanted), not_modified, new_articles, tuple(sorted(failures)))

    def _keep(self, subscription: Subscription, delivery: Delivery) -> int:
        """Store what a feed brought together with its new state; return how many are new."""
        now = self._now()
        entries = delivery.parsed.entries if delivery.parsed else ()
        new = 0
        with self._store.write():
            known = self._store.articles.known(
                subscription.url, [url_key(entry.url) for entry in entries], len(entries) + KNOWN_MARGIN
            )
            origin = Origin(subscription.url, subscription.title or delivery.title)
            for intent in decide(entries, known, now, feed=subscription.url):
                new += self._carry_out(intent, origin, now)
            published = self._store.articles.publish_times(subscription.url)
            self._store.feeds.save(settled(delivery, new, published, now))
        return new

    def _carry_out(self, intent: Intent, origin: Origin, now: datetime) -> int:
        match intent:
            case New(entry):
                self._store.articles.insert(entry, url_key(entry.url), origin, now)
                return 1
            case Same(article):
                self._store.articles.attach(article, origin.feed, now)
            case Edited(article, entry):
                self._store.articles.attach(article, origin.feed, now)
                self._store.articles.revise(article, entry, url_key(entry.url), now)
                story = self._store.articles.story_of(article)
                if story is not None:
                    self._store.stories.owe(story, "revision")
        return 0


def _interleaved(
    wanted: Iterable[tuple[Subscription, FeedState]],
) -> list[tuple[Subscription, FeedState]]:
    """Put the first feed of every host before the second of any.

    A host is asked for one feed at a time, so feeds of one host side by side would keep
    threads waiting that could ask elsewhere.
    """
    counts = Counter[str]()
    ranked = []
    for pair in wanted:
        host = host_of(pair[0].url)
        ranked.append((counts[host], pair))
        counts[host] += 1
    return [pair for _, pair in sorted(ranked, key=lambda each: each[0])]
