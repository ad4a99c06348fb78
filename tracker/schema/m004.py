"""Schema 4. Keep what the user ruled on stories, which ones tracker united, and the clusterer's notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


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
