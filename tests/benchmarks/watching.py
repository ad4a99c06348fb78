"""`tracker watch` over thousands of loopback feeds: seconds of a round, memory, lateness.

    python -m tests.benchmarks.watching [--feeds 10000] [--rounds 4] [--spread 60] [--keep FOLDER]

Runs the real command on a data folder of its own (so it can be profiled from outside: its
process number is told on stderr). The first round finds everything new, the second finds
nothing changed, each later one a new entry in a tenth of the feeds. At last 500 feeds fall
due spread over `--spread` seconds, and how late each is asked for is measured. Prints one
JSON line; memory is that of the whole tree of processes, in MB: `rss` counts what they share
in each of them, `pss` counts it once.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from tests.benchmarks.loopback import Loopback
from tracker.store import Store

# Seconds between two looks at the memory.
LOOK = 0.5
# Feeds that fall due one after the other, for the lateness.
SPREAD_FEEDS = 500
_STAGE = re.compile(r"([a-z]+) \d+ of \d+ ")
# Where in the list of times the 95th of a hundred stands.
_P95 = 0.95


def tree(root: int) -> list[int]:
    """Return a process and all below it."""
    found = [root]
    for process in found:
        for path in Path(f"/proc/{process}/task").glob("*/children"):
            with suppress(OSError):  # the thread has just ended
                found += map(int, path.read_text().split())
    return found


def memory(root: int, *, alone: bool = False) -> dict[str, float]:
    """Return Rss and Pss of a tree of processes, or of one `alone`, in MB."""
    total = {"Rss": 0.0, "Pss": 0.0}
    for process in [root] if alone else tree(root):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        for line in lines:
            name = line.partition(":")[0]
            if name in total:
                total[name] += int(line.split()[1]) / 1024
    return total


def processor(root: int) -> float:
    """Return the seconds of processor that a tree of processes has used, without those that ended."""
    used = 0
    for process in tree(root):
        with suppress(OSError):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
            used += int(fields[11]) + int(fields[12])  # utime and stime, proc(5)
    return used / os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Stages:
    """When each stage of a round was first and last heard of, from watch's talk."""

    spans: dict[str, list[float]] = field(default_factory=dict)

    def listen(self, stream: Any) -> None:
        """Read stderr to its end; what is no progress goes on to ours."""
        for line in stream:
            found = _STAGE.match(line)
            if found is None:
                print(line.rstrip()[:300], file=sys.stderr)
                continue
            span = self.spans.setdefault(found[1], [time.monotonic()] * 2)
            span[1] = time.monotonic()

    def taken(self) -> dict[str, float]:
        """Return the seconds of each stage, and forget them."""
        taken = {name: round(last - first, 1) for name, (first, last) in self.spans.items()}
        self.spans.clear()
        return taken


class Watched:
    """A running `tracker watch` and its server."""

    def __init__(self, folder: Path, feeds: int) -> None:
        self.server = Loopback(feeds)
        self.database = folder / "tracker.db"
        listed = "".join(f"- {url}\n" for url in self.server.urls)
        (folder / "feeds.yaml").write_text(listed, encoding="utf-8")
        self.stages = Stages()
        command = [sys.executable, "-m", "tracker", "--data", str(folder), "--verbose", "watch"]
        environ = os.environ | {"TRACKER_ALLOW_PRIVATE": "127.0.0.0/8"}
        with (folder / "out").open("w") as out:
            self.process = subprocess.Popen(
                command, env=environ, stdout=out, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
            )
        print(f"watch is process {self.process.pid}", file=sys.stderr)
        self.peak = {"Rss": 0.0, "Pss": 0.0}
        self._store: Store | None = None
        Thread(target=self.stages.listen, args=(self.process.stderr,), daemon=True).start()

    def round(self, feeds: int) -> dict[str, Any]:
        """Wait until so many feeds were asked for and no work is left; return what it took."""
        started, asked = time.monotonic(), list[tuple[int, float, bool]]()
        used = processor(self.process.pid)
        before = self._count("articles")
        while len(asked) < feeds or self._left():
            time.sleep(LOOK)
            asked += self.server.asked()
            self.look()
            if self.process.poll() is not None:
                raise SystemExit("watch ended")
        return {
            "round_s": round(time.monotonic() - started, 1),
            "processor_s": round(processor(self.process.pid) - used, 1),
            "requests": len(asked),
            "not_modified": sum(fresh for _, _, fresh in asked),
            "new_articles": self._count("articles") - before,
            "versions": self._count("versions"),
            "stages_s": self.stages.taken(),
            "rss_mb": round(memory(self.process.pid)["Rss"]),
            "rss_mb_each": [round(memory(each, alone=True)["Rss"]) for each in tree(self.process.pid)],
            "pss_mb": round(memory(self.process.pid)["Pss"]),
        }

    def look(self) -> None:
        """Take the memory's measure."""
        for name, size in memory(self.process.pid).items():
            self.peak[name] = max(self.peak[name], size)

    def make_due(self) -> None:
        """Let every feed be due now, and tell watch to look."""
        past = datetime.now(UTC) - timedelta(minutes=1)
        self._write("update feeds set next_due = ?", [(past.isoformat(),)])
        self.process.send_signal(signal.SIGHUP)

    def lateness(self, seconds: float) -> dict[str, float]:
        """Let some feeds fall due one after the other; return how late they were asked for."""
        start = time.time() + 15
        urls = self.server.urls[:SPREAD_FEEDS]
        dues = [start + seconds * place / len(urls) for place in range(len(urls))]
        rows = [
            (datetime.fromtimestamp(due, UTC).isoformat(), url) for due, url in zip(dues, urls, strict=True)
        ]
        self._write("update feeds set next_due = ? where url = ?", rows)
        self.process.send_signal(signal.SIGHUP)
        self.server.asked()
        late = dict[int, float]()
        while len(late) < len(urls):
            time.sleep(LOOK)
            self.look()
            late |= {feed: at - dues[feed] for feed, at, _ in self.server.asked() if feed < len(urls)}
        ranked = sorted(late.values())
        return {
            "p50": round(ranked[len(ranked) // 2], 1),
            "p95": round(ranked[int(len(ranked) * _P95)], 1),
            "max": round(ranked[-1], 1),
        }

    def stop(self) -> dict[str, float]:
        """End watch and the server; return the seconds watch took and its exit code."""
        started = time.monotonic()
        self.process.terminate()
        code = self.process.wait()
        self.server.close()
        return {"stop_s": round(time.monotonic() - started, 2), "exit_code": code}

    def _left(self) -> bool:
        """Tell whether the round is still at work: it holds the lock as long."""
        if self._store is None and self.database.exists():
            self._store = Store(self.database)
        return self._store is None or self._store.ingesting.holder() is not None

    def _count(self, table: str) -> int:
        return int(self._query(f"select count(*) from {table}")) if self.database.exists() else 0

    def _query(self, sql: str) -> Any:
        try:
            with closing(sqlite3.connect(self.database, timeout=30)) as db:
                return db.execute(sql).fetchone()[0]
        except sqlite3.OperationalError:
            return 0  # not made yet

    def _write(self, sql: str, rows: list[Any]) -> None:
        with closing(sqlite3.connect(self.database, timeout=30)) as db, db:
            db.executemany(sql, rows)


def measure(folder: Path, feeds: int, rounds: int, spread: float) -> dict[str, Any]:
    """Run everything in a folder."""
    watched = Watched(folder, feeds)
    told = []
    for number in range(rounds):
        if number:
            if number > 1:
                watched.server.publish(number - 1)
            watched.make_due()
        told.append(watched.round(feeds))
        print(json.dumps(told[-1]), file=sys.stderr)
    late = watched.lateness(spread) if spread else {}
    return {
        "feeds": feeds,
        "rounds": told,
        "late_s": late,
        "rss_mb_peak": round(watched.peak["Rss"]),
        "pss_mb_peak": round(watched.peak["Pss"]),
        "database_mb": round(watched.database.stat().st_size / 2**20),
        **watched.stop(),
    }


def main() -> None:
    """Measure in a temporary folder, or in one that is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--spread", type=float, default=60.0)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(json.dumps(measure(folder, options.feeds, options.rounds, options.spread)))


if __name__ == "__main__":
    main()
