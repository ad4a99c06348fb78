"""What a query finds in articles and dossiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tracker.linear.text import Piece, Text
from tracker.linear.view import Answer, ListView
from tracker.model import Hit
from tracker.render.hits import found_words, nothing_words
from tracker.render.words import hit_words, sentences

if TYPE_CHECKING:
    from tracker.linear.view import Desk


class SearchView(ListView[Hit]):
    """The results of a query, by number."""

    SCOPES: ClassVar[tuple[str, ...]] = ("search", "list")
    NAME = "search"
    HINT = "Type a number to open what was found."

    def __init__(self, desk: Desk, query: str) -> None:
        super().__init__(desk)
        self._query = query

    def read(self) -> None:
        """Search."""
        found, now = self.tracker.finding.find(self._query), self.tracker.now()
        self.items = list(found.hits)
        told = sentences((found_words(found),)).rstrip(".")
        head = f"{told} for {self._query}:" if self.items else f"{told}. {nothing_words(found)}"
        rows = [Piece(f"{place}. {hit_words(hit, now)}") for place, hit in enumerate(self.items, start=1)]
        complaints = [Piece(complaint) for complaint in found.query.complaints]
        self.text = Text([*complaints, Piece(head), *rows])

    def open(self, number: int) -> Answer:
        """Open a story or an article."""
        from tracker.linear.article_view import ArticleView
        from tracker.linear.story_view import StoryView

        hit = self.numbered(number)
        if hit.kind == "article":
            return ArticleView(self.desk, hit.number)
        return StoryView(self.desk, hit.slug, tuple(each.slug for each in self.items if each.kind == "story"))
