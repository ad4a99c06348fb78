"""One document → a ParsedFeed. `parse_body` is what runs in the child process."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tracker.errors import TrackerError
from tracker.parse.bounds import MOST_ENTRIES, with_few_entries, without_traps
from tracker.parse.entries import Written, first_link, readable
from tracker.parse.keys import text
from tracker.parse.skips import skips
from tracker.parse.xml_entry import entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.model import Entry

LONGEST_TTL = timedelta(days=365)
# What `sy:updatePeriod` may say (RSS 1.0, module Syndication).
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 24 * 7, "monthly": 24 * 30, "yearly": 24 * 365}
# What feedparser notes though the document can be read as well as any other.
_HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType", "UndeclaredNamespace")

_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A document that was read. `note`: what is wrong with it all the same, or "".

    `site` is the page the feed belongs to; `ttl` how long the feed asks to be left alone;
    `skip_hours` (GMT, 0 to 23) and `skip_days` (0 is Monday) when.
    """

    title: str
    site: str
    ttl: timedelta | None
    entries: tuple[Entry, ...]
    note: str = ""
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


class ParseError(TrackerError):
    """The body is no feed, or reading it took too long or too much; the message says which."""


def parse_body(body: bytes, content_type: str, url: str, fetched: datetime) -> ParsedFeed:
    """Read RSS, Atom, RDF or JSON Feed; ParseError if it is none of them, and nothing else.

    `url` is where the body came from: relative links count from there. Times after
    `fetched` become `fetched`.
    """
    if not body.strip():
        raise ParseError("the answer is empty")
    try:
        if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            from tracker.parse.json_feed import parse_json

            return parse_json(body, url, fetched)
        try:
            return _parse_xml(body, content_type, url, fetched)
        except (UnicodeError, ValueError, OverflowError, TypeError):
            # One bad byte or character reference, such as half an emoji, stops feedparser.
            return _parse_xml(_mended(body), "", url, fetched)
    except ParseError:
        raise
    except MemoryError:
        raise ParseError("reading the feed takes too much memory") from None
    except RecursionError:
        raise ParseError("the feed is nested too deep") from None
    except Exception as error:  # noqa: BLE001  the border of the parser
        # feedparser raises nearly anything on broken bodies: 712 of 30,000 mutants did.
        raise ParseError(f"the feed can't be read ({type(error).__name__})") from None


def _parse_xml(body: bytes, content_type: str, url: str, fetched: datetime) -> ParsedFeed:
    from tracker.parse import quick

    body, count = with_few_entries(body)
    result = quick.read(body, content_type) or _judged(body, content_type)
    if not result["entries"] and not result.get("version"):
        raise ParseError(_no_feed(body))
    feed, found = result["feed"], result["entries"]
    hours, days = skips(body)
    version = result.get("version") or ""
    entries = [entry(raw, url, fetched, version) for raw in found[:MOST_ENTRIES]]
    return ParsedFeed(
        title=readable(Written(text(feed, "title"))),
        site=first_link(url, text(feed, "link")),
        ttl=_ttl(feed),
        entries=tuple(each for each in entries if each is not None),
        note=_note(result, max(count, len(found))),
        skip_hours=hours,
        skip_days=days,
    )


def _judged(body: bytes, content_type: str) -> Mapping[str, Any]:
    """Read a document as feedparser sees it."""
    import feedparser

    harmless = without_traps(body)
    if harmless is None:
        raise ParseError("the feed has a tag of more than 64 kB")
    # Only ever a stream: a body such as /dev/zero or an address would be opened.
    result: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(harmless),
        # Not told the address: it would resolve guids too, and a feed that moved had new ones.
        response_headers={"content-type": _ascii(content_type)},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return result


def _mended(body: bytes) -> bytes:
    """Return a body without the bytes and character references that make feedparser raise."""
    # In documents of other encodings than UTF-8 only letters beyond ASCII are lost.
    text = _REFERENCE.sub(_checked, body.decode("utf-8", errors="replace"))
    return _DECLARATION.sub("", text, count=1).encode()


def _checked(reference: re.Match[str]) -> str:
    digits = reference[1] or reference[2]
    code = int(digits, 16 if reference[1] else 10) if len(digits) <= len("0001114111") else -1
    good = 0 <= code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004  the surrogates
    return reference[0] if good else "\ufffd"


def _ttl(feed: Mapping[str, Any]) -> timedelta | None:
    """Return `ttl` in minutes, or `sy:updatePeriod` over `sy:updateFrequency`."""
    minutes = _number(text(feed, "ttl"))
    if minutes is None:
        hours = _PERIODS.get(text(feed, "sy_updateperiod").strip().lower())
        if hours is None:
            return None
        minutes = hours * 60 / max(_number(text(feed, "sy_updatefrequency")) or 1, 1)
    return min(timedelta(minutes=minutes), LONGEST_TTL) if minutes > 0 else None


def _number(text: str) -> float | None:
    text = text.strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < len("1000000000") else None


def _note(result: Mapping[str, Any], count: int) -> str:
    if count > MOST_ENTRIES:
        return f"{count} entries; {MOST_ENTRIES} of them are read"
    error = result.get("bozo_exception")
    if not result.get("bozo") or type(error).__name__ in _HARMLESS:
        return ""
    line = getattr(error, "getLineNumber", lambda: None)()
    return "badly formed" + (f" at line {line}" if line else "")


def _no_feed(body: bytes) -> str:
    head = body[:2000].lower()
    if b"<html" in head or b"<!doctype html" in head:
        return "the answer is a web page and no feed"
    return "the answer is no feed"


def _ascii(value: str) -> str:
    """Return a header that feedparser's own parser of headers can't stumble over."""
    return "".join(sign for sign in value[:2000] if " " <= sign <= "~")
