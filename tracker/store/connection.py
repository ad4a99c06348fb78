"""One SQLite file: a connection a thread, immediate writes, errors a user can read."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Any

from tracker.errors import StoreError
from tracker.schema import LATEST, migrate
from tracker.store.trouble import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlite_utils import Database

    Values = Sequence[object] | Mapping[str, object]

# How long a statement waits for another process's write to end. A poll's transactions
# take milliseconds; a migration of a large file may take this long.
BUSY_MILLISECONDS = 30_000
# Who only reads waits for nobody but one who has the whole file to himself, and says so soon.
READING_MILLISECONDS = 1_000

# Pages of 4 KB in the log before they are moved into the file: what a first poll of hundreds of
# feeds writes. With SQLite's 1,000 a tenth of storing was moving the same pages again and again.
CHECKPOINT_PAGES = 8000

# A crash of the process loses nothing in WAL mode; only a power cut could lose the last commits.
PRAGMAS = ("synchronous = normal", "foreign_keys = on")

# Seconds between tries to turn the log on, and how many there are: as long as any lock is waited for.
LOG_PAUSE, LOG_TRIES = 0.05, 600


class Connections:
    """The connections of one database file, one for each thread that asks.

    Reads go through `rows`, writes stand inside `write()`; both raise StoreError only.
    `reading`: the file is neither made nor brought up to date nor changed, whatever is asked for.
    """

    def __init__(self, path: Path, *, reading: bool = False) -> None:
        self.path = path
        self.reading = reading
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        with ExitStack() as failed:
            failed.callback(self.close)
            with told(path):
                self._prepare()
            failed.pop_all()

    def rows(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """Run one query and return all its rows."""
        with told(self.path):
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> sqlite3.Row | None:
        """Run one query and return its first row, None where there is none."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def scalar(self, sql: str, values: Values = ()) -> Any:  # noqa: ANN401 - SQL's value
        """Run one query and return the first value of its first row."""
        found = self.row(sql, values)
        return None if found is None else found[0]

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock from the first statement on, and commit all or nothing.

        `BEGIN IMMEDIATE`, since a deferred transaction that reads and then writes fails at
        once when another process wrote in between. Inside another `write()` of the same
        thread it joins that one.
        """
        if self.reading:
            raise StoreError("Nothing can be changed here: the database is open for reading only.")
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        with told(self.path):
            # A signal may end the work between any two of these lines.
            try:
                connection.execute("begin immediate")
                self._refuse_newer(connection)
                self._local.last = list[Callable[[sqlite3.Connection], None]]()
                yield connection
                for work in self._local.last:
                    work(connection)
                connection.execute("commit")
            except BaseException:
                connection.rollback()
                raise

    def _refuse_newer(self, connection: sqlite3.Connection) -> None:
        """Write nothing of our shape into a file that another process has brought up to a newer one."""
        version = connection.execute("pragma user_version").fetchone()[0]
        if version > LATEST:
            raise _too_new(self.path, version)

    def before_commit(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Have something done as the last of the transaction that this thread is in."""
        self._local.last.append(work)

    @property
    def tables(self) -> Database:
        """The thread's connection as sqlite-utils sees it; loaded when first asked for.

        Loading it takes longer than most commands run, so only the poller's side asks.
        """
        if not hasattr(self._local, "tables"):
            from sqlite_utils import Database

            self._local.tables = Database(self.connection, execute_plugins=False, recursive_triggers=False)
        tables: Database = self._local.tables
        return tables

    @property
    def connection(self) -> sqlite3.Connection:
        """The calling thread's own connection."""
        if not hasattr(self._local, "connection"):
            self._local.connection = self.connect()
        connection: sqlite3.Connection = self._local.connection
        return connection

    @property
    def is_read_only(self) -> bool:
        """Tell whether the file may only be read: by the rights of this user, or as it was asked for."""
        return self.reading or _is_protected(self.path)

    @staticmethod
    def address_for_reading(path: Path) -> str:
        """Name a file for who only reads: it is not made, nor is the log touched that others left.

        Without a log it is opened as for writing, or SQLite would leave its side files behind
        (https://www.sqlite.org/wal.html); where its folder can't take them, as immutable.
        """
        address = path.absolute().as_uri()
        if _is_protected(path) and not _has_log(path):
            return f"{address}?immutable=1"
        return f"{address}?mode={'ro' if _has_log(path) else 'rw'}"

    def close(self) -> None:
        """Close the connections of all threads; the object is of no use afterwards."""
        with self._opening:
            for connection in self._open:
                connection.close()
            self._open.clear()

    def connect(self) -> sqlite3.Connection:
        """Open one more connection: a thread's, or of one who keeps it. `close` closes it too."""
        connection = sqlite3.connect(self._address(), uri=True, isolation_level=None, check_same_thread=False)
        with self._opening:
            self._open.append(connection)
        connection.row_factory = sqlite3.Row
        patience = READING_MILLISECONDS if self.reading else BUSY_MILLISECONDS
        connection.execute(f"pragma busy_timeout = {patience}")
        connection.execute("pragma foreign_keys = on")
        connection.execute(f"pragma wal_autocheckpoint = {CHECKPOINT_PAGES}")
        if self.reading:
            # SQLite itself refuses every change: https://www.sqlite.org/pragma.html#pragma_query_only
            connection.execute("pragma query_only = on")
        return connection

    def _address(self) -> str:
        """Name the file; as immutable where its folder can't take SQLite's side files."""
        if self.is_read_only:
            return self.address_for_reading(self.path)
        return self.path.absolute().as_uri()

    def _prepare(self) -> None:
        """Refuse a newer file untouched; bring an older one up to date, with a backup."""
        version = self.connection.execute("pragma user_version").fetchone()[0]
        if version > LATEST:
            raise _too_new(self.path, version)
        if not version and self._is_a_strangers():
            raise StoreError(
                f"{self.path} is the database of another program.",
                "Name another place with --data; nothing was changed.",
            )
        if version == LATEST:
            self._use_log()
            return
        if self.reading:
            raise StoreError(
                f"{self.path} was written by an older tracker (schema {version}; this one wants {LATEST}).",
                "`tracker stories` brings it up to date, and keeps a copy.",
            )
        if version > 0:
            self._keep_backup(version)
        self._begin_log()
        for pragma in PRAGMAS:
            self.connection.execute(f"pragma {pragma}")
        with self.write():
            migrate(self.tables)

    def _is_a_strangers(self) -> bool:
        """Tell whether a file without a number of ours holds something: ours comes with all its tables."""
        if not self.connection.execute("select count(*) from sqlite_master").fetchone()[0]:
            return False
        # Another process may have made it just now.
        return not self.connection.execute("pragma user_version").fetchone()[0]

    def _use_log(self) -> None:
        """Let readers and a writer not wait for each other in a file that came without its log."""
        mode = self.connection.execute("pragma journal_mode").fetchone()[0]
        if mode == "delete" and not self.is_read_only:
            self._begin_log()

    def _begin_log(self) -> None:
        """Turn the log on; where several processes do so at once, the others wait for the first.

        SQLite does not wait by itself here: a wait for an exclusive lock could wait for itself
        (https://www.sqlite.org/wal.html#activating_and_configuring_wal_mode).
        """
        for _ in range(LOG_TRIES):
            try:
                self.connection.execute("pragma journal_mode = wal")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                time.sleep(LOG_PAUSE)
            else:
                return
        self.connection.execute("pragma journal_mode = wal")

    def _keep_backup(self, version: int) -> None:
        """Keep a copy of the file as it is: by one process only, and whole though one before was killed."""
        backup = self.path.with_name(f"{self.path.name}.schema-{version}.backup")
        new = backup.with_name(f"{backup.name}.new")
        with closing(
            sqlite3.connect(self.path, timeout=BUSY_MILLISECONDS / 1000, isolation_level=None)
        ) as lock:
            lock.execute("begin immediate")
            if backup.exists() and backup.stat().st_size:
                return
            new.unlink(missing_ok=True)
            try:
                self.connection.execute("vacuum into ?", (str(new),))
            except sqlite3.Error:
                # On a full disk half a copy would take the room that the user makes.
                new.unlink(missing_ok=True)
                raise
            new.replace(backup)


def _too_new(path: Path, version: int) -> StoreError:
    return StoreError(
        f"{path} was written by a newer tracker (schema {version}; this one knows {LATEST}).",
        "Update tracker; nothing was changed.",
    )


def _is_protected(path: Path) -> bool:
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _has_log(path: Path) -> bool:
    """Tell whether commits wait in the write-ahead log: an immutable file would hide them.

    Without its index beside it, the log can't be read by who may not write there.
    """
    log, index = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    return index.exists() and log.exists() and log.stat().st_size > 0
