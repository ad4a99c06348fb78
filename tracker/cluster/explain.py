"""The terms that an article and a story have in common, as a reader would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cluster.evidence import shared_terms
from tracker.model import SharedTerm

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from tracker.cluster.bundle import Bundle
    from tracker.cluster.document import Document
    from tracker.cluster.rarity import Rarity

# As many as a reader takes in at a glance.
MOST_TERMS = 8


def top_terms(
    document: Document, bundle: Bundle, rarity: Rarity, spell: Callable[[str], str]
) -> tuple[SharedTerm, ...]:
    """Return the terms that count most, with their share of the likeness (0 to 1) in all.

    A pair of words takes the shares of its words, which then don't stand on their own. It is a
    name where both are written so.
    """
    shares = shared_terms(document, bundle, rarity)
    for pair in sorted((term for term in shares if " " in term), key=lambda term: (-shares[term], term)):
        for word in pair.split():
            shares[pair] += shares.pop(word, 0.0)
    top = sorted(shares, key=lambda term: (-shares[term], term))[:MOST_TERMS]
    names = frozenset(document.names)
    return tuple(_shared(term, spell(term), shares[term], names) for term in top)


def _shared(term: str, spelling: str, share: float, names: Container[str]) -> SharedTerm:
    """Tell a name by its capitals; a single word, which may begin a sentence, by the article's names."""
    pair = " " in term
    name = all(word[0].isupper() for word in spelling.split()) if pair else term in names
    return SharedTerm(spelling, round(share, 4), name)
