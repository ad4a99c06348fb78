"""Line editing by GNU readline, where Python was built with it: arrows, history, completion."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Names offered for one beginning: more nobody listens to.
MOST = 20


def edit(words: Callable[[], Sequence[str]]) -> None:
    """Let lines be edited, and what `words` gives be completed by tab; without readline nothing happens."""
    with _dumb_terminal(), suppress(ImportError):
        import readline

        # No sign is sent to the terminal but what is typed.
        for setting in (
            "enable-bracketed-paste off",
            "enable-meta-key off",
            "bell-style none",
            "page-completions off",
        ):
            readline.parse_and_bind(f"set {setting}")
        readline.parse_and_bind("tab: complete")
        readline.set_completer_delims(" ")
        readline.set_completer(completer(words))


def completer(words: Callable[[], Sequence[str]]) -> Callable[[str, int], str | None]:
    """Return what readline asks for each completion in turn."""

    def complete(beginning: str, place: int) -> str | None:
        wanted = beginning.casefold()
        fitting = sorted({word for word in words() if word.casefold().startswith(wanted)})[:MOST]
        return fitting[place] if place < len(fitting) else None

    return complete


@contextmanager
def _dumb_terminal() -> Iterator[None]:
    """Let readline take the terminal for one without cursor movement: it looks when it is imported."""
    before = os.environ.get("TERM")
    os.environ["TERM"] = "dumb"
    try:
        yield
    finally:
        if before is None:
            del os.environ["TERM"]
        else:
            os.environ["TERM"] = before
