"""When two sentences say the same, and when one brings the other up to date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.text.figures import figures
from tracker.text.normal import normal
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection

    from tracker.dossier.material import Material, Sentence

# A sentence carries a claim when it has nearly all of its terms, and is not mostly about
# something else. Read off pairs of outlets: at 0.6 a third of the pairs differ in substance.
CARRIED = 0.7
ABOUT = 0.45
# Fewer terms than this are too few to judge by.
FEWEST = 4
# An update has another figure in else mostly the same words.
UPDATED = 0.5

_NEGATION = re.compile(
    r"\b(?:not?|never|none|nor|without|cannot|den(?:y|ies|ied)|fail(?:s|ed)?|reject(?:s|ed)?)\b|n['’]t\b",
    re.I,
)

Quantity = tuple[float | None, str]


@dataclass(frozen=True, slots=True)
class Gist:
    """What is compared of a sentence: its terms, its quantities, and whether it negates."""

    terms: frozenset[str]
    quantities: frozenset[Quantity]
    negated: bool


def gist(text: str) -> Gist:
    """Take from a sentence what two sentences are compared by."""
    return Gist(frozenset(terms(text)), _quantities(text), _NEGATION.search(text) is not None)


def supporters(text: str, material: Material, among: Collection[int] | None = None) -> tuple[int, ...]:
    """Give the numbers of the sources, of those in `among` if given, with a sentence that says `text`."""
    mine = gist(text)
    if len(mine.terms) < FEWEST:
        return ()
    found: set[int] = set()
    for sentence in material.sentences:
        if sentence.number in found or (among is not None and sentence.number not in among):
            continue
        theirs = frozenset(sentence.terms)
        shared = len(mine.terms & theirs)
        if shared >= CARRIED * len(mine.terms) and shared >= ABOUT * len(theirs) and _agrees(mine, sentence):
            found.add(sentence.number)
    return tuple(sorted(found))


def updates(newer: Sentence, older: Sentence) -> bool:
    """Tell whether `newer` gives other figures for what `older` says."""
    a = frozenset(term for term in newer.terms if not term[0].isdigit())
    b = frozenset(term for term in older.terms if not term[0].isdigit())
    if min(len(a), len(b)) < FEWEST or len(a & b) < UPDATED * len(a | b):
        return False
    mine, theirs = _quantities(newer.text), _quantities(older.text)
    units = {unit for _, unit in mine} & {unit for _, unit in theirs}
    return bool(units) and mine != theirs and newer.published > older.published


def differs(text: str, other: str) -> bool:
    """Tell whether a sentence has a figure that the other has not."""
    return not _quantities(text) <= _quantities(other)


def overlap(a: Collection[str], b: Collection[str], weights: dict[str, float]) -> float:
    """Give the share, 0 to 1, of the shorter sentence's terms that the other has too.

    The greater of the plain share and the one weighted by the story's terms, by their root so
    that its own few words do not make all alike.
    """
    a, b = frozenset(a), frozenset(b)
    if not a or not b:
        return 0.0
    smaller = min(_mass(a, weights), _mass(b, weights))
    weighted = _mass(a & b, weights) / smaller if smaller else 0.0
    return max(weighted, len(a & b) / min(len(a), len(b)))


def _mass(found: frozenset[str], weights: dict[str, float]) -> float:
    return float(sum(weights.get(term, 0.0) ** 0.5 for term in found))


def _agrees(mine: Gist, sentence: Sentence) -> bool:
    """Tell whether a sentence has all quantities of a claim and negates as it does."""
    return (_NEGATION.search(sentence.text) is not None) == mine.negated and (
        mine.quantities <= _quantities(sentence.text)
    )


@lru_cache(maxsize=1 << 12)
def _quantities(text: str) -> frozenset[Quantity]:
    return frozenset(
        (figure.value, figure.unit) if figure.value is not None else (None, normal(figure.text))
        for figure in figures(text)
    )
