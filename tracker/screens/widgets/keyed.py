"""Paper that takes keys before their commands do: numbers before moves, letters on what can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from string import ascii_lowercase
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from tracker.screens.commands import command
from tracker.screens.messages import Say
from tracker.screens.widgets.paper import Paper

if TYPE_CHECKING:
    from textual import events

# The letters under the fingers first, then those above them, then the rest.
NEAR = "asdfjklghewruio"
LETTERS = NEAR + "".join(letter for letter in ascii_lowercase if letter not in NEAR)
# Digits of a number before a move: no list is longer than a million.
DIGITS = 6


Kind = Literal["number", "letters"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the paper that can be opened: its row, its first cell there, and how many it takes."""

    row: int
    x: int
    cells: int = 1


def hints(number: int) -> list[str]:
    """Give so many names of letters, none the beginning of another, as few and as near as will do.

    As many names are of one letter as leave enough letters to begin the longer ones. Beyond
    26 × 26 there are none: no screen shows as many links.
    """
    if number <= len(NEAR):
        return list(NEAR[:number])
    letters = NEAR if number <= len(NEAR) ** 2 else LETTERS
    size = len(letters)
    begin = min(-(-(number - size) // (size - 1)), size)
    short = letters[: size - begin]
    long = ("".join(pair) for pair in product(letters[size - begin :], letters))
    return [*short, *islice(long, number - len(short))]


class Keyed(Paper):
    """Subclasses name their `spots` and open one; actions of the commands that count take a number.

    Digits wait for the key that they belong to. While letters are shown every key is theirs, and they
    are drawn over what they open, so that nothing moves.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"paper--hint", "paper--hint-typed"}

    class Pending(Message):
        """Keys wait for more, the digits or letters so far; or they wait no longer, and `told` says why."""

        def __init__(self, paper: Keyed, kind: Kind, typed: str = "", *, waits: bool, told: str = "") -> None:
            super().__init__()
            self.paper = paper
            self.kind = kind
            self.typed = typed
            self.waits = waits
            self.told = told

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._digits = ""
        self._letters = ""
        self._hints: dict[str, int] = {}
        self._spots: list[Spot] = []

    def spots(self) -> list[Spot]:
        """Return what can be opened of what is in sight."""
        raise NotImplementedError

    def open_spot(self, place: int) -> None:
        """Open one of the spots, by its place among those that were returned last."""
        raise NotImplementedError

    def action_hints(self) -> None:
        """Show letters on what can be opened."""
        self._spots = self.spots()
        if not self._spots:
            self.post_message(Say("There is no link in sight."))
            return
        self._letters = self._digits = ""
        self._hints = dict(zip(hints(len(self._spots)), range(len(self._spots)), strict=False))
        self._wait("letters", "")

    def leave_hints(self) -> None:
        """Take the letters away, where they are shown."""
        if self._hints:
            self._end_hints()

    def render_line(self, y: int) -> Strip:
        """Draw a row, and the letters over it."""
        strip = super().render_line(y)
        row = self.scroll_offset.y + y
        for name, place in self._hints.items():
            spot = self._spots[place]
            if spot.row == row and name.startswith(self._letters):
                strip = self._with_hint(strip, spot, name)
        return strip

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the letters away: other links are in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.leave_hints()

    def on_resize(self) -> None:
        """Take the letters away: the links are elsewhere."""
        self.leave_hints()

    def on_blur(self) -> None:
        """Wait for no more keys: they go elsewhere now."""
        self.leave_hints()
        self._forget()

    def on_key(self, event: events.Key) -> None:
        """Take letters of a link, digits, and the key that digits belong to."""
        if self._hints:
            self._narrow(event)
        elif event.character and event.character in "0123456789":
            event.stop()
            if len(self._digits) < DIGITS:
                self._digits += event.character
            self._wait("number", self._digits)
        elif self._digits:
            self._count(event)

    def hint_at(self, x: int, row: int) -> int | None:
        """Return the place of the spot whose letters are drawn in a cell of a row, if one's are."""
        for name, place in self._hints.items():
            spot = self._spots[place]
            start = self._start(spot, name)
            if spot.row == row and start <= x < start + max(len(name), spot.cells):
                return place
        return None

    def _narrow(self, event: events.Key) -> None:
        """Take a key while letters are shown; one that is no sign ends that, and does what it does."""
        sign = event.character.lower() if event.character and event.is_printable else ""
        if not sign and event.key not in {"escape", "backspace"}:
            self.leave_hints()
            return
        event.stop()
        event.prevent_default()
        typed = self._letters[:-1] if event.key == "backspace" and self._letters else self._letters + sign
        if not sign and typed == self._letters:
            self.leave_hints()
        elif typed in self._hints:
            place = self._hints[typed]
            self.leave_hints()
            self.open_spot(place)
        elif any(name.startswith(typed) for name in self._hints):
            self._letters = typed
            self._wait("letters", typed)
        else:
            self._end_hints(f"No link is called {typed}.")

    def _end_hints(self, told: str = "") -> None:
        self._hints, self._letters = {}, ""
        self._settle("letters", told)

    def _count(self, event: events.Key) -> None:
        """Do a command as often as the digits say, or as many places off, if it counts."""
        digits, self._digits = self._digits, self._digits[:-1] if event.key == "backspace" else ""
        found = self.screen.active_bindings.get(event.key)
        counts = command(found.binding.action) if found is not None and found.node is self else None
        goes = counts is not None and counts.counts
        if goes or event.key in {"escape", "backspace"}:
            event.stop()
            event.prevent_default()
        if self._digits:
            self._wait("number", self._digits)
            return
        # What the command says is said after this.
        self._settle("number")
        if counts is not None and goes:
            getattr(self, f"action_{counts.id}")(int(digits))

    def _forget(self) -> None:
        if self._digits:
            self._digits = ""
            self._settle("number")

    def _wait(self, kind: Kind, typed: str) -> None:
        self.refresh()
        self.post_message(self.Pending(self, kind, typed, waits=True))

    def _settle(self, kind: Kind, told: str = "") -> None:
        self.refresh()
        self.post_message(self.Pending(self, kind, waits=False, told=told))

    def _start(self, spot: Spot, name: str) -> int:
        """Keep a name on the paper that would stand out over its edge."""
        return max(min(spot.x, self.room - len(name)), 0)

    def _with_hint(self, strip: Strip, spot: Spot, name: str) -> Strip:
        start, typed = self._start(spot, name), len(self._letters)
        name = name.ljust(spot.cells)
        looks = [self.get_visual_style(f"paper--hint{end}").rich_style for end in ("-typed", "")]
        parts = [Segment(part, look) for part, look in zip((name[:typed], name[typed:]), looks, strict=True)]
        drawn = Strip([part for part in parts if part.text])
        return Strip.join([strip.crop(0, start), drawn, strip.crop(start + len(name))])
