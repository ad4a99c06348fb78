"""What holds for every document that the parser lets through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.selftest.laws import unsound

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.parse import ParsedFeed


def assert_sound(feed: ParsedFeed, fetched: datetime) -> None:
    """Hold the entries to be clean, bounded, of http links alone, and none from the future."""
    assert unsound(feed, fetched) == []
