"""Articles, the feeds they stand in, and every revision of their text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from tracker.model import Article, Enclosure, Revision
from tracker.store.arrivals import Arrival, Origin, index, store_arrivals
from tracker.store.times import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from tracker.model import Entry
    from tracker.store.connection import Connections

_PARTICULARS = """a.url, a.outlet, a.published, a.fetched, a.author, a.feed, a.guid, r.number as revision,
    a.story, a.via, a.page, a.muted, a.enclosures from articles a join revisions r on r.id = a.newest"""
# An article with the whole text of its page, where that was taken; and with the text of its
# feed, by which it is known again.
READ = f"""select a.id, r.title, coalesce(w.text, r.text) as text, {_PARTICULARS}
    left join revisions w on w.id = a.whole"""
OWN_TEXT = f"select a.id, r.title, r.text, {_PARTICULARS}"

# Articles that a feed's rhythm of publishing is read from: a few days of a busy one.
RHYTHM = 30
# The texts of an article that are kept, of its feed and of its page each; the first always is.
MOST_REVISIONS = 24
# An edit in the feed means that the page is worth asking for again; not for ever, as there
# are feeds that edit at each poll.
PAGE_EDITS = 3


class ArticleTable:
    """Articles at their newest revision, read and written."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, article: int) -> Article | None:
        """Return one article by its id."""
        row = self._connections.row(f"{READ} where a.id = ?", (article,))
        return None if row is None else article_of(row)

    def own(self, article: int) -> Article | None:
        """Return one article with the text that its feed gave."""
        row = self._connections.row(f"{OWN_TEXT} where a.id = ?", (article,))
        return None if row is None else article_of(row)

    def of_story(self, story: int, *, hidden: bool = False) -> list[Article]:
        """Return the members of a story, oldest first; `hidden`: those that a rule hides too."""
        return self._many(
            "where a.story = ? and (? or a.muted = '') order by a.published, a.id", (story, hidden)
        )

    def waiting(self, limit: int) -> list[Article]:
        """Return articles without a story, oldest first: the clusterer's work.

        Not by id, which says in what order servers happened to answer. The index is named, as
        SQLite would go through all the articles there are, oldest first.
        """
        return self._many(
            """where a.id in (
                select id from articles indexed by idx_articles_waiting
                where story is null and muted = '' order by published, url, id limit ?)
            order by a.published, a.url, a.id""",
            (limit,),
        )

    def listed(self, story: int | None, limit: int, *, hidden: bool = False) -> list[Article]:
        """Return articles newest first, of one story or of all; `hidden`: those that a rule hides, only."""
        of = "a.story = ? and" if story is not None else "? is null and"
        return self._many(
            f"where {of} (a.muted <> '') = ? order by a.published desc, a.id desc limit ?",
            (story, hidden, limit),
        )

    def known(self, feed: str, url_keys: Sequence[str], limit: int) -> list[Article]:
        """Return what an incoming document may repeat: the feed's newest, and equal addresses.

        With the text that the feed gave: against that of the page each poll would see an edit.
        """
        rows = self._connections.rows(
            f"""{OWN_TEXT} where a.id in (
                select article from (
                    select article from article_feeds where feed = ? order by article desc limit ?)
                union select id from articles where url_key <> '' and url_key in (
                    select value from json_each(?)))
            order by a.id""",  # noqa: S608 - the constant above
            (feed, limit, json.dumps(list(url_keys))),
        )
        return [article_of(row) for row in rows]

    def insert(self, entry: Entry, url_key: str, origin: Origin, now: datetime) -> int:
        """Store a new article with its first revision; return its id."""
        return self.insert_all([(entry, url_key)], origin, now)[0]

    def insert_all(
        self, entries: Sequence[tuple[Entry, str]], origin: Origin, now: datetime
    ) -> Sequence[int]:
        """Store new articles, each with the normal form of its address; return their ids."""
        with self._connections.write() as db:
            article, revision = (self._next(table) for table in ("articles", "revisions"))
            arrivals = [
                Arrival(article + place, revision + place, entry, key)
                for place, (entry, key) in enumerate(entries)
            ]
            self._index(store_arrivals(db, arrivals, origin, now))
        return range(article, article + len(entries))

    def revise(self, article: int, entry: Entry, url_key: str, now: datetime) -> None:
        """Keep the text an article has now as its next revision, and follow it to a new address."""
        with self._connections.write() as db:
            if entry.url:
                db.execute(
                    "update articles set url = ?, url_key = ? where id = ?", (entry.url, url_key, article)
                )
            if entry.guid:
                db.execute("update articles set guid = ? where id = ?", (entry.guid, article))
            self.add_revision(article, entry.title, entry.text, "feed", now)
            db.execute(
                """update articles set page = '' where id = :article and whole is not null and :most >= (
                    select count(*) - 1 from revisions where article = :article and source = 'feed')""",
                {"article": article, "most": PAGE_EDITS},
            )

    def attach(self, articles: Iterable[int], feed: str, now: datetime) -> None:
        """Remember that a feed carried articles just now."""
        with self._connections.write() as db:
            db.executemany(
                "insert or replace into article_feeds values (?, ?, ?)",
                [(article, feed, stamp(now)) for article in articles],
            )

    def story_of(self, article: int) -> int | None:
        """Return the number of the story an article is in, None while it waits."""
        story: int | None = self._connections.scalar("select story from articles where id = ?", (article,))
        return story

    def feeds_of(self, article: int) -> list[str]:
        """Return the addresses of the feeds that carry an article."""
        rows = self._connections.rows(
            "select feed from article_feeds where article = ? order by feed", (article,)
        )
        return [row["feed"] for row in rows]

    def publish_times(self, feed: str) -> list[datetime]:
        """Return when a feed's newest articles appeared: what its rhythm is read from."""
        rows = self._connections.rows(
            """select published from (
                select published from articles where id in (
                    select article from article_feeds where feed = :feed order by article desc limit :most)
                union all select published from (
                    select published from dropped where feed = :feed order by seen desc limit :most))
            order by published desc limit :most""",
            {"feed": feed, "most": RHYTHM},
        )
        return [moment(row["published"]) for row in rows]

    def revisions(self, article: int) -> list[Revision]:
        """Return every text an article has had, first to newest."""
        rows = self._connections.rows(
            "select number, title, text, seen, source from revisions where article = ? order by number",
            (article,),
        )
        return [
            Revision(row["number"], row["title"], row["text"], moment(row["seen"]), row["source"])
            for row in rows
        ]

    def add_revision(
        self, article: int, title: str, text: str, source: Literal["feed", "page"], now: datetime
    ) -> None:
        """Make a text the article's newest of its source; of more than the most, the second goes."""
        with self._connections.write() as db:
            cursor = db.execute(
                """insert into revisions (article, number, title, text, seen, source) values (
                    :article, (select coalesce(max(number), 0) + 1 from revisions where article = :article),
                    :title, :text, :seen, :source)""",
                {"article": article, "title": title, "text": text, "seen": stamp(now), "source": source},
            )
            assert cursor.lastrowid is not None, "an insert has a row id"
            self._index([(cursor.lastrowid, title, text)])
            column = "newest" if source == "feed" else "whole"
            # The column is one of the two constants.
            db.execute(f"update articles set {column} = ? where id = ?", (cursor.lastrowid, article))  # noqa: S608
            db.execute(
                """delete from revisions where id in (
                    select id from revisions where article = :article and source = :source
                    order by number limit max(0, (select count(*) - :most from revisions
                        where article = :article and source = :source)) offset 1)""",
                {"article": article, "source": source, "most": MOST_REVISIONS},
            )

    def _index(self, texts: Sequence[tuple[int, str, str]]) -> None:
        self._connections.before_commit(lambda db: index(db, texts))

    def _next(self, table: str) -> int:
        """Return the id that the next row gets; the caller holds the write lock."""
        number: int = self._connections.scalar(f"select coalesce(max(id), 0) + 1 from {table}")  # noqa: S608 - a constant
        return number

    def _many(self, where: str, values: Sequence[object]) -> list[Article]:
        return [article_of(row) for row in self._connections.rows(f"{READ} {where}", values)]


def article_of(row: sqlite3.Row) -> Article:
    """Make the article of a row of `OWN_TEXT` or its like."""
    values = dict(row)
    values["published"] = moment(values["published"])
    values["fetched"] = moment(values["fetched"])
    values["enclosures"] = tuple(Enclosure(*each) for each in json.loads(values["enclosures"]))
    return Article(**values)
