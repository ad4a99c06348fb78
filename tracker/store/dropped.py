"""Articles that retention dropped: what is needed to know them again where a feed still offers them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tracker.model import Article
from tracker.store.times import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from tracker.store.connection import Connections

# Days after which a feed that brings newer documents, but not this article, offers it no more. The
# longest that feeds were seen to leave an entry out and list it again is a few weeks.
FORGOTTEN_AFTER = 90

_OFFERED = """select * from dropped where id in (
        select id from (select id from dropped where feed = :feed order by seen desc limit :limit)
        union select id from (select id from dropped where url_key <> ''
            and url_key in (select value from json_each(:keys)) order by seen desc limit :limit))
    order by id"""
# What article retention drops leaves behind, under numbers of its own.
_BURY = """insert into dropped (feed, url, url_key, guid, title, published, fetched, seen)
    select a.feed, a.url, a.url_key, a.guid, r.title, a.published, a.fetched,
        coalesce((select max(seen) from article_feeds f where f.article = a.id), a.fetched)
    from articles a join revisions r on r.id = a.newest where a.id in (select value from json_each(?))"""
# When each feed last brought a document with anything in it that is known.
_FORGET = """with told (feed, seen) as materialized (
        select feed, max(seen) from (
            select feed, seen from article_feeds union all select feed, seen from dropped) group by feed)
    delete from dropped where exists (select 1 from told t where t.feed = dropped.feed
        and julianday(t.seen) - julianday(dropped.seen) > ?)"""


class DroppedTable:
    """Marks of dropped articles, without their texts: as articles whose ids are below 0."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def known(self, feed: str, url_keys: Sequence[str], limit: int) -> list[Article]:
        """Return what an incoming document may still offer: the feed's last seen, and equal addresses."""
        values = {"feed": feed, "limit": limit, "keys": json.dumps(list(url_keys))}
        return [_article(row) for row in self._connections.rows(_OFFERED, values)]

    def offered(self, ids: Iterable[int], now: datetime) -> None:
        """Remember that a feed offered dropped articles, by the ids of `known`, just now."""
        with self._connections.write() as db:
            db.executemany("update dropped set seen = ? where id = ?", [(stamp(now), -each) for each in ids])

    def bury(self, articles: Iterable[int]) -> None:
        """Keep the marks of articles that are about to go."""
        with self._connections.write() as db:
            db.execute(_BURY, (json.dumps(list(articles)),))

    def forget(self) -> None:
        """Forget what no feed offers any more."""
        with self._connections.write() as db:
            db.execute(_FORGET, (FORGOTTEN_AFTER,))

    def count(self) -> int:
        """Return how many dropped articles are remembered."""
        count: int = self._connections.scalar("select count(*) from dropped")
        return count


def _article(row: sqlite3.Row) -> Article:
    return Article(
        id=-row["id"],
        title=row["title"],
        text="",
        url=row["url"],
        outlet="",
        published=moment(row["published"]),
        fetched=moment(row["fetched"]),
        feed=row["feed"],
        guid=row["guid"],
    )
