"""A monkey at the keyboard while rounds poll feeds that change: does anything break, how slow does it get?

    python -m tests.benchmarks.monkey [--seeds 5] [--events 5000] [--first 1]

Each seed has a process and a data folder of its own. Prints one JSON line: `seeds`, `events`, `crashes`
(what broke, with the last events, goes to stderr), `worst_ms` from an event until all screens had taken it,
and which one that was, `rss_growth_mb` from a tenth of the run to its end (the stories grow with it), and how
often the interface was `opened`, `rounds` were polled and what was drawn was `looked` at.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.monkey import BrokenError, Log, let_loose


def one(seed: int, events: int) -> Log | str:
    """Run one seed; return what it did, or what it broke."""
    # Nothing of the machine is to be started: no editor, no clipboard, no voice.
    os.environ["PATH"] = ""
    with TemporaryDirectory() as folder:
        try:
            return let_loose(Path(folder), seed, events)
        except BrokenError:
            return traceback.format_exc()


def told(logs: list[Log], crashes: int) -> dict[str, object]:
    """Sum up what the runs that came through did."""
    worst = max(logs, key=lambda log: log.worst_ms, default=Log(0))
    growth = [log.rss_mb[-1] - log.rss_mb[len(log.rss_mb) // 10] for log in logs if log.rss_mb]
    return {
        "seeds": len(logs) + crashes,
        "events": sum(log.done for log in logs),
        "crashes": crashes,
        "worst_ms": round(worst.worst_ms, 1),
        "worst_event": worst.worst[:80],
        "rss_growth_mb": round(max(growth, default=0.0), 1),
        "opened": sum(log.opened for log in logs),
        "rounds": sum(log.rounds for log in logs),
        "looked": sum(log.looks for log in logs),
    }


def main(arguments: list[str] | None = None) -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.monkey")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--events", type=int, default=5000)
    parser.add_argument("--first", type=int, default=1)
    asked = parser.parse_args(arguments)
    seeds = range(asked.first, asked.first + asked.seeds)
    # A process a seed, one after the other: memory and times are its own.
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        found = list(pool.map(one, seeds, [asked.events] * len(seeds)))
    logs = [each for each in found if isinstance(each, Log)]
    broken = [each for each in found if isinstance(each, str)]
    for each in broken:
        print(each, file=sys.stderr)
    print(json.dumps(told(logs, len(broken))))
    if broken:
        sys.exit(1)


if __name__ == "__main__":
    main()
