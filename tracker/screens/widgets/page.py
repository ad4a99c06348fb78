"""A text to read: folded to a readable width, with sections to jump to and citations to open."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.geometry import Size
from textual.message import Message

from tracker.render.lines import Line, cells, wrap
from tracker.screens.commands import bindings
from tracker.screens.widgets.scroller import Scroller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

# The most cells of a row of running text: longer rows are hard to follow back to the next.
MEASURE = 96
# The roles of the signs before what a comparison lists.
_CHANGE_SIGNS = frozenset({"added", "dropped", "changed"})
_CITATION = re.compile(r"\[(\d{1,6})\]")


@dataclass(frozen=True, slots=True)
class Target:
    """A citation or link on a row; `spans` are its places in the row."""

    row: int
    spans: tuple[int, ...]
    kind: Literal["source", "link"]
    value: str


class Page(Scroller, can_focus=True):
    """Shows lines; `links` makes every line that leads somewhere one to open."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page")]

    class Followed(Message):
        """A citation (`source`, its number) or a line's `link` is to be opened."""

        def __init__(self, page: Page, kind: Literal["source", "link"], value: str) -> None:
            super().__init__()
            self.page = page
            self.kind = kind
            self.value = value

        @property
        def control(self) -> Page:
            """The page, for handlers that choose by selector."""
            return self.page

    class Selected(Message):
        """Another citation is selected (number), or none (0); `typed` are digits so far."""

        def __init__(self, number: int, typed: str = "") -> None:
            super().__init__()
            self.number = number
            self.typed = typed

    class Scrolled(Message):
        """The section at the top of the page changed."""

        def __init__(self, page: Page, anchor: str) -> None:
            super().__init__()
            self.page = page
            self.anchor = anchor

        @property
        def control(self) -> Page:
            """The page, for handlers that choose by selector."""
            return self.page

    def __init__(self, *, id: str | None = None, links: bool = False, measure: int = MEASURE) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._links = links
        self._measure = measure
        self._lines: tuple[Line, ...] = ()
        self._rows: list[Line] = []
        self._origins: list[int] = []
        self._anchors: list[tuple[int, str]] = []
        self._targets: list[Target] = []
        self._news: list[int] = []
        self._target: Target | None = None
        self._typed = ""
        self._anchor = ""
        self._at: int | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown, unfolded."""
        return self._lines

    @property
    def selected(self) -> Target | None:
        """The citation or link that is selected."""
        return self._target

    def show(self, lines: Sequence[Line], *, top: bool = True) -> None:
        """Show other lines, from the top or where the reader is."""
        self._lines = tuple(lines)
        self._target, self._typed = None, ""
        self._fold()
        if top:
            self.scroll_to(y=0, animate=False)

    def folded(self, y: int) -> Line | None:
        """Return a row of the folded text."""
        return self._rows[y] if 0 <= y < len(self._rows) else None

    def marked(self, y: int) -> tuple[int, ...]:
        """Return the spans of the selected citation."""
        return self._target.spans if self._target is not None and self._target.row == y else ()

    def jump(self, anchor: str) -> None:
        """Put the section's heading on top."""
        for row, name in self._anchors:
            if name == anchor:
                self.scroll_to(y=row, animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """Fold anew, keeping the line at the top where it is."""
        del event
        row = min(self.scroll_offset.y, len(self._origins) - 1)
        origin = self._origins[row] if row > 0 else 0
        self._fold()
        if origin:
            self.scroll_to(y=self._origins.index(origin), animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell which section is at the top now."""
        super().watch_scroll_y(old_value, new_value)
        if self._anchors:
            place = bisect_right(self._anchors, (round(new_value) + 1, "")) - 1
            anchor = self._anchors[max(place, 0)][1]
            if anchor != self._anchor:
                self._anchor = anchor
                self.post_message(self.Scrolled(self, anchor))

    def on_click(self, event: events.Click) -> None:
        """Open the citation under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row, x = self.scroll_offset.y + offset.y, offset.x
        for target in self._targets:
            if target.row == row and _reaches(self._rows[row], target.spans, x):
                self._select(target)
                self.action_follow_link()

    def on_key(self, event: events.Key) -> None:
        """Collect the digits of a source's number."""
        if event.character and event.character in "0123456789" and len(self._typed) < len("999999"):
            self._typed += event.character
            event.stop()
            self.post_message(self.Selected(0, self._typed))
        elif self._typed and event.key in {"escape", "backspace"}:
            self._typed = self._typed[:-1] if event.key == "backspace" else ""
            event.stop()
            event.prevent_default()
            self.post_message(self.Selected(0, self._typed))

    def action_follow_link(self) -> None:
        """Open the source whose number was typed, else what is selected."""
        if self._typed:
            number, self._typed = self._typed, ""
            self.post_message(self.Selected(0))
            self.post_message(self.Followed(self, "source", number))
        elif self._target is not None:
            self.post_message(self.Followed(self, self._target.kind, self._target.value))

    def action_next_link(self) -> None:
        """Select the next citation, from the top of what is visible."""
        self._step(1)

    def action_previous_link(self) -> None:
        """Select the citation before."""
        self._step(-1)

    def action_next_section(self) -> None:
        """Put the next heading on top."""
        below = [row for row, _ in self._anchors if row > self.scroll_offset.y]
        if below:
            self.scroll_to(y=below[0], animate=False)

    def action_previous_section(self) -> None:
        """Put the heading before on top."""
        above = [row for row, _ in self._anchors if row < self.scroll_offset.y]
        self.scroll_to(y=above[-1] if above else 0, animate=False)

    def action_next_news(self) -> None:
        """Bring the next change in sight."""
        below = [row for row in self._news if row > self._reached()]
        if below:
            self._bring(below[0])

    def action_previous_news(self) -> None:
        """Bring the change before in sight."""
        above = [row for row in self._news if row < self._reached()]
        if above:
            self._bring(above[-1])

    def _reached(self) -> int:
        """Which row the reader has come to: the change last gone to, if it is still in sight."""
        top, last = self.scroll_offset.y, self._at
        return last if last is not None and top <= last < top + self.size.height else top - 1

    def _bring(self, row: int) -> None:
        """Put a row a third of the screen below the top, where what leads to it can be read."""
        self._at = row
        self.scroll_to(y=max(row - self.size.height // 3, 0), animate=False)

    def _step(self, by: int) -> None:
        if not self._targets:
            return
        place = self._targets.index(self._target) + by if self._target in self._targets else self._first(by)
        self._select(self._targets[place % len(self._targets)])

    def _first(self, by: int) -> int:
        """Where selecting begins: at the first citation in sight, backwards at the last."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        seen = [place for place, target in enumerate(self._targets) if top <= target.row < bottom]
        return (seen[0] if by > 0 else seen[-1]) if seen else 0

    def _select(self, target: Target) -> None:
        self._target, self._typed = target, ""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        if not top <= target.row < bottom:
            self.scroll_to(y=max(target.row - self.size.height // 2, 0), animate=False)
        self.refresh()
        self.post_message(self.Selected(int(target.value) if target.kind == "source" else 0))

    def _fold(self) -> None:
        width = min(self.room, self._measure)
        if width <= 0:
            return
        self._rows, self._origins, self._anchors, self._targets, self._news = [], [], [], [], []
        self._at = None
        for place, line in enumerate(self._lines):
            for row in wrap(line, width):
                if row.anchor:
                    self._anchors.append((len(self._rows), row.anchor))
                self._targets += _targets(row, len(self._rows), links=self._links)
                self._news += [len(self._rows)] if _is_news(row) else []
                self._rows.append(row)
                self._origins.append(place)
        self._target = None
        self.virtual_size = Size(self.room, len(self._rows))
        self.refresh()


def _is_news(row: Line) -> bool:
    """Tell whether a row is marked as not read yet, or begins a change of a comparison."""
    first = row.spans[0].role if row.spans else ""
    return first in _CHANGE_SIGNS or any(span.role == "news" for span in row.spans)


def _targets(row: Line, number: int, *, links: bool) -> list[Target]:
    if links and row.link:
        return [Target(number, tuple(range(len(row.spans))), "link", row.link)]
    found = []
    for place, span in enumerate(row.spans):
        match = _CITATION.match(span.text) if span.role == "citation" else None
        if match:
            found.append(Target(number, (place,), "source", match[1]))
    return found


def _reaches(row: Line, spans: tuple[int, ...], x: int) -> bool:
    """Tell whether a cell of a row lies in one of these spans."""
    begin = row.indent
    for place, span in enumerate(row.spans):
        end = begin + cells(span.text)
        if place in spans and begin <= x < end:
            return True
        begin = end
    return False
