"""When two sentences say the same, and when one brings the other up to date."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.dossier.sentence import once, vocabulary
from tracker.text.figures import figures
from tracker.text.normal import normal

if TYPE_CHECKING:
    from collections.abc import Collection

    from tracker.dossier.material import Material, Sentence

# A sentence carries a claim when it has nearly all of its terms, and is not mostly about
# something else. Read off pairs of outlets: at 0.7 some pairs differ in substance.
CARRIED = 0.8
ABOUT = 0.5
# Fewer terms than this are too few to judge by; of fewer than `SHORT` none may be missing, because
# the missing one may be the verb.
FEWEST, SHORT = 4, 8
# An update has another figure in else mostly the same words.
UPDATED = 0.5

_NEGATION = re.compile(
    r"\b(?:not?|never|none|nor|without|cannot|den(?:y|ies|ied)|fail(?:s|ed)?|reject(?:s|ed)?)\b|n['’]t\b",
    re.IGNORECASE,
)

# In small letters only, because of the month of May.
_PLANNED = re.compile(
    r"\b(?:will|would|may|might|could|should|can|is to|are to|plans? to|(?:is|are) set to|expected to)\b",
)

Quantity = tuple[float | None, str]


def supporters(claim: Sentence, material: Material, among: Collection[int] | None = None) -> tuple[int, ...]:
    """Give the numbers of the sources, of those in `among` if given, that say what a sentence says.

    Its own number is one of them, unless `among` leaves it out.
    """
    found = {sentence.number for sentence in material.index.same(claim.text)}
    mine = vocabulary(claim)
    if len(mine) >= FEWEST:
        share = CARRIED if len(mine) >= SHORT else 1.0
        for sentence in material.index.sharing(mine, share):
            number = sentence.number
            if number not in found and (among is None or number in among) and _carries(claim, mine, sentence):
                found.add(number)
    return tuple(sorted(found if among is None else found.intersection(among)))


def _carries(claim: Sentence, terms: frozenset[str], sentence: Sentence) -> bool:
    """Tell whether a sentence has most terms of a claim, its numbers and dates, and negates as it does."""
    theirs = vocabulary(sentence)
    shared = len(terms & theirs)
    if shared < (CARRIED if len(terms) >= SHORT else 1) * len(terms) or shared < ABOUT * len(theirs):
        return False
    return (
        all(term in theirs for term in terms if any(map(str.isdigit, term)))
        and _negates(sentence.text) == _negates(claim.text)
        and planned(sentence.text) == planned(claim.text)
        and _quantities(claim.text) <= _quantities(sentence.text)
        and set(claim.dates) <= {*sentence.dates, *_around(sentence)}
    )


def _around(sentence: Sentence) -> tuple[str, ...]:
    """Give the day a sentence was published and the day before: news without a date is of then."""
    day = sentence.published.date()
    return day.isoformat(), (day - timedelta(days=1)).isoformat()


def planned(text: str) -> bool:
    """Tell whether a sentence speaks of what is to come or might be."""
    return _PLANNED.search(text) is not None


def _negates(text: str) -> bool:
    return _NEGATION.search(text) is not None


def updates(newer: Sentence, older: Sentence) -> bool:
    """Tell whether `newer` gives other figures for what `older` says."""
    a, b = _worded(newer), _worded(older)
    if min(len(a), len(b)) < FEWEST or len(a & b) < UPDATED * len(a | b):
        return False
    mine, theirs = _quantities(newer.text), _quantities(older.text)
    units = {unit for _, unit in mine} & {unit for _, unit in theirs}
    return bool(units) and mine != theirs and newer.published > older.published


@once
def _worded(sentence: Sentence) -> frozenset[str]:
    """Give the terms of a sentence that are no numbers."""
    return frozenset(term for term in sentence.terms if not term[0].isdigit())


def differs(text: str, other: str) -> bool:
    """Tell whether a sentence has a figure that the other has not."""
    return not _quantities(text) <= _quantities(other)


def overlap(a: Collection[str], b: Collection[str]) -> float:
    """Give the share, 0 to 1, of the shorter sentence's terms that the other has too."""
    one, two = frozenset(a), frozenset(b)
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


@lru_cache(maxsize=1 << 12)
def _quantities(text: str) -> frozenset[Quantity]:
    return frozenset(
        (figure.value, figure.unit) if figure.value is not None else (None, normal(figure.text))
        for figure in figures(text)
    )
