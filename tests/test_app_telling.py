"""Notices where tracker runs on: the interface rings and says what failed, a watch waits for the morning."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import tracker.app
from tests.interface import FakeBrowser, Interface, settled
from tests.library import BRIDGE, Newsroom
from tests.test_core_telling import FakeHerald
from tests.test_watch import Watcher, nothing
from tracker.app import TrackerApp
from tracker.settings import Notify, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

RINGING = Settings(notify=Notify(bell=True))


class BellApp(TrackerApp):
    """The interface with a bell that is counted."""

    CSS_PATH = str(Path(tracker.app.__file__).with_name("tracker.tcss"))
    rung = 0

    def bell(self) -> None:
        self.rung += 1


@pytest.fixture
def herald() -> FakeHerald:
    return FakeHerald()


@pytest.fixture
def room(tmp_path: Path, herald: FakeHerald) -> Iterator[Newsroom]:
    """A newsroom with the bridge's story followed, whose next step is published and not polled yet."""
    made = Newsroom(tmp_path, herald=herald)
    made.run_bridge(2)
    made.tracker.correcting.follow(1, followed=True)
    yield made
    made.close()


async def test_a_round_of_the_interface_rings_and_says_what_went_wrong(room: Newsroom) -> None:
    app = BellApp(room.tracker, RINGING, poll=False)
    async with app.run_test(size=(120, 40)) as pilot:
        ui = Interface(app, pilot, FakeBrowser())
        await ui.press("R")
        assert app.rung == 0
        room.clock.forward(days=2)
        room.publish(*BRIDGE[2])
        await ui.press("R")
        assert app.rung == 1
        assert "It was not shown." in ui.status


async def test_the_interface_rings_for_a_watch_that_has_no_terminal(
    room: Newsroom, tmp_path: Path, herald: FakeHerald
) -> None:
    elsewhere = Newsroom(tmp_path, herald=FakeHerald(can_tell=False))
    elsewhere.entries = room.entries
    elsewhere.clock = room.clock
    app = BellApp(room.tracker, RINGING, poll=False)
    with elsewhere.tracker.store.watching.held("tracker watch", room.clock()):
        async with app.run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            room.clock.forward(days=2)
            elsewhere.run_bridge_step(2)
            assert herald.notices == []
            app.look()
            await settled(pilot)
            assert (app.rung, herald.told) == (1, [(1, 2)])
    elsewhere.close()


def test_a_watch_tells_after_quiet_hours_though_no_feed_is_due(room: Newsroom, herald: FakeHerald) -> None:
    herald.quiet = (room.clock().hour,)
    room.run_bridge_step(2)
    watcher = Watcher(room)
    room.network.asked.clear()
    watcher.watch(nothing, lambda: room.clock.forward(hours=1), nothing)
    assert [told.notice.held for told in watcher.told.notices] == [True]
    assert herald.told == [(1, 2)]
