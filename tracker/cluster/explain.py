"""The terms that an article and a story have in common, as a reader would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cluster.evidence import shared_terms
from tracker.model import SharedTerm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tracker.cluster.bundle import Bundle
    from tracker.cluster.document import Document
    from tracker.cluster.rarity import Rarity

# As many as a reader takes in at a glance.
MOST_TERMS = 8


class Spellings:
    """The usual spelling of each term, kept by majority vote (Boyer and Moore 1981).

    A term that only one article holds is not asked for, and not kept.
    """

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, int]] = {}

    def learn(self, spellings: Mapping[str, str], rarity: Rarity) -> None:
        """Let one article, of which `rarity` has learnt, vote on the terms that recur."""
        for term, spelling in spellings.items():
            if not rarity.recurs(term):
                continue
            held, votes = self._held.get(term, (spelling, 0))
            if held == spelling:
                self._held[term] = (held, votes + 1)
            else:
                self._held[term] = (held, votes - 1) if votes > 1 else (spelling, 1)

    def forget(self, terms: Iterable[str], rarity: Rarity) -> None:
        """Let go of those terms that, `rarity` says, recur no more."""
        for term in terms:
            if not rarity.recurs(term):
                self._held.pop(term, None)

    def of(self, term: str, own: Mapping[str, str]) -> str:
        """Return the usual spelling; where there is none yet, the article's `own`."""
        return self._held[term][0] if term in self._held else own.get(term, term)


def top_terms(
    document: Document, bundle: Bundle, rarity: Rarity, spell: Callable[[str], str]
) -> tuple[SharedTerm, ...]:
    """Return the terms that count most, with their share of the likeness (0 to 1) in all.

    A pair of words takes the shares of its words, which then don't stand on their own.
    """
    shares = shared_terms(document, bundle, rarity)
    for pair in sorted((term for term in shares if " " in term), key=lambda term: (-shares[term], term)):
        for word in pair.split():
            shares[pair] += shares.pop(word, 0.0)
    top = sorted(shares, key=lambda term: (-shares[term], term))[:MOST_TERMS]
    return tuple(SharedTerm(spell(term), round(shares[term], 4)) for term in top)
