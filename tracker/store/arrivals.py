"""New articles, many at a time: what a first poll brings is thousands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.store.times import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.model import Entry


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from: the feed, the name its readers know, and the search if one."""

    feed: str
    outlet: str
    via: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry with the ids that its article and its first revision get, and its address's normal form."""

    article: int
    revision: int
    entry: Entry
    url_key: str


def store_arrivals(
    db: sqlite3.Connection, arrivals: Sequence[Arrival], origin: Origin, now: datetime
) -> Sequence[tuple[int, str, str]]:
    """Write articles with their first revisions, in the caller's transaction; return what to index."""
    seen = stamp(now)
    db.executemany(
        """insert into articles (id, newest, url, url_key, guid, outlet, author, feed, published, fetched,
            via, enclosures) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [_row(arrival, origin, now, seen) for arrival in arrivals],
    )
    texts = [(each.revision, each.entry.title, each.entry.text) for each in arrivals]
    db.executemany(
        "insert into revisions (id, article, number, title, text, seen) values (?, ?, 1, ?, ?, ?)",
        [
            (row, arrival.article, title, text, seen)
            for arrival, (row, title, text) in zip(arrivals, texts, strict=True)
        ],
    )
    db.executemany(
        "insert into article_feeds values (?, ?, ?)", [(each.article, origin.feed, seen) for each in arrivals]
    )
    return texts


def index(db: sqlite3.Connection, texts: Sequence[tuple[int, str, str]]) -> None:
    """Write the full-text index of revisions: id, title, text.

    Done once, at the end of a transaction, and by no trigger: any statement that may fail
    midway makes a savepoint, and at each savepoint FTS5 writes a segment of what it then has.
    """
    db.executemany("insert into revisions_fts (rowid, title, text) values (?, ?, ?)", texts)


def _row(arrival: Arrival, origin: Origin, now: datetime, seen: str | None) -> tuple[object, ...]:
    entry = arrival.entry
    return (
        arrival.article,
        arrival.revision,
        entry.url,
        arrival.url_key,
        entry.guid,
        origin.outlet,
        entry.author,
        origin.feed,
        stamp(min(entry.published or now, now)),
        seen,
        origin.via,
        _files(entry),
    )


def _files(entry: Entry) -> str:
    if not entry.enclosures:
        return "[]"
    return json.dumps([[file.url, file.type, file.length] for file in entry.enclosures])
