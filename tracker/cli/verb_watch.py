"""`tracker watch`: polls for ever, each feed when it is due."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING

import click

from tracker.cli.herald import ring
from tracker.cli.options import Verb
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.cli.session import Session
    from tracker.cli.watching import Event
    from tracker.model import PollSummary, Progress, Told

# Titles of new versions that stand in a round's line.
TITLES = 3


@click.command(cls=Verb)
@click.option(
    "--unit",
    is_flag=False,
    flag_value="here",
    metavar="[systemd|launchd]",
    type=click.Choice(["here", "systemd", "launchd"]),
    help="Print the service file that starts it at login, and do nothing else.",
)
@click.pass_obj
def verb(session: Session, *, unit: str | None) -> int:
    """Poll for ever, each feed when it is due. SIGTERM or ctrl+c ends it cleanly.

    Prints a line for each round that brought something. Settings and feeds may be edited
    meanwhile; without a terminal, SIGHUP has both read anew at once.
    """
    from tracker.cli.watching import COMMAND, Watch, heed_signals

    if unit is not None:
        from tracker.cli.units import unit_for

        session.document(unit_for(unit, session.data, session.feeds, os.environ))
        return 0
    inbox: SimpleQueue[Event] = SimpleQueue()
    terminal = any(os.isatty(stream) for stream in range(3))
    with session.tracker(subscribed=True) as keeper, keeper.store.watching.held(COMMAND, session.clock()):
        due = keeper.polling.next_due()  # a feeds.yaml that can't be read is told before anything begins
        if sys.stderr.isatty():
            session.talk(_begun(due, session.clock()))
        ending = heed_signals(inbox, terminal=terminal)
        code = Watch(session.tracker, session.clock, inbox, Log(session), ending).run()
    with suppress(OSError):  # where the terminal is gone there is nobody to tell
        session.talk("Stopped watching.")
    return code


def _begun(due: datetime | None, now: datetime) -> str:
    """Say that it watches, which may tell nothing for hours, and when it asks a feed next."""
    from tracker.render import labels

    when = f"a feed is {labels.until(due, now)}" if due else "there is none yet; `tracker add URL` subscribes"
    return f"Watching your feeds: {when}. ctrl+c ends it."


class Log:
    """Tells of rounds on stdout and of trouble on stderr, a line each.

    With the time, unless the system's journal writes that itself. What can't be told (a full
    disk under a log file, a terminal that is gone) is given up: it must not end watching.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._show = session.progress()

    def round(self, summary: PollSummary) -> None:
        """Tell of a round that brought something new; with --quiet the interface tells it."""
        if not self._session.quiet:
            with suppress(TrackerError):
                self._session.text(self._stamped(_account(summary)))

    def told(self, told: Told) -> None:
        """Ring the bell, and say what went wrong with a notice."""
        with suppress(OSError):
            if self._session.settings.notify.bell:
                ring()
        for trouble in told.troubles:
            self.trouble(trouble)

    def trouble(self, text: str) -> None:
        """Tell what is wrong, or right again."""
        with suppress(OSError):
            self._session.talk(self._stamped(text))

    def progress(self, progress: Progress) -> None:
        """Show how far a round is."""
        with suppress(OSError):
            self._show(progress)

    def _stamped(self, text: str) -> str:
        now = self._session.clock()
        if sys.stdout.isatty():
            return f"{now.astimezone():%H:%M} {text}"
        return text if os.environ.get("JOURNAL_STREAM") else f"{now:%Y-%m-%dT%H:%M:%SZ} {text}"


def _account(summary: PollSummary) -> str:
    """Say in one line what a round did."""
    from tracker.render.labels import counted
    from tracker.text.clean import line

    told = [f"{counted(summary.feeds, 'feed')} polled", counted(summary.new_articles, "new article")]
    if summary.failed:
        told.insert(1, f"{summary.failed} failed")
    if summary.searches:
        told.append(f"{summary.found} found by search")
    if summary.united:
        told.append(f"{summary.united} united with older stories")
    told.append(counted(len(summary.versions), "new version"))
    titles = [f"{line(each.title or each.story)} v{each.version}" for each in summary.versions[:TITLES]]
    if len(summary.versions) > TITLES:
        titles.append("…")
    return " · ".join(told) + (f": {', '.join(titles)}" if titles else "")
