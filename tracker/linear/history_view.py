"""The versions of a story, the newest first, each by its own number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tracker.errors import NotFoundError
from tracker.linear.diff_view import DiffView
from tracker.linear.text import Piece, Text
from tracker.linear.view import Answer, View
from tracker.render.words import version_words

if TYPE_CHECKING:
    from tracker.linear.view import Desk
    from tracker.model import HistoryRow


class HistoryView(View):
    """When and why each version was written, and what changed in it."""

    SCOPES: ClassVar[tuple[str, ...]] = ("history", "list")
    NAME = "history"
    HINT = "Type a number to open that version; diff 1 2 compares two, diff 2 tells what version 2 changed."

    def __init__(self, desk: Desk, ref: str) -> None:
        super().__init__(desk)
        self._ref = ref
        self._rows: list[HistoryRow] = []

    def read(self) -> None:
        """Read the versions."""
        story = self.tracker.reading.story(self._ref)
        self._rows = self.tracker.past.history(self._ref)
        head = [Piece(f"History of {story.title}")]
        rows = [Piece(f"Version {row.number}. {version_words(row)}") for row in self._rows]
        none = [Piece("No version yet: open the article once, and it has one.")]
        self.text = Text([*head, *(rows or none)])

    def open(self, number: int) -> Answer:
        """Open a version."""
        from tracker.linear.story_view import StoryView

        if number not in {row.number for row in self._rows}:
            raise NotFoundError(f"There is no version {number} here.")
        newest = self._rows[0].number
        return StoryView(self.desk, self._ref, version=None if number == newest else number)

    def do_open(self, rest: str) -> Answer:
        """Open a version."""
        return self.open(int(rest)) if rest.isdecimal() else "Type the number of a version."

    def do_diff(self, rest: str) -> Answer:
        """Compare two versions, or one with the one before."""
        return DiffView.of(self.desk, self.tracker.reading.story(self._ref), rest)

    def do_mark(self, rest: str) -> Answer:
        """Compare two versions: nothing needs a mark where both can be typed."""
        return self.do_diff(rest) if " " in rest else "Type diff and two numbers, as in diff 1 2."
