"""Open questions of followed stories ask search feeds: when, how often, and what is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.builders import rss
from tests.fakes import START, FakeClock, FakeEngines
from tests.library import BRIDGE, LONE, Newsroom
from tracker import subscriptions
from tracker.cli.wiring import open_tracker
from tracker.cluster.online import OnlineClusterer
from tracker.errors import UsageError
from tracker.fetch import Failure
from tracker.model import Entry, Searched, Subscription
from tracker.reactive import SEEKING
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
    """A newsroom with search feeds, and the bridge's story, followed with searching on."""

    def __init__(self, folder: Path, budget: int = 20, feeds: tuple[str, ...] = (FIRST,)) -> None:
        super().__init__(folder, searches_a_day=budget)
        self.network = self.engines = FakeEngines()
        self.serve()
        subscriptions.add_all(self.feeds, [Subscription(url, "Lamp", search=True) for url in feeds])

    def begin(self) -> SearchRoom:
        self.run_bridge(2)
        self.tracker.following.follow(1, search=True)
        self.network.asked.clear()
        return self

    def answer(self, body: bytes | str, feed: str = FIRST, etag: str = "") -> None:
        """Let a search feed answer whatever it is asked."""
        self.engines.answer(feed.partition("?")[0], body, etag)

    def refuse(self, failure: Failure, feed: str = FIRST) -> None:
        self.engines.refuse(feed.partition("?")[0], failure)

    def searched(self) -> list[tuple[str, str, str]]:
        """List what search feeds were asked: address, and the validators that were sent."""
        starts = tuple(feed.partition("?")[0] for feed in (FIRST, SECOND))
        return [each for each in self.network.asked if each[0].startswith(starts)]

    def words(self) -> list[str]:
        return [parse_qs(urlsplit(url).query)["q"][0] for url, _, _ in self.searched()]

    def articles(self) -> list[Article]:
        return [row.article for row in self.tracker.reading.articles()]

    def sought(self) -> list[Article]:
        return [article for article in self.articles() if article.via]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SearchRoom]:
    made = SearchRoom(tmp_path).begin()
    yield made
    made.close()


def failure(status: int | None = 503, retry: timedelta | None = None, **marks: Any) -> Failure:
    return Failure(FIRST, "503 Service Unavailable", status, retry, **marks)


def test_nothing_is_searched_unless_the_user_wants_it(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path)
    room.run_bridge(2)
    room.tracker.following.follow(1)
    room.answer(rss([REOPENS]))
    summary = room.poll()
    assert (summary.searches, summary.found, room.searched()) == (0, 0, [])
    assert room.tracker.reading.searches(1) == {}
    room.close()


def test_a_budget_of_nothing_sends_nothing(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, budget=0).begin()
    room.answer(rss([REOPENS]))
    assert (room.poll().searches, room.searched()) == (0, [])
    room.close()


def test_a_story_searches_from_when_it_is_told_to_until_it_is_told_not_to(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path)
    room.run_bridge(2)
    room.answer(rss([]))
    assert room.tracker.following.follow(1, search=True).search
    assert room.poll().searches == 2
    assert room.tracker.following.follow(1, search=False).search is False
    assert room.poll(days=30).searches == 0
    room.tracker.correcting.undo()
    assert room.tracker.reading.story(1).search
    assert room.poll(days=30).searches == 2
    room.tracker.following.unfollow(1)
    room.tracker.following.follow(1)
    assert room.tracker.reading.story(1).search is None
    assert room.poll(days=30).searches == 0
    room.close()


def test_what_is_so_already_is_said_and_changes_nothing(room: SearchRoom) -> None:
    with pytest.raises(UsageError, match="already, with searching on"):
        room.tracker.following.follow(1, search=True)
    with pytest.raises(UsageError, match="--no-search"):
        room.tracker.following.follow(1)


def test_a_setting_turns_it_on_for_all_that_is_followed_but_what_was_told_not_to(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path)
    room.run_bridge(2)
    room.answer(rss([]))
    room.tracker.searching._unasked = True
    assert room.poll().searches == 0
    room.tracker.following.follow(1)
    assert room.poll().searches == 2
    room.tracker.following.follow(1, search=False)
    assert room.poll(days=9).searches == 0
    room.close()


def test_a_story_that_is_not_followed_or_muted_asks_nothing(room: SearchRoom) -> None:
    room.tracker.correcting.mute(1, muted=True)
    assert room.poll().searches == 0
    room.tracker.correcting.mute(1, muted=False)
    room.tracker.correcting.follow(1, followed=False)
    assert room.poll().searches == 0


def test_a_story_that_goes_on_in_another_takes_its_searching_with_it(room: SearchRoom) -> None:
    room.tracker.correcting.merge("2", "1")
    heir = room.tracker.reading.story("2")
    assert (heir.followed, heir.search) == (True, True)


def test_without_a_search_feed_nothing_is_asked(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, feeds=()).begin()
    assert room.poll().searches == 0
    room.close()


def test_a_story_asks_its_key_terms_and_its_open_questions(room: SearchRoom) -> None:
    room.answer(rss([]))
    room.poll()
    terms, question = room.words()
    assert {"Orrin", "bridge"} < set(terms.split())
    assert "reopen" in question.split()
    assert set(room.tracker.reading.searches(1)) == {SEEKING, "q1"}


def test_a_story_without_an_open_question_still_seeks(room: SearchRoom) -> None:
    room.run_bridge_step(2)
    room.run_bridge_step(3)
    assert {each.state for each in room.tracker.reading.version(1).dossier.open_questions} != {"open"}
    room.network.asked.clear()
    room.answer(rss([]))
    room.poll(days=30)
    assert room.words()
    assert set(room.tracker.reading.searches(1)) >= {SEEKING}


def test_what_is_next_is_told_before_anything_is_sent(room: SearchRoom) -> None:
    room.answer(rss([]))
    planned = room.tracker.searching.next(9)
    assert room.searched() == []
    room.poll(minutes=1)
    assert [one.url for one in planned] == [url for url, _, _ in room.searched()]
    assert room.tracker.searching.next(9) == []
    sent = room.tracker.searching.sent(9)
    assert [replace(one, at=None) for one in reversed(sent)] == planned


def test_an_article_that_fits_joins_the_story_and_shows_in_its_next_version(room: SearchRoom) -> None:
    room.answer(rss([REOPENS, FOREIGN], title="Lamp results"))
    before = room.tracker.reading.version(1)
    summary = room.poll()
    assert (summary.searches, summary.found, summary.new_articles) == (2, 1, 0)
    assert [version.version for version in summary.versions] == [before.number + 1]
    source = next(s for s in room.tracker.reading.version(1).dossier.sources if s.via)
    assert (source.via, source.outlet) == (
        "reactive:orrin-bridge-closed-after-crack-found",
        "quay-post.example",
    )
    assert source.title == REOPENS.title
    assert source.number == before.items + 1


def test_an_answer_that_a_search_found_settles_the_question(room: SearchRoom) -> None:
    room.answer(rss([replace(REOPENS, title=BRIDGE[3][1], text=BRIDGE[3][2], published=room.clock())]))
    room.poll()
    dossier = room.tracker.reading.version(1).dossier
    (question,) = (one for one in dossier.open_questions if one.id == "q1")
    (found,) = (source.number for source in dossier.sources if source.via)
    assert (question.state, question.answered_by) == ("answered", (found,))
    assert "q1" not in {one.question for one in room.tracker.searching.next(99)}


def test_what_a_search_brought_is_explained(room: SearchRoom) -> None:
    room.answer(rss([REOPENS]))
    room.poll()
    (article,) = room.sought()
    assert article.feed == FIRST
    ((_, placement),) = room.tracker.reading.placements(1, article.id)
    assert (placement.reason, placement.story) == ("reactive", 1)
    assert placement.score >= placement.threshold
    assert any("orrin" in term.term.lower() for term in placement.terms)


def test_each_search_is_written_down(room: SearchRoom) -> None:
    room.answer(rss([REOPENS]))
    room.poll()
    searches = room.tracker.reading.searches(1)
    assert searches[SEEKING] == Searched(1, room.clock(), 1)
    assert searches["q1"] == Searched(1, room.clock(), 0)
    assert [(one.words, one.hits, one.failure) for one in room.tracker.searching.sent(9)] == [
        (words, hits, "") for words, hits in zip(reversed(room.words()), (0, 1), strict=True)
    ]


def test_what_never_brings_anything_is_asked_less_and_less_often(room: SearchRoom) -> None:
    room.answer(rss([]))
    days = [day for day in range(24) if room.poll(days=1).searches]
    assert days == [0, 1, 3, 7, 15, 23]


def test_key_terms_rest_for_a_day_while_the_story_moves(room: SearchRoom) -> None:
    room.answer(rss([]))
    for day in range(4):
        title, text = (
            f"Orrin bridge in Velmouth, day {day}",
            f"{BRIDGE[1][2]} It is day {day} of the closure.",
        )
        room.publish(BRIDGE[0][0], title, text)
        room.entries[BRIDGE[0][0]][0] = replace(room.entries[BRIDGE[0][0]][0], published=room.clock())
        room.serve()
        room.poll(days=1)
    searches = room.tracker.reading.searches(1)
    assert searches[SEEKING].count > searches["q1"].count


def test_the_budget_of_a_day_holds_over_a_restart(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, budget=1, feeds=(FIRST, SECOND)).begin()
    room.answer(rss([]))
    assert room.poll().searches == 1
    moment = room.clock.moment
    room.close()
    again = SearchRoom(tmp_path, budget=1, feeds=(FIRST, SECOND))
    again.answer(rss([]))
    again.clock.moment = moment
    assert [again.poll(hours=10).searches for _ in range(3)] == [0, 0, 1]
    again.close()


def test_two_processes_share_one_budget(tmp_path: Path) -> None:
    rooms = [SearchRoom(tmp_path, budget=3, feeds=(FIRST, SECOND)).begin()]
    rooms.append(SearchRoom(tmp_path, budget=3, feeds=(FIRST, SECOND)))
    for room in rooms:
        room.clock.moment = rooms[0].clock.moment
        for feed in (FIRST, SECOND):
            room.answer(rss([]), feed)
    assert sum(room.poll(minutes=minutes).searches for minutes in range(4) for room in rooms) == 3
    for room in rooms:
        room.close()


def test_a_small_budget_goes_to_every_story_in_turn(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, budget=1).begin()
    for story in (2, 3):
        room.tracker.following.follow(story, search=True)
    room.answer(rss([]))
    for _ in range(6):
        room.poll(days=1, seconds=1)
    told = [one.story for one in reversed(room.tracker.searching.sent(9))]
    assert len(set(told[:3])) == 3
    assert told[:3] == told[3:]
    room.close()


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
    assert sum(one.count for one in room.tracker.reading.searches(1).values()) == 1
    assert not room.sought()


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
    assert room.tracker.reading.searches(1) == {SEEKING: Searched(1, room.clock(), 0)}
    room.tools.new_clusterer = OnlineClusterer
    room.tracker.polling._memory._clusterer = None
    assert room.poll(days=1).found == 1


def test_a_story_older_than_the_clusterers_memory_still_gets_its_answer(room: SearchRoom) -> None:
    room.answer(rss([REOPENS]))
    assert room.poll(days=200).found == 1


def test_config_and_budget_decide_together(tmp_path: Path) -> None:
    for search in (Search(), Search(automatic=True), Search(True, 7), Search(True, 0)):
        tracker = open_tracker(paths(tmp_path, None, {}), Settings(search=search), FakeClock())
        searching = tracker.searching
        assert (searching._daily, searching._unasked) == (search.daily_budget, search.automatic)
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
    "a text made of the query": rss(
        [
            Entry(
                "Orrin bridge Velmouth reopen",
                "https://s.example/3",
                text="Orrin bridge Velmouth reopen. " * 40,
            )
        ]
    ),
    "an advertisement": rss(
        [Entry(f"Sponsored: {REOPENS.title}", "https://s.example/4", text=REOPENS.text, published=START)]
    ),
    "what is years older": rss([replace(REOPENS, published=START - timedelta(days=900))]),
    "another language": rss(
        [
            Entry(
                "Le pont Orrin de Velmouth rouvrira en automne",
                "https://s.example/5",
                text="Le pont Orrin à Velmouth va rouvrir en automne, a dit Mara Quill de la régie du pont. "
                "La fissure dans la poutre du pont Orrin sera soudée en septembre, selon elle.",
                published=START,
            )
        ]
    ),
}


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_changes_nothing(room: SearchRoom, name: str) -> None:
    articles, stories = room.articles(), room.tracker.reading.counts()
    version = room.tracker.reading.version(1)
    room.answer(RUBBISH[name])
    summary = room.poll()
    assert (summary.found, summary.versions, summary.stories) == (0, (), 0)
    assert summary.searches in {1, 2}
    assert room.articles() == articles
    assert room.tracker.reading.counts() == stories
    assert room.tracker.reading.version(1) == version
    assert {one.hits for one in room.tracker.reading.searches(1).values()} == {0}


def test_an_article_that_a_rule_mutes_does_not_come_in(room: SearchRoom) -> None:
    with room.feeds.open("a") as feeds:
        feeds.write("mute:\n  - autumn\n")
    room.answer(rss([REOPENS]))
    articles = room.articles()
    assert room.poll().found == 0
    assert (room.articles(), room.tracker.reading.articles(hidden=True)) == (articles, [])


def test_of_thousands_of_results_the_first_page_is_looked_at(room: SearchRoom) -> None:
    many = [
        replace(FOREIGN, title=f"Chess {n}", url=f"https://chess.example/{n}", guid=f"c{n}")
        for n in range(3000)
    ]
    room.answer(rss([*many, REOPENS]))
    assert room.poll().found == 0
    room.answer(rss([REOPENS, *many]))
    assert room.poll(days=2).found == 1


def test_the_same_answer_to_the_same_words_need_not_come_again(room: SearchRoom) -> None:
    room.answer(rss([FOREIGN]), etag='"v1"')
    for _ in range(12):
        room.poll(days=8)
    sent: dict[str, str] = {}
    for url, etag, _ in room.searched():
        assert etag == sent.get(url, "")
        sent[url] = '"v1"'
    assert room.searched()[-1][1] == '"v1"'
    assert room.tracker.searching.sent(1)[0].failure == ""


def test_a_story_that_moved_looks_at_old_results_anew(room: SearchRoom) -> None:
    room.answer(rss([FOREIGN]), etag='"v1"')
    for _ in range(8):
        room.poll(days=8)
    room.network.asked.clear()
    late = Entry(*BRIDGE[2][1:2], "https://wire.example/late", "", BRIDGE[2][2], published=room.clock())
    room.entries[BRIDGE[0][0]].insert(0, late)
    room.serve()
    room.poll(days=9)
    assert {etag for _, etag, _ in room.searched()} == {""}


def test_a_search_feed_that_fails_stops_nothing(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, feeds=(FIRST, SECOND)).begin()
    room.refuse(failure())
    room.answer(rss([REOPENS]), SECOND)
    summary = room.poll()
    assert (summary.searches, summary.found, summary.failed) == (3, 1, 0)
    assert [version.story for version in summary.versions] == ["orrin-bridge-closed-after-crack-found"]
    room.close()


def test_a_search_feed_that_fails_is_asked_less_and_less_often(room: SearchRoom) -> None:
    room.refuse(failure())
    waits = []
    for _ in range(4):
        assert room.poll(days=2).searches == 1
        state = room.tracker.store.feeds.states([FIRST])[FIRST]
        assert state.next_due is not None
        waits.append(state.next_due - room.clock())
    assert waits == sorted(set(waits))
    (feed,) = (feed for feed in room.tracker.subscribing.feeds() if feed.subscription.search)
    assert "503" in feed.health
    room.answer(rss([]))
    room.poll(days=2)
    (feed,) = (feed for feed in room.tracker.subscribing.feeds() if feed.subscription.search)
    assert feed.health == "search feed"


def test_a_server_that_asks_to_wait_is_left_alone(room: SearchRoom) -> None:
    room.refuse(failure(retry=timedelta(days=3)))
    assert [room.poll(hours=23).searches for _ in range(5)] == [1, 0, 0, 0, 1]


def test_a_host_that_said_429_is_not_asked_and_costs_nothing(room: SearchRoom) -> None:
    room.refuse(failure(429, timedelta(days=2), closed="lamp.example"))
    assert room.poll().searches == 1
    room.answer(rss([]))
    assert room.poll(days=1).searches == 0
    assert room.tracker.searching.next(9) == []
    assert room.poll(days=2).searches == 2


def test_what_never_left_the_machine_does_not_count(room: SearchRoom) -> None:
    room.refuse(failure(None, offline=True))
    room.poll()
    assert room.tracker.reading.searches(1) == {}
    assert room.tracker.searching.left() == (20, 20)


def test_two_search_feeds_that_find_one_article_bring_it_once(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, feeds=(FIRST, SECOND)).begin()
    room.answer(rss([REOPENS]), FIRST)
    room.answer(rss([REOPENS]), SECOND)
    assert room.poll().found == 1
    assert len(room.sought()) == 1
    room.close()


def test_a_result_whose_page_is_the_search_engines_own_bears_the_feeds_name(room: SearchRoom) -> None:
    room.answer(rss([Entry(REOPENS.title, "https://lamp.example/go/17", "r", REOPENS.text)]))
    room.poll()
    assert [article.outlet for article in room.sought()] == ["Lamp"]


def test_an_outlet_that_the_engine_writes_behind_a_title_is_the_outlet(room: SearchRoom) -> None:
    title = f"{REOPENS.title} - Quay Post"
    room.answer(rss([Entry(title, "https://lamp.example/go/17", "r", REOPENS.text)]))
    room.poll()
    assert [(article.outlet, article.title) for article in room.sought()] == [("Quay Post", REOPENS.title)]


WRAPPED = f"https://lamp.example/click?id=7&url={quote(REOPENS.url, safe='')}&c=1"


def test_an_address_that_leads_through_the_engine_is_the_pages_own(room: SearchRoom) -> None:
    room.answer(rss([replace(REOPENS, url=WRAPPED)]))
    room.poll()
    assert [(article.url, article.outlet) for article in room.sought()] == [
        (REOPENS.url, "quay-post.example")
    ]


@pytest.mark.parametrize(
    "inside",
    ["javascript:alert(1)", "https://", "file:///etc/passwd", "https://x.example/\u202e", "x" * 9000],
)
def test_an_address_in_an_address_that_is_none_is_left_as_it_is(room: SearchRoom, inside: str) -> None:
    wrapped = f"https://lamp.example/click?url={quote(inside, safe='')}"
    room.answer(rss([replace(REOPENS, url=wrapped)]))
    room.poll()
    assert {article.url.partition("?")[0] for article in room.sought()} <= {"https://lamp.example/click"}


def test_what_a_feed_has_brought_already_is_not_doubled(room: SearchRoom) -> None:
    fed = next(article for article in room.articles() if article.title == BRIDGE[0][1])
    told = Entry("In other words: the Orrin bridge", fed.url, "other", REOPENS.text, published=START)
    room.answer(rss([told, replace(told, url=f"https://lamp.example/click?url={quote(fed.url, safe='')}")]))
    assert room.poll().found == 0
    assert room.sought() == []


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
