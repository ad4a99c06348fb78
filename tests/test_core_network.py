"""No network: told once for all feeds, held against none of them, and over as soon as anybody answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import httpcore2
import pytest

from tests.library import BRIDGE, COAST, INLAND, NAMES, WIRE, Newsroom
from tracker import subscriptions
from tracker.core.rounds.network import ENOUGH
from tracker.fetch import Failure
from tracker.fetch.reasons import broken
from tracker.model import Subscription

if TYPE_CHECKING:
    from tracker.model import FeedState


def states(room: Newsroom) -> dict[str, FeedState]:
    return {feed.subscription.url: feed.state for feed in room.tracker.subscribing.feeds()}


def test_where_no_server_can_be_reached_no_feed_is_to_blame(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    newsroom.poll()
    known = states(newsroom)
    newsroom.network.vanish(NAMES)
    summary = newsroom.poll()
    assert (summary.offline, summary.feeds, summary.failed) == (True, 3, 3)
    assert dict(summary.failures)[WIRE] == "wire.example has no address"
    for url, state in states(newsroom).items():
        assert (state.failures, state.status) == (0, known[url].status)


def test_feeds_that_could_not_be_asked_are_asked_again_in_minutes(newsroom: Newsroom) -> None:
    newsroom.network.vanish(NAMES)
    newsroom.poll()
    due = newsroom.tracker.polling.next_due()
    assert due == newsroom.clock() + timedelta(minutes=5)
    assert states(newsroom)[WIRE].due_reason == "there was no network"
    newsroom.serve()
    newsroom.publish(*BRIDGE[0])
    newsroom.clock.forward(minutes=5)
    back = newsroom.tracker.polling.round()
    assert (back.offline, back.feeds, back.new_articles) == (False, 3, 1)


def test_one_answer_shows_that_there_is_a_network(newsroom: Newsroom) -> None:
    newsroom.network.vanish([COAST, INLAND])
    summary = newsroom.poll()
    assert (summary.offline, summary.failed) == (False, 2)
    assert states(newsroom)[COAST].failures == 1


def test_an_answer_that_is_an_error_shows_it_too(newsroom: Newsroom) -> None:
    newsroom.network.vanish([COAST, INLAND])
    newsroom.network.pages[WIRE] = Failure(WIRE, "500 Internal Server Error", 500)
    assert not newsroom.poll().offline


def test_two_servers_may_well_be_gone_on_one_day(newsroom: Newsroom) -> None:
    newsroom.network.vanish([COAST, INLAND])
    summary = newsroom.tracker.polling.round([COAST, INLAND])
    assert (summary.offline, summary.failed) == (False, 2)


def test_feeds_that_failed_before_are_rather_broken_than_the_network(newsroom: Newsroom) -> None:
    store = newsroom.tracker.store
    for state in store.feeds.states(NAMES).values():
        store.feeds.save(replace(state, failures=2))
    newsroom.network.vanish(NAMES)
    assert not newsroom.poll().offline
    assert states(newsroom)[WIRE].failures == 3


def test_what_answers_at_home_says_nothing_of_the_network(newsroom: Newsroom) -> None:
    bridge = "http://127.0.0.1:8080/feed"
    subscriptions.add_all(newsroom.feeds, [Subscription(bridge)])
    newsroom.network.vanish(NAMES)
    newsroom.network.serve(bridge, "<rss/>")
    assert newsroom.poll().offline


def test_a_long_list_is_not_asked_through_where_nobody_can_be_reached(newsroom: Newsroom) -> None:
    many = [f"https://outlet{number}.example/feed" for number in range(20 * ENOUGH)]
    subscriptions.add_all(newsroom.feeds, [Subscription(url) for url in many])
    newsroom.network.vanish([*NAMES, *many])
    summary = newsroom.poll()
    assert summary.offline
    assert summary.failed == len(many) + 3
    assert len(newsroom.network.asked) < len(many)
    assert newsroom.tracker.polling.next_due() == newsroom.clock() + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("error", "cause", "unreached"),
    [
        (httpcore2.ConnectError(), OSError(101, "Network is unreachable"), True),
        (httpcore2.ConnectTimeout(), None, True),
        (httpcore2.ConnectError(), ConnectionRefusedError(111, "Connection refused"), False),
        (httpcore2.ReadTimeout(), None, False),
    ],
    ids=["no way", "no answer", "refused", "slow"],
)
def test_who_refuses_or_answers_slowly_is_there(
    error: Exception, cause: Exception | None, unreached: object
) -> None:
    error.__cause__ = cause
    assert broken("https://wire.example/feed", error, 30).unreached is unreached
