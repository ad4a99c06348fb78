"""The fetch stage's threads: many feeds are asked at once, and handed over as they answer."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from queue import Empty, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

J = TypeVar("J")
D = TypeVar("D")

# Requests in flight at once, over all hosts; the fetcher allows one a host.
CONCURRENT = 16
# What may wait to be stored, and is then stored at one go: a round of any size keeps no more in
# memory, and one transaction for a few feeds costs half of one for each.
BATCH = 32
# Seconds after which who waits for an answer looks up: a signal that comes just before the wait begins,
# or that the system gives to another thread, would not be heard until there is one.
LOOK = 0.5


class Crew(Generic[J, D]):
    """`CONCURRENT` threads that do jobs in their order; a failing job fails the round."""

    def __init__(self, work: Callable[[J], D], jobs: Iterable[J]) -> None:
        self._work = work
        self._jobs = deque(jobs)
        self._done = Queue[tuple[J, D | BaseException]](BATCH)
        self._left = Event()

    def batches(self) -> Generator[list[tuple[J, D]], None, None]:
        """Do all jobs; give what is done in batches, each job with what came of it.

        Who stops listening stops the crew: no further job is begun.
        """
        waiting = len(self._jobs)
        threads = [
            Thread(target=self._run, name=f"fetch-{n}", daemon=True) for n in range(min(CONCURRENT, waiting))
        ]
        for thread in threads:
            thread.start()
        try:
            while waiting:
                batch = [_succeeded(*each) for each in self._taken()]
                waiting -= len(batch)
                yield batch
        finally:
            self._left.set()
            self._jobs.clear()
            self._empty()

    def _taken(self) -> Iterator[tuple[J, D | BaseException]]:
        """Wait for one job to be done, and take all others that are."""
        yield self._first()
        for _ in range(BATCH - 1):
            try:
                yield self._done.get_nowait()
            except Empty:
                return

    def _first(self) -> tuple[J, D | BaseException]:
        while True:
            with suppress(Empty):
                return self._done.get(timeout=LOOK)

    def _empty(self) -> None:
        """Make room for whoever waits to hand something over that nobody will take."""
        while not self._done.empty():
            self._done.get_nowait()

    def _run(self) -> None:
        while not self._left.is_set():
            try:
                job = self._jobs.popleft()
            except IndexError:
                return
            try:
                self._done.put((job, self._work(job)))
            except BaseException as error:  # noqa: BLE001  it is raised where the round runs
                self._done.put((job, error))


def _succeeded(job: J, found: D | BaseException) -> tuple[J, D]:
    if isinstance(found, BaseException):
        raise found
    return job, found
