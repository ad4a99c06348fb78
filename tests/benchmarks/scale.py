"""Measure what clustering costs as stories grow many, on a made-up stream of news.

    python -m tests.benchmarks.scale [--articles N]

One JSON line is printed. Of one core: articles a second, read, placed, learnt and looked at a
second time as polls do, with 10,000 live stories; and the cost of an article in a database of N
articles (default 1,000,000), of which the newest are remembered as polls remember them, against
the cost in one of 10,000. Of 100,000 live articles in a database: the seconds until a new process
has its clusterer ready, and what that takes of memory, in megabytes.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import subprocess
import sys
from bisect import bisect
from collections import deque
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count, islice
from pathlib import Path
from resource import getpagesize
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from tests.benchmarks.clustering import POLL
from tracker.cluster.online import OnlineClusterer
from tracker.core import Tools
from tracker.core.common.memory import ARTICLES, Memory
from tracker.model import Article, Entry
from tracker.store import Origin, Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

START: Final = datetime(2026, 1, 1, tzinfo=UTC)
SYLLABLES: Final = (
    "ba",
    "ke",
    "li",
    "mo",
    "nu",
    "par",
    "ter",
    "vin",
    "sol",
    "dra",
    "gen",
    "hul",
    "rit",
    "wes",
)
STOPWORDS: Final = ("the", "of", "and", "to", "in", "a", "for", "that", "on", "with", "was", "by", "is", "at")
VOCABULARY: Final = 40_000
# Words of a story of its own: names, and the ordinary words of its matter.
NAMES, MATTER = 6, 14
TITLE, TEXT = 9, 62
# Of the newest stories, so many are still written about.
RUNNING: Final = 10_000
# Shares of articles that start a story, so that two articles make one; and of a text's
# words that are names, matter or stopwords; the rest is drawn from all words by Zipf's law.
STARTS = 0.5
SHARES = (0.1, 0.3, 0.65)
MEASURED: Final = 4_000
FEW: Final = 10_000
OPENED: Final = 100_000
CHUNK: Final = 1_000


class Told(NamedTuple):
    """An article, and the number of the story that it was made for."""

    article: Article
    story: int


class Vocabulary:
    """Words, drawn by Zipf's law."""

    def __init__(self, dice: random.Random) -> None:
        found = {"".join(dice.choices(SYLLABLES, k=dice.randint(2, 5))) for _ in range(2 * VOCABULARY)}
        self.words = sorted(found)
        dice.shuffle(self.words)
        del self.words[VOCABULARY:]
        self._dice = dice
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.words))))

    def draw(self, number: int) -> list[str]:
        """Return so many words, common ones more often."""
        return self._dice.choices(self.words, cum_weights=self._weights, k=number)

    def passage(self, names: list[str], matter: list[str], length: int) -> str:
        """Return a sentence of so many words on a matter."""
        drawn = self.draw(length)
        for place, word in enumerate(drawn):
            pools = (names, matter, STOPWORDS, (word,))
            drawn[place] = self._dice.choice(pools[bisect(SHARES, self._dice.random())])
        return f"{' '.join(drawn)}."


def told(seed: int = 4) -> Iterator[Told]:
    """Yield an endless stream of articles in order of time, the same one in every run."""
    dice = random.Random(seed)
    vocabulary = Vocabulary(dice)
    stories: list[tuple[list[str], list[str]]] = []
    for number in count(1):
        story = max(0, len(stories) - int(RUNNING ** dice.random()))
        if not stories or dice.random() < STARTS:
            names = [word.capitalize() for word in dice.choices(vocabulary.words, k=NAMES)]
            stories.append((names, vocabulary.draw(MATTER)))
            story = len(stories) - 1
        moment = START + timedelta(seconds=10 * number)
        title, text = (vocabulary.passage(*stories[story], length) for length in (TITLE, TEXT))
        url = f"https://example.org/{number}"
        yield Told(Article(number, title, text, url, "", moment, moment), story)


class Poller:
    """The clusterer as polls use it: each article once, a second look after every hundred."""

    def __init__(self, most: int) -> None:
        self.clusterer = OnlineClusterer()
        self.most = most
        self.remembered: deque[int] = deque()

    def learn(self, told_: Told) -> None:
        """Take an article in without placing it, and forget the oldest beyond the bound."""
        self.clusterer.add(*told_)
        self.remembered.append(told_.article.id)
        if len(self.remembered) > self.most:
            self.clusterer.forget(self.remembered.popleft())

    def cost(self, articles: Sequence[Told]) -> float:
        """Return the mean seconds of processor time that an article takes."""
        self.clusterer.second_look()
        gc.collect()
        gc.freeze()
        started = process_time()
        for number, one in enumerate(articles, 1):
            self.clusterer.place(one.article)
            self.learn(one)
            if number % POLL == 0:
                self.clusterer.second_look()
        spent = process_time() - started
        gc.unfreeze()
        return spent / len(articles)


def live_stories(stories: int) -> float:
    """Return the articles a second with so many live stories."""
    stream, poller = told(), Poller(most=10 * stories)
    held: set[int] = set()
    while len(held) < stories:
        one = next(stream)
        poller.learn(one)
        held.add(one.story)
    return 1 / poller.cost(list(islice(stream, MEASURED)))


def ratio(articles: int) -> float:
    """Return the cost of an article after so many others, to that after 10,000."""
    stream, poller = told(), Poller(most=ARTICLES)
    costs, seen = [], 0
    for size in (FEW, articles):
        for one in islice(stream, size - seen):
            poller.learn(one)
        costs.append(poller.cost(list(islice(stream, MEASURED))))
        seen = size + MEASURED
    return costs[1] / costs[0]


def opening(articles: int) -> tuple[float, float]:
    """Return the seconds until a clusterer that remembers so many stored articles is ready, and megabytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.db"
        moment = _stored(path, articles)
        script = f"from tests.benchmarks.scale import opened; opened({str(path)!r}, {moment!r}, {articles})"
        done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def opened(path: str, moment: str, most: int) -> None:
    """Print how long it takes in this new process to make a clusterer ready, and its megabytes."""
    store = Store(Path(path))
    memory = Memory(store, lambda: datetime.fromisoformat(moment), tools(), most)
    before = _resident()
    started = perf_counter()
    memory.clusterer()
    print(json.dumps([perf_counter() - started, _resident() - before]))
    store.close()


def tools() -> Tools:
    """Return the tools of a memory, of which it uses the clusterer alone."""

    def unused() -> NoReturn:
        raise AssertionError("a memory asks for the clusterer alone")

    return Tools(unused, unused, OnlineClusterer, unused, unused)


def _stored(path: Path, articles: int) -> str:
    """Store so many articles with stories and the clusterer's notes; return the moment after them."""
    store, clusterer = Store(path), OnlineClusterer()
    stream, moment = told(), START
    origin = Origin("https://example.org/feed", "Example")
    numbers: dict[int, int] = {}
    for start in range(0, articles, CHUNK):
        chunk = list(islice(stream, min(CHUNK, articles - start)))
        moment = chunk[-1].article.published
        entries = [(Entry(a.title, a.url, a.url, a.text, published=a.published), a.url) for a, _ in chunk]
        with store.write():
            ids = store.articles.insert_all(entries, origin, moment)
            for number, (article, story) in zip(ids, chunk, strict=True):
                if story not in numbers:
                    numbers[story] = store.stories.create(article.title, f"story-{story}", moment)
                store.stories.assign([number], numbers[story])
            notes = [(number, clusterer.note(a)) for number, (a, _) in zip(ids, chunk, strict=True)]
            store.notes.save(clusterer.name, notes)
    store.close()
    return moment.isoformat()


def _resident() -> float:
    """Return the resident memory of this process in megabytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * getpagesize() / 1e6


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale")
    parser.add_argument("--articles", type=int, default=1_000_000)
    options = parser.parse_args()
    seconds, megabytes = opening(OPENED)
    result = {
        "articles_per_second_at_10000_stories": round(live_stories(10_000)),
        "stored": options.articles,
        "remembered": min(options.articles, ARTICLES),
        "cost_ratio": round(ratio(options.articles), 2),
        "opening_seconds": round(seconds, 2),
        "opened": OPENED,
        "megabytes": round(megabytes),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
