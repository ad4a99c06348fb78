"""When a feed is due, and why.

A feed is asked again after half the usual gap between its articles, at least 1 h and at
most 24 h; a server's own wishes (Cache-Control max-age, RSS ttl, skipHours and skipDays,
Retry-After) are kept; what fails is asked less and less often. Pure: every time comes in
from outside.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal

from tracker.model import Wishes

if TYPE_CHECKING:
    from tracker.model import FeedState

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NO_TIME = timedelta(0)
SECOND = timedelta(seconds=1)

# The design's bounds: no feed is asked more than hourly, or less than daily while it works.
SHORTEST = HOUR
LONGEST = DAY
# A server may close its door for a week, no longer: RFC 9110, 10.2.3 sets no bound itself.
LONGEST_RETRY = timedelta(days=7)
# Without dates the middle of the range, on a logarithmic scale, is about 5 h.
UNDATED = 5 * HOUR
# A feed that fell silent slows down by a sixteenth of its silence: 24 h after 16 days.
SILENCE = 16
DAYS_OF_WEEK = 7
# Where no server at all can be reached nobody is bothered, and the network may be back any minute.
UNREACHED = timedelta(minutes=5)
# Two 410s this far apart are believed: a day less the tenth that jitter may take off it, and
# then some, so that the second question is the last.
GONE_APART = timedelta(hours=21)
# Without anything new for so long, the feeds screen says so.
QUIET = timedelta(days=30)
# Fewer failures in a row than this are passing trouble, more are a broken feed.
BROKEN = 3

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_WISHES = Wishes()
SKIPPED = "the feed asks to be left alone until then"
NO_NETWORK = "there was no network"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one poll ended at `at`, and what the server and the feed said about time.

    `same`: fetched whole, and nothing in it was new. `publish_times` are those of the
    feed's newest articles, in any order; core may take them from the store. `wishes` are
    those that hold after a success, and those of the answer alone after a failure.
    `offline`: it failed on this computer, before any server was asked.
    """

    kind: Literal["new", "same", "not_modified", "failed", "gone"]
    at: datetime
    retry_after: timedelta | None = None
    wishes: Wishes = NO_WISHES
    publish_times: tuple[datetime, ...] = ()
    offline: bool = False


def is_due(state: FeedState, now: datetime) -> bool:
    """Say whether to poll the feed now; one that is gone never is."""
    due = due_from(state, now)
    return due is not None and due <= now


def due_from(state: FeedState, now: datetime) -> datetime | None:
    """Return the time from which the feed may be polled, `now` if it is due; None if it is gone.

    A feed that fell due while nobody polled may be in an hour that it asks to skip.
    """
    if state.gone:
        return None
    return _unskipped(max(state.next_due or now, now), state.wishes, state.url)


def next_due(state: FeedState, outcome: Outcome) -> tuple[datetime, str]:
    """Say when to ask again and why; `state` is that from before this outcome."""
    wait, why = _own_wait(state, outcome)
    due = outcome.at + _jittered(wait, state.url)
    for until, reason in _wishes(state, outcome):
        if until > due:
            due, why = until, reason
    due = whole(due)
    wishes = state.wishes if outcome.kind in {"failed", "gone"} else outcome.wishes
    later = _unskipped(due, wishes, state.url)
    return later, why if later == due else SKIPPED


def after(state: FeedState, outcome: Outcome, status: str) -> FeedState:
    """Return the state with all that this outcome changes in time, counts and words.

    `status` is the outcome in words for the user. Validators, title and the like are the
    caller's to set.
    """
    due, why = next_due(state, outcome)
    state = replace(state, checked=outcome.at, next_due=due, due_reason=why, status=status)
    if outcome.kind == "gone":
        since = state.gone_since or outcome.at
        gone = state.gone or outcome.at - since >= GONE_APART
        return replace(state, failures=state.failures + 1, gone_since=since, gone=gone)
    if outcome.kind == "failed":
        return replace(state, failures=state.failures + 1, gone_since=None)
    changed = outcome.at if outcome.kind == "new" else state.changed
    return replace(
        state,
        failures=0,
        gone=False,
        gone_since=None,
        succeeded=outcome.at,
        changed=changed,
        wishes=outcome.wishes,
    )


def left_alone(state: FeedState, until: datetime, why: str) -> FeedState:
    """Return the state of a feed that was not asked, since its host wants to be left alone.

    Nothing is known of the feed itself by this: its failures and its status stay as they are.
    """
    return replace(state, next_due=max(state.next_due or until, until), due_reason=why)


def unreached(state: FeedState, now: datetime) -> FeedState:
    """Return the state of a feed that could not be asked, since no server could be reached."""
    return left_alone(state, whole(now + UNREACHED), NO_NETWORK)


def whole(moment: datetime) -> datetime:
    """Round up to a whole second: the store cuts the rest off, and too early is not polite."""
    return moment.replace(microsecond=0) + SECOND if moment.microsecond else moment


def closed_for(wish: timedelta | None) -> timedelta:
    """Say how long a host that answered 429 is left alone whole: as it asked, else an hour."""
    return min(wish, LONGEST_RETRY) if wish else HOUR


def health(state: FeedState, now: datetime) -> str:
    """Say in words how the feed does: ok, new, quiet, failing, broken or gone."""
    if state.gone:
        return "gone: the server says it is removed"
    if state.checked is None:
        return "new: never polled"
    if state.failures:
        return f"{_trouble(state, now)}: {state.status}"
    last = state.changed or state.succeeded or state.checked
    if now - last >= QUIET:
        return f"quiet for {(now - last).days} days"
    return "ok"


def _trouble(state: FeedState, now: datetime) -> str:
    if state.succeeded is None:
        return "never worked"
    if state.failures >= BROKEN:
        return f"broken since {_day(state.succeeded, now)}"
    return _failed(state.failures)


def span(time: timedelta) -> str:
    """Put a length of time in a word or two: 20 min, 2 h, 3 days."""
    minutes = round(time.total_seconds() / 60)
    if minutes < 100:  # noqa: PLR2004  "90 min" reads better than "2 h"
        return f"{max(minutes, 1)} min"
    if minutes < 48 * 60:
        return f"{round(minutes / 60)} h"
    return f"{round(minutes / 60 / 24)} days"


def time_of(moment: datetime, now: datetime) -> str:
    """Put a time in a few words as seen from `now`: "14:20 UTC", "5 May 14:20 UTC"."""
    utc = _utc(moment)
    day = "" if utc.date() == _utc(now).date() else f"{_day(utc, now)} "
    return f"{day}{utc:%H:%M} UTC"


def _own_wait(state: FeedState, outcome: Outcome) -> tuple[timedelta, str]:
    """Return what we would wait if the server had no wishes."""
    if outcome.kind == "gone":
        return LONGEST, "the server says the feed is removed; asked once more in a day"
    if outcome.offline:
        # Nobody was bothered: a night without a network is not to cost the day after it.
        return SHORTEST, NO_NETWORK
    if outcome.kind == "failed":
        failures = state.failures + 1
        # Past the fifth doubling the cap holds; without min() the power would overflow.
        return HOUR * 2 ** min(failures - 1, 5), _failed(failures)
    gap = _usual_gap(outcome.publish_times)
    if gap is None:
        return UNDATED, "how often it publishes is not known yet"
    idle = max(outcome.at - max(map(_utc, outcome.publish_times)), NO_TIME)
    if idle / SILENCE > max(gap / 2, SHORTEST):
        return idle / SILENCE, f"last published {span(idle)} ago"
    return gap / 2, _rate(gap)


def _usual_gap(times: tuple[datetime, ...]) -> timedelta | None:
    """Return the median gap between times of publishing; those in one hour count once.

    A feed that brings twenty articles each morning at once publishes once a day.
    """
    hours = sorted({_utc(time).replace(minute=0, second=0, microsecond=0) for time in times})
    if len(hours) < 2:  # noqa: PLR2004  a gap has two ends
        return None
    gaps = [(late - early).total_seconds() for early, late in pairwise(hours)]
    return timedelta(seconds=median(gaps))


def _jittered(wait: timedelta, url: str) -> timedelta:
    """Spread feeds by up to a fifth, each by its own constant part, within the bounds.

    Feeds added together would otherwise be asked together for ever.
    """
    part = _part(url)
    wait = max(wait, SHORTEST) * (1 + part / 5)
    return wait if wait <= LONGEST else LONGEST * (1 - part / 10)


def _part(url: str) -> float:
    """Return the feed's own constant, from 0 up to 1."""
    return int.from_bytes(hashlib.sha256(url.encode(errors="replace")).digest()[:4]) / 2**32


def _wishes(state: FeedState, outcome: Outcome) -> list[tuple[datetime, str]]:
    """List until when the feed and its server wish to be left alone, each with the words for it."""
    wishes = [
        (outcome.at, outcome.wishes.max_age, LONGEST, "the server says its answer holds for"),
        (outcome.at, outcome.wishes.ttl, LONGEST, "the feed asks to be left for"),
        (outcome.at, outcome.retry_after, LONGEST_RETRY, "the server asked to wait"),
    ]
    if outcome.kind == "failed" and state.succeeded is not None:
        # A forced poll that fails doesn't shorten what the last answer asked for.
        earlier = (state.wishes.max_age, "the last answer holds for"), (state.wishes.ttl, wishes[1][3])
        wishes += [(state.succeeded, wish, LONGEST, reason) for wish, reason in earlier]
    return [
        (since + min(wish, limit), f"{reason} {span(min(wish, limit))}")
        for since, wish, limit, reason in wishes
        if wish is not None
    ]


def _unskipped(due: datetime, wishes: Wishes, url: str) -> datetime:
    """Return `due`, or the first time after it in no hour or day that the feed asks to skip.

    A feed that skips every hour or every day of the week asks nonsense. Feeds that share
    their hours are spread within the first that is free.
    """
    hours = wishes.skip_hours if len(wishes.skip_hours) < DAY // HOUR else frozenset()
    days = wishes.skip_days if len(wishes.skip_days) < DAYS_OF_WEEK else frozenset()
    free = _utc(due)
    while free.hour in hours or free.weekday() in days:
        free = free.replace(minute=0, second=0, microsecond=0) + HOUR
    return due if free == due else free + timedelta(minutes=int(59 * _part(url)))


def _rate(gap: timedelta) -> str:
    if gap < 2 * HOUR:
        return "publishes every hour or more often"
    if gap < timedelta(hours=18):
        return f"publishes about {max(2, round(DAY / gap))} times a day"
    if gap < timedelta(hours=36):
        return "publishes about once a day"
    return f"publishes about every {max(2, round(gap / DAY))} days"


def _failed(failures: int) -> str:
    return "failed once" if failures == 1 else f"failed {failures} times in a row"


def _day(time: datetime, now: datetime) -> str:
    day = f"{time.day} {_MONTHS[time.month - 1]}"
    return day if time.year == now.year else f"{day} {time.year}"


def _utc(time: datetime) -> datetime:
    return time.astimezone(UTC)
