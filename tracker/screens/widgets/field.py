"""The field of every screen: keys of one burst do their work in the order in which they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events


class Field(Input):
    """A field that does its own keys itself.

    Textual lets a key such as enter or backspace rise to the application before it looks what it is
    bound to; the signs behind it, which a field takes at once, would come before it.
    """

    async def _on_key(self, event: events.Key) -> None:
        """Do what the field has bound the key to; of all others Textual asks `Input` after this."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return
