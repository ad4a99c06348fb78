"""A text to read: folded to a readable width, with sections to jump to and citations to open."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.geometry import Size
from textual.message import Message

from tracker.render.folding import wrap
from tracker.screens.commands import bindings
from tracker.screens.fuzzy import nearest
from tracker.screens.messages import CommandLine
from tracker.screens.typeset import ruled, typeset
from tracker.screens.widgets.keyed import Spot
from tracker.screens.widgets.scroller import Scroller
from tracker.screens.widgets.targets import Target, extent, reaches, targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

    from tracker.render.lines import Line

# The most cells of a row of running text: longer rows are hard to follow back to the next.
MEASURE = 96
# The roles of the signs before what a comparison lists.
_CHANGE_SIGNS = frozenset({"added", "dropped", "changed"})


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
        """Another citation is selected (number), or none (0)."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

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

    @property
    def cites(self) -> bool:
        """Whether there are citations, so that a number can name a source."""
        return any(target.kind == "source" for target in self._targets)

    @property
    def sections(self) -> list[str]:
        """The headings, as they are written."""
        return [line.text for line in self._lines if line.anchor]

    def show(self, lines: Sequence[Line], *, top: bool = True) -> None:
        """Show other lines, from the top or where the reader is."""
        self._lines = tuple(lines)
        self._target = None
        self._fold()
        if top:
            self.scroll_to(y=0, animate=False)

    def stand_in(self, lines: Sequence[Line]) -> None:
        """Show this where the page is still empty."""
        if not self._lines and self.can_focus:
            self.show(lines)

    def folded(self, y: int) -> Line | None:
        """Return a row of the folded text."""
        return self._rows[y] if 0 <= y < len(self._rows) else None

    def marked(self, y: int) -> tuple[int, ...]:
        """Return the spans of the selected citation."""
        return self._target.spans if self._target is not None and self._target.row == y else ()

    def text_before(self, target: Target) -> str:
        """Return what stands of its paragraph before a citation or link."""
        first = self._origins.index(self._origins[target.row])
        here = "".join(span.text for span in self._rows[target.row].spans[: target.spans[0]])
        return " ".join([*(row.text for row in self._rows[first : target.row]), here])

    def jump(self, anchor: str) -> None:
        """Put the section's heading on top."""
        for row, name in self._anchors:
            if name == anchor:
                self.scroll_to(y=row, animate=False)

    def on_resize(self) -> None:
        """Fold anew, keeping the line at the top where it is."""
        row = min(self.scroll_offset.y, len(self._origins) - 1)
        origin = self._origins[row] if row > 0 else 0
        self._fold()
        if origin and origin in self._origins:  # a terminal of one column has room for none
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
        """Open the citation under the mouse, or the one whose letters are there."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row, x = self.scroll_offset.y + offset.y, offset.x
        hint = self.hint_at(x, row)
        self.leave_hints()
        if hint is not None:
            self.open_spot(hint)
            return
        for target in self._targets:
            if target.row == row and reaches(self._rows[row], target, x):
                self._select(target)
                self.action_follow_link()

    def spots(self) -> list[Spot]:
        """Return the citations and links in sight."""
        return [Spot(target.row, *extent(self._rows[target.row], target)) for target in self._in_sight()]

    def open_spot(self, place: int) -> None:
        """Open one of these."""
        self._select(self._in_sight()[place])
        self.action_follow_link()

    def action_follow_link(self, number: int = 0) -> None:
        """Open the source of a number that was typed, else what is selected."""
        if number:
            self.post_message(self.Followed(self, "source", str(number)))
        elif self._target is not None:
            self.post_message(self.Followed(self, self._target.kind, self._target.value))

    def action_next_link(self, times: int = 1) -> None:
        """Select the next citation, from the top of what is visible."""
        self._step(times)

    def action_previous_link(self, times: int = 1) -> None:
        """Select the citation before."""
        self._step(-times)

    def action_next_section(self, times: int = 1) -> None:
        """Put the next heading on top."""
        below = [row for row, _ in self._anchors if row > self.scroll_offset.y]
        if below:
            self.scroll_to(y=below[:times][-1], animate=False)

    def action_previous_section(self, times: int = 1) -> None:
        """Put the heading before on top."""
        above = [row for row, _ in self._anchors if row < self.scroll_offset.y]
        self.scroll_to(y=above[-times:][0] if above else 0, animate=False)

    def action_next_news(self, times: int = 1) -> None:
        """Bring the next change in sight."""
        below = [row for row in self._news if row > self._reached()]
        if below:
            self._bring(below[:times][-1])

    def action_previous_news(self, times: int = 1) -> None:
        """Bring the change before in sight."""
        above = [row for row in self._news if row < self._reached()]
        if above:
            self._bring(above[-times:][0])

    def action_jump(self) -> None:
        """Ask for a section by its name."""
        self.post_message(CommandLine("jump "))

    def take_jump(self, name: str) -> None:
        """Put the section of a name on top, or that whose name begins or sounds like it."""
        place = nearest(name, self.sections)
        if place is not None and place < len(self._anchors):  # a terminal of one column shows none
            self.scroll_to(y=self._anchors[place][0], animate=False)

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
        if self._target in self._targets:
            place = self._targets.index(self._target) + by
        else:
            place = self._first(by) + by - (1 if by > 0 else -1)
        self._select(self._targets[place % len(self._targets)])

    def _first(self, by: int) -> int:
        """Where selecting begins: at the first citation in sight, backwards at the last."""
        seen = self._in_sight()
        return self._targets.index(seen[0] if by > 0 else seen[-1]) if seen else 0

    def _in_sight(self) -> list[Target]:
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        return [target for target in self._targets if top <= target.row < bottom]

    def _select(self, target: Target) -> None:
        self._target = target
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
            for folded in wrap(typeset(line, signs=self.app.no_color), width):
                row = ruled(folded, width)
                if row.anchor:
                    self._anchors.append((len(self._rows), row.anchor))
                self._targets += targets(row, len(self._rows), links=self._links)
                self._news += [len(self._rows)] if _is_news(row) else []
                self._rows.append(row)
                self._origins.append(place)
        self._target = None
        self.leave_hints()
        self.virtual_size = Size(self.room, len(self._rows))
        self.refresh()


def _is_news(row: Line) -> bool:
    """Tell whether a row is marked as not read yet, or begins a change of a comparison."""
    first = row.spans[0].role if row.spans else ""
    return first in _CHANGE_SIGNS or any(span.role == "news" for span in row.spans)
