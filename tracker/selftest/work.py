"""What dies in a self-test: rounds over the feeds of the demo.

Run as a script it takes orders on stdin (`dying`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.demo.feeds import POLLS
from tracker.model import Limits
from tracker.selftest.dying import Order, serve
from tracker.selftest.ground import opened
from tracker.selftest.inline import FakeClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.core import Tracker

# Acts with the poll of the demo at whose moment they are done.
_ACTS: dict[str, tuple[int, Callable[[Tracker], object]]] = {
    "begin": (0, lambda tracker: tracker.polling.round(force=True)),
    "poll": (1, lambda tracker: tracker.polling.round(force=True)),
    "gc": (3, lambda tracker: tracker.keeping.collect(Limits(days=1, size=1))),
}


def work(order: Order) -> None:
    """Carry an order out."""
    turn, act = _ACTS[order.act]
    tracker = opened(Path(order.folder), FakeClock(POLLS[turn]))
    act(tracker)
    tracker.close()


if __name__ == "__main__":
    serve(work)
