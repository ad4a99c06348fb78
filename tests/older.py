"""Databases as tracker left them while its schema was older: the first migrations, and rows of that time.

`databases/rows-N.sql` holds what tracker wrote while its schema was N, for the tables and columns that
came with it; it is played between migration N and the next, as it happened. `tests/test_migrations.py`
wants a row in every table, so that a migration brings its file at the latest when the next one comes.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database, Migrations

from tracker.schema import MIGRATIONS

DATABASES = Path(__file__).with_name("databases")

# What the schemas of two days in the project's first week still lacked, or had, on its main branch: by
# the number that they bore, how to get there from what was landed under that number later.
EARLY = {
    1: ("drop table searches",),
    3: (
        "alter table feeds drop column wishes",
        """create trigger revisions_ai after insert on revisions begin
            insert into revisions_fts (rowid, title, text) values (new.id, new.title, new.text); end""",
    ),
    4: ("drop index idx_stories_largest", "alter table follows drop column ended"),
}
# With these no migration came further than this: it asks for what they lacked.
FARTHEST = {1: 5, 4: 5}


def older_database(path: Path, shape: int, *, early: int = 0) -> None:
    """Write a database of schema `shape`; `early`: made by a tracker of that first week, and gone on from."""
    database = Database(path, execute_plugins=False)
    migrations = Migrations("tracker")
    for number, migration in enumerate(MIGRATIONS[:shape], start=1):
        migrations(name=migration.__name__)(migration)
        migrations.apply(database)
        for step in EARLY[number] if number == early else ():
            database.execute(step)
        rows = DATABASES / f"rows-{number}.sql"
        if rows.exists():
            database.conn.executescript(_fitting(rows.read_text(encoding="utf-8"), early))
    database.execute(f"pragma user_version = {shape:d}")
    database.conn.commit()
    database.close()


def _fitting(sql: str, early: int) -> str:
    """Leave out what an early schema has no place for."""
    if early == 1:
        return "\n".join(line for line in sql.splitlines() if not line.startswith("insert into searches"))
    if early == 3:
        return sql.replace(", wishes = '{}'", "").replace("insert into revisions_fts", "-- by the trigger: ")
    if early == 4:
        return sql.replace(", at, ended)", ", at)").replace("Z', null); -- the definition", "Z');")
    return sql


def rows(path: Path) -> dict[str, tuple[tuple[str, ...], set[str]]]:
    """Return of every table that is no other's shadow its columns, and its rows as text."""
    found = {}
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute("select name from pragma_table_list where type in ('table', 'virtual')")
        for (table,) in tables.fetchall():
            if not table.startswith(("sqlite_", "_sqlite_")):
                columns = tuple(row[1] for row in db.execute(f"pragma table_info({table})"))
                found[table] = columns, _select(db, table, columns)
    return found


def lost(path: Path, before: dict[str, tuple[tuple[str, ...], set[str]]]) -> dict[str, set[str]]:
    """Return the rows that a database has no more, table by table, by the columns that there were."""
    with closing(sqlite3.connect(path)) as db:
        gone = {table: there - _select(db, table, columns) for table, (columns, there) in before.items()}
    return {table: missing for table, missing in gone.items() if missing}


def _select(db: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> set[str]:
    # The names are those of the schema itself.
    return {str(row) for row in db.execute(f"select {', '.join(columns)} from {table}")}
