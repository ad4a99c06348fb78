"""How rare a term is: learnt from the stream, on top of a guess for terms hardly met."""

from __future__ import annotations

from collections import Counter
from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# The guess counts as much as this many articles that were read.
PRIOR_ARTICLES = 300
# Frequencies are read anew each time the stream has grown by this share. Between two
# readings every weight, and so the length of every centroid, holds still.
GROWTH = 0.05
# The guess: 1.5 % of articles hold a given word of three letters, a quarter less for each
# letter more, and 0.15 % one of twelve; 0.07 % hold a given pair of words.
_SHORT, _SHORT_SHARE, _PER_LETTER, _LONG_SHARE, _PAIR_SHARE = 3, 0.015, 0.25, 0.0015, 0.0007


class Rarity:
    """Smoothed inverse document frequencies (Spärck Jones 1972) over a growing stream."""

    def __init__(self) -> None:
        self.reading = 0
        self._counts: Counter[str] = Counter()
        self._total = 0
        self._read: dict[str, int] = {}
        self._read_total = 0
        self._weights: dict[str, float] = {}

    def learn(self, terms: Iterable[str]) -> None:
        """Count the terms of one more article."""
        self._counts.update(terms)
        self._total += 1
        if self._total > self._read_total * (1 + GROWTH):
            self._read = dict(self._counts)
            self._read_total = self._total
            self._weights.clear()
            self.reading += 1

    def forget(self, terms: Iterable[str]) -> None:
        """Take the terms of an article out again."""
        self._counts.subtract(terms)
        self._total -= 1

    def weight(self, term: str) -> float:
        """Return the weight of one mention of `term`: the log of how rare it is."""
        known = self._weights.get(term)
        if known is None:
            met = self._read.get(term, 0) + PRIOR_ARTICLES * _guess(term)
            known = self._weights[term] = log((self._read_total + PRIOR_ARTICLES) / met)
        return known


def _guess(term: str) -> float:
    """Guess the share of articles that hold `term`: short words are common, pairs are rare."""
    if " " in term:
        return _PAIR_SHARE
    return max(_LONG_SHARE, _SHORT_SHARE * exp(-_PER_LETTER * max(0, len(term) - _SHORT)))
