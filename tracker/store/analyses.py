"""What an engine has read in the articles of long stories, so that a new process need not read them anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.store.connection import Connections

# Analyses that are kept, at some 3 KB each: those of the newest articles. The longest stories of a year
# are some hundred articles each.
MOST = 20_000
# Beyond that so many are dropped together, as a share of it: finding out which takes 0.1 s.
EXCESS = 0.1


class AnalysisTable:
    """Analyses, each of one article by one reader; whether it is of the present text its reader knows."""

    def __init__(self, connections: Connections, most: int = MOST) -> None:
        self._connections = connections
        self._most = most

    def of(self, reader: str, articles: Iterable[int]) -> dict[int, bytes]:
        """Return what `reader` has read, by article; nothing of those that it has not read."""
        rows = self._connections.rows(
            """select n.article, n.analysis from json_each(?) j join analyses n on n.article = j.value
            where n.reader = ?""",
            (json.dumps(list(articles)), reader),
        )
        return {row["article"]: row["analysis"] for row in rows}

    def save(self, reader: str, analyses: Sequence[tuple[int, bytes]]) -> None:
        """Keep what `reader` has read, in place of what was read before; too many drop the oldest."""
        if not analyses:
            return
        with self._connections.write() as db:
            db.executemany(
                "insert or replace into analyses select id, ?, ? from articles where id = ?",
                [(reader, analysis, article) for article, analysis in analyses],
            )
            if self.count() > self._most * (1 + EXCESS):
                db.execute(
                    """delete from analyses where article not in (
                        select n.article from analyses n join articles a on a.id = n.article
                        order by a.published desc, a.id desc limit ?)""",
                    (self._most,),
                )

    def count(self) -> int:
        """Return how many analyses there are."""
        count: int = self._connections.scalar("select count(*) from analyses")
        return count
