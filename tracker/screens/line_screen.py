"""The `:` line: a command typed by its name, with completion, and the lines typed before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.suggester import SuggestionReady
from textual.widgets import Input, Label

from tracker.render.lines import Line, Span, cut, fit, plain_line, span
from tracker.screens.commands import bindings
from tracker.screens.typing import Typing
from tracker.screens.widgets.field import Field
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.screens.typed_line import Completion, TypedLine

# Completions that show at once, and the cells of their names.
SHOWN, NAME = 8, 26
# More cells than any terminal has: what is shown here is cut, not folded.
WIDEST = 10_000


class Completed(Message):
    """What a line could become."""

    def __init__(self, typed: str, found: Sequence[Completion]) -> None:
        super().__init__()
        self.typed = typed
        self.found = found


class Judged(Message):
    """A line was entered; `refusal` says why it won't do, if it won't."""

    def __init__(self, typed: str, refusal: str) -> None:
        super().__init__()
        self.typed = typed
        self.refusal = refusal


class LineScreen(Typing[str | None]):
    """Returns a line that can be done, None where the user went back. `past` are older lines, newest last."""

    SCOPES: ClassVar[tuple[str, ...]] = ("line",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("line")]

    def __init__(self, line: TypedLine, begun: str = "", past: Sequence[str] = ()) -> None:
        super().__init__()
        self._line = line
        self._begun = begun
        self._past = list(past)
        self._back = 0
        self._draft = begun
        self._found: Sequence[Completion] = ()
        self._taken: int | None = None
        self._refused = ""

    def compose(self) -> ComposeResult:
        """Lay the line at the bottom, what it could become above it."""
        with Vertical(id="line"):
            yield Page(id="choices", measure=WIDEST)
            with Horizontal(id="typed"):
                yield Label(":")
                yield Field(
                    self._begun,
                    "a command, or a story",
                    select_on_focus=False,
                    compact=True,
                    id="answer",
                )

    def on_mount(self) -> None:
        """Start in the field."""
        self.query_one("#choices", Page).can_focus = False
        self._field.focus()
        self._complete(self._begun)

    def action_leave(self) -> None:
        """Go back without a command."""
        self.dismiss(None)

    def action_complete(self) -> None:
        """Take the first completion, then the next, after the last what was typed."""
        self._cycle(1)

    def action_complete_back(self) -> None:
        """Take the completion before."""
        self._cycle(-1)

    def action_earlier(self) -> None:
        """Recall the line before that begins like what was typed."""
        self._recall(1)

    def action_later(self) -> None:
        """Recall the line after it, at last what was typed."""
        self._recall(-1)

    @property
    def _field(self) -> Input:
        return self.query_one("#answer", Input)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self._shown():
            return  # we have put it there ourselves
        self._taken, self._back, self._draft = None, 0, event.value
        self._complete(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.run_worker(partial(self._judge, event.value), group="judge", thread=True, exclusive=True)

    @on(Completed)
    def _show(self, event: Completed) -> None:
        if event.typed != self._draft:
            return
        self._found = event.found
        if self._taken is not None and self._taken >= len(self._found):
            self._taken = None  # fewer fit now than when the user chose among them
        if event.typed != self._refused:
            self._list()
        likely = next((each.line for each in self._found if each.line.startswith(event.typed)), "")
        if likely and event.typed:
            self._field.post_message(SuggestionReady(event.typed, likely))

    @on(Judged)
    def _end(self, event: Judged) -> None:
        if not event.refusal:
            self.dismiss(event.typed)
        elif event.typed == self._field.value:
            self._refused = event.typed
            self._tell([plain_line(cut(event.refusal, self._room), "warn")])

    def _shown(self) -> str | None:
        """Return what a completion or an older line has put into the field."""
        if self._taken is not None:
            return self._found[self._taken].line
        return self._recalled()[self._back - 1] if self._back else None

    def _cycle(self, by: int) -> None:
        places = [None, *range(len(self._found))]
        self._taken = places[(places.index(self._taken) + by) % len(places)]
        self._back = 0
        self._put(self._draft if self._taken is None else self._found[self._taken].line)
        if len(self._found) == 1 and self._taken is not None:
            # Nothing is left to choose from: what comes next is offered.
            self._taken, self._draft = None, self._field.value
            self._complete(self._draft)
        self._list()

    def _recall(self, by: int) -> None:
        recalled = self._recalled()
        self._taken = None
        self._back = max(0, min(self._back + by, len(recalled)))
        self._put(recalled[self._back - 1] if self._back else self._draft)
        self._list()

    def _recalled(self) -> list[str]:
        """Return the older lines that begin like what was typed, the newest first."""
        return [line for line in reversed(self._past) if line.startswith(self._draft)]

    def _put(self, value: str) -> None:
        self._field.value = value
        self._field.cursor_position = len(value)

    def _complete(self, typed: str) -> None:
        self.run_worker(partial(self._ask, typed), group="complete", thread=True, exclusive=True)

    def _ask(self, typed: str) -> None:
        """Run in a thread."""
        found = self._line.completions(typed)
        if self.is_attached:
            self.post_message(Completed(typed, found))

    def _judge(self, typed: str) -> None:
        """Run in a thread: a name may be a story's."""
        refusal = self._line.refusal(typed)
        if self.is_attached:
            self.post_message(Judged(typed, refusal))

    @property
    def _room(self) -> int:
        # Not the list's own width, which is none while it is hidden; it has a cell at either side.
        return self.size.width - 2

    def _list(self) -> None:
        """Show the completions round the one that is taken."""
        taken = self._taken or 0
        first = max(0, min(taken - SHOWN // 2, len(self._found) - SHOWN))
        lines = []
        for place in range(first, min(first + SHOWN, len(self._found))):
            here = place == self._taken
            found = self._found[place]
            name = Span(fit(found.word, NAME), "title" if here else "accent")
            mark = Span("▌" if here else " ", "accent")
            lines.append(Line((mark, name, Span(" "), span(cut(found.does, self._room - NAME - 3), "muted"))))
        self._tell(lines)

    def _tell(self, lines: Sequence[Line]) -> None:
        page = self.query_one("#choices", Page)
        page.display = bool(lines)
        page.styles.height = len(lines) + 1  # and the rule above them
        page.show(lines)
