"""Whether a later report gives another figure for what a sentence says: "7 months" then, "6" now.

A claim whose figure has moved is no longer the state of play. Doubt means that it stands: only a later
sentence that names all the claim names, and tells mostly the same, takes it back.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.dossier.choice.agreement import negates, planned, substance
from tracker.dossier.dispute.fates import PEOPLE
from tracker.dossier.dispute.quantities import differ, quantities
from tracker.dossier.reading.sentence import figures_of, name_terms, once, vocabulary
from tracker.text.words import terms

if TYPE_CHECKING:
    from tracker.dossier.material import Material, Sentence
    from tracker.text.figures import Figure

# So many words beside the names, and so great a share of the fewer, must tell the same; more where
# nobody is named. Read off pairs of outlets.
FEWEST, FEWEST_NAMELESS, SHARE = 2, 4, 0.6
# So great a share of all its terms stands in any sentence that overtakes another.
NEAR = 0.25
# Figures that differ by less are one figure rounded.
ROUNDED = 0.03
# Figures that are further apart than this, one divided by the other, are of different things.
MOST_APART = 4.0
# What was so longer ago than this before a report is told as history, and stays true.
HISTORY = timedelta(days=45)
# By how much a thing changed, or a part of it, does not say how it stands.
_CHANGE = re.compile(
    r"\b(?:(?:rose|rise|risen|fell|fall\w*|grew|grow\w*|increas\w+|decreas\w+|cut|reduc\w+|rais\w+|lower\w*"
    r"|dropp?\w*|climb\w*|gain\w*|add\w*|lost|lose\w*|shr[aiu]nk\w*|widen\w*|narrow\w*)(?:(?: \w+){0,2} by)?"
    r"|another|further|additional|up|down|first|last|next|every|each|aged?|within|since)\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"-?years?[- ]old|-year-"
    r"|\s*(?:ago|earlier|later|old|more|fewer|less|others?|each|apart|away|longer|of (?:them|whom))\b"
)
# What was: "from 7 months to 6", "not 7 but 6", "instead of 7".
_FORMER = re.compile(
    r"\b(?:from|not|than|instead of|previously|earlier|the figure of|compared with|against)\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def overtaken(sentence: Sentence, material: Material) -> bool:
    """Tell whether a later report of the story gives another figure for what a sentence says."""
    if not _levels(sentence) or not material.english:
        return False
    near = material.index.sharing(vocabulary(sentence), NEAR)
    return any(overtakes(other, sentence) for other in near)


def overtakes(newer: Sentence, older: Sentence) -> bool:
    """Tell whether a sentence of a later day gives another figure for what the older one says."""
    if newer.published.date() <= older.published.date() or not newer.readable:
        return False
    a, b = _context(newer), _context(older)
    shared = len(a & b)
    return (
        shared >= (FEWEST if older.names else FEWEST_NAMELESS)
        and shared >= SHARE * min(len(a), len(b))
        and all(name <= vocabulary(newer) for name in name_terms(older))
        and negates(newer.text) == negates(older.text)
        and planned(newer.text) == planned(older.text)
        and not _looks_back(newer, older)
        and _moved(newer, older)
    )


def _moved(newer: Sentence, older: Sentence) -> bool:
    """Tell whether the newer sentence has other figures of the same unit, and the old one only as what was.

    People are counted by what befell them, which takes a closer look.
    """
    if any(differ(a, b) for a in quantities(older) if a.fate for b in quantities(newer)):
        return True
    mine = _levels(newer)
    return any(
        all(_apart(new.value, old.value) for new in alike)
        for old in _levels(older)
        if old.unit not in PEOPLE
        for alike in ([new for new in mine if new.unit == old.unit],)
        if alike
    )


def _apart(one: float | None, two: float | None) -> bool:
    """Tell whether two figures differ, but not so much that they tell of different things."""
    low, high = sorted((one or 0.0, two or 0.0))
    return low * MOST_APART >= high > low * (1 + ROUNDED)


def _looks_back(newer: Sentence, older: Sentence) -> bool:
    """Tell whether the older tells of long before its report, or the newer of before that report."""
    limit = (older.published.date() - HISTORY).isoformat()
    told = older.published.date().isoformat()
    return (
        any(day < limit[: len(day)] for day in older.dates)
        or any(day < told[: len(day)] for day in newer.dates)
        or any(int(year) < older.published.year for year in _YEAR.findall(older.text))
    )


@once
def _context(sentence: Sentence) -> frozenset[str]:
    """Give what a sentence says beside its names, figures and dates."""
    counted = {term for figure in figures_of(sentence) for term in terms(figure.text)}
    return substance(sentence) - counted


@once
def _levels(sentence: Sentence) -> tuple[Figure, ...]:
    """Give the figures with a unit that say how a thing stands."""
    text = sentence.text
    return tuple(
        figure
        for figure in figures_of(sentence)
        if figure.value is not None
        and figure.unit
        and not _CHANGE.search(text, max(0, figure.start - 40), figure.start)
        and not _FORMER.search(text, max(0, figure.start - 40), figure.start)
        and not _BEHIND.match(text, figure.end)
    )
