"""How well a sentence states the position of who speaks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.saying import lemma_of, word_set
from tracker.model import Claim
from tracker.text.normal import normal
from tracker.text.quotations import quotations
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Statement

# What an actor holds and wants tells more than what an actor tells or knows.
_POSITION = word_set(
    """advocate argue assert back believe call claim conclude condemn contend criticise criticize
    defend demand deny dismiss dispute endorse expect favor favour fear hope insist maintain oppose
    pledge propose recommend refuse reject support think urge vow want warn welcome""",
)
_PLAIN = word_set("according announce estimate find note predict say show state suggest write")
_POSITION_WEIGHT, _PLAIN_WEIGHT, _OTHER_WEIGHT = 1.5, 1.0, 0.7
# Terms that count: a long sentence does not win by its length.
_MOST_TERMS = 8


def best(statements: Sequence[Statement], spellings: Sequence[str], material: Material) -> Statement | None:
    """Choose the statement whose sentence best says the actor's position; None: none can stand alone."""
    able = [said for said in statements if stands_alone(said, spellings)]

    def key(said: Statement) -> tuple[float, int, int]:
        return score(said, material), -said.sentence.number, -said.sentence.position

    return max(able, key=key, default=None)


def stands_alone(said: Statement, spellings: Sequence[str]) -> bool:
    """Tell whether the sentence can be read by itself and names the actor by one of the spellings."""
    return said.sentence.readable and any(spelling in said.sentence.text for spelling in spellings)


def score(said: Statement, material: Material) -> float:
    """Weigh a statement by its verb and by how central to the story its content is."""
    lemma = lemma_of(said.cue)
    verb = _POSITION_WEIGHT if lemma in _POSITION else _PLAIN_WEIGHT if lemma in _PLAIN else _OTHER_WEIGHT
    # The root keeps one heavy term of the story from outweighing all others.
    weights = sorted(
        (material.weights.get(term, 0.0) ** 0.5 for term in set(terms(said.content))), reverse=True
    )
    return verb * float(sum(weights[:_MOST_TERMS]))


def claim_of(said: Statement, version: int) -> Claim:
    """Make a claim of the sentence that a statement stands in."""
    return Claim(said.sentence.text, (said.sentence.number,), version)


def quoted(text: str) -> frozenset[str]:
    """Give the quotations of a sentence in a form that two outlets share."""
    return frozenset(normal(quote).casefold().strip(" ,.") for quote in quotations(text))
