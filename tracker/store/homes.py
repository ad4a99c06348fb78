"""Which article is a member of which story, in short: what a clusterer's memory is held against."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.store.articles import READ, article_of
from tracker.store.times import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from tracker.model import Article
    from tracker.store.connection import Connections

_HOMES = """select id, story, published, max(newest, coalesce(whole, 0)) as text from articles
    where story is not null and muted = ''"""

_ARTICLES = f"{READ} where a.id in (select value from json_each(?))"  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Home:
    """An article's story; `text` is another number when the article reads otherwise."""

    article: int
    story: int
    published: str
    text: int


class HomeTable:
    """Memberships without the texts, and the articles to some of them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def newest(self, since: datetime, limit: int) -> list[Home]:
        """Return those of the newest `limit` articles of stories published since then, oldest first."""
        rows = self._connections.rows(
            f"{_HOMES} and published >= ? order by published desc, id desc limit ?", (stamp(since), limit)
        )
        return [_home(row) for row in reversed(rows)]

    def of(self, article: int) -> Home | None:
        """Return where one article is; None where it waits, or is hidden."""
        row = self._connections.row(f"{_HOMES} and id = ?", (article,))
        return None if row is None else _home(row)

    def articles(self, homes: Iterable[Home]) -> dict[int, Article]:
        """Return the articles themselves, by their number."""
        numbers = json.dumps([home.article for home in homes])
        rows = self._connections.rows(_ARTICLES, (numbers,))
        return {row["id"]: article_of(row) for row in rows}


def _home(row: sqlite3.Row) -> Home:
    return Home(row["id"], row["story"], row["published"], row["text"])
