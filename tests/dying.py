"""Do something in a small newsroom in FOLDER and kill the process at its Nth SQL statement.

python -m tests.dying FOLDER N [ACT]  (0: let it live; prints how many statements it ran)

ACT is one of ACTS, without it a poll.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.library import BRIDGE, LONE, Newsroom
from tracker.model import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.core import Tracker


ACTS: dict[str, Callable[[Tracker], object]] = {
    "poll": lambda tracker: tracker.polling.round(force=True),
    "merge": lambda tracker: tracker.correcting.merge("orrin", "baker"),
    "follow": lambda tracker: tracker.following.follow("Velmouth", ["velmouth", "seaweed"]),
    "unfollow": lambda tracker: tracker.following.unfollow("Velmouth"),
    "undo": lambda tracker: tracker.correcting.undo(),
    "gc": lambda tracker: tracker.keeping.collect(Limits(days=1, size=1)),
}


def main() -> None:
    folder, last = Path(sys.argv[1]), int(sys.argv[2])
    room = Newsroom(folder)
    for article in (*BRIDGE[:3], *LONE):
        room.publish(*article)
    # Pages of the thin articles: their texts are kept in the round too.
    words = " ".join(text for _, _, text in BRIDGE)
    room.network.serve("https://wire.example/1", f"<article><p>{words}</p><p>{words}</p></article>")
    room.clock.forward(days=1)
    statements = 0

    def count(_: str) -> None:
        nonlocal statements
        statements += 1
        if statements == last:
            os.kill(os.getpid(), signal.SIGKILL)

    room.tracker.store._connections.connection.set_trace_callback(count)
    (act,) = sys.argv[3:] or ["poll"]
    ACTS[act](room.tracker)
    room.tracker.store._connections.connection.set_trace_callback(None)
    print(statements)  # noqa: T201 - what the test reads
    room.close()


if __name__ == "__main__":
    main()
