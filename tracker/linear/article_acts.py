"""The commands that put an article elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.linear.view import Answer, View
from tracker.screens.deeds import MOVE

if TYPE_CHECKING:
    from tracker.model import Article, Story


class ArticleActs(View):
    """A view with articles in stories; `article` says which is meant."""

    def article(self, rest: str, word: str) -> tuple[Story, Article, str]:
        """Return the story, its article that a command means, and what else was typed."""
        raise NotImplementedError

    def do_move(self, rest: str) -> Answer:
        """Ask for the story that the article belongs to, and move it there."""
        story, article, words = self.article(rest, "move")
        ref = self.pick_story(MOVE, words, story)
        return self.desk.deeds.move(article, ref) if ref else "Nothing was moved."

    def do_split(self, rest: str) -> Answer:
        """Give the article a story of its own."""
        story, article, _ = self.article(rest, "split")
        return self.desk.deeds.split(story, article)
