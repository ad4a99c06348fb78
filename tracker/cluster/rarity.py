"""How rare a term is: learnt from the stream, on top of a guess for terms hardly met."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import exp, log
from typing import TYPE_CHECKING

from tracker.cluster.common import COMMON, FAMILIAR
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

# The guess counts as much as this many articles that were read.
PRIOR_ARTICLES = 300
# Frequencies are read anew each time the stream, with the guess, has grown by this share.
# Between two readings every weight, and so the length of every centroid, holds still.
GROWTH = 0.15
# Shares of articles that hold a listed word.
_COMMON_SHARE, _FAMILIAR_SHARE = 0.07, 0.03
# The guess for the others: 1.5 % of articles hold a given word of three letters, a quarter less for each
# letter more, and 0.15 % one of twelve; 0.07 % hold a given pair of words.
_SHORT, _SHORT_SHARE, _PER_LETTER, _LONG_SHARE, _PAIR_SHARE = 3, 0.015, 0.25, 0.0015, 0.0007


class Rarity:
    """Smoothed inverse document frequencies (Spärck Jones 1972) over a growing stream.

    `weights[term]` is the weight of one mention: the log of how rare the term is. Most terms
    are met once. Those are not counted: that `held` has them, and the counts do not, says it.
    """

    def __init__(self, held: Container[str] = ()) -> None:
        """Count what articles hold; `held` is all that any article learnt, and not forgotten, holds."""
        self.reading = 0
        self._held = held
        self._counts: dict[str, int] = {}
        self._total = self._learnt = 0
        # By how much the counts have grown since the last reading.
        self._since: Counter[str] = Counter()
        self.weights = self._read(0)

    def learn(self, of: Iterable[str]) -> None:
        """Count the distinct terms `of` one more article, before `held` has them of it."""
        for term in of:
            if term in self._held:
                self._counts[term] = self._counts.get(term, 1) + 1
        self._since.update(of)
        self._total += 1
        self._learnt += 1
        if self._learnt > GROWTH * (self.weights.articles + PRIOR_ARTICLES):
            self._since.clear()
            self._learnt = 0
            self.weights = self._read(self._total)
            self.reading += 1

    def forget(self, of: Iterable[str]) -> None:
        """Take the terms `of` an article out again; the weights follow at the next reading."""
        for term in of:
            count = self._counts.pop(term, 1) - 1
            if count > 1:
                self._counts[term] = count
        self._since.subtract(of)
        self._total -= 1

    def recurs(self, term: str) -> bool:
        """Tell whether more than one article holds a term."""
        return term in self._counts

    def _read(self, articles: int) -> _Weights:
        return _Weights(articles, self._counts, self._held, self._since)


class _Weights(dict[str, float]):
    """Term → weight at one reading of the frequencies, worked out when first asked for.

    What was counted `since` is taken off again, so that nothing has to be copied. Only terms
    that recur are kept; the weights of the others are few, as they go by length alone.
    """

    def __init__(
        self, articles: int, counts: Mapping[str, int], held: Container[str], since: Mapping[str, int]
    ) -> None:
        super().__init__()
        self.articles = articles
        self._counts = counts
        self._held = held
        self._since = since
        self._rare: dict[tuple[int, float], float] = {}

    def __missing__(self, term: str) -> float:
        count = self._counts.get(term)
        if count is not None:
            self[term] = weight = self._weight(count - self._since.get(term, 0), _guess(term))
            return weight
        key = (term in self._held) - self._since.get(term, 0), _guess(term)
        rare = self._rare.get(key)
        if rare is None:
            self._rare[key] = rare = self._weight(*key)
        return rare

    def _weight(self, met: int, guess: float) -> float:
        return -log((met + PRIOR_ARTICLES * guess) / (self.articles + PRIOR_ARTICLES))


def _guess(term: str) -> float:
    """Guess the share of articles that hold `term`: short words are common, pairs are rare."""
    if " " in term:
        return _PAIR_SHARE
    listed = _listed().get(term)
    return _of_length(len(term)) if listed is None else listed


@lru_cache(maxsize=64)
def _of_length(letters: int) -> float:
    return max(_LONG_SHARE, _SHORT_SHARE * exp(-_PER_LETTER * max(0, letters - _SHORT)))


@lru_cache(maxsize=1)
def _listed() -> dict[str, float]:
    """Map the stems of the listed words to the share of articles that hold them."""
    shares = ((FAMILIAR, _FAMILIAR_SHARE), (COMMON, _COMMON_SHARE))
    return {term: share for listed, share in shares for term in terms(listed)}
