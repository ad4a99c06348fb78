"""Rounds of polling side by side: tracker, lemon24's reader and, where installed, newsboat.

    python -m tests.benchmarks.polling [--feeds 500] [--entries 30] [--reader PYTHON] [--repeat 1]

All three poll the same feeds of a farm on loopback, each with a fresh database: first a
round in which everything is new, then one in which nothing changed. PYTHON is an
interpreter that has `reader`; without one it is installed into a temporary environment.
reader and newsboat are given as many threads as tracker has. Getting feeds in (`in_s`: from the
start of the process until all that came is stored and can be searched) is what all three do, and
what the ratios compare: 2 says that tracker was twice as fast. tracker goes on from there to group
articles and write dossiers; `wall_s` and `cpu_s` are those of whole processes.
Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import venv
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.loopback import Loopback
from tracker.core.crew import CONCURRENT

_READER = """
import sys, reader
urls, threads = open(sys.argv[2]).read().split(), int(sys.argv[3])
with reader.make_reader(sys.argv[1]) as library:
    for url in urls:
        library.add_feed(url, exist_ok=True)
    library.update_feeds(workers=threads)
    count = library.get_entry_counts().total
print(count, file=sys.stderr)
"""
_TRACKER = """
import os, sys, time
from datetime import UTC, datetime
from pathlib import Path
from tracker import settings
from tracker.cli.wiring import open_tracker
ended = []
def told(progress):
    if progress.stage == "fetch" and progress.done == progress.total:
        ended.append(time.time())
paths = settings.paths(Path(sys.argv[1]), None, os.environ)
tracker = open_tracker(paths, settings.load(paths.config, os.environ), lambda: datetime.now(UTC))
tracker.polling.round(force=True, progress=told)
ended.append(time.time())
print(ended[0])
tracker.close()
"""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A program that polls: the command of a round; `told` if that prints when all was in."""

    name: str
    command: list[str]
    environment: dict[str, str]
    told: bool = False


def rounds(contestant: Contestant, server: Loopback) -> list[dict[str, float]]:
    """Run a first round and an unchanged one; return the seconds and the requests of each."""
    found = []
    for _ in range(2):
        seconds = _timed(contestant)
        asked = server.asked()
        requests = {"requests": len(asked), "not_modified": sum(fresh for *_, fresh in asked)}
        found.append(seconds | requests)
    return found


def _timed(contestant: Contestant) -> dict[str, float]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    done = subprocess.run(
        contestant.command, env=os.environ | contestant.environment, capture_output=True, check=False
    )
    wall, after = time.time() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{contestant.name} failed: {done.stderr.decode()[-2000:]}")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    within = float(done.stdout) - start if contestant.told else wall
    return {"in_s": round(within, 2), "wall_s": round(wall, 2), "cpu_s": round(spent, 2)}


def contestants(folder: Path, urls: list[str], reader: str) -> list[Contestant]:
    """Lay out an empty home for each program in a folder."""
    listed = folder / "urls"
    listed.write_text("\n".join(urls) + "\n", encoding="utf-8")
    found = [_tracker(folder / "tracker", urls), _reader(folder, listed, reader)]
    return found + ([_newsboat(folder, listed)] if shutil.which("newsboat") else [])


def _tracker(home: Path, urls: list[str]) -> Contestant:
    home.mkdir()
    lines = ["feeds:", "  Farm:", *(f"    - {{url: {url}, fulltext: never}}" for url in urls)]
    (home / "feeds.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-c", _TRACKER, str(home)]
    return Contestant("tracker", command, {"TRACKER_ALLOW_PRIVATE": "127.0.0.0/8"}, told=True)


def _reader(folder: Path, listed: Path, python: str) -> Contestant:
    if not python:
        venv.create(folder / "reader", with_pip=True)
        python = str(folder / "reader" / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", "reader"], check=True, capture_output=True)
    command = [python, "-c", _READER, str(folder / "reader.db"), str(listed), str(CONCURRENT)]
    return Contestant("reader", command, {})


def _newsboat(folder: Path, listed: Path) -> Contestant:
    config = folder / "newsboat.config"
    config.write_text(f"reload-threads {CONCURRENT}\n", encoding="utf-8")
    command = ["newsboat", "-u", str(listed), "-c", str(folder / "newsboat.db"), "-C", str(config)]
    return Contestant("newsboat", [*command, "-x", "reload"], {"HOME": str(folder)})


def compare(feeds: int, entries: int, reader: str) -> dict[str, object]:
    """Run all contestants once, in turn, against one farm."""
    with TemporaryDirectory() as name, closing(Loopback(feeds, entries)) as server:
        results = {c.name: rounds(c, server) for c in contestants(Path(name), server.urls, reader)}
    own = results["tracker"]
    ratios = {
        f"{kind}_against_{peer}": round(theirs[place]["in_s"] / own[place]["in_s"], 2)
        for peer, theirs in results.items()
        if peer != "tracker"
        for place, kind in enumerate(("first", "unchanged"))
        # reader leaves a feed alone that it asked within the hour: there is nothing to compare.
        if theirs[place]["requests"]
    }
    return {"feeds": feeds, "entries": entries, **results, **ratios}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--reader", default="", help="a Python that has `reader`")
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    for _ in range(options.repeat):
        print(json.dumps(compare(options.feeds, options.entries, options.reader)))
