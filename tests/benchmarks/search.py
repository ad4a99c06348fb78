"""Search in a large database: milliseconds from a query to its hits, by kind of query.

    python -m tests.benchmarks.search [FOLDER] [--articles 1000000] [--keep FOLDER] [--rounds 5]

FOLDER is a data folder that `--keep` left; without one the articles are made up (`newsdesk`: a million take
three minutes and 4 GB). Each query is asked as the interface asks, for its 200 hits with the snippets,
`--rounds` times, each time with other words: a letter being typed, words of every frequency, phrases,
refused words, each field alone and together. Prints one JSON line: `articles`, `queries`, over all of them
`p50_ms`, `p95_ms` and `max_ms`, and `cpu_p95_ms` of processor time, which other work on the machine leaves
alone; the same by kind; `empty` (kinds that found nothing), and `size_mb`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.benchmarks.newsdesk import GIVEN, TAGS, fill, outlet_names
from tests.benchmarks.scale import START, STOPWORDS, Vocabulary
from tracker.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker.core import Tracker

# The place of an outlet that publishes little, of 300.
SMALL: Final = 290
# The newest article of `scale.told` is so much younger than the one before.
STEP: Final = timedelta(seconds=10)


class Words:
    """Draws what a reader may type of what the newsroom prints."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        vocabulary = Vocabulary(random.Random(4))
        # Drawn by Zipf's law, the first are common; those at the list's end are in few articles.
        self.common, self.rare = vocabulary.words[:50], vocabulary.words[-2_000:]
        self.outlets = outlet_names(Vocabulary(random.Random(11)))

    def stop(self) -> str:
        return self.dice.choice(STOPWORDS[:5])

    def word(self) -> str:
        return self.dice.choice(self.common)

    def seldom(self) -> str:
        return self.dice.choice(self.rare)

    def start(self, signs: int) -> str:
        return self.dice.choice([*STOPWORDS, *self.common, *self.rare])[:signs]

    def outlet(self, place: int) -> str:
        return f'outlet:"{self.outlets[place]}"'

    def actor(self) -> str:
        return f"actor:{self.dice.choice(GIVEN).lower()}"

    def day(self, share: float, days: int) -> str:
        return f"{START + timedelta(days=share * days):%Y-%m-%d}"


def kinds(words: Words, days: int) -> Mapping[str, Callable[[], str]]:
    """Name the kinds of queries; what stands behind the last word says whether it is still being typed."""
    return {
        "1 letter": lambda: words.start(1),
        "2 letters": lambda: words.start(2),
        "3 letters": lambda: words.start(3),
        "4 letters": lambda: words.start(4),
        "common word": lambda: f"{words.stop()} ",
        "word": lambda: f"{words.word()} ",
        "rare word": lambda: f"{words.seldom()} ",
        "no such word": lambda: "quixotry",
        "common words": lambda: f"{words.stop()} {words.stop()} {words.word()} ",
        "word and letter": lambda: f"{words.word()} {words.start(1)}",
        "rare and letter": lambda: f"{words.seldom()} {words.start(1)}",
        "rare and common": lambda: f"{words.seldom()} {words.stop()} ",
        "two rare words": lambda: f"{words.seldom()} {words.seldom()} ",
        "common phrase": lambda: f'"{words.stop()} {words.stop()}"',
        "phrase": lambda: f'"{words.word()} {words.stop()}"',
        "rare phrase": lambda: f'"{words.seldom()} {words.word()}"',
        "refused": lambda: f"{words.word()} -{words.stop()} ",
        "refused alone": lambda: f"-{words.word()} ",
        "title:": lambda: f"title:{words.word()} ",
        "title: rare": lambda: f"title:{words.seldom()} ",
        "outlet: large": lambda: words.outlet(0),
        "outlet: small": lambda: words.outlet(SMALL),
        "outlet: many": lambda: "outlet:times ",
        "actor:": words.actor,
        "since:": lambda: "since:7d ",
        "since: last hour": lambda: "since:1h ",
        "until: old": lambda: f"until:{words.day(0.1, days)} ",
        "is:unread": lambda: "is:unread ",
        "is:read": lambda: "is:read ",
        "is:followed": lambda: "is:followed ",
        "is:lone": lambda: "is:lone ",
        "is:story": lambda: "is:story ",
        "tag:": lambda: f"tag:{words.dice.choice(TAGS)} ",
        "outlet: and word": lambda: f"{words.outlet(0)} {words.word()} ",
        "outlet: and rare": lambda: f"{words.outlet(0)} {words.seldom()} ",
        "small outlet: and common": lambda: f"{words.outlet(SMALL)} {words.stop()} ",
        "actor: and word": lambda: f"{words.actor()} {words.word()} ",
        "actor: and rare": lambda: f"{words.actor()} {words.seldom()} ",
        "until: and common": lambda: f"until:{words.day(0.2, days)} {words.stop()} ",
        "until: and rare": lambda: f"until:{words.day(0.2, days)} {words.seldom()} ",
        "unread and word": lambda: f"is:unread {words.word()} ",
        "followed and word": lambda: f"is:followed {words.word()} ",
        "tag: and word": lambda: f"tag:{words.dice.choice(TAGS)} {words.word()} ",
        "all": lambda: (
            f"{words.outlet(0)} {words.actor()} since:30d is:unread -{words.word()} {words.stop()} "
        ),
    }


class Spent(NamedTuple):
    """Milliseconds of a query: as the reader waits, and of the processor."""

    wall: float
    cpu: float


def measured(tracker: Tracker, rounds: int) -> tuple[dict[str, list[Spent]], list[str]]:
    """Return the milliseconds of each query by kind, and the kinds that found nothing."""
    words = Words(random.Random(3))
    days = max((tracker.now() - START).days, 1)
    found: dict[str, list[Spent]] = {}
    hits: dict[str, int] = {}
    for _ in range(rounds):
        for kind, query in kinds(words, days).items():
            text = query()
            wall, cpu = time.perf_counter(), time.process_time()
            result = tracker.finding.find(text)
            spent = Spent(1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu))
            found.setdefault(kind, []).append(spent)
            hits[kind] = hits.get(kind, 0) + len(result.hits)
    return found, [kind for kind, number in hits.items() if not number]


def _figures(spent: Sequence[Spent]) -> dict[str, float]:
    wall, cpu = sorted(one.wall for one in spent), sorted(one.cpu for one in spent)
    p95 = int(0.95 * len(spent))
    return {
        "p50_ms": round(wall[len(spent) // 2], 1),
        "p95_ms": round(wall[p95], 1),
        "max_ms": round(wall[-1], 1),
        "cpu_p95_ms": round(cpu[p95], 1),
    }


def _counted(folder: Path) -> int:
    with Session(data=folder, quiet=True).tracker() as tracker:
        return tracker.store.saved.newest()


def main(arguments: list[str] | None = None) -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.search")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as scratch:
        folder = asked.folder or asked.keep or Path(scratch)
        if asked.folder is None:
            folder.mkdir(parents=True, exist_ok=True)
            fill(folder, asked.articles)
        articles = _counted(folder)
        with Session(data=folder, quiet=True, now=START + articles * STEP).tracker() as tracker:
            found, empty = measured(tracker, asked.rounds)
        every = [one for some in found.values() for one in some]
        told = {
            "articles": articles,
            "queries": len(every),
            **_figures(every),
            "kinds": {kind: _figures(some) for kind, some in found.items()},
            "empty": empty,
            "size_mb": round((folder / "tracker.db").stat().st_size / 1e6),
        }
        print(json.dumps(told))


if __name__ == "__main__":
    main()
