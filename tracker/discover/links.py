"""A page → the feeds that its link tags name, and the links in its text that look like feeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from tracker.discover.candidate import Candidate
from tracker.subscriptions.address import QUERY
from tracker.text.clean import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The head stands at the front; what comes later than this is no head.
LONGEST_PAGE = 2 * 2**20
MOST = 50
LONGEST_TITLE = 200
LONGEST_URL = 2000

# The types that pages name feeds with in practice; bare XML is a sitemap as often as a feed.
_TYPES = {
    "application/rss+xml": "RSS",
    "application/atom+xml": "Atom",
    "application/feed+json": "JSON Feed",
    "application/rdf+xml": "RSS 1.0",
    "application/x.atom+xml": "Atom",
}
# The end of an address that says feed, and the words of a link that do.
_LEADS_TO_FEED = re.compile(
    r"(?:\.(?:rss|atom|rdf)|/(?:rss|atom|feed|index|feeds?/[\w-]+)(?:\.xml)?|[?&]feed=\w+)/?$", re.IGNORECASE
)
_SAYS_FEED = re.compile(r"\b(?:rss|atom)\b|^\s*(?:news )?feed\s*$", re.IGNORECASE)


def parsed(page: bytes, content_type: str) -> HtmlElement | None:
    """Read a page's HTML; None where there is none in it."""
    from lxml import etree, html

    found = re.search(r"charset=[\"']?([\w.:-]+)", content_type, re.IGNORECASE)
    for encoding in (found[1] if found else None, None):
        try:
            return html.document_fromstring(page[:LONGEST_PAGE], parser=html.HTMLParser(encoding=encoding))
        except (LookupError, ValueError, etree.LxmlError):
            continue
    return None


def named(root: HtmlElement, url: str) -> tuple[Candidate, ...]:
    """Return the feeds that `<link rel="alternate">` names, in the page's order, each once."""
    base = _base(root, url)
    found: dict[str, Candidate] = {}
    for link in root.iter("link"):
        kind = _kind(link)
        address = absolute(base, link.get("href") or "") if kind else ""
        if address and address not in found and len(found) < MOST:
            found[address] = Candidate(address, line(link.get("title") or "", LONGEST_TITLE), kind)
    return tuple(found.values())


def pointed_at(root: HtmlElement, url: str, most: int) -> tuple[str, ...]:
    """Return up to `most` addresses of the page's own site that its text links to as feeds."""
    base, host = _base(root, url), urlsplit(url).hostname
    found: dict[str, None] = {}
    for anchor in root.iter("a"):
        href = anchor.get("href") or ""
        if not (_LEADS_TO_FEED.search(href.partition("#")[0]) or _SAYS_FEED.search(_words(anchor))):
            continue
        address = absolute(base, href)
        if address and urlsplit(address).hostname == host and address.partition("#")[0] != url:
            found[address.partition("#")[0]] = None
        if len(found) == most:
            break
    return tuple(found)


def generator(root: HtmlElement) -> str:
    """Return the software that a page says it is made with, in lower case, or ""."""
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "generator":
            return line(meta.get("content") or "", LONGEST_TITLE).lower()
    return ""


def absolute(base: str, link: str) -> str:
    """Join a link to its page's address; "" for what is no http address, or a search feed's."""
    link = "".join(line(link).split())
    if not link or len(link) > LONGEST_URL or QUERY in link:
        return ""
    try:
        url = urljoin(base, link)
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    return url if good else ""


def _kind(link: HtmlElement) -> str:
    """Name the format of the feed that a link tag names; "" where it names none."""
    relations = (link.get("rel") or "").lower().split()
    kind = _TYPES.get((link.get("type") or "").partition(";")[0].strip().lower(), "")
    return kind if "alternate" in relations or "feed" in relations else ""


def _words(anchor: HtmlElement) -> str:
    """Return what a link says of itself: its title, its name for screen readers, else its own text."""
    return line(anchor.get("title") or anchor.get("aria-label") or anchor.text or "", LONGEST_TITLE)


def _base(root: HtmlElement, url: str) -> str:
    """Return what a page's addresses are joined to: its `<base>`, where that is one, else itself."""
    bases = root.xpath("//base/@href")
    usable = bool(bases) and all(absolute(url, base) for base in bases)
    return urljoin(url, bases[0]) if usable else url
