"""The terms that an article and a story have in common, as a reader would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cluster.evidence import shared_terms
from tracker.model import SharedTerm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.cluster.bundle import Bundle
    from tracker.cluster.document import Document
    from tracker.cluster.rarity import Rarity

# As many as a reader takes in at a glance.
MOST_TERMS = 8


class Spellings:
    """The usual spelling of each term, kept by majority vote (Boyer and Moore 1981)."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, int]] = {}

    def learn(self, spellings: Mapping[str, str]) -> None:
        """Let one article vote."""
        for term, spelling in spellings.items():
            held, votes = self._held.get(term, (spelling, 0))
            if held == spelling:
                self._held[term] = (held, votes + 1)
            else:
                self._held[term] = (held, votes - 1) if votes > 1 else (spelling, 1)

    def of(self, term: str) -> str:
        """Return the usual spelling, the term itself if it was never seen."""
        return self._held.get(term, (term, 0))[0]


def top_terms(
    document: Document, bundle: Bundle, rarity: Rarity, spellings: Spellings
) -> tuple[SharedTerm, ...]:
    """Return the terms that count most, with their share of the likeness (0 to 1) in all.

    A pair of words takes the shares of its words, which then don't stand on their own.
    """
    shares = shared_terms(document, bundle, rarity)
    for pair in sorted((term for term in shares if " " in term), key=lambda term: (-shares[term], term)):
        for word in pair.split():
            shares[pair] += shares.pop(word, 0.0)
    top = sorted(shares, key=lambda term: (-shares[term], term))[:MOST_TERMS]
    return tuple(SharedTerm(spellings.of(term), round(shares[term], 4)) for term in top)
