"""A story as the clusterer holds it: its members, and the sums of what they hold."""

from __future__ import annotations

from collections import Counter
from math import inf, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.cluster.document import Document
    from tracker.cluster.rarity import Rarity


class Bundle:
    """The members of one story and the sums of their terms.

    The sums are of whole numbers, so the order of arrival leaves no trace in them; how
    rare a term is enters only when an article is compared.
    """

    def __init__(self) -> None:
        self.members: dict[int, Document] = {}
        self.terms: dict[str, int] = {}
        self.names: Counter[str] = Counter()
        self.figures: dict[str, Counter[str]] = {}
        self.oldest, self.newest = inf, -inf
        self._reading = -1
        self._square = 0.0

    def add(self, document: Document, rarity: Rarity) -> list[str]:
        """Take a member in, and return the terms that no member held before."""
        first = []
        weights, held, grown = rarity.weights, self.terms, 0.0
        for term, count in zip(document.terms, document.counts, strict=True):
            before = held.get(term, 0)
            held[term] = before + count
            grown += count * (2 * before + count) * weights[term] ** 2
            if not before:
                first.append(term)
        self._square += grown
        self.members[document.article] = document
        self.names.update(document.names)
        for thing, number in document.figures:
            self.figures.setdefault(thing, Counter())[number] += 1
        self.oldest = min(self.oldest, document.hours)
        self.newest = max(self.newest, document.hours)
        return first

    def remove(self, article: int) -> list[str]:
        """Take a member out, and return the terms that no other member holds."""
        document = self.members.pop(article)
        last = []
        for term, count in zip(document.terms, document.counts, strict=True):
            self.terms[term] -= count
            if not self.terms[term]:
                del self.terms[term]
                last.append(term)
        self.names -= Counter(document.names)
        for thing, number in document.figures:
            self.figures[thing] -= Counter((number,))
            if not self.figures[thing]:
                del self.figures[thing]
        self.oldest = min((member.hours for member in self.members.values()), default=inf)
        self.newest = max((member.hours for member in self.members.values()), default=-inf)
        self._reading = -1
        return last

    def length(self, rarity: Rarity) -> float:
        """Return the Euclidean length of the centroid, weighted as `rarity` now reads.

        Between two readings `add` keeps it up to date.
        """
        if self._reading != rarity.reading:
            self._reading = rarity.reading
            weights = rarity.weights
            self._square = sum((count * weights[term]) ** 2 for term, count in self.terms.items())
        return sqrt(self._square)
