"""Narrative: two to five paragraphs, one per thread of the story, every sentence cited.

A paragraph stays what it is from version to version: sentences of new articles join the
thread they belong to, displace its weakest when it is full, or open a thread of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.choose import beside, best, claim, stateable, worth
from tracker.dossier.standing import fresh, standing
from tracker.dossier.threads import LOOSE, Nearness, threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.model import Claim, Dossier

    Place = tuple[Claim | None, Sentence]
    Scored = dict[Sentence, float]

MOST_PARAGRAPHS = 5
LONGEST = 5
# At first a paragraph leaves a place for what comes.
FIRST_LENGTH = 4
SHORTEST = 2
# How many readable sentences a story needs for 2, 3, 4 and 5 threads.
STEPS = (4, 9, 18, 35)
# Sentences of a story that are looked at; more than are ever chosen, three times over.
LOOKED_AT = 80
# Age matters little in telling a story.
HALF_LIFE = 14.0
# A version adds so many sentences for each new article, and at most so many in all.
PER_ARTICLE, PER_VERSION = 2, 6
MARGIN = 1.3
# Within a thread, nearness to its seed counts beside worth, and repetition costs less than elsewhere.
APART = 0.1
REPETITION = 0.4
# A new sentence must be worth this share of what the paragraphs hold on average.
WORTHY = 0.5


def narrative(material: Material, last: Dossier | None, version: int) -> tuple[tuple[Claim, ...], ...]:
    """Write the paragraphs, each in the order of publication; fewer than two from little material."""
    new = fresh(material, last)
    held = [standing(paragraph, material, new) for paragraph in (last.narrative if last else ())]
    paragraphs: list[list[Place]] = [list(stood.kept) for stood in held if stood.kept]
    scored = _scored(material)
    near = Nearness(material)
    if sum(map(len, paragraphs)) < SHORTEST:
        known = {old.text: old for paragraph in paragraphs for old, _ in paragraph if old}
        paragraphs = _first(scored, known, material, near)
    else:
        arrivals = {s: value for s, value in scored.items() if s.number in new}
        _extend(paragraphs, arrivals, min(PER_VERSION, PER_ARTICLE * len(new)), material, near)
    return tuple(_written(paragraph, material, version) for paragraph in paragraphs)


def _scored(material: Material) -> Scored:
    """Score the sentences that can be told, best first."""
    scored = [(worth(s, material, HALF_LIFE), s) for s in material.sentences if stateable(s)]
    scored.sort(key=lambda pair: (-pair[0], pair[1].number, pair[1].position))
    return {sentence: value for value, sentence in scored}


def _first(
    scored: Scored,
    known: dict[str, Claim],
    material: Material,
    near: Nearness,
) -> list[list[Place]]:
    """Write the paragraphs of a first version, in the order of their oldest sentences; `known` claims stay."""
    looked_at = dict(list(scored.items())[:LOOKED_AT])
    count = 1 + sum(len(looked_at) >= step for step in STEPS)
    told: list[list[Sentence]] = []
    for group in threads(looked_at, count, material, near):
        told.append(_told(group, looked_at, [s for paragraph in told for s in paragraph], material, near))
    paragraphs = _joined(told, near)
    homes = _homes(material)
    paragraphs.sort(key=lambda paragraph: min(_order(homes[s.text]) for s in paragraph))
    return [[(known.get(sentence.text), sentence) for sentence in paragraph] for paragraph in paragraphs]


def _joined(told: Sequence[list[Sentence]], near: Nearness) -> list[list[Sentence]]:
    """Put a thread that has only one sentence into the paragraph it is nearest to."""
    paragraphs = [paragraph for paragraph in told if len(paragraph) >= SHORTEST]
    for lonely in [paragraph for paragraph in told if len(paragraph) < SHORTEST]:
        free = [paragraph for paragraph in paragraphs if len(paragraph) < LONGEST]
        if free:
            max(free, key=lambda paragraph: near.to(lonely[0], paragraph)).extend(lonely)
        elif len(paragraphs) < SHORTEST:
            paragraphs.append(lonely)
    return paragraphs


def _told(
    group: list[Sentence],
    scored: Scored,
    others: Sequence[Sentence],
    material: Material,
    near: Nearness,
) -> list[Sentence]:
    """Choose a thread's sentences: near to its seed, and worth telling beside each other."""
    told = group[:1]
    rest = {s: scored[s] * (APART + near.between(s, group[0])) for s in group[1:]}
    while rest and len(told) < FIRST_LENGTH:
        left = {s: v * beside(s, [*others, *told], material.weights, REPETITION) for s, v in rest.items()}
        rest = {s: v for s, v in rest.items() if left[s] > 0}
        if rest:
            told.append(max(rest, key=lambda s: left[s]))
            del rest[told[-1]]
    return told


def _extend(
    paragraphs: list[list[Place]],
    arrivals: Scored,
    quota: int,
    material: Material,
    near: Nearness,
) -> None:
    """Let the best sentences of new articles into the paragraphs they belong to."""
    told = [sentence for paragraph in paragraphs for _, sentence in paragraph]
    least = WORTHY * sum(worth(s, material, HALF_LIFE) for s in told) / len(told)
    loose: list[Sentence] = []
    for _ in range(quota):
        found = best(arrivals, [*told, *loose], material.weights)
        if found is None or found[0] < least:
            break
        groups = [[s for _, s in paragraph] for paragraph in paragraphs]
        index = max(range(len(groups)), key=lambda i: near.to(found[1], groups[i]))
        told.append(found[1])
        if near.to(found[1], groups[index]) < LOOSE and len(paragraphs) < MOST_PARAGRAPHS:
            loose.append(found[1])
        elif not _join(paragraphs[index], found[1], material):
            continue
    if len(loose) >= SHORTEST:
        paragraphs.append([(None, sentence) for sentence in loose[:LONGEST]])
    else:
        for sentence in loose:
            _join(paragraphs[-1], sentence, material)


def _join(paragraph: list[Place], sentence: Sentence, material: Material) -> bool:
    """Put a sentence into a paragraph, in place of its weakest old one if it is full; tell whether it went in."""
    if len(paragraph) < LONGEST:
        paragraph.append((None, sentence))
        return True
    old = [place for place in paragraph if place[0] is not None]
    if not old:
        return False
    weakest = min(old, key=lambda place: worth(place[1], material, HALF_LIFE))
    if worth(sentence, material, HALF_LIFE) < MARGIN * worth(weakest[1], material, HALF_LIFE):
        return False
    paragraph[paragraph.index(weakest)] = (None, sentence)
    return True


def _written(paragraph: list[Place], material: Material, version: int) -> tuple[Claim, ...]:
    """Make claims of a paragraph's sentences, in the order of events."""
    homes = _homes(material)
    ordered = sorted(paragraph, key=lambda place: _order(homes[place[1].text]))
    return tuple(old or claim(sentence, material, version) for old, sentence in ordered)


def _homes(material: Material) -> dict[str, Sentence]:
    """Map each text to its first sentence: several articles may have the same, and the order must not hang on which."""
    return {sentence.text: sentence for sentence in reversed(material.sentences)}


def _order(sentence: Sentence) -> tuple[float, int, int]:
    return sentence.published.timestamp(), sentence.number, sentence.position
