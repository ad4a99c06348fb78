"""Which stories an article could belong to: an inverted index with bounded cost."""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

# Entries of the index that one article may visit; rare terms come first, so what is left
# out are the terms that many stories share and that tell least; of one such, the oldest.
MOST_VISITS = 800
# Stories that the index hands over to be compared in full.
MOST_FOUND = 12


class Index:
    """Term → the stories that hold it; most terms are of one story, which then stands alone."""

    def __init__(self) -> None:
        self._stories: dict[str, int | list[int]] = {}

    def __contains__(self, term: object) -> bool:
        return term in self._stories

    def add(self, terms: Iterable[str], story: int) -> None:
        """Note that `story` holds `terms`, none of which it held before."""
        for term in terms:
            held = self._stories.setdefault(term, story)
            if isinstance(held, list):
                held.append(story)
            elif held != story:
                self._stories[term] = [held, story]

    def remove(self, terms: Iterable[str], story: int) -> None:
        """Note that `story` no longer holds `terms`."""
        for term in terms:
            held = self._stories[term]
            if isinstance(held, int):
                del self._stories[term]
                continue
            held.remove(story)
            if len(held) == 1:
                self._stories[term] = held[0]

    def nearest(self, squares: Mapping[str, float], apart: Collection[int]) -> list[int]:
        """Return the stories that share the most and rarest terms, best first.

        `squares` gives the square of each term's weight.
        """
        shared: defaultdict[int, float] = defaultdict(float)
        left = MOST_VISITS
        stories = self._stories
        for square, term in sorted(((squares[t], t) for t in squares if t in stories), reverse=True):
            if left <= 0:
                break
            held = stories[term]
            if isinstance(held, int):
                shared[held] += square
                left -= 1
                continue
            for story in held[-left:]:
                shared[story] += square
            left -= len(held)
        for story in apart:
            shared.pop(story, None)
        # Of thousands that share a common word, only the best are put in order.
        least = min(nlargest(MOST_FOUND, shared.values()), default=0.0)
        found = sorted((-weight, story) for story, weight in shared.items() if weight >= least)
        return [story for _, story in found[:MOST_FOUND]]
