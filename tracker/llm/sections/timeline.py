"""Timeline: the dates are the engine's, found in the sentences; the model tells what happened on each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.llm.answers import Events
from tracker.llm.asking import Unanswered, Verdict
from tracker.llm.fence import mark
from tracker.llm.judge import plain
from tracker.llm.prompts import Task
from tracker.model import Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.llm.desk import Desk
    from tracker.llm.judge import Fault
    from tracker.model import Event

# Events put to the model at once: more, and small ones mix them up.
AT_ONCE = 6


async def timeline(desk: Desk, draft: Sequence[Event]) -> tuple[Event, ...]:
    """Tell the new events in the model's words; those that it spoils stay. Raises Unanswered, ModelError."""
    places = [event for event in draft if desk.is_open(event.text, event.since)]
    if not places:
        return tuple(draft)
    if desk.writes:
        try:
            return await _written(desk, draft, places)
        except Unanswered:
            if desk.writes:
                raise
    claims = [Claim(event.text, event.citations, event.since) for event in draft]
    short = await desk.all_shortened(claims)
    return tuple(replace(event, text=claim.text) for event, claim in zip(draft, short, strict=True))


async def _written(desk: Desk, draft: Sequence[Event], places: Sequence[Event]) -> tuple[Event, ...]:
    told: dict[str, str] = {}
    trouble = ""
    for start in range(0, len(places), AT_ONCE):
        try:
            told |= await _some(desk, places[start : start + AT_ONCE])
        except Unanswered as unanswered:
            trouble = str(unanswered)
    if not told:
        raise Unanswered(trouble)
    return tuple(replace(event, text=told.get(event.text, event.text)) for event in draft)


async def _some(desk: Desk, places: Sequence[Event]) -> dict[str, str]:
    """Give the model's words for the sentences of some events."""
    homes = [desk.home(event.text) for event in places]
    dates = {mark(home): event.date for home, event in zip(homes, places, strict=True)}
    sheet = desk.sheet(homes, notes=dates)

    def judge(answer: Events) -> Verdict[tuple[str, str]]:
        kept: dict[str, str] = {}
        faults: list[Fault] = []
        for each in answer.events:
            cited = sheet.cited([each.sentence]) or ()
            fault = desk.judge.fault(plain(each.text), cited)
            if fault:
                faults.append(fault)
            else:
                kept.setdefault(cited[0].text, plain(each.text))
        return Verdict(tuple(kept.items()), tuple(faults), enough=not faults)

    return dict(await desk.write(Task("timeline", sheet, len(places)), Events, judge))
