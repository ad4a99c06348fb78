"""The cluster stage: articles without a story get one, and the reason is kept."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.model import Progress
from tracker.text.words import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from tracker.cluster import Clusterer
    from tracker.core.tools import Tools
    from tracker.model import Article, Placement
    from tracker.store import Store

# Articles clustered in one transaction: short enough that a reader never waits.
BATCH = 50
# How far back the clusterer remembers, and at most how many articles of that.
MEMORY = timedelta(days=60)
MEMORY_ARTICLES = 20_000


class Clustering:
    """One round's clusterer, told of the database when it is first asked."""

    def __init__(self, store: Store, now: Callable[[], datetime], tools: Tools) -> None:
        self._store = store
        self._now = now
        self._tools = tools

    def place_waiting(self, progress: Callable[[Progress], None]) -> set[int]:
        """Place every article that has no story yet; return the numbers of the stories touched."""
        touched = set[int]()
        while waiting := self._store.articles.waiting(BATCH):
            with self._store.write():
                touched.update(self._place(article) for article in waiting)
            progress(Progress("cluster", len(touched), len(touched)))
        return touched

    def place(self, article: Article) -> Placement:
        """Say where an article belongs; changes nothing."""
        return self._clusterer.place(article)

    def join(self, article: Article, story: int, placement: Placement) -> None:
        """Make an article a member of a story, keep why, and let a story that grew owe a dossier."""
        stories = self._store.stories
        stories.assign([article.id], story)
        stories.explain(placement)
        stories.recount(story)
        if placement.story is not None:
            stories.owe(story, "articles")
        self._clusterer.add(article, story)

    def recall(self, members: Sequence[Article], story: int) -> None:
        """Remember also those members of a story that are older than the clusterer's memory."""
        for article in members:
            if article.published < self._now() - MEMORY:
                self._clusterer.add(article, story)

    @cached_property
    def _clusterer(self) -> Clusterer:
        clusterer = self._tools.new_clusterer()
        for article in self._store.articles.placed_since(self._now() - MEMORY, MEMORY_ARTICLES):
            assert article.story is not None, "placed articles have a story"
            clusterer.add(article, article.story)
        return clusterer

    def _place(self, article: Article) -> int:
        placement = self.place(article)
        story = placement.story
        if story is None:
            story = self._store.stories.create(article.title, slug(article.title), self._now())
        self.join(article, story, placement)
        return story
