"""What the poller remembers of each feed."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.model import FeedState, Wishes
from tracker.store.times import moment_or_none, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from tracker.store.connection import Connections

_TIMES = ("checked", "succeeded", "changed", "next_due", "gone_since", "moved_since")
_NAMES = tuple(field.name for field in fields(FeedState))
_COUNTED = "(select count(*) from article_feeds where feed = :url)"
# Names and constants only.
_SAVE = f"""insert into feeds ({", ".join(_NAMES)})
    values ({", ".join(_COUNTED if name == "articles" else f":{name}" for name in _NAMES)})
    on conflict (url) do update set {", ".join(f"{name} = excluded.{name}" for name in _NAMES)}"""  # noqa: S608


class FeedTable:
    """Feed states by address. A feed that is unsubscribed keeps its state and articles."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def states(self, urls: Iterable[str]) -> dict[str, FeedState]:
        """Return a state for every address asked for; a fresh one where none is stored."""
        stored = {row["url"]: _state(row) for row in self._connections.rows("select * from feeds")}
        return {url: stored.get(url) or FeedState(url) for url in urls}

    def is_any_known(self) -> bool:
        """Tell whether any feed was ever polled."""
        return self._connections.row("select 1 from feeds limit 1") is not None

    def save(self, state: FeedState) -> None:
        """Write a feed's state, and count its articles anew."""
        row = {name: getattr(state, name) for name in _NAMES}
        row |= {name: stamp(row[name]) for name in _TIMES}
        row["wishes"] = _written(state.wishes)
        with self._connections.write() as db:
            db.execute(_SAVE, row)

    def move(self, old: str, new: str, status: str) -> None:
        """Give a feed another address, with all its articles and what is known of it.

        What is stored under the new address becomes one with it, nothing twice.
        """
        state = self.states([old])[old]
        moved = replace(state, url=new, status=status, moved_to="", moved_since=None, moved_seen=0)
        with self._connections.write() as db:
            db.execute("update or ignore article_feeds set feed = ? where feed = ?", (new, old))
            db.execute("delete from article_feeds where feed = ?", (old,))
            db.execute("update articles set feed = ? where feed = ?", (new, old))
            db.execute("update dropped set feed = ? where feed = ?", (new, old))
            db.execute("delete from feeds where url = ?", (old,))
            self.save(moved)

    def moving(self) -> list[FeedState]:
        """Return the feeds whose server says that they moved for good, subscribed or not."""
        return [_state(row) for row in self._connections.rows("select * from feeds where moved_to <> ''")]


def _state(row: sqlite3.Row) -> FeedState:
    values = dict(row)
    values |= {name: moment_or_none(values[name]) for name in _TIMES}
    values["gone"] = bool(values["gone"])
    values["wishes"] = _wishes(values["wishes"])
    return FeedState(**values)


def _written(wishes: Wishes) -> str:
    """Write wishes as JSON, times in seconds; "" where there are none."""
    told = {
        "ttl": wishes.ttl and wishes.ttl.total_seconds(),
        "max_age": wishes.max_age and wishes.max_age.total_seconds(),
        "skip_hours": sorted(wishes.skip_hours),
        "skip_days": sorted(wishes.skip_days),
    }
    told = {name: value for name, value in told.items() if value}
    return json.dumps(told) if told else ""


def _wishes(text: str) -> Wishes:
    """Read what `_written` wrote."""
    if not text:
        return Wishes()
    told = json.loads(text)
    ttl, max_age = (timedelta(seconds=told[name]) if name in told else None for name in ("ttl", "max_age"))
    hours, days = (frozenset(told.get(name, ())) for name in ("skip_hours", "skip_days"))
    return Wishes(ttl, max_age, hours, days)
