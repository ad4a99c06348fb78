"""The story list, with a preview of the story under the cursor."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal

from tracker.model import Story
from tracker.render import labels
from tracker.render.lines import Line, Span, plain_line, span
from tracker.screens import cards
from tracker.screens.commands import bindings
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import OpenStory
from tracker.screens.story_acts import StoryActs
from tracker.screens.widgets.page import Page
from tracker.screens.widgets.rows import Rows
from tracker.store import Filter

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.model import Article, Version
    from tracker.screens.frame import Desk

# Stories read at once: what changed in each unread one is compared, so not too many.
PAGE = 60

Counts = tuple[int, int, int]


class Listed(Loaded[tuple[list["Story"], Counts]]):
    """The list from its beginning, and how many stories there are."""


class ListedMore(Loaded[list["Story"]]):
    """The next stories of the list."""


class Previewed(Loaded[tuple["Story", "Version | None", "Article | None"]]):
    """What the preview shows."""


class HomeScreen(StoryActs, Frame):
    """Running stories, newest change on top; lone articles and muted stories under a toggle."""

    SCOPES: ClassVar[tuple[str, ...]] = ("home", "list")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("home")]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._filter = Filter(lone=False, limit=PAGE)
        self._exhausted = False
        self._previewed: tuple[Story, Version | None, Article | None] | None = None

    def body(self) -> ComposeResult:
        """Lay the list beside its preview."""
        with Horizontal(id="home"):
            yield Rows[Story](self._card, lambda story: story.number, id="stories")
            yield Page(id="preview")

    def on_mount(self) -> None:
        """Put the cursor into the list."""
        self.query_one("#preview", Page).can_focus = False
        self._rows.focus()

    def on_screen_resume(self) -> None:
        """Read again what may have been read, followed or muted elsewhere."""
        if self._rows.items:
            self.reread()

    def reread(self) -> None:
        """Ask for the list, as far as it is loaded."""
        wanted = replace(self._filter, limit=max(len(self._rows.items), PAGE))
        reading = self.tracker.reading
        self.ask(lambda: Listed((reading.stories(wanted), reading.counts())))

    def current(self) -> Story | None:
        """Return the story under the cursor."""
        return self._rows.current

    @on(Listed)
    def _list(self, event: Listed) -> None:
        stories, counts = event.result
        self._exhausted = len(stories) < PAGE
        self._rows.show(stories)
        self._count(*counts)

    @on(Rows.Ending)
    def _more(self) -> None:
        if self._exhausted:
            return
        wanted = replace(self._filter, offset=len(self._rows.items))
        self.ask(lambda: ListedMore(self.tracker.reading.stories(wanted)))

    @on(ListedMore)
    def _add(self, event: ListedMore) -> None:
        self._exhausted = len(event.result) < PAGE
        self._rows.more(event.result)

    @on(Rows.Moved)
    def _preview(self) -> None:
        story = self.current()
        if story is None:
            self._previewed = None
            self.query_one("#preview", Page).show(self._nothing())
            return
        self.ask(lambda: Previewed((story, *self._read(story))), "preview")

    @on(Previewed)
    def _show(self, event: Previewed) -> None:
        if event.result[0] == self.current():
            self._previewed = event.result
            self._lay()

    def on_resize(self) -> None:
        """Show the preview that fits: a narrow screen has another."""
        self.call_after_refresh(self._lay)

    def _lay(self) -> None:
        if self._previewed is not None:
            text = cards.glimpse if self.has_class("-narrow") else cards.preview
            self.query_one("#preview", Page).show(text(*self._previewed))

    @on(Rows.Chosen)
    def _open(self) -> None:
        story = self.current()
        if story is not None:
            self.post_message(OpenStory(story.slug, tuple(each.slug for each in self._rows.items)))

    def action_unread(self) -> None:
        """List unread stories only, or all again."""
        self._refilter(replace(self._filter, unread=not self._filter.unread))

    def action_lone(self) -> None:
        """Change between running stories and lone articles."""
        self._refilter(replace(self._filter, lone=not self._filter.lone))

    def action_muted(self) -> None:
        """List muted stories too, or no more."""
        self._refilter(replace(self._filter, muted=not self._filter.muted))

    def action_toggle_read(self) -> None:
        """Mark the story read, or unread again."""
        story = self.current()
        if story is None:
            return
        marking, unread = self.tracker.marking, story.unread
        mark = partial(marking.read if unread else marking.unread, [story.number])
        self.act(lambda: f"Marked {'read' if mark() and unread else 'unread'} {self.undo_hint}")

    def action_read_all(self) -> None:
        """Mark all stories read that the list holds, those too that are not loaded yet."""
        marking, wanted = self.tracker.marking, self._filter
        self.act(lambda: _all_read(len(marking.read_all(wanted)), self.undo_hint))

    def action_read_on(self) -> None:
        """Scroll the preview on."""
        self.query_one("#preview", Page).action_half_down()

    def action_read_back(self) -> None:
        """Scroll the preview back."""
        self.query_one("#preview", Page).action_half_up()

    @property
    def _rows(self) -> Rows[Story]:
        return self.query_one("#stories", Rows)

    def _card(self, story: Story, width: int) -> list[Line]:
        return cards.story_card(story, self.tracker.now(), width)

    def _read(self, story: Story) -> tuple[Version | None, Article | None]:
        """Run in a thread: a lone article that was never opened is shown as it is."""
        if story.version:
            return self.tracker.reading.version(story.number), None
        rows = self.tracker.reading.articles(story.slug, 1)
        return None, rows[0].article if rows else None

    def _refilter(self, wanted: Filter) -> None:
        self._filter = wanted
        self._rows.show([])
        self.reread()

    def _count(self, running: int, unread: int, lone: int) -> None:
        told = [
            labels.stories(running),
            f"{unread} changed",
            f"{lone} lone",
        ]
        shown = "lone articles" if self._filter.lone else "stories"
        only = ", changed only" if self._filter.unread else ""
        self.where(f"{shown}{only}", right=[span(" · ".join(told), "muted")])

    def _nothing(self) -> list[Line]:
        """Say what to do where the list is empty."""
        if self._filter.unread or self._filter.lone:
            return [
                Line(),
                plain_line("Nothing here.", "title"),
                Line(),
                _key("u", "all stories"),
                _key("l", "running stories"),
            ]
        return [
            Line(),
            plain_line("No stories yet.", "title"),
            Line(),
            plain_line("A story begins when two articles tell of the same matter.", "muted"),
            Line(),
            _key("r", "poll your feeds now"),
            _key("F", "see your feeds, and add some with a"),
            _key("?", "all keys"),
        ]


def _all_read(number: int, hint: str) -> str:
    if not number:
        return "All is read already."
    return f"Marked {labels.stories(number)} read {hint}"


def _key(key: str, does: str) -> Line:
    return Line((Span(f"  {key}  ", "heading"), span(f" {does}")))
