"""Paper that is scrolled by the keys of a page."""

from __future__ import annotations

from tracker.screens.widgets.keyed import Keyed


class Scroller(Keyed):
    """Moves by rows, halves of the screen, screens, and to both ends; nothing is animated."""

    def action_down(self, times: int = 1) -> None:
        """Scroll a row down."""
        self.scroll_relative(y=times, animate=False)

    def action_up(self, times: int = 1) -> None:
        """Scroll a row up."""
        self.scroll_relative(y=-times, animate=False)

    def action_half_down(self, times: int = 1) -> None:
        """Scroll half a screen down."""
        self.scroll_relative(y=times * (self.size.height // 2), animate=False)

    def action_half_up(self, times: int = 1) -> None:
        """Scroll half a screen up."""
        self.scroll_relative(y=-times * (self.size.height // 2), animate=False)

    def action_page_down(self, times: int = 1) -> None:
        """Scroll a screen down; two rows stay in sight."""
        self.scroll_relative(y=times * max(self.size.height - 2, 1), animate=False)

    def action_page_up(self, times: int = 1) -> None:
        """Scroll a screen up; two rows stay in sight."""
        self.scroll_relative(y=-times * max(self.size.height - 2, 1), animate=False)

    def action_read_on(self, times: int = 1) -> None:
        """Scroll a screen down."""
        self.action_page_down(times)

    def action_read_back(self, times: int = 1) -> None:
        """Scroll a screen up."""
        self.action_page_up(times)

    def action_top(self, row: int = 1) -> None:
        """Go to the first row, or to one by its number."""
        self.scroll_to(y=row - 1, animate=False)

    def action_bottom(self, row: int = 0) -> None:
        """Go to the last row, or to one by its number."""
        self.scroll_to(y=row - 1 if row else self.max_scroll_y, animate=False)
