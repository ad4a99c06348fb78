"""Which program of the system speaks, and how each wants its text.

spd-say talks to Speech Dispatcher (its manual page: --wait, --cancel; a text that is piped in
could hold commands, so it is an argument behind `--`). espeak-ng reads standard input with --stdin
and writes a file with -w. say is macOS's own: `-f -` is standard input, `-o` a file.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import TrackerError
from tracker.programs.run import end, found, kill, name, run, start

if TYPE_CHECKING:
    from collections.abc import Sequence

INSTALL = "Install espeak-ng (`apt install espeak-ng`, `brew install espeak-ng`), or name one in [listen]."
# Characters of one argument: Linux takes 128 KiB (MAX_ARG_STRLEN), and a sign at most 4 bytes.
ARGUMENT = 30_000
# Seconds for a daemon to be told that it should be silent.
CANCEL = 2.0
# Seconds after which whoever waits for a program looks whether a signal came.
HEARING = 0.5


@dataclass(frozen=True, slots=True)
class Voice:
    """A program that speaks: its words, whether the text is an argument, and what silences a daemon.

    `to_file` are the words that make it write a WAV file, the path to be put in the place of "{}".
    """

    words: tuple[str, ...]
    as_argument: bool = False
    silence: tuple[str, ...] = ()
    to_file: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the program is called."""
        return name(self.words)

    def speak(self, text: str) -> Utterance:
        """Begin to speak a text; raise TrackerError where the program can't be started."""
        return Utterance(self, text)

    def write(self, text: str, path: Path) -> None:
        """Write a text as sound into a WAV file, whole or not at all. Raises TrackerError."""
        if not path.absolute().parent.is_dir():
            raise TrackerError(f"{path} can't be written: there is no such folder.")
        # In the same folder, so that one step puts it in place; an absolute path is no option.
        part = path.absolute().with_name(f".{path.stem}.part.wav")
        try:
            run([word.replace("{}", str(part)) for word in self.to_file], text.encode())
            if not part.exists() or not part.stat().st_size:
                raise TrackerError(f"{self.name} wrote no sound.")
            part.replace(path)
        except OSError as error:
            raise TrackerError(f"{path} can't be written: {error.strerror}.") from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


class Utterance:
    """A text that is being spoken."""

    def __init__(self, voice: Voice, text: str) -> None:
        self._voice = voice
        self._stopped = False
        words, self._text = voice.words, f"{text}\n".encode()
        stdin = subprocess.PIPE
        if voice.as_argument:
            words, self._text, stdin = (*words, "--", text[:ARGUMENT]), b"", subprocess.DEVNULL
        self._process = start(words, stderr=subprocess.DEVNULL, stdin=stdin)

    def wait(self) -> int:
        """Hand the text over and wait until it is spoken or stopped; return the program's exit code.

        In turns: a signal that comes just before a wait without an end would be heard after it.
        """
        text: bytes | None = self._text or None
        try:
            while True:
                try:
                    self._process.communicate(text, timeout=HEARING)
                    break
                except subprocess.TimeoutExpired:
                    text = None  # the program has it, or gets the rest of it
        finally:
            end(self._process)
            if self._stopped and self._voice.silence:
                with suppress(TrackerError):
                    run(self._voice.silence, seconds=CANCEL)
        return self._process.returncode

    def stop(self) -> None:
        """Be silent; returns at once. A daemon is told so by whoever waits."""
        self._stopped = True
        kill(self._process)


_SPD_SAY = Voice(("spd-say", "--wait"), as_argument=True, silence=("spd-say", "--cancel"))
_ESPEAK = Voice(("espeak-ng", "-b", "1", "--stdin"), to_file=("espeak-ng", "-b", "1", "-w", "{}", "--stdin"))
_SAY = Voice(
    ("say", "-f", "-"),
    to_file=("say", "--file-format=WAVE", "--data-format=LEI16@22050", "-o", "{}", "-f", "-"),
)
_KNOWN = {"spd-say": _SPD_SAY, "espeak-ng": _ESPEAK, "say": _SAY}


def voice(own: Sequence[str] = ()) -> Voice:
    """Find what speaks: the user's own program, else the first that is installed. Raises TrackerError.

    Of a program that is known the user may give options; one that is not gets its text on standard input.
    """
    if own:
        if not found(own[0]):
            raise TrackerError(f"[listen] names {name(own)}, which is no program here.", INSTALL)
        return _with_options(own)
    for each in _KNOWN.values():
        if found(each.words[0]):
            return each
    raise TrackerError("No program that speaks was found (spd-say, espeak-ng or say).", INSTALL)


def recorder(own: Sequence[str] = ()) -> Voice:
    """Find what writes sound into a file: the user's program if it can, else espeak-ng or say."""
    chosen = voice(own) if own else None
    if chosen is not None and chosen.to_file:
        return chosen
    for each in (_ESPEAK, _SAY):
        if found(each.words[0]):
            return each
    raise TrackerError("Only espeak-ng and say write sound into a file, and neither was found.", INSTALL)


def _with_options(own: Sequence[str]) -> Voice:
    known = _KNOWN.get(os.fspath(Path(own[0]).name))
    if known is None:
        return Voice(tuple(own))
    options = tuple(own[1:])
    words = (own[0], *known.words[1:], *options)
    to_file = (own[0], *known.to_file[1:], *options) if known.to_file else ()
    silence = (own[0], *known.silence[1:]) if known.silence else ()
    return Voice(words, known.as_argument, silence, to_file)
