"""What a document brings, held against all that is stored and all that retention dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.identity import Intent, New, decide
from tracker.text.addresses import url_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.model import Entry
    from tracker.store import Store


def recognised(store: Store, entries: Sequence[Entry], feed: str, limit: int, now: datetime) -> list[Intent]:
    """Say of each entry of a feed's document what it is; what was dropped before is left out.

    `limit` is how many of the feed's newest articles are looked at, beside equal addresses. The
    caller holds the write lock, as what is dropped and offered again is remembered as offered.
    """
    keys = [url_key(entry.url) for entry in entries]
    dropped = store.dropped.known(feed, keys, limit)
    intents = decide(entries, [*store.articles.known(feed, keys, limit), *dropped], now, feed=feed)
    again = [each.article for each in intents if not isinstance(each, New) and each.article < 0]
    if again:
        store.dropped.offered(again, now)
    return [each for each in intents if isinstance(each, New) or each.article > 0]
