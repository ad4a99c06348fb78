"""One article: its text, the story it appears in, the claims that rest on it, its revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tracker.errors import TrackerError
from tracker.model import ArticleDetail
from tracker.render import labels
from tracker.render.article import article_page
from tracker.render.lines import Line, span
from tracker.render.references import markdown_article
from tracker.screens.commands import bindings
from tracker.screens.corrections import ArticleActs
from tracker.screens.frame import Loaded
from tracker.screens.messages import Acted, Browse, Copy, OpenStory
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.model import Article, Story
    from tracker.screens.frame import Desk

# The line length of a book: articles are read from end to end.
MEASURE = 80


class ArticleLoaded(Loaded[tuple[ArticleDetail, list[Line]]]):
    """The article with all that hangs on it, and how it reads: comparing its texts takes time."""


class ArticleScreen(ArticleActs):
    """Reads an article; its link to the story is selected with tab."""

    SCOPES: ClassVar[tuple[str, ...]] = ("article", "page")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("article")]

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__(desk)
        self._number = number
        self._detail: ArticleDetail | None = None

    def body(self) -> ComposeResult:
        """Show the page."""
        yield Page(id="page", links=True, measure=MEASURE)

    def on_mount(self) -> None:
        """Read with the keys on the page."""
        self.query_one("#page", Page).focus()

    def reread(self) -> None:
        """Ask for the article."""
        number = self._number
        self.ask(lambda: self._read(number))

    @on(ArticleLoaded)
    def _show(self, event: ArticleLoaded) -> None:
        fresh = self._detail is None
        self._detail, lines = event.result
        article = self._detail.article
        self.query_one("#page", Page).show(lines, top=fresh)
        self.where("article", article.title, right=[span(article.outlet, "muted")])

    @on(Page.Followed)
    def _follow(self, event: Page.Followed) -> None:
        story = self._detail.story if self._detail is not None else None
        if story is not None and event.value == story.slug:
            self.post_message(OpenStory(story.slug))
        elif labels.web_link(event.value):
            self.post_message(Browse(event.value))

    def chosen(self) -> tuple[Story, Article] | None:
        """Return the article and its story."""
        detail = self._detail
        return (detail.story, detail.article) if detail is not None and detail.story is not None else None

    def action_whole(self) -> None:
        """Fetch the page behind the article and keep its text; that takes a moment."""
        number = self._number
        self.say("Fetching the page …")
        self.ask(lambda: Acted(self._take(number)), "whole")

    def action_browser(self) -> None:
        """Open the article in the browser."""
        if self._detail is not None:
            self.post_message(Browse(self._detail.article.url))

    def action_copy(self) -> None:
        """Copy the article's address."""
        if self._detail is not None:
            self.post_message(Copy(labels.web_link(self._detail.article.url)))

    def action_copy_reference(self) -> None:
        """Copy the article as Markdown."""
        if self._detail is not None:
            self.post_message(Copy(markdown_article(self._detail.article), "the article as Markdown"))

    def _read(self, number: int) -> ArticleLoaded:
        """Run in a thread."""
        detail = self.tracker.reading.article(number)
        return ArticleLoaded((detail, article_page(detail)))

    def _take(self, number: int) -> str:
        """Run in a thread. What went wrong is kept with the article, which is read again."""
        try:
            self.tracker.pages.whole_text(number)
        except TrackerError as error:
            return str(error)
        return "The whole text, from the page; the next poll takes it up in the dossier."
