"""What a document may be before feedparser sees it, which takes quadratic time on some."""

from __future__ import annotations

import re
from typing import TypeVar

T = TypeVar("T")

# A feed of more entries is an archive; the newest stand first by custom, but in some last.
MOST_ENTRIES = 1000
_HALF = MOST_ENTRIES // 2
# Bytes. A real tag with a long address in it has some hundred; 100,000 attributes take minutes.
LONGEST_TAG = 64 * 1024
# Bytes. feedparser looks for an address at each letter of an author: 32 kB take 5 s.
LONGEST_AUTHOR = 2000

_START = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{%d}" % LONGEST_TAG)
_LONG_AUTHOR = re.compile(
    rb"(<(?:\w{1,20}:)?(?:author|creator|contributor|managingEditor|webMaster|name|owner|publisher|email)"
    rb"(?:\s[^<>]*)?>(?:\s{0,100}<!\[CDATA\[)?[^<]{%d})[^<]+" % LONGEST_AUTHOR,
    re.IGNORECASE,
)


def with_few_entries(body: bytes) -> tuple[bytes, int]:
    """Return a document of MOST_ENTRIES entries, those at its two ends, and how many it had (0: few)."""
    if max(map(body.count, (b"item", b"entry", b"ITEM"))) <= MOST_ENTRIES:
        return body, 0
    starts = [start.start() for start in _START.finditer(body)]
    if len(starts) <= MOST_ENTRIES:
        return body, 0
    return body[: starts[_HALF]] + body[starts[-_HALF] :], len(starts)


def ends(items: list[T]) -> list[T]:
    """Return a list of MOST_ENTRIES at most, those at its two ends."""
    return items if len(items) <= MOST_ENTRIES else items[:_HALF] + items[-_HALF:]


def without_traps(body: bytes) -> bytes | None:
    """Return a document with its authors cut to a length; None where a tag is longer than any feed's."""
    return None if _LONG_TAG.search(body) else _LONG_AUTHOR.sub(rb"\1", body)
