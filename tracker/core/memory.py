"""What the clusterer remembers: the newest articles of stories, kept in step with the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from tracker.cluster import Clusterer
    from tracker.core.tools import Tools
    from tracker.model import Article
    from tracker.store import Home, Store

# How far back the clusterer remembers, and at most how many articles of that: ten days of a
# hundred feeds that bring ten a day. An article takes 5 to 7 KB, so all of them about 60 MB.
SPAN = timedelta(days=60)
ARTICLES = 10_000
# Articles beyond the bound that are forgotten together.
EXCESS = 500
# Articles that are read from the database at a time, so that their texts are never all in memory.
CHUNK = 500


class Memory:
    """A clusterer that lives from round to round.

    Telling a new one all it should know takes many seconds; so the one there is told what has
    changed instead: what joined, moved, was revised or went, by whomever.
    """

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        tools: Tools,
        most: int = ARTICLES,
        excess: int = EXCESS,
    ) -> None:
        self._store = store
        self._now = now
        self._tools = tools
        self._most, self._excess = most, excess
        self._clusterer: Clusterer | None = None
        self._homes: dict[int, Home] = {}

    def clusterer(self) -> Clusterer:
        """Return the clusterer, in step with the database as it is now."""
        clusterer = self._clusterer
        if clusterer is None:
            clusterer, self._homes = self._tools.new_clusterer(), {}
        # Until it is in step, it is nobody's: an error midway leaves none behind.
        self._clusterer = None
        homes = {home.article: home for home in self._store.homes.newest(self._now() - SPAN, self._most)}
        for article in [each for each, home in self._homes.items() if homes.get(each) != home]:
            clusterer.forget(article)
            del self._homes[article]
        fresh = [home for article, home in homes.items() if article not in self._homes]
        for start in range(0, len(fresh), CHUNK):
            self._tell(clusterer, fresh[start : start + CHUNK])
        self._clusterer = clusterer
        return clusterer

    def add(self, article: Article, story: int) -> None:
        """Learn that an article is now a member of a story; forget the oldest if it is one too many."""
        assert self._clusterer is not None, "who places articles has asked for the clusterer"
        self._clusterer.add(article, story)
        home = self._store.homes.of(article.id)
        if home is not None:
            self._homes[article.id] = home
        if len(self._homes) >= self._most + self._excess:
            by_age = sorted(self._homes.values(), key=lambda each: (each.published, each.article))
            for old in by_age[: self._excess]:
                self._clusterer.forget(old.article)
                del self._homes[old.article]

    def recall(self, members: Sequence[Article], story: int) -> None:
        """Remember also those members of a story that are older than the memory."""
        for article in members:
            if article.id not in self._homes:
                self.add(article, story)

    def _tell(self, clusterer: Clusterer, homes: Sequence[Home]) -> None:
        articles = self._store.homes.articles(homes)
        for home in homes:
            article = articles.get(home.article)
            if article is not None:
                clusterer.add(article, home.story)
                self._homes[home.article] = home
