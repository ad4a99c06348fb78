"""One article: its text, the story it appears in, the claims that rest on it, its revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tracker.model import ArticleDetail
from tracker.render import labels
from tracker.render.lines import Line, Span, joined, plain_line, span
from tracker.screens import cards
from tracker.screens.commands import bindings
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import Browse, Copy, OpenStory
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.screens.frame import Desk

# The line length of a book: articles are read from end to end.
MEASURE = 80


class ArticleLoaded(Loaded[ArticleDetail]):
    """The article with all that hangs on it."""


class WholeText(Loaded[str]):
    """The text of the article's page."""


class ArticleScreen(Frame):
    """Reads an article; its link to the story is selected with tab."""

    SCOPES: ClassVar[tuple[str, ...]] = ("article", "page")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("article")]

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__(desk)
        self._number = number
        self._detail: ArticleDetail | None = None
        self._whole = ""

    def body(self) -> ComposeResult:
        """Show the page."""
        yield Page(id="page", links=True, measure=MEASURE)

    def on_mount(self) -> None:
        """Read with the keys on the page."""
        self.query_one("#page", Page).focus()

    def reread(self) -> None:
        """Ask for the article."""
        number = self._number
        self.ask(lambda: ArticleLoaded(self.tracker.reading.article(number)))

    @on(ArticleLoaded)
    def _show(self, event: ArticleLoaded) -> None:
        fresh = self._detail is None
        self._detail = event.result
        article = event.result.article
        self.query_one("#page", Page).show(article_page(event.result, self._whole), top=fresh)
        self.where("article", article.title, right=[span(article.outlet, "muted")])

    @on(WholeText)
    def _show_whole(self, event: WholeText) -> None:
        self._whole = event.result
        self.say("The whole text, from the page.")
        if self._detail is not None:
            self.query_one("#page", Page).show(article_page(self._detail, self._whole), top=False)

    @on(Page.Followed)
    def _follow(self, event: Page.Followed) -> None:
        story = self._detail.story if self._detail is not None else None
        if story is not None and event.value == story.slug:
            self.post_message(OpenStory(story.slug))
        elif labels.web_link(event.value):
            self.post_message(Browse(event.value))

    def action_whole(self) -> None:
        """Fetch the page behind the article; that takes a moment."""
        number = self._number
        self.say("Fetching the page …")
        self.ask(lambda: WholeText(self.tracker.pages.whole_text(number)), "whole")

    def action_browser(self) -> None:
        """Open the article in the browser."""
        if self._detail is not None:
            self.post_message(Browse(self._detail.article.url))

    def action_copy(self) -> None:
        """Copy the article's address."""
        if self._detail is not None:
            self.post_message(Copy(labels.web_link(self._detail.article.url)))


def article_page(detail: ArticleDetail, whole: str = "") -> list[Line]:
    """Lay out an article: what it is, where it appears, its text, what rests on it, how it changed.

    `whole` is the text of its page, which stands in the place of the feed's.
    """
    article = detail.article
    particulars = [
        part
        for part in (article.outlet, article.author, labels.stamp(article.published), article.via)
        if part
    ]
    lines = [Line((span(article.title, "title"),), anchor="title")]
    lines.append(Line(joined([span(part, "muted")] for part in particulars)))
    address = labels.web_link(article.url)
    if address:
        lines.append(Line((span(address, "link"),), link=address))
    if detail.story is not None:
        source = [Span(" as ", "muted"), Span(f"[{detail.source}]", "citation")] if detail.source else []
        lines += [
            Line(),
            Line(
                (span("Appears in ", "muted"), span(detail.story.title, "accent"), *source),
                link=detail.story.slug,
            ),
        ]
    lines += [
        Line(),
        *(cards.paragraphs(whole or article.text) or [plain_line("The feed gave no text.", "muted")]),
    ]
    return lines + _claims(detail) + _revisions(detail)


def _claims(detail: ArticleDetail) -> list[Line]:
    if not detail.claims:
        return []
    head = [Line(), Line((span("What the dossier takes from it", "heading"),), anchor="claims")]
    return head + [Line((Span("• ", "muted"), span(claim.text)), 2, 2) for claim in detail.claims]


def _revisions(detail: ArticleDetail) -> list[Line]:
    if len(detail.revisions) <= 1:
        return []
    lines = [Line(), Line((span("Revisions", "heading"),), anchor="revisions")]
    for revision in detail.revisions:
        number = Span(f"{revision.number}  ", "number")
        lines.append(
            Line((number, span(labels.stamp(revision.seen), "date"), Span("  "), span(revision.title)), 2, 3)
        )
    return lines
