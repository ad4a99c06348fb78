"""The cluster stage: articles without a story get one, and the reason is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.core.common.matching import BY_TERMS, Matching
from tracker.model import Progress
from tracker.store.follows import Taken
from tracker.text.words import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from tracker.cluster import Clusterer
    from tracker.cluster.second import Reunion
    from tracker.core.common.memory import Memory
    from tracker.model import Article, Placement
    from tracker.store import Store

# Articles clustered in one transaction: short enough that a reader never waits. And those that
# are read at a time: finding the oldest means a look at all that wait, which may be 100,000.
BATCH, AHEAD = 50, 1000
# Why a story owes a dossier that grew in a round.
GROWN = frozenset({"articles", "united"})


class Clustering:
    """One round's clustering; the memory is brought up to date whenever others may have changed things.

    `progress` is told how far it is, and may end it by raising.
    """

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        memory: Memory,
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._now = now
        self._memory = memory
        self._progress = progress
        self._held: Clusterer | None = None
        self._beat = 0
        self._matching = Matching(store)

    def place_waiting(self) -> set[int]:
        """Place every article that has no story yet; return the numbers of the stories touched."""
        touched = set[int]()
        while waiting := self._store.articles.waiting(AHEAD):
            for start in range(0, len(waiting), BATCH):
                # Before the lock is held: the first time this may take long.
                _ = self._clusterer
                with self._store.write():
                    touched.update(self._place(article) for article in waiting[start : start + BATCH])
                self._progress(Progress("cluster", len(touched), len(touched)))
        return touched

    def take_up(self) -> None:
        """Have the stories looked at a second time that a killed process let grow and never looked at.

        They still owe the dossier for it, which a round writes last. One process after the other finds
        them so; within one the clusterer itself knows what has grown since its last look.
        """
        if self._memory.is_awake:
            return
        for story, reason, _ in self._store.stories.owed():
            if reason in GROWN:
                _ = self._clusterer
                with self._store.write():
                    self.moved(self._store.articles.of_story(story), story)

    def place(self, article: Article) -> Placement:
        """Say where an article belongs; changes nothing."""
        held = self._matching.hold(article)
        return held.placement or self._clusterer.place(article, held.barred)

    def compare(self, article: Article, apart: int) -> Placement:
        """Say by its likeness alone in which other story than its own an article would be."""
        return self._clusterer.place(article, (apart,))

    def join(self, article: Article, story: int, placement: Placement) -> None:
        """Make an article a member of a story, keep why, and let a story that grew owe a dossier."""
        stories = self._store.stories
        stories.assign([article.id], story)
        stories.explain(placement)
        stories.recount(story)
        if placement.story is not None:
            stories.owe(story, "articles")
        if placement.reason == BY_TERMS:
            self._store.follows.hold(article.id, Taken(story))
        assert self._clusterer
        self._memory.add(article, story)

    def recall(self, members: Sequence[Article], story: int) -> None:
        """Remember also those members of a story that are older than the clusterer's memory."""
        assert self._clusterer
        self._memory.recall(members, story)

    def second_look(self) -> list[Reunion]:
        """Say which stories have turned out to be one; changes nothing.

        Where nothing has been placed since tracker was started, nothing has grown.
        """
        return self._clusterer.second_look() if self._memory.is_awake else []

    def moved(self, members: Sequence[Article], story: int) -> None:
        """Learn that articles are members of another story now."""
        assert self._clusterer
        self._memory.move(members, story)

    @property
    def _clusterer(self) -> Clusterer:
        """The clusterer, which knows what the user has put right since, in whatever process."""
        beat = self._store.pulse.of_others()
        if self._held is None or beat != self._beat:
            self._held, self._beat = self._memory.clusterer(self._progress), beat
        return self._held

    def _place(self, article: Article) -> int:
        placement = self.place(article)
        story = placement.story
        if story is None:
            story = self._store.stories.create(article.title, slug(article.title), self._now())
        self.join(article, story, placement)
        return story
