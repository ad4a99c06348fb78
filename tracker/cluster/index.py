"""Which stories an article could belong to: an inverted index with bounded cost."""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from tracker.cluster.document import key
from tracker.cluster.packed import Packed

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence

# Entries of the index that one article may visit; rare terms come first, so what is left
# out are the terms that many stories share and that tell least; of one such, the oldest.
MOST_VISITS = 300
# Stories that the index hands over to be compared in full.
MOST_FOUND = 12

# The square of a term's weight, the term, and where its stories are among the packed ones.
_Ranked: TypeAlias = "tuple[float, str, tuple[int, int] | None]"
_RARITY = itemgetter(0, 1)


class Index:
    """Term → the stories that hold it: a packed index of many articles, and a dictionary of the rest.

    What is packed is not unpacked: stories that went, or hold a term no more, are passed over or
    compared for nothing, until all is packed anew.
    """

    def __init__(self) -> None:
        self._packed = Packed([])
        # Most terms are of one story, which then stands alone.
        self._stories: dict[str, int | list[int]] = {}

    def pack(self, articles: Sequence[tuple[bytes, int]]) -> None:
        """Begin anew with the keys and the story of these articles, oldest first."""
        self._packed = Packed(articles)
        self._stories = {}

    def count(self, term: str) -> int:
        """Return how many of the packed articles hold a term."""
        return self._packed.count(key(term)) if self._packed.articles else 0

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
            held = self._stories.get(term)
            if held == story:
                del self._stories[term]
            elif isinstance(held, list) and story in held:
                held.remove(story)
                if len(held) == 1:
                    self._stories[term] = held[0]

    def nearest(
        self, squares: Mapping[str, float], keys: bytes, apart: Collection[int], living: Container[int]
    ) -> list[tuple[int, float]]:
        """Return the stories that share the most and rarest terms, best first, with the weight of those.

        `squares` gives the square of each term's weight, `keys` the terms' keys in the same order;
        `living` holds the stories that there are.
        """
        shared: defaultdict[int, float] = defaultdict(float)
        left = MOST_VISITS
        for square, term, span in self._rarest_first(squares, keys):
            held = self._stories.get(term)
            found = held[-left:] if isinstance(held, list) else () if held is None else (held,)
            for story in found:
                shared[story] += square
            left -= len(found)
            if span and left > 0:
                packed = self._packed.stories(max(span[0], span[1] - left), span[1])
                # Of several articles, a story is there several times.
                for story in set(packed).difference(found) if len(packed) > 1 else packed:
                    shared[story] += square
                left -= len(packed)
            if left <= 0:
                break
        for story in apart:
            shared.pop(story, None)
        # Of thousands that share a common word, only the best are put in order.
        least = min(sorted(shared.values(), reverse=True)[:MOST_FOUND], default=0.0)
        ranked = sorted([(-weight, story) for story, weight in shared.items() if weight >= least])
        return [(story, -weight) for weight, story in ranked[:MOST_FOUND] if story in living]

    def _rarest_first(self, squares: Mapping[str, float], keys: bytes) -> list[_Ranked]:
        """Return the terms that some story holds, with the place of those that are packed."""
        stories = self._stories
        if not self._packed.articles:
            ranked: list[_Ranked] = [
                (square, term, None) for term, square in squares.items() if term in stories
            ]
        else:
            places = zip(squares.items(), self._packed.places(keys), strict=True)
            ranked = [(sq, term, span) for (term, sq), span in places if span or term in stories]
        return sorted(ranked, key=_RARITY, reverse=True)
