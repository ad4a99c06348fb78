"""Whole stories out of the database and into it: what files carry from one tracker to another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from tracker.model import SavedArticle
from tracker.store.arrivals import index
from tracker.store.times import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tracker.model import Revision, SavedStory
    from tracker.store.articles import ArticleTable
    from tracker.store.connection import Connections

# A number this far above the highest is nobody's: it would make all later ones as long.
FARTHEST = 100_000

_LIVING = """with recursive line (number, heir) as (
    select s.number, s.merged_into from stories s where s.number = (select story from slugs where slug = ?)
    union select s.number, s.merged_into from line join stories s on s.number = line.heir)
    select number from line where heir is null"""
_NAMES = """with recursive part (number) as (
    select ? union select s.number from part join stories s on s.merged_into = part.number)
    select slug from slugs where story in (select number from part) order by slug"""
_OF_ADDRESS = "select id from articles where url_key = ? and id <= ? order by id"
_OF_GUID = """select a.id from json_each(?) j join article_feeds f on f.feed = j.value
    join articles a on a.id = f.article where a.guid = ? and a.id <= ? order by a.id"""


class SavedTable:
    """Reads what is kept of a story and its articles, and writes what another database kept."""

    def __init__(self, connections: Connections, articles: ArticleTable) -> None:
        self._connections = connections
        self._articles = articles

    def article(self, article: int, number: int, story: int) -> SavedArticle | None:
        """Return an article with all its texts, as the source `number` of a story; None: it is gone."""
        found = self._articles.get(article)
        if found is None:
            return None
        feeds = self._articles.feeds_of(article)
        return SavedArticle(
            number=number,
            member=found.story == story and not found.muted,
            url=found.url,
            outlet=found.outlet,
            published=found.published,
            fetched=found.fetched,
            author=found.author,
            guid=found.guid,
            via=found.via,
            page=found.page,
            # The first is the one that brought it.
            feeds=tuple(dict.fromkeys(filter(None, map(_public, [found.feed, *feeds])))),
            enclosures=found.enclosures,
            texts=tuple(self._articles.revisions(article)),
        )

    def names(self, story: int) -> tuple[str, ...]:
        """Return all slugs that lead to a story, those of the stories that it carries on too."""
        return tuple(row["slug"] for row in self._connections.rows(_NAMES, (story,)))

    def named(self, slug: str) -> int | None:
        """Return the living story that just this slug leads to."""
        number: int | None = self._connections.scalar(_LIVING, (slug,))
        return number

    def moments(self, story: int) -> list[tuple[int, datetime]]:
        """Return number and time of every version of a story, first to newest."""
        rows = self._connections.rows(
            "select number, written_at from versions where story = ? order by number", (story,)
        )
        return [(row["number"], moment(row["written_at"])) for row in rows]

    def newest(self) -> int:
        """Return the highest id of an article."""
        number: int = self._connections.scalar("select coalesce(max(id), 0) from articles")
        return number

    def same(self, article: SavedArticle, url_key: str, until: int) -> list[int]:
        """Return the ids, up to one, of what may be this article: of its address, then of its guid."""
        rows = self._connections.rows(_OF_ADDRESS, (url_key, until)) if url_key else []
        if article.guid:
            rows += self._connections.rows(_OF_GUID, (json.dumps(article.feeds), article.guid, until))
        return list(dict.fromkeys(row["id"] for row in rows))

    def begin(self, story: SavedStory, slug: str) -> int:
        """Start a story under a slug that is free; it keeps its number where nobody ever had it."""
        highest = self._connections.scalar("select seq from sqlite_sequence where name = 'stories'") or 0
        number = story.number if highest < story.number <= highest + FARTHEST else None
        title, created = story.versions[-1].dossier.title, stamp(story.created)
        with self._connections.write() as db:
            cursor = db.execute(
                "insert into stories (number, slug, title, created, updated) values (?, ?, ?, ?, ?)",
                (number, slug, title, created, created),
            )
            assert cursor.lastrowid is not None, "an insert has a row id"
            db.execute("insert into slugs values (?, ?)", (slug, cursor.lastrowid))
        return cursor.lastrowid

    def add(self, article: SavedArticle, url_key: str) -> int:
        """Store an article with all its texts; it is in no story yet. Return its id."""
        values = {
            "url": article.url,
            "url_key": url_key,
            "guid": article.guid,
            "outlet": article.outlet,
            "author": article.author,
            "feed": article.feeds[0] if article.feeds else "",
            "published": stamp(article.published),
            "fetched": stamp(article.fetched),
            "via": article.via,
            "page": article.page,
            "enclosures": json.dumps([[file.url, file.type, file.length] for file in article.enclosures]),
        }
        with self._connections.write() as db:
            cursor = db.execute(
                """insert into articles (url, url_key, guid, outlet, author, feed, published, fetched, via,
                    page, enclosures) values (:url, :url_key, :guid, :outlet, :author, :feed, :published,
                    :fetched, :via, :page, :enclosures)""",
                values,
            )
            number = cursor.lastrowid
            assert number is not None, "an insert has a row id"
            self.add_texts(number, article.texts)
            db.executemany(
                "insert into article_feeds values (?, ?, ?)",
                [(number, feed, stamp(article.fetched)) for feed in article.feeds if feed],
            )
        return number

    def place(self, article: int, story: int, number: int, *, member: bool) -> None:
        """Give an article its citation number in a story; `member`: make it one."""
        with self._connections.write() as db:
            db.execute(
                "insert into citations (story, number, article) values (?, ?, ?)", (story, number, article)
            )
            if member:
                db.execute("update articles set story = ? where id = ?", (story, article))

    def tell_of_page(self, article: int, page: str) -> None:
        """Note what came of asking for an article's page elsewhere, unless somebody has asked here."""
        with self._connections.write() as db:
            db.execute("update articles set page = ? where id = ? and page = ''", (page, article))

    def add_texts(self, article: int, revisions: Iterable[Revision]) -> None:
        """Give an article texts with their own numbers; it is read at the last of them."""
        texts = list[tuple[int, str, str]]()
        with self._connections.write() as db:
            for text in revisions:
                cursor = db.execute(
                    """insert into revisions (article, number, title, text, seen, source)
                    values (?, ?, ?, ?, ?, ?)""",
                    (article, text.number, text.title, text.text, stamp(text.seen), text.source),
                )
                assert cursor.lastrowid is not None, "an insert has a row id"
                texts.append((cursor.lastrowid, text.title, text.text))
            db.execute(
                """update articles set
                    newest = (select max(id) from revisions where article = :id and source = 'feed'),
                    whole = (select max(id) from revisions where article = :id and source = 'page')
                where id = :id""",
                {"id": article},
            )
        self._connections.before_commit(lambda db: index(db, texts))


def _public(feed: str) -> str:
    """Give a feed's address without name, password and query, in which some carry a key."""
    try:
        parts = urlsplit(feed)
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
