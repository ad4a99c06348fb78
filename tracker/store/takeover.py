"""A whole database in the place of another: whether it is one of ours, and nobody uses the other."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

from tracker.errors import BusyError, StoreError
from tracker.schema import LATEST
from tracker.store.connection import Connections
from tracker.store.lock import PATIENCE
from tracker.store.trouble import told
from tracker.store.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def seized(path: Path) -> Iterator[None]:
    """Let nobody poll or watch until the block ends, though the database itself may be damaged.

    Raises BusyError where someone does, or has the database open.
    """
    with told(path), ExitStack() as stack:
        for end in (".lock", ".watch"):
            lock = stack.enter_context(closing(_connected(path.with_name(path.name + end))))
            _hold(lock, path)
            stack.callback(lock.rollback)
        _refuse_users(path)
        yield


def adopt(path: Path, schema: int) -> None:
    """Bring a database that comes from elsewhere up to date, and refuse what is none of tracker's.

    Raises StoreError for one that is newer, damaged, or that holds what tracker did not make.
    """
    with told(path), closing(_connected(path)) as db:
        # Nothing of its own schema may call what has effects (https://www.sqlite.org/security.html).
        db.execute("pragma trusted_schema = off")
        version = db.execute("pragma user_version").fetchone()[0]
        if version > LATEST:
            raise StoreError(
                f"{path.name} was written by a newer tracker (schema {version}; this one knows {LATEST}).",
                "Update tracker.",
            )
        if version < 1 or version != schema:
            raise StoreError(f"{path.name} is not a tracker database.")
        if complaint := _complaint(db):
            raise StoreError(f"{path.name} is damaged: {complaint}.")
    _bring_up_to_date(path)


def _bring_up_to_date(path: Path) -> None:
    """Migrate, compare with a new database of ours, and mend the index that can be mended."""
    fresh = path.with_name("fresh.db")
    connections, model = Connections(path), Connections(fresh)
    try:
        if _things(connections) != _things(model):
            raise StoreError(f"{path.name} holds what tracker did not make.")
        upkeep = Upkeep(connections)
        upkeep.mend()
        if complaints := upkeep.complaints():
            raise StoreError(f"{path.name} is damaged: {complaints[0]}.")
        upkeep.shorten_log()
    finally:
        connections.close()
        model.close()


def _things(connections: Connections) -> set[tuple[str, str]]:
    """Name the tables, indexes, triggers and views."""
    return {(row["type"], row["name"]) for row in connections.rows("select type, name from sqlite_master")}


def _complaint(db: sqlite3.Connection) -> str:
    found: str = db.execute("pragma quick_check(1)").fetchone()[0]
    return "" if found == "ok" else found


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)


def _hold(lock: sqlite3.Connection, path: Path) -> None:
    try:
        lock.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise BusyError(
            f"Another process polls into {path}.",
            "Stop it, `tracker doctor` says which; nothing was changed.",
        ) from None


def _refuse_users(path: Path) -> None:
    """Refuse a database that anyone has open: what they write next would go where nobody reads it.

    Giving up the log is what SQLite allows only to who is alone (https://www.sqlite.org/wal.html).
    The database uses one again as soon as tracker opens it.
    """
    if not path.exists():
        return
    with closing(_connected(path)) as db:
        try:
            db.execute("pragma journal_mode = delete")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise BusyError(
                    f"Another tracker has {path} open.", "Close it and try again; nothing was changed."
                ) from None
        except sqlite3.DatabaseError:
            return  # damaged: what a backup is for
