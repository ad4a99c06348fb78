"""Times that a sentence speaks of → ISO dates, as exact as is known."""

from __future__ import annotations

import calendar as gregorian
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.text.calendar import MONTHS
from tracker.text.date_outlook import REACH, looks_ahead, scheduled, tells_the_past
from tracker.text.date_patterns import (
    IN_A_SENTENCE,
    MENTION,
    OF_2001,
    STAMP,
    STAMP_BEHIND,
    THAT_YEAR,
    may_speak_of_time,
)
from tracker.text.date_weeks import weekday, weekend
from tracker.text.foreign_dates import foreign_dates
from tracker.text.numerals import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_ONE_WEEK = 7
_HALF_YEAR = 6
# Behind "two days after" the date it counts from is near: "two days after the vote on 12 May".
_NEAR = 60
# A date without a year that is farther ahead than this is the past one, if the sentence tells the past.
_FAR_AHEAD = timedelta(days=45)
# A stamp is of the day of publication, but for clocks that differ.
_POSTED_WITHIN = timedelta(days=1)
_TURNS = {"last": -1, "this": 0, "next": 1}
_DAY_LENGTH = len("2026-05-12")
# Behind "the day after" comes what it counts from, or the end of the clause.
_CLAUSE_ENDS = re.compile(r"\s*(?:[,.;:)!?]|\Z)")
_NINE_ELEVEN = (9, 11)


@dataclass(frozen=True, slots=True)
class Mention:
    """A time that is spoken of. `iso` is as in `model.Event.date`; `s[start:end] == text`."""

    text: str
    iso: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a time is reckoned from: the day of publication, and the day spoken of before and next."""

    published: date
    before: date | None = None
    behind: date | None = None


def mentions(sentence: str, published: datetime) -> tuple[Mention, ...]:
    """Find the days, months and years that `sentence`, published then, speaks of, in order.

    A date without a year takes the one nearest to publication, or the past one where the
    sentence tells the past; a weekday is the last one up to publication, or the next one
    behind a word about the future; a weekend is told by its Saturday. "Two days later" counts from
    the day that the sentence spoke of before, and is left out if there is none. So are weeks
    ("last week"): too coarse for a day, and too fine for a month.
    """
    day = published.date()
    written = [Mention(sentence[a:b], iso, a, b) for iso, a, b in foreign_dates(sentence, day)]
    if not may_speak_of_time(sentence):
        return tuple(written)
    english = (
        m for m in _mentions(sentence, day) if all(m.end <= w.start or w.end <= m.start for w in written)
    )
    return (
        tuple(sorted((*written, *english), key=lambda mention: mention.start)) if written else tuple(english)
    )


def _mentions(sentence: str, day: date) -> Iterator[Mention]:
    matches = list(MENTION.finditer(sentence))
    before: tuple[int, date] | None = None
    for index, match in enumerate(matches):
        spoken = before[1] if before and match.start() - before[0] <= REACH else None
        iso = _resolved(match, _Frame(day, spoken, _behind(matches, index, day)))
        if not iso:
            continue
        yield Mention(match.group(), iso, *match.span())
        if len(iso) == _DAY_LENGTH:
            before = match.end(), date.fromisoformat(iso)


def _resolved(match: re.Match[str], frame: _Frame) -> str:
    """Resolve one match; nothing for 31 June, for a year before the first, and for a time stamp."""
    try:
        iso = _RESOLVERS[_kind(match)](match, frame)
    except (ValueError, OverflowError):
        return ""
    return "" if iso and _stamped(match, iso, frame.published) else iso


def _kind(match: re.Match[str]) -> str:
    return next(name for name in _RESOLVERS if match[name])


def _stamped(match: re.Match[str], iso: str, day: date) -> bool:
    """Tell whether a date says when the article was posted, and not when something happened."""
    if len(iso) < _DAY_LENGTH or abs(date.fromisoformat(iso) - day) > _POSTED_WITHIN:
        return False
    head = match.string[max(0, match.start() - _NEAR) : match.start()]
    named = match["dmy"] or match["mdy"] or match["iso"]
    behind = named and not IN_A_SENTENCE.search(head) and STAMP_BEHIND.match(match.string, match.end())
    return bool(behind or STAMP.search(head))


def _behind(matches: Sequence[re.Match[str]], index: int, day: date) -> date | None:
    """Give the day that is spoken of next, if it is near: the vote in "the day after the vote on 12 May"."""
    match = matches[index]
    if not (match["apart"] or match["day_next"]) or index + 1 == len(matches):
        return None
    following = matches[index + 1]
    if following.start() - match.end() > _NEAR:
        return None
    iso = _resolved(following, _Frame(day))
    return date.fromisoformat(iso) if len(iso) == _DAY_LENGTH else None


def _iso(match: re.Match[str], _: _Frame) -> str:
    return date.fromisoformat(match["iso"]).isoformat()


def _slashed(match: re.Match[str], _: _Frame) -> str:
    """Take the day first or the month first, whichever is possible; nothing if both are."""
    a, b = int(match["slash_a"]), int(match["slash_b"])
    if a <= len(gregorian.month_name) - 1 and b <= len(gregorian.month_name) - 1 and a != b:
        return ""
    day, month = max(a, b), min(a, b)
    return date(int(match["slashed"]), month, day).isoformat()


def _dmy(match: re.Match[str], frame: _Frame) -> str:
    return _day(match, "dmy", frame)


def _mdy(match: re.Match[str], frame: _Frame) -> str:
    return _day(match, "mdy", frame)


def _day(match: re.Match[str], kind: str, frame: _Frame) -> str:
    """Make a day; without a year, the one nearest to publication that has such a day."""
    near = frame.published
    month, number = MONTHS[match[f"{kind}_month"].casefold()], int(match[kind])
    year = _named_year(match, kind, near)
    if THAT_YEAR.match(match.string, match.end()):
        if frame.before is None:
            return ""
        year = frame.before.year
    if not year and (month, number) == _NINE_ELEVEN and OF_2001.match(match.string, match.end()):
        year = 2001
    years = [year] if year else [near.year - 1, near.year, near.year + 1]
    days = [date(y, month, number) for y in years if number <= gregorian.monthrange(y, month)[1]]
    nearest = min(days, key=lambda day: abs(day - near))
    if not year and scheduled(match):
        return min((day for day in days if day >= near), default=nearest).isoformat()
    if nearest - near > _FAR_AHEAD and not year and tells_the_past(match):
        nearest = max(day for day in days if day <= near)
    return nearest.isoformat()


def _named_year(match: re.Match[str], kind: str, near: date) -> int:
    """Give the year that stands behind a date, 0 if none does."""
    turn, year = match[f"{kind}_turn"], match[f"{kind}_year"]
    return near.year + _TURNS[turn] if turn else int(year or 0)


def _side(match: re.Match[str], frame: _Frame) -> str:
    day, number = frame.published, MONTHS[match["side_month"].casefold()]
    word = match["side"].casefold()
    year = day.year - (word == "last" and number >= day.month) + (word == "next" and number <= day.month)
    return _month_of(year, number)


def _month(match: re.Match[str], frame: _Frame) -> str:
    name, day = match["month"], frame.published
    year = _named_year(match, "month", day)
    if name in {"May", "March"} and not (match["cued"] or year):
        return ""
    number = MONTHS[name.casefold()]
    if year:
        return _month_of(year, number)
    ahead = (number - day.month) % 12
    return _shifted(day, ahead if ahead <= _HALF_YEAR or looks_ahead(match, "month") else ahead - 12, "month")


def _short(match: re.Match[str], _: _Frame) -> str:
    return f"{match['short_year']}-{MONTHS[match['short'].casefold()]:02}"


def _apart(match: re.Match[str], frame: _Frame) -> str:
    """Count from another date; "earlier" from publication, if no other was spoken of."""
    way = match["apart_way"]
    start = _counted_from(match, way, frame)
    if start is None and way == "earlier":
        start = frame.published
    steps = _number(match["apart"]) * (1 if way in {"later", "after"} else -1)
    return _away(start, steps, match["apart_span"]) if start else ""


def _next_day(match: re.Match[str], frame: _Frame) -> str:
    way = match["next_day"] or match["day_next"]
    start = _counted_from(match, way, frame)
    return _away(start, -1 if way in {"before", "previous"} else 1, "day") if start else ""


def _counted_from(match: re.Match[str], way: str, frame: _Frame) -> date | None:
    """Give the day that "two days after" counts from: the one behind it, or the one before it."""
    if way not in {"after", "before"}:
        return frame.before
    if _CLAUSE_ENDS.match(match.string, match.end()):
        return frame.before
    return frame.behind


def _count(match: re.Match[str], frame: _Frame) -> str:
    return _away(frame.published, -_number(match["count"]), match["span"])


def _number(word: str) -> int:
    word = word.casefold()
    return int(word) if word.isdigit() else int(SMALL.get(word, 1))


def _away(day: date, steps: int, span: str) -> str:
    """Go so many days, weeks, months or years from a day, as exactly as such a count means it."""
    if span == "day" or (span == "week" and abs(steps) == 1):
        return (day + timedelta(days=steps * (1 if span == "day" else _ONE_WEEK))).isoformat()
    if span == "week":
        return (day + timedelta(weeks=steps)).isoformat()[: len("2026-05")]
    return _shifted(day, steps, span)


def _near(match: re.Match[str], frame: _Frame) -> str:
    word = match["near"].casefold()
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, -2 if "before" in word else 0)
    return (frame.published + timedelta(days=step)).isoformat()


def _weekend(match: re.Match[str], frame: _Frame) -> str:
    return weekend(match, frame.published)


def _turn(match: re.Match[str], frame: _Frame) -> str:
    return _shifted(frame.published, _TURNS[match["turn"].casefold()], match["turned"])


def _shifted(day: date, steps: int, span: str) -> str:
    """Name the month or the year so many of them from that of `day`."""
    if span == "year":
        return date(day.year + steps, 1, 1).isoformat()[: len("2026")]
    year, month = divmod(day.year * 12 + day.month - 1 + steps, 12)
    return _month_of(year, month + 1)


def _month_of(year: int, month: int) -> str:
    """Name a month. Raises ValueError for one that no calendar has, as of the year 0."""
    return date(year, month, 1).isoformat()[: len("2026-05")]


def _weekday(match: re.Match[str], frame: _Frame) -> str:
    return weekday(match, frame.published, frame.before)


def _year(match: re.Match[str], _: _Frame) -> str:
    return match["year"]


_RESOLVERS: dict[str, Callable[[re.Match[str], _Frame], str]] = {
    "iso": _iso,
    "slashed": _slashed,
    "dmy": _dmy,
    "mdy": _mdy,
    "side": _side,
    "month": _month,
    "short": _short,
    "apart": _apart,
    "next_day": _next_day,
    "day_next": _next_day,
    "count": _count,
    "near": _near,
    "weekend": _weekend,
    "turn": _turn,
    "weekday": _weekday,
    "year": _year,
}
