"""What all screens share: the bars, the workers that read, and the border where errors become words."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer
from textual.worker import get_current_worker

from tracker.errors import TrackerError
from tracker.render.lines import Span, span
from tracker.screens.commands import key_of
from tracker.screens.messages import Acted, Answered, Say, Trouble
from tracker.screens.widgets.bars import Bar, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.signal import Signal

    from tracker.core import Tracker

log = logging.getLogger(__name__)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every screen is given: the operations, and a signal that the database has changed.

    `keys` are those that differ from the table of commands, by a command's id; `listen` is the
    program that reads aloud, empty for any that is installed.
    """

    tracker: Tracker
    changed: Signal[str]
    keys: Mapping[str, str]
    listen: tuple[str, ...] = ()


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

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.tracker = desk.tracker
        self.undo_hint = f"({key_of('undo', desk.keys)} undoes it)"
        self._changed = desk.changed
        self._asking: set[str] = set()
        self._waiting: dict[str, Callable[[], Message]] = {}

    def compose(self) -> ComposeResult:
        """Lay the bars round the body."""
        yield Bar(id="where")
        yield from self.body()
        yield Status(id="status")
        yield Footer(show_command_palette=False)

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
        spans = [Span(" tracker ", "title")]
        for place, name in enumerate(path):
            spans += [Span(" › ", "muted"), span(name, "" if place == len(path) - 1 else "muted")]
        self.query_one("#where", Bar).show(spans, [*right, Span(" ")])

    def say(self, text: str, role: str = "") -> None:
        """Tell something on the status line."""
        self.post_message(Say(text, "warn" if role == "warn" else ""))

    def _run(self, question: Callable[[], Message], group: str) -> None:
        work = partial(self._answer, question, group)
        self.run_worker(work, group=group or "act", thread=True, exit_on_error=False)

    def _answer(self, question: Callable[[], Message], group: str) -> None:
        """Run in a thread. The one border where a screen's errors become a sentence."""
        try:
            answer = question()
        except TrackerError as error:
            answer = Trouble(str(error))
        except Exception as error:
            log.exception("%s could not be shown", type(self).__name__)
            answer = Trouble(f"Something went wrong: {type(error).__name__}: {error}. The log has more.")
        if not get_current_worker().is_cancelled and self.is_attached:
            self.post_message(Answered(group, answer))

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

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        event.stop()
        self.say(event.text, "warn")
