"""Moments as the database keeps them: ISO 8601 in UTC, to the second, so that text sorts as time."""

from __future__ import annotations

from datetime import UTC, datetime

from tracker.errors import StoreError

# What to do about damage.
DAMAGED = "Keep a copy, then run `tracker doctor`."


def stamp(moment: datetime | None) -> str | None:
    """Write an aware moment as `2026-05-23T04:11:00Z`."""
    if moment is None:
        return None
    if moment.tzinfo is UTC:
        # Nearly all are in UTC already, and a poll writes tens of thousands.
        return moment.isoformat()[: len("2026-05-23T04:11:00")] + "Z"
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def moment(text: str) -> datetime:
    """Read what `stamp` wrote; raises StoreError for what it did not, which is damage that SQLite misses."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, TypeError, OverflowError) as error:
        raise StoreError("The database is damaged: a time in it is none.", DAMAGED) from error


def moment_or_none(text: str | None) -> datetime | None:
    """Read what `stamp` wrote, None where nothing was."""
    return None if text is None else moment(text)
