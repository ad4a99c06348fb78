"""Retention: what is old and of no use any more, counted or dropped, kind by kind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from tracker.store.times import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from tracker.store.connection import Connections
    from tracker.store.dropped import DroppedTable

# What goes beside lone articles.
Kind = Literal["revisions", "searches", "analyses", "versions"]

# What a byte of an article's text takes with its words in the full-text index, and what its rows take
# in the other tables, in bytes: measured on databases of 15,000 and 50,000 articles.
BYTES_A_BYTE, BYTES_A_ROW = 1.9, 900

# What no version can cite and no user asked to keep: lone members of a story without versions
# and without marks, and what a rule kept from any story; and what undoing an act or taking back a
# union does not need.
_LONE = """from articles a left join stories s on s.number = a.story
    where a.published < :before and (s.number is not null or a.muted <> '') and coalesce(s.version, 0) = 0
    and not exists (select 1 from articles b where b.story = a.story and b.id <> a.id)
    and not exists (select 1 from marks m where m.story = s.number
        and (m.followed or m.muted or m.pinned or m.search <> 0))
    and not exists (select 1 from follows d where d.story = s.number)
    and not exists (select 1 from pins p where p.article = a.id)
    and a.id not in (select j.value from operations o, json_each(o.payload, '$.articles') j
        where o.undone_at is null)
    and coalesce(s.number, 0) not in (select json_extract(j.value, '$.number')
        from operations o, json_each(o.payload, '$.stories') j where o.undone_at is null)
    and a.id not in (select j.value from unions u, json_each(u.members) j where u.undone_at is null)
    and not exists (select 1 from citations c join versions v on v.story = c.story where c.article = a.id)"""

_IDS = "(select value from json_each(:ids))"
_STORIES = f"(select story from articles where id in {_IDS} and story is not null)"  # noqa: S608 - a constant
# What goes with articles, and with the stories that they were alone in; the articles themselves last.
_WITH_ARTICLES = {
    "stories": f"number in {_STORIES}",
    "slugs": f"story in {_STORIES}",
    "marks": f"story in {_STORIES}",
    "marked": f"story in {_STORIES}",
    "notices": f"story in {_STORIES}",
    "reads": f"story in {_STORIES}",
    "searches": f"story in {_STORIES}",
    "apart": f"low in {_STORIES} or high in {_STORIES}",
    "taken": f"article in {_IDS}",
    "notes": f"article in {_IDS}",
    "analyses": f"article in {_IDS}",
    "citations": f"article in {_IDS}",
    "placements": f"article in {_IDS}",
    "article_feeds": f"article in {_IDS}",
    "remembered": "name in (select 'page ' || value from json_each(:ids))",
    "revisions": f"article in {_IDS}",
    "articles": f"id in {_IDS}",
}

# Earlier texts of articles that stay, but for the first and for those that were an article's newest
# when a version of its story was written: what that version quotes stands there.
_REVISIONS = """from revisions r join articles a on a.id = r.article
    where r.seen < :before and r.number > 1 and r.id not in (a.newest, coalesce(a.whole, 0))
    and not exists (select 1 from citations c join versions v on v.story = c.story
        where c.article = a.id and v.written_at >= r.seen and not exists (
            select 1 from revisions n where n.article = r.article and n.source = r.source
            and n.number > r.number and n.seen < v.written_at))"""
# A story that nobody follows is searched for no more.
_SEARCHES = """from searches r where r.at < :before
    and not exists (select 1 from marks m where m.story = r.story and (m.followed or m.search > 0))"""
# Read again if the story should ever move again.
_ANALYSES = """from analyses r join articles a on a.id = r.article left join stories s on s.number = a.story
    where coalesce(s.updated, a.published) < :before"""
# Of a story that is quiet, that nobody follows, pinned or defined, and no act's undoing needs: all but
# its first version, its newest two, the one that was read, and the last of each week. Taking back what
# was done before that puts articles back all the same; only the words of then are written anew.
_VERSIONS = """from versions r join stories s on s.number = r.story
    where s.updated < :before and r.number > 1 and r.number < s.version - 1
    and not exists (select 1 from reads d where d.story = r.story and d.version = r.number)
    and exists (select 1 from versions n where n.story = r.story and n.number > r.number
        and strftime('%Y %W', n.written_at) = strftime('%Y %W', r.written_at))
    and not exists (select 1 from marks m where m.story = r.story and (m.followed or m.pinned))
    and not exists (select 1 from follows d where d.story = r.story)
    and r.story not in (select coalesce(json_extract(j.value, '$.number'), 0)
        from operations o, json_each(o.payload, '$.stories') j where o.undone_at is null and o.at >= :before)
    and not exists (select 1 from unions u
        where r.story in (u.story, u.into_story) and u.undone_at is null and u.at >= :before)"""


class _Sort(NamedTuple):
    """The rows of a kind, what names one of them, and the bytes that one takes."""

    rows: str
    key: str
    size: str


_SORTS: dict[Kind, _Sort] = {
    "revisions": _Sort(_REVISIONS, "r.id", f"{BYTES_A_BYTE} * length(cast(r.text as blob)) + 100"),
    "searches": _Sort(_SEARCHES, "r.id", "length(r.question) + length(r.query) + 150"),
    "analyses": _Sort(_ANALYSES, "r.article", "length(r.analysis) + 40"),
    "versions": _Sort(_VERSIONS, "r.rowid", "length(cast(r.dossier as blob)) + 40"),
}


@dataclass(frozen=True, slots=True)
class Lone:
    """A lone article that may go, and the bytes that this would free, roughly."""

    article: int
    size: int


class RetentionTable:
    """Counts and drops what nothing cites, shows or needs; the caller holds the lock on ingesting."""

    def __init__(self, connections: Connections, dropped: DroppedTable) -> None:
        self._connections = connections
        self._dropped = dropped

    def lone(self, before: datetime) -> list[Lone]:
        """Return the articles published before then that may go, oldest first."""
        rows = self._connections.rows(
            f"""select a.id, (select sum({BYTES_A_BYTE} * length(cast(r.title || r.text as blob)))
                    from revisions r where r.article = a.id)
                + coalesce((select length(n.note) from notes n where n.article = a.id), 0) + {BYTES_A_ROW}
            {_LONE} order by a.published, a.id""",  # noqa: S608 - the constants above
            {"before": stamp(before)},
        )
        return [Lone(article, round(size or BYTES_A_ROW)) for article, size in rows]

    def drop(self, articles: Sequence[int], before: datetime) -> int:
        """Drop those of the articles that may still go, with all that hangs on them; return how many.

        What they are known by stays, so that a feed that offers one still does not bring it back.
        """
        with self._connections.write() as db:
            values = {"ids": json.dumps(list(articles)), "before": stamp(before)}
            found = db.execute(f"select a.id {_LONE} and a.id in {_IDS}", values)
            ids = [row[0] for row in found.fetchall()]
            self._dropped.bury(ids)
            for table, condition in _WITH_ARTICLES.items():
                # Table and condition are the constants above.
                db.execute(f"delete from {table} where {condition}", {"ids": json.dumps(ids)})  # noqa: S608
            # The id of the newest row is given again where that row went.
            db.execute(
                """update remembered set value = min(cast(value as integer),
                    (select coalesce(max(id), 0) from revisions)) where name = 'rules_text'"""
            )
        return len(ids)

    def count(self, kind: Kind, before: datetime) -> tuple[int, int]:
        """Return how many of a kind may go, and the bytes that this would free, roughly."""
        sort = _SORTS[kind]
        row = self._connections.row(
            f"select count(*), coalesce(sum({sort.size}), 0) {sort.rows}",
            {"before": stamp(before)},
        )
        assert row is not None, "a count has a row"
        return row[0], round(row[1])

    def sweep(self, kind: Kind, before: datetime, now: datetime) -> int:
        """Drop what may go of a kind; return how many that were."""
        sort = _SORTS[kind]
        values = {"before": stamp(before), "now": stamp(now)}
        with self._connections.write() as db:
            keys = [row[0] for row in db.execute(f"select {sort.key} {sort.rows}", values).fetchall()]
            if kind == "versions":
                self._sign(keys, now)
            column = sort.key.removeprefix("r.")
            # Kind and column are constants.
            db.execute(
                f"delete from {kind} where {column} in (select value from json_each(?))",  # noqa: S608
                (json.dumps(keys),),
            )
        return len(keys)

    def _sign(self, versions: Iterable[int], now: datetime) -> None:
        """Enter versions, by their rows, in the book without which the trigger lets none go."""
        with self._connections.write() as db:
            db.execute(
                """insert into thinned select story, number, ? from versions
                where rowid in (select value from json_each(?))""",
                (stamp(now), json.dumps(list(versions))),
            )
