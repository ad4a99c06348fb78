"""Which sentences of a story belong together: its threads.

Seeds that are central and differ from each other, then each sentence to the seed it is
nearest to: one round of k-medoids (Kaufman and Rousseeuw, 1990), so without any chance.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from tracker.dossier.choose import best

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence

# Below this cosine a sentence is on no thread: it shares one rare word with it at most.
LOOSE = 0.06
# A thread begins with what an article begins with.
LEADS = 3


class Nearness:
    """How near sentences of one story are: the cosine over terms weighed by their rarity in it."""

    def __init__(self, material: Material) -> None:
        spread = Counter(term for sentence in material.sentences for term in set(sentence.terms))
        total = len(material.sentences) + 1
        self._squares = {term: math.log(total / count) ** 2 for term, count in spread.items()}

    def between(self, a: Sentence, b: Sentence) -> float:
        """Give the cosine of two sentences, 0 to 1."""
        one, two = frozenset(a.terms), frozenset(b.terms)
        length = math.sqrt(self._mass(one) * self._mass(two))
        return self._mass(one & two) / length if length else 0.0

    def to(self, sentence: Sentence, group: Sequence[Sentence]) -> float:
        """Give the mean cosine of a sentence to a group, 0 for an empty one."""
        return sum(self.between(sentence, other) for other in group) / len(group) if group else 0.0

    def _mass(self, terms: frozenset[str]) -> float:
        return float(sum(self._squares.get(term, 0.0) for term in terms))


def threads(
    scored: dict[Sentence, float],
    count: int,
    material: Material,
    near: Nearness,
) -> list[list[Sentence]]:
    """Part sentences into at most `count` threads, each led by its seed; loose ones are left out."""
    seeds: list[Sentence] = []
    leads = {sentence: value for sentence, value in scored.items() if sentence.position < LEADS}
    while len(seeds) < count:
        found = best(leads if len(leads) >= count else scored, seeds, material.weights)
        if found is None:
            break
        seeds.append(found[1])
    groups: list[list[Sentence]] = [[seed] for seed in seeds]
    for sentence in scored:
        if sentence in seeds or not seeds:
            continue
        nearest = max(groups, key=lambda group: near.between(sentence, group[0]))
        if near.between(sentence, nearest[0]) >= LOOSE:
            nearest.append(sentence)
    return groups
