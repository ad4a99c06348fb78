"""What the members of a story hold together: the sums that an article is compared with."""

from __future__ import annotations

from math import fsum
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.cluster.document import Document


class Sums:
    """Mentions of each term, names, and figures by what is counted, over some documents.

    The sums are of whole numbers, so the order of arrival leaves no trace in them; how rare a
    term is enters only when an article is compared.
    """

    __slots__ = ("figures", "names", "terms")

    def __init__(self, documents: Iterable[Document]) -> None:
        self.terms: dict[str, int] = {}
        self.names: dict[str, int] = {}
        self.figures: dict[str, dict[str, int]] = {}
        for document in documents:
            self.add(document)

    def add(self, document: Document) -> list[str]:
        """Count a document in, and return the terms that none held before."""
        held, first = self.terms, []
        if held:
            for term, count in zip(document.terms, document.counts, strict=True):
                if term in held:
                    held[term] += count
                else:
                    held[term] = count
                    first.append(term)
        else:
            held.update(zip(document.terms, document.counts, strict=True))
            first.extend(held)
        for name in document.names:
            self.names[name] = self.names.get(name, 0) + 1
        for thing, number in document.figures:
            numbers = self.figures.setdefault(thing, {})
            numbers[number] = numbers.get(number, 0) + 1
        return first

    def remove(self, document: Document) -> list[str]:
        """Count a document out, and return the terms that none holds any more."""
        held, gone = self.terms, []
        for term, count in zip(document.terms, document.counts, strict=True):
            held[term] -= count
            if not held[term]:
                del held[term]
                gone.append(term)
        for name in document.names:
            self.names[name] -= 1
            if not self.names[name]:
                del self.names[name]
        for thing, number in document.figures:
            self._remove_figure(thing, number)
        return gone

    def square(self, weights: Mapping[str, float]) -> float:
        """Return the square of the Euclidean length of all terms, each mention weighted."""
        # Without a loop of Python's own this takes a third of the time: 5 μs for 50 terms.
        weighted = list(map(mul, self.terms.values(), map(weights.__getitem__, self.terms)))
        return fsum(map(mul, weighted, weighted))

    def _remove_figure(self, thing: str, number: str) -> None:
        numbers = self.figures[thing]
        numbers[number] -= 1
        if not numbers[number]:
            del numbers[number]
        if not numbers:
            del self.figures[thing]
