"""The bars at the edges of a screen: where one is, and what tracker is doing."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message

from tracker.render.folding import wrap
from tracker.render.lines import Line, Span, cells, cut
from tracker.screens.widgets.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


# The most rows that trouble takes of a screen.
MOST = 3


class Bar(Paper, can_focus=False):
    """One row with something at its left and something at its right; the left gives way."""

    class Pressed(Message):
        """The bar was clicked, on its left side at the span of this place."""

        def __init__(self, bar: Bar, place: int) -> None:
            super().__init__()
            self.bar = bar
            self.place = place

        @property
        def control(self) -> Bar:
            """The bar, for handlers that choose by selector."""
            return self.bar

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

    def on_click(self, event: events.Click) -> None:
        """Tell which of the texts at the left the mouse is on; behind them it is on the last."""
        offset, line = event.get_content_offset(self), self.folded(0)
        if offset is None or line is None:
            return
        ends = accumulate(cells(span.text) for span in line.spans[: len(self._left)])
        place = next((place for place, end in enumerate(ends) if offset.x < end), len(self._left))
        self.post_message(self.Pressed(self, place))

    def folded(self, y: int) -> Line | None:
        """Set the two sides apart in the width there is."""
        if y:
            return None
        width = self.room
        right = _cut(self._beside(), width)
        room = max(width - sum(cells(span.text) for span in right) - 1, 0)
        left = _cut(self._left, room if right else width)
        gap = width - sum(cells(span.text) for span in (*left, *right))
        return Line((*left, Span(" " * max(gap, 0)), *right))

    def _beside(self) -> tuple[Span, ...]:
        """Give what stands at the right now."""
        return self._right


class Status(Bar):
    """Shows the application's `status`: what it is doing, and when feeds are due next.

    Trouble that is too long for its half of a row takes whole rows, `MOST` of them: what to do
    about it stands at its end. Before anything else that was said the right side gives way, but
    while it tells how far a round is; what is too long for a whole row then takes more rows too.
    """

    _trouble: tuple[Line, ...] = ()

    def on_mount(self) -> None:
        """Follow the application."""
        self.watch(self.app, "status", self._follow)

    def on_resize(self, event: events.Resize) -> None:
        """Fold trouble anew."""
        super().on_resize(event)
        self._grow()

    def folded(self, y: int) -> Line | None:
        """Give a row of the trouble, or the two sides."""
        if self._trouble:
            return self._trouble[y] if y < len(self._trouble) else None
        return super().folded(y)

    def _beside(self) -> tuple[Span, ...]:
        """Leave the row to what was said where it needs it and no round is under way."""
        idle = getattr(self.app, "progress", None) is None
        return () if idle and self._left and self._crowded else super()._beside()

    @property
    def _crowded(self) -> bool:
        return sum(cells(span.text) for span in (*self._left, *self._right)) >= self.room

    @property
    def _needs_rows(self) -> bool:
        if any(span.role == "warn" for span in self._left):
            return self._crowded
        return not self._beside() and sum(cells(span.text) for span in self._left) > self.room

    def _follow(self, status: tuple[tuple[Span, ...], tuple[Span, ...]]) -> None:
        self.show(*status)
        self._grow()

    def _grow(self) -> None:
        """Take as many rows as the trouble needs, if there is any that needs more than its half."""
        rows = wrap(Line(self._left, hang=1), max(self.room - 1, 1)) if self._needs_rows else []
        if len(rows) > MOST:
            rows[MOST - 1 :] = [Line((*rows[MOST - 1].spans, Span("…", self._left[-1].role)), indent=1)]
        self._trouble = tuple(rows)
        if (height := max(len(rows), 1)) != self.size.height and self.room:
            self.styles.height = height
            self.virtual_size = Size(self.size.width, height)
        self.refresh()


def _cut(spans: Sequence[Span], width: int) -> tuple[Span, ...]:
    """Shorten the longest until all fit: a long title leaves what stands behind it in sight."""
    texts = [span.text for span in spans]
    while (over := sum(sizes := [cells(text) for text in texts]) - max(width, 0)) > 0:
        *_, next_to, size = (0, *sorted(sizes))
        longest = sizes.index(size)
        texts[longest] = cut(texts[longest], max(size - over, min(next_to, size - 1)))
    return tuple(Span(text, span.role) for text, span in zip(texts, spans, strict=True) if text)
