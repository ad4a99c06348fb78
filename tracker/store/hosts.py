"""Hosts that asked to be left alone whole, and until when: for every process, over restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.store.times import moment, stamp

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.store.connection import Connections


class HostTable:
    """Hosts by their name as `fetch.host_of` spells it: "wire.example"."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def closed(self, now: datetime) -> dict[str, datetime]:
        """Return the hosts that want to be left alone still, and until when."""
        rows = self._connections.rows(
            "select name, closed_until from hosts where closed_until > ?", (stamp(now),)
        )
        return {row["name"]: moment(row["closed_until"]) for row in rows}

    def close(self, name: str, until: datetime) -> None:
        """Remember that a host wants to be left alone; of two times the later one stands."""
        with self._connections.write() as db:
            db.execute(
                """insert into hosts (name, closed_until) values (?, ?) on conflict (name)
                do update set closed_until = max(closed_until, excluded.closed_until)""",
                (name, stamp(until)),
            )

    def sweep(self, now: datetime) -> None:
        """Forget the hosts whose time has passed."""
        if self._connections.row("select 1 from hosts where closed_until <= ?", (stamp(now),)) is None:
            return
        with self._connections.write() as db:
            db.execute("delete from hosts where closed_until <= ?", (stamp(now),))
