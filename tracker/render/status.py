"""The counts of a status line, in words and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from tracker.model import Status
    from tracker.render.dossier_data import Data


def status_line(status: Status, now: datetime) -> str:
    """Give it in one line: what counts nothing is left out, but for what is unread."""
    return " · ".join(_parts(status, now))


def status_data(status: Status) -> Data:
    """Give it as JSON; times are RFC 3339 or null."""
    return {
        "unread": status.unread,
        "followed": status.followed,
        "followed_moved": status.moved,
        "since": labels.iso(status.since),
        "new_articles": status.new,
        "feeds": status.feeds,
        "failing": status.failing,
        "last_poll": _moment(status.last_poll),
        "next_due": _moment(status.next_due),
        "polling": clean.line(status.busy) or None,
        "watched": status.watched,
    }


def _parts(status: Status, now: datetime) -> Iterator[str]:
    yield f"{status.unread} unread"
    if status.moved:
        yield f"{status.moved} followed moved"
    if status.new:
        yield f"{status.new} new in {labels.age(status.since, now)}"
    if status.failing:
        yield f"{labels.counted(status.failing, 'feed')} failing"
    if status.busy:
        yield f"{clean.line(status.busy)} is polling"
    elif status.last_poll is None:
        yield "never polled" if status.feeds else "no feeds"
    else:
        age = labels.age(status.last_poll, now)
        yield "polled just now" if age == "now" else f"polled {age} ago"
    if status.next_due is not None and not status.busy:
        yield labels.until(status.next_due, now)


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else labels.iso(moment)
