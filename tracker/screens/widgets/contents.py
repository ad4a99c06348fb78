"""The contents column of a page: its sections, and which one is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message

from tracker.render.lines import Line, Span, fit
from tracker.screens.widgets.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Contents(Paper, can_focus=False):
    """Lists the lines of a page that begin a section; a click goes there."""

    class Chosen(Message):
        """A section is to be shown."""

        def __init__(self, anchor: str) -> None:
            super().__init__()
            self.anchor = anchor

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._entries: list[tuple[str, str]] = []
        self._here = ""

    def show(self, lines: Sequence[Line]) -> None:
        """List the sections of these lines."""
        self._entries = [(line.anchor, line.text) for line in lines if line.anchor]
        self._here = self._entries[0][0] if self._entries else ""
        self.virtual_size = Size(self.room, 2 * len(self._entries))
        self.refresh()

    def mark(self, anchor: str) -> None:
        """Mark the section that is being read."""
        self._here = anchor
        self.refresh()

    def folded(self, y: int) -> Line | None:
        """Give each section a row, the marked one with a bar before it."""
        place, gap = divmod(y, 2)
        if gap or place >= len(self._entries):
            return None
        anchor, text = self._entries[place]
        here = anchor == self._here
        name = fit("Top" if anchor == "title" else text, max(self.room - 3, 0))
        return Line((Span("▌ " if here else "  ", "accent"), Span(name, "title" if here else "muted")))

    def on_click(self, event: events.Click) -> None:
        """Go to the section under the mouse."""
        offset = event.get_content_offset(self)
        place = (self.scroll_offset.y + offset.y) // 2 if offset is not None else len(self._entries)
        if place < len(self._entries):
            self.post_message(self.Chosen(self._entries[place][0]))
