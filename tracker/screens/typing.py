"""A dialog with a field: what is typed before the field is there is not lost."""

from __future__ import annotations

from typing import TypeVar

from textual.widgets import Input

from tracker.screens.dialog import Dialog

Answer = TypeVar("Answer")


class Typing(Dialog[Answer]):
    """Signs that reach the application while the dialog is open were typed before it had a field."""

    def __init__(self) -> None:
        super().__init__()
        self._early = ""

    def on_mount(self) -> None:
        """Write what came early."""
        early, self._early = self._early, ""
        if early:
            self.query_one(Input).insert_text_at_cursor(early)

    def write(self, sign: str) -> None:
        """Put a sign into the field, now or as soon as there is one."""
        fields = self.query(Input)
        if fields:
            fields.first().insert_text_at_cursor(sign)
        else:
            self._early += sign
