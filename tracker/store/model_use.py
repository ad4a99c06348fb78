"""What a language model was asked: the record that its budget is counted from, and its replies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.store.times import stamp

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.store.connection import Connections

# What counts as a day for the caps: any so long a time.
DAY = timedelta(days=1)
# Replies that are kept, at some 1 KB each: those to the latest questions.
MOST = 20_000
# Beyond that so many are dropped together, as a share of it.
EXCESS = 0.1


@dataclass(frozen=True, slots=True)
class Taken:
    """What requests took: how many, tokens read and written, US dollars."""

    requests: int = 0
    read: int = 0
    written: int = 0
    cost: float = 0.0

    @property
    def tokens(self) -> int:
        """Give all tokens, read and written."""
        return self.read + self.written


class ModelTable:
    """A row for every request that was sent, counters by story, and the replies by what was asked."""

    def __init__(self, connections: Connections, most: int = MOST) -> None:
        self._connections = connections
        self._most = most

    # ------------------------------------------------------------ what was taken

    def in_a_day(self, now: datetime) -> Taken:
        """Return what was taken in the 24 hours before `now`."""
        row = self._connections.row(
            """select count(*) as requests, coalesce(sum(read), 0) as read,
                coalesce(sum(written), 0) as written, coalesce(sum(cost), 0) as cost
            from model_requests where at > ?""",
            (stamp(now - DAY),),
        )
        assert row is not None, "a sum is one row"
        return Taken(*row)

    def of_story(self, story: int) -> Taken:
        """Return what a story took in all its life."""
        row = self._connections.row(
            "select requests, read, written, cost from model_stories where story = ?", (story,)
        )
        return Taken(*row) if row else Taken()

    def oldest(self, now: datetime) -> str | None:
        """Return when the oldest request of the 24 hours before `now` was sent."""
        at: str | None = self._connections.scalar(
            "select min(at) from model_requests where at > ?", (stamp(now - DAY),)
        )
        return at

    def begin(self, story: int, most: Taken, now: datetime) -> int:
        """Write down a request before it is sent, with what it may take; return its number.

        So neither a killed process nor two at once can ask unseen.
        """
        with self._connections.write() as db:
            db.execute("delete from model_requests where at <= ?", (stamp(now - 2 * DAY),))
            cursor = db.execute(
                "insert into model_requests (at, story, read, written, cost) values (?, ?, ?, ?, ?)",
                (stamp(now), story, most.read, most.written, most.cost),
            )
            db.execute(
                """insert into model_stories values (?, 1, ?, ?, ?) on conflict (story) do update set
                requests = requests + 1, read = read + excluded.read, written = written + excluded.written,
                cost = cost + excluded.cost""",
                (story, most.read, most.written, most.cost),
            )
        number = cursor.lastrowid
        assert number is not None, "an insert has a row id"
        return number

    def finish(self, request: int, read: int, written: int, cost: float) -> None:
        """Write down what a request took in truth, in place of what it might have."""
        with self._connections.write() as db:
            db.execute(
                """update model_stories as s set read = s.read + ? - r.read,
                    written = s.written + ? - r.written, cost = s.cost + ? - r.cost
                from model_requests as r where r.id = ? and r.story = s.story""",
                (read, written, cost, request),
            )
            db.execute(
                "update model_requests set read = ?, written = ?, cost = ? where id = ?",
                (read, written, cost, request),
            )

    # ------------------------------------------------------------ replies

    def reply(self, asked: bytes) -> tuple[str, Taken] | None:
        """Return the reply to what has this digest, and what it took then."""
        row = self._connections.row(
            "select text, read, written, cost from model_replies where asked = ?", (asked,)
        )
        return (row["text"], Taken(1, row["read"], row["written"], row["cost"])) if row else None

    def remember(self, asked: bytes, text: str, taken: Taken, now: datetime) -> None:
        """Keep a reply; too many drop the oldest."""
        with self._connections.write() as db:
            db.execute(
                "insert or replace into model_replies values (?, ?, ?, ?, ?, ?)",
                (asked, stamp(now), text, taken.read, taken.written, taken.cost),
            )
            if self.replies() > self._most * (1 + EXCESS):
                db.execute(
                    """delete from model_replies where asked not in (
                        select asked from model_replies order by at desc, asked limit ?)""",
                    (self._most,),
                )

    def replies(self) -> int:
        """Return how many replies are kept."""
        count: int = self._connections.scalar("select count(*) from model_replies")
        return count
