"""Runs one program to its end or to its time limit, and says in a sentence what went wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tracker.errors import TrackerError
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Sequence

# Characters of what a program complained of: a line of a log.
COMPLAINT = 200


def run(words: Sequence[str], stdin: bytes = b"", seconds: float | None = None) -> None:
    """Run a program with `stdin`; raise TrackerError where it is missing, fails, or takes too long.

    After `seconds` (None: no limit) it is killed with all that it started.
    """
    # Into a file: what it starts may outlive it and would hold a pipe open.
    with tempfile.TemporaryFile() as complaint:
        process = start(words, stderr=complaint, stdin=subprocess.PIPE)
        try:
            process.communicate(stdin, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise TrackerError(f"{name(words)} took longer than {seconds:g} seconds and was ended.") from None
        finally:
            end(process)
        if process.returncode:
            raise TrackerError(f"{name(words)} {_ended(process.returncode)}{_said(complaint)}.")


def start(words: Sequence[str], *, stderr: int | IO[bytes], stdin: int) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own; raise TrackerError where it can't be."""
    program = found(words[0])
    if not program:
        raise TrackerError(f"There is no program {name(words)}.")
    try:
        return subprocess.Popen(  # noqa: S603 - a list of words, which the user or tracker itself chose
            [program, *words[1:]],
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            start_new_session=True,
        )
    except OSError as error:
        raise TrackerError(f"{name(words)} can't be started: {error.strerror}.") from error


def found(program: str) -> str:
    """Return the path of a program that can be run, "" where there is none; `~` is the home folder."""
    return shutil.which(str(Path(program).expanduser()) if program.startswith("~") else program) or ""


def name(words: Sequence[str]) -> str:
    """Name a program as a message does."""
    return line(Path(words[0]).name or words[0], COMPLAINT)


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and what it started, if it still runs, and wait for it."""
    if process.poll() is None:
        kill(process)
        process.wait()
    if process.stdin is not None:
        process.stdin.close()


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and what it started; returns at once."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, PermissionError):
        process.kill()  # Windows has no groups, and macOS refuses one whose leader is a zombie
    except ProcessLookupError:
        pass


def _ended(code: int) -> str:
    return f"ended with code {code}" if code > 0 else f"was ended by signal {-code}"


def _said(complaint: IO[bytes]) -> str:
    complaint.seek(0)
    text = line(complaint.read(4 * COMPLAINT).decode(errors="replace"), COMPLAINT).rstrip(".")
    return f": {text}" if text else ""
