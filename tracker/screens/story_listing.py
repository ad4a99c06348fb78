"""A frame with the story list in it: reads it a page at a time, and again when the database has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on

from tracker.model import Slice, Story
from tracker.screens.frame import Frame, Loaded
from tracker.screens.rest import AtRest
from tracker.screens.widgets.window import Where, Window
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.screens.frame import Desk

Counts = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the list as `wanted`, read behind or ahead of `edge`, or round the story of that number."""

    wanted: Filter
    edge: object
    stories: Slice[Story]
    counts: Counts = (0, 0, 0)


class Listed(Loaded[Part]):
    """The list round the reader, as it is now."""


class Opened(Loaded[Part]):
    """Another part of the list, or a list of other stories."""


class ListedBehind(Loaded[Part]):
    """What is behind the last story that is held."""


class ListedAhead(Loaded[Part]):
    """What is ahead of the first story that is held."""


class Told(Loaded[list[Story]]):
    """Stories in sight, with what changed in them."""


class StoryListing(Frame):
    """Holds a window on the list; subclasses lay it out under the id `stories`, and tell the counts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._filter = Filter(lone=False)
        self._is_read = False
        self._tell_soon = AtRest(self, self._complete)

    @property
    def rows(self) -> Window[Story]:
        """The list."""
        return self.query_one("#stories", Window)

    def current(self) -> Story | None:
        """Return the story under the cursor."""
        return self.rows.current

    def tell_counts(self, running: int, unread: int, lone: int) -> None:
        """Say how many stories there are."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Read again what may have been read, followed or muted elsewhere."""
        if self._is_read:
            self.reread()

    def reread(self) -> None:
        """Ask for the list round the story under the cursor, or from its beginning."""
        story, at_top = self.current(), self.rows.scroll_offset.y == 0
        wanted, number = self._filter, story.number if story else None
        listing, reading = self.tracker.listing, self.tracker.reading
        self.ask(
            lambda: Listed(
                Part(wanted, number, listing.again(wanted, story, at_top=at_top), reading.counts())
            )
        )

    def refilter(self, wanted: Filter) -> None:
        """List other stories, from the first."""
        self._filter = wanted
        self._turn_to(self.tracker.listing.top)

    @on(Listed)
    def _list(self, event: Listed) -> None:
        found, story = event.result, self.current()
        if found.wanted != self._filter or found.edge != (story.number if story else None):
            self.reread()  # The reader went on meanwhile.
            return
        self._is_read = True
        self.rows.renew(found.stories)
        self.tell_counts(*found.counts)
        self._complete()

    @on(Opened)
    def _show_part(self, event: Opened) -> None:
        if event.result.wanted == self._filter:
            self.rows.open(event.result.stories)
            self.tell_counts(*event.result.counts)
            self._complete()

    @on(Window.Wanting)
    def _fetch(self, event: Window.Wanting) -> None:
        event.stop()
        listing, wanted = self.tracker.listing, self._filter
        if event.where in {"top", "bottom"}:
            self._turn_to(listing.top if event.where == "top" else listing.bottom)
            return
        items = self.rows.items
        if not items or event.edge != self.rows.edge(event.where):
            return
        if event.where == "ahead":
            place = items[0].place
            self.ask(lambda: ListedAhead(Part(wanted, event.edge, listing.ahead(wanted, place))), "ahead")
        else:
            place = items[-1].place
            self.ask(lambda: ListedBehind(Part(wanted, event.edge, listing.behind(wanted, place))), "behind")

    @on(ListedBehind)
    def _add_behind(self, event: ListedBehind) -> None:
        fresh = self._fresh(event.result, "behind")
        if fresh is not None:
            self.rows.add_behind(fresh, ends=event.result.stories.ends)

    @on(ListedAhead)
    def _add_ahead(self, event: ListedAhead) -> None:
        fresh = self._fresh(event.result, "ahead")
        if fresh is not None:
            self.rows.add_ahead(fresh, starts=event.result.stories.starts)

    def _fresh(self, part: Part, where: Where) -> Sequence[Story] | None:
        """Return the stories of a page that are not held, None where it belongs to another list by now."""
        if part.wanted != self._filter or part.edge != self.rows.edge(where):
            self.rows.ask_again()
            return None
        held = {story.number for story in self.rows.items}
        return [story for story in part.stories.items if story.number not in held]

    def _turn_to(self, read: Callable[[Filter], Slice[Story]]) -> None:
        wanted, reading = self._filter, self.tracker.reading
        self.ask(lambda: Opened(Part(wanted, None, read(wanted), reading.counts())), "open")

    @on(Window.Scrolled)
    def _scroll(self) -> None:
        self._tell_soon()

    def _complete(self) -> None:
        """Tell what changed in the stories that are in sight, where that is not known yet."""
        listing = self.tracker.listing
        lacking = [story for story in self.rows.in_sight if listing.lacks(story)]
        if lacking:
            self.ask(lambda: Told(listing.told(lacking)), "told")

    @on(Told)
    def _tell(self, event: Told) -> None:
        self.rows.replace(event.result)
        self._complete()
