"""Stories that turn out to be one are made one, with the reason, unless the user ruled otherwise."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.model import Placement, Progress, SharedTerm
from tracker.store.unions import Union

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from tracker.cluster.second import Reunion
    from tracker.core.rounds.clustering import Clustering
    from tracker.model import Article
    from tracker.store import Store

# Terms kept of a union: as many as a reader takes in at a glance.
MOST_TERMS = 8
# Newest articles of a story that goes on in another whose own likeness to it is told: what takes a
# tenth of a second at most.
EXPLAINED = 100


class Uniting:
    """The union stage of a round, after every article has its story."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def run(self, clustering: Clustering, progress: Callable[[Progress], None]) -> dict[int, int]:
        """Look again and again at what has grown until no more stories are one.

        Returns the stories that went on in another, each with that one. A look gives a pair that
        the user's rulings forbid no second time unless one of the two has grown; so this ends.
        """
        united: dict[int, int] = {}
        while found := clustering.second_look():
            before = len(united)
            for place, reunion in enumerate(found, start=1):
                united |= self._unite(reunion, clustering)
                progress(Progress("cluster", place, len(found), "stories that may be one"))
            if len(united) == before:
                break
        return united

    def _unite(self, reunion: Reunion, clustering: Clustering) -> dict[int, int]:
        """Make two stories one in a transaction; the one that began first goes on."""
        store = self._store
        kept, gone = sorted((reunion.story, reunion.into))
        with store.write():
            if store.rulings.objection(kept, gone):
                return {}
            articles = store.articles.of_story(gone, hidden=True)
            shared = self._shared(articles, kept, gone, clustering)
            numbers = [article.id for article in articles]
            was = tuple(store.stories.placements(numbers))
            terms = _strongest(placement.terms for placement in shared.values())
            store.unions.add(
                Union(gone, kept, reunion.score, reunion.threshold, terms, tuple(numbers), was), self._now()
            )
            store.stories.assign(numbers, kept)
            for article in numbers:
                store.stories.explain(_united(article, reunion, kept, shared.get(article)))
            self._end(gone, kept)
            clustering.moved(articles, kept)
        return {gone: kept}

    def _shared(
        self, articles: Sequence[Article], kept: int, gone: int, clustering: Clustering
    ) -> dict[int, Placement]:
        """Return for the newest articles of a story what each has in common with the other story."""
        shown = [article for article in articles if not article.muted][-EXPLAINED:]
        placements = [clustering.compare(article, apart=gone) for article in shown]
        return {placement.article: placement for placement in placements if placement.story == kept}

    def _end(self, gone: int, kept: int) -> None:
        """Let a story's names and its follower go over to the other, which owes a version."""
        store = self._store
        story = store.shelf.story(gone)
        if story is not None and story.followed:
            store.shelf.mark(kept, followed=True)
        store.stories.merge_into(gone, kept)
        for number in (gone, kept):
            store.stories.recount(number)
        store.stories.owe(kept, "united")


def _united(article: int, reunion: Reunion, kept: int, shared: Placement | None) -> Placement:
    """Say that an article came with its story: the score is that of the two stories."""
    common = shared or Placement(article, kept, 0.0, 0.0)
    return replace(
        common,
        story=kept,
        score=reunion.score,
        threshold=reunion.threshold,
        runner_up=None,
        runner_up_score=0.0,
        reason="united",
    )


def _strongest(each: Iterable[tuple[SharedTerm, ...]]) -> tuple[SharedTerm, ...]:
    """Return the terms that weigh most over all articles, each with its mean weight."""
    weights, names, count = defaultdict[str, float](float), set[str](), 0
    for terms in each:
        count += 1
        for term in terms:
            weights[term.term] += term.weight
            names.update([term.term] if term.name else [])
    top = sorted(weights, key=lambda term: (-weights[term], term))[:MOST_TERMS]
    return tuple(SharedTerm(term, round(weights[term] / count, 4), term in names) for term in top)
