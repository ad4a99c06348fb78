"""The versions of a story: when and why each was written, and what changed in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tracker.model import HistoryRow, Slice, Story
from tracker.render.lines import Line, plain_line
from tracker.screens import cards
from tracker.screens.commands import bindings
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import OpenDiff, OpenStory
from tracker.screens.widgets.window import Window

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.screens.frame import Desk

# A comparison has two sides.
PAIR = 2
# Versions read at once: each is compared with the one before it.
PAGE = 24


class HistoryLoaded(Loaded[tuple[Story, Slice[HistoryRow]]]):
    """The story and its versions, newest first."""


class HistoryMore(Loaded[tuple[int, Slice[HistoryRow]]]):
    """The versions before one by its number."""


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
        yield Window[HistoryRow](self._card, lambda row: row.number, id="versions")

    def on_mount(self) -> None:
        """Put the cursor into the list."""
        self._rows.focus()

    def reread(self) -> None:
        """Ask for the versions, as far as they were read."""
        current = self._rows.current
        self._ask(max(len(self._rows.items), PAGE), current.number if current else None)

    @on(Window.Wanting)
    def _more(self, event: Window.Wanting) -> None:
        """Read on; whoever wants the first version gets all, for none is skipped in between."""
        if event.where != "behind":
            self._ask(None, None if event.where == "top" else 0)
            return
        tracker, ref, number = self.tracker, self._ref, self._rows.items[-1].number
        self.ask(lambda: HistoryMore((number, tracker.past.page(ref, number, PAGE))), "more")

    def _ask(self, limit: int | None, number: int | None) -> None:
        """Ask for so many versions, or all; the cursor is to be at the one of this number, 0: at the last."""
        tracker, ref = self.tracker, self._ref

        def read() -> HistoryLoaded:
            part = tracker.past.page(ref, limit=limit)
            places = [place for place, row in enumerate(part.items) if row.number == number]
            at = places[0] if places else len(part.items) - 1 if number == 0 else 0
            return HistoryLoaded((tracker.reading.story(ref), replace(part, at=at)))

        self.ask(read)

    @on(HistoryMore)
    def _add(self, event: HistoryMore) -> None:
        number, part = event.result
        if self._rows.items and self._rows.items[-1].number == number:
            self._rows.add_behind(part.items, ends=part.ends)

    @on(HistoryLoaded)
    def _show(self, event: HistoryLoaded) -> None:
        story, part = event.result
        self._rows.renew(part)
        self.where(story.title, "history")
        self._rows.stand_in([plain_line("No version yet: open the article once, and it has one.", indent=1)])

    @on(Window.Chosen)
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
    def _rows(self) -> Window[HistoryRow]:
        return self.query_one("#versions", Window)

    def _card(self, row: HistoryRow, width: int) -> list[Line]:
        return cards.version_card(row, self._marked, width)

    def _advice(self) -> str:
        if len(self._marked) == PAIR:
            before, after = sorted(self._marked)
            return f"Enter compares version {before} with version {after}"
        return "Mark another version to compare them" if self._marked else ""
