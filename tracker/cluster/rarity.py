"""How rare a term is: learnt from the stream, on top of a guess for terms hardly met."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import exp, log
from typing import TYPE_CHECKING

from tracker.cluster.common import COMMON, FAMILIAR
from tracker.cluster.tally import Tally
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# The guess counts as much as this many articles that were read.
PRIOR_ARTICLES = 300
# Frequencies are read anew each time the stream, with the guess, has grown by this share; by the
# second one once so many articles are known, as a share of more tells no more. Between two readings
# every weight, and so the length of every centroid, holds still.
GROWTH, LATE_GROWTH, LATE = 0.1, 0.5, 3000
# So they are when so many have come since the last reading, as a share of all, while others went.
TURNOVER = 0.5
# Weights that are kept worked out, 100 bytes each; what is written about uses a tenth as many.
MOST_WEIGHTS = 30_000
# Shares of articles that hold a listed word.
_COMMON_SHARE, _FAMILIAR_SHARE = 0.07, 0.03
# The guess for the others: 1.5 % of articles hold a given word of three letters, a quarter less for each
# letter more, and 0.15 % one of twelve; 0.07 % hold a given pair of words.
_SHORT, _SHORT_SHARE, _PER_LETTER, _LONG_SHARE, _PAIR_SHARE = 3, 0.015, 0.25, 0.0015, 0.0007


class Rarity:
    """Smoothed inverse document frequencies (Spärck Jones 1972) over a growing stream.

    `weights[term]` is the weight of one mention: the log of how rare the term is.
    """

    def __init__(self, packed: Callable[[str], int] = lambda _: 0) -> None:
        """Count what articles hold, beside those that `packed` has counted."""
        self.reading = 0
        self._packed = packed
        self._total = self._learnt = 0
        # Of what is not packed, what was counted up to the last reading, and since.
        self._before: Counter[str] = Counter()
        self._since: Counter[str] = Counter()
        # Of what is packed, what was counted since the last reading.
        self._later = Tally()
        self.weights = self._now()

    def learn(self, of: Iterable[str]) -> None:
        """Count the distinct terms `of` one more article."""
        self._since.update(of)
        self._total += 1
        self._learnt += 1
        if self._is_due():
            self._read()

    def forget(self, of: Iterable[str]) -> None:
        """Take the terms `of` an article out again; the weights follow at the next reading."""
        for term in of:
            count = self._since.pop(term, 0) - 1
            if count:
                self._since[term] = count
        self._total -= 1

    def pack(self, articles: int) -> None:
        """Begin anew: so many articles have been counted by `packed`, and no others.

        What was read of the frequencies holds on, if it is not far from those: to read them anew
        means to work out all weights and lengths again, which takes as long as to pack.
        """
        self._later = self._later.plus(self._since)
        self._before.clear()
        self._since.clear()
        self._total = articles
        if self._is_due():
            self._read()

    def _is_due(self) -> bool:
        known = self.weights.articles + PRIOR_ARTICLES
        growth = GROWTH if known < LATE else LATE_GROWTH
        return self._total + PRIOR_ARTICLES > (1 + growth) * known or self._learnt > TURNOVER * known

    def _read(self) -> None:
        self._before.update(self._since)
        self._since.clear()
        self._later = Tally()
        self._learnt = 0
        self.weights = self._now()
        self.reading += 1

    def _now(self) -> _Weights:
        return _Weights(self._total, self._met)

    def _met(self, term: str) -> int:
        """Return how many articles held a term at the last reading; of those forgotten, some may be left."""
        return max(0, self._before.get(term, 0) + self._packed(term) - self._later.count(term))


class _Weights(dict[str, float]):
    """Term → weight at one reading of the frequencies, worked out when first asked for."""

    def __init__(self, articles: int, met: Callable[[str], int]) -> None:
        super().__init__()
        self.articles = articles
        self._met = met
        # There are few of these: most terms are met once, and go by length alone.
        self._worked_out: dict[tuple[int, float], float] = {}

    def __missing__(self, term: str) -> float:
        if len(self) >= MOST_WEIGHTS:
            self.clear()
        key = self._met(term), _guess(term)
        weight = self._worked_out.get(key)
        if weight is None:
            self._worked_out[key] = weight = self._weight(*key)
        self[term] = weight
        return weight

    def _weight(self, met: int, guess: float) -> float:
        return -log((met + PRIOR_ARTICLES * guess) / (self.articles + PRIOR_ARTICLES))


def _guess(term: str) -> float:
    """Guess the share of articles that hold `term`: short words are common, pairs are rare."""
    if " " in term:
        return _PAIR_SHARE
    return _listed().get(term) or _of_length(len(term))


@lru_cache(maxsize=64)
def _of_length(letters: int) -> float:
    return max(_LONG_SHARE, _SHORT_SHARE * exp(-_PER_LETTER * max(0, letters - _SHORT)))


@lru_cache(maxsize=1)
def _listed() -> dict[str, float]:
    """Map the stems of the listed words to the share of articles that hold them."""
    shares = ((FAMILIAR, _FAMILIAR_SHARE), (COMMON, _COMMON_SHARE))
    return {term: share for listed, share in shares for term in terms(listed)}
