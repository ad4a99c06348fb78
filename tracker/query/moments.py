"""The moments of a query: "7d", "yesterday", "monday", "2026-05", "2026-05-23T04:11" → a span of time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = timedelta(days=1)
_MOST_DAYS = 36_500
# Days of a unit; months and years as people say them, to the day nobody counts.
_UNITS: Mapping[str, float] = {
    "min": 1 / 1440,
    "h": 1 / 24,
    "hour": 1 / 24,
    "hours": 1 / 24,
    "d": 1,
    "day": 1,
    "days": 1,
    "w": 7,
    "week": 7,
    "weeks": 7,
    "m": 30,
    "mo": 30,
    "month": 30,
    "months": 30,
    "y": 365,
    "year": 365,
    "years": 365,
}
# Units that may stand without a number: since:week.
_ALONE = frozenset({"hour", "day", "week", "month", "year"})
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Of a weekday's name so many letters tell it from the others.
_TELLING = 3
_SPAN = re.compile(r"(\d{1,5})\s*([a-z]+)", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
# Years that a query may name; the database holds none beyond them.
FIRST_YEAR, LAST_YEAR = 1970, 9000

ADVICE = "7d, 2w, monday, yesterday, 2026-05 or 2026-05-23"


class Moment(NamedTuple):
    """A stretch of time: its first moment, and the first after it; the same for a moment."""

    begin: datetime
    end: datetime


def moment(text: str, now: datetime) -> Moment | None:
    """Read what stands behind since:, until: or before:, in UTC; None where it is no time."""
    word = text.strip().lower()
    return _relative(word, now) or _calendar(word) or _exact(word)


def _relative(word: str, now: datetime) -> Moment | None:
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if word in {"today", "yesterday"}:
        begin = today - (word == "yesterday") * DAY
        return Moment(begin, begin + DAY)
    if word == "now":
        return Moment(now, now)
    fitting = [place for place, name in enumerate(_WEEKDAYS) if name.startswith(word)]
    if len(word) >= _TELLING and fitting:
        begin = today - ((today.weekday() - fitting[0]) % 7) * DAY
        return Moment(begin, begin + DAY)
    found = _SPAN.fullmatch(f"1{word}" if word in _ALONE else word)
    if found is None or found[2] not in _UNITS:
        return None
    days = int(found[1]) * _UNITS[found[2]]
    past = now - timedelta(days=min(days, _MOST_DAYS))
    if past.year < FIRST_YEAR:
        past = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    return Moment(past, past)


def _calendar(word: str) -> Moment | None:
    """Read a year, a month or a day."""
    found = _DATE.fullmatch(word)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    try:
        begin = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    if found[3]:
        return Moment(begin, begin + DAY)
    after = (year, month + 1) if found[2] and month < 12 else (year + 1, 1)  # noqa: PLR2004 - months
    return Moment(begin, datetime(*after, 1, tzinfo=UTC))


def _exact(word: str) -> Moment | None:
    try:
        found = datetime.fromisoformat(word.upper())
    except ValueError:
        return None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return Moment(found, found)
