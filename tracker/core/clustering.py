"""The cluster stage: articles without a story get one, and the reason is kept."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tracker.model import Progress
from tracker.text.words import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from tracker.cluster import Clusterer
    from tracker.core.memory import Memory
    from tracker.model import Article, Placement
    from tracker.store import Store

# Articles clustered in one transaction: short enough that a reader never waits. And those that
# are read at a time: finding the oldest means a look at all that wait, which may be 100,000.
BATCH, AHEAD = 50, 1000


class Clustering:
    """One round's clustering; the memory is brought up to date when it is first needed."""

    def __init__(self, store: Store, now: Callable[[], datetime], memory: Memory) -> None:
        self._store = store
        self._now = now
        self._memory = memory

    def place_waiting(self, progress: Callable[[Progress], None]) -> set[int]:
        """Place every article that has no story yet; return the numbers of the stories touched."""
        touched = set[int]()
        while waiting := self._store.articles.waiting(AHEAD):
            for start in range(0, len(waiting), BATCH):
                with self._store.write():
                    touched.update(self._place(article) for article in waiting[start : start + BATCH])
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
        self._memory.add(article, story)

    def recall(self, members: Sequence[Article], story: int) -> None:
        """Remember also those members of a story that are older than the clusterer's memory."""
        assert self._clusterer
        self._memory.recall(members, story)

    @cached_property
    def _clusterer(self) -> Clusterer:
        return self._memory.clusterer()

    def _place(self, article: Article) -> int:
        placement = self.place(article)
        story = placement.story
        if story is None:
            story = self._store.stories.create(article.title, slug(article.title), self._now())
        self.join(article, story, placement)
        return story
