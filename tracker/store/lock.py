"""One process ingests at a time, and one watches: locks that a dead process cannot hold.

Each is SQLite's own exclusive lock on a second, empty database beside the first. The
operating system takes it away with the process, however that ends.
"""

from __future__ import annotations

import os
import socket
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Literal

from tracker.errors import BusyError
from tracker.model import Holder
from tracker.store.times import moment, stamp
from tracker.store.trouble import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tracker.store.connection import Connections

# Seconds: longer than another process needs to look whether the lock is held.
PATIENCE = 1.0

# What a lock is the right to: the end of its file's name, the row that its holder signs in,
# and what the holder does, in words.
_KINDS = {"ingest": (".lock", 1, "is polling already"), "watch": (".watch", 2, "watches already")}


class ProcessLock:
    """The right to ingest, held for a round, or to watch, held for a life; and who has it."""

    def __init__(self, connections: Connections, kind: Literal["ingest", "watch"]) -> None:
        end, self._row, self._doing = _KINDS[kind]
        self._connections = connections
        self._path = connections.path.with_name(connections.path.name + end)

    @contextmanager
    def held(self, command: str, now: datetime) -> Iterator[None]:
        """Hold the lock; raise BusyError, naming the holder, where another process has it."""
        with (
            told(self._path),
            closing(sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)) as lock,
        ):
            try:
                lock.execute("begin exclusive")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                raise self._busy() from None
            self._sign(command, now)
            try:
                yield
            finally:
                lock.execute("rollback")

    def holder(self) -> Holder | None:
        """Return who has the lock right now, None where nobody has."""
        if not self._path.exists():
            return None
        try:
            with closing(sqlite3.connect(self._path, timeout=0)) as lock:
                # Reading is enough to meet an exclusive lock, and two who look don't meet each other.
                lock.execute("select * from sqlite_master")
        except sqlite3.OperationalError as error:
            # A full disk, or a folder that is another's, says nothing of who holds it.
            return self._signed() if "locked" in str(error) else None
        return None

    def _busy(self) -> BusyError:
        holder = self._signed()
        who = f"{holder.command} (process {holder.pid} on {holder.host})" if holder else "another process"
        return BusyError(f"{who} {self._doing}.", "Wait for it to end, or stop it.")

    def _sign(self, command: str, now: datetime) -> None:
        with self._connections.write() as db:
            db.execute(
                "insert or replace into ingesting values (?, ?, ?, ?, ?)",
                (self._row, os.getpid(), socket.gethostname(), command, stamp(now)),
            )

    def _signed(self) -> Holder | None:
        row = self._connections.row(
            "select pid, host, command, since from ingesting where id = ?", (self._row,)
        )
        return None if row is None else Holder(row["pid"], row["host"], row["command"], moment(row["since"]))
