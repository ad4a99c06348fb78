"""Whole texts: which articles' pages are worth asking for, and what came of asking."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tracker.store.articles import OWN_TEXT, article_of
from tracker.store.times import stamp

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from tracker.model import Article
    from tracker.store.articles import ArticleTable
    from tracker.store.connection import Connections

# Stories that pages are sought for, the newest: a matter that went quiet long ago stays as it is.
STORIES = 2000
# Words as white space parts them. A script without spaces says in 400 signs what takes 120
# words and 800 signs in English; the longest that is thin in any language is between.
_THIN = """(length(r.text) < :signs and
    length(r.text) - length(replace(replace(r.text, ' ', ''), char(10), '')) < :words)"""
_DUE = f"""{OWN_TEXT} join stories s on s.number = a.story
    where s.number in (
        select number from stories where merged_into is null order by updated desc limit :stories)
    and (a.page = '' or exists (
        select 1 from remembered t where t.name = 'page ' || a.id and substr(t.value, 3) <= :now))
    and a.muted = '' and (a.url like 'http://%' or a.url like 'https://%')
    and a.feed not in (select value from json_each(:never))
    and ((s.items > 1 and (a.whole is not null or {_THIN}))
        or (a.via = '' and a.feed in (select value from json_each(:always))))
    order by a.published desc, a.id desc limit :limit"""  # noqa: S608 - constants


class PageTable:
    """The pages behind articles. `page` of an article says what came of it, "" where nobody asked.

    How often an unanswered page was asked for (one digit), and from when on it is due again,
    stands in the table of what is remembered.
    """

    def __init__(self, connections: Connections, articles: ArticleTable) -> None:
        self._connections = connections
        self._articles = articles

    def due(  # noqa: PLR0913  all by name
        self,
        *,
        words: int,
        signs: int,
        always: Collection[str],
        never: Collection[str],
        limit: int,
        now: datetime,
    ) -> list[Article]:
        """Return articles whose page is to be asked for, newest first, each with its feed's text.

        Those are the thin ones (of fewer words and signs) in stories of two and more, and all
        of the feeds `always`; none of the feeds `never`.
        """
        rows = self._connections.rows(
            _DUE,
            {
                "stories": STORIES,
                "words": words,
                "signs": signs,
                "always": json.dumps(sorted(always)),
                "never": json.dumps(sorted(never)),
                "limit": limit,
                "now": stamp(now),
            },
        )
        return [article_of(row) for row in rows]

    def keep(self, article: int, text: str, said: str, now: datetime) -> bool:
        """Store what came of a page: its text ("" for none), and that in words.

        Tells whether the article reads otherwise now. What was taken earlier stays where the
        page gives no text any more.
        """
        with self._connections.write() as db:
            db.execute("update articles set page = ? where id = ?", (said, article))
            db.execute("delete from remembered where name = ?", (_tries(article),))
            stands = self._articles.get(article)
            if stands is None or not text or text == stands.text:
                return False
            self._articles.add_revision(article, stands.title, text, "page", now)
        return True

    def tries(self, article: int) -> int:
        """Return how often in a row a page was asked for and nobody answered."""
        value = self._connections.scalar("select value from remembered where name = ?", (_tries(article),))
        return int(value[0]) if value else 0

    def put_off(self, article: int, said: str, tries: int, due: datetime) -> None:
        """Remember that nobody answered for a page, so many times, and when to ask again."""
        with self._connections.write() as db:
            db.execute("update articles set page = ? where id = ?", (said, article))
            db.execute(
                "insert or replace into remembered values (?, ?)", (_tries(article), f"{tries} {stamp(due)}")
            )

    def neighbours(self, host: str, story: int | None, limit: int) -> list[str]:
        """Return the newest texts taken from pages of a host (as in `url_key`) for other stories."""
        rows = self._connections.rows(
            """select w.text from articles a join revisions w on w.id = a.whole
            where a.url_key >= ? || '/' and a.url_key < ? || '0' and a.story is not ?
            order by w.id desc limit ?""",
            (host, host, story, limit),
        )
        return [row["text"] for row in rows]


def _tries(article: int) -> str:
    return f"page {article}"
