"""Retention and the health of the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tracker.store import Store


class Keeping:
    """Lets old articles go that nothing cites, and says whether the database is sound."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def collect(self, days: int) -> tuple[int, int]:
        """Drop lone articles older than `days` (0: none); return how many, and bytes given back."""
        now = self._now()
        kept = timedelta(days=min(days, now.toordinal() - 1))  # no calendar goes further back
        with self._store.ingesting.held("tracker gc", now):
            before = self._store.upkeep.size()
            dropped = self._store.upkeep.drop_before(now - kept) if days else 0
            self._store.upkeep.compact()
        return dropped, max(before - self._store.upkeep.size(), 0)

    def complaints(self) -> list[str]:
        """Return what SQLite finds wrong in the database and its full-text indexes."""
        return self._store.upkeep.complaints()
