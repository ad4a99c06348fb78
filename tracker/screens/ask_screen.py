"""Asks for one line of text, with what it may be listed below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input

from tracker.render.lines import Line, Span, fit, plain_line, span
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

# Completions listed below the field.
LISTED = 8


class AskScreen(ModalScreen[str | None]):
    """Returns the text, or None where the user went back. `choices` pairs words with what they do.

    `note` says what form the text has; it is a warning where `value` was typed before without it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("tab", "complete", "Complete"),
    ]

    def __init__(
        self,
        title: str,
        hint: str,
        choices: Sequence[tuple[str, str]] = (),
        *,
        note: str = "",
        value: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._note = note
        self._value = value
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay the field over what it may hold."""
        words = SuggestFromList([word for word, _ in self._choices], case_sensitive=False)
        with Vertical(id="ask"):
            yield Page(id="asked")
            suggester = words if self._choices else None
            yield Input(self._value, self._hint, suggester=suggester, select_on_focus=False, id="answer")
            yield Page(id="choices")

    def on_mount(self) -> None:
        """Start in the field."""
        for name in ("asked", "choices"):
            self.query_one(f"#{name}", Page).can_focus = False
        note = [plain_line(self._note, "warn" if self._value else "muted")] if self._note else []
        self.query_one("#asked", Page).show([plain_line(self._title, "heading"), *note])
        self.query_one("#choices", Page).display = bool(self._choices)
        self._list("")
        self.query_one("#answer", Input).focus()

    @on(Input.Changed)
    def _list_again(self, event: Input.Changed) -> None:
        self._list(event.value)

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)

    def action_complete(self) -> None:
        """Take the first choice that begins like what is typed."""
        field = self.query_one("#answer", Input)
        fitting = self._fitting(field.value)
        if fitting:
            field.value = fitting[0][0]
            field.cursor_position = len(field.value)

    def _fitting(self, typed: str) -> list[tuple[str, str]]:
        word = typed.strip().lower()
        return [
            (name, does)
            for name, does in self._choices
            if name.startswith(word) or word.startswith(f"{name} ")
        ]

    def _list(self, typed: str) -> None:
        lines = [
            Line((Span(fit(name, 20), "accent"), span(does, "muted")), hang=20)
            for name, does in self._fitting(typed)
        ]
        self.query_one("#choices", Page).show(lines[:LISTED])
