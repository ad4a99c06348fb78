"""Lines out, lines in: no colour, no cursor movement, nothing drawn over."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from tracker.render.folding import wrap
from tracker.render.lines import Line, Span
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Columns and rows of a terminal that does not tell its size (and of a VT100).
USUAL = (80, 24)
# Rows that a screenful leaves for the line that says what is left, and the prompt.
KEPT = 2
# More signs than this nobody types in one line.
LONGEST = 2_000
# What a terminal that is not UTF-8 shows in place of signs that it has not.
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": ","})


class Console:
    """`read` takes a prompt and returns a line without its end, or raises EOFError; `write` takes text.

    `size` gives columns and rows; 0 columns: lines are not folded, 0 rows: nothing is held back.
    `edited`: whether lines come from `input`, which can edit them.
    """

    def __init__(
        self,
        read: Callable[[str], str],
        write: Callable[[str], object],
        size: Callable[[], tuple[int, int]] = lambda: (0, 0),
        *,
        edited: bool = False,
    ) -> None:
        self.edited = edited
        self._read = read
        self._write = write
        self._size = size

    @property
    def rows(self) -> int:
        """Rows for the text of a screenful; 0: as many as there are."""
        rows = self._size()[1]
        return max(rows - KEPT, 1) if rows else 0

    def height(self, text: str) -> int:
        """Count the rows that a text takes."""
        return len(self._folded(text))

    def say(self, text: str = "") -> None:
        """Print one line, folded between words."""
        for row in self._folded(clean.line(text)):
            self._write(f"{row}\n")

    def say_all(self, texts: Iterable[str]) -> None:
        """Print lines."""
        for text in texts:
            self.say(text)

    def ring(self) -> None:
        """Ring the bell."""
        self._write("\a")

    def ask(self, prompt: str) -> str:
        """Ask for a line; raises EOFError where there are no more."""
        return clean.line(self._read(f"{clean.line(prompt)} "), LONGEST)

    def _folded(self, text: str) -> list[str]:
        columns = self._size()[0]
        if not columns or len(text) < columns:
            return [text]
        return [" ".join(row.text.split()) for row in wrap(Line((Span(text),)), columns - 1)]


def on_terminal() -> Console:
    """Return the console on standard input and output, with line editing where Python has it."""
    for stream in (sys.stdin, sys.stdout):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace" if stream is sys.stdin else "backslashreplace")
    unicode = "utf" in (sys.stdout.encoding or "").lower()

    def write(text: str) -> None:
        sys.stdout.write(text if unicode else text.translate(_PLAIN))
        sys.stdout.flush()

    return Console(input, write, _terminal_size, edited=True)


def on_streams(source: TextIO, target: TextIO) -> Console:
    """Return a console on two streams."""

    def read(prompt: str) -> str:
        target.write(prompt)
        target.flush()
        line = source.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    return Console(read, target.write)


def _terminal_size() -> tuple[int, int]:
    return shutil.get_terminal_size(USUAL)
