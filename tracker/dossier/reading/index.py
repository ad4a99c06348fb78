"""Where in a story a text or a term stands: so that no section looks through all sentences for it."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from tracker.dossier.reading.sentence import Sentence


class Index:
    """The sentences of one story by their texts and by their terms; made when it is first asked."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences

    def __eq__(self, other: object) -> bool:
        """Be equal to the index of the same sentences."""
        return isinstance(other, Index) and self._sentences == other._sentences

    __hash__ = None  # type: ignore[assignment]  # it is never a key

    def same(self, text: str) -> Sequence[Sentence]:
        """Give the sentences of just these words, in the order of the story."""
        return self._by_text.get(text, ())

    def sharing(
        self, terms: Collection[str], share: float, among: Collection[int] | None = None
    ) -> Iterator[Sentence]:
        """Give all sentences that may have so great a share of the terms, and some that have not.

        `among`: of the articles of these numbers.

        Whatever has it lacks at most the rest, and so has one of any terms that are one more
        than the rest: the rarest are looked up (prefix filtering, Chaudhuri et al. 2006).
        """
        lacking = len(terms) - math.ceil(share * len(terms) - 1e-9)
        having = {term: self._by_term.get(term, []) for term in terms}
        rarest = sorted(having, key=lambda term: (len(having[term]), term))[: lacking + 1]
        found = [having[term] for term in rarest]
        if among is not None:
            ranges = [self._ranges[number] for number in among if number in self._ranges]
            found = [
                places[bisect_left(places, first) : bisect_right(places, last)]
                for places in found
                for first, last in ranges
            ]
        for place in sorted(set(chain.from_iterable(found))):
            yield self._sentences[place]

    def beside(self, sentence: Sentence) -> list[Sentence]:
        """Give the sentences that stand right before and behind one in its article."""
        number, position = sentence.number, sentence.position
        found = (self._by_place.get((number, position - 1)), self._by_place.get((number, position + 1)))
        return [each for each in found if each is not None]

    def numbers(self, term: str) -> frozenset[int]:
        """Give the citation numbers of the articles that have a term."""
        return frozenset(self._sentences[place].number for place in self._by_term.get(term, ()))

    @cached_property
    def _ranges(self) -> dict[int, tuple[int, int]]:
        """Map each article's number to the places of its first and its last sentence."""
        last = {sentence.number: place for place, sentence in enumerate(self._sentences)}
        first = {s.number: place for place, s in reversed(list(enumerate(self._sentences)))}
        return {number: (first[number], last[number]) for number in first}

    @cached_property
    def _by_text(self) -> dict[str, list[Sentence]]:
        found: dict[str, list[Sentence]] = {}
        for sentence in self._sentences:
            found.setdefault(sentence.text, []).append(sentence)
        return found

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], Sentence]:
        return {(sentence.number, sentence.position): sentence for sentence in self._sentences}

    @cached_property
    def _by_term(self) -> dict[str, list[int]]:
        """Map each term to the places of the sentences that have it, ascending, repeats kept."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, sentence in enumerate(self._sentences):
            for term in sentence.terms:
                found[term].append(place)
        return dict(found)
