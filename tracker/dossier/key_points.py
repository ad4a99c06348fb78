"""Key points: at most five bullets, for reading in ten seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.choice.choose import Rule, renew, stateable, worth
from tracker.dossier.reading.sentence import once
from tracker.dossier.standing import standing, turn
from tracker.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.model import Claim, Dossier

RULE = Rule(limit=5, margin=1.4, turnover=1, entrance=1.4)
HALF_LIFE = 5.0
# Five bullets of this many words are read in about half a minute, of half as many in ten seconds.
LONGEST = 25
# What a longer sentence is still worth.
LONG = 0.4
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
    return renew(held, pool, lambda s: _value(s, material), RULE, now)


def _value(sentence: Sentence, material: Material) -> float:
    return worth(sentence, material, HALF_LIFE) * (LONG if _long(sentence) else 1.0)


@once
def _long(sentence: Sentence) -> bool:
    return len(words(sentence.text)) > LONGEST
