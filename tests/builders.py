"""Feed documents for tests, made of plain entries: RSS 2.0, RSS 1.0, Atom 1.0, JSON Feed 1.1."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tracker.selftest.documents import SITE, TITLE, element, iso, json_feed, rss

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Entry

__all__ = ["SITE", "TITLE", "atom", "json_feed", "rdf", "rss"]


def rdf(entries: Sequence[Entry], *, title: str = TITLE, site: str = SITE, extra: str = "") -> bytes:
    """Make an RSS 1.0 document with Dublin Core dates and the syndication module's prefix."""
    items = "".join(
        f'<item rdf:about="{escape(entry.guid or entry.url)}">'
        + element("title", entry.title)
        + element("link", entry.url)
        + element("description", entry.text)
        + element("dc:creator", entry.author)
        + element("dc:date", iso(entry.published))
        + "</item>"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
        f"<channel>{element('title', title)}{element('link', site)}{extra}</channel>{items}</rdf:RDF>"
    ).encode()


def atom(entries: Sequence[Entry], *, title: str = TITLE, site: str = SITE, extra: str = "") -> bytes:
    """Make an Atom 1.0 document."""
    items = "".join(
        "<entry>"
        + element("title", entry.title)
        + (f'<link rel="alternate" href="{escape(entry.url)}"/>' if entry.url else "")
        + element("id", entry.guid)
        + element("content", entry.text, ' type="html"')
        + (f"<author>{element('name', entry.author)}</author>" if entry.author else "")
        + element("updated", iso(entry.published))
        + "</entry>"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f'{element("title", title)}<link href="{escape(site)}"/>{extra}{items}</feed>'
    ).encode()
