"""Talks to the interface in lines: what a test types, and what it hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.linear import converse
from tracker.linear.console import Console
from tracker.settings import Settings

if TYPE_CHECKING:
    from tracker.core import Tracker


class Talk:
    """One conversation: `typed` are the lines in turn; after the last one input ends.

    `heard` holds what was printed between two prompts, the welcome first.
    """

    def __init__(
        self,
        tracker: Tracker,
        *typed: str,
        settings: Settings | None = None,
        size: tuple[int, int] = (0, 0),
        poll: bool = False,
    ) -> None:
        self._typed = iter(typed)
        self.heard = [""]
        self.prompts: list[str] = []
        self.opened: list[str] = []
        self.demos = 0
        console = Console(self._read, self._write, lambda: size)
        converse(tracker, settings or Settings(), console, browse=self._browse, demo=self._demo, poll=poll)

    @property
    def text(self) -> str:
        """All that was printed."""
        return "".join(self.heard)

    @property
    def last(self) -> str:
        """What the last line that was typed brought."""
        return self.after(len(self.heard) - 1)

    def after(self, place: int) -> str:
        """What a line that was typed brought, the first being 1; 0 is what comes before any."""
        return self.heard[place].rstrip("\n")

    def _read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        line = next(self._typed, None)
        if line is None:
            raise EOFError
        self.heard.append("")
        return line

    def _write(self, text: str) -> None:
        self.heard[-1] += text

    def _browse(self, url: str) -> str:
        self.opened.append(url)
        return f"Opened {url}"

    def _demo(self) -> str:
        self.demos += 1
        return "Back from the demo."
