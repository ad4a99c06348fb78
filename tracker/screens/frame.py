"""What all screens share: the bars, the workers that read, and the border where errors become words."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.message import Message
from textual.screen import Screen
from textual.types import NoActiveAppError
from textual.worker import get_current_worker

from tracker.errors import NotFoundError, TrackerError
from tracker.render.lines import Span, plain_line, span
from tracker.screens.commands import key_of
from tracker.screens.deeds import Deeds
from tracker.screens.messages import Acted, Answered, GoTo, Say, Trouble
from tracker.screens.pending import counted, lettered
from tracker.screens.web import name_window
from tracker.screens.widgets.bars import Bar, Status
from tracker.screens.widgets.key_bar import KeyBar
from tracker.screens.widgets.keyed import Keyed
from tracker.screens.widgets.page import Page
from tracker.screens.widgets.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.signal import Signal
    from textual.types import CallbackType

    from tracker.core import Tracker
    from tracker.screens.messages import Ask, AskStory

log = logging.getLogger(__name__)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every screen is given: the operations, and a signal that the database has changed.

    `keys` are those that differ from the table of commands, by a command's id. `open_field` opens what
    is typed into at once: a message would wait behind the keys of a fast typist. `listen` is the
    program that reads aloud, empty for any that is installed. `reading`: nothing may change;
    `withheld` names the commands that are not offered.
    """

    tracker: Tracker
    changed: Signal[str]
    keys: Mapping[str, str]
    open_field: Callable[[Ask | AskStory], None]
    listen: tuple[str, ...] = ()
    reading: bool = False
    withheld: frozenset[str] = frozenset()


class Loaded(Message, Generic[Result]):
    """What a screen asked for; each screen names its own kind."""

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result


class Frame(Screen[None]):
    """A screen with a bar at the top, what it shows, a status line, and the keys at the bottom.

    Subclasses say their `SCOPES` of the command table, compose `body`, and read in `reread`.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ()
    # What commands do here, by their ids, where the key bar would say something else of them.
    LABELS: ClassVar[Mapping[str, str]] = {}
    # What names the story that the screen is about, if it is about one.
    _ref = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.tracker = desk.tracker
        self.undo_hint = f"({key_of('undo', desk.keys)} undoes it)"
        self.deeds = Deeds(desk.tracker, self.undo_hint)
        self.keys = desk.keys
        self.open_field = desk.open_field
        self.path: tuple[str, ...] = ()
        self._changed = desk.changed
        self._mark = (Span(" read-only ", "warn"),) if desk.reading else (Span(" "),)
        self._withheld = desk.withheld
        self._asking: set[str] = set()
        self._waiting: dict[str, Callable[[], Message]] = {}

    def compose(self) -> ComposeResult:
        """Lay the bars round the body."""
        self._take_width()
        yield Bar(id="where")
        yield from self.body()
        yield Status(id="status")
        yield KeyBar()

    def body(self) -> ComposeResult:
        """Yield what stands between the bars."""
        raise NotImplementedError

    def reread(self) -> None:
        """Ask for what is shown, again."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Read, and read again whenever the database changed."""
        self._changed.subscribe(self, lambda _: self.reread())
        self.reread()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a command but where it is withheld."""
        del parameters
        return action not in self._withheld

    def call_after_refresh(self, callback: CallbackType, *args: object, **kwargs: object) -> bool:
        """Call what lays the screen out, but not once the user has left it: its widgets are gone then."""

        def call() -> object:
            return None if self._is_left() else callback(*args, **kwargs)

        return super().call_after_refresh(call)

    def on_screen_suspend(self) -> None:
        """Take back what was said about this screen."""
        self.say("")

    def ask(self, question: Callable[[], Message], group: str = "read") -> None:
        """Answer a question in a thread; the message it returns comes to this screen.

        In a group one question at a time is answered; of those that come meanwhile only the
        newest is asked after it, and the answer that it outdated is dropped.
        """
        if group in self._asking:
            self._waiting[group] = question
            return
        self._asking.add(group)
        self._run(question, group)

    def act(self, deed: Callable[[], str]) -> None:
        """Change something in a thread; what `deed` returns is told, and all screens read again."""
        self._run(lambda: Acted(deed()), "")

    def where(self, *path: str, right: Sequence[Span] = ()) -> None:
        """Say on the top bar where the user is."""
        self.path = path
        spans = [Span(" tracker ", "title")]
        for place, name in enumerate(path):
            spans += [Span(" › ", "muted"), span(name, "" if place == len(path) - 1 else "muted")]
        self.query_one("#where", Bar).show(spans, [*right, *self._mark])
        name_window(self.app, path[-1])

    def say(self, text: str, role: str = "") -> None:
        """Tell something on the status line."""
        self.post_message(Say(text, "warn" if role == "warn" else ""))

    def _take_width(self) -> None:
        """Bear the class of the width from the first: else all is styled, and laid out, once more."""
        width = self.app.size.width
        for least, name in reversed(self.app.HORIZONTAL_BREAKPOINTS or ()):
            if width >= least:
                self.set_class(True, name, update=False)
                return

    def _run(self, question: Callable[[], Message], group: str) -> None:
        work = partial(self._answer, question, group)
        self.run_worker(work, group=group or "act", thread=True, exit_on_error=False)

    def _answer(self, question: Callable[[], Message], group: str) -> None:
        """Run in a thread. The one border where a screen's errors become a sentence."""
        try:
            answer = question()
        except NotFoundError as error:
            # What a command line has to say on it is of no use here.
            answer = Trouble(f"{error.message} {key_of('back', self.keys)} goes back.")
        except TrackerError as error:
            answer = Trouble(str(error))
        except Exception as error:
            if self._is_left():
                return  # left meanwhile: what it asked its widgets, they are not there to answer
            log.exception("%s could not be shown", type(self).__name__)
            answer = Trouble(f"Something went wrong: {type(error).__name__}: {error}. The log has more.")
        if not get_current_worker().is_cancelled and self.is_attached:
            self.post_message(Answered(group, answer))

    def _is_left(self) -> bool:
        """Tell, in any thread, whether the user has left this screen: it is taken apart then."""
        try:
            return self not in self.app.screen_stack
        except NoActiveAppError:
            return True

    @on(Answered)
    def _deliver(self, event: Answered) -> None:
        """Hand the answer on, unless a newer question waits."""
        event.stop()
        self._asking.discard(event.group)
        newer = self._waiting.pop(event.group, None)
        if newer is not None:
            self.ask(newer, event.group)
        else:
            self.post_message(event.answer)

    @on(Keyed.Pending)
    def _wait(self, event: Keyed.Pending) -> None:
        """Show the keys that wait for more."""
        event.stop()
        if not event.waits:
            self.say(event.told)
        elif event.kind == "letters":
            self.say(lettered(event.typed))
        else:
            cites = isinstance(event.paper, Page) and event.paper.cites
            self.say(counted(event.typed, self.keys, cites=cites))

    @on(Bar.Pressed, "#where")
    def _go(self, event: Bar.Pressed) -> None:
        """Go back to what was clicked of the path: the program, then signs and names in turn."""
        depth = (event.place + 1) // 2
        if depth < len(self.path):
            self.post_message(GoTo(self.path[:depth], self._ref))

    @on(Bar.Pressed, "#status")
    async def _explain(self) -> None:
        """Show the feeds, of which the status line tells."""
        await self.run_action("app.feeds")

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        """Say what failed; where nothing else is to be seen it stands there whole, and not cut in a bar."""
        event.stop()
        self.say(event.text, "warn")
        for paper in self.query(Paper):
            paper.stand_in([plain_line(event.text, "warn", indent=1)])
