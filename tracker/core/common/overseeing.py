"""Who waits for a dossier: hears how far its engine is, and may end it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # A section, and how many of how many are done.
    Heard = Callable[[str, int, int], None]


class Overseer:
    """Passes on what an engine tells, in each thread to who works there.

    One engine serves all threads of a process: a round that is ended ends no other work.
    """

    def __init__(self) -> None:
        self._threads = threading.local()

    @contextmanager
    def work(self, heard: Heard, stopped: Callable[[], bool]) -> Iterator[None]:
        """Let what this thread does in the block be heard by `heard`, and be ended by `stopped`."""
        before = getattr(self._threads, "work", None)
        self._threads.work = heard, stopped
        try:
            yield
        finally:
            self._threads.work = before

    def progress(self, section: str, done: int, total: int) -> None:
        """Tell that a section is begun, and how many of how many are done."""
        work = getattr(self._threads, "work", None)
        if work is not None:
            work[0](section, done, total)

    @property
    def stopped(self) -> bool:
        """Tell whether the work of this thread was ended."""
        work = getattr(self._threads, "work", None)
        return work is not None and work[1]()
