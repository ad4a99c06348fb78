"""Key points: at most five bullets, for reading in ten seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.choice.choose import Rule, coverage, renew, stateable, worth
from tracker.dossier.reading.sentence import once
from tracker.dossier.standing import standing, turn
from tracker.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.model import Claim, Dossier

RULE = Rule(limit=5, margin=1.4, turnover=2, entrance=1.4)
# Ten seconds are for how things stand: the oldest is the first to go, for age leaves nothing of its worth;
# but what takes its place must cover such a share of the story as the state of play does on average.
HALF_LIFE, FLOOR = 5.0, 0.0
AS_MUCH = 0.5
# Five bullets of this many words are read in about half a minute, of half as many in ten seconds; what is
# shorter than this is a caption more often than a point.
LONGEST, SHORTEST = 25, 8
# What a longer or shorter sentence is still worth.
LONG, SHORT = 0.4, 0.6
# With fewer sentences that no section above has, a bullet may repeat one.
ENOUGH = 4


def key_points(
    material: Material,
    last: Dossier | None,
    version: int,
    taken: Sequence[Claim] = (),
) -> tuple[Claim, ...]:
    """Choose up to five short claims that differ from each other and, if there are enough, from `taken`."""
    now = turn(material, last, version)
    held = standing(last.key_points if last else (), material, now.new)
    pool = [sentence for sentence in material.sentences if stateable(sentence)]
    texts = {claim.text for claim in taken}
    others = [sentence for sentence in pool if sentence.text not in texts]
    pool = others if len(others) >= ENOUGH else pool
    least = _least(taken, material)
    central = [sentence for sentence in pool if coverage(sentence, material) >= least]
    return renew(held, central or pool, lambda s: _value(s, material), RULE, now)


def _least(taken: Sequence[Claim], material: Material) -> float:
    """Say how much of the story a sentence must cover to be a point of it."""
    covered = [coverage(material.index.same(claim.text)[0], material) for claim in taken]
    return AS_MUCH * sum(covered) / len(covered) if covered else 0.0


def _value(sentence: Sentence, material: Material) -> float:
    return worth(sentence, material, HALF_LIFE, FLOOR) * _brevity(sentence)


@once
def _brevity(sentence: Sentence) -> float:
    """Give the share of worth that its length leaves a sentence."""
    length = len(words(sentence.text))
    return LONG if length > LONGEST else SHORT if length < SHORTEST else 1.0
