"""Child processes that parse, and die of it in our stead."""

from __future__ import annotations

import contextlib
import math
from concurrent.futures import CancelledError
from threading import Lock
from typing import TYPE_CHECKING, Self

from tracker.parse.document import ParsedFeed, ParseError, parse_body

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType

    from pebble import ProcessPool

MEMORY = 512 * 2**20
TIMEOUT = 10.0
# How many hostile documents one may stand in line behind: as many as core has threads, and
# some. Only children that can't even start make anyone wait so long.
LINE = 20


class Parser:
    """Parses in `workers` child processes, started at the first call; call from any thread.

    A document has `timeout` seconds and `memory` bytes; a child that takes longer or dies is
    replaced. The children are spawned, not forked: a fork of a process with threads can
    stand still for ever. While a child hangs the others go on, so two are the least for
    feeds not to wait for a hostile one.
    """

    def __init__(self, workers: int = 2, timeout: float = TIMEOUT, memory: int = MEMORY) -> None:
        self._workers = workers
        self._timeout = timeout
        self._memory = memory
        self._lock = Lock()
        self._pool: ProcessPool | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def parse(self, body: bytes, content_type: str, url: str, fetched: datetime) -> ParsedFeed:
        """Parse in a child; ParseError if it is no feed, takes too long, or kills the child."""
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        try:
            return self._parse(body, content_type, url, fetched)
        except TimeoutError:
            raise ParseError(f"reading the feed took more than {self._timeout:g} s") from None
        except ProcessExpired:
            raise ParseError("reading the feed broke the parser") from None
        except MemoryError:
            raise ParseError("reading the feed takes too much memory") from None
        except (CancelledError, BrokenProcessPool):
            raise ParseError("the parser was stopped") from None

    def close(self) -> None:
        """End the children; what is being parsed ends in a ParseError."""
        with self._lock:
            pool, self._pool, self._closed = self._pool, None, True
        if pool is not None:
            _end(pool)

    def _parse(self, body: bytes, content_type: str, url: str, fetched: datetime) -> ParsedFeed:
        from concurrent.futures.process import BrokenProcessPool

        arguments = (self._timeout, body, content_type, url, fetched)
        pool = self._started()
        try:
            return self._asked(pool, arguments)
        except (BrokenProcessPool, RuntimeError):
            # A child killed from outside, while it had no work, breaks the whole pool.
            self._discard(pool)
        return self._asked(self._started(), arguments)

    def _asked(self, pool: ProcessPool, arguments: tuple[object, ...]) -> ParsedFeed:
        future = pool.schedule(_parse_in_child, arguments, timeout=self._timeout)
        try:
            return future.result(LINE * self._timeout)
        finally:
            future.cancel()  # type: ignore[no-untyped-call]  # pebble leaves it untyped

    def _started(self) -> ProcessPool:
        from multiprocessing import get_context

        from pebble import ProcessPool

        with self._lock:
            if self._closed:
                raise ParseError("the parser was stopped")
            if self._pool is None:
                self._pool = ProcessPool(
                    max_workers=self._workers,
                    initializer=_settle,
                    initargs=(self._memory,),
                    context=get_context("spawn"),
                )
            return self._pool

    def _discard(self, pool: ProcessPool) -> None:
        with self._lock:
            if self._pool is not pool:
                return
            self._pool = None
        _end(pool)


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
    pool.join()


def _settle(memory: int) -> None:
    """Prepare a child: Ctrl-C is the parent's matter, nothing is printed, memory is bounded."""
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a dying child says would land in the middle of the screen.
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    os.close(sink)
    import feedparser  # noqa: F401  loaded here, so that the first document's time is its own

    _limit("RLIMIT_AS", memory)


def _parse_in_child(
    timeout: float, body: bytes, content_type: str, url: str, fetched: datetime
) -> ParsedFeed:
    """Parse with a bound on this document's seconds of work, should the parent die meanwhile."""
    import time

    _limit("RLIMIT_CPU", math.ceil(time.process_time() + 2 * timeout + 1))
    return parse_body(body, content_type, url, fetched)


def _limit(name: str, soft: int) -> None:
    """Lower a limit of this process where the system has it; macOS and Windows lack some."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (soft, hard))
