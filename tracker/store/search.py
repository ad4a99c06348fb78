"""Full text over articles and dossiers, newest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.model import Hit
from tracker.store.times import moment

if TYPE_CHECKING:
    import sqlite3

    from tracker.store.connection import Connections

# Ranking by bm25 over a common word reads every match; newest-first stops at this many.
CANDIDATES = 500

# The text of an article's page is a revision beside that of its feed; both are found.
_ARTICLES = """select 'article' as kind, a.id as number, s.slug, n.title, a.outlet, a.published as date,
    snippet(revisions_fts, 1, '', '', '…', 24) as snippet
    from revisions_fts f join revisions r on r.id = f.rowid
    join articles a on a.id = r.article and r.id in (a.newest, a.whole)
    join revisions n on n.id = a.newest left join stories s on s.number = a.story
    where revisions_fts match ? and a.muted = '' order by f.rowid desc limit ?"""
_STORIES = """select 'story' as kind, s.number, s.slug, s.title, '' as outlet, s.updated as date,
    snippet(dossiers_fts, 1, '', '', '…', 24) as snippet
    from dossiers_fts f join stories s on s.number = f.rowid
    where dossiers_fts match ? and s.merged_into is null and s.items > 0 limit ?"""


class Search:
    """Finds words the user typed; what they typed is never FTS5 syntax but for "phrases"."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def hits(self, query: str, limit: int) -> list[Hit]:
        """Return stories, then articles, that hold every word of the query; each newest first."""
        match = expression(query)
        if not match:
            return []
        stories = self._connections.rows(_STORIES, (match, CANDIDATES))
        rows = self._connections.rows(_ARTICLES, (match, CANDIDATES))
        articles = {row["number"]: row for row in rows}.values()
        found = [
            *sorted(stories, key=lambda row: str(row["date"]), reverse=True),
            *sorted(articles, key=lambda row: str(row["date"]), reverse=True),
        ]
        return [_hit(row) for row in found[:limit]]

    def stories(self, query: str) -> list[int]:
        """Return the numbers of stories that hold every word, in an article or the dossier."""
        match = expression(query)
        if not match:
            return []
        rows = self._connections.rows(
            """select rowid as story from dossiers_fts where dossiers_fts match :match union
            select a.story from revisions_fts f join revisions r on r.id = f.rowid
            join articles a on a.id = r.article and r.id in (a.newest, a.whole)
            where revisions_fts match :match and a.story is not null and a.muted = ''""",
            {"match": match},
        )
        return [row["story"] for row in rows]


def expression(query: str) -> str:
    """Make an FTS5 expression: every word as a prefix, every "phrase" as it stands.

    https://www.sqlite.org/fts5.html#fts5_strings: a string in double quotes is never syntax.
    """
    parts = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', query):
        tokens = " ".join(re.findall(r"\w+", phrase or word))
        if tokens:
            parts.append(f'"{tokens}"' if phrase else f'"{tokens}"*')
    return " ".join(parts)


def _hit(row: sqlite3.Row) -> Hit:
    return Hit(
        kind=row["kind"],
        number=row["number"],
        slug=row["slug"] or "",
        title=row["title"],
        snippet=" ".join(row["snippet"].split()),
        outlet=row["outlet"],
        date=moment(row["date"]),
    )
