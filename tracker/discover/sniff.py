"""What a body is, by its first element; its content type proves nothing."""

from __future__ import annotations

import re

# The first element of a feed, after declaration, comments and stylesheets.
_ROOT = re.compile(
    rb"(?:<\?[^>]*\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\])?\s*>|\s)*<(?:[\w-]+:)?(rss|feed|rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/')
_KINDS = {b"rss": "RSS", b"feed": "Atom", b"rdf": "RSS 1.0"}
_SNIFFED = 4096


def kind_of(body: bytes, content_type: str) -> str:
    """Name the format of a feed: RSS, RSS 1.0, Atom or JSON Feed; "" for what is no feed."""
    head = body[:_SNIFFED]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:4]:
        head = body[: 2 * _SNIFFED].replace(b"\0", b"")  # UTF-16 and UTF-32, near enough
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"{"):
        known = _JSON_FEED.search(head) or "feed+json" in content_type.lower()
        return "JSON Feed" if known else ""
    found = _ROOT.match(head)
    return _KINDS[found[1].lower()] if found else ""
