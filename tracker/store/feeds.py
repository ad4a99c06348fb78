"""What the poller remembers of each feed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from tracker.model import FeedState
from tracker.store.times import moment_or_none, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from tracker.store.connection import Connections

_TIMES = ("checked", "succeeded", "changed", "next_due", "gone_since", "moved_since")


class FeedTable:
    """Feed states by address. A feed that is unsubscribed keeps its state and articles."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def states(self, urls: Iterable[str]) -> dict[str, FeedState]:
        """Return a state for every address asked for; a fresh one where none is stored."""
        stored = {row["url"]: _state(row) for row in self._connections.rows("select * from feeds")}
        return {url: stored.get(url) or FeedState(url) for url in urls}

    def save(self, state: FeedState) -> None:
        """Write a feed's state, and count its articles anew."""
        row = {field.name: getattr(state, field.name) for field in fields(state)}
        row |= {name: stamp(row[name]) for name in _TIMES}
        with self._connections.write():
            row["articles"] = self._connections.scalar(
                "select count(*) from article_feeds where feed = ?", (state.url,)
            )
            self._connections.tables.table("feeds").upsert(row, pk="url")


def _state(row: sqlite3.Row) -> FeedState:
    values = dict(row)
    values |= {name: moment_or_none(values[name]) for name in _TIMES}
    values["gone"] = bool(values["gone"])
    return FeedState(**values)
