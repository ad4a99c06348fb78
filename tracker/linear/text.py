"""The text of a view, read on by screenfuls, sections and changes; nothing printed is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.render.terminal import to_plain
from tracker.render.words import heard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tracker.render.lines import Line


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph as it is heard. `anchor`: a section begins here; `news`: not read yet, or changed."""

    text: str
    anchor: str = ""
    news: bool = False


# Roles of what the reader has not seen yet, and of what a comparison found.
_NEWS = frozenset({"news", "added", "dropped", "changed"})


def pieces(lines: Iterable[Line]) -> list[Piece]:
    """Make pieces of styled lines; a line that is only for the eye is left out."""
    found = []
    for line in lines:
        news = any(span.role in _NEWS for span in line.spans)
        for place, text in enumerate(to_plain([line]).splitlines()):
            found.append(Piece(heard(text), "" if place else line.anchor, news))
    return found


class Text:
    """A place in the pieces of a view: what was shown last, and what comes next."""

    def __init__(self, parts: Sequence[Piece]) -> None:
        self.parts = list(parts)
        self._first = 0
        self._next = 0

    @property
    def left(self) -> int:
        """How many pieces have not been shown."""
        return len(self.parts) - self._next

    @property
    def sections(self) -> list[str]:
        """The anchors, in their order."""
        return [part.anchor for part in self.parts if part.anchor]

    def extend(self, parts: Iterable[Piece]) -> None:
        """Add what was read on."""
        self.parts += parts

    def screen(self, rows: int, height: Callable[[str], int]) -> list[Piece]:
        """Go on by as many pieces as fit `rows` rows, one at the least; `height` counts a text's rows."""
        self._first, used = self._next, 0
        while self._next < len(self.parts):
            used += _rows(self.parts[self._next], height, top=self._next == self._first)
            if used > rows and self._next > self._first:
                break
            self._next += 1
        if self._first < self._next - 1 and self.left and self.parts[self._next - 1].anchor:
            self._next -= 1  # a heading goes with what it heads
        return self.parts[self._first : self._next]

    def rest(self) -> list[Piece]:
        """Go on to the end."""
        self._first, self._next = self._next, len(self.parts)
        return self.parts[self._first :]

    def to_top(self) -> None:
        """Let the first piece come next."""
        self._next = 0

    def to_bottom(self, rows: int, height: Callable[[str], int]) -> None:
        """Let the last screenful come next."""
        self._next = self._before(len(self.parts), rows, height)

    def back(self, rows: int, height: Callable[[str], int]) -> bool:
        """Let the screenful before the one shown come next; False where it was the first."""
        if not self._first:
            return False
        self._next = self._before(self._first, rows, height)
        return True

    def to_section(self, by: int) -> bool:
        """Let the section after (`by` 1) or before (-1) the one that was shown first come next."""
        here = max((at for at, part in self._anchored() if at <= self._first), default=-1)
        places = [at for at, _ in self._anchored() if (at > here if by > 0 else at < here)]
        return self._go(places[0] if by > 0 else places[-1]) if places else False

    def to_named(self, anchor: str) -> bool:
        """Let one section come next."""
        return any(self._go(at) for at, part in self._anchored() if part.anchor == anchor)

    def to_news(self, by: int) -> bool:
        """Let the next piece that is news come next, or the one before."""
        news = [at for at, part in enumerate(self.parts) if part.news]
        places = [at for at in news if (at >= self._next if by > 0 else at < self._first)]
        return self._go(places[0] if by > 0 else places[-1]) if places else False

    def section(self) -> list[Piece]:
        """Go on to the end of the section that comes next, whatever its length."""
        self._first = self._next
        self._next = next((at for at, _ in self._anchored() if at > self._first), len(self.parts))
        return self.parts[self._first : self._next]

    def _go(self, place: int) -> bool:
        self._next = place
        return True

    def _anchored(self) -> list[tuple[int, Piece]]:
        return [(at, part) for at, part in enumerate(self.parts) if part.anchor]

    def _before(self, end: int, rows: int, height: Callable[[str], int]) -> int:
        start, used = end, 0
        while start:
            used += _rows(self.parts[start - 1], height, top=False)
            if used > rows and start < end:
                break
            start -= 1
        return start


def _rows(part: Piece, height: Callable[[str], int], *, top: bool) -> int:
    """Count the rows of a piece; a section has a blank one before it."""
    return height(part.text) + (1 if part.anchor and not top else 0)
