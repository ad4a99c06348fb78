"""Gives notices out as [notify] of config.toml has it: desktop, command, and the terminal's bell."""

from __future__ import annotations

import html
import json
import os
import sys
from typing import TYPE_CHECKING

from tracker.errors import TrackerError
from tracker.programs.run import found, run
from tracker.render.moves import notice_data, notice_text, notice_title
from tracker.settings import read_hours
from tracker.text.clean import clean, line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from tracker.cli.session import Session
    from tracker.model import Notice, Told
    from tracker.settings import Notify

# Seconds that a program may take: a round of polling waits for it, though without any lock.
SECONDS = 10.0
# Characters of a desktop notice; more is cut by every desktop.
TITLE, TEXT = 120, 600
# The statements of AppleScript get their texts as arguments, so that none can become a statement.
_APPLE = (
    "on run argv",
    "display notification (item 3 of argv) with title (item 1 of argv) subtitle (item 2 of argv)",
)
_NONE = "No program that shows a notice was found: install notify-send (`apt install libnotify-bin`)."


class Herald:
    """What the user has named to be told by; each is given a bounded time, and one's failure is only its own.

    A desktop notice goes through a program, not through an escape sequence of the terminal (OSC 9,
    777): that would put text of feeds into a sequence, and few terminals show it. `zone` is that of
    the quiet hours, None for the computer's own.
    """

    def __init__(
        self,
        notify: Notify,
        *,
        zone: tzinfo | None = None,
        seconds: float = SECONDS,
        terminal: bool | None = None,
    ) -> None:
        self._notify = notify
        self._hours = read_hours(notify.quiet)
        self._zone = zone
        self._seconds = seconds
        self._terminal = _has_terminal() if terminal is None else terminal

    @property
    def can_tell(self) -> bool:
        """Whether there is anything here: without a terminal a bell is for another process to ring."""
        notify = self._notify
        return notify.desktop or bool(notify.command) or (notify.bell and self._terminal)

    def is_quiet(self, moment: datetime) -> bool:
        """Tell whether a moment lies in quiet hours."""
        return self._hours is not None and self._hours.holds(moment.astimezone(self._zone))

    def tell(self, notice: Notice) -> tuple[str, ...]:
        """Show it and run the command; return what went wrong."""
        return tuple(self._tell(notice))

    def _tell(self, notice: Notice) -> Iterator[str]:
        if self._notify.desktop:
            try:
                run(desktop(notice), seconds=self._seconds)
            except TrackerError as error:
                yield f"The desktop notice was not shown. {error}"
        if self._notify.command:
            data = json.dumps(notice_data(notice), ensure_ascii=False).encode()
            try:
                run(self._notify.command, data, self._seconds)
            except TrackerError as error:
                yield f"The command of [notify] failed. {error}"


def desktop(notice: Notice) -> list[str]:
    """Return the words that show a notice; raise TrackerError where no program is there for it."""
    program, title, text = shower(), line(notice_title(notice), TITLE), clean(notice_text(notice))[:TEXT]
    if program == "notify-send":
        # The body may be markup (Desktop Notifications Specification 1.2, "Markup").
        return ["notify-send", "--app-name=tracker", "--", title, html.escape(text, quote=False)]
    return ["osascript", "-e", _APPLE[0], "-e", _APPLE[1], "-e", "end run", "tracker", title, text]


def shower() -> str:
    """Name the program that shows a notice; raise TrackerError where none is there."""
    for program in ("notify-send", "osascript"):
        if found(program):
            return program
    raise TrackerError(_NONE)


def follow_up(session: Session, told: Told) -> None:
    """Ring the terminal's bell where the user wants it, and say what went wrong with a notice."""
    if session.settings.notify.bell:
        ring()
    for trouble in told.troubles:
        session.talk(trouble)


def ring() -> None:
    """Ring the bell of the terminal, if there is one: on stderr, as stdout is data."""
    for stream in (sys.stderr, sys.stdout):
        if stream.isatty():
            stream.write("\a")
            stream.flush()
            return


def _has_terminal() -> bool:
    return any(os.isatty(stream) for stream in (1, 2))
