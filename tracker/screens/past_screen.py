"""What the versions of a story tell together: how stances moved, or since when each sentence stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on

from tracker.render.blame import blame_lines
from tracker.render.evolution import evolution_lines
from tracker.screens.frame import Loaded
from tracker.screens.page_frame import PageFrame

if TYPE_CHECKING:
    from tracker.model import Source, Story
    from tracker.render.lines import Line
    from tracker.screens.frame import Desk

PastPage = Literal["evolution", "blame"]
_TITLES: dict[PastPage, str] = {"evolution": "who said what, when", "blame": "since when, and on whose word"}


class PastLoaded(Loaded[tuple["Story", "list[Line]", dict[str, "Source"]]]):
    """The story, the page, and the sources of all its versions by number."""


class PastScreen(PageFrame):
    """A page on all versions, or those up to one, its parts named beside it."""

    SCOPES: ClassVar[tuple[str, ...]] = ("page",)
    NAME = "past"
    # The table of stances is wider than running text.
    CELLS = 120

    def __init__(self, desk: Desk, ref: str, page: PastPage, version: int | None = None) -> None:
        super().__init__(desk)
        self._ref = ref
        self._version = version
        self._kind: PastPage = page

    def on_resize(self) -> None:
        """Lay the table anew for another width."""
        self.call_after_refresh(self.reread)

    def reread(self) -> None:
        """Ask for the page."""
        ref, width = self._ref, min(self._page.room or self.CELLS, self.CELLS)
        self.ask(lambda: self._read(ref, width))

    @on(PastLoaded)
    def _show(self, event: PastLoaded) -> None:
        story, lines, self._sources = event.result
        self._show_page(lines, top=False)
        self.where(story.title, _TITLES[self._kind])

    def _read(self, ref: str, width: int) -> PastLoaded:
        """Run in a thread."""
        past = self.tracker.past
        story = self.tracker.reading.story(ref)
        versions = past.until(ref, self._version)
        if self._kind == "blame":
            lines = blame_lines(story, versions[-1], past.blame(versions))
        else:
            lines = evolution_lines(story, versions, past.courses(versions), width)
        sources = {str(s.number): s for version in versions for s in version.dossier.sources}
        return PastLoaded((story, lines, sources))
