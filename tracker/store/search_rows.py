"""Candidates of a search → those that a query's fields let pass, and what is read of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from tracker.model import Query, State
    from tracker.store.connection import Connections
    from tracker.store.search_sources import Scope

_Condition = tuple[str, list[object]]

_IDS = "(select value from json_each(?))"
# What says in which state a story is, by which table. One that is in no list is unread and alone.
_STATES: dict[State, tuple[str, str]] = {
    "unread": ("p", "coalesce(p.unread, 1)"),
    "read": ("p", "not coalesce(p.unread, 1)"),
    "lone": ("p", "coalesce(p.kind, 1) = 1"),
    "followed": ("m", "coalesce(m.followed, 0)"),
    "muted": ("m", "coalesce(m.muted, 0)"),
}
_TABLES = {"p": "shelf", "m": "marks"}
Table = Literal["revisions", "stories"]
# What numbers the rows of a table, and when one came.
_TIMES: dict[Table, tuple[str, str]] = {"revisions": ("id", "seen"), "stories": ("number", "created")}
_ARTICLES = """select a.id as number, a.story, a.published as date, a.outlet, n.title,
    coalesce(w.text, n.text) as text from articles a
    join revisions n on n.id = a.newest left join revisions w on w.id = a.whole"""
_STORIES = """select s.number, s.number as story, s.updated as date, '' as outlet, s.title,
    f.body as text, f.actors from dossiers_fts f join stories s on s.number = f.rowid"""


class Candidates:
    """Reads candidates by their numbers, and passes those that have what the fields ask."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def articles(self, scope: Scope, ids: Sequence[int]) -> list[int]:
        """Return those of the articles that pass, newest first."""
        carried = f"select c.article from article_feeds c where c.article in {_IDS}"  # noqa: S608 - a constant
        asked = _carried(scope, carried, ids)
        condition, values = _joined(
            [("a.muted = ''", []), *_of_article(scope), *asked, *_of_story(scope.query)]
        )
        rows = self._connections.rows(
            f"""select a.id from articles a {_tables(scope.query, "a.story")}
            where a.id in {_IDS} and {condition} order by a.published desc, a.id desc""",  # noqa: S608 - constants
            (json.dumps(ids), *values),
        )
        return [row["id"] for row in rows]

    def stories(self, scope: Scope, numbers: Sequence[int]) -> list[int]:
        """Return those of the stories that pass, newest first.

        Only what is listed and has more than one article: a lone one is found as the article it is.
        """
        conditions: list[_Condition] = [("l.kind = 2", []), *_of_story(scope.query)]
        members = f"select b.id from articles b where b.story in {_IDS}"  # noqa: S608 - a constant
        carried = f"select c.article from article_feeds c where c.article in ({members})"  # noqa: S608 - a constant
        inner = [*_of_article(scope), *_carried(scope, carried, numbers)]
        if inner:
            condition, values = _joined(inner)
            of = f"select a.story from articles a where a.story in {_IDS} and a.muted = '' and {condition}"  # noqa: S608 - constants
            conditions.append((f"s.number in ({of})", [json.dumps(numbers), *values]))
        condition, values = _joined(conditions)
        # The cross join keeps SQLite from beginning with the index of the whole list.
        rows = self._connections.rows(
            f"""select s.number from stories s cross join shelf l on l.story = s.number
            {_tables(scope.query, "s.number")} where s.number in {_IDS} and {condition}
            order by s.updated desc, s.number desc""",  # noqa: S608 - the constants above
            (json.dumps(numbers), *values),
        )
        return [row["number"] for row in rows]

    def with_texts(self, revisions: Sequence[int]) -> list[int]:
        """Return the articles of which these revisions are the text that is read, or the feed's newest."""
        rows = self._connections.rows(
            f"""select a.id from revisions r
            join articles a on a.id = r.article and r.id in (a.newest, a.whole) where r.id in {_IDS}""",  # noqa: S608 - a constant
            (json.dumps(revisions),),
        )
        return list(dict.fromkeys(row["id"] for row in rows))

    def read_articles(self, ids: Sequence[int]) -> list[sqlite3.Row]:
        """Return articles with their texts, newest first."""
        rows = self._connections.rows(f"{_ARTICLES} where a.id in {_IDS}", (json.dumps(ids),))
        return newest_first(rows)

    def read_stories(self, numbers: Sequence[int]) -> list[sqlite3.Row]:
        """Return stories with the words of their dossiers, newest first."""
        rows = self._connections.rows(f"{_STORIES} where f.rowid in {_IDS}", (json.dumps(numbers),))
        return newest_first(rows)

    def actors(self, stories: Sequence[int]) -> dict[int, str]:
        """Return who speaks in the dossiers of stories, a name a line."""
        rows = self._connections.rows(
            f"select rowid as story, actors from dossiers_fts where rowid in {_IDS}",  # noqa: S608 - a constant
            (json.dumps(stories),),
        )
        return {row["story"]: row["actors"] for row in rows}

    def slugs(self, stories: Sequence[int]) -> dict[int, str]:
        """Return the names of stories."""
        rows = self._connections.rows(
            f"select number, slug from stories where number in {_IDS}",  # noqa: S608 - a constant
            (json.dumps(stories),),
        )
        return {row["number"]: row["slug"] for row in rows}

    def last_before(self, table: Table, moment: str) -> int:
        """Return the last row that came before a moment, by halving: they come in order of time."""
        key, time = _TIMES[table]
        # The names are those of the table above.
        low, high = 0, self._connections.scalar(f"select coalesce(max({key}), 0) from {table}")  # noqa: S608
        while low < high:
            middle = (low + high + 1) // 2
            seen = self._connections.scalar(
                f"select {time} from {table} where {key} <= ? order by {key} desc limit 1",  # noqa: S608
                (middle,),
            )
            if seen is None or seen < moment:
                low = middle
            else:
                high = middle - 1
        return low

    def date(self, article: int) -> str:
        """Return when an article was published, as the database writes it."""
        date: str = self._connections.scalar("select published from articles where id = ?", (article,))
        return date


def newest_first(rows: Iterable[sqlite3.Row]) -> list[sqlite3.Row]:
    """Put rows of articles or stories in order of their dates."""
    return sorted(rows, key=lambda row: (row["date"], row["number"]), reverse=True)


def _joined(conditions: Sequence[_Condition]) -> _Condition:
    return " and ".join(sql for sql, _ in conditions), [value for _, values in conditions for value in values]


def _of_article(scope: Scope) -> list[_Condition]:
    """Give what an article must have."""
    found: list[_Condition] = []
    if scope.query.since is not None or scope.query.until is not None:
        found.append(("a.published >= ? and a.published < ?", [scope.since, scope.until]))
    for names, sign in ((scope.outlets, ""), (scope.not_outlets or None, "not ")):
        if names is not None:
            found.append((f"a.outlet {sign}in {_IDS}", [json.dumps(names)]))
    return found


def _carried(scope: Scope, among: str, numbers: Sequence[int]) -> list[_Condition]:
    """Give by which feeds an article must have come; `among` are the feeds' articles of these numbers.

    Told of all candidates at once: asked of one after the other, the names would be read anew for each. The
    plus keeps SQLite from looking for every feed with every article.
    """
    return [
        (f"a.id {sign}in ({among} and +c.feed in {_IDS})", [json.dumps(numbers), json.dumps(feeds)])
        for feeds, sign in ((scope.feeds, ""), (scope.not_feeds or None, "not "))
        if feeds is not None
    ]


def _of_story(query: Query) -> list[_Condition]:
    """Give what a story, or an article's, must have."""
    return [
        (_STATES[state][1] if holds else f"not ({_STATES[state][1]})", [])
        for state, holds in query.states
        if state in _STATES
    ]


def _tables(query: Query, story: str) -> str:
    """Join the tables that the states are read from, and no others."""
    names = sorted({_STATES[state][0] for state, _ in query.states if state in _STATES})
    return " ".join(f"left join {_TABLES[name]} {name} on {name}.story = {story}" for name in names)
