"""Schema 5. Keep what the writer of dossiers has read in the articles of long stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m005_analyses(db: Database) -> None:
    """Keep what the writer of dossiers has read in the articles of long stories."""
    # `reader` is who wrote the analysis: another reads the article anew.
    db.table("analyses").create(
        {"article": int, "reader": str, "analysis": bytes}, pk="article", not_null={"reader", "analysis"}
    )
    # Also what they are counted by: the table itself is a thousand times as large.
    db.table("analyses").create_index(["reader"])
