"""What a feed says of one entry → an `Entry`: clean, bounded, with http links alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from tracker.model import Entry
from tracker.text.clean import clean, line
from tracker.text.footers import without_footers
from tracker.text.markup import to_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Enclosure

# Far beyond what real feeds bring, far below what hurts: characters, the text in bytes.
LONGEST_TITLE = 500
LONGEST_AUTHOR = 200
LONGEST_NAME = 2000
LONGEST_TEXT = 200_000
# HTML is larger than its text; beyond this it is cut before it is read at all.
LONGEST_HTML = 1_000_000
# A title made of the first words of a text is about as long as titles are.
MADE_TITLE = 80
# What opens no tag that titles bear: "List<String>", "a <b", "<3".
_NO_TAG = re.compile(
    r"<(?!/?(?:a|abbr|applet|b|big|body|br|center|cite|code|div|em|embed|font|frame|frameset|h[1-6]|head|html"
    r"|i|iframe|img|link|meta|object|p|q|s|script|small|span|strong|style|sub|sup|u)\b[^<>]*>|!--|!doctype)",
    re.IGNORECASE,
)
# No news is older than this, but many feeds say 1970 or year 1 for want of a date.
EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Written:
    """A text as the feed gave it: HTML, or `plain`."""

    value: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """An entry as the feed gave it, raw. `links` in the order of trust; `base` resolves them."""

    title: Written
    links: tuple[str, ...]
    guid: str
    text: Written
    author: str
    base: str
    enclosures: tuple[Enclosure, ...] = ()


# An absolute address that joining to another leaves as it is: what nearly all links are.
_WHOLE = re.compile(r"https?://[a-z0-9.-]*[a-z0-9](?::\d{1,5})?/[\w/%?&=+.,:@~-]*[\w/=-]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Times:
    """When the entry was fetched, and the times it claims in the order of trust."""

    fetched: datetime
    claimed: Sequence[datetime]


def made(source: Source, times: Times) -> Entry | None:
    """Make a clean entry; None if it has neither title nor text nor link."""
    text = _cut(without_footers(_to_text(source.text)))
    title = readable(source.title) or line(text, MADE_TITLE)
    url = first_link(source.base, *source.links)
    if not (title or url):
        return None
    return Entry(
        title=title or line(url, MADE_TITLE),
        url=url,
        guid=line(source.guid[: 2 * LONGEST_NAME])[:LONGEST_NAME],
        text=text,
        author=line(to_text(source.author[: 5 * LONGEST_AUTHOR]), LONGEST_AUTHOR),
        published=_published(times),
        enclosures=source.enclosures,
    )


def readable(title: Written) -> str:
    """Make a title one clean line of text; what is no tag of HTML in it stands as typed."""
    value = title.value[: 10 * LONGEST_TITLE]
    return line(value if title.plain else to_text(_NO_TAG.sub("&lt;", value)), LONGEST_TITLE)


def _to_text(written: Written) -> str:
    value = written.value[:LONGEST_HTML]
    return clean(value).strip() if written.plain else to_text(value)


def first_link(base: str, *links: str) -> str:
    """Return the first link that is an http address once resolved, or ""."""
    for link in links:
        if url := _absolute(base, link):
            return url
    return ""


def _absolute(base: str, link: str) -> str:
    if _WHOLE.fullmatch(link) and "/." not in link and len(link) <= LONGEST_NAME:
        return link
    link = "".join(clean(link[: 2 * LONGEST_NAME]).split())
    if not link:
        return ""
    try:
        url = urljoin(base, link)
        parts = urlsplit(url)  # which puts the scheme in lower case
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    return parts.scheme + url[len(parts.scheme) :] if good and len(url) <= LONGEST_NAME else ""


def _cut(text: str) -> str:
    """Cut a text at LONGEST_TEXT bytes, between two characters."""
    data = text.encode()
    return text if len(data) <= LONGEST_TEXT else data[:LONGEST_TEXT].decode(errors="ignore").rstrip()


def _published(times: Times) -> datetime | None:
    good = next((time for time in times.claimed if time >= EARLIEST), None)
    return min(good, times.fetched) if good else None
