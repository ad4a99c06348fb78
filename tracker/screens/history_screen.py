"""The versions of a story: when and why each was written, and what changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tracker.model import HistoryRow, Story
from tracker.screens import cards
from tracker.screens.commands import bindings
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import OpenDiff, OpenStory
from tracker.screens.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.render.lines import Line
    from tracker.screens.frame import Desk

# A comparison has two sides.
PAIR = 2


class HistoryLoaded(Loaded[tuple[Story, list[HistoryRow]]]):
    """The story and its versions, newest first."""


class HistoryScreen(Frame):
    """Enter opens a version, or compares the two that are marked."""

    SCOPES: ClassVar[tuple[str, ...]] = ("history", "list")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("history")]

    def __init__(self, desk: Desk, ref: str) -> None:
        super().__init__(desk)
        self._ref = ref
        self._marked: list[int] = []

    def body(self) -> ComposeResult:
        """Show the list."""
        yield Rows[HistoryRow](self._card, lambda row: row.number, id="versions")

    def on_mount(self) -> None:
        """Put the cursor into the list."""
        self._rows.focus()

    def reread(self) -> None:
        """Ask for the versions."""
        tracker, ref = self.tracker, self._ref
        self.ask(lambda: HistoryLoaded((tracker.reading.story(ref), tracker.past.history(ref))))

    @on(HistoryLoaded)
    def _show(self, event: HistoryLoaded) -> None:
        story, rows = event.result
        self._rows.show(rows)
        self.where(story.title, "history")
        if not rows:
            self.say("No version yet: open the article once, and it has one.")

    @on(Rows.Chosen)
    def _open(self) -> None:
        if len(self._marked) == PAIR:
            before, after = sorted(self._marked)
            self.post_message(OpenDiff(self._ref, before, after))
            return
        row = self._rows.current
        if row is not None:
            self.post_message(OpenStory(self._ref, version=row.number))

    def action_mark(self) -> None:
        """Mark the version under the cursor; the oldest of three marks goes."""
        row = self._rows.current
        if row is None:
            return
        if row.number in self._marked:
            self._marked.remove(row.number)
        else:
            self._marked = [*self._marked, row.number][-PAIR:]
        self._rows.redraw()
        self.say(self._advice())

    def action_diff(self) -> None:
        """Compare the marked versions, or this one with the one before."""
        row = self._rows.current
        if len(self._marked) == PAIR:
            self._open()
        elif row is not None and row.before:
            self.post_message(OpenDiff(self._ref, row.before, row.number))
        else:
            self.say("Nothing comes before the first version.")

    @property
    def _rows(self) -> Rows[HistoryRow]:
        return self.query_one("#versions", Rows)

    def _card(self, row: HistoryRow, width: int) -> list[Line]:
        return cards.version_card(row, self._marked, width)

    def _advice(self) -> str:
        if len(self._marked) == PAIR:
            before, after = sorted(self._marked)
            return f"Enter compares version {before} with version {after}"
        return "Mark another version to compare them" if self._marked else ""
