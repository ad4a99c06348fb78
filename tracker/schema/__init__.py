"""The database's shape, as append-only named migrations, a module each.

A migration is self-contained: it imports nothing of tracker, and what has once been on
main is never edited, only followed by another. `LATEST` is also the file's
`PRAGMA user_version`, so that a reader knows in one step whether there is work to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.schema.early import make_whole
from tracker.schema.m001 import m001_the_first_shape
from tracker.schema.m002 import m002_nothing_immutable_is_replaced
from tracker.schema.m003 import m003_manners_pages_and_rules
from tracker.schema.m004 import m004_corrections_follows_and_notes
from tracker.schema.m005 import m005_analyses
from tracker.schema.m006 import m006_what_went_and_what_was_read_elsewhere
from tracker.schema.m007 import m007_the_order_of_the_list
from tracker.schema.m008 import m008_what_a_model_was_asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    m001_the_first_shape,
    m002_nothing_immutable_is_replaced,
    m003_manners_pages_and_rules,
    m004_corrections_follows_and_notes,
    m005_analyses,
    m006_what_went_and_what_was_read_elsewhere,
    m007_the_order_of_the_list,
    m008_what_a_model_was_asked,
)
LATEST = len(MIGRATIONS)


def migrate(db: Database) -> None:
    """Bring the database to `LATEST`; the caller holds the write lock."""
    from sqlite_utils import Migrations

    make_whole(db)
    migrations = Migrations("tracker")
    for number, function in enumerate(MIGRATIONS, start=1):
        migrations(name=function.__name__)(_with_number(function, number))
    migrations.apply(db)


def _with_number(function: Callable[[Database], None], number: int) -> Callable[[Database], None]:
    """Join a migration with the number that the file then bears: both are one transaction."""

    def run(db: Database, /) -> None:
        function(db)
        db.execute(f"pragma user_version = {number:d}")

    run.__name__ = function.__name__
    return run
