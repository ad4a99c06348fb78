"""Why it matters: one to three claims about consequence or stakes, found by the words for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.agreement import overlap
from tracker.dossier.choose import ALIKE, Rule, renew, stateable, worth
from tracker.dossier.standing import standing, turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.model import Claim, Dossier

RULE = Rule(limit=3, margin=1.5, turnover=1, entrance=1.5)
# Stakes outlive the news of the day.
HALF_LIFE = 7.0

# Words that name a consequence outright.
_STRONG = re.compile(
    r"""\b(?:(?:would|could|might|may|will|can)\ (?:\w+\ )?(?:mean|lead\ to|force|leave|cost|threaten
    |affect|cause|trigger|hit|hurt|harm|push|raise|cut|put|disrupt|delay|undermine|jeopardi[sz]e|prevent
    |help|allow|bring|make|create|save|lose|end|change|determine|decide|set\ a\ precedent|reshape|spread
    |strand|halve|double)|mean(?:s|ing)?\ that|at\ stake|at\ risk|puts?\ at\ risk|threat(?:en(?:s|ed
    |ing)?)?\ to|threatens|jeopardi[sz]\w+|consequences?\ (?:of|for|would|could|will)|implications?
    |as\ a\ result\ of|result(?:s|ed|ing)?\ in|led\ to|raises?\ (?:the\ stakes|questions|concerns?
    |fears?|doubts?|the\ prospect)|fears?\ (?:that|of)|warn(?:s|ed|ing)?|matters?\ because|crucial
    |critical\ (?:for|to)|vital|turning\ point|precedent|far-reaching|unprecedented|livelihoods?
    |depends?\ on|rel(?:y|ies)\ on|so\ that|in\ order\ to|unless|otherwise)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Words for what there is to win or lose.
_WEAK = re.compile(
    r"""\b(?:because|jobs?|workers|costs?|prices?|bills?|losses|damages?|households?|families|residents
    |patients|customers|passengers|economy|safety|health|security|rights|lives|supply|supplies
    |shortages?|taxpayers?|future|risks?|impact|affect(?:s|ed|ing)?|threats?|delays?|billion|million
    |per\ cent|percent)\b|%""",
    re.IGNORECASE | re.VERBOSE,
)


def why(
    material: Material, last: Dossier | None, version: int, taken: Sequence[Claim] = ()
) -> tuple[Claim, ...]:
    """Choose up to three claims on stakes that no claim in `taken` says; none where no sentence qualifies.

    The words are English; stories in other languages get none.
    """
    now = turn(material, last, version)
    held = standing(last.why_it_matters if last else (), material, now.new)
    said = [
        sentence for sentence in material.sentences if any(claim.text == sentence.text for claim in taken)
    ]
    pool = [
        sentence
        for sentence in material.sentences
        if stateable(sentence) and stakes(sentence.text) and not _repeats(sentence, said)
    ]
    if last is not None and last.what and not held.lost:
        # What the state of play has let go must not come back here without news.
        pool = [sentence for sentence in pool if sentence.number in now.new]
    pool = pool if material.english else []
    return renew(held, pool, lambda s: _value(s, material), RULE, now)


def stakes(text: str) -> float:
    """Score how plainly a sentence tells a consequence: 0, or 1 to 2. Needs a strong word."""
    strong = len({match.group().casefold() for match in _STRONG.finditer(text)})
    if not strong:
        return 0.0
    weak = len({match.group().casefold() for match in _WEAK.finditer(text)})
    return min(2.0, 0.8 + 0.3 * strong + 0.15 * weak)


def _value(sentence: Sentence, material: Material) -> float:
    return worth(sentence, material, HALF_LIFE) * stakes(sentence.text)


def _repeats(sentence: Sentence, said: Sequence[Sentence]) -> bool:
    return any(overlap(sentence.terms, other.terms) >= ALIKE for other in said)
