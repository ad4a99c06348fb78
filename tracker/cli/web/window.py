"""What runs behind one open page: the interface, in a process that ends with the server."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import tracker

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.cli.session import Session

# Seconds between two looks whether the server still lives, and after which one who does not leave goes.
LOOK, PATIENCE = 1.0, 5.0
# The folder that the command is called in may hold anything: -P keeps it off the path of imports, and
# ours is put there where tracker runs from its source.
_START = (
    "import sys; root = sys.argv.pop(1); root in sys.path or sys.path.insert(0, root); "
    "from tracker.__main__ import main; main()"
)


def command(session: Session, *, write: bool) -> list[str]:
    """Return the words that start a window on the same data, at the same moment, with the same settings."""
    root = str(Path(tracker.__file__).parent.parent)
    words = [sys.executable, "-P", "-c", _START, root]
    if session.data is not None:
        words += ["--data", str(session.data.absolute())]
    if session.feeds is not None:
        words += ["--feeds", str(session.feeds.absolute())]
    if session.now is not None:
        words += ["--now", session.now.isoformat()]
    return [*words, "web", "--window", *(["--write"] if write else [])]


def run(session: Session, *, write: bool) -> None:
    """Run the interface for a browser; without `write` nothing can be changed."""
    from tracker.cli.front import run_interface

    _end_with(os.getppid())
    with session.tracker(subscribed=write, reading=not write) as opened:
        run_interface(session, opened, poll=write, reading=not write, remote=True)


def _end_with(parent: int, leave: Callable[[int, int], None] = os.kill) -> None:
    """Leave when the server is gone, however it ended: in order first, then at once."""

    def watch() -> None:
        while os.getppid() == parent:
            wait.wait(LOOK)
        leave(os.getpid(), signal.SIGTERM)
        wait.wait(PATIENCE)
        os._exit(1)

    wait = threading.Event()
    threading.Thread(target=watch, name="server", daemon=True).start()
