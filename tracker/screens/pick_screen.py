"""Finds one story of many for an act on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render.lines import Line, Span, cut, plain_line, span
from tracker.screens.cards import row
from tracker.screens.finding import Finding, Found
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Cells of what it is picked for: a row of the dialog on 80 columns.
ABOUT = 66


class PickScreen(Finding):
    """Shows of each story its title, its size and age, and its outlets."""

    HINT = "words of a title, or a number"
    NOTHING = "No story fits these words."

    def __init__(self, title: str, about: str, look: Callable[[str], Sequence[Found]]) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._look = look

    def look(self, typed: str) -> Sequence[Found]:
        """Return the stories that fit."""
        return self._look(typed)

    def above(self) -> list[Line]:
        """Return the question, and what it is about."""
        return [plain_line(self._title, "heading"), plain_line(cut(clean.line(self._about), ABOUT))]

    def card(self, found: Found, width: int) -> list[Line]:
        """Draw a story in two rows."""
        choice = found[1]
        right = [Span("  "), span(choice.kind, "muted"), Span(" ")]
        first = row([Span(" ")], span(choice.name, "title"), right, width)
        return [first, row([Span("   ")], span(choice.detail, "muted"), [Span(" ")], width)]
