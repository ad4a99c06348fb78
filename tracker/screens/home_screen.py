"""The story list, with a preview of the story under the cursor."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal

from tracker.model import Story
from tracker.render import labels
from tracker.render.lines import Line, span
from tracker.schedule import NO_NETWORK
from tracker.screens import blank, cards
from tracker.screens.commands import bindings
from tracker.screens.frame import Loaded
from tracker.screens.messages import OpenArticle, OpenStory, Welcome
from tracker.screens.rest import AtRest
from tracker.screens.story_acts import StoryActs
from tracker.screens.story_listing import StoryListing
from tracker.screens.widgets.bars import Bar
from tracker.screens.widgets.page import Page
from tracker.screens.widgets.window import Window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.model import Article, Feed, Progress, Version
    from tracker.screens.frame import Desk
    from tracker.screens.story_listing import Counts


# Stories of which all cards are in sight on 24 rows beside a preview of twelve.
FEW = 4


class Previewed(Loaded[tuple["Story", "Version | None", "Article | None"]]):
    """What the preview shows."""


class Emptied(Loaded[tuple[bool, list["Feed"]]]):
    """Why the list may be empty: whether this is a first run, and what is subscribed to."""


class HomeScreen(StoryListing, StoryActs):
    """Running stories, newest change on top; lone articles and muted stories under a toggle."""

    SCOPES: ClassVar[tuple[str, ...]] = ("home", "list")
    LABELS: ClassVar[Mapping[str, str]] = {"back": "Quit"}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("home")]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._previewed: tuple[Story, Version | None, Article | None] | None = None
        self._counts: Counts = (0, 0, 0)
        self._round: Progress | None = None
        self._first = False
        self._found = 0
        self._preview_soon = AtRest(self, self._preview)

    def body(self) -> ComposeResult:
        """Lay the list beside its preview."""
        with Horizontal(id="home"):
            yield Window[Story](self._card, lambda story: story.number, id="stories")
            yield Page(id="preview")
            yield Page(id="blank")
        yield Bar(id="hint")

    def on_mount(self) -> None:
        """Put the cursor into the list."""
        for name in ("preview", "blank"):
            self.query_one(f"#{name}", Page).can_focus = False
        self.rows.focus()
        self.query_one("#hint", Bar).show(blank.hint(self.keys))
        self.watch(self.app, "progress", self._progressed, init=False)

    def on_screen_suspend(self) -> None:
        """Take the hint away: who opens something has understood it."""
        self.set_class(False, "-hint")

    @on(Window.Moved)
    def _move(self) -> None:
        self._preview_soon()

    def _preview(self) -> None:
        story = self.current()
        if story is None:
            self._previewed = None
            self.query_one("#preview", Page).show([])
            return
        self.ask(lambda: Previewed(self._read(story)), "preview")

    @on(Previewed)
    def _show(self, event: Previewed) -> None:
        story, shown = self.current(), event.result[0]
        if story is not None and (story.number, story.version) == (shown.number, shown.version):
            self._previewed = event.result
            self._lay()

    def on_resize(self) -> None:
        """Show the preview that fits: a narrow screen has another."""
        self.call_after_refresh(self._lay)

    def _lay(self) -> None:
        if self._previewed is not None:
            text = cards.glimpse if self.has_class("-narrow") else cards.preview
            self.query_one("#preview", Page).show(text(*self._previewed))

    @on(Window.Chosen)
    def _open(self) -> None:
        story = self.current()
        if story is not None:
            self.post_message(OpenStory(story.slug, tuple(each.slug for each in self.rows.items)))

    def action_unread(self) -> None:
        """List unread stories only, or all again."""
        self.refilter(replace(self._filter, unread=not self._filter.unread))

    def action_lone(self) -> None:
        """Change between running stories and lone articles."""
        self.refilter(replace(self._filter, lone=not self._filter.lone))

    def action_muted(self) -> None:
        """List muted stories too, or no more."""
        self.refilter(replace(self._filter, muted=not self._filter.muted))

    def action_toggle_read(self) -> None:
        """Mark the story read, or unread again."""
        story = self.current()
        if story is None:
            return
        self.act(partial(self.deeds.toggle_read, story))

    def action_read_all(self) -> None:
        """Mark all stories read that the list holds, those too that are not loaded yet."""
        self.act(partial(self.deeds.read_all, self._filter))

    def action_next_unread(self) -> None:
        """Go to the next story that changed."""
        self._seek_unread(1)

    def action_previous_unread(self) -> None:
        """Go to the story before that changed."""
        self._seek_unread(-1)

    def action_read_on(self) -> None:
        """Scroll the preview on."""
        self.query_one("#preview", Page).action_half_down()

    def action_read_back(self) -> None:
        """Scroll the preview back."""
        self.query_one("#preview", Page).action_half_up()

    @on(Page.Followed)
    def _open_cited(self, event: Page.Followed) -> None:
        """Open the source that was clicked in the preview."""
        version = self._previewed[1] if self._previewed is not None else None
        for source in version.dossier.sources if version is not None else ():
            if str(source.number) == event.value:
                self.post_message(OpenArticle(source.article))

    def _seek_unread(self, by: int) -> None:
        items, place = self.rows.items, self.rows.place + by
        while 0 <= place < len(items) and not items[place].unread:
            place += by
        if 0 <= place < len(items):
            self.rows.move_to(place)
        else:
            self.say("No further story has changed." if by > 0 else "No story before this one has changed.")

    def _card(self, story: Story, width: int) -> list[Line]:
        return cards.story_card(story, self.tracker.now(), width)

    def _read(self, story: Story) -> tuple[Story, Version | None, Article | None]:
        """Run in a thread: a lone article that was never opened is shown as it is."""
        reading = self.tracker.reading
        if story.version:
            return reading.told(story), reading.version(story.number), None
        rows = reading.articles(story.slug, 1)
        return story, None, rows[0].article if rows else None

    def _lay_blank(self, *, empty: bool) -> None:
        """Show in the place of an empty list how far the first round is, or what to do."""
        home, page = self.query_one("#home"), self.query_one("#blank", Page)
        if empty != home.has_class("-blank"):
            home.set_class(empty, "-blank")
            if not empty:
                self.rows.focus()
        if not empty:
            return
        self._first = self._first or (self._round is not None and not any(self._counts))
        if self._first and self._round is not None:
            page.show(blank.first_round(self._round, self._found), top=False)
        else:
            tracker = self.tracker
            self.ask(lambda: Emptied((tracker.beginning.is_fresh(), tracker.subscribing.feeds())), "empty")

    @on(Emptied)
    def _tell_nothing(self, event: Emptied) -> None:
        fresh, listed = event.result
        if fresh:
            self.post_message(Welcome())
        if self._first and self._round is not None:
            return
        feeds = [feed.state for feed in listed if not feed.subscription.search]
        offline = bool(feeds) and all(state.due_reason == NO_NETWORK for state in feeds)
        text = blank.nothing(self._filter, len(feeds), self._counts[2], self.keys, offline=offline)
        self.query_one("#blank", Page).show(text)

    def _progressed(self, progress: Progress | None) -> None:
        """Follow the first round: how far it is, and its first stories as they come."""
        self._round = progress
        if progress is None and self._first:
            self.reread()
        elif progress is not None and self._is_read and (self._first or not any(self._counts)):
            self._found = max(self._found, progress.found)
            if not self.rows.items:
                self._lay_blank(empty=True)
            if progress.stage != "fetch":
                self.reread()

    def tell_counts(self, running: int, unread: int, lone: int) -> None:
        """Say how many stories there are, and which are listed."""
        self._counts = (running, unread, lone)
        self.set_class(len(self.rows.items) <= FEW, "-few")
        self._lay_blank(empty=not self.rows.items)
        if self._first and self.rows.items and self._round is None:
            self._first = False
            self.set_class(True, "-hint")
        told = [
            labels.stories(running),
            f"{unread} changed",
            f"{lone} lone",
        ]
        shown = "lone articles" if self._filter.lone else "stories"
        only = ", changed only" if self._filter.unread else ""
        self.where(f"{shown}{only}", right=[span(" · ".join(told), "muted")])
