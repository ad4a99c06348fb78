"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), read leniently: wrong types count as absent."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tracker.parse import document
from tracker.parse.bounds import ends
from tracker.parse.entries import Source, Times, Written, first_link, made, readable
from tracker.parse.media import LARGEST, Named, enclosures

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
    entries = [_entry(item, url, fetched) for item in ends(items)]
    return document.ParsedFeed(
        title=readable(Written(_text(feed, "title"), plain=True)),
        site=first_link(url, _text(feed, "home_page_url")),
        ttl=None,
        entries=tuple(entry for entry in entries if entry is not None),
    )


def _entry(item: Any, url: str, fetched: datetime) -> Entry | None:  # noqa: ANN401  whatever JSON holds
    if not isinstance(item, dict):
        return None
    texts = (
        Written(_text(item, "content_html")),
        Written(_text(item, "content_text"), plain=True),
        Written(_text(item, "summary"), plain=True),
    )
    guid = item.get("id")
    times = [_time(_text(item, key)) for key in ("date_published", "date_modified")]
    source = Source(
        title=Written(_text(item, "title"), plain=True),
        links=(_text(item, "url"), _text(item, "external_url")),
        guid=str(guid) if isinstance(guid, (str, int, float)) else "",
        text=max(texts, key=lambda text: len(text.value)),
        author=_author(item),
        base=url,
        enclosures=enclosures(url, _attachments(item)),
    )
    return made(source, Times(fetched, tuple(time for time in times if time)))


def _attachments(item: dict[str, Any]) -> list[Named]:
    files = item.get("attachments")
    pictures = [Named(_text(item, key), "image/*") for key in ("image", "banner_image")]
    return [
        Named(_text(file, "url"), _text(file, "mime_type"), _digits(file, "size_in_bytes"))
        for file in (files if isinstance(files, list) else [])
    ] + pictures


def _digits(holder: object, key: str) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    return str(int(value)) if isinstance(value, (int, float)) and abs(value) < LARGEST else ""


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
