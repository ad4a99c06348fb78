"""`tracker watch`: polls for ever, each feed when it is due."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb
from tracker.errors import BusyError, StoppedError

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.cli.session import Session
    from tracker.core import Tracker

# Seconds: feeds that fall due close together are polled in one round; and feeds.yaml is
# read anew at least this often, so that an added feed need not wait.
SHORTEST, LONGEST = 10.0, 300.0


@click.command(cls=Verb)
@click.pass_obj
def verb(session: Session) -> int:
    """Poll for ever, each feed when it is due. SIGTERM or ctrl+c ends it cleanly."""
    stop = threading.Event()
    with session.tracker(subscribed=True) as tracker:

        def end(*_: object) -> None:
            stop.set()
            tracker.polling.stop()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
        while not stop.is_set():
            _round(session, tracker)
            stop.wait(_pause(tracker.polling.next_due(), session.clock()))
    session.talk("Stopped watching.")
    return 0


def _round(session: Session, tracker: Tracker) -> None:
    """Run one round; where another process is polling, leave it to that one."""
    from tracker.render.lists import poll_lines

    try:
        summary = tracker.polling.round(command="tracker watch", progress=session.progress())
    except (BusyError, StoppedError) as error:
        session.talk(error.message)
        return
    for url, reason in summary.failures:
        session.talk(f"{url}: {reason}")
    if summary.feeds:
        session.out(poll_lines(summary))


def _pause(due: datetime | None, now: datetime) -> float:
    """Return the seconds to wait for the next feed that is due."""
    if due is None:
        return LONGEST
    return min(max((due - now).total_seconds(), SHORTEST), LONGEST)
