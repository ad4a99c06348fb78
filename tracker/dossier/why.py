"""Why it matters: one to three claims about consequence or stakes, found by the words for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.choice.choose import Rule, renew, repeats, stateable, worth
from tracker.dossier.choice.consequence import FAIR, HINTED, long_ago, stakes
from tracker.dossier.choice.leaning import leans
from tracker.dossier.reading.sentence import kept
from tracker.dossier.standing import standing, turn
from tracker.dossier.what import what

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.dossier.standing import Standing
    from tracker.model import Claim, Dossier

RULE = Rule(limit=3, margin=1.5, turnover=1, entrance=1.5)
# Stakes outlive the news of the day.
HALF_LIFE = 7.0

# Where nobody says plainly what follows, one sentence that hints at it is better than none.
HINT = Rule(limit=1)

# A claim on stakes must be about the story: it has this share of what the sentence worth most has, more if
# it only measures the news or hints at them.
RELEVANT, NEAR, CENTRAL = 0.1, 0.25, 0.3
# A second reason is worth such a share of the best one, or the best one stands alone.
BESIDE = 0.4


def what_and_why(
    material: Material, last: Dossier | None, version: int
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Write the two sections so that neither repeats the other.

    Where What would take the only consequence that the sources tell, it leaves it to the other, unless it
    is the news itself.
    """
    known = [s for claim in (last.why_it_matters if last else ()) for s in material.index.same(claim.text)]
    state = what(material, last, version, known)
    stakes = why(material, last, version, state)
    spared = None if stakes else _spared(state, material, version)
    if spared is None:
        return state, stakes
    state = what(material, last, version, [spared])
    return state, why(material, last, version, state)


def _spared(state: Sequence[Claim], material: Material, version: int) -> Sentence | None:
    """Give the plainest consequence that this version brought to a state, but for the claim worth most."""
    homes = {claim: material.index.same(claim.text)[0] for claim in state}
    news = max(homes.values(), key=lambda s: worth(s, material, HALF_LIFE), default=None)
    found = [
        home
        for claim, home in homes.items()
        if claim.since == version and home is not news and _stakes(home) > FAIR
    ]
    return max(found, key=lambda s: _value(s, material), default=None)


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
        if stateable(sentence) and _stakes(sentence) and not repeats(sentence, said)
    ]
    if last is not None and last.what and not held.lost:
        # What the state of play has let go must not come back here without news.
        pool = [sentence for sentence in pool if sentence.number in now.new]
    if not material.english:
        pool = []
    plain = _relevant([s for s in pool if _stakes(s) > HINTED], material)
    found = renew(held, _beside_best(plain, held, material), lambda s: _value(s, material), RULE, now)
    hints = _relevant([s for s in pool if not leans(s)], material) if not found else ()
    return found or renew(held, hints, lambda s: _value(s, material), HINT, now)


def _relevant(pool: Sequence[Sentence], material: Material) -> list[Sentence]:
    """Leave out what is hardly about the story."""
    if not pool:
        return []
    most = max(worth(sentence, material, HALF_LIFE) for sentence in material.sentences)
    return [s for s in pool if worth(s, material, HALF_LIFE) >= _least(_stakes(s)) * most]


def _least(plainness: float) -> float:
    return CENTRAL if plainness <= HINTED else NEAR if plainness <= FAIR else RELEVANT


def _beside_best(pool: Sequence[Sentence], held: Standing, material: Material) -> list[Sentence]:
    """Leave out the reasons that are far weaker than the best, new or held."""
    values = [_value(s, material) for s in (*pool, *(home for _, home in held.kept))]
    return [s for s in pool if _value(s, material) >= BESIDE * max(values)]


def _value(sentence: Sentence, material: Material) -> float:
    return worth(sentence, material, HALF_LIFE) * _stakes(sentence)


@kept(float)
def _stakes(sentence: Sentence) -> float:
    return 0.0 if long_ago(sentence.text, sentence.published.year) else stakes(sentence.text)
