"""The bars at the edges of a screen: where one is, and what tracker is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from tracker.render.lines import Line, Span, cells, cut
from tracker.screens.widgets.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Bar(Paper, can_focus=False):
    """One row with something at its left and something at its right; the left gives way."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._left: tuple[Span, ...] = ()
        self._right: tuple[Span, ...] = ()

    def show(self, left: Sequence[Span], right: Sequence[Span] = ()) -> None:
        """Show other texts."""
        self._left, self._right = tuple(left), tuple(right)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Take the new width."""
        self.virtual_size = Size(event.size.width, 1)

    def folded(self, y: int) -> Line | None:
        """Set the two sides apart in the width there is."""
        if y:
            return None
        width = self.room
        right = _cut(self._right, width)
        room = max(width - sum(cells(span.text) for span in right) - 1, 0)
        left = _cut(self._left, room if right else width)
        gap = width - sum(cells(span.text) for span in (*left, *right))
        return Line((*left, Span(" " * max(gap, 0)), *right))


class Status(Bar):
    """Shows the application's `status`: what it is doing, and when feeds are due next."""

    def on_mount(self) -> None:
        """Follow the application."""
        self.watch(self.app, "status", self._follow)

    def _follow(self, status: tuple[tuple[Span, ...], tuple[Span, ...]]) -> None:
        self.show(*status)


def _cut(spans: Sequence[Span], width: int) -> tuple[Span, ...]:
    """Shorten the longest until all fit: a long title leaves what stands behind it in sight."""
    texts = [span.text for span in spans]
    while (over := sum(sizes := [cells(text) for text in texts]) - max(width, 0)) > 0:
        *_, next_to, size = (0, *sorted(sizes))
        longest = sizes.index(size)
        texts[longest] = cut(texts[longest], max(size - over, min(next_to, size - 1)))
    return tuple(Span(text, span.role) for text, span in zip(texts, spans, strict=True) if text)
