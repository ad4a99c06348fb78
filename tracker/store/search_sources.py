"""Where a search begins: the newest articles or stories of what a query narrows it to, a few thousand.

None of these queries sorts or skips more than it returns: each goes along an index, newest first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.query import fold
from tracker.store.search_terms import names
from tracker.store.times import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.model import Query, State
    from tracker.store.connection import Connections

# More outlets or feeds than these of one name are not asked one by one: they narrow little.
MOST_NAMES = 60
# Stories of which the newest articles are looked at.
MOST_STORIES = 2_000
# Of each of several outlets or feeds at least so many articles are read.
LEAST = 200
LAST, FIRST = "9999", ""

# A loose index scan (https://www.sqlite.org/lang_with.html): a step an outlet, not an article.
_OUTLETS = """with recursive names (name) as (
    select min(outlet) from articles
    union all select (select min(outlet) from articles where outlet > name) from names where name is not null)
    select name from names where name is not null"""
# The marks that few stories have.
_MARKED: tuple[State, ...] = ("followed", "muted")
_IDS = "(select value from json_each(?))"


@dataclass(frozen=True, slots=True)
class Scope:
    """A query with its names looked up: outlets as articles have them, feeds by their addresses.

    None: the query does not ask for any; an empty tuple: nothing bears the name.
    """

    query: Query
    outlets: tuple[str, ...] | None = None
    not_outlets: tuple[str, ...] = ()
    feeds: tuple[str, ...] | None = None
    not_feeds: tuple[str, ...] = ()

    @property
    def since(self) -> str:
        """The first moment that counts, as the database writes it."""
        return _stamped(self.query.since, FIRST)

    @property
    def until(self) -> str:
        """The first moment that counts no more."""
        return _stamped(self.query.until, LAST)

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be found, as there is no such name."""
        return self.outlets == () or self.feeds == ()


def _stamped(moment: datetime | None, otherwise: str) -> str:
    return otherwise if moment is None else (stamp(moment) or otherwise)


class Source(NamedTuple):
    """Candidates by number, newest first, and whether these are all there are."""

    ids: list[int]
    whole: bool


class Sources:
    """Gives candidates by number, newest first."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def scope(self, query: Query, feeds: tuple[str, ...] | None, not_feeds: tuple[str, ...]) -> Scope:
        """Look a query's outlets up; `feeds` are those that its tags name."""
        asks = query.outlets
        known = self.outlets() if asks.any or asks.none else []
        wanted = _bearing(asks.any, known) if asks.any else None
        return Scope(query, wanted, _bearing(asks.none, known), feeds, not_feeds)

    def outlets(self) -> list[str]:
        """Return the names of all outlets."""
        return [row["name"] for row in self._connections.rows(_OUTLETS)]

    def actors(self, beginning: str, limit: int) -> list[str]:
        """Return who speaks in the newest dossiers in which a name begins so, each as often as there."""
        match = names("actors", (beginning,))
        which = "where dossiers_fts match ?" if match else ""
        rows = self._connections.rows(
            # `which` is one of the two constants.
            f"select actors from dossiers_fts {which} order by rowid desc limit ?",  # noqa: S608
            (match, limit) if match else (limit,),
        )
        return [name for row in rows for name in row["actors"].split("\n")]

    def articles(self, scope: Scope, limit: int) -> Source:
        """Return the newest articles of the narrowest thing that a query names."""
        marked = self._marked(scope, MOST_STORIES)
        if marked is not None:
            return self.of_stories(marked, scope, limit)
        if scope.outlets is not None and len(scope.outlets) <= MOST_NAMES:
            return self._of_outlets(scope.outlets, scope, limit)
        if scope.feeds is not None and len(scope.feeds) <= MOST_NAMES:
            return self._of_feeds(scope.feeds, limit)
        rows = self._connections.rows(
            "select id from articles where published >= ? and published < ? order by published desc limit ?",
            (scope.since, scope.until, limit),
        )
        return Source([row["id"] for row in rows], len(rows) < limit)

    def of_stories(self, stories: Source, scope: Scope, limit: int) -> Source:
        """Return the newest articles of stories."""
        rows = self._connections.rows(
            f"""select id from articles where story in {_IDS} and published >= ? and published < ?
            order by published desc limit ?""",  # noqa: S608 - a constant
            (json.dumps(stories.ids), scope.since, scope.until, limit),
        )
        return Source([row["id"] for row in rows], stories.whole and len(rows) < limit)

    def unread(self, limit: int) -> Source:
        """Return the unread stories at the top of the list."""
        return self._listed("indexed by idx_shelf_unread where unread", limit)

    def read(self, limit: int) -> Source:
        """Return the stories that were read last."""
        rows = self._connections.rows("select story from reads order by at desc limit ?", (limit,))
        return Source([row["story"] for row in rows], len(rows) < limit)

    def stories(self, scope: Scope, newest: Source, limit: int) -> Source:
        """Return the newest running stories of the narrowest thing that a query names.

        `newest` are the newest articles of it.
        """
        marked = self._marked(scope, limit)
        if marked is not None:
            return marked
        if scope.outlets is not None or scope.feeds is not None or scope.query.until is not None:
            return self._stories_of(newest)
        if scope.query.wants("unread"):
            return self.unread(limit)
        return self._listed("indexed by idx_shelf where kind = 2", limit)

    def _listed(self, which: str, limit: int) -> Source:
        rows = self._connections.rows(
            # `which` is one of the two constants.
            f"select story from shelf {which} order by kind desc, rank desc, story desc limit ?",  # noqa: S608
            (limit,),
        )
        return Source([row["story"] for row in rows], len(rows) < limit)

    def _marked(self, scope: Scope, limit: int) -> Source | None:
        """Return the stories that a mark of the user's leaves, None where no mark is asked for."""
        for state in _MARKED:
            if scope.query.wants(state):
                rows = self._connections.rows(
                    # The column is one of the two constants.
                    f"select story from marks where {state} order by story desc limit ?",  # noqa: S608
                    (limit,),
                )
                return Source([row["story"] for row in rows], len(rows) < limit)
        return None

    def _stories_of(self, articles: Source) -> Source:
        rows = self._connections.rows(
            f"select distinct story from articles where id in {_IDS} and story is not null",  # noqa: S608 - a constant
            (json.dumps(articles.ids),),
        )
        return Source([row["story"] for row in rows], articles.whole)

    def _of_outlets(self, outlets: Sequence[str], scope: Scope, limit: int) -> Source:
        lists = []
        each = _share(limit, len(outlets))
        for outlet in outlets:
            rows = self._connections.rows(
                """select published, id from articles where outlet = ? and published >= ?
                and published < ? order by published desc limit ?""",
                (outlet, scope.since, scope.until, each),
            )
            lists.append([(str(row["published"]), int(row["id"])) for row in rows])
        return merged(lists, each, limit)

    def _of_feeds(self, feeds: Sequence[str], limit: int) -> Source:
        """Return what feeds brought, newest first as far as the order of coming tells."""
        lists = []
        each = _share(limit, len(feeds))
        for feed in feeds:
            rows = self._connections.rows(
                "select article from article_feeds where feed = ? order by rowid desc limit ?", (feed, each)
            )
            lists.append([(int(row["article"]), int(row["article"])) for row in rows])
        return merged(lists, each, limit)


def _share(limit: int, lists: int) -> int:
    """Say how many of each list are read: four times what one as busy as the others adds."""
    return min(limit, max(LEAST, 4 * limit // max(lists, 1)))


def merged(lists: Sequence[list[tuple[Any, int]]], each: int, limit: int) -> Source:
    """Merge lists of an order and a number, down to the highest end of a list that was cut."""
    known = max((one[-1][0] for one in lists if len(one) == each), default=None)
    found = sorted({pair for one in lists for pair in one if known is None or pair[0] >= known}, reverse=True)
    return Source([number for _, number in found[:limit]], known is None and len(found) <= limit)


def _bearing(wanted: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the names that hold one of these, in any case and with any accents."""
    parts = [fold(each) for each in wanted]
    return tuple(name for name in known if any(part in fold(name) for part in parts))
