"""A story as the clusterer holds it: its members, and the sums of what they hold."""

from __future__ import annotations

from collections import Counter
from math import inf, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from tracker.cluster.document import Document
    from tracker.cluster.rarity import Rarity


class _Sums(NamedTuple):
    """What several members hold together."""

    terms: dict[str, int]
    names: Counter[str]
    figures: dict[str, Counter[str]]


class Bundle:
    """The members of one story and the sums of their terms.

    The sums are of whole numbers, so the order of arrival leaves no trace in them; how
    rare a term is enters only when an article is compared. Most stories are one article,
    which is its own sum: nothing is kept twice for them.
    """

    __slots__ = ("_reading", "_square", "_sums", "members", "newest", "oldest")

    def __init__(self) -> None:
        self.members: dict[int, Document] = {}
        self.oldest, self.newest = inf, -inf
        self._sums: _Sums | None = None
        self._reading = -1
        self._square = 0.0

    @property
    def terms(self) -> Mapping[str, int]:
        """How often the members mention each term."""
        if self._sums:
            return self._sums.terms
        return {term: count for one in self.members.values() for term, count in _counted(one)}

    @property
    def names(self) -> Container[str]:
        """The stems that any member writes as a name."""
        if self._sums:
            return self._sums.names
        return next(iter(self.members.values())).names if self.members else ()

    @property
    def figures(self) -> Mapping[str, Container[str]]:
        """What is counted, and the numbers that the members give for it."""
        return self._sums.figures if self._sums else self._summed().figures

    def add(self, document: Document, rarity: Rarity) -> list[str]:
        """Take a member in, and return the terms that no member held before."""
        first = []
        weights, grown = rarity.weights, 0.0
        sums = (self._sums or self._summed()) if self.members else None
        held = sums.terms if sums else {}
        for term, count in _counted(document):
            before = held.get(term, 0)
            held[term] = before + count
            grown += count * (2 * before + count) * weights[term] ** 2
            if not before:
                first.append(term)
        self._square += grown
        if sums:
            _count_in(sums, document)
        self._sums = sums
        self.members[document.article] = document
        self.oldest = min(self.oldest, document.hours)
        self.newest = max(self.newest, document.hours)
        return first

    def remove(self, article: int) -> list[str]:
        """Take a member out, and return the terms that no other member holds."""
        document = self.members.pop(article)
        self._sums = self._summed() if len(self.members) > 1 else None
        self.oldest = min((member.hours for member in self.members.values()), default=inf)
        self.newest = max((member.hours for member in self.members.values()), default=-inf)
        self._reading = -1
        held = self.terms
        return [term for term in document.terms if term not in held]

    def length(self, rarity: Rarity) -> float:
        """Return the Euclidean length of the centroid, weighted as `rarity` now reads.

        Between two readings `add` keeps it up to date.
        """
        if self._reading != rarity.reading:
            self._reading = rarity.reading
            weights = rarity.weights
            self._square = sum((count * weights[term]) ** 2 for term, count in self.terms.items())
        return sqrt(self._square)

    def _summed(self) -> _Sums:
        sums = _Sums({}, Counter(), {})
        for document in self.members.values():
            for term, count in _counted(document):
                sums.terms[term] = sums.terms.get(term, 0) + count
            _count_in(sums, document)
        return sums


def _counted(document: Document) -> zip[tuple[str, int]]:
    return zip(document.terms, document.counts, strict=True)


def _count_in(sums: _Sums, document: Document) -> None:
    """Add a document's names and figures."""
    sums.names.update(document.names)
    for thing, number in document.figures:
        sums.figures.setdefault(thing, Counter())[number] += 1
