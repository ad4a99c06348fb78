"""Offers several things and takes those that are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical

from tracker.render.lines import Line, Span, plain_line, span
from tracker.screens.cards import row
from tracker.screens.commands import bindings
from tracker.screens.dialog import Dialog
from tracker.screens.widgets.page import Page
from tracker.screens.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.screens.messages import Choice

# Rows of the list that show at once; from two rows a choice.
SHOWN = 14
_MARK = "◆ "


class ChoiceScreen(Dialog[tuple[int, ...] | None]):
    """Returns the places of the marked choices, without marks that under the cursor; None: back."""

    SCOPES: ClassVar[tuple[str, ...]] = ("choice", "list")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("choice")]

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._choices = list(choices)
        self._marked: set[int] = set()

    def compose(self) -> ComposeResult:
        """Lay the list between its title and its keys."""
        with Vertical(id="choose"):
            yield Page(id="asked")
            yield Rows[int](self._card, lambda place: place, id="offered")
            yield Page(id="keys")

    def on_mount(self) -> None:
        """Start at the first choice."""
        for name in ("asked", "keys"):
            self.query_one(f"#{name}", Page).can_focus = False
        self.query_one("#asked", Page).show([plain_line(self._title, "heading")])
        self._rows.styles.height = min(2 * len(self._choices), SHOWN)
        self._rows.show(range(len(self._choices)))
        self._rows.focus()
        self._tell()

    @on(Rows.Chosen)
    def _take(self) -> None:
        here = self._rows.current
        if self._marked or here is not None:
            self.dismiss(tuple(sorted(self._marked)) or (here or 0,))

    def action_leave(self) -> None:
        """Go back and take nothing."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Go back and take nothing."""
        self.dismiss(None)

    def action_choice_mark(self) -> None:
        """Mark the choice under the cursor, or take its mark away, and go on to the next."""
        here = self._rows.current
        if here is not None:
            self._marked ^= {here}
            self._rows.action_down()
            self._show_marks()

    def action_choice_all(self) -> None:
        """Mark all, or where all are marked none."""
        everything = set(range(len(self._choices)))
        self._marked = set() if self._marked == everything else everything
        self._show_marks()

    @property
    def _rows(self) -> Rows[int]:
        return self.query_one("#offered", Rows)

    def _show_marks(self) -> None:
        self._rows.redraw()
        self._tell()

    def _tell(self) -> None:
        """Say below the list what the keys do now."""
        count = len(self._marked)
        enter = f"enter takes the {count} marked" if count else "enter takes this one"
        keys = [span("space", "accent"), span(" marks · ", "muted"), span("a", "accent")]
        keys += [span(f" all · {enter} · ", "muted"), span("escape", "accent"), span(" goes back", "muted")]
        self.query_one("#keys", Page).show([Line(tuple(keys))])

    def _card(self, place: int, width: int) -> list[Line]:
        choice = self._choices[place]
        mark = Span(_MARK if place in self._marked else "  ", "accent")
        right = [Span("  "), span(choice.kind, "muted"), Span(" ")]
        first = row([Span(" "), mark], span(choice.name, "title"), right, width)
        return [first, row([Span("   ")], span(choice.detail, "muted"), [Span(" ")], width)]
