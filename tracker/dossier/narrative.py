"""Narrative: two to five paragraphs, one per thread of the story, every sentence cited.

A paragraph tells what a group of articles reports. It stays what it is from version to version:
sentences of new articles join the thread they belong to, displace its weakest when it is full, or
open a thread of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.choice.agreement import backed, updates
from tracker.dossier.choice.choose import adds, beside, claim, coverage, firm, repeats, stateable, worth
from tracker.dossier.choice.overtaken import overtaken
from tracker.dossier.choice.threads import Nearness, threads
from tracker.dossier.reading.sentence import vocabulary
from tracker.dossier.standing import standing, turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.dossier.standing import Turn
    from tracker.model import Claim, Dossier

    Place = tuple[Claim | None, Sentence]
    Scored = dict[Sentence, float]

MOST_PARAGRAPHS = 5
LONGEST = 5
# At first a paragraph leaves a place for what comes.
FIRST_LENGTH = 4
SHORTEST = 2
# How many independent articles a story needs for 2, 3, 4 and 5 threads.
STEPS = (2, 4, 8, 14)
# More articles than this are not parted into threads; the ones worth most are.
LOOKED_AT = 60
# One article alone gives two paragraphs from so many sentences on.
TWO_HALVES = 6
# Age matters less in telling a story than in saying how things stand.
HALF_LIFE = 7.0
# A version adds so many sentences for each new article, and at most so many in all.
PER_ARTICLE, PER_VERSION = 2, 6
MARGIN = 1.1
# At most so many sentences of a full paragraph change in a version: it must stay what it is.
RENEWED = 2
# Within a thread repetition costs less than elsewhere.
REPETITION = 0.5
# So great a share of a sentence's terms must be in none of those told: many sentences have many of them.
NOVEL = 0.15
# A new sentence must be worth this share of what the paragraphs hold on average.
WORTHY = 0.35
# An article that is less near than this to every thread opens one, if it has two sentences for it.
APART = 0.08


def narrative(
    material: Material, last: Dossier | None, version: int, taken: Sequence[Claim] = ()
) -> tuple[tuple[Claim, ...], ...]:
    """Write the paragraphs, each in the order of events; fewer than two from little material.

    What `taken` says stands above: it is told here only where there is hardly anything else, and from the
    version on in which it stands above no longer.
    """
    now = turn(material, last, version)
    held = [standing(paragraph, material, now.new) for paragraph in (last.narrative if last else ())]
    paragraphs: list[list[Place]] = [list(stood.kept) for stood in held if stood.kept]
    every = firm([sentence for sentence in material.sentences if stateable(sentence)])
    pool = _untold(every, taken, material)
    near = Nearness(material)
    if sum(map(len, paragraphs)) < SHORTEST:
        known = {old.text: old for paragraph in paragraphs for old, _ in paragraph if old}
        if known and not any(stood.lost for stood in held):
            arrived = {sentence for sentence in pool if sentence.number in now.new}
            pool = [sentence for sentence in every if sentence in arrived or sentence.text in known]
        told = _first(_scored(pool, material), material, near)
        paragraphs = [[(known.get(s.text), s) for s in paragraph] for paragraph in told]
    else:
        left = _let_go(last, taken, material)
        fresh = [sentence for sentence in pool if sentence.number in now.new]
        _extend(paragraphs, _scored([*fresh, *left], material), now, near)
        paragraphs = [[(old or left.get(s), s) for old, s in paragraph] for paragraph in paragraphs]
    homes = _homes(material)
    return tuple(_written(paragraph, homes, now) for paragraph in paragraphs)


def _untold(pool: Sequence[Sentence], taken: Sequence[Claim], material: Material) -> Sequence[Sentence]:
    """Leave out what the sections above say, if enough is left."""
    above = [material.index.same(claim.text)[0] for claim in taken]
    found = [sentence for sentence in pool if not repeats(sentence, above)]
    return found if len(found) >= FIRST_LENGTH else pool


def _let_go(last: Dossier | None, taken: Sequence[Claim], material: Material) -> dict[Sentence, Claim]:
    """Give the claim worth most that stood above in the last version, and does no more: it is told here now.

    What the timeline tells stays there.
    """
    still = {claim.text for claim in taken} | {event.text for event in (last.timeline if last else ())}
    found = {
        home: claim
        for claim in ((*last.what, *last.why_it_matters) if last else ())
        if claim.text not in still
        for home in material.index.same(claim.text)[:1]
        if home.number in claim.citations and not overtaken(home, material)
    }
    # What covered less than the claims above do on average was news of its day, not of the story.
    covered = [coverage(material.index.same(claim.text)[0], material) for claim in taken]
    least = sum(covered) / max(1, len(covered))
    most = max(found, key=lambda home: coverage(home, material), default=None)
    return {most: found[most]} if most and coverage(most, material) >= least else {}


def _scored(pool: Sequence[Sentence], material: Material) -> Scored:
    return {sentence: worth(sentence, material, HALF_LIFE) for sentence in pool}


def _first(scored: Scored, material: Material, near: Nearness) -> list[list[Sentence]]:
    """Choose the paragraphs of a first version, in the order of their oldest sentences."""
    scored = backed(scored, material)
    groups = _groups(scored, near)
    paragraphs: list[list[Sentence]] = []
    for group in sorted(groups, key=lambda group: -max(scored[s] for s in group)):
        others = [sentence for paragraph in paragraphs for sentence in paragraph]
        told = _told({s: scored[s] for s in group}, FIRST_LENGTH, others)
        if told:
            paragraphs.append(told)
    whole = [paragraph for paragraph in paragraphs if len(paragraph) >= SHORTEST] or paragraphs[:1]
    homes = _homes(material)
    return sorted(whole, key=lambda paragraph: min(_order(homes[s.text]) for s in paragraph))


def _groups(scored: Scored, near: Nearness) -> list[list[Sentence]]:
    """Part the sentences by the threads of their articles; those of one article alone by its halves."""
    peaks: dict[int, float] = {}
    for sentence, value in scored.items():
        peaks[sentence.number] = max(value, peaks.get(sentence.number, 0.0))
    if len(peaks) == 1:
        sentences = list(scored)
        middle = (len(sentences) + 1) // 2 if len(sentences) >= TWO_HALVES else len(sentences)
        return [half for half in (sentences[:middle], sentences[middle:]) if half]
    numbers = sorted(peaks, key=lambda number: (-peaks[number], number))[:LOOKED_AT]
    count = 1 + sum(len(numbers) >= step for step in STEPS)
    return [
        [sentence for sentence in scored if sentence.number in group]
        for group in threads(numbers, count, near)
    ]


def _told(
    scored: Scored,
    most: int,
    others: Sequence[Sentence],
    least: float = 0.0,
) -> list[Sentence]:
    """Choose up to `most` sentences that are worth telling beside each other and `others`, best first."""
    told: list[Sentence] = []
    left = {s: _beside(s, others) for s in scored}
    while left and len(told) < most:
        left = {s: share for s, share in left.items() if scored[s] * share > least}
        if left:
            found = max(left, key=lambda s: scored[s] * left[s])
            del left[found]
            if adds(found, [*others, *told], NOVEL) or any(updates(found, other) for other in others):
                told.append(found)
                left = {s: min(share, _beside(s, told[-1:])) for s, share in left.items()}
    return told


def _beside(sentence: Sentence, others: Sequence[Sentence]) -> float:
    """Give the share of worth that is left: the same with another figure is told again, for it moved."""
    # What has nothing in common takes nothing away, whatever its figures.
    near = [other for other in others if not vocabulary(sentence).isdisjoint(vocabulary(other))]
    same = [other for other in near if not updates(sentence, other)]
    return beside(sentence, same, REPETITION)


def _extend(
    paragraphs: list[list[Place]],
    arrivals: Scored,
    now: Turn,
    near: Nearness,
) -> None:
    """Let the best sentences of new articles into the paragraphs they belong to."""
    here = [sentence for paragraph in paragraphs for _, sentence in paragraph]
    least = WORTHY * sum(worth(s, now.material, HALF_LIFE) for s in here) / len(here)
    quota = min(PER_VERSION, PER_ARTICLE * len(now.new))
    told = _told(backed(arrivals, now.material), quota, here, least)
    threads_of = [{sentence.number for _, sentence in paragraph} for paragraph in paragraphs]
    apart: list[tuple[int, Sentence]] = []
    for sentence in told:
        nearness = [near.groups([sentence.number], thread) for thread in threads_of]
        index = max(range(len(nearness)), key=lambda i: nearness[i])
        if nearness[index] < APART or len(paragraphs[index]) >= LONGEST:
            apart.append((index, sentence))
        else:
            paragraphs[index].append((None, sentence))
    if len(apart) >= SHORTEST and len(paragraphs) < MOST_PARAGRAPHS:
        paragraphs.append([(None, sentence) for _, sentence in apart[:FIRST_LENGTH]])
        apart = apart[FIRST_LENGTH:]
    for index, sentence in apart:
        _join(paragraphs[index], sentence, now.material)


def _join(paragraph: list[Place], sentence: Sentence, material: Material) -> None:
    """Put a sentence into a paragraph, in place of its weakest old one if that is full and worth less."""
    if len(paragraph) < LONGEST:
        paragraph.append((None, sentence))
        return
    old = [place for place in paragraph if place[0] is not None]
    if len(paragraph) - len(old) >= RENEWED:
        return
    weakest = min(old, key=lambda place: worth(place[1], material, HALF_LIFE), default=None)
    if weakest is None:
        return
    if worth(sentence, material, HALF_LIFE) > MARGIN * worth(weakest[1], material, HALF_LIFE):
        paragraph[paragraph.index(weakest)] = (None, sentence)


def _written(paragraph: list[Place], homes: dict[str, Sentence], now: Turn) -> tuple[Claim, ...]:
    """Make claims of a paragraph's sentences, in the order of events."""
    ordered = sorted(paragraph, key=lambda place: _happened(homes[place[1].text]))
    return tuple(old or claim(sentence, now) for old, sentence in ordered)


def _homes(material: Material) -> dict[str, Sentence]:
    """Map each text to its first sentence: the order must not hang on which of several was chosen."""
    return {sentence.text: sentence for sentence in reversed(material.sentences)}


def _order(sentence: Sentence) -> tuple[float, int, int]:
    return sentence.published.timestamp(), sentence.number, sentence.position


def _happened(sentence: Sentence) -> tuple[str, float, int, int]:
    """Order by the one past day that a sentence names, else by the day it was published."""
    published = sentence.published.date().isoformat()
    days = [day for day in sentence.dates if len(day) == len(published) and day <= published]
    return days[0] if len(days) == 1 else published, *_order(sentence)
