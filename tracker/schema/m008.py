"""Schema 8. Keep what a language model was asked, what it took, and what it answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_TAKEN = {"requests": int, "read": int, "written": int, "cost": float}


def m008_what_a_model_was_asked(db: Database) -> None:
    """Keep what a language model was asked, what it took, and what it answered."""
    # A row for each request of the last days: what is taken in any 24 hours is summed from here.
    db.table("model_requests").create(
        {"id": int, "at": str, "story": int, "read": int, "written": int, "cost": float},
        pk="id",
        not_null={"at", "story", "read", "written", "cost"},
    )
    db.table("model_requests").create_index(["at"])
    # And what each story took in all, for as long as it runs.
    db.table("model_stories").create({"story": int} | _TAKEN, pk="story", not_null=set(_TAKEN))
    # Replies by the digest of what was asked.
    db.table("model_replies").create(
        {"asked": bytes, "at": str, "text": str, "read": int, "written": int, "cost": float},
        pk="asked",
        not_null={"at", "text", "read", "written", "cost"},
    )
    db.table("model_replies").create_index(["at"])
