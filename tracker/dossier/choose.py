"""Which sentences a section takes: those that cover the story, are recent, and add something.

Worth is the centroid score of Radev et al. (*Centroid-based summarization of multiple
documents*, 2004), novelty the maximal marginal relevance of Carbonell and Goldstein (1998).
The last dossier's claims go first: a new one takes a place only from a new article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier.agreement import overlap, supporters, updates
from tracker.model import Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.dossier.standing import Standing

# Chosen on summaries of news (tests/benchmarks/what.py): the power of the length that worth is
# divided by (0: long sentences win, 1: dense ones), the lead's premium, the price of repetition.
LENGTH_POWER = 0.7
LEAD = 0.3
REPETITION = 0.8
# From this overlap on, two sentences say the same to a reader.
ALIKE = 0.6
# However old, a sentence keeps this share of its worth.
FLOOR = 0.3
# A sentence that opens with a quotation tells what was said, less than what is so.
QUOTED = 0.7


@dataclass(frozen=True, slots=True)
class Rule:
    """How many claims a section has, and how hard one of them is to displace.

    A new claim displaces the weakest when its worth is `margin` times as great, at most
    `turnover` of them a version. `entrance` is the margin of the first: below 1 where the
    newest article should be seen. `newest_first`: new claims go on top, else in place.
    """

    limit: int
    margin: float = 1.25
    turnover: int = 1
    entrance: float = 1.25
    newest_first: bool = False


def worth(sentence: Sentence, material: Material, half_life: float) -> float:
    """Score how much of the story a sentence covers; halved every `half_life` days of age."""
    found = frozenset(sentence.terms)
    if not found:
        return 0.0
    coverage = sum(material.weights.get(term, 0.0) for term in found) / len(found) ** LENGTH_POWER
    lead = 1 + LEAD / (1 + sentence.position)
    age = (material.newest - sentence.published.date()).days
    quoted = QUOTED if sentence.text[0] in "“\"«‘'" else 1.0
    return coverage * lead * quoted * max(FLOOR, 0.5 ** (age / half_life))


def stateable(sentence: Sentence) -> bool:
    """Tell whether a sentence can be a claim: readable, and no question."""
    return sentence.readable and not sentence.text.rstrip("\"”’'»)").endswith("?")


def renew(
    held: Standing,
    pool: Sequence[Sentence],
    value: Callable[[Sentence], float],
    material: Material,
    new: frozenset[int],
    version: int,
    rule: Rule,
) -> tuple[Claim, ...]:
    """Choose a section's claims: what stood, brought up to date, filled, and the weakest displaced."""
    places: list[tuple[Claim | None, Sentence]] = list(held.kept[: rule.limit])
    candidates = [sentence for sentence in pool if held.open or sentence.number in new]
    scored = {sentence: value(sentence) for sentence in candidates}
    _update(places, scored, new)
    _fill(places, scored, material, rule)
    _displace(places, scored, value, material, new, rule)
    if rule.newest_first:
        places.sort(key=lambda place: _recent(place, scored))
    return tuple(old or claim(sentence, material, version) for old, sentence in places)


def claim(sentence: Sentence, material: Material, version: int) -> Claim:
    """Make a sentence a claim, cited from its own article and all others that say the same."""
    others = supporters(sentence.text, material)
    return Claim(sentence.text, tuple(sorted({sentence.number, *others})), version)


def best(
    scored: dict[Sentence, float],
    chosen: Sequence[Sentence],
    weights: dict[str, float],
) -> tuple[float, Sentence] | None:
    """Give the candidate that is worth most beside those chosen, with that worth; none that repeats."""
    found: tuple[float, Sentence] | None = None
    for sentence, value in scored.items():
        if found is not None and value <= found[0]:
            continue
        same = max((overlap(sentence.terms, other.terms, weights) for other in chosen), default=0.0)
        if same < ALIKE and (found is None or value * (1 - REPETITION * same) > found[0]):
            found = value * (1 - REPETITION * same), sentence
    return found


def _update(
    places: list[tuple[Claim | None, Sentence]],
    scored: dict[Sentence, float],
    new: frozenset[int],
) -> None:
    """Put in place of a claim the new sentence that gives its newest figures."""
    for index, (old, sentence) in enumerate(places):
        newer = [s for s in scored if old and s.number in new and updates(s, sentence)]
        if newer:
            places[index] = (None, max(newer, key=lambda s: (s.published, scored[s])))


def _fill(
    places: list[tuple[Claim | None, Sentence]],
    scored: dict[Sentence, float],
    material: Material,
    rule: Rule,
) -> None:
    """Fill the free places with the best that is left."""
    while len(places) < rule.limit:
        found = best(scored, [sentence for _, sentence in places], material.weights)
        if found is None or found[0] <= 0:
            return
        places.append((None, found[1]))


def _displace(
    places: list[tuple[Claim | None, Sentence]],
    scored: dict[Sentence, float],
    value: Callable[[Sentence], float],
    material: Material,
    new: frozenset[int],
    rule: Rule,
) -> None:
    """Let the best new sentences take the places of the weakest old claims."""
    arrivals = {sentence: worth for sentence, worth in scored.items() if sentence.number in new}
    newcomers = any(old is None for old, _ in places)
    for turn in range(rule.turnover):
        old = [index for index, place in enumerate(places) if place[0] is not None]
        found = best(arrivals, [sentence for _, sentence in places], material.weights)
        if not old or found is None:
            return
        weakest = min(old, key=lambda index: value(places[index][1]))
        margin = rule.margin if turn or newcomers else rule.entrance
        if found[0] < margin * value(places[weakest][1]):
            return
        places[weakest] = (None, found[1])


def _recent(place: tuple[Claim | None, Sentence], scored: dict[Sentence, float]) -> tuple[int, float, float]:
    """Order new claims before old ones, the latest day first; old ones stay in their order."""
    old, sentence = place
    if old is not None:
        return -old.since, 0, 0
    return -(1 << 30), -sentence.published.toordinal(), -scored.get(sentence, 0.0)
