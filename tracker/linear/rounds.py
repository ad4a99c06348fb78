"""Polling behind the prompt: a thread that asks feeds, and what it has to tell in sentences."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING

from tracker.errors import StoppedError, TrackerError
from tracker.render.rounds import progress_words, round_account

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.core import Tracker
    from tracker.fetch import Response
    from tracker.linear.console import Console
    from tracker.model import PollSummary, Progress

log = logging.getLogger(__name__)

# Of a long stage so many steps are told: a quarter, a half, three quarters, all.
STEPS = 4
# Seconds that leaving waits for a round to end: what it has stored is whole anyhow.
GRACE = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One round: which feeds (none: those that are due), and whether nobody asked for it."""

    refs: tuple[str, ...] = ()
    force: bool = False
    quiet: bool = False
    answers: Mapping[str, Response] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ended:
    """A round is over; `text` tells of it, "" where there is nothing to tell."""

    job: Job
    text: str
    bell: bool = False


class Rounds:
    """Runs one round at a time in a thread; once begun, what is due every so many seconds by itself.

    While `tracker watch` lives, in whatever process, that is its business.
    """

    def __init__(self, tracker: Tracker, every: float | None = None) -> None:
        self._tracker = tracker
        self._every = every
        self._jobs: Queue[Job | None] = Queue()
        self._told: Queue[Progress | Ended] = Queue()
        self._asked: Job | None = None
        self._thread: Thread | None = None
        self._running = False

    def begin(self) -> None:
        """Poll what is due, now and again from now on."""
        if self._every is not None:
            self._begin(Job(quiet=True))

    def poll(
        self,
        console: Console,
        refs: tuple[str, ...] = (),
        *,
        force: bool = False,
        answers: Mapping[str, Response] | None = None,
    ) -> None:
        """Run a round, and tell how it goes until it ends."""
        if self._asked is None:
            self._asked = Job(refs, force, answers=answers or {})
            self._begin(self._asked)
        self.attend(console)

    def attend(self, console: Console) -> bool:
        """Tell how the round that was asked for goes; ctrl+c leaves it to itself. False: there is none."""
        if self._asked is None:
            return False
        try:
            while self._asked is not None:
                found = self._told.get()
                text = self._ended(found, console) if isinstance(found, Ended) else _step(found)
                if text:
                    console.say(text)
        except KeyboardInterrupt:
            console.say("Polling goes on; what it brings is told before a prompt, and wait waits for it.")
        return True

    def tell(self, console: Console) -> None:
        """Tell what rounds did since the last time; how far one is, is told to who waits for it."""
        while True:
            try:
                found = self._told.get_nowait()
            except Empty:
                return
            text = self._ended(found, console) if isinstance(found, Ended) else ""
            if text:
                console.say(text)

    def note(self, text: str) -> None:
        """Let something be told before the next prompt, from any thread."""
        self._told.put(Ended(Job(), text))

    def leave_writing(self) -> bool:
        """Leave what the round that runs still has to write for the next one. False: none runs."""
        if self._running:
            self._tracker.polling.leave_writing()
        return self._running

    def stop(self) -> None:
        """End the round that runs, and begin none."""
        if self._thread is not None:
            self._jobs.put(None)
            self._tracker.polling.stop()
            self._thread.join(GRACE)

    def _begin(self, job: Job) -> None:
        self._jobs.put(job)
        if self._thread is None:
            self._thread = Thread(target=self._run, name="rounds", daemon=True)
            self._thread.start()

    def _ended(self, found: Ended, console: Console) -> str:
        if found.job is self._asked:
            self._asked = None
        if found.bell:
            console.ring()
        return found.text

    def _run(self) -> None:
        """Run in the thread: one job after the other, and by itself where none comes."""
        while True:
            try:
                job = self._jobs.get(timeout=self._every)
            except Empty:
                job = Job(quiet=True)
            if job is None:
                return
            self._running = True
            ended = self._round(job)
            self._running = False
            self._told.put(ended)

    def _round(self, job: Job) -> Ended:
        """Run in the thread; whatever happens becomes a sentence."""
        try:
            if job.quiet and self._tracker.store.watching.holder() is not None:
                return Ended(job, "")
            summary = self._tracker.polling.round(
                job.refs, force=job.force, answers=job.answers, command="tracker", progress=self._told.put
            )
        except StoppedError:
            return Ended(job, "")
        except TrackerError as error:
            return Ended(job, str(error))
        except Exception as error:
            log.exception("a round of polling failed")
            return Ended(job, f"Polling failed: {type(error).__name__}: {error}. The log has more.")
        return Ended(job, _account(summary, quiet=job.quiet), summary.told is not None)


def _step(found: Progress) -> str:
    """Say how far a round is, at its quarters."""
    steps = {-(-found.total * step // STEPS) for step in range(1, STEPS + 1)}
    return f"{progress_words(found).capitalize()}." if found.done in steps or not found.total else ""


def _account(summary: PollSummary, *, quiet: bool) -> str:
    """Say what a round did; of one that nobody asked for, and that did nothing, nothing."""
    if quiet and not (summary.feeds or summary.versions):
        return ""
    told = round_account(summary, "feeds", "poll-all").replace(" · ", ", ")
    troubles = summary.told.troubles[:1] if summary.told is not None else ()
    return " ".join([f"{told.rstrip('.')}.", *troubles])
