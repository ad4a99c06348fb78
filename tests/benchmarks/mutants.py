"""Thousands of well-formed, damaged and hostile documents: parsed in children, then stored twice.

    python -m tests.benchmarks.mutants --count 100000 --seed 1     20 minutes on two cores
    python -m tests.benchmarks.mutants --count 0 --files FOLDER     bodies of your own

Beside `--count` mutants there are the hostile bodies, and well-formed documents by a fifth of the count.
Prints one JSON line: how many `documents`, how many were no feeds (`errors`), what else was
raised (`exceptions`: must be 0), the slowest parse and the longest that a plain feed waited
meanwhile (seconds), the parent's largest memory and how far it grew from the first parse on, and what a
second ingest added and changed (must be 0). Exits with 1 where one of the three is not 0.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from tests import builders
from tests.fakes import START
from tests.kiosk import Kiosk
from tests.laws import assert_sound
from tracker.model import Entry
from tracker.parse import ParseError, Parser
from tracker.selftest.bodies import BODIES
from tracker.selftest.mutants import Document, documents, mutants

if TYPE_CHECKING:
    from collections.abc import Iterator

URL = "https://wire.example/feed"
# As many as poll at one time; beside them one thread asks for a plain feed again and again.
THREADS = 15
PLAIN = builders.rss([Entry("Old bridge closes", "https://wire.example/1", "urn:1", "It closes.")])
# What is slower in a child would hold the second stage up, which parses in this process.
SLOW = 1.0
CHUNK = 200
# So many are in memory at a time.
SLICE = 10 * CHUNK


class Parsing:
    """Parses documents from many threads, and remembers how that went."""

    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self.count = 0
        self.errors = 0
        self.again_new = 0
        self.again_changed = 0
        self.exceptions: list[str] = []
        self.slowest = (0.0, "")
        self.good: list[Document] = []

    def parse(self, document: Document) -> None:
        start = time.perf_counter()
        try:
            assert_sound(self.parser.parse(document.body, document.content_type, URL, START), START)
        except ParseError:
            self.errors += 1
        except Exception as error:  # noqa: BLE001  that is what is counted
            self.exceptions.append(f"{document.name}: {type(error).__name__}: {error}")
        took = time.perf_counter() - start
        self.count += 1
        self.slowest = max(self.slowest, (took, document.name))
        if took < SLOW:
            self.good.append(document)

    def ingest(self) -> None:
        """Store what was parsed quickly twice, and forget it."""
        good, self.good = self.good, []
        for at in range(0, len(good), CHUNK):
            new, changed = ingest_twice(good[at : at + CHUNK])
            self.again_new += new
            self.again_changed += changed

    def wait_of_a_plain_feed(self, running: list[bool]) -> float:
        """Parse a plain feed as long as the others run; return the longest it took."""
        longest = 0.0
        while running:
            start = time.perf_counter()
            self.parser.parse(PLAIN, "", URL, START)
            longest = max(longest, time.perf_counter() - start)
            time.sleep(0.02)
        return longest


def ingest_twice(served: list[Document]) -> tuple[int, int]:
    """Store documents in a fresh database; return what a second time adds and changes."""
    with tempfile.TemporaryDirectory() as folder:
        kiosk = Kiosk(Path(folder), served)
        kiosk.poll()
        before = kiosk.articles()
        new, after = kiosk.poll(), kiosk.articles()
        kiosk.close()
    return new, sum(after[number] != article for number, article in before.items())


def bodies(folder: Path) -> Iterator[Document]:
    """Read every file of a folder as a document."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Document(path.name, path.read_bytes(), "", ())


def slices(every: Iterator[Document]) -> Iterator[list[Document]]:
    """Give some documents at a time, so that the memory of this process is not that of its own making."""
    while some := list(islice(every, SLICE)):
        yield some


def main() -> int:
    """Run the benchmark from the command line."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.mutants")
    asked.add_argument("--count", type=int, default=2000)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--files", type=Path)
    options = asked.parse_args()
    hostile = [Document(name, body, "", ()) for name, body in BODIES.items()] if options.count else []
    damaged = mutants(options.count, options.seed)
    whole = documents(options.count // 5, options.seed)
    every = chain(hostile, bodies(options.files) if options.files else (), damaged, whole)
    with Parser() as parser, ThreadPoolExecutor(THREADS + 1) as pool:
        parsing, running = Parsing(parser), [True]
        parser.parse(PLAIN, "", URL, START)
        before = memory()
        plain = pool.submit(parsing.wait_of_a_plain_feed, running)
        try:
            for some in slices(every):
                list(pool.map(parsing.parse, some))
                parsing.ingest()
        finally:
            running.clear()
        waited = plain.result()
    found = {
        "documents": parsing.count,
        "errors": parsing.errors,
        "exceptions": len(parsing.exceptions),
        "slowest_s": round(parsing.slowest[0], 2),
        "slowest": parsing.slowest[1],
        "plain_waited_s": round(waited, 2),
        "parent_memory_mb": memory(),
        "parent_grown_mb": memory() - before,
        "again_new": parsing.again_new,
        "again_changed": parsing.again_changed,
    }
    sys.stderr.writelines(f"{line}\n" for line in parsing.exceptions[:20])
    print(json.dumps(found))
    return int(bool(parsing.exceptions or parsing.again_new or parsing.again_changed))


def memory() -> int:
    """Return the largest memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
