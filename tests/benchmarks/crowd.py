"""Two pollers, two interfaces and a command line on one database: does anybody see a lock?

    python -m tests.benchmarks.crowd [--minutes 5]

The feeds are on loopback, and bring something new each time they are asked. Two processes poll again and
again, commands that read and that write are run one after the other, and keys are sent to two interfaces
in pseudo-terminals. Prints one JSON line: `polls`, of which `busy` were told who polls already, `commands`,
`keys`; the processes that said “locked` or had a traceback (`locked`, `tracebacks`), other `failures`, and
whether the database is `whole` at the end. Exit code 1 unless those are 0 and it is.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from tests.newsstand import Newsstand
from tests.terminal import Terminal
from tracker.selftest.soundness import torn
from tracker.store import Store

ENVIRON = {"TRACKER_ALLOW_PRIVATE": "127.0.0.1"}
COMMANDS = (
    ("stories",),
    ("read", "--all"),
    ("search", "bridge"),
    ("unread", "1"),
    ("articles",),
    ("gc",),
    ("show", "1"),
    ("follow", "1"),
    ("unfollow", "1"),
    ("status",),
)
KEYS = "RlmUNfARr"
BUSY = re.compile(r"tracker( poll| gc)? \(process \d+ on [^)]+\) is polling already")


class Crowd:
    """What works on one folder until a moment, and what was counted."""

    def __init__(self, folder: Path, minutes: float) -> None:
        self.counts: Counter[str] = Counter(
            dict.fromkeys(("polls", "busy", "commands", "keys", "locked", "tracebacks", "failures"), 0)
        )
        self._words = ["-m", "tracker", "--data", str(folder)]
        self._end = time.monotonic() + minutes * 60

    @property
    def goes_on(self) -> bool:
        return time.monotonic() < self._end

    def poll(self) -> None:
        """Poll again and again."""
        while self.goes_on:
            self._run("polls", "poll", "--force")

    def command(self) -> None:
        """Run one command after the other."""
        for words in cycle(COMMANDS):
            if not self.goes_on:
                return
            self._run("commands", *words)

    def type(self, terminal: Terminal) -> None:
        """Send keys, and read what is drawn; end the interface at last."""
        while self.goes_on:
            terminal.send(KEYS)
            self.counts["keys"] += len(KEYS)
            while terminal.take(seconds=0.5):
                pass
        terminal.process.send_signal(signal.SIGTERM)
        self.counts["failures"] += bool(terminal.end() or terminal.left_behind)
        self._look(terminal.said.decode(errors="replace"))
        self.counts["failures"] += b"omething went wrong" in terminal.said

    def _run(self, kind: str, *words: str) -> None:
        command = [sys.executable, *self._words, *words]
        done = subprocess.run(
            command,
            env=os.environ | ENVIRON,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        self.counts[kind] += 1
        said = done.stderr + done.stdout
        self._look(said)
        busy = bool(BUSY.search(said))
        self.counts["busy"] += busy
        # What the user has done already is said, with 2; what a feed does not give, with 4.
        if done.returncode not in {0, 2, 4} and not busy:
            self.counts["failures"] += 1
            print(f"{words}: {done.returncode} {said[-300:]}", file=sys.stderr)

    def _look(self, said: str) -> None:
        self.counts["locked"] += "locked" in said
        self.counts["tracebacks"] += "Traceback" in said


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.crowd")
    parser.add_argument("--minutes", type=float, default=5.0)
    asked = parser.parse_args()
    with TemporaryDirectory() as temporary, ExitStack() as end:
        folder, newsstand = Path(temporary), Newsstand()
        end.callback(newsstand.close)
        listed = "".join(f"- url: {feed}\n  fulltext: never\n" for feed in newsstand.feeds)
        (folder / "feeds.yaml").write_text(listed, encoding="utf-8")
        (folder / "config.toml").write_text("[poll]\npause_seconds = 0\n", encoding="utf-8")
        terminals = [Terminal("-m", "tracker", "--data", temporary, environ=ENVIRON) for _ in range(2)]
        for terminal in terminals:
            end.callback(terminal.close)
            terminal.show("stories")
        crowd = Crowd(folder, asked.minutes)
        threads = [Thread(target=crowd.poll), Thread(target=crowd.poll), Thread(target=crowd.command)]
        threads += [Thread(target=crowd.type, args=(terminal,)) for terminal in terminals]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        store = Store(folder / "tracker.db")
        faults = torn(store)
        store.close()
    for fault in faults:
        print(fault, file=sys.stderr)
    print(json.dumps({**crowd.counts, "whole": not faults}))
    if faults or crowd.counts["locked"] or crowd.counts["tracebacks"] or crowd.counts["failures"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
