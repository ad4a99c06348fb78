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

# Rows from one section to the next where there is room.
_AIRY = 2


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
        self._pitch = _AIRY
        self._here = ""

    def show(self, lines: Sequence[Line]) -> None:
        """List the sections of these lines."""
        self._entries = [(line.anchor, line.text) for line in lines if line.anchor]
        self._here = self._entries[0][0] if self._entries else ""
        self._lay()

    def mark(self, anchor: str) -> None:
        """Mark the section that is being read, and bring it in sight."""
        self._here = anchor
        self._lay()

    def on_resize(self) -> None:
        """Leave a row between two sections where all are in sight so."""
        self._lay()

    def folded(self, y: int) -> Line | None:
        """Give each section a row, the marked one with a bar before it."""
        place, gap = divmod(y, self._pitch)
        if gap or place >= len(self._entries):
            return None
        anchor, text = self._entries[place]
        here = anchor == self._here
        name = fit("Top" if anchor == "title" else text, max(self.room - 3, 0))
        return Line((Span("▌ " if here else "  ", "accent"), Span(name, "title" if here else "muted")))

    def _lay(self) -> None:
        count, height = len(self._entries), self.scrollable_content_region.height
        self._pitch = _AIRY if _AIRY * count <= height else 1
        self.virtual_size = Size(self.room, self._pitch * count)
        row = next((place for place, (name, _) in enumerate(self._entries) if name == self._here), 0)
        if not self.scroll_offset.y <= row * self._pitch < self.scroll_offset.y + height:
            self.scroll_to(y=row * self._pitch - height // 2, animate=False)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the section under the mouse."""
        offset = event.get_content_offset(self)
        place = (self.scroll_offset.y + offset.y) // self._pitch if offset is not None else len(self._entries)
        if place < len(self._entries):
            self.post_message(self.Chosen(self._entries[place][0]))
