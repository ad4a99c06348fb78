"""What the user typed on the `:` line, kept over restarts: a bounded file of one line each."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Lines that are kept (vim keeps 50, newsboat 100), and the signs of each.
KEPT, LONGEST = 200, 300


class TypedLines:
    """Lines of a file, the newest last. Without a file, or where it can't be written, they last a session."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._own: list[str] = []

    def recall(self) -> Sequence[str]:
        """Return the lines, each once; those of other sessions too."""
        return list(dict.fromkeys(reversed([*self._stored(), *self._own])))[:KEPT][::-1]

    def keep(self, typed: str) -> None:
        """Remember a line as the newest."""
        tidy = line(typed, LONGEST)
        if not tidy:
            return
        self._own = [*self._own, tidy][-KEPT:]
        lines = self.recall()
        if self._path is None:
            return
        part = self._path.with_name(f".{self._path.name}.part")
        # A history that can't be kept is no reason to say no to what was typed.
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Words of searches are the user's own business.
            part.touch(mode=0o600)
            part.write_text("".join(f"{each}\n" for each in lines), encoding="utf-8")
            part.replace(self._path)

    def _stored(self) -> list[str]:
        if self._path is None:
            return []
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return []
        return [tidy for each in text.splitlines()[-KEPT:] if (tidy := line(each, LONGEST))]
