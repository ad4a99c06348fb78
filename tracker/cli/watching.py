"""The loop of `tracker watch`: rounds in a thread of their own, and the main one waits.

A signal only comes to put its number into the inbox, on which the main thread waits; nothing is
ever done inside a handler, where a lock that the interrupted code holds would stand still.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty
from threading import Thread
from typing import TYPE_CHECKING, NoReturn, Protocol

import click

from tracker.errors import BusyError, TrackerError
from tracker.render.rounds import no_network

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from tracker.core import Tracker
    from tracker.model import PollSummary, Progress, Told

log = logging.getLogger(__name__)

COMMAND = "tracker watch"
# Seconds: feeds that fall due close together are polled in one round; and feeds.yaml and the
# clock are looked at this often, so that an added feed, or a computer that slept, need not wait.
SHORTEST, LONGEST = 10.0, 60.0
# Seconds until another try where another process polls, and where something is wrong: the
# latter doubles each time.
BUSY, TROUBLE, LONGEST_TROUBLE = 10.0, 10.0, 600.0
# Seconds that a round is given to end by itself: it stops between two articles or dossiers, but
# a name that is looked up or a server that does not answer the door would hold it up.
GRACE = 2.0
# Feeds that are named when they begin to fail, of one round.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the feeds brought: when the next is due, and the round if one was due.

    `told`: quiet hours have ended, and the user was told without a round.
    """

    due: datetime | None
    summary: PollSummary | None = None
    told: Told | None = None


Event = int | Future[Looked]  # the number of a signal, or a round that ended


class Inbox(Protocol):
    """What the main thread waits on; `queue.SimpleQueue` is one."""

    def put(self, event: Event, /) -> None:
        """Hand in."""

    def get(self, block: bool = True, timeout: float | None = None) -> Event:  # noqa: FBT001, FBT002 - the queue's own
        """Wait for the oldest; raise queue.Empty after `timeout` seconds."""


class Report(Protocol):
    """Whom the loop tells."""

    def round(self, summary: PollSummary) -> None:
        """Tell of a round that brought something new."""

    def told(self, told: Told) -> None:
        """Follow up a notice that the user was given."""

    def trouble(self, text: str) -> None:
        """Tell what is wrong, or right again, in a sentence."""

    def progress(self, progress: Progress) -> None:
        """Show how far a round is."""


class Watch:
    """Polls until a signal of `ending` comes, and returns the exit code that belongs to it.

    Any other signal, and trouble too, lets it open everything anew: settings and feeds as
    they stand then, connections, network. Trouble is told once, and tried again ever later.
    """

    def __init__(
        self,
        open_tracker: Callable[[], AbstractContextManager[Tracker]],
        now: Callable[[], datetime],
        inbox: Inbox,
        report: Report,
        ending: Mapping[int, int],
    ) -> None:
        self._open = open_tracker
        self._now = now
        self._inbox = inbox
        self._report = report
        self._ending = ending
        self._failing = dict[str, str]()
        self._trouble = ""
        self._offline = False
        self._tries = 0

    def run(self) -> int:
        """Poll for ever; where whoever read the lines has left, `session.text` ends it."""
        rounds = ThreadPoolExecutor(1, thread_name_prefix="round")
        try:
            while True:
                try:
                    with self._open() as tracker:
                        self._poll(tracker, rounds)
                except (_EndError, click.exceptions.Exit):
                    raise
                except Exception as error:
                    # The border at which whatever goes wrong becomes a sentence and a pause.
                    log.warning(
                        "watch goes on after: %s", error, exc_info=not isinstance(error, TrackerError)
                    )
                    self._wait_after(error)
        except _EndError as end:
            return end.code
        finally:
            rounds.shutdown(wait=False)

    def _poll(self, tracker: Tracker, rounds: ThreadPoolExecutor) -> None:
        """Run rounds, the first at once, until everything is to be opened anew."""
        at_once = True
        while True:
            job = rounds.submit(self._look, tracker, at_once=at_once)
            job.add_done_callback(self._inbox.put)
            asked_anew = self._wait_for(job, tracker)
            try:
                pause = self._settled(job.result())
                at_once = False
            except BusyError as error:
                self._tell_trouble(error.message)
                pause = BUSY
            if asked_anew or self._wait(pause):
                return

    def _look(self, tracker: Tracker, *, at_once: bool) -> Looked:
        """Run in the rounds' thread: a round, if a feed is due or what an earlier one left waits."""
        due = tracker.polling.next_due()
        if not at_once and (due is None or due > self._now()):
            return Looked(due, told=tracker.telling.tell())
        summary = tracker.polling.round(command=COMMAND, progress=self._report.progress)
        return Looked(tracker.polling.next_due(), summary)

    def _settled(self, looked: Looked) -> float:
        """Tell what a round brought; return the seconds until the next look."""
        if self._trouble:
            self._report.trouble("Polling works again.")
        self._trouble, self._tries = "", 0
        if looked.summary is not None:
            self._tell_round(looked.summary)
        told = looked.summary.told if looked.summary else looked.told
        if told is not None:
            self._report.told(told)
        if looked.due is None:
            return LONGEST
        return min(max((looked.due - self._now()).total_seconds(), SHORTEST), LONGEST)

    def _tell_round(self, summary: PollSummary) -> None:
        if summary.offline != self._offline:
            self._offline = summary.offline
            self._report.trouble(no_network(summary) if self._offline else "The network is back.")
        failures = () if summary.offline else summary.failures
        fresh = [(url, why) for url, why in failures if self._failing.get(url) != why]
        self._failing.update(fresh)
        for url, why in fresh[:NAMED]:
            self._report.trouble(f"{url}: {why}")
        if len(fresh) > NAMED:
            self._report.trouble(f"{len(fresh) - NAMED} more feeds fail: `tracker feeds` says why.")
        for fault in summary.faults:
            self._report.trouble(fault)
        if summary.new_articles or summary.versions or summary.found:
            self._report.round(summary)

    def _tell_trouble(self, text: str) -> None:
        """Tell what is wrong, once as long as it stays so."""
        if text != self._trouble:
            self._trouble = text
            self._report.trouble(text)

    def _wait_after(self, error: Exception) -> None:
        told = str(error) if isinstance(error, TrackerError) else f"{type(error).__name__}: {error}"
        self._tell_trouble(told)
        self._wait(min(TROUBLE * 2**self._tries, LONGEST_TROUBLE))
        self._tries = min(self._tries + 1, 10)  # beyond it the bound holds, and a power would grow for ever

    def _wait(self, seconds: float) -> bool:
        """Wait; return whether a signal asked for everything anew. Raises _EndError."""
        try:
            event = self._inbox.get(timeout=seconds)
        except Empty:
            return False
        assert isinstance(event, int), "no round is running"
        if event in self._ending:
            raise _EndError(self._ending[event])
        return True

    def _wait_for(self, job: Future[Looked], tracker: Tracker) -> bool:
        """Wait for a round; return whether a signal asked for everything anew. Raises _EndError."""
        asked_anew = False
        while (event := self._inbox.get()) is not job:
            assert isinstance(event, int), "one round runs at a time"
            if event in self._ending:
                code = self._ending[event]
                tracker.polling.stop()
                if wait([job], GRACE).not_done:
                    leave_at_once(code)
                raise _EndError(code)
            asked_anew = True
        return asked_anew


class _EndError(Exception):
    """A signal came that ends watching."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def heed_signals(inbox: Inbox, *, terminal: bool) -> dict[int, int]:
    """Let signals come into the inbox; return which of them end watching, with their exit codes.

    SIGTERM is how a service is stopped: done. ctrl+c says 130 as in every other verb, so that a
    script around it stops too. The end of a terminal ends what was started there; without
    one SIGHUP asks for settings and feeds to be read anew. Where it is ignored, as under
    nohup, it stays so.
    """
    ending = {int(signal.SIGTERM): 0, int(signal.SIGINT): 130}
    heeded = list(ending)
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is not None and signal.getsignal(hangup) is not signal.SIG_IGN:
        heeded.append(int(hangup))
        if terminal:
            ending[int(hangup)] = 0
    _pass_on(inbox, heeded)
    return ending


def _pass_on(inbox: Inbox, heeded: Collection[int]) -> None:
    """Bring signals to the inbox through a socket, by a thread that waits on it.

    Python runs a handler when the main thread comes to it, and not before: a signal that comes just
    before this thread begins to wait would be heard when the wait is over. What the interpreter
    writes at once is heard at once (signal.set_wakeup_fd).
    """
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    for number in heeded:
        signal.signal(number, lambda *_: None)

    def listen() -> None:
        # The writer lives as long as this thread.
        with reader, writer:
            while numbers := reader.recv(64):
                for number in numbers:
                    if number in heeded:
                        inbox.put(number)

    Thread(target=listen, name="signals", daemon=True).start()


def leave_at_once(code: int) -> NoReturn:
    """End the process though a thread still waits for a server; what is stored is whole anyhow."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
