"""Let stories seek what their feeds have not brought, in a search engine made of the same file.

    python -m tests.benchmarks.seeking FILE [--text lead|title|full] [--engine all|any] [--rounds N]
        [--stories found|true] [--searched OUT]

FILE is one of `clustering`, with the true story of each article. Of each story every other article
comes by a feed; the rest is in the search engine, which gives the 20 best by BM25 of those that have
all words of a query (`any`: one of them), as the common engines do. Every story of at least two
articles that tracker makes of the feed (`true`: that the file says there is) is followed with
searching on, and has `--rounds` of a day and more for its searches, which no budget ends. One JSON
line is printed, shares in percent: `precision` of the articles that joined are of the true story of
most of the members (`pure`: of those members), `yield` of those in the engine that belong to a
followed story were found. OUT gets a line for each search: the story's title, the words, and how
many articles joined.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from tests.benchmarks.clustering import article, load
from tests.builders import rss
from tests.fakes import FakeClock, FakeNetwork, InlineParser, InlineSandbox
from tracker import subscriptions
from tracker.cluster.online import OnlineClusterer
from tracker.core import Tools, Tracker
from tracker.dossier.extractive import ExtractiveEngine
from tracker.fetch import Response
from tracker.model import Entry, Placement, Subscription
from tracker.store import Filter, Store
from tracker.text.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from tests.benchmarks.clustering import Row
    from tracker.cluster.second import Reunion
    from tracker.fetch import Failure
    from tracker.model import Article, Story

WIRE, ENGINE = "https://wire.example/feed", "https://seek.example/rss?q={query}"
JOINTS = {"all": "AND", "any": "OR"}
# What the common engines give on a first page.
PAGE = 20
# Between two rounds, so that a question of one of them may be asked in the next or after it.
APART = timedelta(days=3)


class Engine(FakeNetwork):
    """A network with a search engine in it."""

    def __init__(self, articles: Sequence[Article], joint: str) -> None:
        super().__init__()
        self._articles = {each.id: each for each in articles}
        self._joint = joint
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._index.execute("create virtual table found using fts5(title, text, tokenize='porter unicode61')")
        self._index.executemany(
            "insert into found (rowid, title, text) values (?, ?, ?)",
            [(each.id, each.title, each.text) for each in articles],
        )

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def get(self, url: str, etag: str = "", modified: str = "") -> Response | Failure:
        """Answer a search; all else as the network has it."""
        if not url.startswith(ENGINE.partition("?")[0]):
            return super().get(url, etag, modified)
        (query,) = parse_qs(urlsplit(url).query)["q"]
        found = [_entry(self._articles[number]) for number in self._found(query)]
        return Response(url, 200, rss(found), "", "", "text/xml", None, None, "")

    def _found(self, query: str) -> list[int]:
        phrases = [f'"{word}"' for word in words(query)]
        rows = self._index.execute(
            "select rowid from found where found match ? order by bm25(found, 2, 1), rowid limit ?",
            (f" {self._joint} ".join(phrases), PAGE),
        )
        return [row[0] for row in rows]


class Corrected(OnlineClusterer):
    """The clusterer that ships, where a user has put every article of the feed in its true story."""

    def __init__(self, truths: Mapping[str, str]) -> None:
        super().__init__()
        self._truths = truths
        self._homes: dict[str, int] = {}

    def add(self, article: Article, story: int) -> None:
        """Learn a member, and which number a true story got."""
        super().add(article, story)
        if article.url in self._truths:
            self._homes.setdefault(self._truths[article.url], story)

    def place(self, article: Article, apart: Collection[int] = ()) -> Placement:
        """Give an article of the feed its true story, and any other what the clusterer thinks."""
        truth = self._truths.get(article.url)
        if truth is None:
            return super().place(article, apart)
        return Placement(article.id, self._homes.get(truth), 1.0, 1.0)

    def second_look(self) -> list[Reunion]:
        """Unite nothing: the stories are true."""
        return []


class Seeking:
    """A tracker in a folder, whose stories have half of a file's articles and may seek the rest."""

    def __init__(self, folder: Path, rows: Sequence[Row], options: argparse.Namespace) -> None:
        articles = [article(number, row, options.text) for number, row in enumerate(rows, 1)]
        self.gold = {each.url: row.story or "" for each, row in zip(articles, rows, strict=True)}
        fed, self.sought = _parted(articles, self.gold)
        self.clock = FakeClock(fed[0].published)
        self.network = Engine(self.sought, JOINTS[options.engine])
        fed_truths = {each.url: self.gold[each.url] for each in fed}
        clusterer = OnlineClusterer if options.stories == "found" else lambda: Corrected(fed_truths)
        tools = Tools(lambda: self.network, InlineParser, clusterer, ExtractiveEngine, InlineSandbox)
        feeds = folder / "feeds.yaml"
        subscriptions.add_all(feeds, [Subscription(WIRE), Subscription(ENGINE, search=True)])
        store = Store(folder / "tracker.db")
        self.tracker = Tracker(store, feeds, self.clock, tools, searches_a_day=10**6)
        self._publish(fed)

    def follow(self) -> dict[int, str]:
        """Follow all running stories with searching on; return their true stories by their numbers."""
        stories = self.tracker.reading.stories(Filter(lone=False))
        for story in stories:
            self.tracker.following.follow(story.number, search=True)
        return {story.number: self._truth(story) for story in stories}

    def seek(self, rounds: int) -> None:
        """Poll once a rest, with nothing new but what searches bring."""
        for _ in range(rounds):
            self.clock.moment += APART
            self.tracker.polling.round()

    def _publish(self, fed: Sequence[Article]) -> None:
        days = defaultdict[str, list[Entry]](list)
        for each in fed:
            days[each.published.date().isoformat()].append(_entry(each))
        for entries in days.values():
            self.clock.moment = max(_time(entry) for entry in entries) + timedelta(minutes=1)
            self.network.serve(WIRE, rss(entries))
            self.tracker.polling.round(force=True)

    def _truth(self, story: Story) -> str:
        members = self.tracker.store.articles.of_story(story.number)
        ((truth, _),) = Counter(self.gold[member.url] for member in members).most_common(1)
        return truth


def _time(entry: Entry) -> datetime:
    assert entry.published is not None, "every line of the file has a time"
    return entry.published


def _entry(one: Article) -> Entry:
    return Entry(one.title, one.url, one.url, one.text, published=one.published)


def _parted(articles: Sequence[Article], gold: dict[str, str]) -> tuple[list[Article], list[Article]]:
    """Part each story's articles in those that a feed brings and those that are to be sought."""
    met = Counter[str]()
    halves: tuple[list[Article], list[Article]] = ([], [])
    for one in articles:
        halves[met[gold[one.url]] % 2].append(one)
        met[gold[one.url]] += 1
    return halves


def measured(seeking: Seeking, truths: dict[int, str]) -> dict[str, float]:
    """Count what the searches brought against what they should have."""
    joined = [
        (each.url, story)
        for story in truths
        for each in seeking.tracker.store.articles.of_story(story)
        if each.via
    ]
    right = {url for url, story in joined if seeking.gold[url] == truths[story]}
    wanted = [each for each in seeking.sought if seeking.gold[each.url] in set(truths.values())]
    return {
        "stories": len(truths),
        "searches": len(seeking.tracker.searching.sent(10**6)),
        "joined": len(joined),
        "pure": round(100 * _of_truth(seeking, truths), 1),
        "precision": round(100 * len(right) / max(len(joined), 1), 1),
        "yield": round(100 * len(right) / max(len(wanted), 1), 1),
    }


def _of_truth(seeking: Seeking, truths: dict[int, str]) -> float:
    """Return what share of what the feed brought to the stories is of their truth."""
    fed = [
        (seeking.gold[each.url], story)
        for story in truths
        for each in seeking.tracker.store.articles.of_story(story)
        if not each.via
    ]
    return sum(truth == truths[story] for truth, story in fed) / max(len(fed), 1)


def searched(seeking: Seeking) -> list[dict[str, str | int]]:
    """List the searches in the order in which they were sent."""
    titles = {story.slug: story.title for story in seeking.tracker.reading.stories(Filter())}
    return [
        {"story": titles[one.story], "words": one.words, "joined": one.hits}
        for one in reversed(seeking.tracker.searching.sent(10**6))
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.seeking")
    parser.add_argument("file", type=Path)
    parser.add_argument("--text", choices=("lead", "title", "full"), default="lead")
    parser.add_argument("--engine", choices=("all", "any"), default="all")
    parser.add_argument("--stories", choices=("found", "true"), default="found")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--searched", type=Path, metavar="OUT")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        seeking = Seeking(Path(folder), load(options.file), options)
        truths = seeking.follow()
        seeking.seek(options.rounds)
        print(json.dumps(measured(seeking, truths)))
        if options.searched:
            lines = "".join(f"{json.dumps(line)}\n" for line in searched(seeking))
            options.searched.write_text(lines, encoding="utf-8")
        seeking.tracker.close()


if __name__ == "__main__":
    main()
