"""The self-test holds on a sound tracker, and each of its areas turns red on a broken one."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any, Self

import pytest

from tests.older import older_database
from tests.shell import Shell
from tracker.core.dossiers import writing
from tracker.core.rounds import intake
from tracker.dossier.evidence import Evidence
from tracker.errors import StoreError
from tracker.fetch import Fetcher, addresses
from tracker.identity import New
from tracker.render import labels
from tracker.selftest import run as selftest
from tracker.selftest.areas import feeds, installation, killed, polling, speed
from tracker.selftest.areas.database import USER_VERSION
from tracker.selftest.characters import validators, wishes
from tracker.selftest.check import Check, Row, Verdict
from tracker.selftest.ground import Ground
from tracker.store import Store
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


Patch = pytest.MonkeyPatch


def test_on_a_sound_tracker_everything_holds(tmp_path: Path) -> None:
    rows = Shell(tmp_path / "data").json("selftest")
    assert [row for row in rows if row["result"] not in {"held", "not tried"}] == []
    assert list(dict.fromkeys(row["area"] for row in rows)) == list(selftest.AREAS)
    assert all(set(row) == {"area", "test", "result", "figure"} and row["figure"] for row in rows)
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["config.toml"]


def judged(area: str, words: str, folder: Path, first: str = "") -> Row:
    """Try the one check of an area whose name has these words."""
    (check,) = (each for each in selftest.checks(area) if words in each.test)
    return selftest._tried(area, check, Ground(folder, first))


# ---------------------------------------------------------------- broken in this process


def forget_validators(patch: Patch) -> None:
    get = Fetcher.get
    patch.setattr(polling, "GROUPS", (validators,))
    patch.setattr(Fetcher, "get", lambda self, url, *_: get(self, url))


def forget_wishes(patch: Patch) -> None:
    patch.setattr(polling, "GROUPS", (wishes,))
    patch.setattr("tracker.core.rounds.delivery.schedule.wish", lambda *_: None, raising=False)
    patch.setattr("tracker.schedule.is_due", lambda *_: True)
    patch.setattr("tracker.schedule.due_from", lambda _, now: now)


class Fragile:
    """A parser that lets an error of its own through."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def parse(self, *_: object) -> None:
        raise RecursionError


def know_nothing(patch: Patch) -> None:
    def all_new(_: object, entries: Any, *__: object) -> list[New]:
        return [New(entry) for entry in entries]

    patch.setattr(intake, "recognised", all_new)


def trust_everybody(patch: Patch) -> None:
    patch.setattr(addresses, "is_public", lambda _: True)


def take_all(patch: Patch) -> None:
    make = Fetcher.__init__
    patch.setattr(Fetcher, "__init__", lambda self, **named: make(self, cap=2**30, **named))


def let_all_through(patch: Patch) -> None:
    patch.setattr(clean, "clean", lambda text: text)


BROKEN: dict[str, tuple[str, str, Callable[[Patch], object]]] = {
    "an old library": (
        "installation",
        "libraries",
        lambda patch: patch.setattr(installation, "version", lambda _: "0.0.1"),
    ),
    "validators that are forgotten": ("polling", "validators", forget_validators),
    "wishes that are not heeded": ("polling", "nobody is asked before", forget_wishes),
    "a parser that lets errors through": (
        "feeds",
        "hostile body",
        lambda patch: patch.setattr(feeds, "Parser", Fragile),
    ),
    "articles that are not known again": ("feeds", "second poll", know_nothing),
    "a fence that is open": ("feeds", "into this machine", trust_everybody),
    "no bound on what is read": ("feeds", "fill the memory", take_all),
    "a check that finds everything": (
        "dossiers",
        "quotations with a word changed",
        lambda patch: patch.setattr(Evidence, "has", lambda *_: True),
    ),
    "a check that finds figures anywhere": (
        "dossiers",
        "figure changed",
        lambda patch: patch.setattr("tracker.dossier.check._counted", lambda *_: True),
    ),
    "a check that finds nothing": (
        "dossiers",
        "true quotations",
        lambda patch: patch.setattr(Evidence, "has", lambda *_: False),
    ),
    "dossiers that never rest": (
        "dossiers",
        "rebuild",
        lambda patch: patch.setattr(writing, "says_the_same", lambda *_: False),
    ),
    "text that is not cleaned where it is drawn": ("terminal", "drawn", let_all_through),
    "links that lead anywhere": (
        "terminal",
        "link out of the web",
        lambda patch: patch.setattr(labels, "web_link", lambda url: url),
    ),
    "a search that takes nine seconds": (
        "speed",
        "search",
        lambda patch: patch.setattr(speed, "_seconds", lambda _: 9.0),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_turns_a_row_red(tmp_path: Path, monkeypatch: Patch, name: str) -> None:
    area, words, damage = BROKEN[name]
    damage(monkeypatch)
    assert judged(area, words, tmp_path).result == "failed"


# ---------------------------------------------------------------- broken in the processes it starts

_PIECEMEAL = """
from contextlib import contextmanager
from tracker.store.connection import Connections
@contextmanager
def write(self):
    self._local.last = getattr(self._local, "last", [])
    yield self.connection
    while self._local.last:
        self._local.last.pop(0)(self.connection)
Connections.write = write
"""
_UNCLEAN = """
import tracker.parse
from tracker.selftest.inline import InlineParser
from tracker.text import clean
tracker.parse.Parser = lambda sandbox: InlineParser()
clean.clean = lambda text: text
"""
_RAW = """
import sqlite3
from contextlib import nullcontext
from tracker.store import connection
connection.told = lambda path: nullcontext()
"""
# Places to die at where no transaction holds together what was begun.
FEW = (("poll", "fetch", 0.6), ("poll", "cluster", 0.55), ("poll", "dossier", 0.8))
BROKEN_PROCESSES = {
    "a transaction that is none": ("killed", "torn", _PIECEMEAL),
    "a lock that nobody signs": (
        "database",
        "second poller",
        "from tracker.store.lock import ProcessLock; ProcessLock._signed = lambda _: None",
    ),
    "errors of SQLite as they are": ("database", "damaged database", _RAW),
    "a schema that is not looked at": (
        "database",
        "newer tracker",
        "from tracker.store import connection; connection.LATEST = 99",
    ),
    "nobody who waits": (
        "database",
        "locked waits",
        "from tracker.store import connection; connection.BUSY_MILLISECONDS = 0",
    ),
    "failures that are no failures": (
        "database",
        "full disk",
        "import tracker.cli; tracker.cli._exit_code = lambda _: 0",
    ),
    "no copy before a migration": (
        "database",
        "old tracker",
        "from tracker.store.connection import Connections; Connections._keep_backup = lambda *_: None",
    ),
    "text that is not cleaned": (
        "terminal",
        "no command prints",
        _UNCLEAN,
    ),
    "pages that are not escaped": (
        "terminal",
        "exported pages",
        "import html; html.escape = lambda text, quote=True: text",
    ),
    "a screen that is not given back": (
        "interface",
        "terminal back",
        "from tracker.screens import sturdy; sturdy.LEAVE = ()",
    ),
}


@pytest.mark.parametrize("name", BROKEN_PROCESSES)
def test_what_is_broken_in_a_process_turns_a_row_red(tmp_path: Path, monkeypatch: Patch, name: str) -> None:
    monkeypatch.setattr(killed, "PLACES", FEW)
    area, words, first = BROKEN_PROCESSES[name]
    assert judged(area, words, tmp_path, first).result == "failed"


# ---------------------------------------------------------------- the table


def test_a_check_that_raises_has_failed_and_hides_no_other(tmp_path: Path, monkeypatch: Patch) -> None:
    def fail(_: Ground) -> Verdict:
        raise StoreError("\x1b[31mIt is gone.")

    tried = (Check("one", fail), Check("another", lambda _: Verdict("held", "1 of 1")))
    monkeypatch.setattr(selftest, "checks", lambda _: tried)
    told: list[str] = []
    areas = ["feeds", "speed"]
    rows = selftest.run(Ground(tmp_path), told.append, areas)
    failed, held = ("one", "failed", "StoreError: It is gone."), ("another", "held", "1 of 1")
    assert [(row.test, row.result, row.figure) for row in rows] == [failed, held] * 2
    assert [row.area for row in rows] == ["feeds", "feeds", "speed", "speed"]
    assert told == areas


def test_a_failure_is_told_in_the_table_and_by_the_exit_code(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "data")
    first = "from tracker.selftest import run; run.AREAS = ('installation',); "
    first += "from tracker.selftest.areas import installation; installation.SQLITE = (99,); "
    done = Ground(tmp_path).tracker(shell.folder, "selftest", before=first)
    assert done.returncode == 1
    assert "installation  Python and SQLite are new enough  FAILED  SQLite 3" in done.stdout
    assert done.stdout.endswith("1 held · 1 failed\n")


def test_the_bundled_old_database_is_one_of_schema_one(tmp_path: Path) -> None:
    from importlib import resources

    body = gzip.decompress(resources.files("tracker.selftest").joinpath("schema-1.db.gz").read_bytes())
    assert int.from_bytes(body[USER_VERSION], "big") == 1
    (tmp_path / "bundled.db").write_bytes(body)
    older_database(tmp_path / "made.db", 1)
    shapes = []
    for name in ("bundled", "made"):
        store = Store(tmp_path / f"{name}.db")
        found = store._connections.rows("select name, sql from sqlite_master order by name")
        shapes.append([tuple(row) for row in found])
        store.close()
    assert shapes[0] == shapes[1]
