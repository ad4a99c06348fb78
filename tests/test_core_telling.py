"""Notices of followed stories: once, with what changed, not in quiet hours; and never in a round's way."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.library import BRIDGE, LONE, Newsroom
from tracker.errors import StoreError
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tracker.model import Notice


@dataclass
class FakeHerald:
    """Remembers what it was to tell; quiet in the hours it is given."""

    quiet: tuple[int, ...] = ()
    can_tell: bool = True
    notices: list[Notice] = field(default_factory=list)
    trouble: BaseException | None = None

    def is_quiet(self, moment: datetime) -> bool:
        return moment.hour in self.quiet

    def tell(self, notice: Notice) -> tuple[str, ...]:
        self.notices.append(notice)
        if self.trouble is not None:
            raise self.trouble
        return ("It was not shown.",)

    @property
    def told(self) -> list[tuple[int, int]]:
        """Every story of every notice: from which version to which."""
        return [(move.before, move.version) for notice in self.notices for move in notice.moves]


@pytest.fixture
def herald() -> FakeHerald:
    return FakeHerald()


@pytest.fixture
def room(tmp_path: Path, herald: FakeHerald) -> Iterator[Newsroom]:
    """A newsroom with the bridge's story followed at version 1, which nobody was told of."""
    made = Newsroom(tmp_path, herald=herald)
    made.run_bridge(2)
    made.tracker.correcting.follow(1, followed=True)
    yield made
    made.close()


def test_a_new_version_of_a_followed_story_is_told_with_what_changed(
    room: Newsroom, herald: FakeHerald
) -> None:
    room.run_bridge_step(2)
    (notice,) = herald.notices
    (move,) = notice.moves
    assert (move.story.number, move.before, move.version, notice.held) == (1, 1, 2, False)
    assert "+1 source" in move.changes
    assert [source.title for source in move.sources] == [BRIDGE[2][1]]
    assert any("6 metres" in claim.text for claim in move.what)


def test_the_round_says_what_was_told_and_what_went_wrong(room: Newsroom, herald: FakeHerald) -> None:
    room.publish(*BRIDGE[2])
    summary = room.poll()
    assert summary.told is not None
    assert (summary.told.notice, summary.told.troubles) == (herald.notices[0], ("It was not shown.",))
    assert room.poll().told is None


def test_nothing_is_told_twice_not_even_by_another_process(room: Newsroom, herald: FakeHerald) -> None:
    room.run_bridge_step(2)
    room.poll()
    room.restart()
    room.poll()
    assert herald.told == [(1, 2)]
    room.run_bridge_step(3)
    assert herald.told == [(1, 2), (2, 3)]


@pytest.mark.parametrize("mark", ["unfollowed", "muted"])
def test_a_story_that_is_not_followed_or_is_muted_is_not_told(
    room: Newsroom, herald: FakeHerald, mark: str
) -> None:
    if mark == "muted":
        room.tracker.correcting.mute(1, muted=True)
    else:
        room.tracker.correcting.follow(1, followed=False)
    room.run_bridge_step(2)
    assert herald.notices == []


def test_what_quiet_hours_hold_back_is_told_after_them_as_one(room: Newsroom, herald: FakeHerald) -> None:
    herald.quiet = (room.clock().hour,)
    room.run_bridge_step(2)
    room.run_bridge_step(3)
    assert herald.notices == []
    assert room.poll(hours=1).told is not None
    assert herald.told == [(1, 3)]
    assert herald.notices[0].held
    assert room.poll(hours=1).told is None


def test_a_notice_of_which_a_part_was_held_back_says_so(room: Newsroom, herald: FakeHerald) -> None:
    outlet, title, text = LONE[0]
    room.tracker.correcting.follow("baker", followed=True)
    herald.quiet = (room.clock().hour + 1,)
    room.publish(outlet, f"{title} again", text)
    room.poll(hours=1)
    room.publish(*BRIDGE[2])
    room.poll(hours=1)
    (notice,) = herald.notices
    assert (len(notice.moves), notice.held) == (2, True)


def test_what_came_while_a_story_was_muted_is_not_told_once_it_is_shown_again(
    room: Newsroom, herald: FakeHerald
) -> None:
    herald.quiet = (room.clock().hour,)
    room.tracker.correcting.mute(1, muted=True)
    room.run_bridge_step(2)
    room.tracker.correcting.mute(1, muted=False)
    room.poll(hours=1)
    assert herald.notices == []


def test_it_is_told_after_quiet_hours_without_a_round_too(room: Newsroom, herald: FakeHerald) -> None:
    herald.quiet = (room.clock().hour,)
    room.run_bridge_step(2)
    assert room.tracker.telling.tell() is None
    room.clock.forward(hours=1)
    told = room.tracker.telling.tell()
    assert told is not None
    assert told.notice.held


def test_what_the_user_has_read_meanwhile_is_not_told(room: Newsroom, herald: FakeHerald) -> None:
    herald.quiet = (room.clock().hour,)
    room.run_bridge_step(2)
    room.tracker.reading.mark_read(room.tracker.reading.version(1))
    room.poll(hours=1)
    assert herald.notices == []
    room.clock.forward(hours=23)
    room.run_bridge_step(3)
    room.poll(hours=1)
    assert herald.told == [(2, 3)]


def test_a_story_that_the_user_leaves_in_quiet_hours_is_not_told(room: Newsroom, herald: FakeHerald) -> None:
    herald.quiet = (room.clock().hour,)
    room.run_bridge_step(2)
    room.tracker.correcting.follow(1, followed=False)
    room.poll(hours=1)
    room.tracker.correcting.follow(1, followed=True)
    room.poll(hours=1)
    assert herald.notices == []


def test_where_a_process_has_nothing_to_tell_by_another_one_tells(room: Newsroom, herald: FakeHerald) -> None:
    herald.can_tell = False
    room.run_bridge_step(2)
    assert herald.notices == []
    herald.can_tell = True
    room.poll()
    assert herald.told == [(1, 2)]


def test_what_nobody_wants_to_be_told_is_not_told_years_later(tmp_path: Path, herald: FakeHerald) -> None:
    room = Newsroom(tmp_path)
    room.run_bridge(2)
    room.tracker.correcting.follow(1, followed=True)
    room.run_bridge_step(2)
    room.herald = herald
    room.restart()
    room.poll()
    assert herald.notices == []
    room.close()


def test_what_the_user_did_need_not_be_told(room: Newsroom, herald: FakeHerald) -> None:
    articles = [row.article.id for row in room.tracker.reading.articles(str(1))]
    room.tracker.correcting.split("1", articles[:1])
    room.tracker.correcting.undo()
    room.poll()
    assert herald.notices == []


def test_a_story_of_the_users_own_is_told_from_its_first_version_on(
    tmp_path: Path, herald: FakeHerald
) -> None:
    room = Newsroom(tmp_path, herald=herald)
    room.tracker.following.follow("The bridge", ["Orrin bridge"])
    room.publish(*BRIDGE[0])
    room.poll()
    room.run_bridge_step(1)
    assert herald.told == [(0, 1), (1, 2)]
    assert herald.notices[0].moves[0].title == "The bridge"
    room.close()


@pytest.mark.parametrize("trouble", [ValueError("odd"), StoreError("The disk is full.")])
def test_whatever_happens_in_telling_the_round_goes_on(
    room: Newsroom, herald: FakeHerald, trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    herald.trouble = trouble
    room.publish(*BRIDGE[2])
    with caplog.at_level(logging.WARNING):
        summary = room.poll()
    assert [version.version for version in summary.versions] == [2]
    assert "a notice failed" in caplog.text
    herald.trouble = None
    assert room.poll().told is None
    assert len(herald.notices) == 1


def test_a_process_that_is_killed_while_it_tells_has_told_it(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from tests.test_core_telling import FakeHerald\nfrom tests.library import Newsroom\n"
        "class Dying(FakeHerald):\n"
        "    def tell(self, notice):\n        os.kill(os.getpid(), signal.SIGKILL)\n"
        "room = Newsroom(Path(sys.argv[1]), herald=Dying())\nroom.run_bridge(2)\n"
        "room.tracker.correcting.follow(1, followed=True)\nroom.run_bridge_step(2)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert done.returncode == -signal.SIGKILL
    herald = FakeHerald()
    store = Store(tmp_path / "tracker.db")
    room = Newsroom(tmp_path, store, herald=herald)
    assert room.tracker.reading.story(1).version == 2
    assert room.tracker.telling.tell() is None
    assert herald.notices == []
    assert store.upkeep.complaints() == []
    room.close()


def test_of_two_processes_that_tell_at_once_one_does(
    room: Newsroom, herald: FakeHerald, tmp_path: Path
) -> None:
    herald.can_tell = False
    room.run_bridge_step(2)
    other = Store(tmp_path / "tracker.db")
    first, second = other.notices.take(room.clock()), room.tracker.store.notices.take(room.clock())
    assert [len(first), len(second)] == [1, 0]
    other.close()


def test_what_tells_holds_up_nobody_else_who_polls(room: Newsroom) -> None:
    holders = []

    class Slow(FakeHerald):
        def tell(self, notice: Notice) -> tuple[str, ...]:
            holders.append(room.tracker.store.ingesting.holder())
            return super().tell(notice)

    room.herald = Slow()
    room.restart()
    room.run_bridge_step(2)
    assert holders == [None]
