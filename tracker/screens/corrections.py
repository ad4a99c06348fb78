"""What a screen offers to correct: which story an article belongs to, and which stories are one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.screens.deeds import MOVE
from tracker.screens.frame import Frame
from tracker.screens.messages import Choice, Pick

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.model import Article, Story

# Stories offered at once; who wants another one types more of its name.
OFFERED = 40


class Corrections(Frame):
    """A frame that can ask for another story."""

    def pick_story(self, title: str, about: str, but: Story, then: Callable[[str], None]) -> None:
        """Let the user pick a story other than `but` for what is named `about`; `then` gets its slug."""
        look = partial(self._fitting, but.number)
        self.post_message(
            Pick(title, about, look, lambda picked: then(picked) if picked is not None else None)
        )

    def _fitting(self, but: int, words: str) -> Sequence[tuple[str, Choice]]:
        """Run in a thread."""
        found = self.tracker.reading.named(words, OFFERED)
        return [(story.slug, self._choice(story)) for story in found if story.number != but]

    def _choice(self, story: Story) -> Choice:
        size = labels.counted(story.items, "article") if story.items > 1 else "lone article"
        ago = labels.age(story.updated, self.tracker.now())
        return Choice(story.title, f"{size} · {ago}", f"{story.number} · {' · '.join(story.outlets)}")


class ArticleActs(Corrections):
    """A frame with a current article in a story, and the commands that put it elsewhere."""

    def chosen(self) -> tuple[Story, Article] | None:
        """Return the article that the commands act on, and the story it is in."""
        raise NotImplementedError

    def action_move(self) -> None:
        """Ask for the story that the article belongs to, and move it there."""
        here = self.chosen()
        if here is not None:
            story, article = here
            self.pick_story(MOVE, article.title, story, partial(self._move, article))

    def take_move(self, ref: str) -> None:
        """Move the article to the story that was typed after the command."""
        here = self.chosen()
        if here is not None:
            self._move(here[1], ref)

    def action_split(self) -> None:
        """Give the article a story of its own."""
        here = self.chosen()
        if here is not None:
            story, article = here
            self.act(partial(self.deeds.split, story, article))

    def _move(self, article: Article, ref: str) -> None:
        self.act(partial(self.deeds.move, article, ref))
