"""Why the articles of a story are together, article by article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from tracker.errors import NotFoundError, UsageError
from tracker.linear.article_acts import ArticleActs
from tracker.linear.text import Piece, Text, pieces
from tracker.render.why import brief_lines, legend, summary_lines
from tracker.render.words import reason_words

if TYPE_CHECKING:
    from tracker.linear.view import Answer, Desk
    from tracker.model import Article, Explanation, Reason, Story

_LEADING = re.compile(r"(\d{1,9})(?:\s+|$)", re.ASCII)


class WhyView(ArticleActs):
    """A summary of the story, then each article by its own number and how it came."""

    SCOPES: ClassVar[tuple[str, ...]] = ("why", "list")
    NAME = "why"
    HINT = "Type the number of an article to open it; move, split and pin take one too."

    def __init__(self, desk: Desk, ref: str) -> None:
        super().__init__(desk)
        self._ref = ref
        self._explanation: Explanation | None = None

    def read(self) -> None:
        """Read the explanation."""
        found = self._explanation = self.tracker.explaining.why(self._ref)
        parts = [
            Piece(f"Why these articles are one story: {found.story.title}"),
            *pieces(summary_lines(found)),
        ]
        for reason in found.reasons:
            parts += [Piece(f"{reason.article.id}. {reason_words(reason)}", "article")]
            parts += pieces(brief_lines(reason))
        self.text = Text([*parts, *pieces(legend(found.reasons))])

    def open(self, number: int) -> Answer:
        """Open an article."""
        from tracker.linear.article_view import ArticleView

        return ArticleView(self.desk, self._reason(number).article.id)

    def article(self, rest: str, word: str) -> tuple[Story, Article, str]:
        """Return the article of a number."""
        reason, rest = self._typed(rest, word)
        return self.tracker.reading.story(self._ref), reason.article, rest

    def do_open(self, rest: str) -> Answer:
        """Open an article."""
        return self.open(self._typed(rest, "open")[0].article.id)

    def do_pin(self, rest: str) -> Answer:
        """Keep an article in this story, or loosen it."""
        number = self._typed(rest, "pin")[0].article.id
        now = next(each for each in self.tracker.explaining.why(self._ref, number).reasons)
        story = self.tracker.reading.story(self._ref)
        return self.desk.deeds.pin_article(story, now.article, pinned=now.pinned)

    def _typed(self, rest: str, word: str) -> tuple[Reason, str]:
        found = _LEADING.match(rest)
        if found is None:
            raise UsageError(f"Type the number of an article after it, as in {word} 12.")
        return self._reason(int(found[1])), rest[found.end() :]

    def _reason(self, number: int) -> Reason:
        assert self._explanation is not None, "a view is read before it is asked"
        for reason in self._explanation.reasons:
            if reason.article.id == number:
                return reason
        raise NotFoundError(f"There is no article {number} here.")
