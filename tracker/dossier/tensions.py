"""Statements, perspectives and the last dossier → who disagrees with whom, and in what.

Explicit (`disputes`, `stated`): a party disputes, accuses or criticises another. Implicit: two
actors or outlets give other figures for one thing at one moment (`differing`), or opposite
directions. What is written are names and words of the sources; both sides are their sentences.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING

from tracker.dossier.dispute.denied import unnamed
from tracker.dossier.dispute.differing import Given, differing, given_figures, overtaken
from tracker.dossier.dispute.disagreement import AtOdds, Difference, different_figures, opposite, poles, topic
from tracker.dossier.dispute.disputes import Dispute, disputes
from tracker.dossier.dispute.stated import stated
from tracker.dossier.perspectives import spoken
from tracker.dossier.reading.sentence import name_terms, vocabulary
from tracker.dossier.standing import fresh, standing
from tracker.model import Claim, Tension
from tracker.text.figures import figures
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.dossier.material import Material, Sentence, Statement
    from tracker.model import Dossier, Perspective

# More are not read: as many as there are open questions.
MOST = 8
# Statements compared for one actor, so that a story of many articles stays quick.
_MOST_EACH = 30
# Shared terms of content that make two statements speak of one thing.
_SAME_MATTER = 2


def tensions(
    material: Material, perspectives: Sequence[Perspective], last: Dossier | None, version: int
) -> tuple[Tension, ...]:
    """Write at most `MOST` tensions; those of `last` whose both sides still hold come first, unchanged.

    A side that an actor has since moved away from (`perspectives`), or a count that has moved on,
    does not hold. The words for saying and disputing are English; other languages get none.
    """
    views = {p.actor: p for p in perspectives}
    spoke = spoken(material, perspectives)
    given = given_figures(material, spoke)
    kept = _kept(material, last, views, given)
    lost = last is None or len(kept) < len(last.tensions)
    current = _current(spoke, material, views)
    ranked = _ranked(material, current, given, None if lost else fresh(material, last))
    candidates = [_tension(candidate, version) for candidate in ranked]
    return _with_new([_completed(tension, candidates) for tension in kept], candidates)


def _with_new(kept: Sequence[Tension], candidates: Sequence[Tension]) -> tuple[Tension, ...]:
    """Add the strongest candidates, one for each pair, that tell what none before them tells."""
    found = list(kept)
    pairs = {_pair(tension) for tension in kept}
    used = {side.text for tension in kept for side in tension.sides}
    for tension in candidates:
        texts = {side.text for side in tension.sides}
        if len(found) >= MOST or _pair(tension) in pairs or texts <= used:
            continue
        pairs.add(_pair(tension))
        used |= texts
        found.append(tension)
    return tuple(found[:MOST])


def _completed(tension: Tension, candidates: Sequence[Tension]) -> Tension:
    """Give a tension of one sentence the other side, if a new article brings it."""
    side, other = tension.sides
    if side.text != other.text:
        return tension
    for found in candidates:
        first, second = found.sides
        if (found.text, first.text) == (tension.text, side.text) and second.text != side.text:
            return replace(found, sides=(side, second))
    return tension


def _tension(candidate: AtOdds, version: int) -> Tension:
    a, b = (Claim(s.text, (s.number,), version) for s in candidate.sides)
    return Tension(candidate.between, candidate.text, (a, b))


def _pair(tension: Tension) -> frozenset[str]:
    """Give who is at odds, whatever the length of their names: "Ana Ruiz" and "Ruiz" are one here."""
    last = (name.rsplit(" ", 1)[-1].casefold() for name in tension.between if not unnamed(name))
    return frozenset(last)


# ---------------------------------------------------------------- what still holds


def _outdated(actor: str, text: str, number: int, material: Material, views: dict[str, Perspective]) -> bool:
    """Tell whether the actor has since moved away from what the sentence of source `number` says.

    Moved: shifted just now, or holding since an earlier shift what differs from the sentence.
    """
    perspective = views.get(actor)
    if perspective is None:
        return False
    now = material.published.get(perspective.stance.citations[0])
    then = material.published.get(number)
    if now is None or then is None or then >= now:
        return False
    stance, own = perspective.stance.text, set(terms(actor))
    if perspective.evolution.state == "shifted" and not _same_figure(text, stance):
        return len(set(terms(text)) & set(terms(stance)) - own) >= _SAME_MATTER
    return bool(different_figures(text, stance, own) or opposite(text, stance, own))


def _same_figure(first: str, second: str) -> bool:
    """Tell whether two sentences give one figure: then the earlier is no former position."""
    ours, theirs = ({(f.value, f.unit) for f in figures(text) if f.unit} for text in (first, second))
    return bool(ours & theirs)


def _kept(
    material: Material, last: Dossier | None, views: dict[str, Perspective], given: Sequence[Given]
) -> list[Tension]:
    new = fresh(material, last)
    kept = []
    for tension in last.tensions if last else ():
        held = standing(tension.sides, material, new).kept
        if len(held) < len(tension.sides):
            continue
        (first, one), (second, other) = held
        if overtaken(tension.between, (one, other), given) or any(
            _outdated(actor, side.text, side.citations[0], material, views)
            for actor, side in zip(tension.between, (first, second), strict=True)
        ):
            continue
        kept.append(replace(tension, sides=(first, second)))
    return kept


# ---------------------------------------------------------------- what is new


def _current(
    spoke: dict[str, list[Statement]], material: Material, views: dict[str, Perspective]
) -> dict[str, list[Statement]]:
    """Leave out what actors said before they moved away from it."""
    return {
        actor: [s for s in said if not _outdated(actor, s.sentence.text, s.sentence.number, material, views)]
        for actor, said in spoke.items()
    }


def _ranked(
    material: Material,
    spoke: dict[str, list[Statement]],
    given: Sequence[Given],
    new: frozenset[int] | None,
) -> list[AtOdds]:
    """Give all candidates, the strongest first; of equals the one of the lowest citation.

    Of implicit ones those with something `new`: the last version has judged the others.
    """
    found = [_of_dispute(dispute, material) for dispute in disputes(material, spoke)]
    found += differing(material, given, new)
    found += _opposites(material, spoke, new)
    found += stated(material, spoke, new)
    return sorted(found, key=lambda c: (-c.strength, [(s.number, s.position) for s in c.sides], c.text))


def _of_dispute(dispute: Dispute, material: Material) -> AtOdds:
    """Write it as "A disputed what B said about the harbour bridge".

    What somebody is accused of stands behind in the source's own words.
    """
    first, other = dispute.sides
    name = _label(dispute.actors[1], other, first.sentence)
    about = dispute.matter or _about(first, other, material)
    said = dispute.verb.format(name) + (f" {about}" if about else "")
    text = f"{_label(dispute.actors[0], first.sentence, start=True)} {said}."
    return AtOdds(dispute.strength, dispute.actors, (first.sentence, other), text)


def _about(first: Statement, other: Sentence, material: Material) -> str:
    """Name the matter if two words or more do ("about tax" says too little) and the last is no verb."""
    if first.sentence.text == other.text:
        return ""
    shared = set(terms(first.content)) & set(other.terms) - set(terms(first.actor))
    found = topic(first.content, other.text, shared, material.weights)
    whole = len(terms(found)) >= _SAME_MATTER and not found.endswith(("ed", "ing"))
    return f"about {found}" if whole else ""


# ---------------------------------------------------------------- opposite directions


def _opposites(
    material: Material, spoke: dict[str, list[Statement]], new: frozenset[int] | None
) -> Iterator[AtOdds]:
    """Find what two actors say that can't both be so, of which something is `new` (None: all is)."""
    for first, second in _comparable(spoke, new):
        found = _opposite(first, second)
        if found:
            weight = sum(material.weights.get(term, 0.0) for term in sorted(found.shared))
            yield AtOdds(
                1.0 + weight / (1.0 + weight),
                (first.actor, second.actor),
                (first.sentence, second.sentence),
                _opposite_text(first, second, found, material),
            )


def _comparable(
    spoke: dict[str, list[Statement]], new: frozenset[int] | None
) -> Iterator[tuple[Statement, Statement]]:
    """Pair the statements of different actors that hold different poles of an axis of words."""
    said = [
        (at, s) for at, each in enumerate(spoke.values()) for s in each[-_MOST_EACH:] if s.sentence.readable
    ]
    held: dict[int, dict[int, list[int]]] = {}
    for place, (_, statement) in enumerate(said):
        for axis, pole in poles(_told(statement)).items():
            held.setdefault(axis, {}).setdefault(pole, []).append(place)
    pairs = {
        (min(one, other), max(one, other))
        for sides in held.values()
        for side, against in combinations(sides.values(), 2)
        for one, other in product(side, against)
        if said[one][0] != said[other][0]
        and (new is None or said[one][1].sentence.number in new or said[other][1].sentence.number in new)
    }
    for first, second in sorted(pairs):
        if not poles(said[first][1].sentence.text).keys().isdisjoint(poles(said[second][1].sentence.text)):
            yield said[first][1], said[second][1]


def _opposite(first: Statement, second: Statement) -> Difference | None:
    a, b = first.sentence, second.sentence
    if a.text == b.text or len(vocabulary(a) & vocabulary(b)) < _SAME_MATTER:
        return None
    if _other_names(first, b) and _other_names(second, a):
        return None
    if first.actor in second.content or second.actor in first.content:
        # What one says of the other is no direction of its own.
        return None
    actors = _terms(first.actor) | _terms(second.actor)
    return opposite(_told(first), _told(second), actors.union(*name_terms(a), *name_terms(b)))


def _told(statement: Statement) -> str:
    """Give what somebody says with the verb, which may be the whole direction: "opposes the tram tax"."""
    return f"{statement.cue} {statement.content}"


def _other_names(statement: Statement, other: Sentence) -> bool:
    """Tell whether a sentence names somebody whom the other does not: then it is about another thing."""
    known = vocabulary(other) | _terms(statement.actor)
    return any(not name <= known for name in name_terms(statement.sentence))


@lru_cache(maxsize=1024)
def _terms(name: str) -> frozenset[str]:
    return frozenset(terms(name))


def _opposite_text(first: Statement, second: Statement, found: Difference, material: Material) -> str:
    about = topic(first.sentence.text, second.sentence.text, found.shared, material.weights)
    a, b = _label(first.actor, first.sentence, start=True), _label(second.actor, second.sentence)
    return (
        f"{a} and {b} disagree on {about}: "
        f"{found.first.casefold()} for the one, {found.second.casefold()} for the other."
    )


def _label(actor: str, *where: Sentence, start: bool = False) -> str:
    """Give the actor's name, with the article that one of its sentences gives it."""
    pattern = re.compile(rf"\bthe\s+{re.escape(actor)}\b", re.IGNORECASE)
    if not any(pattern.search(sentence.text) for sentence in where):
        return actor
    return f"{'The' if start else 'the'} {actor}"
