"""Tensions: pairs that the engine or the model finds at odds, each side in the model's words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.dossier.reading.sentence import vocabulary
from tracker.dossier.tensions import MOST
from tracker.llm.answers import Odds, Tensions, Written
from tracker.llm.asking import Verdict
from tracker.llm.judge import Fault, plain
from tracker.llm.prompts import Task
from tracker.model import Tension
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.reading.sentence import Sentence
    from tracker.llm.desk import Desk
    from tracker.llm.fence import Sheet
    from tracker.model import Claim

# Beyond those that the engine found, a model may find one.
_MORE = 1
# Two that disagree speak of one thing: their sentences share so many content words.
_SAME_MATTER = 2


async def tensions(desk: Desk, draft: Sequence[Tension]) -> tuple[Tension, ...]:
    """Word the new tensions; the others stay. Raises Unanswered and ModelError."""
    places = [t for t in draft if all(desk.is_open(side.text, side.since) for side in t.sides)]
    speaking = [s.sentence for s in desk.material.statements if s.sentence.readable]
    news = any(sentence.number in desk.new for sentence in speaking)
    if not desk.new or not desk.writes or not (places or news):
        return tuple(draft)
    sheet = desk.sheet((desk.home(side.text) for t in places for side in t.sides), speaking)
    standing = [t.text for t in draft if t not in places]

    def judge(answer: Tensions) -> Verdict[Tension]:
        judged = [_judged(desk, odds, sheet) for odds in answer.tensions]
        faults = tuple(each for each in judged if isinstance(each, Fault))
        return Verdict(tuple(t for t in judged if isinstance(t, Tension)), faults, enough=not faults)

    most = min(len(places) + _MORE, MOST)
    found = await desk.write(Task("tensions", sheet, most, standing), Tensions, judge)
    return _joined(desk, draft, places, found)


def _judged(desk: Desk, odds: Odds, sheet: Sheet) -> Tension | Fault:
    """Make a tension of an answer: of two who are named in what they say, of one matter."""
    text = plain(odds.text)
    first = _side(desk, odds.first, odds.first_side, sheet)
    second = _side(desk, odds.second, odds.second_side, sheet)
    if isinstance(first, Fault):
        return first
    if isinstance(second, Fault):
        return second
    one, other = (sheet.cited(side.citations) or () for side in (odds.first_side, odds.second_side))
    if odds.first.casefold() == odds.second.casefold() or not _one_matter(one, other):
        return Fault("citation", text, "these two do not disagree on one thing")
    fault = desk.judge.fault(text, (*one, *other), asks=True)
    return fault or Tension((line(odds.first), line(odds.second)), text, (first, second))


def _side(desk: Desk, actor: str, written: Written, sheet: Sheet) -> Claim | Fault:
    claim, fault = desk.claim(written, plain(written.text), sheet)
    if claim is None:
        return fault or Fault("citation", written.text, "it cites nothing")
    if not desk.judge.named(actor, claim.citations):
        return Fault("name", written.text, f"“{line(actor)}” is not in the articles that it cites")
    return claim


def _one_matter(first: Sequence[Sentence], second: Sequence[Sentence]) -> bool:
    return any(
        one.text != other.text and len(vocabulary(one) & vocabulary(other)) >= _SAME_MATTER
        for one in first
        for other in second
    )


def _joined(
    desk: Desk, draft: Sequence[Tension], places: Sequence[Tension], found: Sequence[Tension]
) -> tuple[Tension, ...]:
    """Put the model's words where they are of a tension that was found, and add what is new."""
    left = list(found)
    joined: list[Tension] = []
    for tension in draft:
        worded = next((t for t in left if tension in places and _pair(t) == _pair(tension)), None)
        if worded:
            left.remove(worded)
            joined.append(replace(worded, between=tension.between))
        else:
            joined.append(tension)
    pairs = {_pair(tension) for tension in draft}
    numbers = [{n for side in t.sides for n in side.citations} for t in left]
    more = [
        t
        for t, cited in zip(left, numbers, strict=True)
        if _pair(t) not in pairs and (not desk.last or not desk.new.isdisjoint(cited))
    ]
    return (*joined, *more)[:MOST]


def _pair(tension: Tension) -> frozenset[str]:
    return frozenset(name.rsplit(" ", 1)[-1].casefold() for name in tension.between)
