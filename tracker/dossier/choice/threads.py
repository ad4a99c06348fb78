"""Which articles of a story belong together: its threads.

Agglomerative clustering with average linkage over TF-IDF vectors (Manning et al., *Introduction
to Information Retrieval*, chapter 17), so without any chance; large threads join less readily.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.dossier.material import Material

# What an article is about stands in its title and its first sentences.
OPENING = 8


class Nearness:
    """How near the articles of one story are: the cosine of their openings, terms weighed by rarity in it."""

    def __init__(self, material: Material) -> None:
        counts = {number: Counter(terms(title)) for number, title in material.titles}
        for sentence in material.sentences:
            if sentence.position < OPENING:
                counts.setdefault(sentence.number, Counter()).update(sentence.terms)
        spread = Counter(term for count in counts.values() for term in count)
        rarity = {term: math.log(1 + len(counts) / found) for term, found in spread.items()}
        self._vectors = {
            number: _unit({term: (1 + math.log(n)) * rarity[term] for term, n in count.items()})
            for number, count in counts.items()
        }
        self._known: dict[tuple[int, int], float] = {}

    def between(self, a: int, b: int) -> float:
        """Give the cosine of two articles, by number, 0 to 1."""
        pair = min(a, b), max(a, b)
        if pair not in self._known:
            one, two = self._vectors.get(a, {}), self._vectors.get(b, {})
            shorter, longer = sorted((one, two), key=len)
            self._known[pair] = sum(weight * longer.get(term, 0.0) for term, weight in shorter.items())
        return self._known[pair]

    def groups(self, one: Collection[int], two: Collection[int]) -> float:
        """Give the mean cosine between two groups of articles."""
        return sum(self.between(a, b) for a in one for b in two) / (len(one) * len(two) or 1)


def threads(numbers: Sequence[int], count: int, near: Nearness) -> list[list[int]]:
    """Part articles into `count` threads, or as many as there are articles, each in ascending order."""
    groups = {number: [number] for number in sorted(numbers)}
    # How near each pair of groups is, all their articles added up: a group that joins adds its own.
    sums = {pair: near.between(*pair) for pair in combinations(groups, 2)}
    pulls = {pair: _pull(both, 1, 1) for pair, both in sums.items()}
    while len(groups) > count:
        i, j = max(pulls, key=pulls.__getitem__)
        groups[i] = sorted(groups[i] + groups.pop(j))
        del sums[i, j], pulls[i, j]
        for other in groups:
            if other != i:
                pair, gone = (min(i, other), max(i, other)), (min(j, other), max(j, other))
                sums[pair] += sums.pop(gone)
                pulls[pair] = _pull(sums[pair], len(groups[pair[0]]), len(groups[pair[1]]))
                del pulls[gone]
    return list(groups.values())


def _pull(near: float, one: int, two: int) -> float:
    """Say how much two groups of these sizes should become one."""
    return near / (one * two) / math.sqrt(one + two)


def _unit(vector: dict[str, float]) -> dict[str, float]:
    """Scale a vector to length 1."""
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in vector.items()}
