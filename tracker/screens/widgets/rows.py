"""A list of rows with a cursor; only what is visible is drawn, so that its length costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.geometry import Size
from textual.message import Message

from tracker.render.folding import wrap
from tracker.render.lines import Line, Span
from tracker.screens.commands import bindings
from tracker.screens.widgets.keyed import Keyed, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.binding import BindingType

Item = TypeVar("Item")

# From this many rows on a list is set with a blank row between its items.
ROOMY = 30


class Rows(Keyed, Generic[Item], can_focus=True):
    """Shows items, each drawn as so many `lines` by `draw(item, width)`; `key` names an item for good.

    Every line begins with a space, in which the cursor is drawn.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    class Moved(Message):
        """The cursor is on another item."""

    class Chosen(Message):
        """The item under the cursor is to be opened."""

    def __init__(
        self,
        draw: Callable[[Item, int], Sequence[Line]],
        key: Callable[[Item], object],
        *,
        lines: int = 2,
        id: str | None = None,  # noqa: A002 - Textual's word
    ) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._key = key
        self._lines = lines
        self._height = lines
        self._items: list[Item] = []
        self._cursor = 0
        self._clicked: int | None = None
        self._drawn: dict[int, Sequence[Line]] = {}
        self._vacant: tuple[Line, ...] = ()
        self._instead: list[Line] = []

    @property
    def items(self) -> list[Item]:
        """What is loaded."""
        return self._items

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self._items[self._cursor] if self._items else None

    @property
    def place(self) -> int:
        """The place of the item under the cursor."""
        return self._cursor

    def show(self, items: Sequence[Item]) -> None:
        """Show other items; the cursor stays on its item where that is still there."""
        before = self._key(self._items[self._cursor]) if self._items else None
        self._items = list(items)
        keys = [self._key(item) for item in self._items]
        self._cursor = keys.index(before) if before in keys else min(self._cursor, max(len(keys) - 1, 0))
        self._resized()
        self._reveal()
        self.post_message(self.Moved())

    def replace(self, items: Sequence[Item]) -> None:
        """Show items as they are now that are in the list already."""
        newer = {self._key(item): item for item in items}
        for place, item in enumerate(self._items):
            found = newer.get(self._key(item))
            if found is not None:
                self._items[place] = found
                self._drawn.pop(place, None)
                self.refresh_lines(place * self._height, self._height)

    @property
    def in_sight(self) -> Sequence[Item]:
        """The items of which rows are shown."""
        top = self.scroll_offset.y
        return self._items[top // self._height : -(-(top + self.size.height) // self._height)]

    def stand_in(self, lines: Sequence[Line]) -> None:
        """Show this in the place of items, as long as there are none."""
        self._vacant = tuple(lines)
        self._resized()

    def redraw(self) -> None:
        """Draw all items anew: what they look like changed."""
        self._drawn.clear()
        self.refresh()

    def folded(self, y: int) -> Line | None:
        """Return a row of the item that stands there."""
        place, row = divmod(y, self._height)
        if not self._items:
            return self._instead[y] if y < len(self._instead) else None
        if not 0 <= place < len(self._items):
            return None
        if place not in self._drawn:
            self._drawn[place] = self._draw(self._items[place], self.room)
        lines = self._drawn[place]
        if row >= len(lines):
            return None
        return _pointed(lines[row]) if place == self._cursor else lines[row]

    def states(self, y: int) -> tuple[str, ...]:
        """Tell the rows of the item under the cursor."""
        place, row = divmod(y, self._height)
        here = place == self._cursor and place < len(self._items) and row < self._lines
        return ("paper--cursor",) if here else ()

    def on_resize(self) -> None:
        """Draw for another width; where there is room, a blank row parts the items."""
        self._height = self._lines + (self.size.height >= ROOMY)
        self._resized()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the mouse; another click there opens."""
        offset = event.get_content_offset(self)
        self.leave_hints()
        if offset is None:
            return
        place = (self.scroll_offset.y + offset.y) // self._height
        if place >= len(self._items):
            return
        again, self._clicked = place == self._cursor == self._clicked, place
        if again:
            self.post_message(self.Chosen())
        else:
            self.move_to(place)

    def move_to(self, place: int) -> None:
        """Put the cursor on an item by its place."""
        place = max(0, min(place, len(self._items) - 1))
        if place != self._cursor:
            for changed in (self._cursor, place):
                self.refresh_lines(changed * self._height, self._height)
            self._cursor = place
            self._reveal()
            self.post_message(self.Moved())

    def action_down(self, times: int = 1) -> None:
        """Move to the next item."""
        self.move_to(self._cursor + times)

    def action_up(self, times: int = 1) -> None:
        """Move to the item before."""
        self.move_to(self._cursor - times)

    def action_top(self, number: int = 1) -> None:
        """Move to the first item, or to one by its number."""
        self.move_to(number - 1)

    def action_bottom(self, number: int = 0) -> None:
        """Move to the last item that is loaded, or to one by its number."""
        self.move_to(number - 1 if number else len(self._items) - 1)

    def action_half_down(self, times: int = 1) -> None:
        """Move half a screen down."""
        self.move_to(self._cursor + times * max(self._fitting // 2, 1))

    def action_half_up(self, times: int = 1) -> None:
        """Move half a screen up."""
        self.move_to(self._cursor - times * max(self._fitting // 2, 1))

    def action_page_down(self, times: int = 1) -> None:
        """Move a screen down."""
        self.move_to(self._cursor + times * self._fitting)

    def action_page_up(self, times: int = 1) -> None:
        """Move a screen up."""
        self.move_to(self._cursor - times * self._fitting)

    def spots(self) -> list[Spot]:
        """Return the items in sight; the letters stand before what a row says."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        first = -(-top // self._height)
        last = min(-(-bottom // self._height), len(self._items))
        return [Spot(place * self._height, 0) for place in range(first, last)]

    def open_spot(self, place: int) -> None:
        """Open one of these."""
        self.move_to(-(-self.scroll_offset.y // self._height) + place)
        self.post_message(self.Chosen())

    def action_open(self) -> None:
        """Open the item under the cursor."""
        if self._items:
            self.post_message(self.Chosen())

    @property
    def _fitting(self) -> int:
        return max(self.size.height // self._height, 1)

    def _resized(self) -> None:
        self._drawn.clear()
        self.leave_hints()
        self._instead = [row for line in self._vacant for row in wrap(line, self.room)]
        height = len(self._items) * self._height if self._items else len(self._instead)
        self.virtual_size = Size(self.room, height)
        self.refresh()

    def _reveal(self) -> None:
        """Scroll so that the item under the cursor is in sight, whole."""
        top, bottom = self._cursor * self._height, (self._cursor + 1) * self._height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=bottom - self.size.height, animate=False, force=True)


def _pointed(line: Line) -> Line:
    """Put the cursor's bar in the place of a line's first space."""
    first, *rest = line.spans
    return Line((Span("▌", "accent"), Span(first.text[1:], first.role), *rest), link=line.link)
