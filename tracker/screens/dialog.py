"""What all dialogs share: each is answered once."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A dialog that a second answer leaves as it is.

    Textual's `dismiss` closes whatever is on top: enter pressed twice, quicker than a dialog goes, would
    close the story list below it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_answered = False

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close the dialog with an answer, the first time."""
        if self._is_answered or not self.is_active:
            return AwaitComplete()
        self._is_answered = True
        return super().dismiss(result)
