"""What was asked of search feeds: the record that the daily budget is counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model import Searched
from tracker.store.times import moment, stamp

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.reactive import Query
    from tracker.store.connection import Connections


class SearchTable:
    """A row for every query that was sent to a search feed. Nothing is ever deleted from it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def begin(self, story: int, query: Query, feed: str, now: datetime) -> int:
        """Write down a search before it is sent, so that a killed process can't ask unseen."""
        with self._connections.write() as db:
            cursor = db.execute(
                "insert into searches (story, question, query, feed, at, hits) values (?, ?, ?, ?, ?, 0)",
                (story, query.question, query.words, feed, stamp(now)),
            )
        number = cursor.lastrowid
        assert number is not None, "an insert has a row id"
        return number

    def finish(self, search: int, hits: int) -> None:
        """Write down how many articles a search brought."""
        with self._connections.write() as db:
            db.execute("update searches set hits = ? where id = ?", (hits, search))

    def count_since(self, since: datetime) -> int:
        """Return how many searches were sent after a moment."""
        count: int = self._connections.scalar("select count(*) from searches where at > ?", (stamp(since),))
        return count

    def of_story(self, story: int) -> dict[str, Searched]:
        """Return by question how often it was asked, when last, and with how many hits in all."""
        rows = self._connections.rows(
            """select question, count(*) as count, max(at) as last, sum(hits) as hits
            from searches where story = ? group by question""",
            (story,),
        )
        return {row["question"]: Searched(row["count"], moment(row["last"]), row["hits"]) for row in rows}
