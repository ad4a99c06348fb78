from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import FeedState
from tracker.schedule import Outcome, after, health, is_due, next_due, span

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
STATE = FeedState(url="https://harbour.example/feed")
WORKING = replace(STATE, checked=NOW, succeeded=NOW, changed=NOW, status="ok")


def times(gap: timedelta, count: int = 10, newest: datetime = NOW) -> tuple[datetime, ...]:
    return tuple(newest - gap * n for n in range(count))


def wait(outcome: Outcome, state: FeedState = STATE) -> timedelta:
    return next_due(state, outcome)[0] - outcome.at


def test_a_feed_never_polled_is_due() -> None:
    assert is_due(STATE, NOW)


def test_a_feed_is_due_at_its_time_and_not_before() -> None:
    state = replace(STATE, next_due=NOW)
    assert is_due(state, NOW)
    assert not is_due(state, NOW - timedelta(seconds=1))


def test_a_feed_that_is_gone_is_never_due() -> None:
    assert not is_due(replace(STATE, gone=True, next_due=NOW), NOW + 400 * DAY)


@pytest.mark.parametrize(
    ("gap", "low", "high", "why"),
    [
        (timedelta(minutes=5), 1, 1.2, "publishes every hour or more often"),
        (8 * HOUR, 4, 4.8, "publishes about 3 times a day"),
        (DAY, 12, 14.4, "publishes about once a day"),
        (3 * DAY, 21.6, 24, "publishes about every 3 days"),
        (30 * DAY, 21.6, 24, "publishes about every 30 days"),
    ],
)
def test_a_feed_is_asked_after_half_its_usual_gap(gap: timedelta, low: float, high: float, why: str) -> None:
    due, reason = next_due(STATE, Outcome("new", NOW, publish_times=times(gap, 30)))
    assert low * HOUR <= due - NOW <= high * HOUR
    assert reason == why


def test_twenty_articles_at_once_each_morning_are_one_publication_a_day() -> None:
    mornings = tuple(NOW - DAY * day + timedelta(seconds=n) for day in range(5) for n in range(20))
    assert 12 * HOUR <= wait(Outcome("new", NOW, publish_times=mornings)) <= 15 * HOUR


def test_a_feed_without_dates_is_asked_a_few_times_a_day() -> None:
    assert 5 * HOUR <= wait(Outcome("new", NOW)) <= 6 * HOUR


def test_a_feed_that_fell_silent_is_asked_less_often_and_says_so() -> None:
    silent = times(HOUR, newest=NOW - 8 * DAY)
    due, why = next_due(STATE, Outcome("same", NOW, publish_times=silent))
    assert 12 * HOUR <= due - NOW <= 15 * HOUR
    assert why == "last published 8 days ago"


def test_failures_double_the_wait_up_to_a_day() -> None:
    waits = [wait(Outcome("failed", NOW), replace(STATE, failures=n)) for n in range(9)]
    assert waits == sorted(waits)
    assert waits[0] < 2 * HOUR
    assert 2 * HOUR <= waits[1] < 4 * HOUR
    assert all(0.9 * DAY <= late <= DAY for late in waits[5:])


def test_the_reason_of_a_failure_counts_it() -> None:
    assert next_due(STATE, Outcome("failed", NOW))[1] == "failed once"
    assert next_due(replace(STATE, failures=2), Outcome("failed", NOW))[1] == "failed 3 times in a row"


def test_a_million_failures_overflow_nothing() -> None:
    assert wait(Outcome("failed", NOW), replace(STATE, failures=10**6)) <= DAY


def test_a_feed_is_never_asked_before_the_time_the_server_named() -> None:
    busy = Outcome("new", NOW, publish_times=times(HOUR))
    for wish, expected in ((6 * HOUR, 6 * HOUR), (timedelta(minutes=1), HOUR), (-DAY, HOUR)):
        for asked in (
            replace(busy, max_age=wish),
            replace(busy, ttl=wish),
            replace(busy, retry_after=wish),
        ):
            assert expected <= wait(asked) < expected + HOUR


def test_wishes_beyond_reason_are_capped() -> None:
    busy = Outcome("new", NOW, publish_times=times(HOUR))
    assert wait(replace(busy, max_age=365 * DAY)) == DAY
    assert wait(replace(busy, ttl=365 * DAY)) == DAY
    assert wait(replace(busy, kind="failed", retry_after=365 * DAY)) == 7 * DAY


def test_the_reason_names_the_servers_wish() -> None:
    due = next_due(STATE, Outcome("failed", NOW, retry_after=2 * HOUR))
    assert due == (NOW + 2 * HOUR, "the server asked to wait 2 h")


def test_the_same_feed_gets_the_same_jitter_and_others_another() -> None:
    outcome = Outcome("new", NOW, publish_times=times(8 * HOUR))
    assert wait(outcome) == wait(outcome)
    waits = {wait(outcome, FeedState(url=f"https://a.example/{n}")) for n in range(50)}
    assert len(waits) > 40


def test_a_success_clears_failures_and_marks_the_time() -> None:
    state = after(replace(STATE, failures=4), Outcome("new", NOW), "ok")
    assert (state.failures, state.succeeded, state.changed) == (0, NOW, NOW)
    later = after(state, Outcome("not_modified", NOW + DAY), "not modified")
    assert (later.succeeded, later.changed) == (NOW + DAY, NOW)


def test_a_single_410_does_not_stop_a_feed() -> None:
    state = after(WORKING, Outcome("gone", NOW), "410 Gone")
    assert not state.gone
    assert state.next_due is not None
    assert NOW + 0.9 * DAY <= state.next_due <= NOW + DAY


def test_two_410s_within_the_day_do_not_stop_a_feed() -> None:
    state = after(WORKING, Outcome("gone", NOW), "410 Gone")
    assert not after(state, Outcome("gone", NOW + HOUR), "410 Gone").gone


def test_two_410s_a_day_apart_stop_a_feed_and_it_says_so() -> None:
    state = after(WORKING, Outcome("gone", NOW), "410 Gone")
    state = after(state, Outcome("gone", NOW + DAY), "410 Gone")
    assert state.gone
    assert health(state, NOW + DAY) == "gone: the server says it is removed"


def test_a_410_that_another_answer_followed_starts_anew() -> None:
    state = after(WORKING, Outcome("gone", NOW), "410 Gone")
    state = after(state, Outcome("failed", NOW + HOUR), "500")
    assert not after(state, Outcome("gone", NOW + DAY), "410 Gone").gone


def test_nothing_but_410_ever_stops_a_feed() -> None:
    state = WORKING
    for day in range(400):
        state = after(state, Outcome("failed", NOW + DAY * day), "404 Not Found")
    assert not state.gone


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (STATE, "new: never polled"),
        (WORKING, "ok"),
        (replace(WORKING, changed=NOW - 40 * DAY), "quiet for 40 days"),
        (replace(WORKING, failures=1, status="timed out"), "failed once: timed out"),
        (
            replace(WORKING, failures=3, succeeded=NOW - 17 * DAY, status="404 Not Found"),
            "broken since 3 May: 404 Not Found",
        ),
        (
            replace(WORKING, failures=9, succeeded=NOW - 365 * DAY, status="404 Not Found"),
            "broken since 20 May 2025: 404 Not Found",
        ),
        (replace(STATE, checked=NOW, failures=5, status="no address"), "never worked: no address"),
    ],
)
def test_health_is_told_in_words(state: FeedState, words: str) -> None:
    assert health(state, NOW) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(seconds=3), "1 min"),
        (timedelta(minutes=90), "90 min"),
        (2 * HOUR, "2 h"),
        (47 * HOUR, "47 h"),
        (3 * DAY, "3 days"),
    ],
)
def test_a_span_is_put_in_a_word_or_two(time: timedelta, words: str) -> None:
    assert span(time) == words


@given(
    gaps=st.lists(st.integers(-(10**8), 10**8), max_size=20),
    failures=st.integers(0, 100),
    kind=st.sampled_from(["new", "same", "not_modified", "failed", "gone"]),
    url=st.text(max_size=20),
)
def test_every_wait_without_wishes_is_between_an_hour_and_a_day(
    gaps: list[int], failures: int, kind: str, url: str
) -> None:
    published = tuple(NOW + timedelta(seconds=gap) for gap in gaps)
    outcome = Outcome(kind, NOW, publish_times=published)  # type: ignore[arg-type]  # drawn from its values
    assert HOUR <= wait(outcome, FeedState(url=url, failures=failures)) <= DAY
