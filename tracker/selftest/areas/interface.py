"""The interface in a terminal of its own: it opens, and gives the terminal back whatever ends it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tracker.selftest.check import Check, Verdict, judged
from tracker.selftest.ground import PATIENCE

if TYPE_CHECKING:
    from tracker.selftest.ground import Ground

ENTERS, LEAVES = b"\x1b[?1049h", b"\x1b[?1049l"
SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
# A shell's children heed SIGINT, which those of a script in the background do not.
_HEED = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


def _given_back(ground: Ground) -> Verdict:
    try:
        import pty  # noqa: F401 - whether the system has it
        import termios  # noqa: F401
    except ImportError:
        return Verdict("not tried", "this system has no pseudo-terminals")
    faults = [fault for name in SIGNALS for fault in _ended_by(ground, name)]
    return judged(faults, f"{', '.join(SIGNALS)}: restored, exit code 0")


def _ended_by(ground: Ground, name: str) -> list[str]:
    """Open the interface in a pseudo-terminal, end it by a signal, and say what is not as it was."""
    import pty
    import termios

    room = ground.room(f"interface {name}")
    (room / "feeds.yaml").write_text("feeds: []\n", encoding="utf-8")
    code = f"{ground.first}\n{_HEED}\nfrom tracker.__main__ import main; main()"
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 80))
    before = termios.tcgetattr(slave)
    process = subprocess.Popen(  # noqa: S603 - this Python and our own words
        [sys.executable, "-c", code, "--data", str(room)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=ground.environ | {"TERM": "xterm-256color"},
        start_new_session=True,
    )
    try:
        said = _read(master, process, b"tracker")
        process.send_signal(getattr(signal, name))
        said += _read(master, process, b"")
        wrong = {
            "it did not open": ENTERS in said,
            "the screen is not given back": said.rfind(LEAVES) > said.rfind(ENTERS),
            "the line is not as it was": termios.tcgetattr(slave) == before,
            f"exit code {process.returncode}": process.returncode == 0,
            "a traceback": b"Traceback" not in said,
        }
    finally:
        process.kill()
        process.wait()
        os.close(master)
        os.close(slave)
    return [f"{name}: {fault}" for fault, held in wrong.items() if not held]


def _read(master: int, process: subprocess.Popen[bytes], until: bytes) -> bytes:
    """Read what is drawn until something of it has come behind the switch to the screen, or to the end."""
    said, end = b"", time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ended = process.poll() is not None
        ready, _, _ = select.select([master], [], [], 0.05)
        if ready:
            said += os.read(master, 65536)
        elif ended or (until and ENTERS in said and until in said.partition(ENTERS)[2]):
            break
    return said


CHECKS = (Check("whatever ends it gives the terminal back", _given_back),)
