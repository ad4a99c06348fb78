"""Rounds of polling side by side: tracker, lemon24's reader, rss-cli and, where installed, newsboat.

    python -m tests.benchmarks.polling [--feeds 500] [--entries 30] [--tools FOLDER] [--repeat 1]

All poll the same feeds of a farm on loopback, each with a fresh database: a first round in which
everything is new, and two in which nothing changed (`unchanged` is the last: newsboat writes the
validators of a feed down in its second). What is to be installed goes to a temporary folder, or to
`--tools`, where it is found again. reader and newsboat are given as many threads as tracker has; rss-cli
has its own. Every feed has a host of its own, so that manners towards a host cost nobody anything.
Getting feeds in (`in_s`: from the start of the process until all that came is stored) is what all do, and
what the ratios compare: 2 says that tracker was twice as fast. tracker can search by then; reader has its
index, and newsboat and rss-cli have what they need, at the end of the process. tracker goes on to
group articles and write dossiers; `wall_s` and `cpu_s` are those of whole processes.
Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tests.benchmarks.loopback import Loopback
from tests.benchmarks.rivals import NAMES, programs

if TYPE_CHECKING:
    from tests.benchmarks.rivals import Program

ROUNDS: Final = ("first", "second", "unchanged")


def rounds(program: Program, server: Loopback) -> dict[str, dict[str, float]]:
    """Run a first round and the others; return the seconds and the requests of each."""
    found = {}
    for kind in ROUNDS:
        seconds = timed(program)
        asked = server.asked()
        requests = {"requests": len(asked), "not_modified": sum(fresh for *_, fresh in asked)}
        found[kind] = seconds | requests
    return found


def timed(program: Program) -> dict[str, float]:
    """Run one round and return its seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
    said = program.run(program.poll)
    wall, after = time.time() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    within = float(said) - start if program.tells else wall
    return {"in_s": round(within, 2), "wall_s": round(wall, 2), "cpu_s": round(spent, 2)}


def compare(feeds: int, entries: int, tools: Path) -> dict[str, object]:
    """Run all programs once, in turn, against one farm."""
    with TemporaryDirectory() as name, closing(Loopback(feeds, entries)) as server:
        found, absent = programs(Path(name), server.urls, NAMES, tools)
        results = {program.name: rounds(program, server) for program in found.values()}
    own = results["tracker"]
    ratios = {
        f"{kind}_against_{peer}": round(theirs[kind]["in_s"] / own[kind]["in_s"], 2)
        for peer, theirs in results.items()
        if peer != "tracker"
        for kind in ("first", "unchanged")
    }
    return {"feeds": feeds, "entries": entries, **results, **ratios, "absent": absent}


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--tools", type=Path, help="a folder for what is installed")
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        for _ in range(options.repeat):
            print(json.dumps(compare(options.feeds, options.entries, options.tools or Path(scratch))))


if __name__ == "__main__":
    main()
