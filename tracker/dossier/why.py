"""Why it matters: one to three claims about consequence or stakes, found by the words for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.choice.choose import ALIKE, Rule, likeness, renew, stateable, worth
from tracker.dossier.choice.consequence import HINTED, long_ago, stakes
from tracker.dossier.choice.leaning import leans
from tracker.dossier.reading.sentence import once
from tracker.dossier.standing import standing, turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.model import Claim, Dossier

RULE = Rule(limit=3, margin=1.5, turnover=1, entrance=1.5)
# Stakes outlive the news of the day.
HALF_LIFE = 7.0

# Where nobody says plainly what follows, one sentence that hints at it is better than none.
HINT = Rule(limit=1)

# A claim on stakes must be about the story: it has this share of what the sentence worth most has, and
# more if it only hints at them.
RELEVANT, CENTRAL = 0.1, 0.3


def why(
    material: Material, last: Dossier | None, version: int, taken: Sequence[Claim] = ()
) -> tuple[Claim, ...]:
    """Choose up to three claims on stakes that no claim in `taken` says; none where no sentence qualifies.

    The words are English; stories in other languages get none.
    """
    now = turn(material, last, version)
    held = standing(last.why_it_matters if last else (), material, now.new)
    said = [sentence for claim in taken for sentence in material.index.same(claim.text)]
    pool = [
        sentence
        for sentence in material.sentences
        if stateable(sentence) and _stakes(sentence) and not _repeats(sentence, said)
    ]
    if last is not None and last.what and not held.lost:
        # What the state of play has let go must not come back here without news.
        pool = [sentence for sentence in pool if sentence.number in now.new]
    if not material.english:
        pool = []
    plain = _relevant([s for s in pool if _stakes(s) > HINTED], material, RELEVANT)
    found = renew(held, plain, lambda s: _value(s, material), RULE, now)
    hints = _relevant([s for s in pool if not leans(s)], material, CENTRAL) if not found else ()
    return found or renew(held, hints, lambda s: _value(s, material), HINT, now)


def _relevant(pool: Sequence[Sentence], material: Material, share: float) -> list[Sentence]:
    """Leave out what is hardly about the story."""
    if not pool:
        return []
    least = share * max(worth(sentence, material, HALF_LIFE) for sentence in material.sentences)
    return [sentence for sentence in pool if worth(sentence, material, HALF_LIFE) >= least]


def _value(sentence: Sentence, material: Material) -> float:
    return worth(sentence, material, HALF_LIFE) * _stakes(sentence)


@once
def _stakes(sentence: Sentence) -> float:
    return 0.0 if long_ago(sentence.text, sentence.published.year) else stakes(sentence.text)


def _repeats(sentence: Sentence, said: Sequence[Sentence]) -> bool:
    return any(likeness(sentence, other) >= ALIKE for other in said)
