"""What three schemas still lacked while they were being made: databases of those days are made whole.

In the first days `main` held schemas 1, 3 and 4 in an earlier form, and a database from then bears the
same number. Nothing that has been landed since is edited so; this stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

PAGES, CORRECTIONS = 3, 4


def make_whole(db: Database) -> None:
    """Add what a database of schema 1 and later lacks of it; the caller holds the write lock."""
    schema = db.execute("pragma user_version").fetchone()[0]
    if not schema:
        return
    if not _has(db, "pragma_table_list where name = 'searches'"):
        _searches(db)
    if schema >= PAGES:
        if not _has(db, "pragma_table_info('feeds') where name = 'wishes'"):
            db.execute("alter table feeds add column wishes text not null default ''")
        # The store writes the index itself: with the trigger each text would be in it twice.
        db.execute("drop trigger if exists revisions_ai")
    if schema >= CORRECTIONS:
        if not _has(db, "pragma_table_info('follows') where name = 'ended'"):
            db.execute("alter table follows add column ended text")
        db.execute(
            "create index if not exists idx_stories_largest on stories(items desc, number desc) "
            "where items > 1 and merged_into is null"
        )


def _has(db: Database, what: str) -> bool:
    # `what` is one of the constants above.
    count: int = db.execute(f"select count(*) from {what}").fetchone()[0]  # noqa: S608
    return count > 0


def _searches(db: Database) -> None:
    db.execute(
        """create table searches (id integer primary key, story integer, question text, query text,
            feed text, at text, hits integer)"""
    )
    db.execute("create index idx_searches_story on searches(story)")
    db.execute("create index idx_searches_at on searches(at)")
