"""A feed that moved for good: when that is believed, what moves with it, and what stops it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.fakes import START
from tests.library import BRIDGE, COAST, INLAND, WIRE, Newsroom
from tracker import subscriptions
from tracker.core.rounds import moving
from tracker.fetch import Failure, Response
from tracker.model import FeedState, Subscription

if TYPE_CHECKING:
    from pathlib import Path

NEW = "https://wire.example/news.xml"
COMMENTED = f"""\
# My own list.
feeds:
  Coast:
    # the one from the harbour
    - url: {WIRE}  # since 2019
      title: Wire
    - {COAST}
"""


def redirect(room: Newsroom, to: str = NEW, feed: str = WIRE) -> None:
    """Let a feed answer through permanent redirects from elsewhere ("": from where it is)."""
    page = room.network.pages[feed]
    assert isinstance(page, Response)
    room.network.pages[feed] = replace(page, permanent=to)


def poll(room: Newsroom, times: int = 1, hours: float = 24, to: str = NEW) -> None:
    for _ in range(times):
        redirect(room, to)
        room.poll(hours=hours)


def states(room: Newsroom) -> dict[str, FeedState]:
    return {feed.subscription.url: feed.state for feed in room.tracker.subscribing.feeds()}


@pytest.fixture
def moved(newsroom: Newsroom) -> Newsroom:
    """Nine sightings over more than a week; the next one is believed."""
    newsroom.publish(*BRIDGE[0])
    poll(newsroom, 9)
    return newsroom


def test_a_move_is_believed_after_ten_sightings_over_a_week(moved: Newsroom) -> None:
    assert WIRE in states(moved)
    assert (states(moved)[WIRE].moved_to, states(moved)[WIRE].moved_seen) == (NEW, 9)
    poll(moved)
    assert NEW in states(moved)
    assert WIRE not in states(moved)
    assert states(moved)[NEW].status == f"moved for good to {NEW}; feeds.yaml says so now"
    assert states(moved)[NEW].moved_to == ""


def test_ten_sightings_within_a_week_are_not_believed(newsroom: Newsroom) -> None:
    poll(newsroom, 12, hours=12)
    assert (states(newsroom)[WIRE].moved_seen, NEW in states(newsroom)) == (12, False)


def test_a_week_with_fewer_sightings_is_not_believed(newsroom: Newsroom) -> None:
    poll(newsroom, 9, hours=48)
    assert NEW not in states(newsroom)


@pytest.mark.parametrize(
    "between",
    [
        Failure(WIRE, "404 Not Found", 404),
        Response(WIRE, 200, b"<html>Please sign in.</html>", permanent=NEW),
        Response(WIRE, 200, b"<rss><channel><title>Here again</title></channel></rss>"),
        Response(WIRE, 200, b"<rss><channel><title>Here</title></channel></rss>", permanent=COAST + "/2"),
    ],
    ids=["an error", "a page to sign in at", "no redirect", "another target"],
)
def test_any_other_answer_in_between_begins_the_count_anew(
    moved: Newsroom, between: Response | Failure
) -> None:
    page = moved.network.pages[WIRE]
    moved.network.pages[WIRE] = between
    moved.poll(hours=24)
    moved.network.pages[WIRE] = page
    poll(moved, 9)
    assert NEW not in states(moved)
    assert states(moved)[WIRE].moved_seen == 9


def test_a_server_that_cant_be_reached_in_between_says_nothing_of_a_move(moved: Newsroom) -> None:
    page = moved.network.pages[WIRE]
    moved.network.fail(WIRE, "the server did not answer within 30 s")
    moved.poll(hours=24)
    moved.network.pages[WIRE] = page
    poll(moved)
    assert NEW in states(moved)


def test_a_redirect_for_now_is_never_written_down(newsroom: Newsroom) -> None:
    page = newsroom.network.pages[WIRE]
    assert isinstance(page, Response)
    newsroom.network.pages[WIRE] = replace(page, url=NEW)
    for _ in range(30):
        newsroom.poll(hours=24)
    assert WIRE in states(newsroom)


def test_the_users_file_keeps_its_comments_and_all_else(moved: Newsroom) -> None:
    moved.feeds.write_text(COMMENTED, encoding="utf-8")
    poll(moved)
    assert moved.feeds.read_text(encoding="utf-8") == COMMENTED.replace(WIRE, NEW)


def test_state_and_articles_move_along_and_nothing_is_doubled(moved: Newsroom) -> None:
    before = states(moved)[WIRE]
    poll(moved)
    articles = moved.tracker.reading.articles()
    assert [row.article.feed for row in articles] == [NEW]
    assert moved.tracker.reading.article(articles[0].article.id).feeds == (NEW,)
    after = states(moved)[NEW]
    assert (after.etag, after.body_hash, after.articles) == (before.etag, before.body_hash, 1)
    moved.entries[NEW] = moved.entries.pop(WIRE)
    moved.network.serve(NEW, moved.network.pages[WIRE].body + b"<!-- once more -->")  # type: ignore[union-attr]  # a response
    assert moved.poll().new_articles == 0
    assert moved.tracker.reading.articles() == articles


def test_articles_that_the_new_address_has_already_are_not_doubled(moved: Newsroom) -> None:
    store = moved.tracker.store
    (row,) = moved.tracker.reading.articles()
    store.articles.attach([row.article.id], NEW, START)
    store.feeds.save(FeedState(NEW, checked=START, etag='"old"'))
    poll(moved)
    assert moved.tracker.reading.article(row.article.id).feeds == (NEW,)
    assert states(moved)[NEW].articles == 1
    assert states(moved)[NEW].etag != '"old"'


def test_a_file_that_cant_be_changed_loses_nothing_and_the_status_says_so(moved: Newsroom) -> None:
    # The title is the address once more: a change of one would change the other.
    text = f"feeds:\n  - url: &wire {WIRE}\n    title: *wire\n  - {COAST}\n"
    moved.feeds.write_text(text, encoding="utf-8")
    poll(moved)
    assert moved.feeds.read_text(encoding="utf-8") == text
    assert "can't be changed safely" in states(moved)[WIRE].status
    assert [row.article.feed for row in moved.tracker.reading.articles()] == [WIRE]
    moved.feeds.write_text(COMMENTED, encoding="utf-8")
    poll(moved)
    assert NEW in states(moved)


def test_where_the_new_address_is_subscribed_too_both_stay_and_the_status_says_so(moved: Newsroom) -> None:
    subscriptions.add(moved.feeds, Subscription(NEW))
    moved.network.serve(NEW, moved.network.pages[WIRE].body)  # type: ignore[union-attr]  # a response
    poll(moved, 2)
    assert {WIRE, NEW} <= states(moved).keys()
    assert states(moved)[WIRE].status.startswith(f"not modified; moved for good to {NEW}, but: ")
    assert len(moved.tracker.reading.articles()) == 1


def test_a_move_that_the_user_writes_down_takes_all_along_too(moved: Newsroom) -> None:
    subscriptions.move(moved.feeds, WIRE, NEW)
    moved.network.serve(NEW, moved.network.pages[WIRE].body)  # type: ignore[union-attr]  # a response
    before = moved.tracker.reading.articles()
    assert moved.poll().new_articles == 0
    assert [row.article.feed for row in moved.tracker.reading.articles()] == [NEW]
    assert [row.article.id for row in moved.tracker.reading.articles()] == [row.article.id for row in before]
    assert WIRE not in states(moved)


def test_a_feed_that_is_subscribed_anew_at_its_own_address_stays_there(moved: Newsroom) -> None:
    moving.catch_up(moved.tracker.store, subscriptions.load(moved.feeds))
    assert states(moved)[WIRE].moved_seen == 9
    assert INLAND in states(moved)


def test_a_move_is_whole_or_not_at_all(moved: Newsroom, tmp_path: Path) -> None:
    class PulledPlugError(BaseException):
        pass

    def pull(_: object) -> None:
        raise PulledPlugError

    redirect(moved)
    moved.clock.forward(hours=24)
    with pytest.raises(PulledPlugError):
        moved.tracker.polling.round(force=True, progress=pull)
    moved.close()
    again = Newsroom(tmp_path)
    again.entries = moved.entries
    again.serve()
    again.clock.moment = moved.clock.moment
    poll(again)
    listed = {subscription.url for subscription in subscriptions.load(again.feeds)}
    assert [row.article.feed for row in again.tracker.reading.articles()] == [NEW]
    assert NEW in listed
    again.close()
