"""One run of the command line: where things live, what time it is, and how to print."""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from tracker.errors import ConfigError, TrackerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tracker.core import Tracker
    from tracker.model import Progress
    from tracker.render.lines import Line
    from tracker.settings import Paths, Settings

# Columns where the output is no terminal: what fits a page and a mail.
PAGE_WIDTH = 100


@dataclass
class Session:
    """The global options of one run; `tracker()` opens what a verb works on."""

    data: Path | None = None
    feeds: Path | None = None
    now: datetime | None = None
    quiet: bool = False
    verbose: bool = False
    color: str = "auto"
    plain: bool = False

    @property
    def paths(self) -> Paths:
        """Where config, feeds, database and log are."""
        from tracker import settings

        return settings.paths(self.data, self.feeds, os.environ)

    @property
    def settings(self) -> Settings:
        """What config.toml says."""
        from tracker import settings

        return settings.load(self.paths.config, os.environ)

    def clock(self) -> datetime:
        """Return the moment to act at: the one given with --now, or this one."""
        return self.now or datetime.now(UTC)

    @contextmanager
    def tracker(self, *, subscribed: bool = False, reading: bool = False) -> Iterator[Tracker]:
        """Open database and tools; `subscribed`: a first run gets the bundled feeds.yaml.

        `reading`: neither is made nor changed.
        """
        from tracker.cli.wiring import open_tracker

        tracker = open_tracker(self.paths, self.settings, self.clock, verbose=self.verbose, reading=reading)
        try:
            if subscribed and self.is_first_run(tracker):
                self._start_subscriptions()
            yield tracker
        finally:
            tracker.close()

    def is_first_run(self, tracker: Tracker) -> bool:
        """Tell whether the user never had a feeds.yaml; say so where it was lost.

        Raises ConfigError for a file named with --feeds that is not there.
        """
        path = self.paths.feeds
        if path.exists():
            return False
        if self.feeds is not None:
            raise ConfigError(f"{path} does not exist.", "Name a feeds.yaml that does, or leave --feeds out.")
        lost = tracker.beginning.lost()
        if lost:
            self.talk(lost)
        return not lost

    def _start_subscriptions(self) -> None:
        from tracker import subscriptions

        subscriptions.start(self.paths.feeds)
        self.talk(f"Started you with the bundled feeds: {self.paths.feeds}")

    def out(self, lines: Sequence[Line], width: int | None = None) -> None:
        """Print styled lines as the terminal and the options have it, folded to `width` cells."""
        from tracker.render.terminal import to_ansi, to_plain

        self.text(to_plain(lines) if self.plain else to_ansi(lines, width or self.width, color=self.colored))

    def json(self, data: object) -> None:
        """Print data as readable JSON; in ASCII where the terminal's encoding is not UTF-8.

        JSON has escapes of its own: those that `text` makes would not be JSON any more.
        """
        ascii_only = "utf" not in (sys.stdout.encoding or "").lower()
        self.text(_harmless(json.dumps(data, ensure_ascii=ascii_only, indent=2)))

    def document(self, text: str) -> None:
        """Print what is a file in itself: UTF-8 on every terminal, as its header may say."""
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        self.text(text)

    def text(self, text: str) -> None:
        """Print text that was rendered; what the terminal's encoding lacks is escaped.

        Where the reader of a pipe left (`tracker stories | head`) the command ends, with
        nothing wrong. Raises TrackerError where the text can't be written.
        """
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        try:
            sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
            sys.stdout.flush()
        except OSError as error:
            _give_up_stdout()
            if isinstance(error, BrokenPipeError):
                raise click.exceptions.Exit(0) from None
            raise TrackerError(f"The output can't be written: {error.strerror}.") from error

    def talk(self, message: str) -> None:
        """Say something on stderr, unless --quiet."""
        if not self.quiet:
            from tracker.text.clean import line

            sys.stderr.write(line(message) + "\n")

    def progress(self) -> Callable[[Progress], None]:
        """Return what shows progress: one changing line on a terminal, lines with --verbose."""
        if self.quiet or not (self.verbose or sys.stderr.isatty()):
            return lambda _: None
        end = "\n" if self.verbose else "\r"

        def show(progress: Progress) -> None:
            from tracker.text.clean import line

            what = line(f"{progress.stage} {progress.done} of {progress.total} {progress.what}", 70)
            sys.stderr.write(f"{what:<72}{end}")
            sys.stderr.flush()

        return show

    @property
    def width(self) -> int:
        """Columns to print in."""
        return shutil.get_terminal_size((PAGE_WIDTH, 24)).columns if sys.stdout.isatty() else PAGE_WIDTH

    @property
    def colored(self) -> bool:
        """Tell whether to colour: as asked, else on a terminal without NO_COLOR."""
        if self.color != "auto":
            return self.color == "always"
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not _is_dumb()

    @property
    def interactive(self) -> bool:
        """Tell whether there is a terminal on both ends that can show the interface."""
        return _is_terminal() and not self.plain and not _is_dumb()

    @property
    def linear(self) -> bool:
        """Tell whether there is a terminal on both ends, and the interface is to be in lines."""
        return _is_terminal() and not self.interactive


def _harmless(document: str) -> str:
    """Write by their numbers what acts on a terminal: the name of a file may hold anything."""
    if document.replace("\n", " ").isprintable():
        return document
    signs = (sign if sign.isprintable() or sign == "\n" else json.dumps(sign)[1:-1] for sign in document)
    return "".join(signs)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _is_dumb() -> bool:
    """Tell whether the terminal can't move its cursor, or nobody says what it can; Windows never does."""
    return os.environ.get("TERM", "xterm" if os.name == "nt" else "") in {"dumb", "unknown", ""}


def _give_up_stdout() -> None:
    """Let what is still to be written vanish, or Python would complain of it at its end.

    https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
