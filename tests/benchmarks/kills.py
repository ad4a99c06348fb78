"""`kill -9` in every stage of a round and of what else takes long: is anything lost or torn?

    python -m tests.benchmarks.kills [--kills 240] [--seed 1]

A process of the newsroom of `tests.dying` is killed so often: two thirds of the times at a statement, as
many in each stage of a round, and in `gc` and a backup; the others at any moment of a round, be it in the
middle of a commit. Each time the database is opened (`reopen_ms`, with the first page of stories), held
to be whole, and polled on. Prints one JSON line: `kills`, those of each `stages`, `missed` (what had ended
before it should have died), `lost` articles that had been committed, what was `torn` (integrity and
full-text checks are among it), and what the next round left `unfinished`. Exit code 1 unless all three
are 0; what they were goes to stderr.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.dying import LAST, STEPS
from tracker.selftest.dying import STAGES, Order, Undertaker
from tracker.selftest.soundness import kept, torn, unfinished
from tracker.store import Filter, Store

TITLES = frozenset(title for step in (*STEPS, LAST) for _, title, _ in step)
# Acts that have no stages.
WHOLE = ("gc", "backup")
# Of three kills the last is by the clock.
BY_CLOCK = 3
# Tries for each death, where rounds end before they should have died; and how the time for that shrinks.
MOST, SHRINKS = 3, 0.8
# Where the 95th of a hundred stands.
P95 = 0.95


@dataclass(slots=True)
class Tally:
    """What was counted so far."""

    stages: Counter[str] = field(default_factory=Counter)
    missed: int = 0
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    reopened: list[float] = field(default_factory=list)

    def account(self) -> dict[str, object]:
        """Return all of it as figures."""
        times = sorted(self.reopened) or [0.0]
        return {
            "kills": sum(self.stages.values()),
            "stages": dict(sorted(self.stages.items())),
            "missed": self.missed,
            "lost": len(self.lost),
            "torn": len(self.torn),
            "unfinished": len(self.unfinished),
            "reopen_ms": {
                "p50": round(times[len(times) // 2] * 1000, 1),
                "p95": round(times[int(len(times) * P95)] * 1000, 1),
                "max": round(times[-1] * 1000, 1),
            },
        }


class Slaughter:
    """Kills in a folder, one after the other."""

    def __init__(self, folder: Path, undertaker: Undertaker, seed: int) -> None:
        self.tally = Tally()
        self._folder = folder
        self._undertaker = undertaker
        self._random = random.Random(seed)
        (folder / "begun").mkdir()
        self._done("begun", "begin")
        started = perf_counter()
        self._counts = {"poll": self._done("polled", "poll", of="begun")}
        self._seconds = perf_counter() - started
        self._counts |= {act: self._done(act, act, of="polled") for act in WHOLE}

    def run(self, kills: int) -> None:
        """Kill so often, stage after stage."""
        places = [("poll", stage) for stage in STAGES.values() if self._counts["poll"].get(stage)]
        places += [(act, "") for act in WHOLE]
        turn = cycle(places)
        for number in range(kills * MOST):
            if sum(self.tally.stages.values()) >= kills:
                break
            if number % BY_CLOCK == 0:
                order = Order("", "poll", seconds=self._random.uniform(0.01, self._seconds))
            else:
                act, stage = next(turn)
                order = Order("", act, stage, self._random.randint(1, self._counts[act][stage]))
            self._kill(f"{number}", order)

    def _kill(self, name: str, order: Order) -> None:
        of = "begun" if order.act == "poll" else "polled"
        folder = shutil.copytree(self._folder / of, self._folder / name)
        ordered = Order(str(folder), order.act, order.stage, order.nth, order.seconds)
        if self._undertaker.carry_out(ordered).was_killed:
            stage = "any moment" if order.seconds else order.stage or order.act
            self.tally.stages[stage] += 1
            self._look(folder, f"{name} ({stage}, statement {order.nth}, {order.seconds:.3f} s)", order.act)
        else:
            self.tally.missed += 1
            # The machine has become quicker than the round that the moments were reckoned from.
            self._seconds *= SHRINKS if order.seconds else 1
        shutil.rmtree(folder)

    def _look(self, folder: Path, name: str, act: str) -> None:
        started = perf_counter()
        store = Store(folder / "tracker.db")
        store.shelf.stories(Filter(limit=50))
        self.tally.reopened.append(perf_counter() - started)
        self.tally.torn += [f"{name}: {fault}" for fault in torn(store)]
        acknowledged = {article.title for article in kept(store)}
        store.close()
        death = self._undertaker.carry_out(Order(str(folder), act))
        store = Store(folder / "tracker.db")
        if act == "poll":
            there = {article.title for article in kept(store)}
            self.tally.lost += [f"{name}: {title}" for title in acknowledged - there]
            self.tally.unfinished += [f"{name}: {fault}" for fault in unfinished(store, TITLES)]
        self.tally.torn += [f"{name}, then done: {fault}" for fault in torn(store)]
        self.tally.unfinished += [f"{name}: {death.said}"] * bool(death.code)
        store.close()

    def _done(self, name: str, act: str, of: str = "") -> dict[str, int]:
        folder = self._folder / name
        if of:
            shutil.copytree(self._folder / of, folder)
        death = self._undertaker.carry_out(Order(str(folder), act))
        if death.code:
            raise SystemExit(death.said)
        return death.counts


def main(arguments: list[str] | None = None) -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.kills")
    parser.add_argument("--kills", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as folder, Undertaker("tests.dying") as undertaker:
        slaughter = Slaughter(Path(folder), undertaker, asked.seed)
        slaughter.run(asked.kills)
    tally = slaughter.tally
    wrong = [*tally.lost, *tally.torn, *tally.unfinished]
    for each in wrong:
        print(each, file=sys.stderr)
    print(json.dumps(tally.account()))
    if wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
