"""Search over articles and dossiers, newest first, in bounded time however much is stored.

What is asked for is either common, and then found among the newest, or rare, and then the full-text index
gives all there is. So first a few thousand of the newest candidates are read and looked through; only
where they hold too few hits the index is asked, whose lists are then short. Ranking all hits of a common
word (bm25) takes a second in a million articles, and the newest are wanted anyway.

`search_sources`: where the candidates come from; `search_rows`: which pass; `search_hits`: which fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tracker.model import Found, Hit
from tracker.query import Matcher, marks, snippet
from tracker.store.search_hits import PROBES, ArticleHits, StoryHits
from tracker.store.search_rows import Candidates
from tracker.store.search_sources import Sources
from tracker.store.search_terms import spoken
from tracker.store.times import moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from tracker.model import Query
    from tracker.store.connection import Connections
    from tracker.store.search_hits import Hits
    from tracker.store.search_sources import Scope

# Stories that stand before articles where there are enough of both; half of a short list.
STORIES = 20
# Stories, and articles whose stories, narrow the list of stories.
AMONG = 5_000


class Search:
    """Finds stories and articles; a query is never SQL, nor syntax of FTS5."""

    def __init__(self, connections: Connections) -> None:
        self.sources = Sources(connections)
        self._candidates = Candidates(connections)
        self._articles = ArticleHits(connections, self.sources, self._candidates)
        self._stories = StoryHits(connections, self.sources, self._candidates)

    def find(
        self,
        query: Query,
        limit: int,
        feeds: tuple[str, ...] | None = None,
        not_feeds: tuple[str, ...] = (),
    ) -> Found:
        """Return stories, those first whose titles have all the words, then articles; each newest first.

        `feeds` are those that the query's tags name, None where it names none. Of `limit` hits at
        most `STORIES` are stories, or more where there are fewer articles.
        """
        scope = self.sources.scope(query, feeds, not_feeds)
        if query.is_empty or scope.is_empty:
            return Found(query)
        stories, articles = self._both(scope, limit)
        matcher = Matcher(query)
        kept = sorted(stories.rows, key=lambda row: not matcher.in_title(row["title"]))
        kept = kept[: max(min(-(-limit // 2), STORIES), limit - len(articles.rows))]
        others = articles.rows[: limit - len(kept)]
        held = len(stories.rows) + len(articles.rows) > len(kept) + len(others)
        backs = [each.back_to for each in (stories, articles) if each.back_to]
        return Found(
            query,
            self._hits("story", kept, query) + self._hits("article", others, query),
            len(kept),
            len(others),
            more=stories.more or articles.more or held,
            back_to=moment(max(backs)) if backs else None,
        )

    def stories(
        self, query: Query, feeds: tuple[str, ...] | None = None, not_feeds: tuple[str, ...] = ()
    ) -> list[int]:
        """Return the numbers of the newest stories that pass, by their dossier or by an article."""
        scope = self.sources.scope(query, feeds, not_feeds)
        if query.is_empty or scope.is_empty:
            return []
        stories, articles = self._both(scope, AMONG)
        numbers = (row["story"] for row in (*stories.rows, *articles.rows) if row["story"] is not None)
        return list(dict.fromkeys(numbers))

    def _both(self, scope: Scope, limit: int) -> tuple[Hits, Hits]:
        newest = self.sources.articles(scope, PROBES[-1])
        return self._stories.find(scope, newest, limit), self._articles.find(scope, newest, limit)

    def _hits(
        self, kind: Literal["story", "article"], rows: Sequence[sqlite3.Row], query: Query
    ) -> tuple[Hit, ...]:
        slugs = self._candidates.slugs([row["story"] for row in rows if row["story"]])
        return tuple(_hit(kind, row, slugs.get(row["story"], ""), query) for row in rows)


def _hit(kind: Literal["story", "article"], row: sqlite3.Row, slug: str, query: Query) -> Hit:
    terms = (*(term for term in query.terms if not term.title), *spoken(query.actors.any))
    piece = snippet(row["text"], terms)
    return Hit(
        kind=kind,
        number=row["number"],
        slug=slug,
        title=row["title"],
        snippet=piece,
        outlet=row["outlet"],
        date=moment(row["date"]),
        in_title=marks(row["title"], query.terms),
        in_snippet=marks(piece, terms),
    )
