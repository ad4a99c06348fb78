"""Thousands of well-formed, damaged and hostile documents: parsed in children, then stored twice.

    python -m tests.benchmarks.mutants --count 20000 --seed 1
    python -m tests.benchmarks.mutants --count 0 --files FOLDER     bodies of your own

Prints one JSON line: how many documents and mutants, how many were no feeds (`errors`), what
else was raised (`exceptions`: must be 0), the slowest parse and the longest that a plain feed
waited meanwhile (seconds), the parent's largest memory, and what a second ingest added and
changed (must be 0). Exits with 1 where one of these is not held.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tests import builders
from tests.fakes import START
from tests.hostile_bodies import BODIES
from tests.kiosk import Kiosk
from tests.laws import assert_sound
from tests.mutants import Document, documents, mutants
from tracker.model import Entry
from tracker.parse import ParseError, Parser

if TYPE_CHECKING:
    from collections.abc import Iterable

URL = "https://wire.example/feed"
# As many as poll at one time; beside them one thread asks for a plain feed again and again.
THREADS = 15
PLAIN = builders.rss([Entry("Old bridge closes", "https://wire.example/1", "urn:1", "It closes.")])
# What is slower in a child would hold the second stage up, which parses in this process.
SLOW = 1.0
CHUNK = 200


class Parsing:
    """Parses documents from many threads, and remembers how that went."""

    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self.errors = 0
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
        self.slowest = max(self.slowest, (took, document.name))
        if took < SLOW:
            self.good.append(document)

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


def bodies(folder: Path) -> Iterable[Document]:
    """Read every file of a folder as a document."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Document(path.name, path.read_bytes(), "", ())


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=2000)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--files", type=Path)
    options = asked.parse_args()
    whole = list(documents(options.count // 5, options.seed))
    damaged = list(mutants(options.count, options.seed))
    hostile = [Document(name, body, "", ()) for name, body in BODIES.items()] if options.count else []
    hostile += bodies(options.files) if options.files else []
    with Parser() as parser, ThreadPoolExecutor(THREADS + 1) as pool:
        parsing, running = Parsing(parser), [True]
        parser.parse(PLAIN, "", URL, START)
        plain = pool.submit(parsing.wait_of_a_plain_feed, running)
        list(pool.map(parsing.parse, hostile + damaged + whole))
        running.clear()
        waited = plain.result()
    again = [ingest_twice(parsing.good[at : at + CHUNK]) for at in range(0, len(parsing.good), CHUNK)]
    new, changed = (sum(column) for column in zip(*again, strict=True))
    found = {
        "docs": len(whole),
        "mutants": len(damaged),
        "hostile": len(hostile),
        "errors": parsing.errors,
        "exceptions": len(parsing.exceptions),
        "slowest_s": round(parsing.slowest[0], 2),
        "slowest": parsing.slowest[1],
        "plain_waited_s": round(waited, 2),
        "parent_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "again_new": new,
        "again_changed": changed,
    }
    sys.stderr.writelines(f"{line}\n" for line in parsing.exceptions[:20])
    print(json.dumps(found))
    return int(bool(parsing.exceptions or new or changed))


if __name__ == "__main__":
    sys.exit(main())
