"""Two pages about a story: why its articles are together, and how its actors' stances moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tracker.model import Story
from tracker.render.lines import Line
from tracker.render.lists import why_lines
from tracker.screens.evolution import evolution_lines
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import OpenArticle
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tracker.screens.frame import Desk


class AboutLoaded(Loaded[tuple[Story, list[Line]]]):
    """The story and the page."""


class AboutScreen(Frame):
    """A page of lines about a story; `page` is "why" or "evolution"."""

    SCOPES: ClassVar[tuple[str, ...]] = ("page",)

    def __init__(self, desk: Desk, page: str, ref: str) -> None:
        super().__init__(desk)
        self._about = page
        self._ref = ref
        self._articles: dict[str, int] = {}

    def body(self) -> ComposeResult:
        """Show the page; in `why` each article can be opened."""
        yield Page(id="page", links=self._about == "why", measure=120)

    def on_mount(self) -> None:
        """Read with the keys on the page."""
        self.query_one("#page", Page).focus()

    def reread(self) -> None:
        """Ask for the page."""
        ref = self._ref
        self.ask(lambda: self._why(ref) if self._about == "why" else self._evolution(ref))

    @on(AboutLoaded)
    def _show(self, event: AboutLoaded) -> None:
        story, lines = event.result
        self.query_one("#page", Page).show(lines)
        self.where(story.title, "why these articles" if self._about == "why" else "who said what, when")

    @on(Page.Followed)
    def _follow(self, event: Page.Followed) -> None:
        number = event.value if event.kind == "link" else str(self._articles.get(event.value, ""))
        if number.isdecimal():
            self.post_message(OpenArticle(int(number)))

    def _why(self, ref: str) -> AboutLoaded:
        """Run in a thread."""
        story = self.tracker.reading.story(ref)
        return AboutLoaded((story, why_lines(story, self.tracker.reading.why(ref))))

    def _evolution(self, ref: str) -> AboutLoaded:
        """Run in a thread."""
        story = self.tracker.reading.story(ref)
        versions = self.tracker.reading.versions(ref)
        newest = versions[-1].dossier.sources if versions else ()
        self._articles = {str(source.number): source.article for source in newest}
        return AboutLoaded((story, evolution_lines(story, versions)))
