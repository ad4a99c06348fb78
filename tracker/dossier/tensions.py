"""Statements, perspectives and the last dossier → who disagrees with whom, and in what.

Explicit: an actor disputes or criticises another, or "but" stands between two. Implicit: two
actors give other figures for one thing, or opposite directions. The sentence is ours, made
of the actors' names and the words that both sides share; both sides are sentences of sources.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from tracker.dossier.actors import Actors
from tracker.dossier.disagreement import Difference, different_figures, opposite, topic
from tracker.dossier.perspectives import spoken
from tracker.dossier.saying import lemma_of, word_set
from tracker.dossier.standing import fresh, standing
from tracker.model import Claim, Tension
from tracker.text.figures import figures
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.dossier.material import Material, Sentence, Statement
    from tracker.model import Dossier, Perspective

# More are not read; the strongest of a story are few.
MOST = 5
# Statements compared for one actor, so that a story of many articles stays quick.
_MOST_EACH = 30
# Shared terms of content that make two statements speak of one thing.
_SAME_MATTER = 2
_DISPUTES = word_set("deny dispute reject refute rebut dismiss question disagree contradict challenge")
_CRITICISES = word_set(
    "criticise criticize condemn blame accuse blast denounce deride mock slam rebuke lambast"
)
_CONTRARY = re.compile(r"\b(?:contrary to|in contrast to|unlike)\b", re.IGNORECASE)
_BUT = re.compile(r"^(?:But|However|Yet|By contrast)\b|,\s*however,|,\s*by contrast,")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two statements that disagree, how sure that is, and what is written about it."""

    strength: float
    sides: tuple[Statement, Statement]
    text: str


def tensions(
    material: Material, perspectives: Sequence[Perspective], last: Dossier | None, version: int
) -> tuple[Tension, ...]:
    """Write at most `MOST` tensions; those of `last` whose both sides still hold come first, unchanged.

    A side that an actor has since moved away from (`perspectives`) does not hold.
    """
    views = {p.actor: p for p in perspectives}
    kept = _kept(material, last, views)
    found = list(kept)
    pairs = {frozenset(tension.between) for tension in kept}
    used = {side.text for tension in kept for side in tension.sides}
    for candidate in _ranked(material, perspectives, views):
        tension = _tension(candidate, version)
        texts = {side.text for side in tension.sides}
        if len(found) >= MOST or frozenset(tension.between) in pairs or texts <= used:
            continue
        pairs.add(frozenset(tension.between))
        used |= texts
        found.append(tension)
    return tuple(found[:MOST])


def _tension(candidate: _Candidate, version: int) -> Tension:
    first, second = candidate.sides
    a, b = (Claim(s.sentence.text, (s.sentence.number,), version) for s in candidate.sides)
    return Tension((first.actor, second.actor), candidate.text, (a, b))


# ---------------------------------------------------------------- what still holds


def _outdated(actor: str, text: str, number: int, material: Material, views: dict[str, Perspective]) -> bool:
    """Tell whether the actor has since moved away from what the sentence of source `number` says.

    Moved: shifted just now, or holding since an earlier shift what differs from the sentence.
    """
    perspective = views.get(actor)
    if perspective is None:
        return False
    published = {source.number: source.published for source in material.sources}
    now = published.get(perspective.stance.citations[0])
    then = published.get(number)
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


def _kept(material: Material, last: Dossier | None, views: dict[str, Perspective]) -> list[Tension]:
    new = fresh(material, last)
    kept = []
    for tension in last.tensions if last else ():
        held = [claim for claim, _ in standing(tension.sides, material, new).kept]
        if len(held) == len(tension.sides) and not any(
            _outdated(actor, side.text, side.citations[0], material, views)
            for actor, side in zip(tension.between, held, strict=True)
        ):
            kept.append(replace(tension, sides=(held[0], held[1])))
    return kept


# ---------------------------------------------------------------- what is new


def _ranked(
    material: Material, perspectives: Sequence[Perspective], views: dict[str, Perspective]
) -> list[_Candidate]:
    """Give all candidates, the strongest first; of equals the one of the lowest citation."""
    spoke = spoken(material, perspectives)
    current = {
        actor: [s for s in said if not _outdated(actor, s.sentence.text, s.sentence.number, material, views)]
        for actor, said in spoke.items()
    }
    found = [*_explicit(material, current), *_contrasts(material, current), *_implicit(material, current)]
    return sorted(
        found, key=lambda c: (-c.strength, [(s.sentence.number, s.sentence.position) for s in c.sides])
    )


def _explicit(material: Material, spoke: dict[str, list[Statement]]) -> Iterator[_Candidate]:
    """Find actors who dispute or criticise another by name, who has said something on the matter."""
    actors = Actors(material.sentences, spoke)
    for said in spoke.values():
        for statement in said:
            lemma = lemma_of(statement.cue)
            contrary = bool(_CONTRARY.search(statement.sentence.text))
            if not (lemma in _DISPUTES or lemma in _CRITICISES or contrary):
                continue
            for other in _object(statement, actors, spoke):
                reply = _reply(statement, spoke[other])
                about = _about(statement, reply, material) if reply else ""
                if reply and about:
                    text = _plain_text(statement, reply, about, "are at odds over")
                    yield _Candidate(3.0, (statement, reply), text)


def _object(statement: Statement, actors: Actors, spoke: dict[str, list[Statement]]) -> list[str]:
    """Find whom the statement is about: the first name in its content, if it is an actor's."""
    sentence = statement.sentence
    places = sorted(
        (statement.content.find(name), name) for name in sentence.names if name in statement.content
    )
    first = [actors.merged(name, sentence.number) for _, name in places[:1]]
    return [actor for actor in first if actor in spoke and actor != statement.actor]


def _reply(statement: Statement, said: Sequence[Statement]) -> Statement | None:
    """Find what the other said on the matter: the readable statement that shares most terms."""
    content = _content(statement)
    ranked = [
        (len(content & _content(other)), other)
        for other in said
        if other.sentence.readable and other.sentence.text != statement.sentence.text
    ]
    best = max(ranked, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _SAME_MATTER else None


def _contrasts(material: Material, spoke: dict[str, list[Statement]]) -> Iterator[_Candidate]:
    """Find "X says …. But Y says …" in neighbouring sentences of one article."""
    at: dict[tuple[int, int], list[Statement]] = {}
    for said in spoke.values():
        for statement in said:
            at.setdefault((statement.sentence.number, statement.sentence.position), []).append(statement)
    for (number, position), said in at.items():
        for second in said:
            if not _BUT.search(second.sentence.text):
                continue
            for first in at.get((number, position - 1), ()):
                if first.actor != second.actor and len(_content(first) & _content(second)) >= _SAME_MATTER:
                    about = _about(first, second, material)
                    yield _Candidate(2.0, (first, second), _plain_text(first, second, about, "disagree on"))


def _implicit(material: Material, spoke: dict[str, list[Statement]]) -> Iterator[_Candidate]:
    for first_said, second_said in combinations(spoke.values(), 2):
        for first in first_said[-_MOST_EACH:]:
            for second in second_said[-_MOST_EACH:]:
                found = _difference(first, second)
                if found:
                    weight = sum(material.weights.get(term, 0.0) for term in found.shared)
                    strength = 1.0 + weight / (1.0 + weight)
                    yield _Candidate(
                        strength, (first, second), _implicit_text(first, second, found, material)
                    )


def _difference(first: Statement, second: Statement) -> Difference | None:
    a, b = first.sentence, second.sentence
    if not (a.readable and b.readable) or a.text == b.text or len(set(a.terms) & set(b.terms)) < _SAME_MATTER:
        return None
    actors = {*terms(first.actor), *terms(second.actor)}
    ignore = {*actors, *(term for name in (*a.names, *b.names) for term in terms(name))}
    if _other_names(first, b) and _other_names(second, a):
        return None
    if first.actor in second.content or second.actor in first.content:
        # "Pask argues that the Office's 7 months …": the figure is the Office's, not Pask's.
        return None
    # Figures are compared as far as they are the actor's own: a sentence may give both sides'.
    # A name that both have, such as a place, helps to tell what is counted, but not alone.
    found = different_figures(first.content, second.content, actors)
    if (
        found
        and found.shared - ignore
        and not (_borrowed(first, found.first) or _borrowed(second, found.second))
    ):
        return found
    return opposite(a.text, b.text, ignore)


def _borrowed(statement: Statement, figure: str) -> bool:
    """Tell whether a figure is given as another's: "the Assay Office’s gap of 7 months"."""
    owner = re.search(rf"(\w+)[’']s?\s+(?:[\w-]+\s+){{0,3}}{re.escape(figure)}", statement.content)
    return owner is not None and owner[1] not in statement.actor


def _other_names(statement: Statement, other: Sentence) -> bool:
    """Tell whether a sentence names somebody whom the other does not: then it is about another thing."""
    known = {*other.terms, *terms(statement.actor)}
    return any(not set(terms(name)) <= known for name in statement.sentence.names)


def _implicit_text(first: Statement, second: Statement, found: Difference, material: Material) -> str:
    about = topic(first.sentence.text, second.sentence.text, found.shared, material.weights)
    a, b = _label(first, start=True), _label(second)
    if found.kind == "figures":
        return f"{a} and {b} give different figures for {about}: {found.first} and {found.second}."
    return (
        f"{a} and {b} disagree on {about}: "
        f"{found.first.casefold()} for the one, {found.second.casefold()} for the other."
    )


def _plain_text(first: Statement, second: Statement, about: str, verb: str) -> str:
    return f"{_label(first, start=True)} and {_label(second)} {verb} {about}."


# ---------------------------------------------------------------- words


def _about(first: Statement, second: Statement, material: Material) -> str:
    shared = _content(first) & _content(second)
    return topic(first.content, second.sentence.text, shared, material.weights)


def _content(statement: Statement) -> set[str]:
    """Give what a statement is about: its content terms, without the speaker's name and the verb."""
    return set(terms(statement.content)) - set(terms(statement.actor)) - set(terms(statement.cue))


def _label(statement: Statement, *, start: bool = False) -> str:
    """Give the actor's name, with the article that its sentence gives it."""
    article = re.search(rf"\bthe\s+{re.escape(statement.actor)}\b", statement.sentence.text, re.IGNORECASE)
    if not article:
        return statement.actor
    return f"{'The' if start else 'the'} {statement.actor}"
