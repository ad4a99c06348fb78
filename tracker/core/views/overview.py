"""What moved since a moment, on one page, and how things stand, in one line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tracker import schedule, subscriptions
from tracker.core.common.manners import opening
from tracker.core.views.moves import moved
from tracker.errors import StoreError
from tracker.model import Digest, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from tracker.store import Store

# How far the first digest looks back, and a status without a moment.
A_DAY = timedelta(days=1)
# Stories that a digest tells of where no number is given: a page.
TOLD = 10


class Overview:
    """Reads; the only thing it writes is when the last digest was."""

    def __init__(self, store: Store, feeds: Path, now: Callable[[], datetime]) -> None:
        self._store = store
        self._feeds = feeds
        self._now = now

    def digest(self, since: datetime | None = None, *, followed: bool = False, limit: int = TOLD) -> Digest:
        """Return what moved since a moment, else since the last digest, else in the last day."""
        now, digests = self._now(), self._store.digests
        last = digests.last(followed=followed)
        since = since or (last if last is not None and last <= now else now - A_DAY)
        found = digests.moved(since, now, followed=followed)
        moves = [moved(self._store, *each) for each in found[:limit]]
        return Digest(since, now, tuple(filter(None, moves)), max(len(found) - limit, 0), digests.newest())

    def wrote(self, digest: Digest, *, followed: bool = False) -> str:
        """Let the next digest of the kind begin where this one ends; say what hinders it."""
        try:
            self._store.digests.wrote(digest.until, followed=followed)
        except StoreError as error:
            return str(error)
        return ""

    def status(self, since: datetime | None = None) -> Status:
        """Return the counts of a status line; articles are counted since a moment, else in the last day."""
        now, store = self._now(), self._store
        since = since or now - A_DAY
        unread, followed, moving = store.digests.counts()
        states = store.feeds.states(s.url for s in subscriptions.load(self._feeds) if not s.search)
        closed = store.hosts.closed(now)
        times = ((state.url, schedule.due_from(state, now)) for state in states.values())
        busy, watcher = store.ingesting.holder(), store.watching.holder()
        return Status(
            unread,
            followed,
            moving,
            since,
            store.digests.came(since),
            len(states),
            sum(bool(state.failures or state.gone) for state in states.values()),
            max((state.checked for state in states.values() if state.checked), default=None),
            min((max(due, opening(url, closed, due)) for url, due in times if due), default=None),
            busy.command if busy else "",
            watcher is not None,
        )
