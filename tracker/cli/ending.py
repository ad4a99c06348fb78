"""Ending a command by a signal as ctrl+c ends it: what was begun is cleared up, and the log says why."""

from __future__ import annotations

import logging
import signal
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

# What asks a program to leave: the system, and the end of the terminal, which Windows has not.
LEAVE = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
# A shell says of a command that a signal ended 128 and its number.
SHELLS = 128


class EndedError(BaseException):
    """A signal came that ends the command; no handler of errors on the way is to hold it up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.name = signal.Signals(number).name
        self.code = SHELLS + number


@contextmanager
def heeded() -> Iterator[None]:
    """Let the first signal to leave raise EndedError; a second one ends the process at once.

    A signal that is ignored, as under nohup, stays so. Verbs that live long (watch, web, the interface)
    have handlers of their own meanwhile.
    """

    def leave(number: int, _: FrameType | None) -> None:
        for each in mine:
            signal.signal(each, signal.SIG_DFL)
        raise EndedError(number)

    mine = [number for number in LEAVE if signal.getsignal(number) is signal.SIG_DFL]
    if current_thread() is not main_thread():
        mine.clear()  # only the main thread may be told of signals
    for number in mine:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in mine:
            signal.signal(number, signal.SIG_DFL)


def record(why: str) -> None:
    """Put the reason into the log, where the command had one; it is told on stderr anyhow."""
    logger = logging.getLogger("tracker")
    if logger.handlers:
        logger.warning("the command %s", why)
