"""The interface: keys, themes, palette, and the way from screen to screen."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.screen import ModalScreen
from textual.worker import Worker, WorkerState

from tracker.errors import TrackerError
from tracker.screens import messages
from tracker.screens.article_screen import ArticleScreen
from tracker.screens.ask_screen import AskScreen
from tracker.screens.browser import open_in_browser
from tracker.screens.choice_screen import ChoiceScreen
from tracker.screens.commands import COMMANDS, bindings, collisions, command, keymap, unknown
from tracker.screens.diff_screen import DiffScreen
from tracker.screens.feeds_screen import FeedsScreen
from tracker.screens.frame import Desk
from tracker.screens.help_screen import HelpScreen
from tracker.screens.history_screen import HistoryScreen
from tracker.screens.home_screen import HomeScreen
from tracker.screens.palette import Commands, perform
from tracker.screens.past_screen import PastScreen
from tracker.screens.pick_screen import PickScreen
from tracker.screens.rounds import Rounds
from tracker.screens.search_screen import SearchScreen
from tracker.screens.story_screen import StoryScreen
from tracker.screens.themes import OURS, ROUND
from tracker.screens.why_screen import WhyScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.command import Provider
    from textual.screen import Screen

    from tracker.core import Tracker
    from tracker.settings import Settings

# From how many columns on a screen has which class: a preview needs 100, a contents column
# 110, and the sources beside the page 150.
WIDTHS = [(0, "-narrow"), (100, "-medium"), (110, "-wide"), (150, "-widest")]
# The default screen of Textual and the story list lie under every other screen.
LOWEST = 2
# What asks a program to leave: the system, and the end of the terminal, which Windows has not.
LEAVE = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class TrackerApp(Rounds):
    """Opens on the story list. `poll`: fetch what is due, at once and then now and again.

    `browse` opens a web address and returns what to tell the user, or raises TrackerError.
    """

    TITLE = "tracker"
    CSS_PATH = "tracker.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Commands}

    def __init__(
        self,
        tracker: Tracker,
        settings: Settings,
        *,
        poll: bool,
        browse: Callable[[str], str] = open_in_browser,
    ) -> None:
        super().__init__(tracker, settings, poll=poll)
        self._browse = browse
        self._keys = keymap(settings)
        self._desk = Desk(tracker, self.changed, self._keys, settings.listen.command)
        for theme in OURS:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in self._drawable() else ROUND[0]
        self.set_keymap(self._keys)

    def on_mount(self) -> None:
        """Open the story list, and name what in the settings can't be used."""
        self._heed_signals()
        self.push_screen(HomeScreen(self._desk))
        wrong = [f"[keys] {name}" for name in unknown(self.settings)]
        if self.settings.theme and self.settings.theme != self.theme:
            wrong.append(f"theme = {self.settings.theme}")
        told = [f"Passed over in config.toml: {', '.join(wrong)}"] if wrong else []
        told += collisions(self.settings)
        if told:
            self.tell(" · ".join(told), "warn")

    def _heed_signals(self) -> None:
        """Leave in order when asked from outside, or the terminal would stay as Textual set it."""
        loop = asyncio.get_running_loop()
        for number in LEAVE:
            # Windows has no such handlers, and outside of the main thread there are none.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self.exit)

    # ------------------------------------------------------------ what screens ask for

    @on(messages.OpenStory)
    def _open_story(self, event: messages.OpenStory) -> None:
        self._open(StoryScreen(self._desk, event.ref, event.among, event.version))

    @on(messages.OpenDiff)
    def _open_diff(self, event: messages.OpenDiff) -> None:
        self._open(DiffScreen(self._desk, event.ref, event.before, event.after, latest=event.latest))

    @on(messages.OpenAbout)
    def _open_about(self, event: messages.OpenAbout) -> None:
        match event.page:
            case "history":
                self._open(HistoryScreen(self._desk, event.ref))
            case "why":
                self._open(WhyScreen(self._desk, event.ref))
            case page:
                self._open(PastScreen(self._desk, event.ref, page, event.version))

    @on(messages.OpenArticle)
    def _open_article(self, event: messages.OpenArticle) -> None:
        self._open(ArticleScreen(self._desk, event.number))

    @on(messages.Ask)
    def _ask_user(self, event: messages.Ask) -> None:
        self._open(AskScreen(event.title, event.hint, note=event.note, value=event.value), event.then)

    @on(messages.Pick)
    def _let_pick(self, event: messages.Pick) -> None:
        self._open(PickScreen(event.title, event.about, event.look), event.then)

    @on(messages.Choose)
    def _let_choose(self, event: messages.Choose) -> None:
        self._open(ChoiceScreen(event.title, event.choices), event.then)

    def _open(self, screen: Screen[Any], then: Callable[[Any], None] | None = None) -> None:
        """Open a screen or a dialog; a key typed while a dialog was opening covers it with nothing."""
        if not isinstance(self.screen, ModalScreen):
            self.push_screen(screen, then)

    @on(messages.Say)
    def _say(self, event: messages.Say) -> None:
        self.tell(event.text, event.role)

    @on(messages.Poll)
    def _poll(self, event: messages.Poll) -> None:
        self.start_round(event.refs, force=event.force, answers=event.answers)

    @on(messages.Acted)
    def _acted(self, event: messages.Acted) -> None:
        self.tell(event.account)
        self.changed.publish("act")

    @on(messages.Copy)
    def _copy(self, event: messages.Copy) -> None:
        if event.text:
            self.copy_to_clipboard(event.text)
        self.tell(f"Copied {event.text}" if event.text else "There is no web address to copy here.")

    @on(messages.Browse)
    def _open_address(self, event: messages.Browse) -> None:
        self._in_thread(partial(self._browse, event.url))

    # ------------------------------------------------------------ commands of everywhere

    def action_search(self, words: str = "") -> None:
        """Search, or type on where the search is open."""
        if isinstance(self.screen, SearchScreen):
            self.screen.action_search()
        else:
            self.push_screen(SearchScreen(self._desk, words))

    def action_feeds(self) -> None:
        """Show the feeds."""
        if not isinstance(self.screen, FeedsScreen):
            self.push_screen(FeedsScreen(self._desk))

    def action_poll(self) -> None:
        """Poll what is due."""
        self.start_round()

    def action_poll_all(self) -> None:
        """Poll every feed."""
        self.start_round(force=True)

    def action_undo(self) -> None:
        """Undo the last act."""
        self._in_thread(self.tracker.correcting.undo, acts=True)

    def action_theme(self) -> None:
        """Go to the next of four themes."""
        themes = [name for name in ROUND if name in self._drawable()]
        place = themes.index(self.theme) + 1 if self.theme in themes else 0
        self._use_theme(themes[place % len(themes)])

    def action_palette(self) -> None:
        """Open the palette."""
        self.action_command_palette()

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(HelpScreen(getattr(self.screen, "SCOPES", ()), self._keys))

    def action_leave(self) -> None:
        """Go back; the story list stays."""
        if len(self.screen_stack) > LOWEST:
            self.pop_screen()

    async def action_back(self) -> None:
        """Go back; from the story list, quit."""
        if len(self.screen_stack) > LOWEST:
            self.pop_screen()
        else:
            self.exit()

    def action_command(self) -> None:
        """Ask for a command by its name."""
        choices = [(found.id.replace("_", "-"), found.help) for found in COMMANDS if found.group != "Moving"]
        asked = AskScreen("Command", "a command, or a story's number or name", choices)
        self.push_screen(asked, partial(self._run_typed, self.screen))

    def _run_typed(self, screen: Screen[object], typed: str | None) -> None:
        name, _, rest = (typed or "").strip().partition(" ")
        found, rest = command(name), rest.strip()
        if not name:
            return
        if found is None:
            self._in_thread(partial(self._open_named, name))
        elif found.id == "add" and rest:
            self.push_screen(FeedsScreen(self._desk, rest))
        elif found.id == "search":
            self.action_search(rest)
        elif found.id == "theme" and rest:
            self._use_theme(rest)
        elif rest and hasattr(screen, f"take_{found.id}"):
            getattr(screen, f"take_{found.id}")(rest)
        else:
            self.call_later(perform, screen, found.id)

    def _open_named(self, name: str) -> str:
        """Run in a thread. A name that fits no story is told here: no empty page is opened for it."""
        self.post_message(messages.OpenStory(self.tracker.reading.story(name).slug))
        return ""

    def _use_theme(self, name: str) -> None:
        if name in self._drawable():
            self.theme = name
            self.tell(f"Theme {name}")
        else:
            self.tell(f"There is no theme {name}: {', '.join(self._drawable())}", "warn")

    def _drawable(self) -> list[str]:
        """Name the themes; under NO_COLOR Textual 8 draws the terminal's own colours black on black."""
        themes = self.available_themes
        return sorted(name for name in themes if not (self.no_color and themes[name].ansi))

    def _in_thread(self, deed: Callable[[], str], *, acts: bool = False) -> None:
        """Do something of no screen's in a thread, and tell what it returns or why it failed."""

        def work() -> None:
            try:
                told = deed()
            except TrackerError as error:
                self.post_message(messages.Say(str(error), "warn"))
            else:
                self.post_message(messages.Acted(told) if acts else messages.Say(told))

        self.run_worker(work, thread=True, exit_on_error=False)

    @on(Worker.StateChanged)
    def _worker_failed(self, event: Worker.StateChanged) -> None:
        """Tell of a fault that no border caught; the interface goes on."""
        if event.state is WorkerState.ERROR:
            self.log.error(event.worker.error)
            self.tell(f"Something went wrong: {type(event.worker.error).__name__}.", "warn")
