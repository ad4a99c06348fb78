"""Where a self-test takes place: a temporary folder, a server on loopback, and tracker as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.core import Tools, Tracker
from tracker.selftest.inline import START, FakeClock, InlineParser, InlineSandbox
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

T = TypeVar("T")

# Seconds after which a process that should have ended is given up.
PATIENCE = 60
# Processes at one time: more than two cores would only wait for each other.
AT_ONCE = 2
# What a data folder of a self-test says: all feeds are of one host, and the pause would be most of the time.
CONFIG = "[poll]\npause_seconds = 0\n"

Done = subprocess.CompletedProcess[str]


@dataclass
class Ground:
    """A run's temporary folder. `first` is Python that each process runs before anything else.

    `once` keeps what several checks look at, so that it is done once.
    """

    folder: Path
    first: str = ""
    _kept: dict[str, Any] = field(default_factory=dict)
    _locks: dict[str, Lock] = field(default_factory=dict)

    def room(self, name: str) -> Path:
        """Make a data folder."""
        room = self.folder / name
        room.mkdir()
        (room / "config.toml").write_text(CONFIG, encoding="utf-8")
        return room

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what was made under this name, by whichever check came first."""
        with self._locks.setdefault(name, Lock()):
            if name not in self._kept:
                try:
                    self._kept[name] = make()
                except Exception as error:  # noqa: BLE001 - it is raised, to every check that asks
                    self._kept[name] = error
        found: T | Exception = self._kept[name]
        if isinstance(found, Exception):
            raise found
        return found

    def begin(self, room: Path, *words: str, before: str = "") -> subprocess.Popen[str]:
        """Start `tracker WORDS` on a data folder, in a session of its own, after some Python (`before`)."""
        start = [sys.executable, "-c", f"{self.first}\n{before}\nfrom tracker.__main__ import main; main()"]
        return subprocess.Popen(  # noqa: S603 - this Python and our own words
            [*start, "--data", str(room), *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environ,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            start_new_session=True,
        )

    def tracker(self, room: Path, *words: str, before: str = "") -> Done:
        """Run `tracker WORDS` on a data folder to its end."""
        process = self.begin(room, *words, before=before)
        try:
            out, said = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
        return Done(words, process.returncode, out, said)

    def all_of(self, room: Path, commands: Iterable[Sequence[str]]) -> list[Done]:
        """Run several commands on a data folder, some at a time; return them in their order."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(lambda words: self.tracker(room, *words), commands))

    @property
    def environ(self) -> dict[str, str]:
        """The environment of a process: loopback is allowed, and the language is what messages are in."""
        own = {"TRACKER_ALLOW_PRIVATE": "127.0.0.1", "PYTHONIOENCODING": "utf-8"}
        return os.environ | own


def opened(room: Path, clock: FakeClock | None = None) -> Tracker:
    """Open a tracker on a data folder in this process: the whole pipeline, its network on loopback."""
    from tracker.cluster.online import OnlineClusterer
    from tracker.dossier.extractive import ExtractiveEngine
    from tracker.fetch import Fetcher

    tools = Tools(
        lambda: Fetcher(allow_private=["127.0.0.1"], version="selftest", pause=0),
        InlineParser,
        OnlineClusterer,
        ExtractiveEngine,
        InlineSandbox,
    )
    return Tracker(Store(room / "tracker.db"), room / "feeds.yaml", clock or FakeClock(START), tools)


def wrong_end(done: Done, codes: Sequence[int], *needed: str) -> list[str]:
    """Say how a command ended other than it must: by one of these codes, in words, with no traceback."""
    told = " ".join(done.stderr.split())[-200:]
    name = " ".join(map(str, done.args[:1]))
    faults = [] if done.returncode in codes else [f"{name}: exit code {done.returncode}: {told}"]
    faults += [f"{name}: a traceback"] * ("Traceback" in done.stderr)
    said = done.stderr + done.stdout
    return faults + [f"{name} says “{told}”, not “{each}”" for each in needed if each not in said]
