"""What holds for every document that the parser lets through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.parse.bounds import MOST_ENTRIES
from tracker.parse.entries import LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE
from tracker.parse.media import MOST_ENCLOSURES
from tracker.text.clean import clean

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.model import Entry
    from tracker.parse import ParsedFeed

WEB = ("http://", "https://")
_HOURS = 24


def unsound(feed: ParsedFeed, fetched: datetime) -> list[str]:
    """Say where entries are not clean, bounded, of http links alone, or are from the future."""
    laws = {
        "too many entries": len(feed.entries) <= MOST_ENTRIES,
        "a site that is none": feed.site == "" or feed.site.startswith(WEB),
        "an hour that is none": all(0 <= hour < _HOURS for hour in feed.skip_hours),
    }
    return _broken(laws) + [fault for entry in feed.entries for fault in _of_entry(entry, fetched)]


def _of_entry(entry: Entry, fetched: datetime) -> list[str]:
    texts = (entry.title, entry.text, entry.guid, entry.author, entry.url)
    links = (entry.url, *(file.url for file in entry.enclosures))
    return _broken(
        {
            "an entry without a title": bool(entry.title),
            "text that is not clean": all(clean(text) == text for text in texts),
            "text of a file of this machine": not any("root:" in text for text in texts),
            "a line that is more": not any("\n" in text for text in texts if text != entry.text),
            "a link that is none of the web": all(url == "" or url.startswith(WEB) for url in links),
            "an entry of the future": entry.published is None or entry.published <= fetched,
            "a title too long": len(entry.title) <= LONGEST_TITLE,
            "a text too long": len(entry.text.encode()) <= LONGEST_TEXT,
            "an address too long": len(entry.url) <= LONGEST_NAME,
            "too many enclosures": len(entry.enclosures) <= MOST_ENCLOSURES,
        }
    )


def _broken(laws: dict[str, bool]) -> list[str]:
    return [fault for fault, held in laws.items() if not held]
