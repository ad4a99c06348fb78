"""What: three claims that give the state of play, newest material first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.choose import Rule, renew, stateable, worth
from tracker.dossier.standing import standing, turn

if TYPE_CHECKING:
    from tracker.dossier.material import Material
    from tracker.model import Claim, Dossier

# The newest article is seen even if it covers somewhat less of the story than what it displaces.
RULE = Rule(limit=3, turnover=3, entrance=0.7, newest_first=True)
# News is half as much the state of play after three days.
HALF_LIFE = 3.0


def what(material: Material, last: Dossier | None, version: int) -> tuple[Claim, ...]:
    """Choose three claims by coverage, recency and novelty; fewer where the sources say less."""
    now = turn(material, last, version)
    held = standing(last.what if last else (), material, now.new)
    pool = [sentence for sentence in material.sentences if stateable(sentence)]
    return renew(held, pool, lambda s: worth(s, material, HALF_LIFE), RULE, now)
