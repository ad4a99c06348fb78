"""Which stories an article could belong to: an inverted index with bounded cost."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, TypeAlias

from tracker.cluster.document import key
from tracker.cluster.packed import Packed

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping

# Entries of the index that one article may visit; rare terms come first, so what is left
# out are the terms that many stories share and that tell least; of one such, the oldest.
MOST_VISITS = 300
# Stories that the index hands over to be compared in full.
MOST_FOUND = 12

# The square of a term's weight, the term, its stories in the dictionary, and where they are among
# the packed ones. No two have the first two in common, so that they can be sorted as they are.
_Ranked: TypeAlias = "tuple[float, str, int | list[int] | None, tuple[int, int] | None]"


class Index:
    """Term → the stories that hold it: a packed index of many articles, and a dictionary of the rest.

    What is packed is not unpacked: stories that went, or hold a term no more, are passed over or
    compared for nothing, until all is packed anew.
    """

    def __init__(self) -> None:
        self._packed = Packed([])
        # Most terms are of one story, which then stands alone.
        self._stories: dict[str, int | list[int]] = {}

    def pack(self, articles: Iterable[tuple[bytes, int]]) -> None:
        """Begin anew with the keys and the story of these articles, oldest first."""
        # What was there makes room first.
        self._packed, self._stories = Packed([]), {}
        self._packed = Packed(articles)

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
        shared: dict[int, float] = {}
        left = MOST_VISITS
        for square, _, held, span in self._rarest_first(squares, keys):
            found = held[-left:] if isinstance(held, list) else [] if held is None else [held]
            left -= len(found)
            if span and left > 0:
                packed = self._packed.stories(max(span[0], span[1] - left), span[1])
                left -= len(packed)
                # Of several articles, a story is there several times.
                found += set(packed).difference(found) if len(packed) > 1 else packed
            for story in found:
                # Most stories are met once: a default for those takes twice the time.
                if story in shared:
                    shared[story] += square
                else:
                    shared[story] = square
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
        held = map(self._stories.get, squares)
        spans = self._packed.places(keys) if self._packed.articles else repeat(None, len(squares))
        found = zip(squares.values(), squares, held, spans, strict=True)
        ranked: list[_Ranked] = [one for one in found if one[2] is not None or one[3]]
        ranked.sort(reverse=True)
        return ranked
