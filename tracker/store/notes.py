"""The clusterer's memory: what it has read in each article that it remembers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.store.articles import READ, article_of
from tracker.store.times import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from tracker.model import Article
    from tracker.store.connection import Connections

# The revision that an article is read at.
_TEXT = "max(a.newest, coalesce(a.whole, 0))"
# Members of stories that no rule hides.
_MEMBERS = f"""select a.id, a.story, {_TEXT} as text from articles a
    where a.story is not null and a.muted = ''"""  # noqa: S608 - a constant
_WINDOW = f"{_MEMBERS} and a.published >= :since order by a.published desc, a.id desc limit :most"
# Older articles of stories that have gone quiet: the newest few of each.
_QUIET = f"""select a.id, a.story, {_TEXT} as text
    from (select number, updated from stories where items > 1 and merged_into is null
        and updated < :before and updated >= :quiet_since order by items desc, number desc limit :stories) s
    join articles a on a.id in (select b.id from articles b where b.story = s.number and b.muted = ''
        order by b.published desc, b.id desc limit :of_each)"""  # noqa: S608 - constants
_ARTICLES = f"{READ} where a.id in (select value from json_each(?)) order by a.published, a.id"  # noqa: S608 - constants


class Home(NamedTuple):
    """An article's story; `text` is another number when the article reads otherwise."""

    story: int
    text: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is to be remembered: the newest `most` articles since then, and what is quiet.

    Of the largest `stories` that have several articles and have fallen silent, but were told of since
    `quiet_since`, the newest `of_each` articles are remembered too.
    """

    most: int
    since: datetime
    quiet_since: datetime
    stories: int
    of_each: int


class NoteTable:
    """Notes of the clusterer, each of one text of an article by one reader."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def homes(self, bounds: Bounds) -> dict[int, Home]:
        """Return the story and text of every article to be remembered now."""
        window = self._connections.rows(_WINDOW, {"since": stamp(bounds.since), "most": bounds.most})
        found = {article: Home(story, text) for article, story, text in window}
        before = self._published(window[-1]["id"]) if len(window) == bounds.most else stamp(bounds.since)
        values = {"before": before, "quiet_since": stamp(bounds.quiet_since)}
        quiet = self._connections.rows(
            _QUIET, values | {"stories": bounds.stories, "of_each": bounds.of_each}
        )
        return found | {article: Home(story, text) for article, story, text in quiet}

    def of(self, article: int) -> Home | None:
        """Return where one article is; None where it waits, or is hidden."""
        row = self._connections.row(f"{_MEMBERS} and a.id = ?", (article,))
        return None if row is None else Home(row["story"], row["text"])

    def saved(self, reader: str, articles: Iterable[int]) -> Iterator[tuple[int, bytes, int]]:
        """Yield those of the articles that have a note of `reader` on their present text, oldest first.

        Number, note and story of each.
        """
        numbers = json.dumps(list(articles))
        rows = self._connections.rows(
            f"""select n.article, n.note, a.story from json_each(?) j
                join notes n on n.article = j.value join articles a on a.id = n.article
            where n.reader = ? and n.text = {_TEXT} order by a.published, a.id""",  # noqa: S608 - a constant
            (numbers, reader),
        )
        return ((row["article"], row["note"], row["story"]) for row in rows)

    def unread(self, reader: str, articles: Iterable[int]) -> list[int]:
        """Return those of the articles whose present text has no note of `reader`."""
        rows = self._connections.rows(
            f"""select a.id from json_each(?) j join articles a on a.id = j.value
            where not exists (select 1 from notes n
                where n.article = a.id and n.reader = ? and n.text = {_TEXT})""",  # noqa: S608 - a constant
            (json.dumps(list(articles)), reader),
        )
        return [row["id"] for row in rows]

    def articles(self, numbers: Iterable[int]) -> list[Article]:
        """Return the articles themselves, oldest first."""
        return [article_of(row) for row in self._connections.rows(_ARTICLES, (json.dumps(list(numbers)),))]

    def save(self, reader: str, notes: Sequence[tuple[int, bytes]]) -> None:
        """Keep what `reader` has read in the present texts of articles."""
        with self._connections.write() as db:
            db.executemany(
                f"insert or replace into notes select a.id, {_TEXT}, ?, ? from articles a where a.id = ?",  # noqa: S608 - a constant
                [(reader, note, article) for article, note in notes],
            )

    def keep_only(self, articles: Iterable[int]) -> None:
        """Drop the notes on all others."""
        with self._connections.write() as db:
            db.execute(
                "delete from notes where article not in (select value from json_each(?))",
                (json.dumps(list(articles)),),
            )

    def count(self) -> int:
        """Return how many notes there are."""
        count: int = self._connections.scalar("select count(*) from notes")
        return count

    def _published(self, article: int) -> str:
        published: str = self._connections.scalar("select published from articles where id = ?", (article,))
        return published
