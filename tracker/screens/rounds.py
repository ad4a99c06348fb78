"""The application's part of polling: rounds in the background, and the status that tells of them."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.reactive import reactive
from textual.signal import Signal

from tracker.errors import StoppedError, TrackerError
from tracker.model import Progress
from tracker.render import labels
from tracker.render.lines import Span, span
from tracker.render.rounds import progress_words, round_account
from tracker.screens.accessible import AccessibleApp
from tracker.screens.commands import key_of, keymap
from tracker.screens.round_messages import Looked, Progressed, RoundEnded, Wish

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from tracker.core import Tracker
    from tracker.fetch import Response
    from tracker.model import Holder, PollSummary, Told
    from tracker.render.lines import Role
    from tracker.settings import Settings

log = logging.getLogger(__name__)

# Cells of the progress bar, and seconds between two looks at the clock for "next due in …".
BAR = 10
TICK = 20.0
# Seconds between two looks at what other processes do: soon enough that what they write seems
# to come by itself, and each look costs half a millisecond.
LOOK = 3.0
# Less than a minute is not counted.
MINUTE = timedelta(minutes=1)

Bars = tuple[tuple[Span, ...], tuple[Span, ...]]


class Rounds(AccessibleApp):
    """An application that polls in one background thread and tells of it in `status`.

    `status` is what stands at the left and at the right of the status line, `progress` how far a
    round of ours is, None between rounds. `changed` is
    published when the database changed, with a word on why. While `tracker watch` lives, in
    whatever process, polling is its business: this one only shows what it brings, and takes
    over when it ends.
    """

    status: reactive[Bars] = reactive(((), ()))
    progress: reactive[Progress | None] = reactive(None)

    def __init__(self, tracker: Tracker, settings: Settings, *, poll: bool) -> None:
        super().__init__()
        self.tracker = tracker
        self.settings = settings
        self.heed(settings)
        self.changed: Signal[str] = Signal(self, "changed")
        self._poll_by_itself = poll
        self._in_round = False
        self._quiet = False
        self._offline = False
        self._next: Wish | None = None
        self._told: tuple[Span, ...] = ()
        self._stage: tuple[Span, ...] = ()
        self._due: datetime | None = None
        self._seen: Looked | None = None
        self._looking = False

    def on_mount(self) -> None:
        """Look who polls, and begin if it is ours to do."""
        self.set_interval(TICK, self._refresh_status)
        self.set_interval(LOOK, self.look)
        if self._poll_by_itself:
            self.set_interval(self.settings.poll.every_minutes * 60, partial(self.start_round, quiet=True))
        self.look()

    def on_unmount(self) -> None:
        """Let a round that still runs end now, not when the slowest server has answered."""
        self.tracker.polling.stop()

    def start_round(
        self,
        refs: tuple[str, ...] = (),
        *,
        force: bool = False,
        quiet: bool = False,
        answers: Mapping[str, Response] | None = None,
    ) -> None:
        """Poll in the background; `quiet`: nobody asked for it, so nothing is said where it can't.

        `answers` of feeds that were asked already are taken instead of asking again.
        """
        if quiet and self._watcher is not None:
            return
        if self._in_round:
            if not quiet:
                # Feeds that were just added come next; a key that was pressed twice asks nothing twice.
                self._next = Wish(refs, force, answers or {}) if refs else self._next
                self.tell("Polling already.")
            return
        self._in_round, self._quiet = True, quiet
        self._stage = (span("polling", "accent"),)
        self.progress = Progress("fetch", 0, 0)
        self._refresh_status()
        work = partial(self._round, Wish(refs, force, answers or {}))
        self.run_worker(work, group="poll", thread=True, exit_on_error=False)

    def leave_writing(self) -> None:
        """Leave what our round still has to write for the next one."""
        if self.progress is None or self.progress.stage != "dossier":
            self.tell("No dossier is being written.")
            return
        self.tracker.polling.leave_writing()
        self.tell("Writing stops; the next round goes on with it.")

    def look(self) -> None:
        """Look in the background what other processes do; one look at a time."""
        if not self._looking and not self._in_round:
            self._looking = True
            self.run_worker(partial(self._look, self._seen), group="look", thread=True, exit_on_error=False)

    @property
    def _watcher(self) -> Holder | None:
        return self._seen.watcher if self._seen else None

    def tell(self, text: str, role: Role = "") -> None:
        """Say something at the left of the status line."""
        self._told = (span(f" {text}", role),) if text else ()
        self._refresh_status()

    def _round(self, wish: Wish) -> None:
        """Run in a thread; whatever happens ends in a message."""
        try:
            polling = self.tracker.polling
            summary = polling.round(
                wish.refs,
                force=wish.force,
                answers=wish.answers,
                command="tracker",
                progress=self._tell_progress,
            )
            self.post_message(RoundEnded(polling.next_due(), summary))
        except StoppedError:
            return
        except TrackerError as error:
            self.post_message(RoundEnded(None, trouble=str(error)))
        except Exception as error:
            log.exception("a round of polling failed")
            told = f"Polling failed: {type(error).__name__}: {error}. The log has more."
            self.post_message(RoundEnded(None, trouble=told))

    def _tell_progress(self, found: Progress) -> None:
        self.post_message(Progressed(found))

    def _look(self, before: Looked | None) -> None:
        """Run in a thread; whatever happens ends in a message."""
        try:
            self.post_message(self._found(before))
        except Exception as error:
            log.warning("a look failed: %s", error, exc_info=not isinstance(error, TrackerError))
            # Nothing was learnt: who polled a moment ago still does, as far as anybody knows.
            known = (before.watcher, before.poller, before.beat) if before else (None, None, 0)
            self.post_message(Looked(*known, trouble=str(error)))

    def _found(self, before: Looked | None) -> Looked:
        store = self.tracker.store
        watcher, poller, beat = store.watching.holder(), store.ingesting.holder(), store.pulse.beat()
        # One who watches without a terminal has no bell to ring.
        told = self.tracker.telling.tell() if before is not None and before.beat != beat else None
        # Thousands of feeds take a while to go through: only where what was found has changed.
        stale = before is None or (watcher is not None and (before.beat != beat or before.poller is not None))
        if not stale or poller is not None:
            return Looked(watcher, poller, beat, told=told)
        try:
            return Looked(watcher, poller, beat, self.tracker.polling.next_due(), told=told)
        except TrackerError as error:
            return Looked(watcher, poller, beat, trouble=str(error), told=told)

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        """Show what another process brought, and poll where none watches."""
        before, self._seen, self._looking = self._seen, event, False
        self._follow_up(event.told)
        if self._in_round:
            event.poller = None  # ourselves
            return
        self._due = event.due or self._due
        was_watched = before is not None and before.watcher is not None
        if event.trouble and (before is None or before.trouble != event.trouble):
            self.tell(event.trouble, "warn")
        if event.watcher is not None and not was_watched and not self._told:
            self.tell(_introduced(event.watcher, self.tracker.now()))
        if event.watcher is None and was_watched:
            self.tell("tracker watch has ended." + (" Feeds are polled from here." * self._poll_by_itself))
        if before is not None and (was_watched or event.watcher) and before.beat != event.beat:
            self.changed.publish("watch")
        if self._poll_by_itself and event.watcher is None and (before is None or was_watched):
            self.start_round(quiet=True)
        self._refresh_status()

    @on(Progressed)
    def _progressed(self, event: Progressed) -> None:
        found = self.progress = event.progress
        full = BAR * found.done // found.total if found.total else 0
        bar = [] if self.reduced_motion else [Span("━" * full, "accent"), Span("━" * (BAR - full), "muted")]
        parts = [*bar, span(f" {progress_words(found)}", "muted")]
        what = f": {found.what}" if found.what else ""
        if what and found.stage == "dossier":
            what += f", {key_of('leave_writing', keymap(self.settings))} stops"
        self._stage = (*parts, span(what, "muted")) if what else tuple(parts)
        self._refresh_status()

    @on(RoundEnded)
    def _ended(self, event: RoundEnded) -> None:
        self._in_round = False
        self._stage = ()
        self._due = event.due or self._due
        if event.trouble:
            self.tell(event.trouble, "warn")
        elif event.summary is not None:
            self._tell_of(event.summary)
            self._follow_up(event.summary.told)
            self.changed.publish("poll")
        self.progress = None
        self._refresh_status()
        if self._next is not None:
            wish, self._next = self._next, None
            self.start_round(wish.refs, force=wish.force, answers=wish.answers)

    def _tell_of(self, summary: PollSummary) -> None:
        """Account for a round; that there is no network is said once, and once that there is again."""
        was_offline, asked = self._offline, not self._quiet
        if summary.feeds:
            self._offline = summary.offline
        if summary.offline:
            if asked or not was_offline:
                self.tell("No network: showing what is stored.", "warn")
            self._try_again()
        elif summary.feeds or summary.versions or asked:
            keys = keymap(self.settings)
            told = round_account(summary, key_of("feeds", keys), key_of("poll_all", keys))
            back = "The network is back. " if was_offline and not self._offline else ""
            self.tell(f"{back}{told}", "warn" if summary.failed else "")

    def _try_again(self) -> None:
        """Poll by itself when the feeds that nobody could ask are due again."""
        if self._poll_by_itself and self._due is not None:
            wait = (self._due - self.tracker.now()).total_seconds()
            self.set_timer(max(wait, LOOK), partial(self.start_round, quiet=True))

    def _follow_up(self, told: Told | None) -> None:
        """Ring the bell for a notice that was given, and say what went wrong with it."""
        if told is None:
            return
        if self.settings.notify.bell:
            self.bell()
        if told.troubles:
            self.tell(told.troubles[0], "warn")

    def _refresh_status(self) -> None:
        right = self._stage or tuple(span(text, "muted") for text in self._between())
        self.status = (self._told, (*right, Span(" ")))

    def _between(self) -> Iterator[str]:
        """Say what there is to say between two rounds of ours: who polls, and when feeds are due."""
        if self._seen and self._seen.poller:
            yield f"{self._seen.poller.command} is polling"
            return
        watched = self._watcher is not None
        if watched:
            yield "watch polls"
        if self._due is not None:
            now = self.tracker.now()
            if self._offline and self._poll_by_itself:
                yield f"no network, asks again in {labels.age(now, max(self._due, now + MINUTE))}"
                return
            when = "feeds are due" if self._due <= now else f"next feed due in {labels.age(now, self._due)}"
            yield f"{' · ' if watched else ''}{when}"


def _introduced(watcher: Holder, now: datetime) -> str:
    """Say which process polls, and since when, in the half of a narrow line."""
    age = labels.age(watcher.since, now)
    begun = "just now" if age == "now" else f"{age} ago"
    return f"{watcher.command} polls (process {watcher.pid}), begun {begun}"
