"""Finds one of many by typing: a field over a list of what fits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from tracker.errors import TrackerError
from tracker.render.lines import Line, Span, cut, plain_line, span
from tracker.screens.cards import row
from tracker.screens.messages import Choice
from tracker.screens.widgets.page import Page
from tracker.screens.widgets.rows import Rows
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

Found = tuple[str, Choice]
# Rows of the list: five choices of two rows each.
SHOWN = 10
# Cells of what it is picked for: a row of the dialog on 80 columns.
ABOUT = 66


class Looked(Message):
    """What fits the words that were typed, or why it could not be looked up."""

    def __init__(self, typed: str, found: Sequence[Found], trouble: str = "") -> None:
        super().__init__()
        self.typed = typed
        self.found = found
        self.trouble = trouble


class PickScreen(ModalScreen[str | None]):
    """Returns the name of what was picked, None where the user went back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("down,ctrl+n,tab", "step(1)", "Down"),
        Binding("up,ctrl+p,shift+tab", "step(-1)", "Up", priority=True),
    ]

    def __init__(self, title: str, about: str, look: Callable[[str], Sequence[Found]]) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._look = look
        self._answered: str | None = None
        self._taking = False

    def compose(self) -> ComposeResult:
        """Lay the field between the question and what fits."""
        with Vertical(id="pick"):
            yield Page(id="asked")
            yield Input(placeholder="words of a title, or a number", id="answer")
            yield Rows[Found](self._card, lambda found: found[0], id="offered")
            yield Page(id="keys")

    def on_mount(self) -> None:
        """Offer the newest, and begin in the field."""
        for name in ("asked", "keys"):
            self.query_one(f"#{name}", Page).can_focus = False
        self._rows.can_focus = False
        self._rows.styles.height = SHOWN
        about = plain_line(cut(clean.line(self._about), ABOUT))
        self.query_one("#asked", Page).show([plain_line(self._title, "heading"), about])
        self.query_one("#answer", Input).focus()
        self._ask("")

    def action_leave(self) -> None:
        """Go back without a choice."""
        self.dismiss(None)

    def action_step(self, by: int) -> None:
        """Move the cursor of the list while the field keeps the keys."""
        if by > 0:
            self._rows.action_down()
        else:
            self._rows.action_up()

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        self._ask(event.value)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        """Take what the cursor is on; where the answer is still to come, as soon as it does."""
        self._taking = event.value != self._answered
        if not self._taking:
            self._take()

    @on(Rows.Chosen)
    def _take(self) -> None:
        here = self._rows.current
        if here is not None:
            self.dismiss(here[0])

    @on(Looked)
    def _show(self, event: Looked) -> None:
        if event.typed != self.query_one("#answer", Input).value:
            return
        self._answered = event.typed
        self._rows.show(event.found)
        self._rows.move_to(0)
        self._tell(event)
        if self._taking:
            self._taking = False
            self._take()

    @property
    def _rows(self) -> Rows[Found]:
        return self.query_one("#offered", Rows)

    def _ask(self, typed: str) -> None:
        self.run_worker(partial(self._answer, typed), group="look", thread=True, exclusive=True)

    def _answer(self, typed: str) -> None:
        """Run in a thread."""
        try:
            answer = Looked(typed, self._look(typed))
        except TrackerError as error:
            answer = Looked(typed, (), str(error))
        if self.is_attached:
            self.post_message(answer)

    def _tell(self, event: Looked) -> None:
        """Say below the list what the keys do now, or that nothing fits."""
        keys = [span("↑ ↓", "accent"), span(" move · ", "muted"), span("enter", "accent")]
        keys += [span(" takes it · ", "muted"), span("escape", "accent"), span(" goes back", "muted")]
        told = event.trouble or ("" if event.found else "No story fits these words.")
        self.query_one("#keys", Page).show([plain_line(told, "warn")] if told else [Line(tuple(keys))])

    def _card(self, found: Found, width: int) -> list[Line]:
        choice = found[1]
        right = [Span("  "), span(choice.kind, "muted"), Span(" ")]
        first = row([Span(" ")], span(choice.name, "title"), right, width)
        return [first, row([Span("   ")], span(choice.detail, "muted"), [Span(" ")], width)]
