"""Operations are made when they are first asked for, once."""

from __future__ import annotations

from threading import Event, RLock, Thread
from typing import TYPE_CHECKING, cast

import pytest

from tracker.core.made_once import made_once

if TYPE_CHECKING:
    from tests.library import Newsroom


class Gate:
    """A lock that tells when a second thread comes to it."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._came = 0
        self.second = Event()

    def __enter__(self) -> None:
        self._came += 1
        if self._came > 1:
            self.second.set()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


class Room:
    """Has one part, which is still being made when a second thread asks for it."""

    def __init__(self) -> None:
        self.gate = Gate()
        self.making = cast("RLock", self.gate)
        self.made: list[object] = []
        self.found: list[object] = []
        self.other = Thread(target=lambda: self.found.append(self.part), daemon=True)

    @made_once
    def part(self) -> object:
        """What is asked for by two."""
        self.made.append(object())
        if len(self.made) == 1:
            self.other.start()
            assert self.gate.second.wait(30)
        return self.made[-1]


def test_two_threads_that_ask_at_once_get_the_same_part() -> None:
    room = Room()
    part = room.part
    room.other.join(30)
    assert room.made == [part]
    assert room.found == [part]
    assert room.part is part


def test_what_can_not_be_made_says_so_each_time() -> None:
    class Broken:
        making = RLock()

        @made_once
        def part(self) -> object:
            """What can't be made."""
            raise OSError("no room")

    broken = Broken()
    for _ in range(2):
        with pytest.raises(OSError, match="no room"):
            assert broken.part


def test_an_operation_stays_the_same(newsroom: Newsroom) -> None:
    assert newsroom.tracker.polling is newsroom.tracker.polling
