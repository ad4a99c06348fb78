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

from tracker.dossier.choice.agreement import backed, differs, overlap, planned, supporters, updates
from tracker.dossier.choice.leaning import foreign, leans, strange
from tracker.dossier.choice.overtaken import overtaken, overtakes
from tracker.dossier.reading.sentence import name_terms, once, vocabulary
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
# From this overlap on, two sentences say the same to a reader: read off pairs of outlets.
ALIKE = 0.5
# Sentences that share names and less than this of their other words tell different things of the same.
PLAINLY = 0.3
# So alike they are then.
APART = 0.4
# A sentence says nothing new when less than this share of its terms is in none of those before it.
NOVEL = 0.35
# However old, a sentence keeps this share of its worth.
FLOOR = 0.3
# What reporters write when there is nothing to report; what nobody knows is for the open questions.
_EMPTY = re.compile(
    r"(?:\b(?:for|to|no|further) comment|\bnot(?: yet| immediately)? (?:clear|known)|\bunclear|\bnot know"
    r"|\b(?:is|are|was|were|remains?) unknown|\b(?:has|have) not (?:yet )?said|immediately (?:respond|reply)"
    r"|\brequests? for (?:an )?interview)\b"
)
# One of these words is in whatever the pattern finds; looking for them first is many times cheaper.
_EMPTY_SIGNS = ("comment", "clear", "know", "not ", "immediately ", "for an interview", "for interview")
# A question without its mark, and what an editor put into brackets.
_ASKING = re.compile(
    r"\[|(?:What|Why|How|Who|When|Where) (?:do|does|did|is|are|was|were|will|would|can|could"
    r"|should) (?!\w+ing\b)"
)
# A sentence that opens with a quotation tells what was said, less than what is so.
QUOTED = 0.7
# What is left to a sentence further down that leans on one before.
UNNAMED = 0.5
# So many sentences that stand firmly alone are enough for a section.
ENOUGH = 8
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


def worth(sentence: Sentence, material: Material, half_life: float, floor: float = FLOOR) -> float:
    """Score how much of the story a sentence covers; halved every `half_life` days, but for a `floor`."""
    age = (material.newest - sentence.published.date()).days
    return coverage(sentence, material) * max(floor, float(0.5 ** (age / half_life)))


def coverage(sentence: Sentence, material: Material) -> float:
    """Score how much of the story a sentence covers, without regard to its age."""
    if sentence not in material.coverage:
        material.coverage[sentence] = _coverage(sentence, material)
    return material.coverage[sentence]


def _coverage(sentence: Sentence, material: Material) -> float:
    # Not as a set: the order in which floats are added shows in their last digits.
    found = dict.fromkeys(sentence.terms)
    if not found:
        return 0.0
    length = float(len(found) ** LENGTH_POWER)
    coverage = sum(material.weights.get(term, 0.0) for term in found) / length
    away = foreign(sentence, material)
    lead = 1.0 if away else 1 + LEAD * float(LEAD_FALL**sentence.position)
    quoted = QUOTED if sentence.text[0] in "“\"«‘'" else 1.0
    leaning = away or (sentence.position and (leans(sentence) or strange(sentence, material)))
    unnamed = UNNAMED if leaning else 1.0
    return coverage * lead * quoted * unnamed


@once
def stateable(sentence: Sentence) -> bool:
    """Tell whether a sentence can be a claim: readable, no question, and it says something."""
    text = sentence.text
    if not sentence.readable or text.rstrip("\"”’'»)").endswith("?") or _ASKING.match(text):
        return False
    return not (any(sign in text for sign in _EMPTY_SIGNS) and _EMPTY.search(text))


def firm(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Leave out the sentences that lean on others, if enough are left; what opens a report leans on none."""
    found = [sentence for sentence in sentences if not (sentence.position and leans(sentence))]
    return found if len(found) >= ENOUGH else sentences


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
    scored = backed({sentence: value(sentence) for sentence in candidates}, turn.material)
    _update(places, scored, turn)
    _fill(places, scored, rule, turn)
    _displace(places, scored, value, turn.new, rule)
    return _claims(places, rule, turn)


def begin(
    opening: Sequence[Sentence],
    scored: dict[Sentence, float],
    rule: Rule,
    turn: Turn,
) -> tuple[Claim, ...]:
    """Choose the claims of a section in which nothing stood: those of `opening`, and the best beside them."""
    places: list[tuple[Claim | None, Sentence]] = [(None, sentence) for sentence in opening]
    _fill(places, scored, rule, turn)
    return _claims(places, rule, turn)


def _claims(places: list[tuple[Claim | None, Sentence]], rule: Rule, turn: Turn) -> tuple[Claim, ...]:
    if rule.newest_first:
        places.sort(key=_recent)
    return tuple(old or claim(sentence, turn) for old, sentence in places)


def claim(sentence: Sentence, turn: Turn) -> Claim:
    """Make a sentence a claim, cited from its own article and all others that say the same."""
    # The first of equal sentences, whichever was chosen: a later version starts from that one too.
    home = turn.material.index.same(sentence.text)[0]
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
    """Give the share of a sentence's worth that is left beside those chosen; none if they say it all."""
    same = max((likeness(sentence, other) for other in chosen), default=0.0)
    return 1 - repetition * same if same < ALIKE and adds(sentence, chosen) else 0.0


def repeats(sentence: Sentence, told: Sequence[Sentence]) -> bool:
    """Tell whether a sentence says what one of `told` says, to a reader."""
    return any(likeness(sentence, other) >= ALIKE for other in told)


def likeness(one: Sentence, two: Sentence) -> float:
    """Say how much two sentences say the same, 0 to 1.

    That they name the same does not make them alike, nor does a plan and what came of it.
    """
    same = overlap(vocabulary(one), vocabulary(two))
    if same < ALIKE:
        return same
    apart = overlap(_unnamed(one), _unnamed(two)) < PLAINLY or planned(one.text) != planned(two.text)
    return APART if apart else same


@once
def _unnamed(sentence: Sentence) -> frozenset[str]:
    """Give the terms of a sentence that belong to no name."""
    return vocabulary(sentence).difference(*name_terms(sentence))


def adds(sentence: Sentence, chosen: Sequence[Sentence], novel: float = NOVEL) -> bool:
    """Tell whether a sentence has such a share of terms that those chosen do not have together."""
    own = vocabulary(sentence)
    return len(own.difference(*map(vocabulary, chosen))) >= novel * len(own)


def _update(
    places: list[tuple[Claim | None, Sentence]],
    scored: dict[Sentence, float],
    turn: Turn,
) -> None:
    """Put in place of a claim the new sentence that gives its newest figures; let it go if none can stand."""
    for index, (old, sentence) in enumerate(places):
        newer = [s for s in scored if old and s.number in turn.new and _renews(s, sentence)]
        if newer:
            places[index] = (None, max(newer, key=lambda s: (s.published, scored[s])))
    places[:] = [place for place in places if place[0] is None or not overtaken(place[1], turn.material)]


def _renews(newer: Sentence, older: Sentence) -> bool:
    return updates(newer, older) or overtakes(newer, older)


def _fill(
    places: list[tuple[Claim | None, Sentence]],
    scored: dict[Sentence, float],
    rule: Rule,
    turn: Turn,
) -> None:
    """Fill the free places with the best that is left, and still so."""
    left = dict(scored)
    while len(places) < rule.limit:
        found = best(left, [sentence for _, sentence in places])
        if found is None:
            return
        if overtaken(found[1], turn.material):
            del left[found[1]]
        else:
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
            for gain in (worth * beside(sentence, others) * SAME_SOURCE ** _siblings(sentence, others),)
            if gain > margin * value(places[index][1])
        ]
        if not moves:
            return
        _, index, sentence = max(moves, key=lambda move: move[0])
        places[index] = (None, sentence)


def _siblings(sentence: Sentence, others: Sequence[Sentence]) -> int:
    return sum(other.number == sentence.number for other in others)


def _victims(
    sentence: Sentence,
    places: list[tuple[Claim | None, Sentence]],
    value: Callable[[Sentence], float],
) -> list[int]:
    """Say which claim a new sentence may displace: one it repeats with other figures, or the weakest."""
    old = [index for index, place in enumerate(places) if place[0] is not None]
    alike = [i for i in old if likeness(sentence, places[i][1]) >= ALIKE]
    if alike:
        return [i for i in alike if differs(sentence.text, places[i][1].text)]
    return [min(old, key=lambda index: value(places[index][1]))] if old else []


def _recent(place: tuple[Claim | None, Sentence]) -> tuple[int, int]:
    """Order new claims before old ones, the latest day first; else they stay in their order."""
    old, sentence = place
    return (-old.since, 0) if old is not None else (-(1 << 30), -sentence.published.toordinal())
