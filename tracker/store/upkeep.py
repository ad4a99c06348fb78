"""The database as a file: is it sound, how large is it, and what may be dropped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tracker.errors import StoreError
from tracker.store.times import stamp

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.store.connection import Connections

# What no version can cite and no user asked to keep: lone members of a story without versions
# and without marks, and what a rule kept from any story; what undoing an act or taking back a
# union does not need; and no feed still carries them, or the next poll would bring them back as new.
_DROPPABLE = """with told (feed, seen) as materialized
        (select feed, max(seen) from article_feeds group by feed)
    select a.id from articles a left join stories s on s.number = a.story
    where a.published < ? and (s.number is not null or a.muted <> '') and coalesce(s.version, 0) = 0
    and not exists (select 1 from articles b where b.story = a.story and b.id <> a.id)
    and not exists (select 1 from marks m where m.story = s.number and (m.followed or m.muted or m.pinned))
    and not exists (select 1 from follows d where d.story = s.number)
    and not exists (select 1 from pins p where p.article = a.id)
    and a.id not in (select j.value from operations o, json_each(o.payload, '$.articles') j
        where o.undone_at is null)
    and coalesce(s.number, 0) not in (select json_extract(j.value, '$.number')
        from operations o, json_each(o.payload, '$.stories') j where o.undone_at is null)
    and a.id not in (select j.value from unions u, json_each(u.members) j where u.undone_at is null)
    and not exists (select 1 from citations c join versions v on v.story = c.story where c.article = a.id)
    and not exists (select 1 from article_feeds f join told t on t.feed = f.feed
        where f.article = a.id and f.seen >= t.seen)"""

_IDS = "(select value from json_each(:ids))"
_STORIES = f"(select story from articles where id in {_IDS} and story is not null)"  # noqa: S608 - a constant
# What goes with articles, and with the stories that they were alone in; the articles themselves last.
_DROPPED = {
    "stories": f"number in {_STORIES}",
    "slugs": f"story in {_STORIES}",
    "marks": f"story in {_STORIES}",
    "reads": f"story in {_STORIES}",
    "apart": f"low in {_STORIES} or high in {_STORIES}",
    "taken": f"article in {_IDS}",
    "notes": f"article in {_IDS}",
    "citations": f"article in {_IDS}",
    "placements": f"article in {_IDS}",
    "article_feeds": f"article in {_IDS}",
    "remembered": "name in (select 'page ' || value from json_each(:ids))",
    "revisions": f"article in {_IDS}",
    "articles": f"id in {_IDS}",
}
_ARTICLES, _DOSSIERS = "revisions_fts", "dossiers_fts"


class Upkeep:
    """Checks, measures and shrinks one database file."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def complaints(self) -> list[str]:
        """Return what SQLite's own checks say is wrong; an empty list where nothing is."""
        rows = self._connections.rows("pragma integrity_check")
        found = [str(row[0]) for row in rows if row[0] != "ok"]
        if self._connections.is_read_only:
            return found  # FTS5 checks an index by a command that writes
        return found + [
            f"the full-text index {index}{', which `tracker gc` makes anew' * (index == _ARTICLES)}: {fault}"
            for index in (_ARTICLES, _DOSSIERS)
            if (fault := self._fault(index))
        ]

    def size(self) -> int:
        """Return the size of the database in bytes."""
        pages: int = self._connections.scalar("pragma page_count")
        size: int = self._connections.scalar("pragma page_size")
        return pages * size

    def drop_before(self, moment: datetime) -> int:
        """Drop articles published before then that nothing cites, shows or still carries."""
        with self._connections.write() as db:
            ids = [row[0] for row in db.execute(_DROPPABLE, (stamp(moment),)).fetchall()]
            for table, condition in _DROPPED.items():
                # Table and condition are the constants above.
                db.execute(f"delete from {table} where {condition}", {"ids": json.dumps(ids)})  # noqa: S608
            # The id of the newest row is given again where that row went.
            db.execute(
                """update remembered set value = min(cast(value as integer),
                    (select coalesce(max(id), 0) from revisions)) where name = 'rules_text'"""
            )
        return len(ids)

    def compact(self) -> None:
        """Give unused pages back to the file system, and make the articles' index anew if it has gaps."""
        if self._fault(_ARTICLES):
            with self._connections.write() as db:
                db.execute(f"insert into {_ARTICLES} ({_ARTICLES}) values ('rebuild')")  # noqa: S608 - a constant
        self._connections.rows("vacuum")
        with self._connections.write() as db:
            # It numbers the rows anew of a table that has no numbers of its own.
            db.execute("update remembered set value = '0' where name = 'rules_feed'")

    def _fault(self, index: str) -> str:
        """Say what is wrong with a full-text index, "" where it is sound and has all rows of its table.

        https://www.sqlite.org/fts5.html#the_integrity_check_command: without rank 1 an index
        whose table lies outside of it is compared with nothing but itself.
        """
        try:
            with self._connections.write() as db:
                # `index` is one of the two constants.
                db.execute(f"insert into {index} ({index}, rank) values ('integrity-check', 1)")  # noqa: S608
        except StoreError as error:
            return error.message
        return ""
