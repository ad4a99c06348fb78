"""Thirty polls and more of every feed of the score server, in virtual time; and that it can tell rudeness."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tracker.selftest import characters, scoring
from tracker.selftest.characters import GROUPS
from tracker.selftest.reader import Reader
from tracker.selftest.scoring import CHECKS, Board

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tracker.selftest.servers import Handler

POLLS = 30
PASSED: dict[str, list[str]] = {check: [] for check in CHECKS}


@pytest.fixture
def board() -> Iterator[Board]:
    with Board() as running:
        yield running


@pytest.mark.parametrize("restarts", [False, True], ids=["running", "restarting"])
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_over_thirty_polls_nothing_impolite_is_done(
    board: Board, tmp_path: Path, group: Callable[[Board], None], *, restarts: bool
) -> None:
    group(board)
    with Reader(board, tmp_path) as reader:
        reader.run(POLLS, restarts=restarts)
    assert board.score() == PASSED
    assert board.fewest() >= POLLS


def test_other_hosts_and_feeds_go_on_while_one_host_is_closed(board: Board, tmp_path: Path) -> None:
    characters.huge(board)
    with Reader(board, tmp_path) as reader:
        reader.run(8)
    closed = next(entry for entry in board.log if entry.reply.closes)
    week = [entry.feed for entry in board.log if closed.at < entry.at < closed.at + scoring.DAY * 6]
    assert "elsewhere" in week
    assert not {"429-huge", "neighbour"} & set(week)


def test_a_feed_that_is_gone_is_asked_twice_and_stays_subscribed(board: Board, tmp_path: Path) -> None:
    characters.redirects(board)
    with Reader(board, tmp_path) as reader:
        reader.run(POLLS)
        feeds = {feed.subscription.url: feed for feed in reader.tracker.subscribing.feeds()}
    assert len(board.polls("gone")) == 2
    assert feeds[board.feeds["gone"]].health == "gone: the server says it is removed"
    assert len(feeds) == len(board.feeds)


def test_feeds_that_moved_for_good_are_asked_where_they_are_and_only_those(
    board: Board, tmp_path: Path
) -> None:
    characters.redirects(board)
    with Reader(board, tmp_path) as reader:
        reader.run(POLLS)
        states = reader.states()
    site = board.sites["a"]
    assert {url.rpartition(":")[2].partition("/")[2] for url in states} == {
        "moved-301/3",
        "moved-308/2",
        "found-302",
        "gone",
        "beside",
    }
    assert 10 <= len(site.asked("/moved-301")) < POLLS <= len(site.asked("/moved-301/3"))
    assert len(site.asked("/found-302")) == len(site.asked("/found-302/2")) >= POLLS
    # The new address is asked with the validators that it gave while it was reached by redirects.
    assert sum("if-none-match" not in entry.headers for entry in site.asked("/moved-301/3")) == 1


AGENT = {"User-Agent": "rude/1.0 (+http://rude.example)"}


def ask(board: Board, feed: str, **headers: str) -> None:
    """Ask as no polite client would, with whatever headers."""
    address = urlsplit(board.feeds[feed])
    connection = HTTPConnection(str(address.hostname), address.port)
    sent = AGENT | {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", address.path, headers=sent)
    connection.getresponse().read()
    connection.close()


def broken(board: Board) -> set[str]:
    return {check for check, faults in board.score().items() if faults}


def test_the_judge_finds_nothing_wrong_with_a_poll_a_day_with_the_validators(board: Board) -> None:
    characters.validators(board)
    for _ in range(3):
        ask(board, "nothing")
        board.clock.forward(hours=1)
        ask(board, "etag", **({"If_None_Match": '"still"'} if len(board.log) > 2 else {}))
        board.clock.forward(hours=22)
    assert broken(board) == set()


@pytest.mark.parametrize(
    ("feed", "second", "hours", "check"),
    [
        ("etag", {}, 5, "unconditional"),
        ("last-modified", {}, 5, "unconditional"),
        ("both", {"If_None_Match": '"still"'}, 5, "altered"),
        ("new-tags", {"If_None_Match": '"tag 0"'}, 5, "bogus"),
        ("tag-weak", {"If_None_Match": '"still"'}, 5, "bogus"),
        ("tag-quotes", {"If_None_Match": '"still"'}, 5, "bogus"),
        ("never-a-feed", {"If_None_Match": '"page"'}, 5, "bogus"),
        ("nothing", {"If_Modified_Since": "Mon, 04 May 2026 09:00:00 GMT"}, 5, "bogus"),
        ("nothing", {"Cookie": "id=7"}, 5, "cookies"),
        ("nothing", {"User_Agent": "Mozilla"}, 5, "nameless"),
        ("nothing", {}, 0.9, "early"),
        ("nothing", {}, 25, "late"),
        ("nothing", {}, 0, "crowding"),
        ("max-age", {"If_None_Match": '"still"'}, 19, "early"),
        ("ttl", {"If_None_Match": '"still"'}, 19, "early"),
        ("update-period", {"If_None_Match": '"still"'}, 23, "early"),
        ("skip-hours", {"If_None_Match": '"still"'}, 12, "skipped hour"),
        ("skip-days", {"If_None_Match": '"still"'}, 6 * 24, "skipped hour"),
        ("503-always", {}, 24, "early"),
        ("429-always", {}, 24, "closed host"),
    ],
)
def test_the_judge_tells_rudeness(
    board: Board, feed: str, second: dict[str, str], hours: float, check: str
) -> None:
    characters.validators(board)
    characters.wishes(board)
    for status in (429, 503):
        board.play(f"{status}-always", characters.busy(status, *characters.RETRY_AFTER["date"], every=1))
    ask(board, feed)
    board.clock.forward(hours=hours)
    ask(board, feed, **second)
    assert check in broken(board)


def test_the_judge_counts_what_comes_after_a_second_410(board: Board) -> None:
    characters.redirects(board)
    for asked in range(3):
        assert ("gone" in broken(board)) == (asked > 2)
        ask(board, "gone")
        board.clock.forward(hours=23)
    assert broken(board) == {"gone"}


def test_the_judge_sees_two_requests_at_one_time(board: Board) -> None:
    meeting = Barrier(2)

    def both(handler: Handler, _: scoring.VirtualTime) -> None:
        meeting.wait(30)
        handler.wfile.write(b"HTTP/1.1 204 No Content\r\n\r\n")

    board.play("meeting", lambda _: scoring.Reply(204), trick=both)
    with ThreadPoolExecutor(2) as pool:
        for job in [pool.submit(ask, board, "meeting") for _ in range(2)]:
            job.result()
    assert "a: 2 requests at a time" in board.score()["crowding"]
