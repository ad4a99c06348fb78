"""How well a few sentences together tell a story, and which few tell it best.

Words and pairs of words are the concepts, weighed by how often the story uses them, as in SumBasic
(Nenkova and Vanderwende, 2005) and in Gillick and Favre's *A scalable global model for
summarization* (2009): a set of sentences is worth the concepts it has, each once, for its length.
So repetition costs of itself, and what many independent articles say weighs most.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from tracker.dossier.choice.leaning import leans
from tracker.dossier.reading.sentence import once
from tracker.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.dossier.material import Material
    from tracker.dossier.reading.sentence import Sentence

# The figures were chosen on summaries of news (tests/benchmarks/what.py); each stands on a plateau.
# A report's first sentences say what it is about.
OPENING = 5
# A title counts as often as this.
TITLE_TIMES = 2
# The words that a summary has anyhow: the more, the longer the sentences that are chosen.
LENGTH = 45
# So many words are read at a glance; only a single sentence may be longer.
BUDGET = 55
# All sets of so many sentences, the best on their own, are tried.
TRIED = 12
# What is left of a sentence's worth if it tells what was before the news, or leans on others.
BEFORE, LEANING = 0.9, 0.9
_BEFORE = re.compile(r"\b(?:previously|long|once|used to|history|years|decades?|earlier|had)\b")
# Each further sentence of one article takes off so much: what two sources say is surer.
SAME_SOURCE = 0.95
# However old, an article keeps this share of its weight.
FLOOR = 0.3
# Certainty in whole parts, so that the order of adding makes no difference.
PARTS = 1 << 20


class Concepts:
    """What the concepts of one story are worth; an article's weight halves every `half_life` days."""

    def __init__(self, material: Material, half_life: float) -> None:
        self._newest = material.newest
        self._half_life = half_life
        self._known: dict[Sentence, tuple[int, frozenset[int]]] = {}
        self._certain = self._certainties(material)

    def worth(self, chosen: Sequence[Sentence]) -> float:
        """Score sentences, at least one, as a summary of the story, 0 or more."""
        told = [self._told(sentence) for sentence in chosen]
        found = told[0][1].union(*(concepts for _, concepts in told[1:]))
        covered = sum(self._certain.get(concept, 0) for concept in found) / PARTS
        fitness = sum(map(self._fitness, chosen)) / len(chosen)
        fitness *= SAME_SOURCE ** (len(chosen) - len({sentence.number for sentence in chosen}))
        return fitness * covered / (LENGTH + sum(length for length, _ in told))

    def best(self, pool: Sequence[Sentence], most: int) -> list[Sentence]:
        """Choose the set of up to `most` sentences that is worth most, the best on its own first."""
        alone = {sentence: self.worth([sentence]) for sentence in pool}
        tried = sorted(alone, key=lambda s: (-alone[s], s.number, s.position))[:TRIED]
        sets: list[Sequence[Sentence]] = [
            chosen
            for size in range(1, most + 1)
            for chosen in combinations(tried, size)
            if size == 1 or sum(self._told(sentence)[0] for sentence in chosen) <= BUDGET
        ]
        found: Sequence[Sentence] = max(sets, key=self.worth, default=())
        return list(found)

    def _certainties(self, material: Material) -> dict[int, int]:
        """Say how certain each concept is to belong to a summary, in parts; 0 for what is not told at first.

        What comes once in each article is half certain; certainty rises with the square at
        first (a Hill function), so that what only one of many says once is worth little.
        """
        counts: defaultdict[int, float] = defaultdict(float)
        weights = {source.number: self._freshness(source.published) for source in material.sources}
        for number, title in material.titles:
            for concept in _coded(title):
                counts[concept] += TITLE_TIMES * weights[number]
        for sentence in material.sentences:
            if sentence.position < OPENING:
                for concept in _concepts(sentence):
                    counts[concept] += weights[sentence.number]
        every = sum(weights[number] for number, _ in material.titles) or 1.0
        return {c: round(PARTS * n * n / (n * n + every * every)) for c, n in counts.items()}

    def _told(self, sentence: Sentence) -> tuple[int, frozenset[int]]:
        """Give the length of a sentence in words, and its concepts."""
        if sentence not in self._known:
            concepts = _concepts(sentence)
            self._known[sentence] = (len(concepts) + 1) // 2, frozenset(concepts)
        return self._known[sentence]

    def _fitness(self, sentence: Sentence) -> float:
        """Give the share of worth that a sentence's age and kind leave it."""
        return self._freshness(sentence.published) * _kind(sentence)

    def _freshness(self, published: datetime) -> float:
        age = (self._newest - published.date()).days
        return max(FLOOR, float(0.5 ** (age / self._half_life)))


def _coded(text: str) -> array[int]:
    """Give the words of a text and the pairs of them, in small letters, repeats kept, as their hashes.

    A number each takes a tenth of the memory of the words. Which it is makes no difference, and of the
    few hundred thousand in the longest story no two share 64 bits.
    """
    tokens = [word.casefold() for word in words(text)]
    return array("q", map(hash, [*tokens, *pairwise(tokens)]))


@once
def _concepts(sentence: Sentence) -> array[int]:
    return _coded(sentence.text)


@once
def _kind(sentence: Sentence) -> float:
    """Give the share of worth that is left to what looks back, or leans on what was said before."""
    before = BEFORE if _BEFORE.search(sentence.text) else 1.0
    return before * (LEANING if sentence.position and leans(sentence) else 1.0)
