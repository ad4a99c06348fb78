"""One article: its text, the story it appears in, what rests on it; its links by number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from tracker.errors import NotFoundError
from tracker.linear.article_acts import ArticleActs
from tracker.linear.text import Piece, Text, pieces
from tracker.linear.view import Answer, PageView
from tracker.render import labels
from tracker.render.article import article_page
from tracker.render.references import markdown_article

if TYPE_CHECKING:
    from tracker.linear.view import Desk
    from tracker.model import Article, ArticleDetail, Story


class ArticleView(ArticleActs, PageView):
    """Reads an article."""

    SCOPES: ClassVar[tuple[str, ...]] = ("article", "page")
    NAME = "article"
    HINT = "Type a number to follow that link."

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__(desk)
        self._number = number
        self._detail: ArticleDetail | None = None
        self._links: list[str] = []

    def read(self) -> None:
        """Read the article, and number what leads on."""
        self._detail = self.tracker.reading.article(self._number)
        self._links = []
        parts: list[Piece] = []
        for line in article_page(self._detail):
            found = pieces([line])
            if line.link and found:
                self._links.append(line.link)
                found[0] = replace(found[0], text=f"{len(self._links)}. {found[0].text}")
            parts += found
        self.text = Text(parts)

    def open(self, number: int) -> Answer:
        """Follow a link: to the story, or out to the browser."""
        from tracker.linear.story_view import StoryView

        if not 0 < number <= len(self._links):
            raise NotFoundError(f"There is no link {number} here.")
        link, story = self._links[number - 1], self._read().story
        if story is not None and link == story.slug:
            return StoryView(self.desk, link)
        return self.desk.browse(link)

    def article(self, rest: str, word: str) -> tuple[Story, Article, str]:
        """Return the article and its story."""
        del word
        detail = self.tracker.reading.article(self._number)
        if detail.story is None:
            raise NotFoundError("This article is in no story yet.")
        return detail.story, detail.article, rest

    def do_whole(self, rest: str) -> Answer:
        """Fetch the page behind the article and keep its text."""
        del rest
        self.desk.console.say("Fetching the page.")
        self.tracker.pages.whole_text(self._number)
        self.read()
        self.desk.console.say("The whole text, from the page; the next poll takes it up in the dossier.")
        return None

    def do_browser(self, rest: str) -> Answer:
        """Open the article in the browser."""
        del rest
        return self.desk.browse(self._read().article.url)

    def do_copy(self, rest: str) -> Answer:
        """Print the address: what is printed can be copied."""
        del rest
        return labels.web_link(self._read().article.url) or "There is no web address to copy here."

    def do_copy_reference(self, rest: str) -> Answer:
        """Print the article as Markdown."""
        del rest
        return markdown_article(self._read().article)

    def _read(self) -> ArticleDetail:
        assert self._detail is not None, "a view is read before it is asked"
        return self._detail
