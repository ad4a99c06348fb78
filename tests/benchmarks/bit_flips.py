"""Bits flipped in 200 places of a small real database, and six commands on each: nobody sees a traceback.

    python -m tests.benchmarks.bit_flips --places 200 --seed 0

Prints one JSON line: for each command how often it answered as on the whole database (`same`), told in
one line what is wrong (`told`), answered something else (`other`: letters of a text that no check of
SQLite's guards), and how often it raised (`traceback`) or took more than 30 s (`hang`): both must be 0,
or it exits with 1. `python -m tests.bit_flips SEED` shows one place again.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from tests.bit_flips import Flipping, make


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--places", type=int, default=200)
    asked.add_argument("--seed", type=int, default=0)
    options = asked.parse_args()
    counts = defaultdict[str, Counter[str]](Counter)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        whole.mkdir()
        make(whole)
        flipping = Flipping(whole, Path(folder) / "scratch")
        for seed in range(options.seed, options.seed + options.places):
            for answer in flipping.answers(seed):
                counts[answer.command][answer.outcome] += 1
                if answer.outcome in {"traceback", "hang"}:
                    sys.stderr.write(f"seed {seed}: {answer.command}: {answer.outcome} {answer.said}\n")
    bad = {kind: sum(count[kind] for count in counts.values()) for kind in ("traceback", "hang")}
    print(json.dumps({"places": options.places, **bad, "commands": counts}))
    return int(any(bad.values()))


if __name__ == "__main__":
    sys.exit(main())
