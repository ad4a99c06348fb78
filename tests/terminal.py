"""A terminal for tests: tracker runs in a pseudo-terminal, and a glass shows what it drew.

The glass knows just what Textual writes: text, places, styles, modes. Whatever else arrives is kept in
`Glass.strange`, for nothing of a feed may ever get there; what is drawn beside the screen in `Glass.outside`.
"""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from codecs import getincrementaldecoder

from rich.cells import cell_len

# Seconds after which a terminal that says nothing is given up.
SILENCE = 30
# And one that goes on saying what is not wanted.
LONGEST = 120
# Takes the terminal as the one that controls the session, as a shell's children have it: closing it hangs up.
_BEGIN = "import os, sys; os.login_tty(int(sys.argv[1])); os.execv(sys.argv[2], sys.argv[2:])"
# One thing that a program says to a terminal: a control sequence, a string sequence, or a sign.
_SAID = re.compile(
    r"\x1b\[(?P<mark>[?<>=]?)(?P<numbers>[\d;]*)(?P<between>[ $]?)(?P<last>[@-~])"
    r"|\x1b\](?P<string>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b(?P<short>[^\[\]])"
    r"|(?P<sign>[^\x1b])",
    re.DOTALL,
)
# What is begun and not ended yet: the rest comes with the next bytes.
_BROKEN = re.compile(r"\x1b(?:\[[?<>=]?[\d;]*[ $]?|\][^\x07\x1b]*\x1b?)?$")
# Modes that a shell does not expect: mouse, focus, paste, the other screen, sizes told in band, a held frame.
ALIEN = frozenset({1000, 1002, 1003, 1004, 1006, 1015, 1016, 1049, 2004, 2026, 2048})
CURSOR, WRAP = 25, 7


class Glass:
    """What a terminal of `width` × `height` cells shows and how it is set."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.modes = {CURSOR, WRAP}
        self.kitty = 0
        self.strings: list[str] = []
        self.strange: list[str] = []
        self.outside: list[str] = []
        self.asked: list[str] = []
        self.frames = 0
        self._rest = ""
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Begin an empty screen of another size."""
        self.width, self.height = width, height
        self._x = self._y = 0
        self._cells = [[" "] * width for _ in range(height)]

    def clear(self) -> None:
        """Wipe the screen, as whoever had the terminal meanwhile does."""
        self.resize(self.width, self.height)

    @property
    def rows(self) -> list[str]:
        return ["".join(row).rstrip() for row in self._cells]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def left_behind(self) -> list[str]:
        """Say what a shell would find other than it was."""
        wrong = [f"mode {number} is on" for number in sorted(self.modes & ALIEN)]
        wrong += [f"mode {number} is off" for number in (CURSOR, WRAP) if number not in self.modes]
        return wrong + ["the keyboard speaks kitty's way"] * bool(self.kitty)

    def take(self, data: bytes) -> None:
        """Take what a program wrote."""
        said = self._rest + self._decode(data)
        broken = _BROKEN.search(said)
        self._rest = broken[0] if broken else ""
        for one in _SAID.finditer(said[: broken.start()] if broken else said):
            self._obey(one)

    def _obey(self, one: re.Match[str]) -> None:
        if one["sign"]:
            self._write(one["sign"])
        elif one["string"] is not None:
            self.strings.append(one["string"])
        elif one["short"] is not None or not self._control(one):
            self.strange.append(one[0])

    def _control(self, one: re.Match[str]) -> bool:
        """Do what a control sequence says; False for one that is unknown."""
        numbers = [int(number or 0) for number in one["numbers"].split(";")]
        match one["mark"], one["between"], one["last"]:
            case "?", "", "h":
                self.modes.update(numbers)
                self.frames += numbers == [2026]
            case "?", "", "l":
                self.modes.difference_update(numbers)
            case "?", "$", "p":
                self.asked.append(one["numbers"])
            case ">" | "<", "", "u":
                self.kitty += 1 if one["mark"] == ">" else -1
            case "", "", "H":
                row, column = (*numbers, 1)[:2]
                self._y, self._x = max(row, 1) - 1, max(column, 1) - 1
            case "", "", "m":
                pass
            case _:
                return False
        return True

    def _write(self, sign: str) -> None:
        if sign == "\n":
            self._x, self._y = 0, self._y + 1
        elif sign == "\r":
            self._x = 0
        elif sign == "\x07":
            pass
        elif sign < " " or "\x7f" <= sign < "\xa0":
            self.strange.append(sign)
        else:
            self._put(sign)

    def _put(self, sign: str) -> None:
        wide = cell_len(sign)
        if not 0 <= self._y < self.height or self._x + wide > self.width:
            self.outside.append(f"{sign!r} at column {self._x + 1} of row {self._y + 1}")
        elif not wide:
            self._cells[self._y][max(self._x - 1, 0)] += sign
        else:
            self._cells[self._y][self._x : self._x + wide] = [sign, *("",) * (wide - 1)]
            self._x += wide


class Terminal:
    """A pseudo-terminal with `PROGRAM ARGUMENTS` in it, python else, and a glass on what it draws."""

    def __init__(
        self,
        *arguments: str,
        environ: dict[str, str] | None = None,
        width: int = 100,
        height: int = 30,
        program: str = sys.executable,
    ) -> None:
        self.master, self.slave = pty.openpty()
        self.glass = Glass(width, height)
        self.said = b""
        self.answers = True
        self._tells_sizes = False
        termios.tcsetwinsize(self.slave, (height, width))
        self.settings = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [sys.executable, "-c", _BEGIN, str(self.slave), program, *arguments],
            pass_fds=(self.slave,),
            env={"LANG": "C.UTF-8", **os.environ, "TERM": "xterm-256color", **(environ or {})},
        )

    def send(self, keys: str | bytes) -> None:
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def resize(self, width: int, height: int) -> None:
        """Change the size, as a window manager does; the program is told by the kernel."""
        self.glass.resize(width, height)
        termios.tcsetwinsize(self.slave, (height, width))
        self._tell_size()

    def take(self, most: int = 65536, seconds: float = SILENCE) -> bool:
        """Take what there is to read; False at the end or where nothing came."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        try:
            data = os.read(self.master, most) if ready else b""
        except OSError:  # Linux says so where the last of the other side has closed
            data = b""
        self.said += data
        self.glass.take(data)
        while self.answers and self.glass.asked:
            self.send(f"\x1b[?{self.glass.asked.pop()};2$y")
        if 2048 in self.glass.modes and not self._tells_sizes:
            self._tells_sizes = True
            self._tell_size()
        return bool(data)

    def _tell_size(self) -> None:
        """Report the size in band where the program wants it so; it heeds no SIGWINCH then."""
        if self._tells_sizes:
            width, height = self.glass.width, self.glass.height
            self.send(f"\x1b[48;{height};{width};{height * 20};{width * 10}t")

    def read(self, until: bytes) -> None:
        """Read until something has been said."""
        while until not in self.said:
            assert self.take(), self.said[-2000:]

    def show(self, *texts: str) -> None:
        """Read until the screen shows all of these; a cursor that blinks is no news for ever."""
        ends = time.monotonic() + LONGEST
        while not all(text in self.glass.text for text in texts):
            told = self.take() and time.monotonic() < ends
            assert told, f"{texts} not shown in\n{self.glass.text}"

    def stopped(self) -> None:
        """Wait until the program is stopped; what it says meanwhile is read."""
        while not os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOHANG):
            self.take(seconds=0.05)
        while self.take(seconds=0):
            pass

    def end(self) -> int:
        """Read to the end of the program and return its exit code."""
        while self.process.poll() is None:
            self.take(seconds=0.05)
        while self.take(seconds=0):
            pass
        return self.process.returncode

    @property
    def left_behind(self) -> list[str]:
        """Say what is not as it was before the program: modes of the screen, and of the line (`stty -a`)."""
        line = zip(self.settings, self._line, strict=True)
        return self.glass.left_behind + [f"stty: {now} for {was}" for was, now in line if was != now]

    @property
    def _line(self) -> list[object]:
        return termios.tcgetattr(self.slave)

    def forsaken(self) -> None:
        """Wait until no process has this terminal any more."""
        self.process.wait()
        os.close(self.slave)
        self.slave = -1
        while self.take():
            pass

    def hang_up(self) -> None:
        """Close the window."""
        for number in {self.master, self.slave} - {-1}:
            os.close(number)
        self.master = self.slave = -1

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.hang_up()
