"""The database's shape, as append-only named migrations.

A migration is self-contained: it imports nothing of tracker, and what has once been on
main is never edited, only followed by another. `LATEST` is also the file's
`PRAGMA user_version`, so that a reader knows in one step whether there is work to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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


def m004_corrections_follows_and_notes(db: Database) -> None:
    """Keep what the user ruled on stories, which ones tracker united, and the clusterer's notes."""
    # An article stays where the user has seen it to be right; a pinned story as it is.
    db.table("pins").create({"article": int, "story": int, "at": str}, pk="article", not_null={"story", "at"})
    db.table("pins").create_index(["story"])
    db.execute("alter table marks add column pinned integer not null default 0")
    # Two stories, the lower number first, that are never to be made one by tracker itself.
    db.table("apart").create({"low": int, "high": int, "at": str}, pk=("low", "high"), not_null={"at"})
    # Stories that tracker itself made one; `members` and `placements` take it back.
    db.table("unions").create(
        {
            "id": int,
            "story": int,
            "into_story": int,
            "at": str,
            "score": float,
            "threshold": float,
            "terms": str,
            "members": str,
            "placements": str,
            "undone_at": str,
        },
        pk="id",
        not_null={"story", "into_story", "at", "terms", "members", "placements"},
    )
    db.table("unions").create_index(["into_story"])
    # Stories that the user defines, and the articles they took from elsewhere (`home`, null: nowhere).
    # One that is unfollowed has `ended`, and is the same story again when its name is.
    db.table("follows").create(
        {"story": int, "name": str, "terms": str, "search": int, "at": str, "ended": str},
        pk="story",
        not_null={"name", "terms", "at"},
        defaults={"search": 0},
    )
    db.table("taken").create(
        {"article": int, "story": int, "home": int, "placement": str},
        pk="article",
        not_null={"story", "placement"},
        defaults={"placement": ""},
    )
    db.table("taken").create_index(["story"])
    # The largest stories first: of those that are quiet, they are remembered.
    db.execute(
        "create index idx_stories_largest on stories(items desc, number desc) "
        "where items > 1 and merged_into is null"
    )
    # What the clusterer has read in the articles it remembers; `reader` is who wrote the note.
    db.table("notes").create(
        {"article": int, "text": int, "reader": str, "note": bytes},
        pk="article",
        not_null={"text", "reader", "note"},
    )


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    m001_the_first_shape,
    m002_nothing_immutable_is_replaced,
    m003_manners_pages_and_rules,
    m004_corrections_follows_and_notes,
)
LATEST = len(MIGRATIONS)


def migrate(db: Database) -> None:
    """Bring the database to `LATEST`; the caller holds the write lock."""
    from sqlite_utils import Migrations

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
