"""Schema 3. Remember moved feeds, closed hosts, whole texts of pages, enclosures and what is muted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m003_manners_pages_and_rules(db: Database) -> None:
    """Remember moved feeds, closed hosts, whole texts of pages, enclosures and what is muted."""
    for name, kind in (
        ("size", "integer not null default 0"),
        ("saved", "integer not null default 0"),
        ("moved_to", "text not null default ''"),
        ("moved_since", "text"),
        ("moved_seen", "integer not null default 0"),
        ("wishes", "text not null default ''"),
    ):
        db.execute(f"alter table feeds add column {name} {kind}")
    # `whole` is the revision that holds the page's text; `newest` stays the feed's own.
    for name, kind in (
        ("whole", "integer"),
        ("page", "text not null default ''"),
        ("muted", "text not null default ''"),
        ("enclosures", "text not null default '[]'"),
    ):
        db.execute(f"alter table articles add column {name} {kind}")
    db.execute("alter table revisions add column source text not null default 'feed'")
    db.execute("drop index idx_articles_waiting")
    db.execute("create index idx_articles_waiting on articles(id) where story is null and muted = ''")
    # A trigger makes FTS5 write a segment a row; the store writes the index once a transaction.
    db.execute("drop trigger revisions_ai")
    db.table("hosts").create({"name": str, "closed_until": str}, pk="name", not_null={"closed_until"})
    db.table("remembered").create({"name": str, "value": str}, pk="name", not_null={"value"})
