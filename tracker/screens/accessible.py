"""The interface without colour, and without motion, for those who want it so."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events, on
from textual.filter import LineFilter, Monochrome, NoColor
from textual.widgets import Input

from tracker.screens.sturdy import SturdyApp

if TYPE_CHECKING:
    from textual.color import Color
    from textual.messages import InBandWindowResize

    from tracker.settings import Settings


class Uncoloured(LineFilter):
    """Leaves bold, underlined, reversed and the like, and takes every colour away.

    Textual's own filters under NO_COLOR turn colours into greys, and those of the terminal into black on
    black; https://no-color.org asks for no colour at all.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours."""
        del background
        return [
            Segment(text, None if style is None else style.without_color, control)
            for text, style, control in segments
        ]


class AccessibleApp(SturdyApp):
    """Heeds NO_COLOR, which counts where it is not empty, and `reduced_motion` of config.toml.

    Without colour all themes look alike, and what is a colour in them is reversed, bold or dim.
    """

    reduced_motion = False

    def __init__(self) -> None:
        super().__init__()
        self.no_color = bool(os.environ.get("NO_COLOR"))
        # Textual takes an empty NO_COLOR for a wish, too.
        kept = [each for each in self._filters if not isinstance(each, Monochrome | NoColor)]
        self._filters = [Uncoloured()] if self.no_color else kept

    def heed(self, settings: Settings) -> None:
        """Let nothing move by itself where the user, or TEXTUAL_ANIMATIONS=none of Textual's, says so."""
        self.reduced_motion = settings.reduced_motion or self.animation_level == "none"
        if self.reduced_motion:
            self.animation_level = "none"

    @on(events.DescendantFocus)
    def _still(self, event: events.DescendantFocus) -> None:
        """Let the cursor of a field stand still."""
        if self.reduced_motion and isinstance(event.widget, Input):
            event.widget.cursor_blink = False

    def _on_in_band_window_resize(self, message: InBandWindowResize) -> None:
        """Scroll by whole rows, though the terminal could by pixels."""
        if not self.reduced_motion:
            super()._on_in_band_window_resize(message)
