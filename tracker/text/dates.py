"""Times that a sentence speaks of → ISO dates, as exact as is known."""

from __future__ import annotations

import calendar as gregorian
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.text.calendar import DAYS, FULL_MONTH, MONTH, MONTHS, WEEKDAY
from tracker.text.numerals import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A year, and not the start of a longer number, a percentage or a count of people.
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d|\speople\b)"
# What makes a month of "May" and "March", which are also a verb and a walk.
_BEFORE_MONTH = (
    r"(?:\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ff]rom|of|[Ee]arly|[Ll]ate|[Mm]id|[Bb]efore|[Aa]fter|[Tt]hrough"
    r"|[Tt]ill|end|between|[Ff]or)[\s-])"
)
# Each pattern names the group that carries its kind; the first that fits at a place wins.
#   iso       2026-05-12
#   slashed   12/05/2026
#   dmy       12 May 2026, 12th of May
#   mdy       May 12, 2026; not "May 12 people" nor "May 5 pm"
#   side      last March, this June
#   month     in early May 2026, June; "May" and "March" need a word before or a year behind, and
#             "April", "June", "August" no surname behind
#   count     two days ago, three weeks earlier
#   near      today, yesterday, this morning
#   turn      last month, next year, earlier this year
#   weekday   next Tuesday, Friday night; no feast or newspaper
#   year      in 2024, mid-2025
_PATTERNS = (
    r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)",
    r"\b(?P<slash_a>\d{1,2})/(?P<slash_b>\d{1,2})/(?P<slashed>(?:19|20)\d\d)\b",
    rf"\b(?P<dmy>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<dmy_month>{MONTH})\b(?:\.?,?\s(?P<dmy_year>{_YEAR}))?",
    (
        rf"\b(?P<mdy_month>{MONTH})\.?\s(?P<mdy>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:%]|[.,]\d|\s?[ap]\.?m\b)"
        rf"(?!\s(?:people|percent|per|million|billion|years)\b)(?:,?\s(?P<mdy_year>{_YEAR}))?"
    ),
    rf"\b(?P<side>[Ll]ast|[Nn]ext|[Tt]his)\s(?P<side_month>{FULL_MONTH})\b",
    rf"(?P<cued>{_BEFORE_MONTH})?\b(?P<month>{FULL_MONTH})\b(?!\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b)(?:,?\s(?:of\s)?(?P<month_year>{_YEAR}))?(?!\s[A-Z][a-z])",
    (
        r"\b(?P<count>\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en"
        r"|[Ee]leven|[Tt]welve)\s(?P<span>day|week|month|year)s?\s(?:ago|earlier)\b"
    ),
    r"\b(?P<near>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]his\s(?:morning|afternoon|evening))\b",
    r"\b(?P<turn>[Ll]ast|[Nn]ext|[Tt]his)\s(?P<turned>month|year)\b",
    (
        rf"(?<!Black )(?<!Good )(?<!Super )(?<!Ash )(?<!Palm )(?<!Easter )"
        rf"(?:\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming)\s)?\b(?P<weekday>{WEEKDAY})\b(?!\s(?:Times|Post|Night|Mail|Mirror))"
    ),
    rf"(?:{_BEFORE_MONTH}|\b[Yy]ear\s|\b[Mm]id-?)(?P<year>{_YEAR})(?![-\w])",
)
_MENTION = re.compile("|".join(_PATTERNS))
# What puts a later weekday into the future, and what takes it back: "will vote on Tuesday", but
# "said on Tuesday it will".
_FUTURE = re.compile(
    r"\b(?:will|shall|would|won['’]t|due|scheduled|planned|expected|set\sto|plans?\sto|aims?\sto|is\sto|are\sto|to\sbe"
    r"|hopes?\sto|going\sto|deadline|ahead\sof)\b|['’]ll\b|\b(?:by|until)\s\Z",
)
_PAST = re.compile(
    r"\b(?:said|says|told|wrote|was|were|had|did|announced|added|reported|came|began|met)\b|\bago\b"
)
_ONE_WEEK = 7
_HALF_YEAR = 6
# A clause is shorter; a bound keeps hostile sentences cheap.
_REACH = 160


@dataclass(frozen=True, slots=True)
class Mention:
    """A time that is spoken of. `iso` is as in `model.Event.date`; `s[start:end] == text`."""

    text: str
    iso: str
    start: int
    end: int


def mentions(sentence: str, published: datetime) -> tuple[Mention, ...]:
    """Find the days, months and years that `sentence`, published then, speaks of, in order.

    A date without a year takes the one nearest to publication; a weekday is the last one up
    to publication, or the next one behind a word about the future. Weeks are too coarse for a
    day and too fine for a month, and are left out ("last week").
    """
    return tuple(_mentions(sentence, published.date()))


def _mentions(sentence: str, day: date) -> Iterator[Mention]:
    for match in _MENTION.finditer(sentence):
        kind = next(name for name in _RESOLVERS if match[name])
        try:
            iso = _RESOLVERS[kind](match, day)
        except (ValueError, OverflowError):
            continue  # 31 June, or a year before the first
        if iso:
            yield Mention(match.group(), iso, *match.span())


def _iso(match: re.Match[str], _: date) -> str:
    return date.fromisoformat(match["iso"]).isoformat()


def _slashed(match: re.Match[str], _: date) -> str:
    """Take the day first or the month first, whichever is possible; nothing if both are."""
    a, b = int(match["slash_a"]), int(match["slash_b"])
    if a <= len(gregorian.month_name) - 1 and b <= len(gregorian.month_name) - 1 and a != b:
        return ""
    day, month = max(a, b), min(a, b)
    return date(int(match["slashed"]), month, day).isoformat()


def _dmy(match: re.Match[str], day: date) -> str:
    return _day(match["dmy_year"], match["dmy_month"], match["dmy"], day)


def _mdy(match: re.Match[str], day: date) -> str:
    return _day(match["mdy_year"], match["mdy_month"], match["mdy"], day)


def _day(year: str | None, month: str, number: str, near: date) -> str:
    """Make a day; without a year, the one nearest to publication that has such a day."""
    years = [int(year)] if year else [near.year - 1, near.year, near.year + 1]
    month_number, day_number = MONTHS[month.casefold()], int(number)
    days = [
        date(y, month_number, day_number)
        for y in years
        if day_number <= gregorian.monthrange(y, month_number)[1]
    ]
    return min(days, key=lambda day: abs(day - near)).isoformat()


def _side(match: re.Match[str], day: date) -> str:
    number = MONTHS[match["side_month"].casefold()]
    word = match["side"].casefold()
    year = day.year - (word == "last" and number >= day.month) + (word == "next" and number <= day.month)
    return f"{year:04}-{number:02}"


def _month(match: re.Match[str], day: date) -> str:
    name, year = match["month"], match["month_year"]
    if name in {"May", "March"} and not (match["cued"] or year):
        return ""
    number = MONTHS[name.casefold()]
    if year:
        return f"{year}-{number:02}"
    ahead = (number - day.month) % 12
    return _shifted(day, ahead if ahead <= _HALF_YEAR or _looks_ahead(match, "month") else ahead - 12)


def _count(match: re.Match[str], day: date) -> str:
    word = match["count"].casefold()
    count = int(word) if word.isdigit() else int(SMALL.get(word, 1))
    if match["span"] == "day" or (match["span"] == "week" and count == 1):
        return (day - timedelta(days=count * (1 if match["span"] == "day" else _ONE_WEEK))).isoformat()
    if match["span"] == "week":
        return (day - timedelta(weeks=count)).isoformat()[: len("2026-05")]
    return _shifted(day, -count) if match["span"] == "month" else f"{day.year - count:04}"


def _near(match: re.Match[str], day: date) -> str:
    step = {"yesterday": -1, "tomorrow": 1}.get(match["near"].casefold(), 0)
    return (day + timedelta(days=step)).isoformat()


def _turn(match: re.Match[str], day: date) -> str:
    step = {"last": -1, "this": 0, "next": 1}[match["turn"].casefold()]
    return _shifted(day, step) if match["turned"] == "month" else f"{day.year + step:04}"


def _shifted(day: date, months: int) -> str:
    """Name the month so many months from the one of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1).isoformat()[: len("2026-05")]


def _weekday(match: re.Match[str], day: date) -> str:
    back = (day.weekday() - DAYS[match["weekday"].casefold()]) % _ONE_WEEK
    ahead = -back % _ONE_WEEK
    which = (match["which"] or "").casefold()
    if which == "last":
        step = -(back or _ONE_WEEK)
    elif which == "next":
        step = ahead or _ONE_WEEK
    elif which in {"this", "coming"} or _looks_ahead(match, "weekday"):
        step = ahead
    else:
        step = -back
    return (day + timedelta(days=step)).isoformat()


def _looks_ahead(match: re.Match[str], kind: str) -> bool:
    """Tell whether the nearest clue before a time is one of the future."""
    before = match.string[max(0, match.start() - _REACH) : match.start(kind)]
    future = max((clue.end() for clue in _FUTURE.finditer(before)), default=-1)
    past = max((clue.end() for clue in _PAST.finditer(before)), default=-1)
    return future > past


def _year(match: re.Match[str], _: date) -> str:
    return match["year"]


_RESOLVERS: dict[str, Callable[[re.Match[str], date], str]] = {
    "iso": _iso,
    "slashed": _slashed,
    "dmy": _dmy,
    "mdy": _mdy,
    "side": _side,
    "month": _month,
    "count": _count,
    "near": _near,
    "turn": _turn,
    "weekday": _weekday,
    "year": _year,
}
