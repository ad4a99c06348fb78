"""The application's part of a first run: nothing is fetched before the user has chosen how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import SuspendNotSupported

from tracker.errors import TrackerError
from tracker.screens import messages
from tracker.screens.demonstration import show_demo
from tracker.screens.feeds_screen import FeedsScreen
from tracker.screens.rounds import Rounds
from tracker.screens.welcome_screen import WelcomeScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.fetch import Response
    from tracker.screens.frame import Desk

# The default screen of Textual and the story list lie under every other screen.
HOME = 2
# What is told where there is no terminal to give to it, as in a browser.
ELSEWHERE = "The demo needs a terminal: `tracker demo` shows it in one."


class FirstRun(Rounds):
    """Opens the welcome where nothing is subscribed and nothing was ever polled."""

    _desk: Desk
    _chosen = True

    def on_mount(self) -> None:
        """Find out whether this is a first run, before anything is shown or asked for."""
        try:
            lost = self.tracker.beginning.lost()
            self._chosen = self._desk.reading or not self.tracker.beginning.is_fresh()
        except TrackerError:
            return  # whatever is wrong is told by the round, or by the screen that reads
        if lost:
            self.tell(lost, "warn")
        if not self._chosen:
            self._welcome()

    def start_round(
        self,
        refs: tuple[str, ...] = (),
        *,
        force: bool = False,
        quiet: bool = False,
        answers: Mapping[str, Response] | None = None,
    ) -> None:
        """Poll, as soon as the user has chosen what."""
        if self._chosen or refs:
            super().start_round(refs, force=force, quiet=quiet, answers=answers)
        elif not quiet:
            self.tell("There is nothing to poll yet: choose how to begin.")

    @on(messages.Welcome)
    def _welcome(self) -> None:
        """Show how to begin, over the story list that has nothing to show."""
        if len(self.screen_stack) == HOME:
            self._chosen = False
            self.push_screen(WelcomeScreen(self._desk))

    @on(messages.Begun)
    def _begin(self) -> None:
        self._chosen = True
        self._leave_welcome()
        self.changed.publish("act")
        self.start_round()

    @on(messages.Subscribe)
    def _subscribe(self, event: messages.Subscribe) -> None:
        self._chosen = True
        self._leave_welcome()
        self.push_screen(FeedsScreen(self._desk, event.address))

    @on(messages.ShowDemo)
    def _show_demo(self) -> None:
        """Give the terminal to the demo until the user leaves it."""
        try:
            with self.suspend():
                told = show_demo()
        except SuspendNotSupported:
            self.tell(ELSEWHERE, "warn")
        except OSError as error:
            self.tell(f"The demo can't be started: {error.strerror}.", "warn")
        else:
            self.tell(told)

    @property
    def lowest(self) -> int:
        """How many screens lie at the bottom of all, so that one can't go back from the last of them."""
        return HOME + any(isinstance(screen, WelcomeScreen) for screen in self.screen_stack)

    def _leave_welcome(self) -> None:
        if isinstance(self.screen, WelcomeScreen):
            self.pop_screen()
