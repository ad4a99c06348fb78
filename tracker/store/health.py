"""What can be said of a database file without opening it as ours: any schema, any damage, no change."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.schema import LATEST
from tracker.store.connection import Connections
from tracker.store.trouble import told

if TYPE_CHECKING:
    from pathlib import Path

# Seconds to wait for another program's lock: who asks how things are does not wait for long.
PATIENCE = 1.0
# Sentences of SQLite's check that are told.
TOLD = 3


@dataclass(frozen=True, slots=True)
class Health:
    """The schema of a file (0: none of tracker's), the one that this tracker knows, what SQLite complains of.

    `things` counts its tables and the like; `indexed` and `texts` are how many texts the full-text
    index has, and how many there are, both 0 where the schema is another.
    """

    schema: int
    latest: int = LATEST
    complaints: tuple[str, ...] = ()
    things: int = 0
    indexed: int = 0
    texts: int = 0


def look(path: Path) -> Health:
    """Look at a database; raises StoreError where it is missing, locked, or no database at all."""
    with told(path), closing(_opened(path)) as db:
        try:
            return _looked(db)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT:
                raise
            # So damaged that not even its check can begin.
            return Health(0, complaints=(str(error),))


def _looked(db: sqlite3.Connection) -> Health:
    def first(sql: str) -> int:
        found: int = db.execute(sql).fetchone()[0]
        return found

    schema = first("pragma user_version")
    found = [str(row[0]) for row in db.execute(f"pragma integrity_check({TOLD})")]
    if found != ["ok"] or schema != LATEST:
        complaints = tuple(line for line in found if line != "ok")
        return Health(schema, complaints=complaints, things=first("select count(*) from sqlite_master"))
    indexed = first("select count(*) from revisions_fts_docsize")
    return Health(schema, indexed=indexed, texts=first("select count(*) from revisions"))


def sqlite_version() -> str:
    """Return the version of SQLite that Python brought."""
    return sqlite3.sqlite_version


def _opened(path: Path) -> sqlite3.Connection:
    address = Connections.address_for_reading(path)
    db = sqlite3.connect(address, timeout=PATIENCE, uri=True, isolation_level=None)
    db.execute("pragma query_only = on")
    return db
