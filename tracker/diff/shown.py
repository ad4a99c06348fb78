"""How an item of a dossier reads: the text that a change shows before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model import Claim, Event, Perspective, Question, Source, Tension

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.model import Evolution, Part


def marks(citations: Iterable[int]) -> str:
    """Write citation numbers as they stand after a sentence: "[2][5]"."""
    return "".join(f"[{number}]" for number in citations)


def cited(text: str, citations: Iterable[int]) -> str:
    """Write a sentence with its citation numbers."""
    return f"{text} {marks(citations)}".rstrip()


def quoted(text: str) -> str:
    """Put a quotation between marks, unless it brings its own."""
    return text if any(mark in text for mark in '“”"«') else f"“{text}”"


def shown(item: Part) -> str:
    """Write an item of any section as one line of text."""
    match item:
        case Claim():
            text = cited(item.text, item.citations)
        case Question():
            text = cited(item.text, item.citations) + _fate(item)
        case Event():
            text = f"{item.date}: {cited(item.text, item.citations)}"
        case Perspective():
            text = _perspective(item)
        case Tension():
            text = _tension(item)
        case Source():
            text = source(item)
        case _:
            text = str(item)
    return text


def heard(item: Perspective) -> str:
    """Say from when to when an actor was heard; nothing where the dossier does not tell."""
    days = dict.fromkeys(day for day in (item.first_seen, item.last_seen) if day)
    return f"heard {' to '.join(days)}" if days else ""


def source(item: Source) -> str:
    """Write a source as the list of sources has it, under its number."""
    origin = " · ".join(part for part in (item.outlet, item.via) if part)
    copy = f", copy of [{item.copy_of}]" if item.copy_of is not None else ""
    return f"[{item.number}] {item.title} — {origin} ({item.published:%Y-%m-%d}{copy})"


def evolution(item: Evolution) -> str:
    """Say what became of an actor's stance, with the version in which it did."""
    words = {
        "new": f"new in v{item.since}",
        "consistent": f"consistent since v{item.since}",
        "shifted": f"shifted in v{item.since}",
        "silent": f"silent since v{item.since}",
    }[item.state]
    # A note that says the same in its own words would be said twice.
    return words if item.note in {"", words} else f"{words}; {item.note}"


def _fate(item: Question) -> str:
    if item.state == "open":
        return ""
    at = f" in v{item.settled_in}" if item.settled_in else ""
    by = f" by {marks(item.answered_by)}" if item.answered_by else ""
    answer = f": {item.answer}" if item.answer else ""
    return f" — {item.state}{at}{by}{answer}"


def _perspective(item: Perspective) -> str:
    parts = [f"{item.actor}: {cited(item.stance.text, item.stance.citations)}"]
    parts += [cited(quoted(quote.text), quote.citations) for quote in item.quotes]
    if item.evolution.state in {"shifted", "silent"} or item.evolution.note:
        parts.append(f"({evolution(item.evolution)})")
    return " · ".join(parts)


def _tension(item: Tension) -> str:
    sides = "; ".join(cited(side.text, side.citations) for side in dict.fromkeys(item.sides))
    return f"{item.between[0]} ↔ {item.between[1]}: {item.text} — {sides}"
