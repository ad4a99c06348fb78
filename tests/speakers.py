"""Stand-ins for the programs of a system: small scripts in a folder, which write down what they are given."""

from __future__ import annotations

import fcntl
import sys
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Seconds after which a program that does not end is given up.
SILENCE = 60
_SCRIPT = """#!{python}
import os, signal, sys
folder = {folder!r}
with open(folder + "/arguments", "a") as file:
    file.write(repr(sys.argv[1:]) + "\\n")
with open(folder + "/heard", "ab") as file:
    file.write(sys.stdin.buffer.read())
{then}
"""
# Go on until killed; a child too, which must not be left behind. Each holds a lock as long as it lives.
HANGS = """
import fcntl
lives = open(folder + "/lives", "w")
fcntl.flock(lives, fcntl.LOCK_SH)
os.fork()
while True:
    signal.pause()
"""
FAILS = "sys.exit('no sound \\x1b]0;evil\\x07 card')"
# What espeak-ng -w and say -o do with the word behind the option.
RECORDS = """
for option in ("-w", "-o"):
    if option in sys.argv:
        with open(sys.argv[sys.argv.index(option) + 1], "wb") as file:
            file.write(b"RIFF sound")
"""


class Programs:
    """A folder for PATH, and what its programs were given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def make(self, name: str, then: str = "") -> str:
        """Make a program; return its path."""
        path = self.folder / name
        path.write_text(_SCRIPT.format(python=sys.executable, folder=str(self.folder), then=then))
        path.chmod(0o755)
        return str(path)

    @property
    def heard(self) -> str:
        """All that came on standard input."""
        return self._read("heard")

    @property
    def arguments(self) -> list[str]:
        """The arguments of every run, as Python writes a list."""
        return self._read("arguments").splitlines()

    def all_ended(self) -> bool:
        """Wait until the programs that hang, and their children, are dead; give up after a while."""
        waiting = Thread(target=self._wait, daemon=True)
        waiting.start()
        waiting.join(SILENCE)
        return not waiting.is_alive()

    def _wait(self) -> None:
        with (self.folder / "lives").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)

    def _read(self, name: str) -> str:
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.exists() else ""
