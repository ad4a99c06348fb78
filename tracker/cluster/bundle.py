"""A story as the clusterer holds it: its members, and the sums of what they hold."""

from __future__ import annotations

from collections import Counter
from math import inf, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.cluster.document import Document
    from tracker.cluster.rarity import Rarity


class Bundle:
    """The members of one story and the sums of their terms.

    The sums are of whole numbers, so the order of arrival leaves no trace in them; how
    rare a term is enters only when an article is compared.
    """

    def __init__(self) -> None:
        self.members: dict[int, Document] = {}
        self.terms: Counter[str] = Counter()
        self.title: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self.figures: Counter[tuple[str, str]] = Counter()
        self.oldest, self.newest = inf, -inf
        self._reading = -1
        self._lengths = (0.0, 0.0)

    def add(self, document: Document) -> list[str]:
        """Take a member in, and return the terms that no member held before."""
        first = [term for term in document.terms if term not in self.terms]
        self.members[document.article] = document
        self.terms.update(_tally(document))
        self.title.update(document.title)
        self.names.update(document.names)
        self.figures.update(document.figures)
        self.oldest = min(self.oldest, document.hours)
        self.newest = max(self.newest, document.hours)
        self._reading = -1
        return first

    def remove(self, article: int) -> list[str]:
        """Take a member out, and return the terms that no other member holds."""
        document = self.members.pop(article)
        self.terms -= _tally(document)
        self.title -= Counter(document.title)
        self.names -= Counter(document.names)
        self.figures -= Counter(document.figures)
        self.oldest = min((member.hours for member in self.members.values()), default=inf)
        self.newest = max((member.hours for member in self.members.values()), default=-inf)
        self._reading = -1
        return [term for term in document.terms if term not in self.terms]

    def lengths(self, rarity: Rarity) -> tuple[float, float]:
        """Return the lengths of the centroid of all terms and of that of title terms."""
        if self._reading != rarity.reading:
            self._reading = rarity.reading
            self._lengths = (length(self.terms.items(), rarity), length(self.title.items(), rarity))
        return self._lengths


def length(counts: Iterable[tuple[str, int]], rarity: Rarity) -> float:
    """Return the Euclidean length of the weighted counts."""
    return sqrt(sum((count * rarity.weights[term]) ** 2 for term, count in counts))


def _tally(document: Document) -> Counter[str]:
    return Counter(dict(zip(document.terms, document.counts, strict=True)))
