"""Measure what clustering costs as stories grow many, on a made-up stream of news.

    python -m tests.benchmarks.scale [--articles N] [--live N]

One JSON line is printed: articles a second, placed and learnt on one core with 10,000 live
stories; the cost of an article after N others, of which the newest `--live` are remembered as
polls remember them, against the cost after `--live`; the seconds to tell a new clusterer of
100,000 articles, and the megabytes that they take.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import tracemalloc
from bisect import bisect
from collections import deque
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count, islice
from time import process_time
from typing import TYPE_CHECKING, Final, NamedTuple

from tracker.cluster.online import OnlineClusterer
from tracker.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
MEASURED: Final = 2_000
OPENED: Final = 100_000


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
        story = dice.randrange(max(0, len(stories) - RUNNING), len(stories) or 1)
        if not stories or dice.random() < STARTS:
            names = [word.capitalize() for word in dice.choices(vocabulary.words, k=NAMES)]
            stories.append((names, vocabulary.draw(MATTER)))
            story = len(stories) - 1
        moment = START + timedelta(seconds=10 * number)
        title, text = (vocabulary.passage(*stories[story], length) for length in (TITLE, TEXT))
        url = f"https://example.org/{number}"
        yield Told(Article(number, title, text, url, "", moment, moment), story)


def cost(clusterer: OnlineClusterer, articles: Iterable[Told]) -> float:
    """Return the mean seconds of processor time to place and learn an article."""
    told_ = list(articles)
    started = process_time()
    for article, story in told_:
        clusterer.place(article)
        clusterer.add(article, story)
    return (process_time() - started) / len(told_)


def live_stories(stories: int) -> float:
    """Return the articles a second with so many live stories."""
    stream = told()
    clusterer = OnlineClusterer()
    held: set[int] = set()
    while len(held) < stories:
        article, story = next(stream)
        clusterer.add(article, story)
        held.add(story)
    gc.collect()
    return 1 / cost(clusterer, islice(stream, MEASURED))


def ratio(articles: int, live: int) -> float:
    """Return the cost late in a long stream, of which `live` articles are remembered, to that early."""
    stream, clusterer = told(), OnlineClusterer()
    remembered: deque[int] = deque()
    costs = []
    for size in (live, articles):
        for article, story in islice(stream, max(0, size - (remembered[-1] if remembered else 0))):
            clusterer.add(article, story)
            remembered.append(article.id)
            if len(remembered) > live:
                clusterer.forget(remembered.popleft())
        measured = list(islice(stream, MEASURED))
        costs.append(cost(clusterer, measured))
        remembered.extend(one.article.id for one in measured)
    return costs[1] / costs[0]


def opening(articles: int) -> tuple[float, float]:
    """Return the seconds to tell a new clusterer of so many articles, and its megabytes."""
    known = list(islice(told(), articles))
    started = process_time()
    clusterer = OnlineClusterer()
    for article, story in known:
        clusterer.add(article, story)
    seconds = process_time() - started
    # Weighing slows everything down, so a tenth is weighed.
    tracemalloc.start()
    weighed = OnlineClusterer()
    for article, story in known[: articles // 10]:
        weighed.add(article, story)
    megabytes = 10 * tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return seconds, megabytes


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--live", type=int, default=10_000)
    options = parser.parse_args()
    seconds, megabytes = opening(OPENED)
    result = {
        "articles_per_second_at_10000_stories": round(live_stories(10_000)),
        "stored": options.articles,
        "cost_ratio": round(ratio(options.articles, options.live), 2),
        "opening_seconds": round(seconds, 1),
        "opened": OPENED,
        "megabytes": round(megabytes),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
