"""What was asked of search feeds: the record that the daily budget is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.model import Inquiry, Searched
from tracker.store.times import moment, stamp

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.reactive import Query
    from tracker.store.connection import Connections

# Searches of a question at a feed after the last that brought something.
_VAIN = """sum(a.failure = '' and a.id > coalesce((select max(b.id) from searches b where b.story = a.story
    and b.question = a.question and b.feed = a.feed and b.hits > 0), 0))"""


@dataclass(frozen=True, slots=True)
class Past:
    """How often a question was put to one search feed, when last, and how often in vain since it helped."""

    count: int
    last: datetime
    vain: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the answer of a search feed is known by: its validators, and the digest of its body."""

    etag: str = ""
    modified: str = ""
    body_hash: str = ""


class SearchTable:
    """A row for every query that was sent to a search feed. Retention drops old ones alone."""

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

    def finish(self, search: int, hits: int, answer: Answer, failure: str = "") -> None:
        """Write down how many articles a search brought, or why it was not answered."""
        values = (hits, answer.etag, answer.modified, answer.body_hash, failure, search)
        with self._connections.write() as db:
            db.execute(
                """update searches set hits = ?, etag = ?, modified = ?, body_hash = ?, failure = ?
                where id = ?""",
                values,
            )

    def take_back(self, search: int) -> None:
        """Forget a search that never left this machine."""
        with self._connections.write() as db:
            db.execute("delete from searches where id = ?", (search,))

    def count_since(self, since: datetime) -> int:
        """Return how many searches were sent after a moment."""
        count: int = self._connections.scalar("select count(*) from searches where at > ?", (stamp(since),))
        return count

    def last_answer(self, story: int, feed: str, words: str, since: datetime) -> Answer | None:
        """Return what the last answer to these words is known by, None where none came after a moment."""
        row = self._connections.row(
            """select etag, modified, body_hash from searches
            where story = ? and feed = ? and query = ? and at > ? and body_hash <> ''
            order by id desc limit 1""",
            (story, feed, words, stamp(since)),
        )
        return None if row is None else Answer(*row)

    def of_story(self, story: int) -> dict[str, Searched]:
        """Return by question how often it was asked, when last, and with how many hits in all."""
        rows = self._connections.rows(
            """select question, count(*) as count, max(at) as last, sum(hits) as hits
            from searches where story = ? group by question""",
            (story,),
        )
        return {row["question"]: Searched(row["count"], moment(row["last"]), row["hits"]) for row in rows}

    def past(self, story: int) -> dict[tuple[str, str], Past]:
        """Return by question and feed how often, when last, and how often in vain it was asked."""
        rows = self._connections.rows(
            f"""select question, feed, count(*) as count, max(at) as last, {_VAIN} as vain
            from searches a where story = ? group by question, feed""",  # noqa: S608 - the constant above
            (story,),
        )
        return {
            (row["question"], row["feed"]): Past(row["count"], moment(row["last"]), row["vain"])
            for row in rows
        }

    def newest(self, limit: int, story: int | None = None) -> list[Inquiry]:
        """Return what was sent, newest first, of one story or of all."""
        rows = self._connections.rows(
            """select q.*, s.slug from searches q join stories s on s.number = q.story
            where :story is null or q.story = :story order by q.id desc limit :limit""",
            {"story": story, "limit": limit},
        )
        return [
            Inquiry(
                story=row["slug"],
                question=row["question"],
                words=row["query"],
                feed=row["feed"],
                at=moment(row["at"]),
                hits=row["hits"],
                failure=row["failure"],
            )
            for row in rows
        ]
