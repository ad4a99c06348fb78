"""Articles, the feeds they stand in, and every revision of their text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.model import Article, Enclosure, Entry, Revision
from tracker.store.times import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.store.connection import Connections

_SELECT = """select a.id, r.title, r.text, a.url, a.outlet, a.published, a.fetched, a.author, a.feed,
    a.guid, r.number as revision, a.story, a.via, a.page, a.muted, a.enclosures
    from articles a join revisions r on r.id = a.newest"""

# Articles that a feed's rhythm of publishing is read from: a few days of a busy one.
RHYTHM = 30


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from: the feed, the name its readers know, and the search if one."""

    feed: str
    outlet: str
    via: str = ""


class ArticleTable:
    """Articles at their newest revision, read and written."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, article: int) -> Article | None:
        """Return one article by its id."""
        row = self._connections.row(f"{_SELECT} where a.id = ?", (article,))
        return None if row is None else _article(row)

    def of_story(self, story: int) -> list[Article]:
        """Return the members of a story, oldest first."""
        return self._many("where a.story = ? order by a.published, a.id", (story,))

    def waiting(self, limit: int) -> list[Article]:
        """Return articles without a story, oldest first: the clusterer's work.

        Not by id, which says in what order servers happened to answer.
        """
        return self._many(
            "where a.story is null and a.muted = '' order by a.published, a.url, a.id limit ?", (limit,)
        )

    def placed_since(self, since: datetime, limit: int) -> list[Article]:
        """Return the newest `limit` articles of stories published since then, oldest first."""
        newest_first = self._many(
            "where a.story is not null and a.published >= ? order by a.published desc, a.id desc limit ?",
            (stamp(since), limit),
        )
        return newest_first[::-1]

    def listed(self, story: int | None, limit: int) -> list[Article]:
        """Return articles newest first, of one story or of all."""
        if story is None:
            return self._many("order by a.published desc, a.id desc limit ?", (limit,))
        return self._many("where a.story = ? order by a.published desc, a.id desc limit ?", (story, limit))

    def known(self, feed: str, url_keys: Sequence[str], limit: int) -> list[Article]:
        """Return what an incoming document may repeat: the feed's newest, and equal addresses."""
        return self._many(
            """where a.id in (
                select article from (
                    select article from article_feeds where feed = ? order by article desc limit ?)
                union select id from articles where url_key <> '' and url_key in (
                    select value from json_each(?)))
            order by a.id""",
            (feed, limit, json.dumps(list(url_keys))),
        )

    def insert(self, entry: Entry, url_key: str, origin: Origin, now: datetime) -> int:
        """Store a new article with its first revision; return its id."""
        published = min(entry.published or now, now)
        with self._connections.write() as db:
            cursor = db.execute(
                """insert into articles (url, url_key, guid, outlet, author, feed, published, fetched, via,
                    enclosures)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    entry.url,
                    url_key,
                    entry.guid,
                    origin.outlet,
                    entry.author,
                    origin.feed,
                    stamp(published),
                    stamp(now),
                    origin.via,
                    json.dumps([[file.url, file.type, file.length] for file in entry.enclosures]),
                ),
            )
            article = cursor.lastrowid
            assert article is not None, "an insert has a row id"
            self._write_revision(article, 1, entry, now)
            self.attach(article, origin.feed, now)
        return article

    def revise(self, article: int, entry: Entry, url_key: str, now: datetime) -> None:
        """Keep the text an article has now as its next revision, and follow it to a new address."""
        with self._connections.write() as db:
            if entry.url:
                db.execute(
                    "update articles set url = ?, url_key = ? where id = ?", (entry.url, url_key, article)
                )
            if entry.guid:
                db.execute("update articles set guid = ? where id = ?", (entry.guid, article))
            number = self._connections.scalar(
                "select max(number) from revisions where article = ?", (article,)
            )
            self._write_revision(article, number + 1, entry, now)

    def attach(self, article: int, feed: str, now: datetime) -> None:
        """Remember that a feed carried an article just now."""
        with self._connections.write() as db:
            db.execute("insert or replace into article_feeds values (?, ?, ?)", (article, feed, stamp(now)))

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
            """select published from articles where id in (
                select article from article_feeds where feed = ? order by article desc limit ?)""",
            (feed, RHYTHM),
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

    def _write_revision(self, article: int, number: int, entry: Entry, now: datetime) -> None:
        with self._connections.write() as db:
            cursor = db.execute(
                "insert into revisions (article, number, title, text, seen) values (?, ?, ?, ?, ?)",
                (article, number, entry.title, entry.text, stamp(now)),
            )
            db.execute("update articles set newest = ? where id = ?", (cursor.lastrowid, article))

    def _many(self, where: str, values: Sequence[object]) -> list[Article]:
        return [_article(row) for row in self._connections.rows(f"{_SELECT} {where}", values)]


def _article(row: sqlite3.Row) -> Article:
    values = dict(row)
    values["published"] = moment(values["published"])
    values["fetched"] = moment(values["fetched"])
    values["enclosures"] = tuple(Enclosure(*each) for each in json.loads(values["enclosures"]))
    return Article(**values)
