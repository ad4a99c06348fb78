"""The keys at the foot of a screen, drawn as one row.

Textual's own footer is a widget a key, all of which it makes anew up to three times while a screen
opens: a third of the time in which a story is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import Size

from tracker.render.lines import Line, Span, cells, span
from tracker.screens.commands import COMMANDS
from tracker.screens.widgets.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.binding import ActiveBinding
    from textual.screen import Screen

# The last keys of the row, for help and the way back, stay where there is no room for all.
KEPT = 2
# Keys of which Textual does not know that they write a sign.
_SIGNS = {"slash": "/", "plus": "+", "minus": "-", "underscore": "_"}
_PLACES = {command.id: place for place, command in enumerate(COMMANDS)}


@dataclass(frozen=True, slots=True)
class _Key:
    key: str
    spans: tuple[Span, ...]

    @property
    def width(self) -> int:
        return sum(cells(part.text) for part in self.spans)


class KeyBar(Paper, can_focus=False):
    """Shows the keys that do something now, as many as there is room for; a click presses one."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[_Key, ...] = ()

    def on_mount(self) -> None:
        """Follow what the screen can do."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def on_resize(self, event: events.Resize) -> None:
        """Take the new width."""
        self.virtual_size = Size(event.size.width, 1)

    def on_click(self, event: events.Click) -> None:
        """Press the key that the mouse is on."""
        offset, end = event.get_content_offset(self), 0
        for key in self._fitting():
            end += key.width
            if offset is not None and end - key.width <= offset.x < end:
                self.app.simulate_key(key.key)

    def folded(self, y: int) -> Line | None:
        """Set the keys behind each other."""
        return None if y else Line(tuple(part for key in self._fitting() for part in key.spans))

    def _follow(self, screen: Screen[object]) -> None:
        labels: Mapping[str, str] = getattr(screen, "LABELS", {})
        found = tuple(self._key(active, labels) for active in _shown(screen))
        if found != self._keys:
            self._keys = found
            self.refresh()

    def _key(self, active: ActiveBinding, labels: Mapping[str, str]) -> _Key:
        told = labels.get(active.binding.action, active.binding.description)
        spans = (
            Span(" "),
            span(self.app.get_key_display(active.binding), "accent"),
            Span(" "),
            span(told, "" if active.enabled else "muted"),
            Span(" "),
        )
        return _Key(active.binding.key, spans)

    def _fitting(self) -> list[_Key]:
        """Return the keys for which there is room, without those in the middle where it is scarce."""
        first, kept = list(self._keys[:-KEPT]), list(self._keys[-KEPT:])
        while first and sum(key.width for key in (*first, *kept)) > self.room:
            first.pop()
        return first + kept


def _shown(screen: Screen[object]) -> list[ActiveBinding]:
    """Return a screen's bindings that are to be shown, the first of each command, in the table's order.

    Textual sets keys of the user's own behind all others, also behind help and the way back.
    """
    active = screen.active_bindings.values()
    shown = [each for each in active if each.binding.show and not _typed(screen, each)]
    nodes = list(dict.fromkeys(each.node for each in shown))
    firsts = {each.binding.action: each for each in reversed(shown)}.values()
    return sorted(firsts, key=lambda each: (nodes.index(each.node), _PLACES.get(each.binding.action, 0)))


def _typed(screen: Screen[object], active: ActiveBinding) -> bool:
    """Tell whether the field that has the focus takes the key as a sign, though Textual does not see it."""
    sign, focused = _SIGNS.get(active.binding.key), screen.focused
    return focused is not None and focused is not active.node and focused.check_consume_key(sign or "", sign)
