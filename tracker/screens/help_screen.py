"""All keys, made from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tracker.render.lines import Line, Span, fit, plain_line, span
from tracker.screens.commands import COMMANDS, GROUPS, keys_of
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

_KEYS = 22


class HelpScreen(ModalScreen[None]):
    """The keys as they are set now; `scopes` are those of the screen it was called from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "leave", "Back"),
    ]

    def __init__(self, scopes: tuple[str, ...], changed: Mapping[str, str]) -> None:
        super().__init__()
        self._scopes = scopes
        self._changed = changed

    def compose(self) -> ComposeResult:
        """Show the page."""
        with Vertical(id="help"):
            yield Page(id="page", measure=90)

    def on_mount(self) -> None:
        """Write the page."""
        page = self.query_one("#page", Page)
        page.show(help_lines(self._scopes, self._changed))
        page.focus()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def help_lines(scopes: tuple[str, ...], changed: Mapping[str, str]) -> list[Line]:
    """Give the commands by group, those that work where the user is set off from the others."""
    lines = [plain_line("Keys", "title"), plain_line("What works on this screen stands out.", "muted")]
    here = {*scopes, "app"}
    for group in GROUPS:
        lines += [Line(), Line((span(group, "heading"),), anchor=group)]
        for command in COMMANDS:
            if command.group == group:
                works = bool(here & set(command.scopes))
                keys = Span(fit(keys_of(command, changed), _KEYS), "accent" if works else "muted")
                lines.append(Line((keys, span(command.help, "" if works else "muted")), 2, _KEYS))
    return lines
