"""Schema 1. Make feeds, articles with revisions, stories with versions, and what the user did."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m001_the_first_shape(db: Database) -> None:
    """Make feeds, articles with revisions, stories with versions, and what the user did."""
    _feeds(db)
    _articles(db)
    _stories(db)
    _versions_and_reasons(db)
    _what_the_user_did(db)
    _full_text(db)
    _what_never_changes(db)


def _feeds(db: Database) -> None:
    db.table("feeds").create(
        {
            "url": str,
            "title": str,
            "site": str,
            "etag": str,
            "modified": str,
            "body_hash": str,
            "checked": str,
            "succeeded": str,
            "changed": str,
            "next_due": str,
            "due_reason": str,
            "failures": int,
            "status": str,
            "gone": int,
            "articles": int,
            "gone_since": str,
        },
        pk="url",
    )


def _articles(db: Database) -> None:
    articles = db.table("articles")
    articles.create(
        {
            "id": int,
            "newest": int,
            "url": str,
            "url_key": str,
            "guid": str,
            "outlet": str,
            "author": str,
            "feed": str,
            "published": str,
            "fetched": str,
            "story": int,
            "via": str,
        },
        pk="id",
        not_null={"published", "fetched"},
    )
    articles.create_index(["url_key"])
    articles.create_index(["story", "published"])
    articles.create_index(["published"])
    db.execute("create index idx_articles_waiting on articles(id) where story is null")
    db.table("article_feeds").create({"article": int, "feed": str, "seen": str}, pk=("article", "feed"))
    db.table("article_feeds").create_index(["feed"])
    revisions = db.table("revisions")
    revisions.create(
        {"id": int, "article": int, "number": int, "title": str, "text": str, "seen": str}, pk="id"
    )
    revisions.create_index(["article", "number"], unique=True)


def _stories(db: Database) -> None:
    stories = db.table("stories")
    # AUTOINCREMENT: the number of a story is never given to another.
    db.execute(
        """create table stories (
            number integer primary key autoincrement, slug text not null unique, title text not null,
            created text not null, updated text not null, version integer not null default 0,
            items integer not null default 0, independent integer not null default 0,
            pending text, touches integer not null default 0, merged_into integer)"""
    )
    stories.create_index(["updated", "number"])
    db.execute("create index idx_stories_pending on stories(number) where pending is not null")
    db.table("slugs").create({"slug": str, "story": int}, pk="slug")
    citations = db.table("citations")
    citations.create({"story": int, "number": int, "article": int}, pk=("story", "number"))
    citations.create_index(["story", "article"], unique=True)
    citations.create_index(["article"])


def _versions_and_reasons(db: Database) -> None:
    db.table("versions").create(
        {
            "story": int,
            "number": int,
            "written_at": str,
            "engine": str,
            "reason": str,
            "dossier": str,
        },
        pk=("story", "number"),
    )
    db.table("placements").create(
        {
            "article": int,
            "story": int,
            "score": float,
            "threshold": float,
            "terms": str,
            "gap_hours": float,
            "runner_up": int,
            "runner_up_score": float,
            "reason": str,
        },
        pk="article",
    )
    searches = db.table("searches")
    searches.create(
        {"id": int, "story": int, "question": str, "query": str, "feed": str, "at": str, "hits": int}, pk="id"
    )
    searches.create_index(["story"])
    searches.create_index(["at"])


def _what_the_user_did(db: Database) -> None:
    db.table("reads").create({"story": int, "version": int, "at": str}, pk="story")
    db.table("marks").create({"story": int, "followed": int, "muted": int}, pk="story")
    db.table("operations").create(
        {"id": int, "at": str, "kind": str, "account": str, "payload": str, "undone_at": str}, pk="id"
    )
    db.table("ingesting").create({"id": int, "pid": int, "host": str, "command": str, "since": str}, pk="id")


def _full_text(db: Database) -> None:
    db.table("revisions").enable_fts(["title", "text"], create_triggers=True, tokenize="unicode61")
    db.execute("create virtual table dossiers_fts using fts5(title, body, tokenize='unicode61')")


def _what_never_changes(db: Database) -> None:
    for table, event in (("revisions", "update"), ("versions", "update"), ("versions", "delete")):
        db.execute(
            f"create trigger {table}_no_{event} before {event} on {table} begin "
            f"select raise(abort, 'a row of {table} is immutable'); end"
        )
