"""Timeline: dated claims, oldest first; the date is when it happened, not when it was published.

How important a date is, is told by how many independent articles speak of it: the best
single sign of those tried (Kessler et al., *Finding salient dates for building thematic
timelines*, 2012).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.agreement import overlap, planned, supporters
from tracker.dossier.choose import ALIKE, stateable, worth
from tracker.dossier.standing import standing, turn
from tracker.model import Claim, Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.dossier.standing import Turn
    from tracker.model import Dossier

    Dated = tuple[str, Sentence]

LIMIT = 12
PER_DATE = 2
# A second claim on a date is worth this share of a first one.
SECOND = 0.5
# Older news is as good in a timeline as newer.
HALF_LIFE = 3650.0
# Two days of a long matter may be told in much the same words, one event may not.
SAME_EVENT = 0.8
# What happened on a day shares this much with what was planned for it.
SAME_MATTER = 0.4
# A sentence with several dates is about the first of them; the others it mentions.
FIRST, OTHERS = 0.8, 0.4
# A bare year is a background more often than an event, a month less so.
EXACTNESS = {4: 0.25, 7: 0.4, 10: 1.0}
# A lead without a date happened when it was published, or a day before.
UNDATED = 0.6
# A new event displaces the weakest when it is worth so many times as much.
MARGIN = 1.3

_YEAR = 4
# Words that say something has happened, in a lead without a date.
_HAPPENED = re.compile(
    r"""\b(?:ha(?:s|ve)\ (?!been\b|spent|long|always|never|no\b|a\b|the\b)\w+|\w{3,}ed|began|broke
    |brought|built|came|chose|cut|fell|fought|found|gave|got|grew|held|hit|kept|knew|launched|left
    |lost|made|met|paid|put|ran|rose|said|saw|sent|set|shook|shot|shut|sold|spoke|stood|struck
    |swept|told|took|voted|went|withdrew|won|wrote|was|were)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def timeline(material: Material, last: Dossier | None, version: int) -> tuple[Event, ...]:
    """Choose at most twelve dated claims, mostly one a date; what stood before goes first."""
    now = turn(material, last, version)
    before = last.timeline if last else ()
    held = standing([Claim(event.text, event.citations, event.since) for event in before], material, now.new)
    dates = {event.text: event.date for event in before}
    kept: list[tuple[Event | None, Dated]] = [
        (Event(dates[claim.text], claim.text, claim.citations, claim.since), (dates[claim.text], sentence))
        for claim, sentence in held.kept
    ]
    candidates = {
        pair: value for pair, value in dated(material).items() if held.open or pair[1].number in now.new
    }
    _choose(kept, candidates, now)
    events = [old or _event(pair, now) for old, pair in kept]
    return tuple(sorted(events, key=lambda event: event.date))


def salience(material: Material) -> dict[str, float]:
    """Weigh each date by the number of independent articles that speak of it, and by how exact it is."""
    speaking: dict[str, set[int]] = {}
    for sentence in material.sentences:
        for date in sentence.dates:
            speaking.setdefault(date, set()).add(sentence.number)
    return {date: len(numbers) * EXACTNESS.get(len(date), 0.5) for date, numbers in speaking.items()}


def dated(material: Material) -> dict[Dated, float]:
    """Score each pair of a date and a sentence that tells of it, best first."""
    weight = salience(material)
    values: dict[Dated, float] = {}
    for sentence in material.sentences:
        if not stateable(sentence):
            continue
        value = worth(sentence, material, HALF_LIFE)
        for date in sentence.dates:
            if not _tells(sentence, date):
                continue
            share = 1.0 if len(sentence.dates) == 1 else FIRST if date == sentence.dates[0] else OTHERS
            values[date, sentence] = value * share * weight[date] ** 0.5
        if _happened_unsaid(sentence):
            day = sentence.published.date().isoformat()
            values[day, sentence] = value * UNDATED * max(1.0, weight.get(day, 0.0)) ** 0.5
    order = sorted(values, key=lambda pair: (-values[pair], pair[0], pair[1].number, pair[1].position))
    return {pair: values[pair] for pair in order}


def _tells(sentence: Sentence, date: str) -> bool:
    """Tell whether a date places an event: a day or month does, a year if it is named and over."""
    return len(date) > _YEAR or (date in sentence.text and date != str(sentence.published.year))


def _happened_unsaid(sentence: Sentence) -> bool:
    """Tell whether a sentence is a lead that says something happened, without saying when."""
    return (
        sentence.position == 0
        and not sentence.dates
        and bool(sentence.names)
        and _HAPPENED.search(sentence.text) is not None
        and not planned(sentence.text)
    )


def _choose(
    places: list[tuple[Event | None, Dated]],
    candidates: dict[Dated, float],
    now: Turn,
) -> None:
    """Fill the places, best first; when all are taken, let new articles displace the weakest that stood."""
    values = dated(now.material)
    for pair, value in candidates.items():
        if any(pair[1].text == sentence.text for _, (_, sentence) in places):
            continue
        plan = _fulfils(pair, places) if pair[1].number in now.new else None
        if plan is not None:
            places[plan] = (None, pair)
            continue
        on_date = sum(pair[0] == date for _, (date, _) in places)
        worthy = value * SECOND**on_date
        if on_date >= PER_DATE or _told(pair, [place for _, place in places]):
            continue
        if len(places) < LIMIT:
            places.append((None, pair))
            continue
        old = [index for index, place in enumerate(places) if place[0] is not None]
        weakest = min(old, key=lambda index: values.get(places[index][1], 0.0), default=None)
        if pair[1].number not in now.new or weakest is None:
            continue
        if worthy > MARGIN * values.get(places[weakest][1], 0.0):
            places[weakest] = (None, pair)


def _fulfils(pair: Dated, places: Sequence[tuple[Event | None, Dated]]) -> int | None:
    """Give the place of an event that was still to come when it was written, where a sentence tells it."""
    date, sentence = pair
    if _ahead(pair):
        return None
    for index, (old, plan) in enumerate(places):
        same = plan[0] == date and overlap(sentence.terms, plan[1].terms) >= SAME_MATTER
        if old is not None and same and _ahead(plan):
            return index
    return None


def _ahead(pair: Dated) -> bool:
    """Tell whether a sentence speaks of a date that was still to come when it was published."""
    date, sentence = pair
    return date > sentence.published.date().isoformat()


def _told(pair: Dated, chosen: Sequence[Dated]) -> bool:
    """Tell whether an event is told already: in nearly its words, or, of the same date, in like words."""
    date, sentence = pair
    return any(
        overlap(sentence.terms, other.terms) >= (ALIKE if date == day else SAME_EVENT)
        for day, other in chosen
    )


def _event(pair: Dated, now: Turn) -> Event:
    """Make an event, cited from its own article and from others that say the same of the same date."""
    date, sentence = pair
    speaking = {other.number for other in now.material.sentences if date in other.dates}
    return Event(
        date, sentence.text, supporters(sentence, now.material, speaking | {sentence.number}), now.version
    )


def days(material: Material) -> tuple[str, ...]:
    """Rank the days of a story, the most important first: the exact dates that most articles speak of."""
    weight = salience(material)
    return tuple(
        sorted((date for date in weight if len(date) == len("2026-01-01")), key=lambda d: (-weight[d], d))
    )
