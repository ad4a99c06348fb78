"""When a feed asks not to be polled: `skipHours` and `skipDays` of RSS 0.91 to 2.0.

feedparser keeps only the last hour of the list, so the document's head is read here: in
linear time and within a bounded stretch of bytes. Hours are GMT, as the
specification says (https://www.rssboard.org/skip-hours-days).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# What stands before the first item is a few kilobytes in real feeds.
HEAD = 64 * 1024
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_ITEM = re.compile(rb"<(?:item|entry)[\s>]")
# The text of one element within such a list.
_VALUE = re.compile(rb">\s*(\w{1,9})\s*<")


def skips(body: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Return the hours (0 to 23) and the weekdays (0 is Monday) a document asks to skip.

    A list with nonsense in it, or one that leaves no hour or no day, counts as empty.
    """
    head = body[:HEAD].lower()
    first = _ITEM.search(head)
    head = head[: first.start()] if first else head
    return _read(b"skiphours", head, _hour, 24), _read(b"skipdays", head, _day, len(_DAYS))


def _read(name: bytes, head: bytes, number: Callable[[str], int], count: int) -> frozenset[int]:
    """Read the numbers of one list; `count` of them would leave no time at all."""
    _, _, rest = head.partition(b"<" + name)
    listing, _, _ = rest.partition(b"</" + name)
    try:
        numbers = frozenset(number(value.decode("ascii")) for value in _VALUE.findall(listing))
    except ValueError:
        return frozenset()
    return numbers if len(numbers) < count else frozenset()


def _hour(word: str) -> int:
    """Read an hour; 24 is midnight, as in RSS 0.91. ValueError for any other."""
    hour = int(word)
    if not 0 <= hour <= 24:  # noqa: PLR2004  the hours of a day
        raise ValueError(word)
    return hour % 24


def _day(word: str) -> int:
    return _DAYS.index(word)
