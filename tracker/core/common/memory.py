"""What the clusterer remembers: the newest articles of stories, kept in step with the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.model import Progress
from tracker.store import Bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from tracker.cluster import Clusterer
    from tracker.core.tools import Tools
    from tracker.model import Article
    from tracker.store import Home, Store

# How far back the clusterer remembers, and at most how many articles of that: twenty days of a
# hundred feeds that bring ten a day. With the quiet stories that is about 80 MB.
SPAN = timedelta(days=60)
ARTICLES = 20_000
# Articles beyond the bound that are forgotten together, as a share of it: finding out which takes
# 0.1 s, and so 50 μs for each.
EXCESS = 0.1
# A story of several articles is remembered longer: for a year after its last article, by the newest
# of them, so that a trial, a season or a yearly report finds it again. The largest are.
QUIET, OF_EACH, QUIET_STORIES = timedelta(days=400), 4, 5_000
# Articles that are read from the database at a time, so that their texts are never all in memory.
CHUNK = 500


def remembered_now(store: Store, now: datetime, most: int = ARTICLES) -> dict[int, Home]:
    """Return the articles that a clusterer remembers at this moment, each with its story and text."""
    return store.notes.homes(Bounds(most, now - SPAN, now - QUIET, QUIET_STORIES, OF_EACH))


class Memory:
    """A clusterer that lives from round to round, and notes in the database from run to run.

    Reading all it should know anew takes minutes; so the clusterer's notes on each article are
    stored, and one that lives is told what has changed: what joined, moved, was revised or went,
    by whomever.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], tools: Tools, most: int = ARTICLES) -> None:
        self._store = store
        self._now = now
        self._tools = tools
        self._most = most
        self._clusterer: Clusterer | None = None
        self._homes: dict[int, Home] = {}
        self._bound = 0.0

    @property
    def is_awake(self) -> bool:
        """Tell whether there is a clusterer, which alone can say what has grown since it last looked."""
        return self._clusterer is not None

    def clusterer(self, progress: Callable[[Progress], None] = lambda _: None) -> Clusterer:
        """Return the clusterer, in step with the database as it is now.

        A new one reads what nobody has noted yet: all that is remembered after an update, some
        15 s for 50,000 articles. So who waits for it should hold no lock, and is told of the `progress`,
        which may end it; what has been read till then is kept.
        """
        clusterer = self._clusterer
        if clusterer is None:
            clusterer, self._homes = self._tools.new_clusterer(), {}
        # Until it is in step, it is nobody's: an error midway leaves none behind.
        self._clusterer = None
        self._bring_into_step(clusterer, progress)
        self._clusterer = clusterer
        return clusterer

    def add(self, article: Article, story: int) -> None:
        """Learn that an article is now a member of a story; forget the oldest if they are too many."""
        clusterer = self._clusterer
        assert clusterer is not None, "who places articles has asked for the clusterer"
        clusterer.add(article, story)
        home = self._store.notes.of(article.id)
        if home is not None:
            self._store.notes.save(clusterer.name, [(article.id, clusterer.note(article))])
            self._homes[article.id] = home
        if len(self._homes) > self._bound:
            self._bring_into_step(clusterer, lambda _: None)

    def move(self, members: Sequence[Article], story: int) -> None:
        """Learn that those of the articles that are remembered are members of another story now."""
        for article in members:
            if article.id in self._homes:
                self.add(article, story)

    def recall(self, members: Sequence[Article], story: int) -> None:
        """Remember also those members of a story that are older than the memory."""
        for article in members:
            if article.id not in self._homes:
                self.add(article, story)

    def _bring_into_step(self, clusterer: Clusterer, progress: Callable[[Progress], None]) -> None:
        homes = remembered_now(self._store, self._now(), self._most)
        for article in [each for each, home in self._homes.items() if homes.get(each) != home]:
            clusterer.forget(article)
            del self._homes[article]
        fresh = [article for article in homes if article not in self._homes]
        self._take_notes(clusterer, fresh, progress)
        clusterer.load(self._store.notes.saved(clusterer.name, fresh))
        self._homes = homes
        self._bound = max(self._most, len(homes)) + EXCESS * self._most
        if self._store.notes.count() > self._bound:
            self._store.notes.keep_only(homes)

    def _take_notes(
        self, clusterer: Clusterer, articles: Iterable[int], progress: Callable[[Progress], None]
    ) -> None:
        """Read those articles that nobody has read yet as they now stand."""
        unread = self._store.notes.unread(clusterer.name, articles)
        for start in range(0, len(unread), CHUNK):
            read = self._store.notes.articles(unread[start : start + CHUNK])
            self._store.notes.save(clusterer.name, [(one.id, clusterer.note(one)) for one in read])
            progress(Progress("cluster", start + len(read), len(unread), "articles remembered"))
