"""Draws lines: the one place where text of the interface becomes cells of the screen.

Every text is cleaned here once more and is never markup, so that nothing in a feed can act.
What a role looks like stands in tracker.tcss as `.paper--<role>`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.render.lines import GLUE, ROLES, Line
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.selection import Selection

    from tracker.render.lines import Role, Span

_REVERSED = Style(reverse=True)


class Paper(ScrollView, inherit_bindings=False):
    """A scrolling surface of lines that fit its width; subclasses say which."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"paper--{role}" for role in ROLES if role),
        "paper--cursor",
        "paper--target",
        "paper--selection",
    }

    @property
    def room(self) -> int:
        """How many cells a row has: those of the content, without the scroll bar's."""
        return self.scrollable_size.width

    def folded(self, y: int) -> Line | None:
        """Return the line at a row of the whole text, None below its end."""
        raise NotImplementedError

    def states(self, y: int) -> tuple[str, ...]:
        """Return the component classes that a whole row has: the cursor's."""
        del y
        return ()

    def marked(self, y: int) -> Collection[int]:
        """Return the places of the spans in a row that are selected as a link."""
        del y
        return ()

    def render_line(self, y: int) -> Strip:
        """Draw one row of what is visible."""
        row = self.scroll_offset.y + y
        width = self.room
        states = self.states(row)
        blank = self.look("", states)
        line = self.folded(row)
        if line is None:
            return Strip.blank(width, blank)
        strip = Strip(self._segments(line, states, self.marked(row))).crop_extend(0, width, blank)
        return self._with_selection(strip, row).apply_offsets(0, row)

    def stand_in(self, lines: Sequence[Line]) -> None:
        """Show this where there is nothing else to be shown; a paper that always has something does not."""

    def look(self, role: Role, states: tuple[str, ...] = ()) -> Style:
        """Return the style of a role under the states of its row."""
        # The cursor of a terminal's own colours is a colour of unknown hue: no other is put on it.
        # Without colour it is reversed, which another role's bold or dim would undo.
        alone = bool(states) and (self.app.native_ansi_color or self.app.no_color)
        names = (*states, f"paper--{role}") if role and not alone else states
        style = self.get_visual_style(*names).rich_style
        if any(self.get_component_styles(name).text_style.reverse for name in names):
            style += _REVERSED  # Textual 8 leaves it out
        return style

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Give the text that the mouse selected."""
        rows = (self.folded(y) for y in range(self.virtual_size.height))
        text = "\n".join(" " * row.indent + row.text if row else "" for row in rows)
        return selection.extract(text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        del selection
        self.refresh()

    def _segments(self, line: Line, states: tuple[str, ...], marked: Collection[int]) -> list[Segment]:
        segments = [Segment(" " * line.indent, self.look("", states))] if line.indent else []
        for place, span in enumerate(line.spans):
            style = self.look("", ("paper--target",)) if place in marked else self.look(span.role, states)
            segments.append(Segment(_text(span), style))
        return segments

    def _with_selection(self, strip: Strip, row: int) -> Strip:
        selection = self.text_selection
        reach = selection.get_span(row) if selection else None
        if reach is None:
            return strip
        start, end = reach
        end = strip.cell_length if end < 0 else min(end, strip.cell_length)
        style = self.look("", ("paper--selection",))
        picked = Strip(
            [
                Segment(segment.text, (segment.style + style) if segment.style else style)
                for segment in strip.crop(start, end)
            ]
        )
        return Strip.join([strip.crop(0, start), picked, strip.crop(end)])


def _text(span: Span) -> str:
    return clean.clean(span.text).replace("\n", " ").replace("\t", " ").replace(GLUE, " ")
