"""The plain documents that most feeds are, read in a tenth of feedparser's time.

What is read here comes out as feedparser gives it, key by key; a test holds the two side by
side. A document with anything in it that feedparser would have to judge (other encodings,
bad XML, markup in odd places, an element or a form of date not listed here) is left to
feedparser whole: `read` returns None.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.parse.elements import ATOM, CHANNEL, ENTRY, FEED, ITEM, Raw, UnusualError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from tracker.parse.elements import Rules

_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read(body: bytes, content_type: str) -> Raw | None:
    """Return `feed`, `entries` and `version` of a plain RSS 2.0 or Atom 1.0 document, or None."""
    from lxml import etree

    if not _is_plain(body, content_type):
        return None
    # Neither entities nor documents from elsewhere, and libxml2's own bounds on size and depth.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(body, parser)
        if root.tag == "rss":
            return _rss(root)
        return _atom(root) if root.tag == f"{ATOM}feed" else None
    except (etree.XMLSyntaxError, UnusualError):
        return None


def _is_plain(body: bytes, content_type: str) -> bool:
    """Tell whether a body is UTF-8 beyond doubt, with no entities and no base of its own."""
    head = body[:1000]
    # A NUL stands in UTF-16 and UTF-32, whatever the answer or the document say.
    if b"<!DOCTYPE" in body or b"xml:base" in body or b"\0" in body:
        return False
    said = [name.decode("latin-1") for name in _DECLARED.findall(head)] + _CHARSET.findall(content_type)
    if not said and not body.isascii():
        return False
    return all(name.lower() in {"utf-8", "utf8"} for name in said)


def _rss(root: Element) -> Raw:
    channels = root.findall("channel")
    if len(channels) != 1 or not root.get("version", "").startswith("2.") or len(root) > 1:
        raise UnusualError
    if channels[0].attrib:
        raise UnusualError
    feed, entries = Raw(), list[Raw]()
    for child in channels[0]:
        if child.tag == "item":
            entries.append(_each(child, ITEM))
        else:
            _take(feed, child, CHANNEL)
    return {"feed": feed, "entries": entries, "version": "rss20"}


def _atom(root: Element) -> Raw:
    feed, entries = Raw(), list[Raw]()
    for child in root:
        if child.tag == f"{ATOM}entry":
            entries.append(_each(child, ENTRY))
        else:
            _take(feed, child, FEED)
    return {"feed": feed, "entries": entries, "version": "atom10"}


def _each(element: Element, known: Rules) -> Raw:
    if element.attrib:
        raise UnusualError
    raw = Raw()
    for child in element:
        _take(raw, child, known)
    return raw


def _take(raw: Raw, element: Element, known: Rules) -> None:
    """Put one element into what is known of an entry or of the feed."""
    try:
        rule = known[element.tag]
    except KeyError:
        raise UnusualError from None
    rule(raw, element)
