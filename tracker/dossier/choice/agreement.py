"""When two sentences say the same, and when one brings the other up to date."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from heapq import nlargest
from itertools import chain
from typing import TYPE_CHECKING

from tracker.dossier.reading.senses import senses
from tracker.dossier.reading.sentence import name_terms, once, vocabulary
from tracker.text.calendar import DAYS, MONTHS
from tracker.text.figures import figures
from tracker.text.normal import normal
from tracker.text.quotations import spans
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.dossier.material import Material, Sentence

# A sentence carries a claim when it has nearly all of its substance, and is not mostly about
# something else. Read off pairs of outlets: at 0.7 some pairs differ in what they say. Of fewer than
# five words none may be missing then, because the missing one may be the verb.
CARRIED = 0.8
ABOUT = 0.5
# With fewer terms than this, or fewer words beside its names, a claim is too short to judge by.
FEWEST, FEWEST_WORDS = 4, 2
# A long sentence that has all of a claim, and these are so many words, says it beside other things.
WHOLE = 4
# Of so many words it may lack one or two.
MANY = 7
# Who quotes the same words, so many of them, tells the same.
QUOTED = 6
# Two sentences that follow each other say a claim of so many words when they have so great a share of
# it, and it is so great a share of them.
LONG, NEARLY_WHOLE, ASIDE = 5, 0.85, 0.25
# So great a share of a claim's terms stands in any sentence that says it in part with other words, or
# that says the greater part of it.
IN_PART = 0.5
# What another independent article says too is surer, and worth so much more for each of the first two;
# so many of the best sentences are looked at for that.
BACKED, MOST_BACKERS, LOOKED_AT = 0.3, 2, 40
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

# Who says so, and that somebody does; on which day, which the dates tell better.
_REPORTING = senses(
    terms(
        "said say told tell report reported announce announced according official officials authorities"
        " spokesman spokeswoman spokesperson statement sources source confirm confirmed yesterday today"
        " tonight night morning evening afternoon week earlier late " + " ".join((*DAYS, *MONTHS)),
    ),
)

Quantity = tuple[float | None, str]


def supporters(claim: Sentence, material: Material, among: Collection[int] | None = None) -> tuple[int, ...]:
    """Give the numbers of the sources, of those in `among` if given, that say what a sentence says.

    Its own number is one of them, unless `among` leaves it out.
    """
    if among is None and claim in material.supported:
        return material.supported[claim]
    found = {sentence.number for sentence in material.index.same(claim.text)}
    if len(vocabulary(claim)) >= FEWEST and len(substance(claim)) >= FEWEST_WORDS:
        for sentence in material.index.sharing(vocabulary(claim), IN_PART, among):
            number = sentence.number
            if number in found or (among is not None and number not in among):
                continue
            if _says(claim, sentence, material):
                found.add(number)
    if among is not None:
        return tuple(sorted(found.intersection(among)))
    return material.supported.setdefault(claim, tuple(sorted(found)))


def backed(scored: dict[Sentence, float], material: Material) -> dict[Sentence, float]:
    """Raise the worth of the best sentences by how many other articles say the same."""
    raised = dict(scored)
    for sentence in nlargest(LOOKED_AT, scored, key=lambda s: scored[s]):
        others = len(supporters(sentence, material)) - 1
        raised[sentence] *= 1 + BACKED * min(MOST_BACKERS, others)
    return raised


@once
def substance(sentence: Sentence) -> frozenset[str]:
    """Give the senses of what a sentence says, without names, figures, who reports it and on which day."""
    plain = vocabulary(sentence).difference(*name_terms(sentence))
    return senses([term for term in plain if not _numbered(term)]) - _REPORTING


def _says(claim: Sentence, sentence: Sentence, material: Material) -> bool:
    """Tell whether a sentence says what a claim says, alone or together with the next or the last one."""
    mine = substance(claim)
    # What is lacking shows at once of nearly all that they do not say it.
    lacking = mine - substance(sentence)
    much = len(mine) - len(lacking) >= CARRIED * len(mine)
    if much and _likely(claim, sentence) and _carries(claim, (sentence,), material):
        return True
    # Of two that say it together one has the half of what they need: from that one on they are found.
    if len(mine) < LONG or 2 * (len(mine) - len(lacking)) < NEARLY_WHOLE * len(mine):
        return False
    for other in material.index.beside(sentence):
        much = len(mine) - len(lacking - substance(other)) >= NEARLY_WHOLE * len(mine)
        if much and _holds(claim, (sentence, other)) and _carries(claim, (sentence, other), material):
            return True
    return False


def _likely(claim: Sentence, sentence: Sentence) -> bool:
    """Tell whether a sentence has nearly all the substance of a claim, and not much else, or all of it."""
    mine, theirs = substance(claim), substance(sentence)
    shared = len(mine & theirs)
    if shared >= ABOUT * len(theirs):
        return shared >= CARRIED * len(mine)
    if shared == len(mine) >= WHOLE:
        return True
    nearly = len(mine) >= MANY and shared >= NEARLY_WHOLE * len(mine)
    return nearly or (shared >= CARRIED * len(mine) and _same_quotation(claim.text, sentence.text))


def _same_quotation(one: str, two: str) -> bool:
    """Tell whether two texts quote the same words, enough of them."""
    words = normal(two)
    return any(
        len(quoted.text.split()) >= QUOTED and normal(quoted.text).strip(" .,") in words
        for quoted in spans(one)
    )


def _holds(claim: Sentence, told: Sequence[Sentence]) -> bool:
    """Tell whether sentences hold the substance of a claim together, beside some other things."""
    mine = substance(claim)
    shared = len(mine) - len(mine.difference(*map(substance, told)))
    if len(mine) < LONG or shared < NEARLY_WHOLE * len(mine):
        return False
    return shared >= ASIDE * len(frozenset(chain.from_iterable(map(substance, told))))


def _carries(claim: Sentence, told: Sequence[Sentence], material: Material) -> bool:
    """Tell whether sentences have names, figures and dates of a claim, and say yes or no as it does."""
    words = frozenset(chain.from_iterable(map(vocabulary, told)))
    return (
        all(term in words for term in vocabulary(claim) if _numbered(term))
        and all(negates(each.text) == negates(claim.text) for each in told)
        and all(planned(each.text) == planned(claim.text) for each in told)
        and _quantities(claim.text).issubset(chain.from_iterable(_quantities(each.text) for each in told))
        and set(claim.dates).issubset(chain.from_iterable(map(_days, told)))
        and _names(claim, told, words, material)
    )


def _names(claim: Sentence, told: Sequence[Sentence], words: frozenset[str], material: Material) -> bool:
    """Tell whether sentences name whom a claim names; a pronoun may stand for who was named before."""
    mine = frozenset(chain.from_iterable(name_terms(claim)))
    if mine <= words:
        return True
    other = frozenset(chain.from_iterable(chain.from_iterable(map(name_terms, told)))) - mine
    return not other and all(told[0].number in material.index.numbers(term) for term in mine)


def _days(sentence: Sentence) -> tuple[str, ...]:
    """Give the dates of a sentence; news without one is of the day it was published or the day before."""
    day = sentence.published.date()
    if any(len(iso) == len("2026-05-12") for iso in sentence.dates):
        return sentence.dates
    return *sentence.dates, day.isoformat(), (day - timedelta(days=1)).isoformat()


def planned(text: str) -> bool:
    """Tell whether a sentence speaks of what is to come or might be."""
    return _PLANNED.search(text) is not None


def negates(text: str) -> bool:
    """Tell whether a sentence says that something is not so, or was denied or refused."""
    return _NEGATION.search(text) is not None


def updates(newer: Sentence, older: Sentence) -> bool:
    """Tell whether `newer` gives other figures for what `older` says."""
    a, b = _worded(newer), _worded(older)
    if min(len(a), len(b)) < FEWEST or len(a & b) < UPDATED * len(a | b):
        return False
    mine, theirs = _quantities(newer.text), _quantities(older.text)
    units = {unit for _, unit in mine} & {unit for _, unit in theirs}
    return bool(units) and mine != theirs and newer.published > older.published


def _numbered(term: str) -> bool:
    """Tell whether a term has a digit; that most are letters is seen at once."""
    return not term.isalpha() and any(map(str.isdigit, term))


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


@lru_cache(maxsize=1 << 10)
def _quantities(text: str) -> frozenset[Quantity]:
    return frozenset(
        (figure.value, figure.unit) if figure.value is not None else (None, normal(figure.text))
        for figure in figures(text)
    )
