"""Timeline: dated claims, oldest first; the date is when it happened, not when it was published.

Dates are chosen before sentences: which dates a timeline has decides how good it is, more than
how each is told (Ghalandari and Ifrim, *Examining the state of the art in news timeline
summarization*, 2020).
"""

from __future__ import annotations

from heapq import heappop, heappush
from math import isqrt
from typing import TYPE_CHECKING

from tracker.dossier.choice.agreement import overlap, supporters
from tracker.dossier.choice.dated import dated, unsaid
from tracker.dossier.standing import standing, turn
from tracker.model import Claim, Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.dossier.choice.dated import Dated
    from tracker.dossier.material import Material
    from tracker.dossier.standing import Turn
    from tracker.model import Dossier

# What a reader takes in at a glance; a long matter has more, so that a version needs not forget.
LIMIT, GROWTH = 12, 2.25
PER_DATE = 2
# A second claim on a date is worth this share of a first one; a date more tells more than a claim more.
SECOND = 0.25
# Two days of a long matter may be told in much the same words, one event may not.
SAME_EVENT = 0.8
# Of one day a second claim must be news, and so must a lead that does not say its date.
SAME_DAY, RETOLD = 0.4, 0.4
# What happened on a day shares this much with what was planned for it.
SAME_MATTER = 0.4
# A new event displaces the weakest when it is worth so many times as much: at 2.5 a replay lost 6 % of the
# right dates on its way, at 3 it lost 3 %, at 4 it lost 2 % and took in less that was new.
MARGIN = 3.0


def timeline(material: Material, last: Dossier | None, version: int) -> tuple[Event, ...]:
    """Choose dated claims, twelve or more where a story is long, mostly one a date; what stood goes first."""
    now = turn(material, last, version)
    before = last.timeline if last else ()
    held = standing([Claim(event.text, event.citations, event.since) for event in before], material, now.new)
    dates = {event.text: event.date for event in before}
    kept: list[tuple[Event | None, Dated]] = [
        (Event(dates[claim.text], claim.text, claim.citations, claim.since), (dates[claim.text], sentence))
        for claim, sentence in held.kept
    ]
    values = dated(material)
    candidates = {pair: value for pair, value in values.items() if held.open or pair[1].number in now.new}
    _choose(kept, candidates, values, now)
    events = [old or _event(pair, now) for old, pair in kept]
    return tuple(sorted(events, key=lambda event: event.date))


def _limit(material: Material) -> int:
    """Give the number of places: it grows with the root of the number of independent articles."""
    independent = sum(source.copy_of is None for source in material.sources)
    return max(LIMIT, isqrt(int(GROWTH**2 * independent)))


def _choose(
    places: list[tuple[Event | None, Dated]],
    candidates: dict[Dated, float],
    values: dict[Dated, float],
    now: Turn,
) -> None:
    """Fill the places, best first; when all are taken, let new articles displace the weakest that stood."""
    limit = _limit(now.material)
    for pair, value in _best_first(candidates, places):
        arrived = pair[1].number in now.new
        plan = _fulfils(pair, places) if arrived else None
        if plan is not None:
            places[plan] = (None, pair)
        elif _told(pair, [place for _, place in places]):
            continue
        elif len(places) < limit:
            places.append((None, pair))
        elif arrived:
            old = [index for index, place in enumerate(places) if place[0] is not None]
            weakest = min(old, key=lambda index: values.get(places[index][1], 0.0), default=None)
            if weakest is not None and value > MARGIN * values.get(places[weakest][1], 0.0):
                places[weakest] = (None, pair)


def _best_first(
    candidates: dict[Dated, float], places: Sequence[tuple[Event | None, Dated]]
) -> Iterator[tuple[Dated, float]]:
    """Give the candidates by what each is worth beside what has a place by then on its date."""
    heap = [(-value, order, 0, pair) for order, (pair, value) in enumerate(candidates.items())]
    while heap:
        value, order, beside, pair = heappop(heap)
        on_date = sum(pair[0] == date for _, (date, _) in places)
        if on_date >= PER_DATE or any(pair[1].text == sentence.text for _, (_, sentence) in places):
            continue
        if on_date > beside:
            heappush(heap, (value * SECOND ** (on_date - beside), order, on_date, pair))
        else:
            yield pair, -value


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
    """Tell whether an event is told already: in nearly its words, or, of the same date, in like words.

    A lead that does not say its date may only retell what happened on another: less is enough.
    """
    date, sentence = pair
    return any(
        overlap(sentence.terms, other[1].terms)
        >= (RETOLD if unsaid(pair) or unsaid(other) else SAME_DAY if date == other[0] else SAME_EVENT)
        for other in chosen
    )


def _event(pair: Dated, now: Turn) -> Event:
    """Make an event, cited from its own article and from others that say the same of the same date."""
    date, sentence = pair
    speaking = {other.number for other in now.material.sentences if date in other.dates}
    return Event(
        date, sentence.text, supporters(sentence, now.material, speaking | {sentence.number}), now.version
    )
