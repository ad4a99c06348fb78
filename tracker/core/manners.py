"""Hosts that said 429 are left alone whole: by every process, over restarts, whatever is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import schedule
from tracker.fetch import Failure

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.core.tools import Tools
    from tracker.fetch import Response
    from tracker.store import Store


def closed_hosts(store: Store, tools: Tools, now: datetime) -> dict[str, datetime]:
    """Return the hosts that want to be left alone and until when, by the names of `fetch.host_of`.

    The network is told of them too, since a redirect may lead to one.
    """
    closed = store.hosts.closed(now)
    for host, until in closed.items():
        tools.fetch.leave_alone(host, until - now)
    return closed


def remember(store: Store, answer: Response | Failure | None, now: datetime) -> None:
    """Write down that a host answered 429; any other answer says nothing of its host."""
    if isinstance(answer, Failure) and answer.closed and answer.status is not None:
        until = schedule.whole(now + schedule.closed_for(answer.retry_after))
        store.hosts.close(answer.closed, until)


def refusal(host: str, until: datetime, now: datetime) -> str:
    """Say in words that a host is not asked, and until when."""
    name = host.removesuffix(":443").removesuffix(":80")
    return f"{name} asked to be left alone until {schedule.time_of(until, now)}"
