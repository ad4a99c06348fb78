"""Days of the week and weekends that a sentence speaks of → ISO days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.text.calendar import DAYS
from tracker.text.date_outlook import looks_ahead

if TYPE_CHECKING:
    import re

_WEEK = 7
_WEEK_TURNS = {"last": -1, "next": 1}


def weekday(match: re.Match[str], published: date, before: date | None) -> str:
    """Resolve a day of the week: the last one up to publication, or the next one where it looks ahead.

    `before` is the day that was spoken of before: "the following Monday" counts from it, "" if there is none.
    """
    which, number = (match["which"] or "").casefold(), DAYS[match["weekday"].casefold()]
    if which in {"previous", "following"}:
        return _weekday_apart(number, which, before)
    back = (published.weekday() - number) % _WEEK
    ahead = -back % _WEEK
    if match["week"]:
        step = number - published.weekday() + _WEEK * _WEEK_TURNS[match["week"]]
    elif which in {"last", "past"}:
        step = -(back or _WEEK)
    elif which == "next":
        step = ahead or _WEEK
    elif which in {"this", "coming"} or looks_ahead(match, "weekday"):
        step = ahead
    else:
        step = -back
    return (published + timedelta(days=step)).isoformat()


def _weekday_apart(number: int, which: str, start: date | None) -> str:
    """Give the weekday before or behind the day that was spoken of before."""
    if start is None:
        return ""
    ahead = (number - start.weekday()) % _WEEK or _WEEK
    back = (start.weekday() - number) % _WEEK or _WEEK
    return (start + timedelta(days=ahead if which == "following" else -back)).isoformat()


def weekend(match: re.Match[str], published: date) -> str:
    """Name a weekend by its Saturday: the last that has begun, or the coming one where it looks ahead."""
    word = match["weekend"].casefold()
    back = (published.weekday() - DAYS["saturday"]) % _WEEK
    now = back <= DAYS["sunday"] - DAYS["saturday"]
    if "past" in word or "last" in word:
        step = -back - (_WEEK if now else 0)
    elif "next" in word:
        step = -back + (2 * _WEEK if now else _WEEK)
    elif not now and ("this" in word or looks_ahead(match, "weekend")):
        step = _WEEK - back
    else:
        step = -back
    return (published + timedelta(days=step)).isoformat()
