"""How the stances of a story's actors moved across its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tracker.model import Story
from tracker.render.lines import Line
from tracker.screens.evolution import evolution_lines
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import OpenArticle
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tracker.screens.frame import Desk


class EvolutionLoaded(Loaded[tuple[Story, list[Line]]]):
    """The story and the page."""


class EvolutionScreen(Frame):
    """A table of actors and versions, and every stance below it; citations open their article."""

    SCOPES: ClassVar[tuple[str, ...]] = ("page",)

    def __init__(self, desk: Desk, ref: str) -> None:
        super().__init__(desk)
        self._ref = ref
        self._articles: dict[str, int] = {}

    def body(self) -> ComposeResult:
        """Show the page."""
        yield Page(id="page", measure=120)

    def on_mount(self) -> None:
        """Read with the keys on the page."""
        self.query_one("#page", Page).focus()

    def reread(self) -> None:
        """Ask for the page."""
        ref = self._ref
        self.ask(lambda: self._read(ref))

    @on(EvolutionLoaded)
    def _show(self, event: EvolutionLoaded) -> None:
        story, lines = event.result
        self.query_one("#page", Page).show(lines)
        self.where(story.title, "who said what, when")

    @on(Page.Followed)
    def _follow(self, event: Page.Followed) -> None:
        number = self._articles.get(event.value)
        if number is not None:
            self.post_message(OpenArticle(number))

    def _read(self, ref: str) -> EvolutionLoaded:
        """Run in a thread."""
        story = self.tracker.reading.story(ref)
        versions = self.tracker.reading.versions(ref)
        newest = versions[-1].dossier.sources if versions else ()
        self._articles = {str(source.number): source.article for source in newest}
        return EvolutionLoaded((story, evolution_lines(story, versions)))
