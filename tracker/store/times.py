"""Moments as the database keeps them: ISO 8601 in UTC, to the second, so that text sorts as time."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime | None) -> str | None:
    """Write an aware moment as `2026-05-23T04:11:00Z`."""
    if moment is None:
        return None
    if moment.tzinfo is UTC:
        # Nearly all are in UTC already, and a poll writes tens of thousands.
        return moment.isoformat()[: len("2026-05-23T04:11:00")] + "Z"
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def moment(text: str) -> datetime:
    """Read what `stamp` wrote."""
    return datetime.fromisoformat(text).astimezone(UTC)


def moment_or_none(text: str | None) -> datetime | None:
    """Read what `stamp` wrote, None where nothing was."""
    return None if text is None else moment(text)
