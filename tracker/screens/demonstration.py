"""Shows the demo in this terminal: in a process and a temporary folder of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEMO = (sys.executable, "-m", "tracker", "demo")


def show_demo(*options: str, command: Sequence[str] = DEMO) -> str:
    """Run the demo, with `options`, until the user leaves it, and say how it ended.

    The terminal must be free: the demo takes it whole. What ctrl+c interrupts is the demo alone.
    """
    with _deaf():
        code = subprocess.run([*command, *options], check=False).returncode  # noqa: S603 - our own program
    return "The demo was broken off." if code else "Back from the demo: nothing of it is kept."


@contextmanager
def _deaf() -> Iterator[None]:
    """Pass over ctrl+c; a handler, unlike ignoring it, is not inherited by the demo."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
