"""Schema 2. Refuse `insert or replace` too, for which SQLite fires no trigger on delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m002_nothing_immutable_is_replaced(db: Database) -> None:
    """Refuse `insert or replace` too, for which SQLite fires no trigger on delete.

    https://www.sqlite.org/lang_conflict.html: only with recursive triggers does it.
    """
    for table, same in (
        ("revisions", "id = new.id or (article = new.article and number = new.number)"),
        ("versions", "story = new.story and number = new.number"),
    ):
        # Table and condition are the constants above.
        db.execute(
            f"create trigger {table}_no_replace before insert on {table} "  # noqa: S608
            f"when exists (select 1 from {table} where {same}) begin "
            f"select raise(abort, 'a row of {table} is immutable'); end"
        )
