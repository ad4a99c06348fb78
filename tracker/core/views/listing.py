"""The story list a page at a time, from either end or from wherever the reader is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.model import Slice
from tracker.store import END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.core.views.reading import Reading
    from tracker.model import Story
    from tracker.store import Filter

# Stories of a page: three screens of a tall terminal.
PAGE = 100


class Listing:
    """Gives slices of the list; what changed in each story is told apart, for those that are looked at."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def top(self, wanted: Filter) -> Slice[Story]:
        """Return the first page."""
        found, ends = self._nearest(replace(wanted, after="", before=""))
        return Slice(found, starts=True, ends=ends)

    def bottom(self, wanted: Filter) -> Slice[Story]:
        """Return the last page; the reader is at its end."""
        found, starts = self._nearest(replace(wanted, after="", before=END))
        return Slice(found, starts=starts, ends=True, at=max(len(found) - 1, 0))

    def behind(self, wanted: Filter, place: str) -> Slice[Story]:
        """Return the page behind a place."""
        found, ends = self._nearest(replace(wanted, after=place, before=""))
        return Slice(found, starts=False, ends=ends)

    def ahead(self, wanted: Filter, place: str) -> Slice[Story]:
        """Return the page before a place."""
        found, starts = self._nearest(replace(wanted, after="", before=place))
        return Slice(found, starts=starts, ends=False)

    def again(self, wanted: Filter, reader: Story | None, *, at_top: bool) -> Slice[Story]:
        """Return the part of the list in which a reader is, who is at a story; `at` says where that stands.

        Who looks at the top of the list sees it as it is now. Elsewhere the story keeps its place until
        the reader leaves it, though it may have moved to the top by now; where it is listed no more,
        the reader is at the one behind it.
        """
        if reader is None:
            return self.top(wanted)
        if at_top:
            found = self.top(wanted)
            places = [place for place, story in enumerate(found.items) if story.number == reader.number]
            if places:
                return replace(found, at=places[0])
        return self._around(wanted, reader)

    def told(self, stories: Sequence[Story]) -> list[Story]:
        """Return those of the stories that did not say what changed in them, with what did."""
        return [self._reading.told(story) for story in stories if self.lacks(story)]

    def lacks(self, story: Story) -> bool:
        """Tell at once whether a story does not say yet what changed in it."""
        return self._reading.lacks(story)

    def _around(self, wanted: Filter, reader: Story) -> Slice[Story]:
        ahead, behind = self.ahead(wanted, reader.place), self.behind(wanted, reader.place)
        here = self._reading.listed(replace(wanted, after="", before=""), [reader.number])
        others = [[one for one in part.items if one.number != reader.number] for part in (ahead, behind)]
        items = [*others[0], *(replace(story, place=reader.place) for story in here), *others[1]]
        at = min(len(others[0]), max(len(items) - 1, 0))
        return Slice(items, starts=ahead.starts, ends=behind.ends, at=at)

    def _nearest(self, wanted: Filter) -> tuple[list[Story], bool]:
        """Return a page, and whether there is nothing beyond it: one more is asked for than is given."""
        found = self._reading.listed(replace(wanted, limit=PAGE + 1))
        if len(found) <= PAGE:
            return found, True
        return (found[1:] if wanted.before else found[:-1]), False
