"""A fuzzer that follows coverage looks for bytes that break what must hold: `tests/fuzz_targets.py`.

    pip install atheris                     an optional tool, of Python 3.11 and 3.12 on Linux and macOS
    python -m tests.benchmarks.coverage_guided clean dates feeds_yaml --seconds 600
    python -m tests.benchmarks.coverage_guided --corpus FOLDER     all targets; goes on from what a run found

Prints one JSON line, by target: `executions`, `edges` of tracker's code that were reached, `inputs` that
led to new ones, `slowest_us` for a sign (microseconds, of a text made long by repeating it; only where what
is read has no bounds of its own), `memory_mb`, and `faults`: where each was raised, with the shortest input,
as Python. Exits with 1 where there are faults. A fault is noted and the run goes on; what hangs ends it.

https://github.com/google/atheris: its own engine is libFuzzer (https://llvm.org/docs/LibFuzzer.html).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
import traceback
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.fuzz_targets import TARGETS, Target

# Longer inputs find little more, and each takes longer.
LONGEST = 2048
# One input that takes so many seconds hangs: the worst that was seen, instrumented, took 2.
HANGS = 30
# Of so many executions one is held to be linear: repeated to so many signs, each taking so many microseconds
# at most. Instrumented code that is linear takes 1 to 40; what is quadratic takes hundreds at this length.
ONE_OF, SIGNS, SLOW_US = 256, 20_000, 200.0

_COVERED = re.compile(r"\bcov: (\d+)")
_STATISTIC = re.compile(r"^stat::(\w+):\s+(\d+)", re.MULTILINE)


class Watch:
    """Calls a target, and notes what it raised and how long a sign took, in a file, since libFuzzer exits."""

    def __init__(self, target: Target, notes: Path) -> None:
        self.target = target
        self.faults: dict[str, str] = {}
        self.slowest = 0.0
        self._notes = notes
        self._calls = 0

    def __call__(self, data: bytes) -> None:
        try:
            self.target.check(data)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            self._note(_place(error), data)
        self._calls += 1
        if self._calls % ONE_OF == 0 and len(data) > self.target.head:
            self._time(data)

    def _time(self, data: bytes) -> None:
        """Hold the target to linear time: what is repeated must not cost more for a sign."""
        head, body = data[: self.target.head], data[self.target.head :]
        long = head + body * (SIGNS // len(body) + 1)
        begun = time.process_time()
        try:
            self.target.check(long)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            self._note(_place(error), long)
        microseconds = (time.process_time() - begun) / len(long) * 1e6
        if microseconds > self.slowest:
            self.slowest = microseconds
            self._write()
        if self.target.linear and microseconds > SLOW_US:
            self._note(f"{microseconds:.0f} µs for each sign of a repetition", data)

    def _note(self, place: str, data: bytes) -> None:
        text = repr(data)
        if place not in self.faults or len(text) < len(self.faults[place]):
            self.faults[place] = text
            self._write()

    def _write(self) -> None:
        found = {"faults": self.faults, "slowest_us": round(self.slowest, 1)}
        self._notes.write_text(json.dumps(found), encoding="utf-8")


def _place(error: Exception) -> str:
    """Name a fault by what was raised, and by the last lines of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/tracker/" in frame.filename or "/tests/" in frame.filename]
    lines = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in ours[-2:]]
    return f"{type(error).__name__} at {' < '.join(reversed(lines))}"


def fuzz(name: str, notes: Path, options: list[str]) -> None:
    """Fuzz one target in this process, which libFuzzer ends."""
    import atheris

    # Its hook for patterns replaces them by an object that takes no position, which ours are given.
    atheris.enabled_hooks.add("str")
    with atheris.instrument_imports(include=["tracker", "ruamel"]):
        # What is imported only when it is called has to be imported now.
        for seed in TARGETS[name].seeds:
            TARGETS[name].check(seed)
    # What would print a warning on a user's terminal is a fault too.
    warnings.simplefilter("error")
    atheris.Setup([sys.argv[0], *options], Watch(TARGETS[name], notes))
    atheris.Fuzz()


def run(target: Target, seconds: int, seed: int, corpus: Path) -> dict[str, Any]:
    """Fuzz one target in a child, since no two fit into one process; return what is printed of it."""
    own = corpus / target.name
    own.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(target.seeds):
        (own / f"seed-{number}").write_bytes(data)
    notes, words = corpus / f"{target.name}.json", corpus / f"{target.name}.dict"
    notes.unlink(missing_ok=True)
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), encoding="ascii")
    options = [
        f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={LONGEST}", f"-timeout={HANGS}",
        f"-dict={words}", f"-artifact_prefix={own}-", "-print_final_stats=1", "-rss_limit_mb=4096", str(own),
    ]  # fmt: skip
    command = [sys.executable, "-m", "tests.benchmarks.coverage_guided", "--child", target.name, str(notes)]
    done = subprocess.run(
        [*command, *options], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, check=False, env=os.environ
    )
    return _told(done.stderr.decode("utf-8", "replace"), notes, done.returncode)


def _escaped(word: str) -> str:
    """Write a word as libFuzzer's dictionaries want it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def _told(said: str, notes: Path, code: int) -> dict[str, Any]:
    """Sum up a run from what libFuzzer said and what was noted."""
    found = json.loads(notes.read_text(encoding="utf-8")) if notes.exists() else {}
    statistics = {key: int(value) for key, value in _STATISTIC.findall(said)}
    faults = dict(found.get("faults", {}))
    if code:
        faults[f"it ended with {code}"] = said[-2000:]
    return {
        "executions": statistics.get("number_of_executed_units", 0),
        "edges": max(map(int, _COVERED.findall(said)), default=0),
        "inputs": statistics.get("new_units_added", 0),
        "slowest_us": found.get("slowest_us", 0.0),
        "memory_mb": statistics.get("peak_rss_mb", 0),
        "faults": faults,
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark from the command line."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--child"]:
        fuzz(given[1], Path(given[2]), given[3:])
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.coverage_guided")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; else all")
    parser.add_argument("--seconds", type=int, default=600, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what led to new code")
    asked = parser.parse_args(given)
    if unknown := sorted({*asked.targets}.difference(TARGETS)):
        parser.error(f"there is no target {', '.join(unknown)} but {', '.join(TARGETS)}")
    from importlib.util import find_spec

    if find_spec("atheris") is None:
        parser.error("atheris is not installed: `pip install atheris`, of Python 3.11 or 3.12")
    with TemporaryDirectory() as folder:
        corpus = asked.corpus or Path(folder)
        found = {
            name: run(TARGETS[name], asked.seconds, asked.seed, corpus) for name in asked.targets or TARGETS
        }
    print(json.dumps(found, ensure_ascii=False))
    return int(any(each["faults"] for each in found.values()))


if __name__ == "__main__":
    sys.exit(main())
