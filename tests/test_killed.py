"""A poll killed at any moment is taken up by the next one: nothing lost, nothing twice."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.library import BRIDGE, LONE, Newsroom
from tracker.model import TAKEN
from tracker.store import Filter, Store

if TYPE_CHECKING:
    from pathlib import Path

# Deaths spread over a whole round: fetching, clustering, writing dossiers.
DEATHS = 24
# What the user does, each on what the one before has left; each dies at some of its statements.
ACTS = ("merge", "follow", "unfollow", "undo")
MOMENTS = (0.2, 0.85)
# How many statements earlier to die where a round ended before it should have died.
FEWER = 8


def poll(folder: Path, dies_at: int = 0, act: str = "poll") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.dying", str(folder), str(dies_at), act]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def killed(folder: Path, dies_at: int) -> bool:
    folder.mkdir()
    return poll(folder, dies_at).returncode == -9


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> int:
    done = poll(tmp_path_factory.mktemp("whole"))
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.parametrize("death", range(DEATHS))
def test_the_next_poll_takes_up_what_a_killed_one_left(tmp_path: Path, statements: int, death: int) -> None:
    dies_at = 1 + death * (statements - 1) // DEATHS
    # Feeds that answer together are stored together, so a round has a few statements more or less.
    folders = (tmp_path / str(less) for less in range(0, dies_at, FEWER))
    folder = next(one for less, one in enumerate(folders) if killed(one, dies_at - less * FEWER))
    done = poll(folder)
    assert done.returncode == 0, done.stderr
    store = Store(folder / "tracker.db")
    articles = store.articles.listed(None, 100)
    assert sorted(a.title for a in articles) == sorted(title for _, title, _ in (*BRIDGE[:3], *LONE))
    assert all(a.story is not None for a in articles)
    told = {a.url: a.page for a in articles if a.story == articles[-1].story}
    assert told["https://wire.example/1"] == TAKEN
    assert all(told.values())
    assert store.stories.owed() == []
    (running,) = store.shelf.stories(Filter(lone=False))
    assert running.items == 3
    assert [v.number for v in store.versions.all(running.number)] == list(range(1, running.version + 1))
    assert store.versions.newest(running.number).items == 3  # type: ignore[union-attr]  # it has a version
    assert store.upkeep.complaints() == []
    store.close()


def rows(folder: Path) -> dict[str, list[str]]:
    """Return what the acts of the user change, but for what is written up afterwards."""
    tables = {
        "articles": "id, story",
        "placements": "*",
        "pins": "article, story",
        "taken": "*",
        "follows": "story, terms, ended is null",
        "stories": "number, items, merged_into",
        "operations": "kind, undone_at is null",
    }
    with closing(sqlite3.connect(folder / "tracker.db")) as db:
        return {
            table: sorted(map(str, db.execute(f"select {columns} from {table}")))
            for table, columns in tables.items()
        }


def test_an_act_that_is_killed_is_done_or_not_done_and_is_written_up_by_the_next_poll(
    tmp_path: Path,
) -> None:
    last = tmp_path / "poll"
    last.mkdir()
    poll(last)
    for act in ACTS:
        done = shutil.copytree(last, tmp_path / act)
        statements = int(poll(done, act=act).stdout)
        states = [rows(last), rows(done)]
        for moment in MOMENTS:
            folder = shutil.copytree(last, tmp_path / f"{act} {moment}")
            assert poll(folder, round(moment * statements), act).returncode == -9
            assert rows(folder) in states
            is_done = rows(folder) == states[1]
            room = Newsroom(folder)
            room.poll()
            store = room.tracker.store
            assert store.stories.owed() == []
            running = [one.number for one in store.shelf.stories(Filter(lone=False))]
            reasons = {version.reason for number in running if (version := store.versions.newest(number))}
            assert not is_done or act in reasons
            room.close()
        last = done
