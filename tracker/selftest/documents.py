"""Feed documents made of plain entries: RSS 2.0 and JSON Feed 1.1."""

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
        + element("title", entry.title)
        + element("link", entry.url)
        + element("guid", entry.guid, ' isPermaLink="false"')
        + element("description", entry.text)
        + element("author", entry.author)
        + element("pubDate", _rfc822(entry.published))
        + "</item>"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"{element('title', title)}{element('link', site)}{extra}{items}</channel></rss>"
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
            "date_published": iso(entry.published),
        }
        for entry in entries
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": title, "home_page_url": site, "items": items}).encode()


def element(name: str, text: str, attributes: str = "") -> str:
    """Write an XML element, "" for one without text."""
    return f"<{name}{attributes}>{escape(text)}</{name}>" if text else ""


def _rfc822(time: datetime | None) -> str:
    return format_datetime(time.astimezone(UTC)) if time else ""


def iso(time: datetime | None) -> str:
    """Write a time as RFC 3339 has it, "" for none."""
    return time.isoformat() if time else ""
