"""Quantities of one thing that differ between sources, or between two moments, and what is written.

Of one moment they are a tension; a count of people that moved on from one day to another is
listed in their order, never as a contradiction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from tracker.dossier.dispute.both_sides import two_figures
from tracker.dossier.dispute.disagreement import AtOdds, topic
from tracker.dossier.dispute.quantities import Quantity, at_one_moment, differ, quantities, same_thing
from tracker.dossier.speech.saying import lemma_of, word_set
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from tracker.dossier.material import Material, Sentence, Statement

# By these verbs a figure is somebody's own; who "posted" or "scored" it does not state it.
_GIVES = word_set(
    """say estimate put report claim tell find announce count reckon calculate believe warn according forecast
    predict
    expect insist declare confirm state write note add argue show conclude maintain project think suggest""",
)
# Comparisons are made within a unit; a story of many articles has a few hundred quantities.
_MOST = 200
_MODAL = r"(?:will|would|could|can|may|might|must|should|to)"
_EITHER_ARTICLE = r"(?:the|The)\s+"


@dataclass(frozen=True, slots=True)
class Given:
    """A quantity and who gives it: an actor, or the outlet that writes it without naming one."""

    quantity: Quantity
    giver: str
    is_actor: bool

    @property
    def sentence(self) -> Sentence:
        """The sentence that gives it."""
        return self.quantity.sentence


def differing(material: Material, given: Sequence[Given], new: Collection[int] | None) -> Iterator[AtOdds]:
    """Find figures that differ, of which one is `new` (None: all are)."""
    if not material.english:
        return
    for sentence in material.sentences:
        if sentence.readable and (new is None or sentence.number in new):
            yield from _within(sentence)
    for first, second in _pairs(given, new):
        if not (_settled(first, second, given) or _settled(second, first, given)):
            yield _written(first, second, material)


def overtaken(between: tuple[str, str], sides: tuple[Sentence, Sentence], given: Sequence[Given]) -> bool:
    """Tell whether what two sides gave has been given anew: a count by anybody, a figure by themselves."""
    old = [q for side in dict.fromkeys(sides) for q in quantities(side)]
    until = max(side.published for side in sides)
    later = [each for each in given if each.sentence.published > until]
    counts = [each for each in later if each.quantity.fate and not at_one_moment(each.sentence, sides[1])]
    return any(sum(same_thing(q, each.quantity) for q in old) >= len(sides) for each in counts) or any(
        each.giver in between and differ(q, each.quantity) for each in later for q in old if not q.fate
    )


# ---------------------------------------------------------------- one sentence


def _within(sentence: Sentence) -> Iterator[AtOdds]:
    found = two_figures(sentence)
    if found is None:
        return
    one, other = found.figures
    first, second = (_labelled(who, sentence) for who in (found.first, found.second))
    text = f"{first[:1].upper()}{first[1:]} and {second} give different figures: {one.text} and {other.text}."
    yield AtOdds(2.5, (found.first, found.second), (sentence, sentence), text)


# ---------------------------------------------------------------- two sentences


def given_figures(material: Material, spoke: Mapping[str, Sequence[Statement]]) -> list[Given]:
    """Find whose each quantity is; what a sentence lays into the mouth of nobody certain is left out."""
    if not material.english:
        return []
    outlets = {s.number: s.outlet for s in material.sources if s.copy_of is None}
    said: dict[tuple[int, int], list[Statement]] = {}
    for each in spoke.values():
        for statement in each:
            said.setdefault((statement.sentence.number, statement.sentence.position), []).append(statement)
    found: list[Given] = []
    for sentence in material.sentences:
        for quantity in quantities(sentence):
            speakers = said.get((sentence.number, sentence.position), [])
            giver = _giver(quantity, speakers)
            if giver:
                found.append(Given(quantity, giver, is_actor=True))
            elif not speakers and quantity.fate and outlets.get(sentence.number):
                found.append(Given(quantity, outlets[sentence.number], is_actor=False))
    return found[-_MOST:]


def _giver(quantity: Quantity, speakers: Sequence[Statement]) -> str:
    """Give the one actor in whose statement a figure stands, "" if it is nobody's or another's."""
    figure = quantity.figure.text
    givers = {
        statement.actor
        for statement in speakers
        if lemma_of(statement.cue) in _GIVES
        and figure in statement.content
        and not _borrowed(statement, figure)
    }
    return givers.pop() if len(givers) == 1 else ""


# Whose a figure is, in the words before it, and how far back that may stand.
_OWNER = re.compile(r"(\w+)[’']s?\s+(?:[\w-]+\s+){0,3}\Z")
_REACH = 80


def _borrowed(statement: Statement, figure: str) -> bool:
    """Tell whether a figure is given as another's: "the Assay Office’s gap of 7 months"."""
    content, at = statement.content, statement.content.find(figure)
    owner = _OWNER.search(content, max(0, at - _REACH), at)
    return owner is not None and owner[1] not in statement.actor


def _pairs(given: Sequence[Given], new: Collection[int] | None) -> Iterator[tuple[Given, Given]]:
    by_unit: dict[tuple[str, str], list[Given]] = {}
    for each in given:
        by_unit.setdefault((each.quantity.figure.unit, each.quantity.fate), []).append(each)
    for alike in by_unit.values():
        for first, second in combinations(alike, 2):
            if new is not None and first.sentence.number not in new and second.sentence.number not in new:
                continue
            if _comparable(first, second):
                yield first, second


def _comparable(first: Given, second: Given) -> bool:
    if first.giver == second.giver or first.sentence.text == second.sentence.text:
        return False
    if first.is_actor != second.is_actor and not (first.quantity.fate and second.quantity.fate):
        return False
    if _names(first.giver) & _names(second.giver) or first.giver in second.sentence.text:
        return False
    speakers = _names(first.giver) | _names(second.giver)
    return differ(first.quantity, second.quantity, speakers)


def _settled(one: Given, other: Given, given: Sequence[Given]) -> bool:
    """Tell whether one side gives the other's figure too, or later another than this one."""
    wanted = (other.quantity.figure.value, other.quantity.figure.unit)
    own = [each for each in given if each.giver == one.giver]
    return any(
        (each.quantity.figure.value, each.quantity.figure.unit) == wanted
        or (each.sentence.published > one.sentence.published and differ(one.quantity, each.quantity))
        for each in own
    )


def _names(giver: str) -> frozenset[str]:
    return frozenset(terms(giver))


# ---------------------------------------------------------------- words


def _written(first: Given, second: Given, material: Material) -> AtOdds:
    """Write who gives which figure, the earlier first where they are not of one moment."""
    first, second = sorted((first, second), key=lambda each: each.sentence.published)
    apart = not at_one_moment(first.sentence, second.sentence)
    a, b = first.quantity.figure.text, second.quantity.figure.text
    about = _thing(first, second, material)
    if apart and first.quantity.fate:
        text = f"The count of {about} has moved: {a}, then {b}."
        return AtOdds(0.5, (a, b), (first.sentence, second.sentence), text)
    names = [_labelled(each.giver, each.sentence) for each in (first, second)]
    both = f"{names[0][:1].upper()}{names[0][1:]} and {names[1]}"
    text = f"{both} give different figures for {about}: {a}{', then' if apart else ' and'} {b}."
    strength = 2.0 if first.is_actor and second.is_actor else 1.5
    return AtOdds(strength, (first.giver, second.giver), (first.sentence, second.sentence), text)


def _thing(first: Given, second: Given, material: Material) -> str:
    if first.quantity.fate:
        return first.quantity.fate
    one, other = first.sentence, second.sentence
    shared = set(one.terms) & set(other.terms) - _names(first.giver) - _names(second.giver)
    shared -= {term for q in (first.quantity, second.quantity) for term in terms(q.figure.text)}
    found = topic(one.text, other.text, shared, material.weights)
    # "Would raise the river": what is raised is the thing.
    if re.search(rf"\b{_MODAL}\s{re.escape(found)}\b", one.text):
        found = found[at.start() :] if (at := re.search(r"\b(?:the|a|an|its)\s", found)) else ""
    return found or "one thing"


def _labelled(name: str, sentence: Sentence) -> str:
    """Give a name with the article that its sentence gives it."""
    return f"the {name}" if re.search(rf"\b{_EITHER_ARTICLE}{re.escape(name)}\b", sentence.text) else name
