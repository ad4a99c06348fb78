"""Screens with a field: what is typed before the field is there is not lost."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from tracker.screens.dialog import Dialog

Answer = TypeVar("Answer")


class TypeAhead(Widget):
    """The part of a screen that takes keys that were on their way to what the screen covers.

    A burst of keys is handed to what has the focus before the first of them has opened anything; what
    nothing took reaches the application, which offers it here. Named behind the screen's own class, from
    which alone Textual takes styles.
    """

    # When something in the screen had the focus first, in Textual's seconds, and what came before.
    _ready: float | None = None
    _early: tuple[events.Key, ...] = ()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """From here on the keys come to the screen by themselves."""
        if self._ready is None:
            self._ready = event.time
            for key in self._early:
                self._give(key)

    def take_early(self, event: events.Key) -> bool:
        """Take a key that was typed too early, for the field as soon as there is one; False: it was not."""
        if self._ready is None:
            self._early = (*self._early, event)
            return True
        if event.time < self._ready:
            self._give(event)
            return True
        return False

    def _give(self, key: events.Key) -> None:
        """Press it once more; as it was, it would be taken for an early one again."""
        field = self.query_one(Input)
        # What its own parent sent would be stopped there, and a command's key has to come further.
        field.post_message(events.Key(key.key, key.character).set_sender(field))


class Typing(Dialog[Answer], TypeAhead):
    """A dialog with a field."""
