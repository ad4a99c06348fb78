"""Which program of the system takes a text for the clipboard.

An interface asks the terminal by OSC 52 as well, which needs no program and works over ssh, but may be
switched off there; whether it was heeded cannot be known. What a program took is known.

wl-copy belongs to wl-clipboard (Wayland), xclip and xsel to X11, pbcopy to macOS, clip.exe to Windows, which
WSL can start. tmux drops what programs in it say by OSC 52 (`set-clipboard external`, its default), but hands
its own buffer to the terminal when `load-buffer -w` asks for it (tmux 3.2).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tracker.errors import TrackerError
from tracker.programs.run import found, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Seconds for a program that has a short text to take: they return at once, or hang on a dead display.
PATIENCE = 2.0


def copy_by_program(text: str, environ: Mapping[str, str]) -> str:
    """Hand a text to the first program that takes it; return that one's name, "" where none does.

    Over ssh no program is asked but tmux: the clipboard of that machine is not the user's.
    """
    for words, encoding in _candidates(environ):
        with suppress(TrackerError):
            run(words, text.encode(encoding), PATIENCE)
            return words[0]
    return ""


def programs_here(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Name the programs that would be asked, the surest first."""
    return tuple(words[0] for words, _ in _candidates(environ) if found(words[0]))


def _candidates(environ: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the programs that reach the user's clipboard, each with its encoding, the surest first."""
    if not (environ.get("SSH_TTY") or environ.get("SSH_CONNECTION")):
        yield from ((words, encoding) for words, encoding in _local(environ) if found(words[0]))
    if environ.get("TMUX"):
        yield ("tmux", "load-buffer", "-w", "-"), "utf-8"


def _local(environ: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    if environ.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",), "utf-8"
    if environ.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard"), "utf-8"
        yield ("xsel", "--clipboard", "--input"), "utf-8"
    yield ("pbcopy",), "utf-8"
    # It reads the console's code page unless the text says that it is UTF-16.
    yield ("clip.exe",), "utf-16"


def heeds_osc52(environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal may take a text by OSC 52: macOS's Terminal and a bare console never do.

    Inside tmux it is tmux that is asked, and by default it drops it.
    """
    bare = environ.get("TERM", "") in {"", "dumb", "linux"}
    return not (bare or environ.get("TMUX") or environ.get("TERM_PROGRAM") == "Apple_Terminal")


class Clipboard:
    """The ways to the user's clipboard from the environment of a process."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.by_terminal = heeds_osc52(environ)

    def by_program(self, text: str) -> str:
        """Return the name of the program that took a text, "" where none did; may take some seconds."""
        return copy_by_program(text, self._environ)
