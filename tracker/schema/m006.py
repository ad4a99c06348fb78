"""Schema 6. Remember what the user dropped, read on another machine and was told, and what was searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m006_what_went_and_what_was_read_elsewhere(db: Database) -> None:
    """Remember dropped articles, that they don't come back as new, and what was read on other machines."""
    db.table("dropped").create(
        {
            "id": int,
            "feed": str,
            "url": str,
            "url_key": str,
            "guid": str,
            "title": str,
            "published": str,
            "fetched": str,
            "seen": str,
        },
        pk="id",
    )
    db.table("dropped").create_index(["feed", "seen"])
    db.table("dropped").create_index(["url_key"])
    # An article by its address or its guid; a story by its name there, until it appears here.
    db.table("seen").create({"mark": str, "at": str}, pk="mark")
    db.table("awaited").create({"slug": str, "at": str, "state": str}, pk="slug")
    db.table("marked").create({"story": int, "mark": str, "at": str}, pk=("story", "mark"))
    # A version goes only by an entry in this book, which is the user's order to thin.
    db.table("thinned").create({"story": int, "number": int, "at": str}, pk=("story", "number"))
    db.execute("drop trigger versions_no_delete")
    db.execute(
        """create trigger versions_no_delete before delete on versions when not exists
            (select 1 from thinned where story = old.story and number = old.number)
        begin select raise(abort, 'a row of versions is immutable'); end"""
    )
    _what_is_sought(db)
    _what_is_told(db)


def _what_is_sought(db: Database) -> None:
    """Remember which stories may search, and how each search ended."""
    # 1: searched for, -1: never, 0: as the settings have it. What the user defined had a mark of its own.
    db.execute("alter table marks add column search integer not null default 0")
    db.execute(
        """update marks set search = 1
        where story in (select story from follows where search and ended is null)"""
    )
    # What an answer is known by, so that the same need not come again; and why there was none.
    for name in ("etag", "modified", "body_hash", "failure"):
        db.execute(f"alter table searches add column {name} text not null default ''")


def _what_is_told(db: Database) -> None:
    """Remember of each followed story what the user is to be told of it, and what was told."""
    # `before`: the version behind which the news begins; `told`: the newest that was given away to be told.
    db.table("notices").create(
        {"story": int, "before": int, "version": int, "owed_at": str, "told": int, "told_at": str},
        pk="story",
        not_null={"before", "version", "owed_at", "told"},
        defaults={"told": 0},
    )
