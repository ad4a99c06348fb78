"""What can be wrong with a database file: one context manager each, that strikes and makes good again."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tracker.schema import LATEST
from tracker.store import connection
from tracker.store.connection import Connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tracker.store import Store

    Trouble = Callable[[Path], AbstractContextManager[None]]

PAGE = 4096


def forget_connections(store: Store) -> None:
    """Let the next call open the file anew, as one from a further thread does."""
    store.close()
    store._connections._local = threading.local()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program has the whole file to itself, and does not end while one waits."""
    with pytest.MonkeyPatch.context() as patch, closing(sqlite3.connect(path, isolation_level=None)) as other:
        for patience in ("BUSY_MILLISECONDS", "READING_MILLISECONDS", "LOG_TRIES"):
            patch.setattr(connection, patience, 0)
        other.execute("pragma locking_mode = exclusive")
        other.execute("begin exclusive")
        yield


@contextmanager
def written_by_another(path: Path) -> Iterator[None]:
    """Another process writes, and does not end while one waits; reading goes on."""
    with pytest.MonkeyPatch.context() as patch, closing(sqlite3.connect(path, isolation_level=None)) as other:
        patch.setattr(connection, "BUSY_MILLISECONDS", 0)
        other.execute("begin immediate")
        yield


@contextmanager
def _with_each_connection(*pragmas: str) -> Iterator[None]:
    connect = Connections.connect

    def connected(self: Connections) -> sqlite3.Connection:
        made = connect(self)
        for pragma in pragmas:
            made.execute(f"pragma {pragma}")
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Connections, "connect", connected)
        yield


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """SQLite refuses each change, as of a file that is another's; holds for the administrator too."""
    del path
    with _with_each_connection("query_only = on"):
        yield


@contextmanager
def full(path: Path, more: int = 0) -> Iterator[None]:
    """The file can't grow, or by so many pages only: SQLite meets a full disk."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        pages = db.execute("pragma page_count").fetchone()[0] + more
    with _with_each_connection(f"max_page_count = {pages}"):
        yield


@contextmanager
def no_room(path: Path, most: int = 0) -> Iterator[None]:
    """The system lets no file grow beyond `most` bytes, as a quota does; SQLite calls it an I/O error.

    Another process has the database open; without the log's index, which that has made, nobody can read.
    """
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with closing(sqlite3.connect(path)) as other:
        other.execute("pragma user_version").fetchall()
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def _overwritten(path: Path, damage: Callable[[bytes], bytes]) -> Iterator[None]:
    before = path.read_bytes()
    path.write_bytes(damage(before))
    damaged = path.read_bytes()
    try:
        yield
        assert path.read_bytes() == damaged, "nobody writes to what is damaged"
    finally:
        path.write_bytes(before)


def _pages_lost(data: bytes) -> bytes:
    return data[:PAGE] + b"\xff" * (len(data) - PAGE)


corrupt: Trouble = partial(_overwritten, damage=_pages_lost)
corrupt.__doc__ = "Every page is rubbish but the first."
garbage: Trouble = partial(_overwritten, damage=lambda data: b"feeds, feeds, feeds " * (len(data) // 20))
garbage.__doc__ = "The file is no database at all."


@contextmanager
def newer(path: Path) -> Iterator[None]:
    """A newer tracker has brought the file up to its own schema."""
    _number(path, LATEST + 1)
    try:
        yield
    finally:
        _number(path, LATEST)


def _number(path: Path, schema: int) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"pragma user_version = {schema:d}")


def contents(path: Path) -> dict[str, list[str]]:
    """Return every row of every table, that of no index."""
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute("select name from sqlite_master where type = 'table' and rootpage <> 0")
        return {
            name: sorted(map(str, db.execute(f'select * from "{name}"'))) for (name,) in tables.fetchall()
        }
