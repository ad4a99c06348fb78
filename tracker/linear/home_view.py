"""The story list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from tracker.linear.story_acts import StoryActs
from tracker.linear.text import Piece, Text
from tracker.linear.view import Answer, ListView
from tracker.model import Story
from tracker.render import labels
from tracker.render.words import story_words
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.linear.view import Desk

# Stories read at once: what changed in each unread one is compared, 10 ms each.
PAGE = 20


class HomeView(ListView[Story], StoryActs):
    """Running stories, newest change first; lone articles and muted stories where asked for."""

    SCOPES: ClassVar[tuple[str, ...]] = ("home", "list")
    NAME = "stories"
    HINT = "Type a number to open a story."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._filter = Filter(lone=False, limit=PAGE)
        self._ended = False

    def read(self) -> None:
        """Read the beginning of the list."""
        self.items, self.text = [], Text([Piece(self._head())])
        self._page()
        if not self.items:
            self.text.extend(Piece(text) for text in self._nothing())

    def read_on(self) -> None:
        """Read the next stories, if the list may go on."""
        if self.items and not self._ended:
            self._page()

    def open(self, number: int) -> Answer:
        """Open a story."""
        from tracker.linear.story_view import StoryView

        return StoryView(self.desk, self.numbered(number).slug, tuple(each.slug for each in self.items))

    def names(self) -> Sequence[str]:
        """Name the stories by their slugs."""
        return [story.slug for story in self.items]

    def chosen(self, rest: str, word: str) -> tuple[Story, str]:
        """Return the story of a number, as it is now."""
        story, rest = self.item(rest, word)
        return self.tracker.reading.story(story.number), rest

    def do_unread(self, rest: str) -> Answer:
        """List unread stories only, or all again."""
        del rest
        self._filter = replace(self._filter, unread=not self._filter.unread)
        self.read()
        return None

    def do_lone(self, rest: str) -> Answer:
        """Change between running stories and lone articles."""
        del rest
        self._filter = replace(self._filter, lone=not self._filter.lone)
        self.read()
        return None

    def do_muted(self, rest: str) -> Answer:
        """List muted stories too, or no more."""
        del rest
        self._filter = replace(self._filter, muted=not self._filter.muted)
        self.read()
        return None

    def do_next_unread(self, rest: str) -> Answer:
        """Go to the next story that changed."""
        del rest
        return None if self.text.to_news(1) else "Nothing unread comes after this."

    def do_previous_unread(self, rest: str) -> Answer:
        """Go to the story before that changed."""
        del rest
        return None if self.text.to_news(-1) else "Nothing unread comes before this."

    def do_read_all(self, rest: str) -> Answer:
        """Mark all read that the list holds."""
        del rest
        return self.desk.deeds.read_all(self._filter)

    def _page(self) -> None:
        wanted = replace(self._filter, after=self.items[-1].place if self.items else "")
        found, now = self.tracker.reading.stories(wanted), self.tracker.now()
        self._ended = len(found) < PAGE
        first = len(self.items) + 1
        self.items += found
        self.text.extend(
            Piece(f"{number}. {story_words(story, now)}", news=story.unread)
            for number, story in enumerate(found, start=first)
        )

    def _head(self) -> str:
        running, unread, lone = self.tracker.reading.counts()
        kind = "Lone articles" if self._filter.lone else "Stories"
        only = ", unread only" if self._filter.unread else ""
        muted = ", muted ones too" if self._filter.muted else ""
        return f"{kind}{only}{muted}: {labels.stories(running)}, {unread} unread, {lone} lone."

    def _nothing(self) -> list[str]:
        """Say what to do where the list is empty."""
        if self._filter.unread or self._filter.lone:
            again = "unread lists all stories" if self._filter.unread else "lone lists running stories"
            return [f"Nothing here: {again}."]
        return [
            "No stories yet. A story begins when two articles tell of the same matter.",
            "poll asks your feeds now; feeds lists them; add and an address subscribes.",
        ]
