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


def assert_sound(feed: ParsedFeed, fetched: datetime) -> None:
    """Hold the entries to be clean, bounded, of http links alone, and none from the future."""
    assert len(feed.entries) <= MOST_ENTRIES
    assert feed.site == "" or feed.site.startswith(WEB)
    assert all(0 <= hour <= 23 for hour in feed.skip_hours)
    for entry in feed.entries:
        _assert_clean(entry)
        assert entry.published is None or entry.published <= fetched
        assert len(entry.title) <= LONGEST_TITLE
        assert len(entry.text.encode()) <= LONGEST_TEXT
        assert len(entry.url) <= LONGEST_NAME
        assert len(entry.enclosures) <= MOST_ENCLOSURES


def _assert_clean(entry: Entry) -> None:
    assert entry.title
    for text in (entry.title, entry.text, entry.guid, entry.author, entry.url):
        assert clean(text) == text
        assert "root:" not in text
    for line in (entry.title, entry.guid, entry.author, entry.url):
        assert "\n" not in line
    for url in (entry.url, *(file.url for file in entry.enclosures)):
        assert url == "" or url.startswith(WEB)
