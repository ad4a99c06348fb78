"""Feeds that moved for good: seen often enough, written into feeds.yaml, and their articles with them.

A permanent redirect may be a mistake, or the door of a network that wants a password. It is
believed after a week, ten times in a row, and only where a feed is found at its end.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker import subscriptions
from tracker.errors import ConfigError, NotFoundError, UsageError
from tracker.subscriptions import normalised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.model import FeedState, Subscription
    from tracker.store import Store

# The project's own figures for believing a 301 or 308 (RFC 9110, 15.4.2, asks to be believed at once).
SIGHTINGS = 10
LASTING = timedelta(days=7)


def sighted(state: FeedState, target: str, now: datetime) -> FeedState:
    """Return the state after an answer that permanent redirects to `target` led to ("": none did)."""
    if not target:
        return replace(state, moved_to="", moved_since=None, moved_seen=0)
    if target == state.moved_to:
        return replace(state, moved_seen=state.moved_seen + 1)
    return replace(state, moved_to=target, moved_since=now, moved_seen=1)


def is_believed(state: FeedState, now: datetime) -> bool:
    """Say whether a feed that was read just now has moved for good."""
    since = state.moved_since
    return since is not None and state.moved_seen >= SIGHTINGS and now - since >= LASTING


def carry_out(store: Store, feeds: Path, state: FeedState) -> None:
    """Write the new address into feeds.yaml, and move all that is stored with it.

    Where the file can't say so, or lists the new address too, nothing moves, and the feed's
    status says why. The file is written last but one: a process killed before the database
    has the move leaves it to `catch_up`.
    """
    try:
        with store.write():
            url = subscriptions.move(feeds, state.url, state.moved_to).url
            store.feeds.move(state.url, url, f"moved for good to {url}; feeds.yaml says so now")
    except (ConfigError, NotFoundError, UsageError) as error:
        status = f"{state.status}; moved for good to {state.moved_to}, but: {error.message}"
        store.feeds.save(replace(state, status=status))


def catch_up(store: Store, subscribed: Sequence[Subscription]) -> None:
    """Move what is stored of a feed whose new address stands in feeds.yaml already.

    The user may have written it there, or an earlier process that was killed.
    """
    waiting = store.feeds.moving()
    if not waiting:
        return
    listed = {normalised(subscription.url): subscription.url for subscription in subscribed}
    for state in waiting:
        url = listed.get(normalised(state.moved_to))
        if url is None or state.url in listed.values():
            continue
        if store.feeds.states([url])[url].checked is None:
            store.feeds.move(state.url, url, f"moved for good to {url}")
