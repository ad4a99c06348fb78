"""All keys, made from the table of commands; what is typed narrows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from tracker.render.lines import Line, plain_line
from tracker.screens.commands import bindings
from tracker.screens.manual import Manual
from tracker.screens.typing import Typing
from tracker.screens.widgets.field import Field
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType


class SearchField(Field):
    """A field in which `/` begins a search as everywhere, and the keys that close a page close one."""

    class Left(Message):
        """A key was typed that closes a page."""

    def __init__(self, value: str = "") -> None:
        super().__init__(value, "type to narrow: a key, a name, a word", select_on_focus=False, compact=True)
        self._searching = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Begin anew where the field is empty again."""
        self._searching = self._searching and bool(event.value)

    def on_key(self, event: events.Key) -> None:
        """Take `q` and `?` as going back, unless they are searched for."""
        if self.value or self._searching:
            return
        if event.character == "/":
            self._searching = True
            event.prevent_default()
            event.stop()
        elif event.character in {"q", "?"}:
            event.prevent_default()
            event.stop()
            self.post_message(self.Left())


class HelpScreen(Typing[None]):
    """The keys as they are set now, but for those `withheld`; `scopes` are those of the screen before.

    `preset` names the set of keys that config.toml asks for; `words` are searched for at once.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("manual",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("manual")]

    def __init__(
        self,
        scopes: tuple[str, ...],
        changed: Mapping[str, str],
        withheld: frozenset[str] = frozenset(),
        preset: str = "",
        words: str = "",
    ) -> None:
        super().__init__()
        self._manual = Manual(scopes, changed, withheld, preset)
        self._words = words

    def compose(self) -> ComposeResult:
        """Show the page under the field."""
        with Vertical(id="help"):
            yield SearchField(self._words)
            yield Page(id="page", measure=90)

    def on_mount(self) -> None:
        """Write the page."""
        self._page.can_focus = False
        self.query_one(SearchField).focus()
        self._write(self._words)

    def action_leave(self) -> None:
        """Forget what was searched for; where nothing was, go back."""
        field = self.query_one(SearchField)
        if field.value:
            field.value = ""
        else:
            self.dismiss(None)

    def action_down(self) -> None:
        """Scroll a row down."""
        self._page.action_down()

    def action_up(self) -> None:
        """Scroll a row up."""
        self._page.action_up()

    def action_page_down(self) -> None:
        """Scroll a screen down."""
        self._page.action_page_down()

    def action_page_up(self) -> None:
        """Scroll a screen up."""
        self._page.action_page_up()

    @property
    def _page(self) -> Page:
        return self.query_one("#page", Page)

    @on(SearchField.Left)
    def _close(self) -> None:
        self.dismiss(None)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._write(event.value)

    def _write(self, typed: str) -> None:
        lines = self._manual.lines(typed.removeprefix("/"))
        self._page.show(
            lines or [Line(), plain_line("No key and no command fits. Escape shows all.", "warn")]
        )
