"""Which stories a list holds and where a page of it begins → conditions, values and order in SQL.

The order and the marks that filters ask for stand in `shelf`, which triggers keep (`schema/m007.py`): by
`kind` (running stories before lone articles), then by `rank` (the time of the newest article, and more for
more independent sources), then by number. A page begins behind a place in that order, never at a count of
rows, so that the last one costs what the first one does and nothing is skipped when stories move.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# Words of a name that are looked for: more narrow nothing down.
MOST_WORDS = 12
# A place behind all stories.
END = "0.0.0"
RUNNING, LONE = 2, 1


@dataclass(frozen=True, slots=True)
class Filter:
    """Which stories a list holds. `lone`: True only lone articles, False none, None both.

    `named`: words, each of which is in the title or the slug, or is the number. `after` and `before` are
    places (`Story.place`, or `END`): only what stands behind the one, and before the other, of which
    `limit` takes the nearest.
    """

    query: str = ""
    since: datetime | None = None
    unread: bool = False
    lone: bool | None = None
    muted: bool = False
    limit: int = 0
    named: str = ""
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The part of a query that stands behind `from shelf p`; with `backwards` its rows come last first."""

    sql: str
    values: tuple[object, ...]
    backwards: bool


def place(kind: int, rank: int, story: int) -> str:
    """Name a place in the order."""
    return f"{kind}.{rank}.{story}"


def page(wanted: Filter, joins: str, among: Sequence[int] | None = None) -> Page:
    """Return the query of a page; `joins` bring the stories as `s`, `among` narrows to numbers.

    `indexed by` refuses at once where an index can't serve, and `cross join` keeps SQLite from beginning
    with another table, after which all rows would have to be sorted.
    """
    backwards = bool(wanted.before) and not wanted.after
    clauses = [*_of_kind(wanted), *_marked(wanted), *_told(wanted)]
    if among is not None:
        clauses.append(("p.story in (select value from json_each(?))", (json.dumps(list(among)),)))
    condition = " and ".join(sql for sql, _ in clauses) or "true"
    index = "idx_shelf_unread" if wanted.unread else "idx_shelf"
    way = "" if backwards else " desc"
    sql = f"""indexed by {index} cross join {joins} where {condition}
        order by p.kind{way}, p.rank{way}, p.story{way} {f"limit {wanted.limit:d}" if wanted.limit else ""}"""
    return Page(sql, tuple(value for _, values in clauses for value in values), backwards)


_Clause = tuple[str, tuple[object, ...]]


def _of_kind(wanted: Filter) -> list[_Clause]:
    """Give the kinds that pass, and the bounds of the page in the order."""
    clauses = list[_Clause]()
    if wanted.lone is not None:
        clauses.append(("p.kind = ?", (LONE if wanted.lone else RUNNING,)))
    for bound, sign in ((wanted.after, "<"), (wanted.before, ">")):
        if bound:
            kind, rank, story = (int(part) for part in bound.split("."))
            clauses.append((f"(p.kind, p.rank, p.story) {sign} (?, ?, ?)", (kind, rank, story)))
            # Where there is one kind only, the index can be entered at the rank.
            if wanted.lone is not None and kind == (LONE if wanted.lone else RUNNING):
                clauses[-1] = (f"(p.rank, p.story) {sign} (?, ?)", (rank, story))
    return clauses


def _marked(wanted: Filter) -> list[_Clause]:
    clauses = list[_Clause]()
    if wanted.unread:
        clauses.append(("p.unread", ()))
    if not wanted.muted:
        clauses.append(("p.muted = 0", ()))
    return clauses


def _told(wanted: Filter) -> list[_Clause]:
    """Give what a story's own row must say."""
    clauses = list[_Clause]()
    if wanted.since is not None:
        from tracker.store.times import stamp

        # A rank is never below the time of the newest article.
        seconds = int(wanted.since.timestamp())
        clauses.append(("p.rank >= ? and s.updated >= ?", (seconds, stamp(wanted.since))))
    for word in wanted.named.split()[:MOST_WORDS]:
        values = (word.lower(), word.lower(), word)
        clauses.append(("(instr(lower(s.title), ?) or instr(s.slug, ?) or s.number = ?)", values))
    return clauses
