"""Which sentences a section takes: those that cover the story, are recent, and add something.

Worth is the centroid score of Radev et al. (*Centroid-based summarization of multiple
documents*, 2004), novelty the maximal marginal relevance of Carbonell and Goldstein (1998).
The last dossier's claims go first: a new one takes a place only from a new article.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier.agreement import differs, overlap, supporters, updates
from tracker.model import Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.dossier.standing import Standing, Turn

# Chosen on summaries of news (tests/benchmarks/what.py): the power of the length that worth is
# divided by (0: long sentences win, 1: dense ones), the lead's premium and how it falls from one
# sentence to the next, the price of repetition.
LENGTH_POWER = 0.5
LEAD = 1.2
LEAD_FALL = 0.6
REPETITION = 0.8
# From this overlap on, two sentences say the same to a reader.
ALIKE = 0.6
# However old, a sentence keeps this share of its worth.
FLOOR = 0.3
# What reporters write when there is nothing to report; what nobody knows is for the open questions.
_EMPTY = re.compile(
    r"\b(?:for|to|no) comment\b|\b(?:not|un)(?: yet)? ?(?:clear|known)\b|\b(?:has|have) not (?:yet )?said\b"
    r"|\bnot know\b|immediately (?:respond|clear|reply)|\brequests? for (?:an )?interview",
    re.IGNORECASE,
)
# A sentence that opens with a quotation tells what was said, less than what is so.
QUOTED = 0.7
# A sentence further down that names nobody, or opens with a noun that was explained before.
UNNAMED = 0.5
_EXPLAINED_BEFORE = re.compile(
    r"The [a-z]+(?: [a-z]+)? (?:[a-z]+s|[a-z]+ed|will|would|has|had|was|were|is|are|can|could)\b"
)
_LEANING = re.compile(
    r"\b(?:therefore|however|nevertheless|instead|as well|the latter|in turn|afterwards)\b"
    r"|\b(?:this|these|those|such an?) (?!week|month|year|morning|afternoon|evening|summer|spring|autumn"
    r"|winter|season|time|country|century|decade)[a-z]",
)
# Each claim that a section already has from the same article takes off so much.
SAME_SOURCE = 0.75


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
    length = float(len(found) ** LENGTH_POWER)
    coverage = sum(material.weights.get(term, 0.0) for term in found) / length
    lead = 1 + LEAD * float(LEAD_FALL**sentence.position)
    age = (material.newest - sentence.published.date()).days
    quoted = QUOTED if sentence.text[0] in "“\"«‘'" else 1.0
    unnamed = UNNAMED if sentence.position and leans(sentence) else 1.0
    return coverage * lead * quoted * unnamed * max(FLOOR, float(0.5 ** (age / half_life)))


def stateable(sentence: Sentence) -> bool:
    """Tell whether a sentence can be a claim: readable, no question, and it says something."""
    text = sentence.text
    return sentence.readable and not text.rstrip("\"”’'»)").endswith("?") and _EMPTY.search(text) is None


def leans(sentence: Sentence) -> bool:
    """Tell whether a sentence leans on what was said before, if not so much that it can't stand."""
    return (
        not sentence.names
        or _EXPLAINED_BEFORE.match(sentence.text) is not None
        or _LEANING.search(sentence.text) is not None
    )


def renew(
    held: Standing,
    pool: Sequence[Sentence],
    value: Callable[[Sentence], float],
    rule: Rule,
    turn: Turn,
) -> tuple[Claim, ...]:
    """Choose a section's claims: what stood, brought up to date, filled, and the weakest displaced."""
    places: list[tuple[Claim | None, Sentence]] = list(held.kept[: rule.limit])
    candidates = [sentence for sentence in pool if held.open or sentence.number in turn.new]
    scored = {sentence: value(sentence) for sentence in candidates}
    _update(places, scored, turn.new)
    _fill(places, scored, rule)
    _displace(places, scored, value, turn.new, rule)
    if rule.newest_first:
        places.sort(key=lambda place: _recent(place, scored))
    return tuple(old or claim(sentence, turn) for old, sentence in places)


def claim(sentence: Sentence, turn: Turn) -> Claim:
    """Make a sentence a claim, cited from its own article and all others that say the same."""
    # The first of equal sentences, whichever was chosen: a later version starts from that one too.
    home = next(other for other in turn.material.sentences if other.text == sentence.text)
    return Claim(home.text, supporters(home, turn.material), turn.version)


def best(
    scored: dict[Sentence, float],
    chosen: Sequence[Sentence],
    repetition: float = REPETITION,
) -> tuple[float, Sentence] | None:
    """Give the candidate that is worth most beside those chosen, with that worth; none that repeats."""
    found: tuple[float, Sentence] | None = None
    told = Counter(sentence.number for sentence in chosen)
    for sentence, value in scored.items():
        rest = value * SAME_SOURCE ** told[sentence.number]
        if found is None or rest > found[0]:
            rest *= beside(sentence, chosen, repetition)
            if rest > 0 and (found is None or rest > found[0]):
                found = rest, sentence
    return found


def beside(sentence: Sentence, chosen: Sequence[Sentence], repetition: float = REPETITION) -> float:
    """Give the share of a sentence's worth that is left beside those chosen; none if it repeats one."""
    same = max((overlap(sentence.terms, other.terms) for other in chosen), default=0.0)
    return 0.0 if same >= ALIKE else 1 - repetition * same


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
    rule: Rule,
) -> None:
    """Fill the free places with the best that is left."""
    while len(places) < rule.limit:
        found = best(scored, [sentence for _, sentence in places])
        if found is None:
            return
        places.append((None, found[1]))


def _displace(
    places: list[tuple[Claim | None, Sentence]],
    scored: dict[Sentence, float],
    value: Callable[[Sentence], float],
    new: frozenset[int],
    rule: Rule,
) -> None:
    """Let the best new sentences displace the weakest old claims, or what they bring up to date."""
    arrivals = {sentence: worth for sentence, worth in scored.items() if sentence.number in new}
    newcomers = any(old is None for old, _ in places)
    for turn in range(rule.turnover):
        margin = rule.margin if turn or newcomers else rule.entrance
        moves = [
            (gain, index, sentence)
            for sentence, worth in arrivals.items()
            for index in _victims(sentence, places, value)
            for others in ([s for at, (_, s) in enumerate(places) if at != index],)
            for gain in (worth * beside(sentence, others),)
            if gain > margin * value(places[index][1])
        ]
        if not moves:
            return
        _, index, sentence = max(moves, key=lambda move: move[0])
        places[index] = (None, sentence)


def _victims(
    sentence: Sentence,
    places: list[tuple[Claim | None, Sentence]],
    value: Callable[[Sentence], float],
) -> list[int]:
    """Say which claim a new sentence may displace: one it repeats with other figures, or the weakest."""
    old = [index for index, place in enumerate(places) if place[0] is not None]
    alike = [i for i in old if overlap(sentence.terms, places[i][1].terms) >= ALIKE]
    if alike:
        return [i for i in alike if differs(sentence.text, places[i][1].text)]
    return [min(old, key=lambda index: value(places[index][1]))] if old else []


def _recent(place: tuple[Claim | None, Sentence], scored: dict[Sentence, float]) -> tuple[int, float, float]:
    """Order new claims before old ones, the latest day first; old ones stay in their order."""
    old, sentence = place
    if old is not None:
        return -old.since, 0, 0
    return -(1 << 30), -sentence.published.toordinal(), -scored.get(sentence, 0.0)
