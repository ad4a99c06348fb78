"""A database with flipped bits: each command answers, or says in a line what is wrong."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.bit_flips import Flipping, make
from tests.library import Newsroom
from tests.shell import Shell
from tracker.errors import StoreError
from tracker.store import Filter, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Seeds of places: damage that SQLite's own message quotes (37), that makes a column another (46), that it
# finds as it opens the file (0) or looks further (61), and that nobody can find.
PLACES = (0, 37, 46, 61, 75, 110, 123, 137)


@pytest.fixture
def quiet() -> Iterator[None]:
    """The log of the process as it was, when commands have run in it."""
    logger = logging.getLogger("tracker")
    yield
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


@pytest.mark.usefixtures("quiet")
def test_each_command_answers_or_says_in_a_line_what_is_wrong_where_bits_flipped(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    make(whole)
    flipping = Flipping(whole, tmp_path / "scratch")
    answers = [answer for seed in PLACES for answer in flipping.answers(seed)]
    assert [answer for answer in answers if answer.outcome in {"traceback", "hang"}] == []
    assert {answer.outcome for answer in answers} >= {"same", "told"}


def changed(room: Newsroom, sql: str) -> Store:
    """Change what no check of SQLite's guards, as a flipped bit does; triggers look away."""
    path = room.tracker.store.path
    room.close()
    with closing(sqlite3.connect(path)) as db:
        for (trigger,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            db.execute(f"drop trigger {trigger}")
        db.execute(sql)
        db.commit()
    return Store(path)


@pytest.mark.parametrize("dossier", ["'{\"title\": 7}'", "'{'", "x'ff00'", "7"])
def test_a_dossier_that_is_none_any_more_is_told_as_damage(newsroom: Newsroom, dossier: str) -> None:
    newsroom.run_bridge(2)
    store = changed(newsroom, f"update versions set dossier = {dossier}")
    with pytest.raises(StoreError, match=r"damaged: a dossier in it is none.*tracker doctor"):
        store.versions.newest(1)
    store.close()


@pytest.mark.parametrize("time", ["'2026-13-04T12:00:00Z'", "7", "null"])
def test_a_time_that_is_none_any_more_is_told_as_damage(newsroom: Newsroom, time: str) -> None:
    newsroom.run_bridge(2)
    store = changed(newsroom, f"update versions set written_at = {time}")
    with pytest.raises(StoreError, match=r"damaged: a time in it is none.*tracker doctor"):
        store.versions.newest(1)
    assert store.shelf.stories(Filter())
    store.close()


def test_a_fault_that_nobody_foresaw_is_a_line_and_the_log_has_the_rest(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "data")
    room = Newsroom(shell.folder)
    room.run_bridge(2)
    changed(room, "alter table feeds rename column wishes to wushes").close()
    done = shell.done("feeds")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "Something went wrong: KeyError: 'wishes'" in line
    assert "`tracker doctor`" in line
    assert "Traceback" in (shell.folder / "tracker.log").read_text(encoding="utf-8")
    assert "Traceback" in shell.done("feeds", "--verbose").stderr
