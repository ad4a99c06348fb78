"""Paper that is scrolled by the keys of a page."""

from __future__ import annotations

from tracker.screens.widgets.paper import Paper


class Scroller(Paper):
    """Moves by rows, halves of the screen, screens, and to both ends; nothing is animated."""

    def action_down(self) -> None:
        """Scroll a row down."""
        self.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """Scroll a row up."""
        self.scroll_relative(y=-1, animate=False)

    def action_half_down(self) -> None:
        """Scroll half a screen down."""
        self.scroll_relative(y=self.size.height // 2, animate=False)

    def action_half_up(self) -> None:
        """Scroll half a screen up."""
        self.scroll_relative(y=-(self.size.height // 2), animate=False)

    def action_page_down(self) -> None:
        """Scroll a screen down; two rows stay in sight."""
        self.scroll_relative(y=max(self.size.height - 2, 1), animate=False)

    def action_page_up(self) -> None:
        """Scroll a screen up; two rows stay in sight."""
        self.scroll_relative(y=-max(self.size.height - 2, 1), animate=False)

    def action_read_on(self) -> None:
        """Scroll a screen down."""
        self.action_page_down()

    def action_read_back(self) -> None:
        """Scroll a screen up."""
        self.action_page_up()

    def action_top(self) -> None:
        """Go to the first row."""
        self.scroll_to(y=0, animate=False)

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.scroll_to(y=self.max_scroll_y, animate=False)
