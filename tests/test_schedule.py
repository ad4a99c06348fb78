from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import FeedState, Wishes
from tracker.schedule import (
    Outcome,
    after,
    closed_for,
    due_from,
    health,
    is_due,
    left_alone,
    next_due,
    span,
    time_of,
)

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
            replace(busy, wishes=Wishes(max_age=wish)),
            replace(busy, wishes=Wishes(ttl=wish)),
            replace(busy, retry_after=wish),
        ):
            assert expected <= wait(asked) < expected + HOUR


def test_wishes_beyond_reason_are_capped() -> None:
    busy = Outcome("new", NOW, publish_times=times(HOUR))
    assert wait(replace(busy, wishes=Wishes(max_age=365 * DAY))) == DAY
    assert wait(replace(busy, wishes=Wishes(ttl=365 * DAY))) == DAY
    assert wait(replace(busy, kind="failed", retry_after=365 * DAY)) == 7 * DAY


def test_what_the_last_success_asked_for_holds_after_a_forced_poll_that_fails() -> None:
    state = replace(WORKING, wishes=Wishes(ttl=20 * HOUR))
    assert next_due(state, Outcome("failed", NOW + HOUR)) == (
        NOW + 20 * HOUR,
        "the feed asks to be left for 20 h",
    )


def test_a_success_replaces_what_was_asked_for_and_a_failure_keeps_it() -> None:
    state = after(WORKING, Outcome("same", NOW, wishes=Wishes(ttl=5 * HOUR)), "nothing new")
    assert after(state, Outcome("failed", NOW + DAY), "500").wishes == Wishes(ttl=5 * HOUR)
    assert after(state, Outcome("same", NOW + DAY), "nothing new").wishes == Wishes()


NIGHT = Wishes(skip_hours=frozenset({22, 23, 0, 1, 2, 3, 4, 5}))
WEEKEND = Wishes(skip_days=frozenset({5, 6}))


def test_a_feed_is_not_asked_in_hours_it_asks_to_skip() -> None:
    evening = NOW.replace(hour=21)
    due, why = next_due(STATE, Outcome("new", evening, wishes=NIGHT, publish_times=times(HOUR)))
    assert (due.date(), due.hour) == ((evening + DAY).date(), 6)
    assert why == "the feed asks to be left alone until then"


def test_a_feed_is_not_asked_on_days_it_asks_to_skip() -> None:
    friday = datetime(2026, 5, 22, 23, 30, tzinfo=UTC)
    due, _ = next_due(STATE, Outcome("new", friday, wishes=WEEKEND, publish_times=times(HOUR)))
    assert (due.day, due.hour) == (25, 0)


def test_skipped_hours_hold_after_a_failure_too() -> None:
    state = replace(WORKING, wishes=NIGHT)
    assert next_due(state, Outcome("failed", NOW.replace(hour=21)))[0].hour == 6


def test_a_feed_that_fell_due_while_nobody_polled_waits_for_an_hour_that_it_does_not_skip() -> None:
    state = replace(WORKING, next_due=NOW, wishes=NIGHT)
    late = NOW.replace(hour=23)
    assert is_due(state, NOW + HOUR)
    assert not is_due(state, late)
    opening = due_from(state, late)
    assert opening is not None
    assert opening.hour == 6


@pytest.mark.parametrize(
    "nonsense", [Wishes(skip_hours=frozenset(range(24))), Wishes(skip_days=frozenset(range(7)))]
)
def test_a_feed_that_skips_every_hour_or_day_is_asked_all_the_same(nonsense: Wishes) -> None:
    busy = Outcome("new", NOW, publish_times=times(HOUR))
    assert next_due(STATE, replace(busy, wishes=nonsense)) == next_due(STATE, busy)


def test_feeds_that_skip_the_same_hours_are_spread_within_the_first_that_is_free() -> None:
    outcome = Outcome("new", NOW.replace(hour=23), wishes=NIGHT)
    dues = {next_due(FeedState(f"https://a.example/{n}"), outcome)[0] for n in range(50)}
    assert len(dues) > 20
    assert {due.hour for due in dues} == {6}


def test_a_time_is_rounded_up_to_a_second_that_the_store_can_keep() -> None:
    odd = NOW + timedelta(microseconds=1)
    due, _ = next_due(STATE, Outcome("failed", odd, retry_after=3 * HOUR))
    assert due == NOW + 3 * HOUR + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("wish", "time"),
    [(None, HOUR), (timedelta(0), HOUR), (timedelta(seconds=90), timedelta(seconds=90)), (30 * DAY, 7 * DAY)],
)
def test_a_host_is_closed_for_as_long_as_it_asks_within_a_week(
    wish: timedelta | None, time: timedelta
) -> None:
    assert closed_for(wish) == time


def test_a_feed_that_was_not_asked_is_put_off_and_keeps_its_failures_and_status() -> None:
    state = replace(WORKING, failures=2, status="timed out", next_due=NOW)
    put_off = left_alone(state, NOW + HOUR, "its host asked to be left alone")
    assert (put_off.next_due, put_off.due_reason) == (NOW + HOUR, "its host asked to be left alone")
    assert replace(put_off, next_due=NOW, due_reason="") == state
    assert left_alone(replace(state, next_due=NOW + DAY), NOW + HOUR, "").next_due == NOW + DAY


def test_a_time_is_told_with_its_day_only_where_that_is_another() -> None:
    assert time_of(NOW + HOUR, NOW) == "13:00 UTC"
    assert time_of(NOW + DAY, NOW) == "21 May 12:00 UTC"


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


def test_the_second_question_after_a_410_is_the_last_whatever_the_jitter() -> None:
    for n in range(300):
        state = after(replace(WORKING, url=f"https://a.example/{n}"), Outcome("gone", NOW), "410 Gone")
        assert state.next_due is not None
        assert after(state, Outcome("gone", state.next_due), "410 Gone").gone


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
