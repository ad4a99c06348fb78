"""A dialog that finds one of many by typing: a field over a list of what fits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from tracker.errors import TrackerError
from tracker.render.lines import Line, plain_line, span
from tracker.screens.commands import bindings
from tracker.screens.messages import Choice
from tracker.screens.typing import Typing
from tracker.screens.widgets.field import Field
from tracker.screens.widgets.page import Page
from tracker.screens.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

Found = tuple[str, Choice]
# Rows of a screen that are not the list's: the field, what is said, the dialog's edges, and those round it.
BESIDE = 14


class Looked(Message):
    """What fits the words that were typed, or why it could not be looked up."""

    def __init__(self, typed: str, found: Sequence[Found], trouble: str = "") -> None:
        super().__init__()
        self.typed = typed
        self.found = found
        self.trouble = trouble


class Finding(Typing[str | None]):
    """Returns the name of what was picked, None where the user went back.

    Subclasses look up what fits (`look`, in a thread), draw a choice (`card`, of `LINES` rows), and say
    what stands above and below.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("pick",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("pick")]
    HINT: ClassVar[str] = ""
    NOTHING: ClassVar[str] = "Nothing fits these words."
    LINES: ClassVar[int] = 2
    SHOWN: ClassVar[int] = 10

    def __init__(self) -> None:
        super().__init__()
        self._answered: str | None = None
        self._taking = False

    def look(self, typed: str) -> Sequence[Found]:
        """Return what fits, the best first; called in a thread."""
        raise NotImplementedError

    def card(self, found: Found, width: int) -> list[Line]:
        """Draw one of what fits."""
        raise NotImplementedError

    def above(self) -> list[Line]:
        """Return what stands over the field."""
        return []

    def compose(self) -> ComposeResult:
        """Lay the field between the question and what fits."""
        with Vertical(id="pick"):
            yield Page(id="asked")
            yield Field(placeholder=self.HINT, id="answer")
            yield Rows[Found](self.card, lambda found: found[0], lines=self.LINES, id="offered")
            yield Page(id="keys")

    def on_mount(self) -> None:
        """Offer what there is, and begin in the field."""
        for name in ("asked", "keys"):
            self.query_one(f"#{name}", Page).can_focus = False
        self.offered.can_focus = False
        self.offered.styles.height = max(min(self.SHOWN, self.app.size.height - BESIDE), self.LINES)
        above = self.above()
        self.query_one("#asked", Page).show(above)
        self.query_one("#asked", Page).display = bool(above)
        self.query_one("#answer", Input).focus()
        self._ask("")

    def action_leave(self) -> None:
        """Go back without a choice."""
        self.dismiss(None)

    def action_choice_down(self) -> None:
        """Move the cursor of the list while the field keeps the keys."""
        self.offered.action_down()

    def action_choice_up(self) -> None:
        """Move it up."""
        self.offered.action_up()

    def below(self, here: Found | None) -> Line:
        """Say under the list what the keys do."""
        del here
        keys = [span("↑ ↓", "accent"), span(" move · ", "muted"), span("enter", "accent")]
        keys += [span(" takes it · ", "muted"), span("escape", "accent"), span(" goes back", "muted")]
        return Line(tuple(keys))

    @property
    def offered(self) -> Rows[Found]:
        """The list of what fits."""
        return self.query_one("#offered", Rows)

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        self._ask(event.value)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        """Take what the cursor is on; where the answer is still to come, as soon as it does."""
        self._taking = event.value != self._answered
        if not self._taking:
            self._take()

    @on(Rows.Chosen)
    def _take(self) -> None:
        here = self.offered.current
        if here is not None:
            self.dismiss(here[0])

    @on(Rows.Moved)
    def _moved(self) -> None:
        if self.offered.current is not None:
            self.query_one("#keys", Page).show([self.below(self.offered.current)])

    @on(Looked)
    def _show(self, event: Looked) -> None:
        if event.typed != self.query_one("#answer", Input).value:
            return
        self._answered = event.typed
        self.offered.show(event.found)
        self.offered.move_to(0)
        told = event.trouble or ("" if event.found else self.NOTHING)
        line = plain_line(told, "warn") if told else self.below(self.offered.current)
        self.query_one("#keys", Page).show([line])
        if self._taking:
            self._taking = False
            self._take()

    def _ask(self, typed: str) -> None:
        self.run_worker(partial(self._answer, typed), group="look", thread=True, exclusive=True)

    def _answer(self, typed: str) -> None:
        """Run in a thread."""
        try:
            answer = Looked(typed, self.look(typed))
        except TrackerError as error:
            answer = Looked(typed, (), str(error))
        if self.is_attached:
            self.post_message(answer)
