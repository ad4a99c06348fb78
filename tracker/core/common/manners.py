"""Hosts that said 429 are left alone whole: by every process, over restarts, whatever is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import schedule
from tracker.fetch import Failure, host_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from tracker.core.tools import Tools
    from tracker.fetch import Response
    from tracker.model import FeedState
    from tracker.store import Store


def closed_hosts(store: Store, tools: Tools, now: datetime) -> dict[str, datetime]:
    """Return the hosts that want to be left alone and until when, by the names of `fetch.host_of`.

    The network is told of them too, since a redirect may lead to one.
    """
    closed = store.hosts.closed(now)
    for host, until in closed.items():
        tools.fetch.leave_alone(host, until - now)
    return closed


def opening(url: str, closed: Mapping[str, datetime], now: datetime) -> datetime:
    """Return when the host of an address may be asked again; `now` if it is not closed."""
    # Nearly always none is closed, and reading 10,000 addresses takes a fifth of a second.
    return max(closed.get(host_of(url), now), now) if closed else now


def put_off(state: FeedState, closed: Mapping[str, datetime], now: datetime) -> FeedState:
    """Return a feed's state with the time at which a round would ask it, and why, where that is later."""
    due = schedule.due_from(state, now)
    if due is None:
        return state
    until = opening(state.url, closed, due)
    if until > due:
        return schedule.left_alone(state, until, refusal(host_of(state.url), until, now))
    if due > max(state.next_due or now, now):
        return schedule.left_alone(state, due, schedule.SKIPPED)
    return state


def remember(store: Store, answer: Response | Failure | None, now: datetime) -> None:
    """Write down that a host answered 429; any other answer says nothing of its host."""
    if isinstance(answer, Failure) and answer.closed and answer.status is not None:
        until = schedule.whole(now + schedule.closed_for(answer.retry_after))
        store.hosts.close(answer.closed, until)


def refusal(host: str, until: datetime, now: datetime) -> str:
    """Say in words that a host is not asked, and until when."""
    return f"{host} asked to be left alone until {schedule.time_of(until, now)}"
