"""Bring an old database up to date in processes of their own, that die on the way or come at once.

python -m tests.migrating killed PATH SHARE…   copies PATH to PATH-SHARE, and kills who brings that up to
                                               date after this share of its SQL statements
python -m tests.migrating together PATH N      lets N processes open PATH at the same time

Prints the exit codes. Forks, so that what a process needs is loaded once.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import sqlite_utils  # noqa: F401 - so that no child loads it

from tracker.store.connection import Connections

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


class Mortal(Connections):
    """Counts its SQL statements, and kills the process at the `last`."""

    last, statements = 0, 0

    def connect(self) -> sqlite3.Connection:
        connection = super().connect()
        connection.set_trace_callback(self._count)
        return connection

    def _count(self, _: str) -> None:
        Mortal.statements += 1
        if Mortal.statements == Mortal.last:
            os.kill(os.getpid(), signal.SIGKILL)


def forked(work: Callable[[], object]) -> int:
    """Do something in a child; return its number."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException as error:  # noqa: BLE001  a child must not go on as its parent
        sys.stderr.write(f"{error!r}\n")
        os._exit(1)
    os._exit(0)


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(path: Path, shares: list[float]) -> list[int]:
    """Let a process die at each share of what opening takes; `PATH-whole` is left by one that lived."""
    whole = Path(shutil.copy(path, f"{path}-whole"))
    Mortal(whole).close()
    total, codes = Mortal.statements, list[int]()
    for share in shares:
        copy = Path(shutil.copy(path, f"{path}-{share}"))
        Mortal.statements, Mortal.last = 0, max(1, round(share * total))
        codes.append(ended(forked(lambda copy=copy: Mortal(copy).close())))  # type: ignore[misc]  # each its own
    return codes


def together(path: Path, count: int) -> list[int]:
    children = [forked(lambda: Connections(path).close()) for _ in range(count)]
    return [ended(child) for child in children]


def main() -> None:
    act, path, *words = sys.argv[1:]
    codes = (
        killed(Path(path), [float(word) for word in words])
        if act == "killed"
        else together(Path(path), int(words[0]))
    )
    sys.stdout.write(f"{codes}\n")


if __name__ == "__main__":
    main()
