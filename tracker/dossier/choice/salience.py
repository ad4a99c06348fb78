"""How much a date matters to a story.

Articles that speak of a date are counted (the best single sign of those tried by Kessler et al.,
*Finding salient dates for building thematic timelines*, 2012), and each weighs by how it speaks:
looking back from later more than reporting the day, because reporters recall what mattered; in a
sentence and an article near the heart of the story more than in passing.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import log
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.dossier.material import Material, Sentence

# A bare year is a background more often than an event, a month less so.
EXACTNESS = {4: 0.25, 7: 0.4, 10: 1.0}
# The figures below were chosen on five topics (tests/benchmarks/timeline.py), where half or twice as much
# changes little. Beside the plain count they gain much where an article of the story is a chronology,
# which recalls its dates, and next to nothing where none is.
#
# A plan may still change: an article that looks ahead to a date counts so much.
AHEAD = 0.5
# Looking back counts more with the distance: 1 within the week, about 2 after a fortnight, at most
# so much, which is half a year.
RECALL_DAYS, RECALLED = 7, 4.0
# A day that is spoken of counts so much more for each article published on it: much news is some news.
REPORTED = 0.5
# What a sentence counts that shares nothing with the story's weightiest terms, against one that has two.
ASIDE, CENTRAL, ENOUGH = 0.5, 20, 2

_DAY_LENGTH = len("2026-05-12")


def salience(material: Material) -> dict[str, float]:
    """Weigh each date that the articles speak of, by how many of them do, how, and how exactly."""
    nearness = _nearness(material)
    weights = material.weights
    central = frozenset(sorted(weights, key=lambda term: (-weights[term], term))[:CENTRAL])
    voices: dict[str, dict[int, float]] = {}
    for sentence in material.sentences:
        for iso in sentence.dates:
            voice = _outlook(sentence, iso) * _relevance(sentence, central) * nearness[sentence.number]
            speaking = voices.setdefault(iso, {})
            speaking[sentence.number] = max(voice, speaking.get(sentence.number, 0.0))
    reports = Counter(
        source.published.date().isoformat() for source in material.sources if source.copy_of is None
    )
    return {
        iso: (sum(speaking.values()) + REPORTED * reports[iso]) * EXACTNESS.get(len(iso), 0.5)
        for iso, speaking in voices.items()
    }


def _outlook(sentence: Sentence, iso: str) -> float:
    """Weigh a mention by when it is made: before the date, soon after, or looking back from afar."""
    published = sentence.published.date()
    if len(iso) < _DAY_LENGTH:
        return AHEAD if iso > published.isoformat()[: len(iso)] else 1.0
    gap = (published - date.fromisoformat(iso)).days
    return AHEAD if gap < 0 else min(RECALLED, 1 + log(1 + gap / RECALL_DAYS))


def _relevance(sentence: Sentence, central: frozenset[str]) -> float:
    shared = len(central.intersection(sentence.terms))
    return ASIDE + (1 - ASIDE) * min(1.0, shared / ENOUGH)


def _nearness(material: Material) -> dict[int, float]:
    """Tell how near each article is to the heart of the story: 1 for the middle one, by number."""
    terms: dict[int, set[str]] = {}
    for sentence in material.sentences:
        terms.setdefault(sentence.number, set()).update(sentence.terms)
    weigh = {term: log(1 + weight) for term, weight in material.weights.items()}
    # Sums in a fixed order: floats do not add up alike in any.
    shares = {
        number: sum(weigh.get(term, 0.0) for term in sorted(found)) / max(1, len(found)) ** 0.5
        for number, found in terms.items()
    }
    middle = median(shares.values()) if shares else 0.0
    return {number: share / middle if middle else 1.0 for number, share in shares.items()}


def days(material: Material) -> tuple[str, ...]:
    """Rank the exact days that a story's articles speak of, the one that matters most first."""
    weight = salience(material)
    exact = [iso for iso in weight if len(iso) == _DAY_LENGTH]
    return tuple(sorted(exact, key=lambda iso: (-weight[iso], iso)))
