"""A frame that shows one page: its parts named beside it, its citations opening their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal

from tracker.screens import cards
from tracker.screens.frame import Frame
from tracker.screens.messages import OpenArticle
from tracker.screens.widgets.contents import Contents
from tracker.screens.widgets.page import MEASURE, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from tracker.model import Source
    from tracker.render.lines import Line
    from tracker.screens.frame import Desk


class PageFrame(Frame):
    """Subclasses say in `NAME` what the layout calls them and in `CELLS` how wide the text may be."""

    NAME: ClassVar[str] = ""
    CELLS: ClassVar[int] = MEASURE

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sources: dict[str, Source] = {}

    def body(self) -> ComposeResult:
        """Lay the page beside the names of its parts."""
        with Horizontal(id=self.NAME):
            yield Contents(id="contents")
            yield Page(id="page", measure=self.CELLS)

    def on_mount(self) -> None:
        """Give the keys to what is read or typed in first."""
        self.first().focus()

    def first(self) -> Widget:
        """Return what has the keys at first: the page."""
        return self._page

    @property
    def _page(self) -> Page:
        return self.query_one("#page", Page)

    def _show_page(self, lines: Sequence[Line], *, top: bool = True) -> None:
        """Show other lines, and what they are parted into."""
        self._page.show(lines, top=top)
        self.query_one("#contents", Contents).show(self._page.lines)

    @on(Page.Followed)
    def _follow(self, event: Page.Followed) -> None:
        source = self._sources.get(event.value.lstrip("0"))
        if source is None:
            self.say(f"There is no source [{event.value}] here.", "warn")
        else:
            self.post_message(OpenArticle(source.article))

    @on(Page.Selected)
    def _peek(self, event: Page.Selected) -> None:
        """Show the selected citation's source on the status line."""
        self.say(cards.selection(self._sources.get(str(event.number))))

    @on(Page.Scrolled)
    def _follow_section(self, event: Page.Scrolled) -> None:
        self.query_one("#contents", Contents).mark(event.anchor)

    @on(Contents.Chosen)
    def _jump(self, event: Contents.Chosen) -> None:
        self._page.jump(event.anchor)
