"""A page → the feeds it names, and where feeds usually lie.

Users paste the address of a site; this finds what to subscribe to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from tracker.text.clean import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The head stands at the front; what comes later than this is no head.
LONGEST_PAGE = 2 * 2**20
MOST = 50
LONGEST_TITLE = 200
LONGEST_URL = 2000

# The types that pages name feeds with in practice; bare XML is a sitemap as often as a feed.
_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/x.atom+xml",
    }
)
_PATHS = ("feed", "rss", "atom.xml", "feed.xml", "index.xml", "rss.xml")
# The first element of a feed, after declaration, comments and stylesheets.
_ROOT = re.compile(
    rb"(?:<\?[^>]*\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\])?\s*>|\s)*<(?:[\w-]+:)?(rss|feed|rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/')
_SNIFFED = 4096


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that a page names: absolute http address, and the page's name for it or ""."""

    url: str
    title: str


def feeds_in(page: bytes, content_type: str, url: str) -> tuple[Candidate, ...]:
    """Return the feeds that `<link rel="alternate">` names, in the page's order, each once."""
    root = _parsed(page[:LONGEST_PAGE], content_type)
    if root is None:
        return ()
    base = urljoin(url, next(iter(root.xpath("//base/@href")), "")) if _is_joinable(root, url) else url
    found: dict[str, Candidate] = {}
    for link in root.iter("link"):
        address = _absolute(base, link.get("href") or "") if _names_feed(link) else ""
        if address and address not in found and len(found) < MOST:
            found[address] = Candidate(address, line(link.get("title") or "", LONGEST_TITLE))
    return tuple(found.values())


def usual(url: str) -> tuple[str, ...]:
    """Return where a site's feed usually lies: below the page first, then below the site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ()
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ()
    site = f"{parts.scheme}://{parts.netloc}/"
    page = site + parts.path.strip("/") + "/" if parts.path.strip("/") else site
    return tuple(dict.fromkeys(folder + path for folder in (page, site) for path in _PATHS))


def is_feed(body: bytes, content_type: str) -> bool:
    """Say whether a body looks like a feed, by its first element; its content type proves nothing."""
    head = body[:_SNIFFED]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:4]:
        head = body[: 2 * _SNIFFED].replace(b"\0", b"")  # UTF-16 and UTF-32, near enough
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"{"):
        return bool(_JSON_FEED.search(head)) or "feed+json" in content_type.lower()
    return bool(_ROOT.match(head))


def _parsed(page: bytes, content_type: str) -> HtmlElement | None:
    from lxml import etree, html

    found = re.search(r"charset=[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    for encoding in (found[1] if found else None, None):
        try:
            return html.document_fromstring(page, parser=html.HTMLParser(encoding=encoding))
        except (LookupError, ValueError, etree.LxmlError):
            continue
    return None


def _names_feed(link: HtmlElement) -> bool:
    relations = (link.get("rel") or "").lower().split()
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    return kind in _TYPES and ("alternate" in relations or "feed" in relations)


def _is_joinable(root: HtmlElement, url: str) -> bool:
    """Say whether the page's `<base>`, if any, is one that addresses can be joined to."""
    return all(_absolute(url, base) for base in root.xpath("//base/@href"))


def _absolute(base: str, link: str) -> str:
    link = "".join(line(link).split())
    if not link or len(link) > LONGEST_URL:
        return ""
    try:
        url = urljoin(base, link)
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    return url if good else ""
