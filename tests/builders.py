"""Feed documents for tests, made of plain entries: RSS 2.0, RSS 1.0, Atom 1.0, JSON Feed 1.1."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Entry

SITE = "https://harbour.example/"
TITLE = "Harbour Wire"


def rss(entries: Sequence[Entry], *, title: str = TITLE, site: str = SITE, extra: str = "") -> bytes:
    """Make an RSS 2.0 document; `extra` is XML of the channel, such as `<ttl>60</ttl>`."""
    items = "".join(
        "<item>"
        + _element("title", entry.title)
        + _element("link", entry.url)
        + _element("guid", entry.guid, ' isPermaLink="false"')
        + _element("description", entry.text)
        + _element("author", entry.author)
        + _element("pubDate", _rfc822(entry.published))
        + "</item>"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"{_element('title', title)}{_element('link', site)}{extra}{items}</channel></rss>"
    ).encode()


def rdf(entries: Sequence[Entry], *, title: str = TITLE, site: str = SITE, extra: str = "") -> bytes:
    """Make an RSS 1.0 document with Dublin Core dates and the syndication module's prefix."""
    items = "".join(
        f'<item rdf:about="{escape(entry.guid or entry.url)}">'
        + _element("title", entry.title)
        + _element("link", entry.url)
        + _element("description", entry.text)
        + _element("dc:creator", entry.author)
        + _element("dc:date", _iso(entry.published))
        + "</item>"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
        f"<channel>{_element('title', title)}{_element('link', site)}{extra}</channel>{items}</rdf:RDF>"
    ).encode()


def atom(entries: Sequence[Entry], *, title: str = TITLE, site: str = SITE, extra: str = "") -> bytes:
    """Make an Atom 1.0 document."""
    items = "".join(
        "<entry>"
        + _element("title", entry.title)
        + (f'<link rel="alternate" href="{escape(entry.url)}"/>' if entry.url else "")
        + _element("id", entry.guid)
        + _element("content", entry.text, ' type="html"')
        + (f"<author>{_element('name', entry.author)}</author>" if entry.author else "")
        + _element("updated", _iso(entry.published))
        + "</entry>"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f'{_element("title", title)}<link href="{escape(site)}"/>{extra}{items}</feed>'
    ).encode()


def json_feed(entries: Sequence[Entry], *, title: str = TITLE, site: str = SITE) -> bytes:
    """Make a JSON Feed 1.1 document."""
    items = [
        {
            "id": entry.guid,
            "url": entry.url,
            "title": entry.title,
            "content_text": entry.text,
            "authors": [{"name": entry.author}],
            "date_published": _iso(entry.published),
        }
        for entry in entries
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": title, "home_page_url": site, "items": items}).encode()


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(text)}</{name}>" if text else ""


def _rfc822(time: datetime | None) -> str:
    return format_datetime(time.astimezone(UTC)) if time else ""


def _iso(time: datetime | None) -> str:
    return time.isoformat() if time else ""
