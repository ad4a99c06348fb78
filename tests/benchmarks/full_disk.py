"""A disk that is full at fifty points of each act: told in a line, and the next run leaves what it should.

    python -m tests.benchmarks.full_disk --points 50            all acts of tests/filling.py
    python -m tests.benchmarks.full_disk --points 50 poll gc    some

As root on a file system in memory that is really full (`disk`: tmpfs), else by the system's limit on the
size of a file (`disk`: limit). For each point a folder is made anew and given a share of the room that the
act needs; a process of its own does the act; then there is room, and another does it again. Prints one
JSON line: by act the room it needs in bytes, at how many points it was cut off, and at how many of these
a traceback was seen, more than a sentence was told, or the end differed from that of an undisturbed run
(`wrong`, with the points): all must be 0, or it exits with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.filling import ACTS, attempt, prepare, result

if TYPE_CHECKING:
    from collections.abc import Iterator

# Bytes: the whole disk, the least room to begin with, and what is written at a time to take room away.
DISK, LEAST, PIECE = 64_000_000, 65_536, 4096
# How an act ended in the process that did it.
DONE, TOLD, WRONG = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Disk:
    """A folder, and how to let it have so many bytes of room and no more."""

    folder: Path
    is_real: bool

    @contextmanager
    def with_room(self, room: int) -> Iterator[int]:
        """Leave so much room until the block ends; yields the limit on a file, 0 for none."""
        if not self.is_real:
            yield max(room, 1)  # 0 is none
            return
        ballast = self.folder / "ballast"
        with ballast.open("wb") as file:
            free = shutil.disk_usage(self.folder).free
            file.write(bytes(max(0, free - room) // PIECE * PIECE))
        try:
            yield 0
        finally:
            ballast.unlink()


@contextmanager
def disk() -> Iterator[Disk]:
    """Mount a small disk, where that is allowed."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", folder]
        quiet = subprocess.DEVNULL
        is_real = (
            bool(shutil.which("mount")) and not subprocess.run(mount, stderr=quiet, check=False).returncode
        )
        try:
            yield Disk(Path(folder), is_real)
        finally:
            if is_real:
                subprocess.run(["umount", folder], check=True)


def tried(act: str, folder: Path, limit: int) -> int:
    """Do an act in a child; return how that ended."""
    child = os.fork()
    if not child:
        os._exit(_do(act, folder, limit))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _do(act: str, folder: Path, limit: int) -> int:
    if limit:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        error = attempt(act, folder)
    except Exception as fault:  # noqa: BLE001  that is what is counted
        sys.stderr.write(f"{act}: {type(fault).__name__}: {fault}\n")
        return WRONG
    if error is None:
        return DONE
    good = error.hint and "\n" not in str(error) and "room" in str(error)
    if not good:
        sys.stderr.write(f"{act}: {error}\n")
    return TOLD if good else WRONG


class Filling:
    """Tries one act with less room than it needs."""

    def __init__(self, act: str, place: Disk, begun: Path) -> None:
        self._act, self._place, self._begun = act, place, begun
        self._folder = place.folder / "work"
        self._anew()
        assert tried(act, self._folder, 0) == DONE
        self._right = result(act, self._folder)

    def need(self) -> int:
        """Return the least room that is enough, to a page: by doubling, then by halving."""
        enough = LEAST
        while self._cut_off(enough) != DONE:
            enough *= 2
        short = 0
        while enough - short > PIECE:
            middle = (enough + short) // 2 // PIECE * PIECE
            if self._cut_off(middle) == DONE:
                enough = middle
            else:
                short = middle
        return enough

    def at(self, room: int) -> tuple[bool, bool]:
        """Try with so much room, then with enough; return whether it was cut off, and if all was right."""
        ended = self._cut_off(room)
        again = tried(self._act, self._folder, 0) if ended == TOLD else ended
        return ended == TOLD, again == DONE and result(self._act, self._folder) == self._right

    def _cut_off(self, room: int) -> int:
        self._anew()
        with self._place.with_room(room) as limit:
            return tried(self._act, self._folder, limit)

    def _anew(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._begun, self._folder)


def measured(act: str, place: Disk, points: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        begun = Path(folder)
        prepare(act, begun)
        filling = Filling(act, place, begun)
        need = filling.need()
        rooms = [need * point // points // PIECE * PIECE for point in range(points)]
        tries = [(room, *filling.at(room)) for room in rooms]
    cut_off = sum(was_cut for _, was_cut, _ in tries)
    wrong = [room for room, _, is_right in tries if not is_right]
    return {"need": need, "cut_off": cut_off, "wrong": len(wrong), "rooms": wrong}


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("acts", nargs="*", default=list(ACTS))
    asked.add_argument("--points", type=int, default=50)
    options = asked.parse_args()
    with disk() as place:
        found = {act: measured(act, place, options.points) for act in options.acts}
        print(json.dumps({"points": options.points, "disk": "tmpfs" if place.is_real else "limit", **found}))
    return int(any(each["wrong"] for each in found.values()))


if __name__ == "__main__":
    sys.exit(main())
