"""Finds the articles, and the stories, that a query wants: among the newest, then by the full-text index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tracker.query import Matcher
from tracker.query.matching import fold, sought
from tracker.store.search_rows import newest_first
from tracker.store.search_terms import expression, leaves_out, names, single_words, spoken

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from tracker.model import Query
    from tracker.store.connection import Connections
    from tracker.store.search_rows import Candidates, Table
    from tracker.store.search_sources import Scope, Source, Sources

# Of the newest candidates so many are looked through, the first few before the others: 8 µs each, so that
# a word that every tenth article has fills a list in 20 ms.
PROBES = (400, 2_000)
# A word is rare that so few rows of the index have: these are read sooner than the newest are looked through.
RARE = 50
# Hits of the full-text index that are looked at, newest first; the fewer suffice unless fields let few pass.
CANDIDATES = (2_000, 15_000)
STORIES = (1_000, 6_000)
# Of those so many are read at a time where the index could not look for all words; and unread stories.
READ = 2_000
# The highest row that there can be.
MOST_ROW = 2**63 - 1


class Hits(NamedTuple):
    """Rows that were found, newest first; whether there may be more, and how far back they were sought."""

    rows: Sequence[sqlite3.Row]
    more: bool = False
    back_to: str = ""


class _Finder:
    """What both finders look into."""

    def __init__(self, connections: Connections, sources: Sources, candidates: Candidates) -> None:
        self._connections = connections
        self._sources = sources
        self._candidates = candidates


class ArticleHits(_Finder):
    """Finds articles."""

    def find(self, scope: Scope, newest: Source, limit: int) -> Hits:
        """Return the newest articles that a query wants; `newest` are those to look through first."""
        query = scope.query
        if query.wants("article") is False or query.wants("story"):
            return Hits([])
        # Who is heard in a story is looked for in its articles too.
        wanted = replace(query, terms=(*query.terms, *spoken(query.actors.any)))
        probed = self._probe(scope, newest, wanted, limit)
        if probed.more or newest.whole:
            return probed
        return (
            self._indexed(scope, wanted, limit, probed) if wanted.terms else self._wider(scope, wanted, limit)
        )

    def _probe(self, scope: Scope, source: Source, wanted: Query, limit: int) -> Hits:
        """Look through the newest candidates; `back_to` says how far these go."""
        if not source.whole and _has_rare(self._connections, "revisions_fts", wanted):
            return Hits([])
        passing = self._candidates.articles(scope, source.ids)
        rows = self._read(passing, wanted, limit, least=0 if source.whole else _least(limit))
        if len(rows) > limit:
            return Hits(rows[:limit], more=True)
        return Hits(rows, back_to=self._end(source))

    def _wider(self, scope: Scope, wanted: Query, limit: int) -> Hits:
        """Look at more candidates by their fields alone; what is read or unread has a list of its own."""
        if scope.query.wants("unread"):
            source = self._sources.of_stories(self._sources.unread(READ), scope, CANDIDATES[-1])
        elif scope.query.wants("read"):
            source = self._sources.of_stories(self._sources.read(READ), scope, CANDIDATES[-1])
        else:
            source = self._sources.articles(scope, CANDIDATES[-1])
        passing = self._candidates.articles(scope, source.ids)
        rows = self._read(passing, wanted, limit)
        more = len(rows) > limit
        return Hits(rows[:limit], more, "" if more else self._end(source))

    def _end(self, source: Source) -> str:
        """Return the date of the last candidate, "" where nothing lies behind it, or there is none."""
        return "" if source.whole or not source.ids else self._candidates.date(source.ids[-1])

    def _indexed(self, scope: Scope, wanted: Query, limit: int, probed: Hits) -> Hits:
        """Add what the full-text index finds; it has all of what is rare."""
        merged, passing, seen = list(probed.rows), list[int](), set[int]()
        reads = leaves_out(wanted) or _names_actors(wanted)
        for last, most in _stages(self._candidates, scope, "revisions", CANDIDATES):
            found = matching(self._connections, "revisions_fts", expression(wanted), most, last)
            passing = self._candidates.articles(scope, self._candidates.with_texts(found))
            fresh = [each for each in passing if each not in seen][: READ if reads else limit + 1]
            rows = self._read(fresh, wanted, limit) if reads else self._candidates.read_articles(fresh)
            seen.update(fresh)
            merged = newest_first({row["number"]: row for row in (*merged, *rows)}.values())
            whole = last is None and len(found) < most and seen.issuperset(passing)
            if whole or len(merged) > limit:
                return Hits(merged[:limit], len(merged) > limit)
        return Hits(merged, back_to=self._candidates.date(passing[-1]) if passing else probed.back_to)

    def _read(self, ids: Sequence[int], wanted: Query, limit: int, least: int = 0) -> list[sqlite3.Row]:
        """Return the first articles whose words fit, and whose story hears whom the query names.

        Stops where the words are rarer than `least` in the first few.
        """
        matcher = Matcher(wanted)
        rows: list[sqlite3.Row] = []
        for some in _staged(ids, (limit + 1,) if not (matcher.asks or _names_actors(wanted)) else PROBES):
            read = self._candidates.read_articles(some)
            fitting = [row for row in read if not matcher.asks or matcher.fits(row["title"], row["text"])]
            rows += self._heard(fitting, wanted)
            if len(rows) > limit or (wanted.terms and len(rows) < least):
                break
        return rows

    def _heard(self, rows: list[sqlite3.Row], wanted: Query) -> list[sqlite3.Row]:
        if not (_names_actors(wanted) and rows):
            return rows
        actors = self._candidates.actors(sorted({row["story"] for row in rows if row["story"]}))
        return [row for row in rows if _hears(wanted, actors.get(row["story"], ""))]


class StoryHits(_Finder):
    """Finds stories by their dossiers."""

    def find(self, scope: Scope, newest: Source, limit: int) -> Hits:
        """Return the newest stories that a query wants; `newest` are the articles it is narrowed to."""
        query = scope.query
        if query.wants("story") is False or query.wants("article") or query.wants("lone"):
            return Hits([])
        source = self._sources.stories(scope, newest, PROBES[-1])
        if not source.whole and _has_rare(self._connections, "dossiers_fts", query):
            return self._indexed(scope, limit, [])
        passing = self._candidates.stories(scope, source.ids)
        rows = self._read(passing, query, limit, least=0 if source.whole else _least(limit))
        asks = query.terms or query.actors.any
        if len(rows) > limit or source.whole or not asks:
            return Hits(rows[:limit], len(rows) > limit)
        return self._indexed(scope, limit, rows)

    def _indexed(self, scope: Scope, limit: int, probed: Sequence[sqlite3.Row]) -> Hits:
        """Add what the index of the dossiers finds."""
        query = scope.query
        # What is refused stands at the end.
        parts = [names("actors", query.actors.any), expression(query)]
        match = " AND ".join(part for part in parts if part)
        reads = leaves_out(query) or query.actors.none or (query.without and not query.terms)
        merged, seen = list(probed), set[int]()
        for last, most in _stages(self._candidates, scope, "stories", STORIES):
            found = matching(self._connections, "dossiers_fts", match, most, last)
            passing = self._candidates.stories(scope, found)
            fresh = [each for each in passing if each not in seen][: READ if reads else limit + 1]
            rows = self._read(fresh, query, limit) if reads else self._candidates.read_stories(fresh)
            seen.update(fresh)
            merged = newest_first({row["number"]: row for row in (*merged, *rows)}.values())
            whole = last is None and len(found) < most and seen.issuperset(passing)
            if whole or len(merged) > limit:
                return Hits(merged[:limit], len(merged) > limit)
        return Hits(merged, back_to=merged[-1]["date"] if merged else "")

    def _read(self, numbers: Sequence[int], query: Query, limit: int, least: int = 0) -> list[sqlite3.Row]:
        matcher = Matcher(query)
        rows: list[sqlite3.Row] = []
        plain = not (matcher.asks or _names_actors(query))
        for some in _staged(numbers, (limit + 1,) if plain else PROBES):
            rows += [
                row
                for row in self._candidates.read_stories(some)
                if _hears(query, row["actors"])
                and (not matcher.asks or matcher.fits(row["title"], row["text"]))
            ]
            if len(rows) > limit or (not plain and len(rows) < least):
                break
        return rows


def matching(
    connections: Connections, table: str, match: str, most: int, last: int | None = None
) -> list[int]:
    """Return the newest rows of a full-text index that match, up to a last one."""
    if not match:
        return []
    rows = connections.rows(
        # The table is a constant of the caller's.
        f"""select rowid from {table} where {table} match ? and rowid <= ?
        order by rowid desc limit ?""",  # noqa: S608
        (match, MOST_ROW if last is None else last, most),
    )
    return [row["rowid"] for row in rows]


def _has_rare(connections: Connections, table: str, query: Query) -> bool:
    """Tell whether a word of a query is so rare that the index alone is the shortest way.

    To gather what begins with a word takes longer, and is of no use where the word itself is common.
    """

    def is_rare(match: str) -> bool:
        return len(matching(connections, table, match, RARE)) < RARE

    return any(all(map(is_rare, ways)) for ways in single_words(query))


def _stages(
    candidates: Candidates, scope: Scope, table: Table, sizes: Sequence[int]
) -> list[tuple[int | None, int]]:
    """Say up to which row of an index, and how many, are looked at in turn.

    What was there before `until` was published before it. What came later may have been, and is looked
    at after that.
    """
    stages: list[tuple[int | None, int]] = [(None, most) for most in sizes]
    if scope.query.until is None:
        return stages
    return [(candidates.last_before(table, scope.until), sizes[0]), *stages]


def _staged(numbers: Sequence[int], ends: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut numbers where stages end; what is behind the last stage is one more."""
    begin = 0
    for end in (*ends, len(numbers)):
        if numbers[begin:end]:
            yield numbers[begin:end]
        begin = max(begin, end)


def _least(limit: int) -> int:
    """Say of how many hits among the first candidates all those that are looked through would fill a list.

    With fewer, the others are left to the full-text index, whose lists are short then.
    """
    return limit * PROBES[0] // PROBES[1]


def _names_actors(query: Query) -> bool:
    return bool(query.actors.any or query.actors.none)


def _hears(query: Query, actors: str) -> bool:
    """Tell whether the actors are those that a query asks for: each by the words of one's name."""
    if not _names_actors(query):
        return True
    heard = fold(actors)
    wanted = all(each.is_in(heard) for each in sought(spoken(query.actors.any)))
    return wanted and not any(each.is_in(heard) for each in sought(spoken(query.actors.none)))
