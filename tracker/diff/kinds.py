"""What kind of change it is that turned one item into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model import Claim, Event, Perspective, Question, Source, Tension

if TYPE_CHECKING:
    from tracker.model import Part

MOVED = "moved"
BOOKKEEPING = "bookkeeping"


def arrival(item: Part) -> str:
    """Name what it is when an item was not in the older dossier."""
    if isinstance(item, Question):
        return "raised" if item.state == "open" else item.state
    return "new" if isinstance(item, Perspective) else "added"


def kind(was: Part, item: Part) -> str:
    """Name the change from `was` to `item`, which differ."""
    match was, item:
        case Question(), Question():
            name = _question(was, item)
        case Perspective(), Perspective():
            name = _perspective(was, item)
        case Tension(), Tension():
            name = _tension(was, item)
        case Event(), Event() if was.date != item.date and was.text == item.text:
            name = "changed"
        case ((Claim() | Event()), (Claim() | Event())):
            name = _wording(was, item)
        case Source(), Source() if was.title == item.title:
            name = "changed"
        case _:
            name = "reworded"
    return name


def _wording(was: Claim | Event | Question, item: Claim | Event | Question) -> str:
    if was.text != item.text:
        return "reworded"
    return "supported" if set(was.citations) != set(item.citations) else BOOKKEEPING


def _question(was: Question, item: Question) -> str:
    if was.state != item.state:
        return "reopened" if item.state == "open" else item.state
    if was.text != item.text:
        return "reworded"
    if (was.answer, set(was.answered_by)) != (item.answer, set(item.answered_by)):
        return "changed"
    return _wording(was, item)


def _perspective(was: Perspective, item: Perspective) -> str:
    """Name a shift or a silence only in the version that brings it."""
    before, after = was.evolution, item.evolution
    if (before.state, before.since) != (after.state, after.since) and after.state in {"shifted", "silent"}:
        return after.state
    if _said(was) != _said(item):
        return "changed"
    if before.state != after.state:
        return "consistent" if before.state == "silent" else BOOKKEEPING
    return "changed" if before.note != after.note else BOOKKEEPING


def _said(item: Perspective) -> tuple[object, ...]:
    return (item.actor, *((claim.text, frozenset(claim.citations)) for claim in (item.stance, *item.quotes)))


def _tension(was: Tension, item: Tension) -> str:
    if was.text != item.text:
        return "reworded"
    texts = [tuple(side.text for side in tension.sides) for tension in (was, item)]
    if texts[0] != texts[1] or was.between != item.between:
        return "changed"
    numbers = [tuple(set(side.citations) for side in tension.sides) for tension in (was, item)]
    return "supported" if numbers[0] != numbers[1] else BOOKKEEPING
