"""Perspectives: who speaks and how that evolved is the engine's; the model says what each one holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.dossier.perspectives import MOST_QUOTES
from tracker.llm.answers import View, Views
from tracker.llm.asking import Verdict
from tracker.llm.judge import Fault, plain
from tracker.llm.prompts import Task
from tracker.model import Claim
from tracker.text.normal import normal
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Statement
    from tracker.dossier.reading.sentence import Sentence
    from tracker.llm.desk import Desk
    from tracker.llm.fence import Sheet
    from tracker.model import Perspective

# Actors put to the model at once, and what each may be known by.
AT_ONCE, MOST_STATEMENTS = 4, 4


@dataclass(frozen=True, slots=True)
class _Stance:
    """What the model says an actor holds."""

    actor: str
    stance: Claim
    quotes: tuple[Claim, ...]


async def perspectives(desk: Desk, draft: Sequence[Perspective]) -> tuple[Perspective, ...]:
    """Say the new stances in the model's words; the others stay. Raises Unanswered and ModelError."""
    places = [view for view in draft if desk.is_open(view.stance.text, view.stance.since)]
    if not places or not desk.writes:
        return tuple(draft)
    said: dict[str, _Stance] = {}
    for start in range(0, len(places), AT_ONCE):
        said |= {one.actor: one for one in await _some(desk, places[start : start + AT_ONCE])}
    return tuple(_with(view, said.get(view.actor)) for view in draft)


def _with(view: Perspective, said: _Stance | None) -> Perspective:
    if said is None:
        return view
    known = normal(" ".join(quote.text for quote in view.quotes)).casefold()
    added = [quote for quote in said.quotes if normal(quote.text).casefold().strip('"') not in known]
    return replace(view, stance=said.stance, quotes=(*view.quotes, *added)[:MOST_QUOTES])


async def _some(desk: Desk, places: Sequence[Perspective]) -> tuple[_Stance, ...]:
    """Ask what a few actors hold, shown what they said last; anew, only what stands there is said again."""
    actors = {view.actor.casefold(): view.actor for view in places}
    spoken: dict[str, list[Statement]] = {}
    for statement in () if desk.section in desk.anew else desk.material.statements:
        spoken.setdefault(statement.actor, []).append(statement)
    heard = {actor: spoken.get(actor, [])[-MOST_STATEMENTS:] for actor in actors.values()}
    first = [desk.home(view.stance.text) for view in places]
    sheet = desk.sheet([*first, *(one.sentence for said in heard.values() for one in said)])
    own = {
        view.actor: {home} | {one.sentence for one in heard[view.actor]}
        for view, home in zip(places, first, strict=True)
    }

    def judge(answer: Views) -> Verdict[_Stance]:
        kept: dict[str, _Stance] = {}
        faults: list[Fault] = []
        for view in answer.perspectives:
            actor = actors.get(view.actor.casefold().strip(), "")
            found = _judged(desk, view, actor, own.get(actor, set()), sheet)
            if isinstance(found, Fault):
                faults.append(found)
            else:
                kept.setdefault(actor, found)
        return Verdict(tuple(kept.values()), tuple(faults), enough=not faults)

    task = Task("perspectives", sheet, len(places), who=", ".join(actors.values()))
    return await desk.write(task, Views, judge)


def _judged(desk: Desk, view: View, actor: str, own: set[Sentence], sheet: Sheet) -> _Stance | Fault:
    """Make a stance of an answer: of an actor that was asked for, from what that one said, naming it."""
    text = plain(view.stance)
    cited = sheet.cited(view.citations) or ()
    if not actor:
        return Fault("name", text, "nobody of this name was asked for")
    if not own.intersection(cited) or set(terms(actor)).isdisjoint(terms(text)):
        return Fault("name", text, f"it does not say what {actor} says")
    fault = desk.judge.fault(text, cited)
    if fault:
        return fault
    numbers = tuple(sorted({sentence.number for sentence in cited}))
    quotes = [quote for words in view.quotations if (quote := _quote(words, own, desk.version))]
    return _Stance(actor, Claim(text, numbers, desk.version), tuple(quotes))


def _quote(words: str, own: set[Sentence], version: int) -> Claim | None:
    """Find quoted words in quotation marks in what an actor said."""
    bare = normal(words).strip(" \"'.,;")
    for sentence in sorted(own, key=lambda s: (s.number, s.position)):
        spans = normal(sentence.text).split('"')[1::2]
        if bare and any(bare.casefold() in span.casefold() for span in spans):
            return Claim(f"“{bare}”", (sentence.number,), version)
    return None
