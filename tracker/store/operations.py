"""What the user did that can be undone, newest last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tracker.model import Operation
from tracker.store.times import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from tracker.store.connection import Connections


class OperationTable:
    """The log of the user's acts. Nothing is ever deleted from it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def log(self, kind: str, account: str, payload: dict[str, Any], now: datetime) -> None:
        """Write down an act with what is needed to undo it."""
        with self._connections.write() as db:
            db.execute(
                "insert into operations (at, kind, account, payload) values (?, ?, ?, ?)",
                (stamp(now), kind, account, json.dumps(payload)),
            )

    def last(self) -> Operation | None:
        """Return the newest act that is not undone."""
        row = self._connections.row(
            "select * from operations where undone_at is null order by id desc limit 1"
        )
        return None if row is None else _operation(row)

    def ending(self, story: int) -> Operation | None:
        """Return the newest act by which the user made a story part of another, if it stands."""
        row = self._connections.row(
            """select * from operations where undone_at is null and kind in ('merge', 'move') and (
                json_extract(payload, '$.from') = :story
                or :story in (select value from json_each(payload, '$.gone'))) order by id desc limit 1""",
            {"story": story},
        )
        return None if row is None else _operation(row)

    def mark_undone_by_hand(self, kind: str, story: int, now: datetime) -> None:
        """Take the acts of one kind on a story off the list: the user has reversed them already."""
        with self._connections.write() as db:
            db.execute(
                """update operations set undone_at = ? where kind = ? and undone_at is null
                    and json_extract(payload, '$.story') = ?""",
                (stamp(now), kind, story),
            )

    def mark_undone(self, operation: int, now: datetime) -> bool:
        """Take an act off the list of what can be undone; False where it is not the newest there any more."""
        with self._connections.write() as db:
            cursor = db.execute(
                """update operations set undone_at = ?
                where id = ? and id = (select max(id) from operations where undone_at is null)""",
                (stamp(now), operation),
            )
            return cursor.rowcount == 1


def _operation(row: sqlite3.Row) -> Operation:
    return Operation(row["id"], moment(row["at"]), row["kind"], row["account"], row["payload"])
