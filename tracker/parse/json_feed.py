"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), read leniently: wrong types count as absent."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tracker.parse import document
from tracker.parse.entries import Source, Times, first_link, made, readable

if TYPE_CHECKING:
    from tracker.model import Entry


def parse_json(body: bytes, url: str, fetched: datetime) -> document.ParsedFeed:
    """Read a JSON Feed; ParseError if the body is other JSON or none."""
    try:
        feed = json.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except ValueError:
        raise document.ParseError("the answer is neither a feed nor whole JSON") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in _text(feed, "version"):
        raise document.ParseError("the answer is JSON and no feed")
    entries = [_entry(item, url, fetched) for item in items[: document.MOST_ENTRIES]]
    return document.ParsedFeed(
        title=readable(html.escape(_text(feed, "title"))),
        site=first_link(url, _text(feed, "home_page_url")),
        ttl=None,
        entries=tuple(entry for entry in entries if entry is not None),
    )


def _entry(item: Any, url: str, fetched: datetime) -> Entry | None:  # noqa: ANN401  whatever JSON holds
    if not isinstance(item, dict):
        return None
    plain = html.escape(_text(item, "content_text"), quote=False)
    texts = (_text(item, "content_html"), plain, _text(item, "summary"))
    guid = item.get("id")
    times = [_time(_text(item, key)) for key in ("date_published", "date_modified")]
    source = Source(
        title=html.escape(_text(item, "title"), quote=False),
        links=(_text(item, "url"), _text(item, "external_url")),
        guid=str(guid) if isinstance(guid, (str, int, float)) else "",
        text=max(texts, key=len),
        author=_author(item),
        base=url,
    )
    return made(source, Times(fetched, tuple(time for time in times if time)))


def _author(item: dict[str, Any]) -> str:
    """Return the names of `authors` (1.1) or of `author` (1.0)."""
    authors = item.get("authors")
    authors = authors if isinstance(authors, list) else [item.get("author")]
    return ", ".join(name for author in authors if (name := _text(author, "name")))


def _text(holder: object, key: str) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    # JSON can spell half of a surrogate pair, which no file or terminal takes.
    return value.encode(errors="replace").decode() if isinstance(value, str) else ""


def _time(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
