"""Asks for one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Input

from tracker.render.lines import plain_line
from tracker.screens.commands import bindings
from tracker.screens.typing import Typing
from tracker.screens.widgets.field import Field
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class AskScreen(Typing[str | None]):
    """Returns the text, or None where the user went back.

    `note` says what form the text has; it is a warning where `value` was typed before without it.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("ask",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("ask")]

    def __init__(self, title: str, hint: str, *, note: str = "", value: str = "") -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._note = note
        self._value = value

    def compose(self) -> ComposeResult:
        """Lay the field under the question."""
        with Vertical(id="ask"):
            yield Page(id="asked")
            yield Field(self._value, self._hint, select_on_focus=False, id="answer")

    def on_mount(self) -> None:
        """Start in the field."""
        self.query_one("#asked", Page).can_focus = False
        note = [plain_line(self._note, "warn" if self._value else "muted")] if self._note else []
        self.query_one("#asked", Page).show([plain_line(self._title, "heading"), *note])
        self.query_one("#answer", Input).focus()

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)
