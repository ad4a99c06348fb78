"""The interface: keys, themes, palette, and the way from screen to screen."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from textual import on
from textual.screen import ModalScreen
from textual.worker import Worker, WorkerState

from tracker.core.typed_lines import TypedLines
from tracker.screens import messages
from tracker.screens.article_screen import ArticleScreen
from tracker.screens.ask_screen import AskScreen
from tracker.screens.browser import open_in_browser
from tracker.screens.choice_screen import ChoiceScreen
from tracker.screens.commanding import Commanding
from tracker.screens.commands import bindings, collisions, key_of, keymap, unknown, withheld
from tracker.screens.diff_screen import DiffScreen
from tracker.screens.feeds_screen import FeedsScreen
from tracker.screens.frame import Desk
from tracker.screens.history_screen import HistoryScreen
from tracker.screens.home_screen import HomeScreen
from tracker.screens.past_screen import PastScreen
from tracker.screens.pick_screen import PickScreen
from tracker.screens.question_screen import QuestionScreen
from tracker.screens.search_screen import SearchScreen
from tracker.screens.story_screen import StoryScreen
from tracker.screens.themes import OURS, ROUND
from tracker.screens.web import open_for_viewer
from tracker.screens.why_screen import WhyScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.screen import Screen

    from tracker.core import Tracker
    from tracker.screens.copying import Clipboard
    from tracker.settings import Settings

log = logging.getLogger(__name__)

# From how many columns on a screen has which class: a preview needs 100, a contents column
# 110, and the sources beside the page 150.
WIDTHS = [(0, "-narrow"), (100, "-medium"), (110, "-wide"), (150, "-widest")]


class TrackerApp(Commanding):
    """Opens on the story list. `poll`: fetch what is due, at once and then now and again.

    `browse` opens a web address and returns what to tell the user, or raises TrackerError.
    `clipboard` copies beside the terminal, `typed` keeps what is typed on the `:` line over restarts.
    `reading`: nothing can be changed; `remote`: who looks is at a browser, through `tracker web`.
    """

    TITLE = "tracker"
    CSS_PATH = "tracker.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    # The palette is our own, which knows stories and feeds and looks like the other dialogs.
    ENABLE_COMMAND_PALETTE = False

    def __init__(  # noqa: PLR0913 - what it touches outside, each replaced in tests
        self,
        tracker: Tracker,
        settings: Settings,
        *,
        poll: bool,
        browse: Callable[[str], str] | None = None,
        clipboard: Clipboard | None = None,
        typed: TypedLines | None = None,
        reading: bool = False,
        remote: bool = False,
    ) -> None:
        super().__init__(tracker, settings, poll=poll)
        self._shown: WeakKeyDictionary[Screen[Any], tuple[object, ...]] = WeakKeyDictionary()
        self._copier = clipboard
        self._typed_lines = typed or TypedLines()
        self.withheld = withheld(reading=reading, remote=remote)
        self._keys = keymap(settings)
        here = browse or partial(open_in_browser, copies=key_of("copy", self._keys))
        self._browse = partial(open_for_viewer, self) if remote else here
        listen = settings.listen.command
        self._desk = Desk(tracker, self.changed, self._keys, self._open_field, listen, reading, self.withheld)
        for theme in OURS:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in self.drawable() else ROUND[0]
        self.set_keymap(self._keys)

    def on_mount(self) -> None:
        """Open the story list, and name what in the settings can't be used."""
        self.push_screen(HomeScreen(self._desk))
        wrong = [f"[keys] {name}" for name in unknown(self.settings)]
        if self.settings.theme and self.settings.theme != self.theme:
            wrong.append(f"theme = {self.settings.theme}")
        told = [f"Passed over in config.toml: {', '.join(wrong)}"] if wrong else []
        told += collisions(self.settings)
        if told:
            self.tell(" · ".join(told), "warn")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a command but where it is withheld."""
        del parameters
        return action not in self.withheld

    # ------------------------------------------------------------ what screens ask for

    @on(messages.OpenStory)
    def _open_story(self, event: messages.OpenStory) -> None:
        screen = StoryScreen(self._desk, event.ref, event.among, event.version)
        self._open(screen, "story", event.ref, event.version)

    @on(messages.OpenDiff)
    def _open_diff(self, event: messages.OpenDiff) -> None:
        ends = (event.ref, event.before, event.after)
        self._open(DiffScreen(self._desk, *ends, latest=event.latest), "diff", *ends)

    @on(messages.OpenAbout)
    def _open_about(self, event: messages.OpenAbout) -> None:
        match event.page:
            case "history":
                self._open(HistoryScreen(self._desk, event.ref), "history", event.ref)
            case "why":
                self._open(WhyScreen(self._desk, event.ref), "why", event.ref)
            case page:
                about = (event.ref, page, event.version)
                self._open(PastScreen(self._desk, *about), *about)

    @on(messages.OpenArticle)
    def _open_article(self, event: messages.OpenArticle) -> None:
        self._open(ArticleScreen(self._desk, event.number), "article", event.number)

    @on(messages.OpenSearch)
    def _open_search(self, event: messages.OpenSearch) -> None:
        self._open(SearchScreen(self._desk, event.query, at_results=True))

    def _open_field(self, wanted: messages.Ask | messages.AskStory) -> None:
        if isinstance(wanted, messages.Ask):
            asked = AskScreen(wanted.title, wanted.hint, note=wanted.note, value=wanted.value)
            self._open(asked, then=wanted.then)
        else:
            screen = QuestionScreen(self._desk, wanted.ref, wanted.question, self.questions())
            self._open(screen, "questions", wanted.ref, wanted.question)

    @on(messages.Pick)
    def _let_pick(self, event: messages.Pick) -> None:
        self._open(PickScreen(event.title, event.about, event.look), then=event.then)

    @on(messages.Choose)
    def _let_choose(self, event: messages.Choose) -> None:
        self._open(ChoiceScreen(event.title, event.choices), then=event.then)

    def _open(self, screen: Screen[Any], *shows: object, then: Callable[[Any], None] | None = None) -> None:
        """Open a screen or a dialog; a key typed while a dialog was opening covers it with nothing.

        What the screen on top shows already is not opened once more: a key that is held down comes
        some more times before the screen it opens is there to take it.
        """
        if isinstance(self.screen, ModalScreen) or (shows and shows == self._shown.get(self.screen)):
            return
        self._shown[screen] = shows
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

    @on(messages.GoTo)
    def _go_to(self, event: messages.GoTo) -> None:
        """Go back to where the path leads; what it never came by is opened."""
        stack = self.screen_stack
        if isinstance(self.screen, ModalScreen):
            return
        found = [place for place, screen in enumerate(stack) if getattr(screen, "path", None) == event.path]
        if not event.path or found:
            for _ in range(len(stack) - (found[-1] + 1 if found else self.lowest)):
                self.pop_screen()
        elif event.ref:
            self.post_message(messages.OpenStory(event.ref))
        else:
            self.action_leave()

    @on(messages.Browse)
    def _open_address(self, event: messages.Browse) -> None:
        self.in_thread(partial(self._browse, event.url))

    # ------------------------------------------------------------ commands of everywhere

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

    def action_leave_writing(self) -> None:
        """Let the round that runs write no more dossiers."""
        self.leave_writing()

    def action_undo(self) -> None:
        """Undo the last act."""
        self.in_thread(self.tracker.correcting.undo, acts=True)

    def action_redraw(self) -> None:
        """Draw all of the screen anew."""
        self.refresh(layout=True)

    def action_leave(self) -> None:
        """Go back; the story list stays."""
        if len(self.screen_stack) > self.lowest:
            self.pop_screen()

    async def action_back(self) -> None:
        """Go back; from the story list, quit."""
        if len(self.screen_stack) > self.lowest:
            self.pop_screen()
        else:
            self.exit()

    @on(Worker.StateChanged)
    def _worker_failed(self, event: Worker.StateChanged) -> None:
        """Tell of a fault that no border caught; the interface goes on."""
        if event.state is WorkerState.ERROR:
            log.error("a worker failed", exc_info=event.worker.error)
            self.tell(f"Something went wrong: {type(event.worker.error).__name__}.", "warn")
