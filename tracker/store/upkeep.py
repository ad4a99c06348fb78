"""The database as a file: is it sound, how large is it, how does it get smaller, and a copy of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tracker.errors import StoreError
from tracker.store.trouble import told

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.store.connection import Connections

_ARTICLES, _DOSSIERS = "revisions_fts", "dossiers_fts"


class Upkeep:
    """Checks, measures, shrinks and copies one database file."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def complaints(self) -> list[str]:
        """Return what SQLite's own checks say is wrong; an empty list where nothing is."""
        rows = self._connections.rows("pragma integrity_check")
        found = [str(row[0]) for row in rows if row[0] != "ok"]
        if self._connections.is_read_only:
            return found  # FTS5 checks an index by a command that writes
        return found + [
            f"the full-text index {index}{', which `tracker gc` makes anew' * (index == _ARTICLES)}: {fault}"
            for index in (_ARTICLES, _DOSSIERS)
            if (fault := self._fault(index))
        ]

    def size(self) -> int:
        """Return the bytes that the database takes on the disk, its log included."""
        path = self._connections.path
        files = (path, path.with_name(f"{path.name}-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def used(self) -> int:
        """Return the bytes of the file that hold something."""
        return self._bytes("page_count") - self.free()

    def free(self) -> int:
        """Return the bytes of the file that hold nothing, and that a vacuum gives back."""
        return self._bytes("freelist_count")

    def mend(self) -> None:
        """Make the articles' full-text index anew if it has gaps, and put its parts together."""
        order = "rebuild" if self._fault(_ARTICLES) else "optimize"
        with self._connections.write() as db:
            db.execute(f"insert into {_ARTICLES} ({_ARTICLES}) values (?)", (order,))  # noqa: S608 - a constant

    def compact(self) -> None:
        """Give unused pages back to the file system. The database is copied for it, and its log grows so."""
        with self._connections.write() as db:
            # It numbers the rows anew of a table that has no numbers of its own. Said before, so that
            # who is killed after it has said it.
            db.execute("update remembered set value = '0' where name = 'rules_feed'")
        self._connections.rows("vacuum")
        self.shorten_log()

    def shorten_log(self) -> None:
        """Bring what the log holds into the file, and the log to nothing, unless somebody reads it now."""
        self._connections.rows("pragma wal_checkpoint(truncate)")

    def remember(self, name: str, value: str) -> None:
        """Keep a fact about the file in it."""
        with self._connections.write() as db:
            db.execute("insert or replace into remembered values (?, ?)", (name, value))

    def remembered(self, name: str) -> str:
        """Return a fact that was kept, "" for none."""
        value: str | None = self._connections.scalar("select value from remembered where name = ?", (name,))
        return value or ""

    def copy_to(self, path: Path) -> None:
        """Write the database as it is at this moment into a new file, whoever writes meanwhile.

        https://www.sqlite.org/backup.html: page for page, in one step, so that no writer makes it
        begin again.
        """
        # What is wrong with the database itself is told of it, and not of the copy.
        self._connections.scalar("pragma schema_version")
        with told(path), closing(sqlite3.connect(path, isolation_level=None)) as copy:
            self._connections.connection.backup(copy, progress=self._give_up_waiting)

    def _give_up_waiting(self, status: int, *_: int) -> None:
        """Say so where the database stayed locked: Python's backup would try again for ever."""
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            with told(self._connections.path):
                raise sqlite3.OperationalError("database is locked")

    def complaint_of(self, path: Path) -> str:
        """Return the first thing that SQLite finds wrong in a copy, "" for nothing."""
        with told(path), closing(sqlite3.connect(path)) as copy:
            found: str = copy.execute("pragma quick_check(1)").fetchone()[0]
        return "" if found == "ok" else found

    def _bytes(self, count: str) -> int:
        pages: int = self._connections.scalar(f"pragma {count}")
        size: int = self._connections.scalar("pragma page_size")
        return pages * size

    def _fault(self, index: str) -> str:
        """Say what is wrong with a full-text index, "" where it is sound and has all rows of its table.

        https://www.sqlite.org/fts5.html#the_integrity_check_command: without rank 1 an index
        whose table lies outside of it is compared with nothing but itself.
        """
        try:
            with self._connections.write() as db:
                # `index` is one of the two constants.
                db.execute(f"insert into {index} ({index}, rank) values ('integrity-check', 1)")  # noqa: S608
        except StoreError as error:
            return error.message
        return ""
