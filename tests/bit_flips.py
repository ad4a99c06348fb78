"""A small real database with bits flipped in seeded places: what the commands on it answer.

python -m tests.bit_flips SEED      one place, each command's outcome and the line it told
"""

from __future__ import annotations

import gc
import io
import shutil
import signal
import sys
import tempfile
import traceback
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Literal

from tests.library import BRIDGE, Newsroom
from tests.store_cases import prepare
from tracker.cli import run
from tracker.cli.fault import tell_fault
from tracker.cli.session import Session
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("stories",),
    ("show", "orrin", "--json"),
    ("search", "bridge", "--json"),
    ("history", "orrin"),
    ("doctor",),
    ("poll",),
)
# Seconds after which a command counts as hanging: the slowest takes one.
LONG = 30
# Bits that are flipped in one place, as a bad cell or a bad sector does.
MOST_BITS = 8

Outcome = Literal["same", "told", "other", "traceback", "hang"]


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended: as on the whole database, with one line, with another answer, or badly."""

    seed: int
    command: str
    outcome: Outcome
    said: str


class HangError(BaseException):
    """A command took too long; nobody but the test may catch it."""


def make(folder: Path) -> None:
    """Write the whole database, with rows in every table."""
    room = Newsroom(folder)
    room.run_bridge(3)
    prepare(room.tracker.store)
    room.close()


def flipped(data: bytes, seed: int) -> bytes:
    """Flip up to eight bits of sixteen bytes that lie together and are not all zero."""
    random = Random(seed)
    place = next(at for at in iter(lambda: random.randrange(len(data) - 16), None) if any(data[at : at + 16]))
    found = bytearray(data)
    for _ in range(random.randrange(1, MOST_BITS + 1)):
        found[place + random.randrange(16)] ^= 1 << random.randrange(8)
    return bytes(found)


class Flipping:
    """Runs the commands on damaged copies, and compares with what they answer on the whole one."""

    def __init__(self, whole: Path, scratch: Path) -> None:
        self._whole = whole
        self._data = (whole / "tracker.db").read_bytes()
        self._scratch = scratch
        self._right = {command: self._run(self._data, command) for command in COMMANDS}

    def answers(self, seed: int) -> list[Answer]:
        """Try every command, each on a fresh copy with the same damage."""
        return [self._answer(seed, command) for command in COMMANDS]

    def _answer(self, seed: int, command: tuple[str, ...]) -> Answer:
        def answer(outcome: Outcome, said: str) -> Answer:
            return Answer(seed, command[0], outcome, said.strip())

        try:
            code, out, said = self._run(flipped(self._data, seed), command)
        except HangError:
            return answer("hang", "")
        except Exception:  # noqa: BLE001  that is what is counted
            return answer("traceback", traceback.format_exc())
        if (code, out, said) == self._right[command]:
            return answer("same", "")
        if code and (command == ("doctor",) or _is_a_line(out, said)):
            return answer("told", said or out)
        return answer("other", said)

    def _run(self, data: bytes, command: tuple[str, ...]) -> tuple[int, str, str]:
        """Run a command on a database; return exit code, stdout and stderr, both without the place."""
        shutil.rmtree(self._scratch, ignore_errors=True)
        shutil.copytree(self._whole, self._scratch)
        (self._scratch / "tracker.db").write_bytes(data)
        out, said = io.StringIO(), io.StringIO()
        with _in_time(), redirect_stdout(out), redirect_stderr(said):
            polls = command == ("poll",)
            code = _poll(self._scratch) if polls else run(["--data", str(self._scratch), *command])
        told = out.getvalue()
        if command == ("doctor",):
            # Of the room on the disk it says something else each time.
            told = "".join(line for line in told.splitlines(keepends=True) if " database " in line)
        place = str(self._scratch)
        return code, told.replace(place, ""), said.getvalue().replace(place, "")


def _poll(folder: Path) -> int:
    """Poll feeds of no network, one of which has something new; tell errors as the command does."""
    room = None
    try:
        room = Newsroom(folder)
        room.clock.forward(days=6)
        for article in BRIDGE:
            room.publish(*article)
        sys.stdout.write(f"{room.poll(days=1)}\n")
    except TrackerError as error:
        sys.stderr.write(f"tracker: {error}\n")
        return 1
    except Exception as error:  # noqa: BLE001  as the command's own border does
        tell_fault(Session(folder), error)
        return 1
    finally:
        if room is not None:
            room.close()
    return 0


def _is_a_line(out: str, said: str) -> bool:
    return not out and said.count("\n") == 1


@contextmanager
def _in_time() -> Iterator[None]:
    def give_up(*_: object) -> None:
        raise HangError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LONG)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        gc.collect()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        whole.mkdir()
        make(whole)
        for answer in Flipping(whole, Path(folder) / "scratch").answers(int(sys.argv[1])):
            sys.stdout.write(f"{answer.command}: {answer.outcome} {answer.said}\n")


if __name__ == "__main__":
    main()
