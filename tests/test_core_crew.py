"""The threads that ask feeds: who waits for them hears a signal, whichever thread the system gave it to."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import closing
from threading import Event, get_ident, main_thread
from typing import TYPE_CHECKING

import pytest

from tracker.core.rounds.crew import Crew

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


# Looks in what Python gives a thread at a time, 5 ms, at least.
TURN = 5_000


class LeaveError(Exception):
    """The signal came."""


def let_wait(thread: int) -> None:
    """Come back once another thread stands in a wait, and has had the time of ten turns to enter it."""
    seen = 0
    while seen < 10 * TURN:
        os.sched_yield()
        seen = seen + 1 if sys._current_frames()[thread].f_code.co_name == "wait" else 0


@pytest.fixture(autouse=True)
def _heeded() -> Iterator[None]:
    def leave(_number: int, _frame: FrameType | None) -> None:
        raise LeaveError

    before = signal.signal(signal.SIGUSR1, leave)
    yield
    signal.signal(signal.SIGUSR1, before)


def test_a_signal_that_does_not_wake_the_one_who_waits_is_heard_before_the_answer_comes() -> None:
    released, came_in_time = Event(), Event()
    ended = Event()

    def work(_: int) -> None:
        let_wait(main_thread().ident or 0)
        signal.pthread_kill(get_ident(), signal.SIGUSR1)
        if released.wait(20):
            came_in_time.set()
        ended.set()

    with pytest.raises(LeaveError), closing(Crew(work, [1]).batches()) as batches:
        next(batches)
    released.set()
    assert ended.wait(20)
    assert came_in_time.is_set()


def test_all_jobs_are_done_and_handed_over_once() -> None:
    with closing(Crew(lambda job: job * 2, range(100)).batches()) as batches:
        done = [each for batch in batches for each in batch]
    assert sorted(done) == [(job, job * 2) for job in range(100)]
