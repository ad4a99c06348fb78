"""What: three claims that give the state of play, newest material first."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING

from tracker.dossier.choice.choose import Rule, begin, firm, renew, repeats, stateable, worth
from tracker.dossier.choice.concepts import Concepts
from tracker.dossier.choice.leaning import foreign
from tracker.dossier.choice.overtaken import overtaken
from tracker.dossier.standing import standing, turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.model import Claim, Dossier

# The newest article is seen even if it covers somewhat less of the story than what it displaces.
RULE = Rule(limit=3, turnover=3, entrance=0.7, newest_first=True)
# So many of the sentences that cover most are looked at closely for a first version.
LOOKED_AT = 60
# News is half as much the state of play after three days.
HALF_LIFE = 3.0


def what(
    material: Material, last: Dossier | None, version: int, elsewhere: Sequence[Sentence] = ()
) -> tuple[Claim, ...]:
    """Choose three claims by coverage, recency and novelty; fewer where the sources say less.

    None that was not there before repeats a sentence of `elsewhere`.
    """
    now = turn(material, last, version)
    held = standing(last.what if last else (), material, now.new)
    told = [s for s in material.sentences if stateable(s) and not repeats(s, elsewhere)]
    pool = firm([s for s in told if not foreign(s, material)] or told)
    concepts = Concepts(material, HALF_LIFE)
    if not held.kept:
        pool = nlargest(LOOKED_AT, pool, lambda s: worth(s, material, HALF_LIFE))
        pool = [sentence for sentence in pool if not overtaken(sentence, material)]
        return begin(concepts.best(pool, RULE.limit), {s: concepts.worth([s]) for s in pool}, RULE, now)
    return renew(held, pool, lambda s: concepts.worth([s]), RULE, now)
