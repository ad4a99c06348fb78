"""A list that holds a part of a longer one, and asks for what lies beyond it before it is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.message import Message

from tracker.screens.widgets.rows import Item, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Slice

# The most items that are held: beyond them the far end is let go (Textual's own lists need seconds for
# 10,000 rows, and what is drawn of these is a screen).
MOST = 2_000
# So many items before the end of what is held more is asked for: three screens of a tall terminal.
AHEAD = 60

Where = Literal["top", "bottom", "ahead", "behind"]


class Window(Rows[Item]):
    """Rows of which those beyond both ends may lie elsewhere; `starts` and `ends` say where they don't."""

    class Wanting(Message):
        """The first or last page of the whole list is wanted, or what is ahead of or behind an item."""

        def __init__(self, where: Where, edge: object) -> None:
            super().__init__()
            self.where: Where = where
            self.edge = edge

    class Scrolled(Message):
        """Other items are in sight."""

    starts = True
    ends = True
    _asked: tuple[object, object] = (None, None)

    def open(self, part: Slice[Item]) -> None:
        """Show another part of the list, with the cursor where the reader is to be."""
        self._hold(part, part.at)
        self._look_at(self._cursor)

    def renew(self, part: Slice[Item]) -> None:
        """Show what the list holds now round the reader, whose item stays where it is on the screen.

        At the top of the list the view stays there, that what is new is seen, as long as the item is too.
        """
        top = self.scroll_offset.y
        row = self._cursor * self._height - top
        self._hold(part, part.at)
        if top or not part.starts or (self._cursor + 1) * self._height > self.size.height:
            self._look_at(self._cursor, row)
        else:
            self._look_at(self._cursor, self._cursor * self._height)

    def add_behind(self, items: Sequence[Item], *, ends: bool) -> None:
        """Add the next items at the end; at the beginning as many are let go as are too many."""
        spare = max(len(self._items) + len(items) - MOST, 0)
        self.starts, self.ends = self.starts and not spare, ends
        self._shift([*self._items, *items][spare:], -spare)

    def add_ahead(self, items: Sequence[Item], *, starts: bool) -> None:
        """Add the items before the first; at the end as many are let go as are too many."""
        held = [*items, *self._items]
        self.starts, self.ends = starts, self.ends and len(held) <= MOST
        self._shift(held[:MOST], len(items))

    def edge(self, where: Where) -> object:
        """Return the name of the item beyond which more is wanted."""
        if not self._items:
            return None
        return self._key(self._items[0 if where == "ahead" else -1])

    def ask_again(self) -> None:
        """Ask once more for what was asked for and never came."""
        self._asked = (None, None)
        self._want_more()

    def move_to(self, place: int) -> None:
        """Put the cursor on an item by its place."""
        super().move_to(place)
        self._want_more()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more where the mouse scrolls to an end, too."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())
            self._want_more()

    def action_top(self, number: int = 1) -> None:
        """Move to the first item of the whole list, or to one by its number among those that are held."""
        if self.starts:
            super().action_top(number)
        else:
            self.post_message(self.Wanting("top", None))

    def action_bottom(self, number: int = 0) -> None:
        """Move to the last item of the whole list, or to one by its number among those that are held."""
        if number:
            self.action_top(number)
        elif self.ends:
            super().action_bottom()
        else:
            self.post_message(self.Wanting("bottom", None))

    def _hold(self, part: Slice[Item], at: int) -> None:
        self._items = list(part.items)
        self.starts, self.ends = part.starts, part.ends
        self._cursor = max(min(at, len(self._items) - 1), 0)
        self._asked = (None, None)
        self._resized()
        self.post_message(self.Moved())

    def _look_at(self, place: int, row: int | None = None) -> None:
        """Scroll so that an item stands in a row of the screen, or anywhere in sight."""
        if row is not None:
            self.scroll_to(y=place * self._height - row, animate=False, force=True)
        self._reveal()
        self._want_more()

    def _shift(self, items: list[Item], by: int) -> None:
        """Show other items, of which those that were there stand so many places further down."""
        top, held = self.scroll_offset.y, self._cursor
        self._items = items
        self._cursor = max(min(held + by, len(items) - 1), 0)
        self._resized()
        self.scroll_to(y=top + by * self._height, animate=False, force=True)
        if self._cursor != held + by:
            self.post_message(self.Moved())
        self._want_more()

    def _want_more(self) -> None:
        """Ask for what is beyond an end that the cursor or the view is near to; once for each end."""
        if not self._items or not self.is_attached:
            return
        top = self.scroll_offset.y // self._height
        first, last = min(self._cursor, top), max(self._cursor, top + self._fitting)
        if not self.starts and first < AHEAD:
            self._want("ahead")
        if not self.ends and last >= len(self._items) - AHEAD:
            self._want("behind")

    def _want(self, where: Where) -> None:
        edge, place = self.edge(where), int(where == "behind")
        if self._asked[place] != edge:
            self._asked = (edge, self._asked[1]) if where == "ahead" else (self._asked[0], edge)
            self.post_message(self.Wanting(where, edge))
