"""Hosts that want to be left alone, what is remembered of a feed, and how many are asked at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Lock
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.fakes import START, FakeNetwork
from tests.library import BRIDGE, COAST, INLAND, NAMES, WIRE, Newsroom
from tracker import subscriptions
from tracker.core.rounds.crew import CONCURRENT
from tracker.errors import TrackerError
from tracker.fetch import Failure, Response
from tracker.model import FeedState, Subscription, Wishes
from tracker.store import Store

if TYPE_CHECKING:
    from pathlib import Path

HOUR = timedelta(hours=1)
SPORT, MARKETS = "http://wire.example/sport", "http://wire.example/markets"
CLOSED = Failure(WIRE, "429 Too Many Requests", 429, 2 * HOUR, closed="wire.example")
REFUSED = Failure(SPORT, "wire.example asked …", None, 2 * HOUR, closed="wire.example")


@pytest.fixture
def wires(newsroom: Newsroom) -> Newsroom:
    """Three feeds of one host beside those of others."""
    subscriptions.add_all(newsroom.feeds, [Subscription(SPORT), Subscription(MARKETS)])
    for url in (SPORT, MARKETS):
        newsroom.network.serve(url, rss([]))
    return newsroom


def close(room: Newsroom) -> None:
    """Let the host answer 429 to the first feed, and the network refuse to ask for the others."""
    room.network.pages |= {WIRE: CLOSED, SPORT: replace(REFUSED, url=SPORT), MARKETS: REFUSED}


def states(room: Newsroom) -> dict[str, FeedState]:
    return {feed.subscription.url: feed.state for feed in room.tracker.subscribing.feeds()}


def test_feeds_of_a_host_that_closes_within_a_round_are_put_off_and_have_not_failed(wires: Newsroom) -> None:
    close(wires)
    summary = wires.tracker.polling.round()
    assert (summary.feeds, summary.failed) == (3, 1)
    assert summary.failures == ((WIRE, "429 Too Many Requests"),)
    found = states(wires)
    assert (found[WIRE].failures, found[WIRE].status) == (1, "429 Too Many Requests")
    for url in (SPORT, MARKETS):
        assert (found[url].failures, found[url].status) == (0, "never polled")
        assert found[url].next_due == START + 2 * HOUR
        assert found[url].due_reason == "wire.example asked to be left alone until 11:00 UTC"


def test_no_feed_of_a_closed_host_is_asked_by_anybody_until_its_time(wires: Newsroom) -> None:
    wires.poll()
    close(wires)
    wires.tracker.polling.round([WIRE])
    wires.network.asked.clear()
    wires.clock.forward(minutes=119)
    by_name = wires.tracker.polling.round([SPORT])
    assert by_name.failures == ((SPORT, "wire.example asked to be left alone until 12:00 UTC"),)
    assert (by_name.feeds, by_name.failed) == (1, 1)
    forced = wires.tracker.polling.round(force=True)
    assert {url for url, _ in forced.failures} == {WIRE, SPORT, MARKETS}
    assert {url for url, _, _ in wires.network.asked} == {COAST, INLAND}
    assert [states(wires)[url].failures for url in (WIRE, SPORT, MARKETS)] == [1, 0, 0]
    wires.clock.forward(minutes=1)
    wires.tracker.polling.round([SPORT])
    assert SPORT in {url for url, _, _ in wires.network.asked}


def test_a_forced_round_tells_of_the_feeds_that_were_cut_off_by_a_429(wires: Newsroom) -> None:
    close(wires)
    summary = wires.tracker.polling.round(force=True)
    assert (summary.feeds, summary.failed) == (5, 3)
    assert dict(summary.failures)[SPORT] == "wire.example asked to be left alone until 11:00 UTC"
    assert states(wires)[SPORT].failures == 0


def test_a_closed_host_stays_closed_over_a_restart_and_the_network_is_told(
    wires: Newsroom, tmp_path: Path
) -> None:
    wires.network.pages[WIRE] = CLOSED
    wires.tracker.polling.round([WIRE])
    wires.close()
    again = Newsroom(tmp_path)
    again.clock.forward(hours=1)
    assert again.tracker.polling.round().feeds == 2
    assert again.network.closed == {"wire.example": HOUR}
    assert {url for url, _, _ in again.network.asked} == {COAST, INLAND}
    again.clock.forward(hours=1)
    again.tracker.polling.round()
    assert again.tracker.store.hosts.closed(START) == {}
    again.close()


def test_feeds_of_a_closed_host_are_no_work_that_is_due(wires: Newsroom) -> None:
    wires.poll()
    wires.network.pages[WIRE] = replace(CLOSED, retry_after=timedelta(days=3))
    wires.tracker.polling.round([WIRE])
    wires.clock.forward(days=2)
    wires.tracker.polling.round()
    due = wires.tracker.polling.next_due()
    assert due is not None
    assert due > wires.clock()
    stored = wires.tracker.store.feeds.states([SPORT])[SPORT].next_due
    assert stored is not None
    assert stored < wires.clock()


def test_a_feed_that_waits_for_its_closed_host_is_told_with_that_time_and_reason(wires: Newsroom) -> None:
    wires.poll()
    wires.network.pages[WIRE] = replace(CLOSED, retry_after=timedelta(days=3))
    wires.tracker.polling.round([WIRE])
    wires.clock.forward(days=2)
    waiting = states(wires)[SPORT]
    assert waiting.next_due == START + timedelta(days=3, hours=1)
    assert waiting.due_reason == "wire.example asked to be left alone until 7 May 10:00 UTC"
    assert states(wires)[COAST].next_due < wires.clock()  # type: ignore[operator]  # it was polled


def test_a_feed_that_is_due_in_an_hour_it_asks_to_skip_is_told_with_the_hour_after(wires: Newsroom) -> None:
    skipping = Wishes(skip_hours=frozenset({9, 10}))
    wires.tracker.store.feeds.save(FeedState(SPORT, next_due=START, wishes=skipping))
    told = states(wires)[SPORT]
    assert told.next_due is not None
    assert told.next_due.hour == 11
    assert told.due_reason == "the feed asks to be left alone until then"


def test_a_computer_without_a_network_asks_again_within_the_hour_or_so(wires: Newsroom) -> None:
    lost = Failure(WIRE, "the name wire.example can't be looked up now", offline=True)
    wires.network.pages[WIRE] = lost
    for _ in range(9):
        wires.poll(hours=9)
    state = states(wires)[WIRE]
    assert state.next_due is not None
    assert state.next_due - wires.clock() <= timedelta(minutes=72)
    assert (state.failures, state.status, state.due_reason) == (9, lost.reason, "there was no network")


def test_a_host_that_says_429_to_who_asks_for_a_page_is_closed_too(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    newsroom.poll()
    (row,) = newsroom.tracker.reading.articles()
    newsroom.network.pages[row.article.url] = replace(CLOSED, url=row.article.url)
    with pytest.raises(TrackerError, match="429"):
        newsroom.tracker.pages.whole_text(row.article.id)
    newsroom.network.asked.clear()
    assert WIRE in dict(newsroom.poll().failures)
    assert WIRE not in {url for url, _, _ in newsroom.network.asked}


def test_of_two_closings_of_a_host_the_later_one_stands(tmp_path: Path) -> None:
    store = Store(tmp_path / "tracker.db")
    store.hosts.close("a", START + 5 * HOUR)
    store.hosts.close("a", START + HOUR)
    store.hosts.close("b", START + HOUR)
    assert store.hosts.closed(START + HOUR) == {"a": START + 5 * HOUR}
    store.hosts.sweep(START + HOUR)
    assert store.hosts.closed(START) == {"a": START + 5 * HOUR}
    store.close()


def test_an_answer_in_hand_is_not_asked_for_again(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    answer = newsroom.network.pages[WIRE]
    assert isinstance(answer, Response)
    summary = newsroom.tracker.polling.round([WIRE], answers={WIRE: answer})
    assert (summary.feeds, summary.new_articles) == (1, 1)
    assert newsroom.network.asked == []
    assert states(newsroom)[WIRE].etag == answer.etag


def test_304_saves_as_many_bytes_as_the_last_whole_answer_had(newsroom: Newsroom) -> None:
    newsroom.poll()
    size = len(newsroom.network.pages[WIRE].body)  # type: ignore[union-attr]  # a response
    newsroom.poll()
    newsroom.poll()
    assert (states(newsroom)[WIRE].size, states(newsroom)[WIRE].saved) == (size, 2 * size)


def test_a_whole_answer_that_is_the_same_saves_nothing(newsroom: Newsroom) -> None:
    newsroom.network.serve(WIRE, rss([]))
    newsroom.poll()
    newsroom.poll()
    assert states(newsroom)[WIRE].saved == 0
    assert states(newsroom)[WIRE].status == "nothing new"


def test_what_a_document_asks_for_holds_after_answers_that_bring_none(newsroom: Newsroom) -> None:
    extra = "<ttl>600</ttl><skipHours><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>"
    asked = Wishes(10 * HOUR, None, frozenset({3}), frozenset({6}))
    newsroom.network.serve(WIRE, rss([], extra=extra), etag='"1"')
    newsroom.poll()
    assert states(newsroom)[WIRE].wishes == asked
    newsroom.poll()
    assert (states(newsroom)[WIRE].status, states(newsroom)[WIRE].wishes) == ("not modified", asked)
    newsroom.network.serve(WIRE, rss([], extra=extra))
    newsroom.poll()
    assert (states(newsroom)[WIRE].status, states(newsroom)[WIRE].wishes) == ("nothing new", asked)
    newsroom.network.serve(WIRE, rss([]))
    newsroom.poll()
    assert states(newsroom)[WIRE].wishes == Wishes()


def test_every_wish_survives_the_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "tracker.db")
    wishes = Wishes(timedelta(minutes=20), timedelta(hours=3), frozenset({0, 23}), frozenset({0, 6}))
    store.feeds.save(FeedState(WIRE, wishes=wishes))
    store.feeds.save(FeedState(COAST))
    kept = store.feeds.states([WIRE, COAST])
    assert (kept[WIRE].wishes, kept[COAST].wishes) == (wishes, Wishes())
    store.close()


class Crowd(FakeNetwork):
    """Lets nobody through before `size` are there; knows how many there were at most."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.gate, self.lock = Barrier(size), Lock()
        self.inside = self.most = 0

    def get(self, url: str, etag: str = "", modified: str = "") -> Response | Failure:
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        try:
            self.gate.wait(30)
            return super().get(url, etag, modified)
        except BrokenBarrierError:
            return Failure(url, "there were not so many")
        finally:
            with self.lock:
                self.inside -= 1


def test_sixteen_hosts_are_asked_at_once_and_no_more(newsroom: Newsroom) -> None:
    crowd = newsroom.network = Crowd(CONCURRENT)
    for url in NAMES:
        subscriptions.remove(newsroom.feeds, url)
    urls = [f"http://host{n}.example/feed" for n in range(2 * CONCURRENT)]
    subscriptions.add_all(newsroom.feeds, [Subscription(url) for url in urls])
    for url in urls:
        crowd.serve(url, rss([]))
    summary = newsroom.tracker.polling.round()
    assert (summary.feeds, summary.failed) == (2 * CONCURRENT, 0)
    assert crowd.most == CONCURRENT == 16
