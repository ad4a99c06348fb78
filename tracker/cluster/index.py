"""Which stories an article could belong to: an inverted index with bounded cost."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tracker.cluster.rarity import Rarity

# Entries of the index that one article may visit; rare terms come first, so what is left
# out are the terms that many stories share and that tell least; of one such, the oldest.
MOST_VISITS = 4000
# Stories that the index hands over to be compared in full.
MOST_FOUND = 24


class Index:
    """Term → the stories that hold it."""

    def __init__(self) -> None:
        self._stories: dict[str, list[int]] = {}

    def add(self, terms: Iterable[str], story: int) -> None:
        """Note that `story` holds `terms`, none of which it held before."""
        for term in terms:
            self._stories.setdefault(term, []).append(story)

    def remove(self, terms: Iterable[str], story: int) -> None:
        """Note that `story` no longer holds `terms`."""
        for term in terms:
            self._stories[term].remove(story)
            if not self._stories[term]:
                del self._stories[term]

    def nearest(self, terms: Iterable[str], rarity: Rarity, apart: Collection[int]) -> list[int]:
        """Return the stories that share the most and rarest of `terms`, best first."""
        shared: defaultdict[int, float] = defaultdict(float)
        left = MOST_VISITS
        for weight, term in sorted(
            ((rarity.weights[t], t) for t in terms if t in self._stories), reverse=True
        ):
            if left <= 0:
                break
            stories = self._stories[term][-left:]
            left -= len(stories)
            for story in stories:
                shared[story] += weight * weight
        found = [story for story in shared if story not in apart]
        found.sort(key=lambda story: (-shared[story], story))
        return found[:MOST_FOUND]
