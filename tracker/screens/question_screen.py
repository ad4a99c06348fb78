"""Questions to a story: a line to ask on, and what its articles answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from tracker.core.views.asking import Waiting
from tracker.errors import StoppedError
from tracker.render import labels
from tracker.render.answer import answer_lines
from tracker.render.lines import Line, plain_line
from tracker.screens.commands import bindings, key_of
from tracker.screens.frame import Loaded
from tracker.screens.messages import Asked
from tracker.screens.page_frame import PageFrame
from tracker.screens.typing import TypeAhead
from tracker.screens.widgets.field import Field
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer
    from textual.widget import Widget

    from tracker.model import Answer, Story
    from tracker.screens.frame import Desk


class StoryNamed(Loaded["Story"]):
    """The story that is asked."""


class Replied(Loaded["tuple[Story, Answer]"]):
    """An answer; `last`: none better comes."""

    def __init__(self, result: tuple[Story, Answer], *, last: bool) -> None:
        super().__init__(result)
        self.last = last


class Stopped(Message):
    """Nobody waits for the model's answer any more."""


class QuestionScreen(PageFrame, TypeAhead):
    """The articles' sentences answer at once; while a model works on a better answer every key works.

    `past` are earlier questions, the newest last: up and down in the line recall them.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("question", "page")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("question")]
    NAME = "replies"

    def __init__(self, desk: Desk, ref: str, question: str = "", past: Sequence[str] = ()) -> None:
        super().__init__(desk)
        self._ref = ref
        self._question = question
        self._past = [*past]
        self._back = 0
        self._draft = ""
        self._patience: Waiting | None = None
        self._timer: Timer | None = None
        self._seconds = 0
        self._told = ""
        self._near: list[Line] = []

    def body(self) -> ComposeResult:
        """Lay the line over the answer."""
        with Horizontal(id="inquiry"):
            yield Label("?")
            yield Field(
                self._question,
                "a question; its answer stands in the articles or nowhere",
                select_on_focus=False,
                compact=True,
                id="question",
            )
        yield from super().body()

    def on_mount(self) -> None:
        """Answer what was asked already."""
        if self._question:
            self._submit(self._question)

    def first(self) -> Widget:
        """Begin in the line."""
        return self._field

    def on_unmount(self) -> None:
        """Let no model work for who has left."""
        self._end()

    def reread(self) -> None:
        """Ask what the story is called now; an answer stands until another is asked for."""
        ref = self._ref
        self.ask(lambda: StoryNamed(self.tracker.reading.story(ref)))

    def on_key(self, event: events.Key) -> None:
        """Recall earlier questions with the arrow keys; down behind the last leads to the answer."""
        if not self._field.has_focus or event.key not in {"up", "down"}:
            return
        event.stop()
        if event.key == "down" and not self._back:
            self._page.focus()
        else:
            self._recall(1 if event.key == "up" else -1)

    def action_ask(self) -> None:
        """Go back to the line."""
        self._field.focus()

    def take_ask(self, question: str) -> None:
        """Ask what was typed on another line."""
        self._field.value = question
        self._submit(question)

    def action_stop(self) -> None:
        """Let the model go, and stay with the sentences of the articles."""
        if self._patience is None:
            self.say("Nothing is being waited for.")
        else:
            self._patience.stop()

    @property
    def _field(self) -> Input:
        return self.query_one("#question", Input)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self._submit(event.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._recalled():
            self._back, self._draft = 0, event.value

    @on(StoryNamed)
    def _head(self, event: StoryNamed) -> None:
        self.where(event.result.title, "questions")

    @on(Replied)
    def _show(self, event: Replied) -> None:
        story, answer = event.result
        if answer.question != self._question:
            return  # another one was asked meanwhile
        self._sources = {str(source.number): source for source in answer.sources}
        lines = answer_lines(answer, story)[2:]  # the bar above names the story
        if not event.last:
            told, model = labels.counted(answer.articles, "article"), answer.engine.removeprefix("llm ")
            self._told = f"{model} reads {told}; {key_of('stop', self.keys)} stops it."
            self._near = lines
            self._show_page([*lines, Line(), plain_line(self._told, "muted")])
            self._have_answered()
            return
        self._show_page(lines)
        if self._timer is not None:
            self.say("")
        self._end()
        if answer.claims and self._field.value == self._question:
            self._page.focus()

    @on(Stopped)
    def _give_up(self) -> None:
        self._end()
        self._show_page(self._near, top=False)
        self.say("Stopped: these are the articles’ own sentences.")

    def _submit(self, question: str) -> None:
        """Ask: what the articles say themselves comes first, and a model's answer as soon as it is there."""
        self._end()
        self._question = clean.line(question)
        self._past = [*(each for each in self._past if each != self._question), self._question]
        self._back, self._draft = 0, self._question
        self.post_message(Asked(self._question))
        self.ask(partial(self._nearest, self._question), "nearest")

    def _nearest(self, question: str) -> Replied:
        """Run in a thread."""
        asking = self.tracker.asking
        return Replied(asking.nearest(self._ref, question), last=not asking.waits)

    def _have_answered(self) -> None:
        """Let the model work, and tell for how long it does."""
        self._patience = Waiting()
        self._seconds, self._timer = 0, self.set_interval(1.0, self._tick)
        self.ask(partial(self._answered, self._question, self._patience), "answer")

    def _answered(self, question: str, waiting: Waiting) -> Message:
        """Run in a thread: for as long as the model takes."""
        try:
            return Replied(self.tracker.asking.answer(self._ref, question, waiting), last=True)
        except StoppedError:
            return Stopped()

    def _end(self) -> None:
        """Wait no more."""
        if self._patience is not None:
            self._patience.stop()
        if self._timer is not None:
            self._timer.stop()
        self._patience = self._timer = None

    def _tick(self) -> None:
        self._seconds += 1
        self.say(f"{self._told} {self._seconds} s")

    def _recall(self, by: int) -> None:
        self._back = max(0, min(self._back + by, len(self._earlier())))
        self._field.value = self._recalled() if self._back else self._draft
        self._field.cursor_position = len(self._field.value)

    def _recalled(self) -> str:
        return self._earlier()[self._back - 1] if self._back else ""

    def _earlier(self) -> list[str]:
        """Return the questions that begin like what was typed, the newest first, but for that itself."""
        return [each for each in reversed(self._past) if each.startswith(self._draft) and each != self._draft]
