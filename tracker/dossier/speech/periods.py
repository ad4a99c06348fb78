"""When something is to happen, by the words of a sentence → from which day to which.

Days, months and years come from `text.dates`; here are those that are coarser than a day and
finer than a month, or end somewhere ahead: "by the end of the week", "within two months".
"""

from __future__ import annotations

import calendar as gregorian
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tracker.text.dates import mentions
from tracker.text.numerals import SMALL

_NUMBER = "|".join(("a", "an", *(word for word, value in SMALL.items() if value)))
_UNIT = r"(?P<unit{0}>day|week|month|year)"
_SPOKEN = re.compile(
    rf"\b(?:(?:(?:by|at|before|until|towards)\s+)?the\s+end\s+of\s+(?P<of>the|this|next)\s+{_UNIT.format(1)}"
    rf"|(?:(?:early|late|later)\s+)?(?P<turn>this|next)\s+{_UNIT.format(2)}"
    rf"|(?:in|within)\s+(?P<count>\d{{1,2}}|{_NUMBER})\s+{_UNIT.format(3)}s?|within\s+(?P<few>days|hours))\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_YEAR, _MONTH = 4, 7
# What is said to take so long takes between these shares of it.
_LEAST, _MOST = 0.6, 1.5


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both in it."""

    first: date
    last: date


Found = tuple[Period, int, int]
"""A period with the place of its words in the sentence."""


def periods(text: str, published: str) -> tuple[Found, ...]:
    """Find the periods that a text of that day (ISO 8601) speaks of, in order."""
    day = date.fromisoformat(published)
    found = [(_spoken(match, day), *match.span()) for match in _SPOKEN.finditer(text)]
    for mention in mentions(text, datetime.combine(day, time(12), UTC)):
        if all(mention.end <= start or end <= mention.start for _, start, end in found):
            found.append((_dated(mention.iso), mention.start, mention.end))
    return tuple(sorted(found, key=lambda one: one[1]))


def without(text: str, found: tuple[Found, ...]) -> str:
    """Take the words of periods out of their text."""
    for _, start, end in reversed(found):
        text = f"{text[:start]} {text[end:]}"
    return text


def _spoken(match: re.Match[str], day: date) -> Period:
    if match["few"]:
        return Period(day, day + timedelta(days=_DAYS["week"]))
    if match["count"]:
        word = match["count"].casefold()
        count = float(word) if word.isdecimal() else SMALL.get(word, 1.0)
        days = count * _DAYS[match["unit3"].casefold()]
        return Period(day + timedelta(days=int(_LEAST * days)), day + timedelta(days=int(_MOST * days) + 1))
    unit = (match["unit1"] or match["unit2"]).casefold()
    whole = _whole(unit, day)
    if "next" in {(match["of"] or "").casefold(), (match["turn"] or "").casefold()}:
        whole = _whole(unit, whole.last + timedelta(days=1))
        return whole if match["turn"] else Period(day, whole.last)
    return Period(day, whole.last)


def _whole(unit: str, day: date) -> Period:
    """Give the day, week, month or year that a day is in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    if unit == "month":
        return _dated(day.isoformat()[:_MONTH])
    return _dated(day.isoformat()[:_YEAR]) if unit == "year" else Period(day, day)


def _dated(iso: str) -> Period:
    """Give the days of a date that is as exact as is known."""
    if len(iso) == _YEAR:
        return Period(date(int(iso), 1, 1), date(int(iso), 12, 31))
    if len(iso) == _MONTH:
        year, month = map(int, iso.split("-"))
        return Period(date(year, month, 1), date(year, month, gregorian.monthrange(year, month)[1]))
    return Period(date.fromisoformat(iso), date.fromisoformat(iso))
