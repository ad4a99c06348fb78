"""The interface on a large database: seconds to the first paint, from key to paint, and memory.

    python -m tests.benchmarks.interface [FOLDER] [--articles 100000] [--stories 20000]

FOLDER is a data folder as `--data` takes it; without one the articles are made up (kept with
`--keep FOLDER`). The interface runs without a terminal, in a process of its own, on that
database and on an empty one. `first_paint_s` counts from the start of the process to the first
paint that shows the list; `key_p95_ms` is the 95th percentile of the times from a key to the first
paint after it (the cursor stands elsewhere, another screen is there), `settled_p95_ms` to the last one
(preview and page are read), over moves by rows, screens and to both ends, the filters, and opening and
leaving stories; `rss_mb` is the most memory that the process held. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import tracker
from tests.benchmarks.scale import Vocabulary
from tracker.app import TrackerApp
from tracker.cli.session import Session
from tracker.model import Claim, Dossier, Revision, SavedArticle, SavedStory, Source, Version
from tracker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SIZE = (120, 40)
# What a reader presses who looks for something in a long list; of each run of keys, every press counts.
KEYS = (
    *("j",) * 60,
    *("pagedown",) * 30,
    *("enter", "n", "n", "pagedown", "q") * 6,
    "G",
    *("k",) * 30,
    *("pageup",) * 15,
    "g",
    *("u", "u", "l", "pagedown", "pagedown", "l") * 3,
    *("d", "q", "h", "q") * 3,
)
# Stories taken in by one transaction.
BATCH = 500


def made_up(articles: int, stories: int) -> Iterator[SavedStory]:
    """Yield stories: most have an article or two, few have hundreds; each is written up twice, or once."""
    dice = random.Random(7)
    words = Vocabulary(dice)
    left = articles - stories
    for number in range(1, stories + 1):
        more = min(left, int(dice.paretovariate(1.0)) - 1, 400) if number < stories else left
        left -= more
        yield _story(number, more + 1, words, dice)


def _story(number: int, size: int, words: Vocabulary, dice: random.Random) -> SavedStory:
    begun = NOW - timedelta(minutes=dice.randrange(60 * 24 * 90))
    times = [begun + timedelta(hours=dice.randrange(48)) for _ in range(size)]
    articles = tuple(_article(number, place, moment, words) for place, moment in enumerate(sorted(times), 1))
    slug = f"story-{number}"
    ends = sorted({-(-size // 2), size})
    versions = tuple(_version(number, place, articles[:end], words) for place, end in enumerate(ends, 1))
    return SavedStory(number, slug, (slug,), begun, versions, articles)


def _article(story: int, number: int, moment: datetime, words: Vocabulary) -> SavedArticle:
    text = Revision(1, " ".join(words.draw(9)).capitalize(), f"{' '.join(words.draw(60))}.", moment, "feed")
    outlet = f"Outlet {(story + number) % 40}"
    url = f"https://example.org/{story}/{number}"
    return SavedArticle(number, True, url, outlet, moment, moment, "", "", "", "", (), (), (text,))


def _version(story: int, number: int, articles: Sequence[SavedArticle], words: Vocabulary) -> Version:
    claims = tuple(
        Claim(f"{' '.join(words.draw(18)).capitalize()}.", (each.number,), number) for each in articles[-12:]
    )
    sources = tuple(
        Source(each.number, 0, each.title, each.outlet, each.url, each.published) for each in articles
    )
    dossier = Dossier(
        articles[0].title,
        what=claims[:3],
        why_it_matters=claims[3:4],
        key_points=claims[4:8],
        narrative=(claims,),
        sources=sources,
    )
    return Version(story, number, articles[-1].published, "extractive", "articles", dossier)


def fill(folder: Path, articles: int, stories: int) -> None:
    """Write the made-up stories into a data folder; half of them are read up to their first version."""
    with Session(data=folder, quiet=True).tracker() as tracker:
        batch: list[SavedStory] = []
        for story in made_up(articles, stories):
            batch.append(story)
            if len(batch) == BATCH or story.number == stories:
                tracker.saving.take(batch)
                batch = []
        with tracker.store.write():
            for number in range(1, stories + 1, 2):
                tracker.store.shelf.mark_read(number, 1, NOW)


class Watched(TrackerApp):
    """The interface, with the times at which it painted."""

    # Textual looks for the file beside the module of the class.
    CSS_PATH = str(Path(tracker.__file__).parent / "tracker.tcss")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.painted: list[float] = []

    def _display(self, *args: Any) -> None:
        super()._display(*args)
        self.painted.append(time.monotonic())


async def _measured(app: Watched, started: float) -> dict[str, float]:
    async with app.run_test(size=SIZE) as pilot:
        await _settled(app, pilot)
        first = app.painted[-1] - started
        answered, settled = list[float](), list[float]()
        for key in KEYS:
            pressed, before = time.monotonic(), len(app.painted)
            await pilot.press(key)
            await _settled(app, pilot)
            paints = app.painted[before:] or [pressed]
            answered.append(paints[0] - pressed)
            settled.append(paints[-1] - pressed)
        app.exit()
    return {
        "first_paint_s": round(first, 3),
        "key_p95_ms": _p95(answered),
        "settled_p95_ms": _p95(settled),
    }


def _p95(seconds: list[float]) -> float:
    return round(1000 * sorted(seconds)[int(0.95 * len(seconds))], 1)


async def _settled(app: Watched, pilot: Any) -> None:
    """Wait until the workers have answered and the answers are painted."""
    for _ in range(3):
        await app.workers.wait_for_complete()
        await pilot.pause()


def child(folder: Path, started: float) -> None:
    """Run the interface on a data folder and print what was measured."""
    session = Session(data=folder, quiet=True, now=NOW)
    with session.tracker() as tracker:
        found = asyncio.run(_measured(Watched(tracker, Settings(), poll=False), started))
    found["rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    print(json.dumps(found))


def measured(folder: Path) -> dict[str, float]:
    """Run the interface in a process of its own and return what it measured."""
    words = [
        sys.executable,
        "-m",
        "tests.benchmarks.interface",
        str(folder),
        "--started",
        str(time.monotonic()),
    ]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(arguments: list[str] | None = None) -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.interface")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--started", type=float, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.started is not None:
        child(asked.folder, asked.started)
        return
    with TemporaryDirectory() as scratch:
        empty, folder = Path(scratch) / "empty", asked.folder or asked.keep or Path(scratch) / "full"
        empty.mkdir()
        if asked.folder is None:
            folder.mkdir(parents=True, exist_ok=True)
            fill(folder, asked.articles, asked.stories)
        told = {"articles": asked.articles, "stories": asked.stories} if asked.folder is None else {}
        print(json.dumps({**told, **measured(folder), "empty": measured(empty)}))


if __name__ == "__main__":
    main()
