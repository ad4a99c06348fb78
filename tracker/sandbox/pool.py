"""Calls from any thread → children, so that a hostile document keeps nobody else waiting."""

from __future__ import annotations

import contextlib
import heapq
import itertools
import pickle
from threading import Condition, Lock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, Self, TypeVar

from tracker.errors import TrackerError
from tracker.sandbox.child import Child, LostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

P = ParamSpec("P")
R = TypeVar("R")

MEMORY = 512 * 2**20
TIMEOUT = 10.0
# Real feeds take 2 to 250 ms: from here on a call no longer counts as one of the workers'.
PATIENCE = 0.25
# How many such calls there may be besides; each may fill its memory, so not without end. Of two
# workers and six more the last begins after three times PATIENCE, under a second.
SPARE = 6
# Bytes. A call lets one of those that come after it go first for each so many that it brings.
STEP = 4096
# Loading the libraries takes a child half a second; only one that can't start takes so long.
START = 60.0


class SandboxError(TrackerError):
    """A call was given up; the message goes on from "reading the feed …"."""


class _Place(NamedTuple):
    """A place in line: the least `rank` is next; `number` counts who came."""

    rank: int
    number: int
    called: Condition


class Sandbox:
    """Runs functions in `workers` child processes, started when needed; from any thread.

    A call has `timeout` seconds and `memory` bytes; a child that takes longer or dies is
    replaced. While a call takes longer than PATIENCE, another child may take its place, up
    to SPARE of them, so that good documents do not stand in line behind hostile ones. In
    line, small documents pass large ones, a few at a time.
    `load` names modules that each child imports before its memory is bounded, so that they
    are not on the first call's time.
    """

    def __init__(
        self,
        workers: int = 2,
        timeout: float = TIMEOUT,
        memory: int = MEMORY,
        load: Sequence[str] = (),
    ) -> None:
        self._workers = workers
        self._timeout = timeout
        self._memory = memory
        self._load = tuple(load)
        self._lock = Lock()
        self._line: list[_Place] = []  # a heap
        self._places = itertools.count()
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._alive = 0
        self._slow = 0
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a function of a module in a child, and return or raise what it does.

        Raises SandboxError where it takes too long or too much memory, or kills the child.
        """
        call = pickle.dumps((self._timeout, function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        try:
            found: R = self._asked(call)
        except MemoryError:
            raise SandboxError("takes too much memory") from None
        return found

    def start(self) -> None:
        """Start a child in the background: that takes a tenth of a second, and others come from it."""
        Thread(target=self._begin, name="sandbox", daemon=True).start()

    def rest(self) -> None:
        """End the children that have nothing to do, 25 MB each; who calls next gets new ones, in 10 ms."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._alive -= len(idle)
        for child in idle:
            child.end()

    def close(self) -> None:
        """End the children; what is being run ends in a SandboxError."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            self._alive -= len(idle)
            for child in self._busy:  # whose threads see it, and clear up behind it
                child.kill()
            for place in self._line:
                place.called.notify()
        for child in idle:
            child.end()

    def _begin(self) -> None:
        # Whoever calls next is told what is wrong, if anything is.
        with contextlib.suppress(SandboxError):
            self.run(int)

    def _asked(self, call: bytes) -> Any:  # noqa: ANN401 - what the function returns
        """Let children have the call until one has taken it: some were killed in their sleep."""
        while True:
            with self._child(len(call)) as child:
                with contextlib.suppress(LostError):
                    if not child.take(call, START):
                        raise SandboxError("found no process to run in")
                    return self._answer(child)
                if self._closed:
                    raise SandboxError("was stopped")
                if child.taken:
                    raise SandboxError("broke the process it ran in")
                if child.fresh:
                    raise SandboxError("found no process to run in")

    def _answer(self, child: Child) -> Any:  # noqa: ANN401 - as above
        patience = min(PATIENCE, self._timeout)
        if child.answers(patience):
            return child.answer()
        with self._counted_out(child):
            if child.answers(self._timeout - patience):
                return child.answer()
        raise SandboxError(f"took more than {self._timeout:g} s")

    @contextlib.contextmanager
    def _counted_out(self, child: Child) -> Iterator[None]:
        """Let another child work in the place of one that takes long, and before it if any waits."""
        with self._lock:
            self._slow += 1
            if self._line:
                child.step_back()
            self._call_next()
        try:
            yield
        finally:
            with self._lock:
                self._slow -= 1
                self._call_next()

    @contextlib.contextmanager
    def _child(self, size: int) -> Iterator[Child]:
        """Lend a child for a call of so many bytes; it is ended if it is of no use, or one too many."""
        child = self._lent(size) or self._started()
        try:
            yield child
        finally:
            with self._lock:
                self._busy.discard(child)
                keep = child.usable and not self._closed and self._alive - self._slow <= self._workers
                if keep:
                    self._idle.append(child)
                else:
                    self._alive -= 1
                self._call_next()
            if not keep:
                child.end()

    def _lent(self, size: int) -> Child | None:
        """Wait in line for an idle child; None: there is room for another one, which is now counted."""
        with self._lock:
            number = next(self._places)
            place = _Place(number + size // STEP, number, Condition(self._lock))
            heapq.heappush(self._line, place)
            try:
                while not self._closed:
                    if self._line[0] is place and (self._idle or self._has_room()):
                        return self._next_child()
                    place.called.wait()
            finally:
                self._line.remove(place)
                heapq.heapify(self._line)
                self._call_next()
        raise SandboxError("was stopped")

    def _call_next(self) -> None:
        """Wake who stands first in line, to see whether there is a child."""
        if self._line:
            self._line[0].called.notify()

    def _has_room(self) -> bool:
        return self._alive - self._slow < self._workers and self._alive < self._workers + SPARE

    def _next_child(self) -> Child | None:
        if not self._idle:
            self._alive += 1
            return None
        child = self._idle.pop()
        self._busy.add(child)
        return child

    def _started(self) -> Child:
        try:
            child = Child(self._memory, self._load)
        except OSError as error:
            with self._lock:
                self._alive -= 1
                self._call_next()
            raise SandboxError(f"found no process to run in ({error.strerror})") from None
        with self._lock:
            self._busy.add(child)
            if self._closed:
                child.kill()
        return child
