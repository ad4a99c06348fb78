"""A database of any schema that was ever on main becomes one of the newest: whole, or not at all."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database

from tests.older import EARLY, FARTHEST, lost, older_database, rows
from tests.test_store import article, version
from tests.troubles import full, no_room
from tracker.errors import StoreError
from tracker.query import parse
from tracker.schema import LATEST
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

OLDER = range(1, LATEST)
# Every schema as it was landed, and as databases have it that were made in the first week: 0, or the
# number under which it was another then.
SHAPES = [(shape, 0) for shape in OLDER] + [
    (shape, early) for early in EARLY for shape in OLDER if early <= shape <= FARTHEST.get(early, LATEST)
]
# Where in a migration the process is killed, as shares of its statements; SQL of a killed one is undone
# as a whole, so there are few.
MOMENTS = (0.05, 0.3, 0.6, 0.95)

Rows = dict[str, tuple[tuple[str, ...], set[str]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tracker.db"


def schema(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        found: int = db.execute("pragma user_version").fetchone()[0]
    return found


def assert_up_to_date(path: Path, before: Rows, shape: int) -> None:
    """Hold that a database is of the newest shape with all it held, and that a copy of the old is kept."""
    store = Store(path)
    assert store.versions.newest(1) == version(1)
    assert [hit.number for hit in store.search.find(parse("council", version(1).written_at), 9).hits] == [
        2,
        1,
    ]
    assert store.upkeep.complaints() == []
    store.close()
    assert schema(path) == LATEST
    assert lost(path, before) == {}
    backup = path.with_name(f"{path.name}.schema-{shape}.backup")
    assert rows(backup) == before
    assert schema(backup) == shape
    assert not backup.with_name(f"{backup.name}.new").exists()


def migrating(act: str, path: Path, *words: float) -> list[int]:
    """Run `tests/migrating.py`; return the exit codes of the processes that it started."""
    command = [sys.executable, "-m", "tests.migrating", act, str(path), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    codes: list[int] = json.loads(done.stdout)
    return codes


@pytest.mark.parametrize("shape", OLDER)
def test_an_older_database_that_is_tried_has_a_row_in_every_table(path: Path, shape: int) -> None:
    """A migration that makes a table brings `databases/rows-N.sql`."""
    older_database(path, shape)
    assert [table for table, (_, there) in rows(path).items() if not there] == []


@pytest.mark.parametrize(("shape", "early"), SHAPES)
def test_a_database_of_every_older_shape_is_brought_up_to_date_and_a_copy_kept(
    path: Path, shape: int, early: int
) -> None:
    older_database(path, shape, early=early)
    before = rows(path)
    Store(path).close()
    assert_up_to_date(path, before, shape)


@pytest.mark.parametrize(("shape", "early"), SHAPES)
def test_every_way_leads_to_one_shape(path: Path, shape: int, early: int) -> None:
    def shapes(path: Path) -> dict[str, object]:
        with closing(sqlite3.connect(path)) as db:
            things = dict(db.execute("select name, type from sqlite_master").fetchall())
            return {
                name: sorted(row[1:4] for row in db.execute(f"pragma table_info('{name}')").fetchall())
                or kind
                for name, kind in things.items()
            }

    fresh = path.with_name("fresh.db")
    Store(fresh).close()
    older_database(path, shape, early=early)
    Store(path).close()
    assert shapes(path) == shapes(fresh)


@pytest.mark.parametrize("shape", OLDER)
def test_three_processes_that_open_an_older_database_at_once_all_succeed(path: Path, shape: int) -> None:
    older_database(path, shape)
    before = rows(path)
    assert migrating("together", path, 3) == [0, 0, 0]
    assert_up_to_date(path, before, shape)


def test_three_processes_that_open_a_new_database_at_once_all_succeed(path: Path) -> None:
    assert migrating("together", path, 3) == [0, 0, 0]
    assert schema(path) == LATEST


@pytest.mark.parametrize("shape", OLDER)
def test_a_migration_that_is_killed_anywhere_is_done_by_the_next(path: Path, shape: int) -> None:
    older_database(path, shape)
    before = rows(path)
    assert migrating("killed", path, *MOMENTS) == [-9] * len(MOMENTS)
    for moment in MOMENTS:
        killed = path.with_name(f"{path.name}-{moment}")
        assert schema(killed) == shape
        assert rows(killed) == before
        assert_up_to_date(killed, before, shape)


def test_a_migration_that_dies_midway_leaves_an_empty_database(path: Path) -> None:
    path.touch()
    assert migrating("killed", path, 0.5) == [-9]
    killed = path.with_name(f"{path.name}-0.5")
    with closing(sqlite3.connect(killed)) as outside:
        assert outside.execute("select count(*) from sqlite_master").fetchone()[0] == 0
    store = Store(killed)
    assert article(store) == 1
    store.close()


def out_of_room(path: Path, trouble: Callable[[Path, int], AbstractContextManager[None]], room: int) -> bool:
    """Open a database with so much room; return whether that was too little, and hold that it was told."""
    with trouble(path, room):
        try:
            Store(path).close()
        except StoreError as error:
            told = str(error)
        else:
            return False
    assert "room" in told
    assert str(path) in told
    return True


@pytest.mark.parametrize("shape", OLDER)
@pytest.mark.parametrize(("trouble", "step"), [(full, 8), (no_room, 60_000)], ids=["full", "quota"])
def test_a_migration_without_room_leaves_all_as_it_was_and_is_done_when_there_is_some(
    path: Path, shape: int, trouble: Callable[[Path, int], AbstractContextManager[None]], step: int
) -> None:
    older_database(path, shape)
    before, old = rows(path), path.read_bytes()
    cut_off = 0
    for room in range(0, 60 * step, step):
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
        path.write_bytes(old)
        if not out_of_room(path, trouble, room):
            break
        cut_off += 1
        assert schema(path) == shape
        assert rows(path) == before
        assert not list(path.parent.glob("*.new"))
        assert_up_to_date(path, before, shape)
    assert cut_off
    assert_up_to_date(path, before, shape)


def test_a_copy_that_was_torn_is_made_anew_before_the_database_is_brought_up_to_date(path: Path) -> None:
    older_database(path, 3)
    before = rows(path)
    backup = path.with_name(f"{path.name}.schema-3.backup")
    backup.touch()
    backup.with_name(f"{backup.name}.new").write_bytes(b"torn")
    Store(path).close()
    assert_up_to_date(path, before, 3)


def test_a_story_that_sought_by_its_terms_still_seeks(path: Path) -> None:
    older_database(path, 4)
    database = Database(path, execute_plugins=False)
    for story, search, ended in ((21, 1, None), (22, 0, None), (23, 1, "2026-05-05T12:00:00Z")):
        database.execute("insert into marks (story, followed, muted) values (?, 1, 0)", (story,))
        database.execute(
            "insert into follows values (?, 'Ferries', '{}', ?, '2026-05-04T12:00:00Z', ?)",
            (story, search, ended),
        )
    database.conn.commit()
    database.close()
    store = Store(path)
    found = store._connections.rows("select story, search from marks where story > 20 order by story")
    assert [tuple(row) for row in found] == [(21, 1), (22, 0), (23, 0)]
    store.close()
