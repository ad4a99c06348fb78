"""A story as the clusterer holds it: its members, and the sums of what they hold."""

from __future__ import annotations

from collections import Counter
from math import inf, sqrt
from typing import TYPE_CHECKING, NamedTuple

from tracker.cluster.document import LEAD_COUNT

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

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

    __slots__ = ("_core", "_reading", "_square", "_sums", "members", "newest", "oldest")

    def __init__(self) -> None:
        self.members: dict[int, Document] = {}
        self.oldest, self.newest = inf, -inf
        self._sums: _Sums | None = None
        self._reading = -1
        self._square = 0.0
        self._core: tuple[int, float] | None = None

    @property
    def terms(self) -> Mapping[str, int]:
        """How often the members mention each term."""
        if self._sums:
            return self._sums.terms
        return dict(self._alone())

    def products(self, weights: Mapping[str, float]) -> list[float]:
        """Return the number of mentions of each term in `weights` that is held, by its weight."""
        if self._sums:
            held = self._sums.terms
            return [weight * held[term] for term, weight in weights.items() if term in held]
        return [weights[term] * count for term, count in self._alone() if term in weights]

    def covered(self, terms: Container[str], rarity: Rarity) -> float:
        """Return the share of the story's core, by weight, that `terms` hold.

        The core is what half of the members mention in title or lead, or as much as that. Its
        whole weight is kept until the story or the reading changes.
        """
        least = max(LEAD_COUNT, len(self.members) * LEAD_COUNT // 2)
        held = self._sums.terms.items() if self._sums else self._alone()
        weights = rarity.weights
        if self._core is None or self._core[0] != rarity.reading:
            self._core = rarity.reading, sum([weights[term] for term, count in held if count >= least])
            held = self._sums.terms.items() if self._sums else self._alone()
        shared = [weights[term] for term, count in held if count >= least and term in terms]
        return sum(shared) / self._core[1] if shared else 0.0

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
        self._core = None
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
        self._reading, self._core = -1, None
        held = self.terms
        return [term for term in document.terms if term not in held]

    def length(self, rarity: Rarity) -> float:
        """Return the Euclidean length of the centroid, weighted as `rarity` now reads.

        Between two readings `add` keeps it up to date.
        """
        if self._reading != rarity.reading:
            self._reading = rarity.reading
            weights = rarity.weights
            terms = self._sums.terms.items() if self._sums else self._alone()
            self._square = sum([(count * weights[term]) ** 2 for term, count in terms])
        return sqrt(self._square)

    def _alone(self) -> Iterable[tuple[str, int]]:
        return _counted(next(iter(self.members.values()))) if self.members else ()

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
