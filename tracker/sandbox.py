"""Child processes that read hostile documents, and die of it in our stead."""

from __future__ import annotations

import contextlib
import math
from concurrent.futures import CancelledError
from threading import Lock
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pebble import ProcessPool

P = ParamSpec("P")
R = TypeVar("R")

MEMORY = 512 * 2**20
TIMEOUT = 10.0
# How many hostile documents one may stand in line behind: as many as core has threads, and
# some. Only children that can't even start make anyone wait so long.
LINE = 20


class SandboxError(TrackerError):
    """A call was given up; the message goes on from "reading the feed …"."""


class Sandbox:
    """Runs functions in `workers` child processes, started at the first call; from any thread.

    A call has `timeout` seconds and `memory` bytes; a child that takes longer or dies is
    replaced. The children are spawned, not forked: a fork of a process with threads can
    stand still for ever. While a child hangs the others go on, so two are the least for
    others not to wait for a hostile one. `prepare` is called in each child before its
    memory is bounded, so that what it loads is not on the first call's time.
    """

    def __init__(
        self,
        workers: int = 2,
        timeout: float = TIMEOUT,
        memory: int = MEMORY,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        self._workers = workers
        self._timeout = timeout
        self._settling = (memory, prepare)
        self._lock = Lock()
        self._pool: ProcessPool | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a function of a module in a child, and return or raise what it does.

        Raises SandboxError where it takes too long or too much memory, or kills the child.
        """
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        call = (self._timeout, function, args, kwargs)
        try:
            found: R = self._run(call)
        except TimeoutError:
            raise SandboxError(f"took more than {self._timeout:g} s") from None
        except ProcessExpired:
            raise SandboxError("broke the process it ran in") from None
        except MemoryError:
            raise SandboxError("takes too much memory") from None
        except (CancelledError, BrokenProcessPool):
            raise SandboxError("was stopped") from None
        return found

    def close(self) -> None:
        """End the children; what is being run ends in a SandboxError."""
        with self._lock:
            pool, self._pool, self._closed = self._pool, None, True
        if pool is not None:
            _end(pool)

    def _run(self, call: tuple[Any, ...]) -> Any:  # noqa: ANN401 - what the function returns
        from concurrent.futures.process import BrokenProcessPool

        pool = self._started()
        try:
            return self._asked(pool, call)
        except BrokenProcessPool:
            # A child killed from outside, while it had no work, breaks the whole pool.
            self._discard(pool)
        return self._asked(self._started(), call)

    def _asked(self, pool: ProcessPool, call: tuple[Any, ...]) -> Any:  # noqa: ANN401 - as above
        from concurrent.futures.process import BrokenProcessPool

        try:
            future = pool.schedule(_call_in_child, call, timeout=self._timeout)
        except RuntimeError as error:
            raise BrokenProcessPool from error
        try:
            return future.result(LINE * self._timeout)
        finally:
            future.cancel()  # type: ignore[no-untyped-call]  # pebble leaves it untyped

    def _started(self) -> ProcessPool:
        from multiprocessing import get_context

        from pebble import ProcessPool

        with self._lock:
            if self._closed:
                raise SandboxError("was stopped")
            if self._pool is None:
                self._pool = ProcessPool(
                    max_workers=self._workers,
                    initializer=_settle,
                    initargs=self._settling,
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


def _settle(memory: int, prepare: Callable[[], None] | None) -> None:
    """Prepare a child: Ctrl-C is the parent's matter, nothing is printed, memory is bounded."""
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a dying child says would land in the middle of the screen.
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    os.close(sink)
    if prepare is not None:
        prepare()
    _limit("RLIMIT_AS", memory)


def _call_in_child(timeout: float, function: Callable[..., R], args: Any, kwargs: Any) -> R:  # noqa: ANN401 - the function's own
    """Call with a bound on this call's seconds of work, should the parent die meanwhile."""
    import time

    _limit("RLIMIT_CPU", math.ceil(time.process_time() + 2 * timeout + 1))
    return function(*args, **kwargs)


def _limit(name: str, soft: int) -> None:
    """Lower a limit of this process where the system has it; macOS and Windows lack some."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (soft, hard))
