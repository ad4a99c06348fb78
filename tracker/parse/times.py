"""The dates of feeds → moments: what feedparser reads, and the forms it leaves or misreads.

Beside RFC 822 and W3C dates feeds carry seconds since 1970, dates with points or slashes,
and months in the language of the house. A date that can be read in two ways is no date.
"""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from time import struct_time

# No form of date is longer; what is longer is not read.
LONGEST_DATE = 100

# Abbreviated as far as the languages of each line keep them apart: English, German, French,
# Spanish, Italian, Portuguese, Dutch, Nordic, Polish, Czech, Turkish, Russian, Ukrainian.
_MONTHS = {
    prefix: number
    for number, prefixes in enumerate(
        (
            "jan jän ene gen sty led oca янв січ",
            "feb fév fev lut úno şub фев лют",
            "mar mär mrz maa mrt бер",
            "apr avr abr kwi dub nis апр кві",
            "may mai maj mei mag mayo kvě май мая тра",
            "jun juin giu cze červn haz июн чер",
            "jul juil lug lip červe tem июл лип",
            "aug aoû aou ago sie srp ağu авг сер",
            "sep set wrz zář eyl сен вер",
            "oct okt out ott paź říj eki окт жов",
            "nov lis kas ноя",
            "dec dez déc dic dés des gru pro ara дек гру",
        ),
        start=1,
    )
    for prefix in prefixes.split()
}
# Longer prefixes first: "juin" before "jun", "mayo" before "may".
_MONTH = re.compile(rf"\b({'|'.join(sorted(_MONTHS, key=len, reverse=True))})[^\W\d_]*")

# Hours from Greenwich, where feedparser does not know the name; a name not here is taken for it.
_ZONES = {"bst": 1, "cet": 1, "cest": 2, "west": 1, "eet": 2, "eest": 3, "msk": 3, "trt": 3, "gst": 4}
_ZONES |= {"pkt": 5, "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11}
_ZONES |= {"nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6}
_ZONES |= {"pst": -8, "pdt": -7, "brt": -3, "art": -3}

# The forms that feedparser reads without fail.
_USUAL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} [\d:]{5,8}(?: (?:GMT|UTC|Z|[+-]\d\d:?\d\d))?"
    r"|\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| ?[+-]\d\d:?\d\d)?)?)?",
    re.ASCII,
)
# RFC 822 with a zone that needs no table, and RFC 3339: the two forms that nearly all feeds use.
# Of these two centuries alone, as others are read otherwise: "0099" as 1999.
_RFC822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?[0-3]?\d "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?:19|20)\d\d \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})",
    re.ASCII,
)
_RFC3339 = re.compile(r"(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_SECONDS = re.compile(r"(\d{10})(?:\d{3}|\.\d+)?", re.ASCII)
_YEAR_FIRST = re.compile(r"\b(\d{4})(?:[/.]|年)(\d{1,2})(?:[/.]|月)(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"\b(\d{1,2})([/.])(\d{1,2})\2(\d{4})\b", re.ASCII)
_DAY_MONTH_YEAR = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º)?[.\s,-]+(?:de\s+)?#[.\s,-]+(?:de[l]?\s+)?(\d{4})"
)
_MONTH_DAY_YEAR = re.compile(r"#[.\s]+(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})")
_CLOCK = re.compile(
    r"(?<![\d+-])(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(am\b|pm\b|a\.m\.|p\.m\.)?\s*([+-]\d\d:?\d\d|[a-z]{3,4}\b)?",
    re.ASCII,
)


def plain_moment(text: str) -> datetime | None:
    """Return the moment of a date in one of the two forms that everybody reads alike, else None."""
    try:
        if _RFC822.fullmatch(text):
            time = parsedate_to_datetime(text)
        elif _RFC3339.fullmatch(text):
            time = datetime.fromisoformat(text)
        else:
            return None
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def moment(text: str, parsed: struct_time | None) -> datetime | None:
    """Return the moment that a feed's date names; `parsed` is what feedparser made of it."""
    text = " ".join(text[: LONGEST_DATE + 1].split())
    if len(text) <= LONGEST_DATE and text and not (parsed and _USUAL.fullmatch(text)):
        own = _read(text.lower())
        # feedparser takes any four digits in front for a year.
        if own or text[:4].isdigit():
            return own
    return _from_struct(parsed)


def _from_struct(parsed: struct_time | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


@lru_cache(maxsize=1024)
def _read(text: str) -> datetime | None:
    try:
        if seconds := _SECONDS.fullmatch(text):
            return datetime.fromtimestamp(int(seconds[1]), UTC)
        day = _day(text)
        return day + _time_of_day(text) if day else None
    except (ValueError, OverflowError, OSError):
        return None


def _day(text: str) -> datetime | None:
    if found := _YEAR_FIRST.search(text):
        return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
    if found := _DAY_FIRST.search(text):
        return _with_day_first(int(found[1]), int(found[3]), int(found[4]), american=found[2] == "/")
    named = _MONTH.search(text)
    if not named:
        return None
    text = text[: named.start()] + "#" + text[named.end() :]
    if (found := _DAY_MONTH_YEAR.search(text)) or (found := _MONTH_DAY_YEAR.search(text)):
        day, year = int(found[1]), int(found[2])
    else:
        return None
    return datetime(year, _MONTHS[named[1]], day, tzinfo=UTC)


def _with_day_first(first: int, second: int, year: int, *, american: bool) -> datetime | None:
    """Read 19.5.2026, and 5/19/2026 or 19/5/2026 where only one of the two can be meant."""
    months = 12
    if american and first <= months and second <= months and first != second:
        return None
    day, month = (second, first) if american and second > months else (first, second)
    return datetime(year, month, day, tzinfo=UTC)


def _time_of_day(text: str) -> timedelta:
    """Return the time since midnight in Greenwich; 24:00 is the next midnight."""
    found = _CLOCK.search(text)
    if not found:
        return timedelta()
    hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hours = hours % 12 + (12 if found[4].startswith("p") else 0)
    return timedelta(hours=hours, minutes=minutes, seconds=seconds) - _zone(found[5] or "")


def _zone(name: str) -> timedelta:
    if name[:1] in {"+", "-"}:
        digits = name[1:].replace(":", "")
        span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return span if name[0] == "+" else -span
    return timedelta(hours=_ZONES.get(name, 0))
