"""Room that ends midway: told in a line, and the next run leaves what an undisturbed one does."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.filling import ACTS, DATABASE, attempt, prepare, result
from tests.troubles import no_room
from tracker.core.copies.backup import back_up
from tracker.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.library import Newsroom

# Bytes that no file may grow beyond: spread over what the acts write.
ROOMS = (0, 40_000, 130_000, 250_000)


@pytest.fixture(autouse=True)
def log() -> Iterator[None]:
    """The log of the process as it was, when a command has run in it."""
    logger = logging.getLogger("tracker")
    yield
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


@pytest.mark.parametrize("act", ACTS)
def test_an_act_that_finds_no_room_says_so_and_the_next_one_does_it_all(
    tmp_path: Path, act: str, capsys: pytest.CaptureFixture[str]
) -> None:
    begun, undisturbed = tmp_path / "begun", tmp_path / "undisturbed"
    begun.mkdir()
    prepare(act, begun)
    assert attempt(act, shutil.copytree(begun, undisturbed)) is None
    right, cut_off = result(act, undisturbed), 0
    for room in ROOMS:
        folder = shutil.copytree(begun, tmp_path / str(room))
        with no_room(folder / DATABASE, room):
            error = attempt(act, folder)
        if error is not None:
            cut_off += 1
            assert " room" in f"{error} {capsys.readouterr().err}"
            assert "\n" not in str(error)
            assert attempt(act, folder) is None
        assert result(act, folder) == right
    assert cut_off


@pytest.mark.parametrize("act", ["merge", "follow"])
def test_an_act_of_the_user_is_done_though_its_dossier_finds_no_room(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """It was told as failed though it was kept; the dossier is written by the next poll."""

    def finds_no_room(_: object) -> None:
        raise StoreError("The disk is full.", "Make room.")

    newsroom.run_bridge(2)
    tracker = newsroom.tracker
    with monkeypatch.context() as patch:
        patch.setattr(tracker.store.versions, "add", finds_no_room)
        if act == "merge":
            story = tracker.correcting.merge("orrin", "late")
        else:
            story = tracker.following.follow("Snow", ["snow", "crack"])
    assert story.number in {number for number, _, _ in tracker.store.stories.owed()}
    newsroom.poll(hours=1)
    assert tracker.store.stories.owed() == []
    assert tracker.store.versions.newest(story.number).reason == act  # type: ignore[union-attr]  # it is there


def test_a_backup_without_room_names_the_file_that_the_user_named(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.run_bridge(1)
    target = tmp_path / "all.zip"
    with no_room(newsroom.tracker.store.path, 20_000), pytest.raises(StoreError) as told:
        back_up(newsroom.tracker.store, {}, target, newsroom.clock())
    assert told.value.message.startswith(f"{target} can't be ")
    assert not target.exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [(("full_disk", "--points", "2", "save"), "save"), (("bit_flips", "--places", "1"), "commands")],
    ids=["full disk", "bit flips"],
)
def test_the_long_halves_run_and_find_nothing_wrong(words: tuple[str, ...], found: str) -> None:
    command = [sys.executable, "-m", f"tests.benchmarks.{words[0]}", *words[1:]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert found in json.loads(done.stdout)
