"""Open questions of followed stories ask search feeds: when, how often, and what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.fakes import START, FakeClock
from tests.library import BRIDGE, LONE, Newsroom
from tracker import subscriptions
from tracker.cli.wiring import open_tracker
from tracker.cluster.online import OnlineClusterer
from tracker.model import Entry, Searched, Subscription
from tracker.reactive import address, queries
from tracker.settings import Search, Settings, paths

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from tracker.model import Article, Placement

FIRST = "https://lamp.example/rss?q={query}&n=10"
SECOND = "https://glass.example/find?q={query}"
REOPENS = Entry(
    "Orrin bridge to reopen in autumn, city says",
    "https://www.quay-post.example/orrin?utm_source=lamp",
    "urn:quay:1",
    "The Orrin bridge in Velmouth will reopen in autumn, the bridge authority said. Mara Quill said the "
    "crack in the main beam of the Orrin bridge will be welded in September.",
    published=START,
)
FOREIGN = Entry(
    "Chess club wins the cup",
    "https://chess.example/cup",
    "urn:chess:1",
    "The chess club of Marn won the cup on Sunday after a long final, its eighth in ten years.",
    published=START,
)


class SearchRoom(Newsroom):
    """A newsroom with search feeds, and the bridge's story followed at its first version."""

    def __init__(self, folder: Path, budget: int = 20, feeds: tuple[str, ...] = (FIRST,)) -> None:
        super().__init__(folder, searches_a_day=budget)
        self.searches = feeds
        subscriptions.add_all(self.feeds, [Subscription(url, "Lamp", search=True) for url in feeds])

    def begin(self) -> SearchRoom:
        self.run_bridge(2)
        self.tracker.correcting.follow(1, followed=True)
        self.network.asked.clear()
        return self

    def answer(self, body: bytes | str, feed: str = FIRST) -> None:
        """Let a search feed answer what the story asks by now."""
        for url in self.addresses(feed):
            self.network.serve(url, body)

    def addresses(self, feed: str = FIRST) -> list[str]:
        dossier = self.tracker.reading.version(1).dossier
        return [address(feed, query.words) for query in queries(dossier)]

    def searched(self) -> list[str]:
        return [url for url, _, _ in self.network.asked if url.split("?")[0] in (FIRST + SECOND)]

    def articles(self) -> list[Article]:
        return [row.article for row in self.tracker.reading.articles()]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SearchRoom]:
    made = SearchRoom(tmp_path).begin()
    yield made
    made.close()


def test_nothing_is_searched_unless_the_user_wants_it(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, budget=0).begin()
    room.answer(rss([REOPENS]))
    summary = room.poll()
    assert (summary.searches, summary.found, room.searched()) == (0, 0, [])
    assert room.tracker.reading.searches(1) == {}
    room.close()


def test_a_story_that_is_not_followed_asks_nothing(room: SearchRoom) -> None:
    room.tracker.correcting.follow(1, followed=False)
    assert room.poll().searches == 0
    room.tracker.correcting.follow(1, followed=True)
    room.tracker.correcting.mute(1, muted=True)
    assert room.poll().searches == 0


def test_without_a_search_feed_nothing_is_asked(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, feeds=()).begin()
    assert room.poll().searches == 0
    room.close()


def test_an_article_that_fits_joins_the_story_and_shows_in_its_next_version(room: SearchRoom) -> None:
    room.answer(rss([REOPENS, FOREIGN], title="Lamp results"))
    before = room.tracker.reading.version(1)
    summary = room.poll()
    assert (summary.searches, summary.found, summary.new_articles) == (1, 1, 0)
    assert [version.version for version in summary.versions] == [before.number + 1]
    source = next(s for s in room.tracker.reading.version(1).dossier.sources if s.via)
    assert (source.via, source.outlet) == (
        "reactive:orrin-bridge-closed-after-crack-found",
        "quay-post.example",
    )
    assert source.title == REOPENS.title
    assert source.number == before.items + 1


def test_what_a_search_brought_is_explained(room: SearchRoom) -> None:
    room.answer(rss([REOPENS]))
    room.poll()
    article = next(article for article in room.articles() if article.via)
    assert article.feed == FIRST
    ((_, placement),) = room.tracker.reading.why(1, article.id)
    assert (placement.reason, placement.story) == ("reactive", 1)
    assert placement.score >= placement.threshold
    assert any("orrin" in term.term.lower() for term in placement.terms)


def test_each_search_is_written_down(room: SearchRoom) -> None:
    room.answer(rss([REOPENS]))
    room.poll()
    assert room.tracker.reading.searches(1) == {"q1": Searched(1, room.clock(), 1)}
    room.poll(days=2)
    assert room.tracker.reading.searches(1) == {"q1": Searched(2, room.clock(), 1)}


def test_a_question_is_asked_once_a_day(room: SearchRoom) -> None:
    room.answer(rss([]))
    assert [room.poll(hours=8).searches for _ in range(7)] == [1, 0, 0, 1, 0, 0, 1]
    assert room.searched() == room.addresses() * 3


def test_the_budget_of_a_day_holds_over_a_restart(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, budget=1, feeds=(FIRST, SECOND)).begin()
    room.answer(rss([]))
    assert room.poll().searches == 1
    moment = room.clock.moment
    room.close()
    again = SearchRoom(tmp_path, budget=1, feeds=(FIRST, SECOND))
    again.clock.moment = moment
    assert [again.poll(hours=10).searches for _ in range(3)] == [0, 0, 1]
    again.close()


def test_a_search_counts_though_the_process_dies_of_it(room: SearchRoom) -> None:
    class PulledPlugError(BaseException):
        pass

    class DyingParser:
        def parse(self, *_: object) -> None:
            raise PulledPlugError

        def close(self) -> None:
            """Nothing is open."""

    room.answer(rss([REOPENS]))
    room.tools.__dict__["parse"] = DyingParser()
    for url in room.entries:
        room.network.fail(url, "down")
    with pytest.raises(PulledPlugError):
        room.poll()
    assert room.tracker.reading.searches(1)["q1"].count == 1
    assert not any(article.via for article in room.articles())


def test_a_search_that_dies_midway_leaves_no_trace_but_the_count(room: SearchRoom) -> None:
    class PulledPlugError(BaseException):
        pass

    class DyingClusterer(OnlineClusterer):
        def place(self, article: Article, apart: Collection[int] = ()) -> Placement:
            if article.title == FOREIGN.title:
                raise PulledPlugError
            return super().place(article, apart)

    room.answer(rss([REOPENS, FOREIGN]))
    room.tools.new_clusterer = DyingClusterer
    room.tracker.polling._memory._clusterer = None
    before = room.tracker.reading.version(1), room.articles()
    with pytest.raises(PulledPlugError):
        room.poll()
    assert (room.tracker.reading.version(1), room.articles()) == before
    assert room.tracker.reading.searches(1)["q1"].hits == 0
    room.tools.new_clusterer = OnlineClusterer
    room.tracker.polling._memory._clusterer = None
    assert room.poll().searches == 0
    assert room.poll(days=1).found == 1


def test_a_story_older_than_the_clusterers_memory_still_gets_its_answer(room: SearchRoom) -> None:
    room.answer(rss([REOPENS]))
    assert room.poll(days=200).found == 1


def test_config_and_budget_decide_together(tmp_path: Path) -> None:
    for search, daily in (
        (Search(), 0),
        (Search(automatic=True), 20),
        (Search(True, 7), 7),
        (Search(True, 0), 0),
    ):
        places = paths(tmp_path, None, {})
        tracker = open_tracker(places, Settings(search=search), FakeClock())
        assert tracker.polling._searching._daily == daily
        tracker.close()


RUBBISH = {
    "a web page": b"<!doctype html><html><body><h1>Orrin bridge in Velmouth</h1></body></html>",
    "nothing": b"",
    "bytes": bytes(range(256)),
    "an empty feed": rss([]),
    "foreign articles": rss([FOREIGN]),
    "escapes in a title": rss([Entry("\u009b31m]52;c;aGk=", "https://x.example/1", text="evil \u202e text")]),
    "markup in a title": rss([Entry("[/b] [@click=app.quit]x[/]", "https://x.example/2", text="[red]")]),
    "an article without a page": rss([Entry(REOPENS.title, text=REOPENS.text)]),
    "a page that is no web page": rss([Entry(REOPENS.title, "javascript:alert(1)", text=REOPENS.text)]),
    "what the story has": rss(
        [Entry(BRIDGE[0][1] + " - Harbour Wire", "https://lamp.example/r/1", "r1", BRIDGE[0][2])]
    ),
    "what is stored elsewhere": rss([Entry(LONE[0][1], "https://coast.example/2", "r2", LONE[0][2])]),
}


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_changes_nothing(room: SearchRoom, name: str) -> None:
    articles, stories = room.articles(), room.tracker.reading.counts()
    version = room.tracker.reading.version(1)
    room.answer(RUBBISH[name])
    summary = room.poll()
    assert (summary.searches, summary.found, summary.versions, summary.stories) == (1, 0, (), 0)
    assert room.articles() == articles
    assert room.tracker.reading.counts() == stories
    assert room.tracker.reading.version(1) == version
    assert room.tracker.reading.searches(1)["q1"].hits == 0


def test_a_search_feed_that_fails_stops_nothing(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, feeds=(FIRST, SECOND)).begin()
    for url in room.addresses(FIRST):
        room.network.fail(url, "the server did not answer within 30 s")
    room.answer(rss([REOPENS]), SECOND)
    summary = room.poll()
    assert (summary.searches, summary.found, summary.failed) == (2, 1, 0)
    assert [version.story for version in summary.versions] == ["orrin-bridge-closed-after-crack-found"]
    room.close()


def test_two_search_feeds_that_find_one_article_bring_it_once(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, feeds=(FIRST, SECOND)).begin()
    room.answer(rss([REOPENS]), FIRST)
    room.answer(rss([REOPENS]), SECOND)
    assert room.poll().found == 1
    assert sum(bool(article.via) for article in room.articles()) == 1
    room.close()


def test_a_result_whose_page_is_the_search_engines_own_bears_the_feeds_name(room: SearchRoom) -> None:
    room.answer(rss([Entry(REOPENS.title, "https://lamp.example/go/17", "r", REOPENS.text)]))
    room.poll()
    assert [article.outlet for article in room.articles() if article.via] == ["Lamp"]


def test_an_article_found_first_and_fed_later_is_one_article(room: SearchRoom) -> None:
    room.answer(rss([REOPENS]))
    room.poll()
    count = len(room.articles())
    wire = next(iter(room.entries))
    room.entries[wire].insert(0, REOPENS)
    room.serve()
    summary = room.poll()
    assert summary.new_articles == 0
    assert len(room.articles()) == count
