"""Stories that the user defines by terms: the terms, and where their articles were taken from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from tracker.model import Definition, Placement
from tracker.store.times import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from tracker.store.connection import Connections
    from tracker.store.stories import StoryTable

# Articles whose texts are read at a time.
CHUNK = 500

_READ = """select f.story, f.name, f.terms, s.slug from follows f
    join stories s on s.number = f.story"""
# A story that the user has merged into another takes nothing until that is undone.
_ACTIVE = f"{_READ} where ended is null and merged_into is null order by at, story"
# Not what the user has pinned, nor what is in a story that they follow: both they have seen to be right.
_FREE = """select a.id from articles a left join marks m on m.story = a.story
    where a.id in (select value from json_each(?)) and a.story is not null and a.muted = ''
    and not coalesce(m.followed, 0) and not coalesce(m.pinned, 0)
    and not exists (select 1 from pins p where p.article = a.id)
    and not exists (select 1 from follows f where f.story = a.story and f.ended is null)
    order by a.published, a.id"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a followed story owes for an article: `home` is the story that it left, None for none."""

    story: int
    home: int | None = None
    placement: Placement | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an article stands: its story (None: it waits), why, and by which debt."""

    article: int
    story: int | None = None
    placement: Placement | None = None
    taken: Taken | None = None


class FollowTable:
    """The user's definitions, and the articles that their stories hold by them."""

    def __init__(self, connections: Connections, stories: StoryTable) -> None:
        self._connections = connections
        self._stories = stories

    def active(self) -> list[Definition]:
        """Return the definitions that are in force, the oldest first."""
        return [definition(row) for row in self._connections.rows(_ACTIVE)]

    def of(self, story: int) -> Definition | None:
        """Return by which terms a story is defined, None where it is not, or no more."""
        row = self._connections.row(f"{_READ} where story = ? and ended is null", (story,))
        return None if row is None else definition(row)

    def named(self, name: str) -> Definition | None:
        """Return the definition, in force or not, that bears a name in any case, or whose slug it is."""
        rows = self._connections.rows(f"{_READ} order by ended is null desc, at desc")
        wanted = name.casefold()
        found = (definition(row) for row in rows if wanted in {row["name"].casefold(), row["slug"]})
        return next(found, None)

    def leads(self, slug: str) -> bool:
        """Tell whether a slug leads to a story already."""
        return self._connections.row("select 1 from slugs where slug = ?", (slug,)) is not None

    def save(self, wanted: Definition, now: datetime) -> None:
        """Put a definition in force, or another in its place, which keeps its age."""
        terms = {"terms": wanted.terms, "excluded": wanted.excluded, "every": wanted.every}
        values = (wanted.story, wanted.name, json.dumps(terms), stamp(now))
        with self._connections.write() as db:
            db.execute("delete from follows where story = ? and ended is not null", (wanted.story,))
            db.execute(
                """insert into follows (story, name, terms, at) values (?, ?, ?, ?)
                on conflict (story) do update set name = excluded.name, terms = excluded.terms""",
                values,
            )

    def end(self, story: int, now: datetime) -> None:
        """Put a definition out of force; its name still leads to the story."""
        with self._connections.write() as db:
            db.execute("update follows set ended = ? where story = ?", (stamp(now), story))

    def resume(self, story: int) -> None:
        """Put the last definition of a story in force again, as old as it was."""
        with self._connections.write() as db:
            db.execute("update follows set ended = null where story = ?", (story,))

    def is_ended(self, story: int) -> bool:
        """Tell whether a story was defined once and is no more."""
        query = "select 1 from follows where story = ? and ended is not null"
        return self._connections.row(query, (story,)) is not None

    def taker(self, home: int) -> int | None:
        """Return the followed story that took the most of the articles of a story, None for none."""
        story: int | None = self._connections.scalar(
            "select story from taken where home = ? group by story order by count(*) desc, story", (home,)
        )
        return story

    def texts(self, since: datetime, after: int) -> Iterator[tuple[int, str, str]]:
        """Yield id, title and text of the shown articles published since then that have a higher id."""
        while rows := self._connections.rows(
            """select a.id, n.title, coalesce(w.text, n.text) as text from articles a
            join revisions n on n.id = a.newest left join revisions w on w.id = a.whole
            where a.id > ? and a.published >= ? and a.muted = ''
            order by a.id limit ?""",
            (after, stamp(since), CHUNK),
        ):
            yield from ((row["id"], row["title"], row["text"]) for row in rows)
            after = rows[-1]["id"]

    def free(self, articles: Iterable[int]) -> list[int]:
        """Return those of the articles that a followed story may take, oldest first."""
        rows = self._connections.rows(_FREE, (json.dumps(list(articles)),))
        return [row["id"] for row in rows]

    def members(self, story: int) -> list[int]:
        """Return the ids of all members of a story, those that a rule hides too."""
        rows = self._connections.rows("select id from articles where story = ? order by id", (story,))
        return [row["id"] for row in rows]

    def standings(self, articles: Sequence[int]) -> list[Standing]:
        """Return where articles stand, in the order asked for; those that are gone are left out."""
        numbers = json.dumps(list(articles))
        rows = self._connections.rows(
            "select id, story from articles where id in (select value from json_each(?))", (numbers,)
        )
        stories = {row["id"]: row["story"] for row in rows}
        placements = {placement.article: placement for placement in self._stories.placements(articles)}
        taken = {
            row["article"]: _taken(row)
            for row in self._connections.rows(
                "select * from taken where article in (select value from json_each(?))", (numbers,)
            )
        }
        return [
            Standing(article, stories[article], placements.get(article), taken.get(article))
            for article in dict.fromkeys(articles)
            if article in stories
        ]

    def stand(self, standing: Standing) -> None:
        """Put an article where it is to stand."""
        article = standing.article
        with self._connections.write() as db:
            db.execute("delete from placements where article = ?", (article,))
            db.execute("delete from taken where article = ?", (article,))
            if standing.story is None:
                db.execute("update articles set story = null where id = ?", (article,))
            else:
                self._stories.assign([article], standing.story)
            if standing.placement is not None:
                self._stories.explain(standing.placement)
            if standing.taken is not None:
                self.hold(article, standing.taken)

    def hold(self, article: int, taken: Taken) -> None:
        """Remember by which debt a followed story has an article."""
        placement = "" if taken.placement is None else msgspec.json.encode(taken.placement).decode()
        with self._connections.write() as db:
            db.execute(
                "insert or replace into taken (article, story, home, placement) values (?, ?, ?, ?)",
                (article, taken.story, taken.home, placement),
            )

    def joined_in(self, story: int) -> list[int]:
        """Return the stories that the user has merged into a story."""
        rows = self._connections.rows("select number from stories where merged_into = ?", (story,))
        return [row["number"] for row in rows]

    def merged_homes(self, story: int) -> dict[int, int]:
        """Return for the articles that came with a story when it was merged into another: that story."""
        rows = self._connections.rows(
            """select a.id, s.number from articles a join citations c on c.article = a.id
            join stories s on s.number = c.story
            where a.story = :story and s.merged_into = :story order by s.number""",
            {"story": story},
        )
        return {row["id"]: row["number"] for row in rows}

    def pins(self, story: int) -> tuple[bool, list[tuple[int, str]]]:
        """Return whether a story is pinned as a whole, and its pinned articles with the moments of it."""
        whole = bool(self._connections.scalar("select pinned from marks where story = ?", (story,)))
        rows = self._connections.rows("select article, at from pins where story = ?", (story,))
        return whole, [(row["article"], row["at"]) for row in rows]

    def pin(self, story: int, pins: tuple[bool, Sequence[tuple[int, str]]]) -> None:
        """Pin just what `pins` gave; nothing else of the story stays pinned."""
        whole, articles = pins
        with self._connections.write() as db:
            db.execute("delete from pins where story = ?", (story,))
            db.execute("update marks set pinned = ? where story = ?", (whole, story))
            db.executemany(
                "insert or replace into pins (article, story, at) values (?, ?, ?)",
                [(article, story, at) for article, at in articles],
            )


def definition(row: sqlite3.Row, story: str = "story") -> Definition:
    """Make the definition of a row with its columns; `story`: what the number is called there."""
    return _definition(row[story], row["name"], row["terms"])


# They are asked for with every article that comes.
@lru_cache(maxsize=512)
def _definition(story: int, name: str, terms: str) -> Definition:
    read = json.loads(terms)
    return Definition(story, name, tuple(read["terms"]), tuple(read["excluded"]), read["every"])


def _taken(row: sqlite3.Row) -> Taken:
    placement = msgspec.json.decode(row["placement"], type=Placement) if row["placement"] else None
    return Taken(row["story"], row["home"], placement)
