"""Fixtures that several test files share."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.examples import examples
from tests.library import Newsroom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# No test asserts a time. A build that is to be trusted runs the same examples each time; at a
# developer's desk every run looks for new ones.
settings.register_profile("desk", deadline=None, max_examples=examples(100))
settings.register_profile("build", deadline=None, max_examples=examples(100), derandomize=True)
settings.load_profile("build" if os.environ.get("CI") else "desk")

# Tests run tracker as a process over and over; where bytecode is not kept, each compiles all of it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What runs in the background of a script, or under nohup, ignores these and hands that down. With a handler
# that does nothing it is no other here, but what is started from here has them as a terminal's programs do.
for number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, lambda *_: None)


def pytest_xdist_auto_num_workers() -> int:
    """Give two workers to each core: a third of the time of the tests is waiting, as a screen for quiet."""
    return 2 * len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2 * (os.cpu_count() or 1)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """A tracker on a real database with three feeds, nothing published yet."""
    room = Newsroom(tmp_path)
    yield room
    room.close()
