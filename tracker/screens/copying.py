"""The application's part of copying: by OSC 52 and by a program, and what was done is told as it was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual import on

from tracker.errors import TrackerError
from tracker.screens import messages
from tracker.screens.first_run import FirstRun

if TYPE_CHECKING:
    from collections.abc import Callable


class Clipboard(Protocol):
    """What takes a text beside the terminal itself."""

    by_terminal: bool

    def by_program(self, text: str) -> str:
        """Return the name of the program that took the text, "" where none did."""
        ...


class Copying(FirstRun):
    """Works in threads for no screen's sake; `_copier`, where there is one, says what else can copy."""

    _copier: Clipboard | None = None

    @on(messages.Copy)
    def _copy(self, event: messages.Copy) -> None:
        if event.text:
            self._put(event.text, event.told or event.text)
        else:
            self.tell("There is no web address to copy here.")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what was selected with the mouse, too, by every way there is."""
        self._put(text, "what is selected")

    def in_thread(self, deed: Callable[[], str], *, acts: bool = False) -> None:
        """Do something of no screen's in a thread, and tell what it returns or why it failed."""

        def work() -> None:
            try:
                told = deed()
            except TrackerError as error:
                self.post_message(messages.Say(str(error), "warn"))
            else:
                if told:
                    self.post_message(messages.Acted(told) if acts else messages.Say(told))

        self.run_worker(work, thread=True, exit_on_error=False)

    def _put(self, text: str, told: str) -> None:
        """Ask the terminal at once, and a program in a thread: what that took is known."""
        super().copy_to_clipboard(text)
        self.in_thread(partial(self._by_program, text, told))

    def _by_program(self, text: str, told: str) -> str:
        """Run in a thread; return what was done, and no more than that."""
        clipboard = self._copier  # Textual has a `_clipboard`, a text
        program = clipboard.by_program(text) if clipboard is not None else ""
        if program:
            return f"Copied with {program}: {told}"
        if clipboard is not None and not clipboard.by_terminal:
            raise TrackerError(f"Could not copy, for want of wl-copy, xclip or xsel: {text}")
        return f"Copied by OSC 52, which your terminal must allow: {told}"
