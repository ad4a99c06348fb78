"""What of a row can be opened: its citations, or the address that it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tracker.render.lines import cells
from tracker.screens.typeset import cited_number

if TYPE_CHECKING:
    from tracker.render.lines import Line


@dataclass(frozen=True, slots=True)
class Target:
    """A citation or link on a row; `spans` are its places in the row."""

    row: int
    spans: tuple[int, ...]
    kind: Literal["source", "link"]
    value: str


def targets(row: Line, number: int, *, links: bool) -> list[Target]:
    """List what a row leads to; with `links` a row that leads somewhere is one thing, whole."""
    if links and row.link:
        return [Target(number, tuple(range(len(row.spans))), "link", row.link)]
    found = []
    for place, span in enumerate(row.spans):
        cited = cited_number(span)
        if cited:
            found.append(Target(number, (place,), "source", cited))
    return found


def reaches(row: Line, target: Target, x: int) -> bool:
    """Tell whether a cell of a row lies in a target or just beside it: a raised figure is one cell wide."""
    begin = row.indent
    for place, span in enumerate(row.spans):
        end = begin + cells(span.text)
        if place in target.spans and begin - 1 <= x <= end:
            return True
        begin = end
    return False


def extent(row: Line, target: Target) -> tuple[int, int]:
    """Return the cell of a row at which a target begins, and how many a citation takes, without spaces.

    What leads somewhere as a whole row takes one.
    """
    place = target.spans[0]
    before = sum(cells(span.text) for span in row.spans[:place])
    text = row.spans[place].text
    begin = row.indent + before + len(text) - len(text.lstrip())
    return begin, cells(text.strip()) if target.kind == "source" else 1
