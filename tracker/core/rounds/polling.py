"""One round of the flow: fetch what is due, store it, cluster it, search, write what changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from threading import Event
from types import MappingProxyType
from typing import TYPE_CHECKING

from tracker import schedule, subscriptions
from tracker.core.common.manners import closed_hosts, opening, refusal
from tracker.core.common.memory import Memory
from tracker.core.feeds.subscribing import find
from tracker.core.rounds import moving
from tracker.core.rounds.clustering import Clustering
from tracker.core.rounds.intake import Intake, Wanted
from tracker.core.rounds.searching import Sought
from tracker.core.rounds.uniting import Uniting
from tracker.errors import StoppedError
from tracker.fetch import host_of
from tracker.model import PollSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.core.copies.read_state import Reader
    from tracker.core.dossiers.writing import Writing
    from tracker.core.rounds.intake import Tally
    from tracker.core.rounds.muting import Muting
    from tracker.core.rounds.pages import Pages
    from tracker.core.rounds.searching import Searching
    from tracker.core.telling import Telling
    from tracker.core.tools import Tools
    from tracker.fetch import Response
    from tracker.model import FeedState, Progress, Subscription
    from tracker.store import Store


class Polling:
    """Runs rounds; one process at a time holds the lock for it."""

    def __init__(  # noqa: PLR0913 - what it works on, and the stages with classes of their own
        self,
        store: Store,
        feeds: Path,
        now: Callable[[], datetime],
        tools: Tools,
        *,
        muting: Muting,
        searching: Searching,
        pages: Pages,
        writing: Writing,
        telling: Telling,
        reader: Reader,
    ) -> None:
        self._store = store
        self._feeds = feeds
        self._now = now
        self._tools = tools
        self._muting = muting
        self._searching = searching
        self._pages = pages
        self._writing = writing
        self._telling = telling
        self._intake = Intake(store, feeds, now, tools)
        self._memory = Memory(store, now, tools)
        self._uniting = Uniting(store, now)
        self._reader = reader
        self._stopping = Event()
        self._left = Event()

    def round(
        self,
        refs: Sequence[str] = (),
        *,
        force: bool = False,
        answers: Mapping[str, Response] = MappingProxyType({}),
        command: str = "tracker poll",
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> PollSummary:
        """Poll the feeds that are due (`refs`: these feeds now; `force`: all) and do all that follows.

        A feed whose answer is among `answers`, by its address, is not asked once more. One
        whose host wants to be left alone is not asked whoever insists: that is a failure
        then, though not the feed's own.
        Work that an earlier, killed round left is taken up too. Raises BusyError where
        another process is polling.
        """
        progress = self._stoppable(progress)
        self._left.clear()
        self._tools.make_ready()
        with self._store.ingesting.held(command, self._now()):
            brought = self._bring(self._wanted(refs, answers, force=force), progress)
            written = self._writing.write_owed(progress, self._is_left)
            self._go_on()
            self._reader.settle()
        # Without the lock: what the user has named to be told by may take its time.
        told = self._telling.tell()
        return replace(
            brought,
            versions=written.versions,
            faults=written.faults,
            waiting=written.waiting,
            told=told,
        )

    def _bring(self, wanted: Wanted, progress: Callable[[Progress], None]) -> PollSummary:
        """Run the stages up to the dossiers, and account for what they brought."""
        fetched = self._intake.run(wanted, progress, self._go_on)
        self._tools.rest()
        self._muting.apply(progress, self._go_on)
        clustering = Clustering(self._store, self._now, self._memory, progress)
        self._go_on()
        clustering.take_up()
        touched = clustering.place_waiting()
        united = self._uniting.run(clustering, progress)
        # Without a network neither search feeds nor pages can be asked.
        sought = Sought() if fetched.offline else self._searching.run(clustering, progress)
        if not fetched.offline:
            self._pages.take_due(progress, self._go_on)
            self._tools.rest()
        # What searches and pages brought was not yet there to be judged.
        self._muting.apply(progress, self._go_on)
        grown = {_heir(story, united) for story in touched | sought.stories} | {*united.values()}
        return replace(_fetched(fetched, sought), stories=len(grown), united=len(united))

    def stop(self) -> None:
        """End the round that runs in another thread, for good: it raises StoppedError soon."""
        self._stopping.set()
        self._tools.fetch.close()

    def leave_writing(self) -> None:
        """Let the round in another thread write no more dossiers; the next one goes on with them."""
        self._left.set()

    def next_due(self) -> datetime | None:
        """Return when the next feed is due, None where nothing is subscribed."""
        now = self._now()
        closed = self._store.hosts.closed(now)
        states = self._store.feeds.states(self._addresses())
        times = [(state.url, schedule.due_from(state, now)) for state in states.values()]
        return min((max(due, opening(url, closed, due)) for url, due in times if due), default=None)

    def _stoppable(self, progress: Callable[[Progress], None]) -> Callable[[Progress], None]:
        """Let every step of every stage, which tells its progress, be the last one too."""

        def go_on(found: Progress) -> None:
            progress(found)
            self._go_on()

        return go_on

    def _go_on(self) -> None:
        if self._stopping.is_set():
            raise StoppedError("Polling was stopped.", "The next round goes on from here.")

    def _is_left(self) -> bool:
        """Tell whether no more dossiers are to be written now."""
        return self._left.is_set() or self._stopping.is_set()

    def _addresses(self) -> list[str]:
        return [s.url for s in subscriptions.load(self._feeds) if not s.search]

    def _wanted(self, refs: Sequence[str], answers: Mapping[str, Response], *, force: bool) -> Wanted:
        now = self._now()
        subscribed = [s for s in subscriptions.load(self._feeds) if not s.search]
        moving.catch_up(self._store, subscribed)
        self._store.hosts.sweep(now)
        closed = closed_hosts(self._store, self._tools, now)
        states = self._store.feeds.states(s.url for s in subscribed)
        chosen = [find(subscribed, states, ref) for ref in refs] or subscribed
        insisted = force or bool(refs)
        feeds, refused = [], []
        for subscription in dict.fromkeys(chosen):
            url, state = subscription.url, states[subscription.url]
            until = now if url in answers else opening(url, closed, now)
            if until > now and insisted:
                refused.append((url, refusal(host_of(url), until, now)))
            elif until <= now and (insisted or schedule.is_due(state, now)):
                feeds.append((subscription, state))
        return Wanted(_interleaved(feeds), tuple(refused), answers, insisted)


def _fetched(tally: Tally, sought: Sought) -> PollSummary:
    """Begin the account of a round by what came in, from feeds and from searches."""
    return PollSummary(
        feeds=tally.feeds,
        failed=len(tally.failures),
        not_modified=tally.not_modified,
        new_articles=tally.new_articles,
        failures=tuple(tally.failures),
        searches=sought.searches,
        found=sought.found,
        offline=tally.offline,
    )


def _heir(story: int, united: Mapping[int, int]) -> int:
    """Return the story that carries a story on: itself, unless it was united with an older one."""
    return _heir(united[story], united) if story in united else story


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
