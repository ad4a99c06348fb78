"""What an act of the user changes, row by row, so that its undoing can put every row back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.store.connection import Connections

# A row by its columns' names.
Row = dict[str, int | float | str | None]


class _Part(NamedTuple):
    """The rows of one table that a picture holds, and the columns that say which row is which."""

    columns: str
    key: tuple[str, ...]
    condition: str


_STORIES = "in (select value from json_each(:stories))"
_ARTICLES = "in (select value from json_each(:articles))"
_PARTS = {
    "articles": _Part("id, story", ("id",), f"id {_ARTICLES}"),
    "placements": _Part("*", ("article",), f"article {_ARTICLES}"),
    "pins": _Part("*", ("article",), f"article {_ARTICLES}"),
    "taken": _Part("*", ("article",), f"article {_ARTICLES} or story {_STORIES}"),
    "stories": _Part("number, merged_into", ("number",), f"number {_STORIES}"),
    "marks": _Part("*", ("story",), f"story {_STORIES}"),
    "follows": _Part("*", ("story",), f"story {_STORIES}"),
    "unions": _Part("id, undone_at", ("id",), f"story {_STORIES}"),
    "apart": _Part("*", ("low", "high"), "true"),
}
# Of these a picture holds some columns only: their rows come and go by other ways.
_UPDATED = frozenset({"articles", "stories", "unions"})


@dataclass(frozen=True, slots=True)
class Touched:
    """A row before an act, None where there was none.

    `after` is how the act left it, kept where that is of use: of marks, which the user may have
    changed since, and of rows that were not there.
    """

    table: str
    before: Row | None
    after: Row | None


Picture = dict[tuple[str, tuple[object, ...]], Row]


class PictureTable:
    """Rows of the tables in which the user's acts are kept."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def take(self, stories: Iterable[int], articles: Iterable[int]) -> Picture:
        """Return the rows of stories and articles, and the rulings on any, as they are now."""
        values = {"stories": json.dumps(list(stories)), "articles": json.dumps(list(articles))}
        picture: Picture = {}
        for table, part in _PARTS.items():
            # Table, columns and condition are the constants above.
            sql = f"select {part.columns} from {table} where {part.condition}"  # noqa: S608
            for row in self._connections.rows(sql, values):
                picture[table, tuple(row[name] for name in part.key)] = dict(row)
        return picture

    def put_back(self, touched: Touched) -> None:
        """Make one row again what it was before an act."""
        shown = touched.before or touched.after
        assert shown is not None, "a row that was touched is there before or after"
        key = {name: shown[name] for name in _PARTS[touched.table].key}
        where = " and ".join(f"{name} = :{name}" for name in key)
        before = self._kept_marks(touched) if touched.table == "marks" else touched.before
        with self._connections.write() as db:
            # Table and columns are those of our own schema, as the picture was taken of it.
            if touched.table in _UPDATED:
                columns = ", ".join(f"{name} = :{name}" for name in before or {} if name not in key)
                db.execute(f"update {touched.table} set {columns} where {where}", before or {})  # noqa: S608
                return
            db.execute(f"delete from {touched.table} where {where}", key)  # noqa: S608
            if before is not None:
                names, values = ", ".join(before), ", ".join(f":{name}" for name in before)
                db.execute(f"insert into {touched.table} ({names}) values ({values})", before)  # noqa: S608

    def read_mark(self, story: int) -> Row | None:
        """Return what the user has read of a story, None for nothing."""
        row = self._connections.row("select * from reads where story = ?", (story,))
        return None if row is None else dict(row)

    def put_read_mark(self, story: int, mark: Row | None) -> None:
        """Let the user have read just this of a story, more or less than it says now."""
        with self._connections.write() as db:
            db.execute("delete from reads where story = ?", (story,))
            if mark is not None:
                db.execute("insert into reads (story, version, at) values (:story, :version, :at)", mark)

    def _kept_marks(self, touched: Touched) -> Row | None:
        """Give the marks of before, but what the user has changed since the act stays."""
        story = (touched.before or touched.after or {})["story"]
        found = self._connections.row("select * from marks where story = ?", (story,))
        now, after = dict(found) if found else {}, touched.after or {}
        changed = {name: value for name, value in now.items() if value != after.get(name, 0)}
        if not changed or "story" in changed:
            return touched.before
        return {**now, **(touched.before or dict.fromkeys(now, 0)), **changed, "story": story}


def touched(before: Picture, after: Picture) -> list[Touched]:
    """Return the rows in which two pictures differ."""
    return [
        Touched(key[0], before.get(key), after.get(key) if key[0] == "marks" or key not in before else None)
        for key in sorted(before.keys() | after.keys(), key=str)
        if before.get(key) != after.get(key)
    ]
