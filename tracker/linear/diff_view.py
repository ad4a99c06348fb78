"""What changed between two versions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from tracker.errors import NotFoundError, UsageError
from tracker.linear.text import Text, pieces
from tracker.linear.view import Answer, PageView
from tracker.render.changes import changes_page

if TYPE_CHECKING:
    from tracker.linear.view import Desk
    from tracker.model import Comparison, Story
    from tracker.render.lines import Line

_PAIR = re.compile(r"v?(\d{1,6})(?:\s+v?(\d{1,6}))?", re.ASCII)


class DiffView(PageView):
    """Added, dropped and reworded items by section, in words.

    `latest`: what the version `after`, or the newest, changed.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("diff", "page")
    NAME = "diff"
    HINT = "Type a number to open that source."

    def __init__(
        self, desk: Desk, ref: str, before: int | None, after: int | None, *, latest: bool = False
    ) -> None:
        super().__init__(desk)
        self._ref = ref
        self._before, self._after = before, after
        self._latest = latest

    @classmethod
    def of(cls, desk: Desk, story: Story, rest: str) -> Answer:
        """Compare the versions that were typed; without any, what the reader has not read."""
        if not (story.items or story.version):
            return "There is nothing to compare yet."
        found = _PAIR.fullmatch(rest) if rest else None
        if rest and found is None:
            raise UsageError(f"“{rest}” is no version.", "Write diff 2 4, or diff 3.")
        if found is None:
            return cls(desk, story.slug, None, None, latest=not story.unread)
        if found[2]:
            return cls(desk, story.slug, *sorted((int(found[1]), int(found[2]))))
        return cls(desk, story.slug, None, int(found[1]), latest=True)

    def read(self) -> None:
        """Compare, and lay the page out."""
        reading, past = self.tracker.reading, self.tracker.past
        if self._latest:
            self._after = reading.version(self._ref, self._after).number
            self._before = past.beside(self._ref, self._after, -1) or self._after
        found = past.compare(self._ref, self._before, self._after)
        self._before, self._after, self._latest = found.before, found.after, False
        self.text = Text(pieces(self._page(found)))

    def open(self, number: int) -> Answer:
        """Open the article of a source of either version."""
        from tracker.linear.article_view import ArticleView

        for version in (self._after, self._before):
            for source in self.tracker.reading.version(self._ref, version).dossier.sources:
                if source.number == number:
                    return ArticleView(self.desk, source.article)
        raise NotFoundError(f"There is no source {number} here.")

    def do_older(self, rest: str) -> Answer:
        """Compare the pair of versions before this one."""
        del rest
        return self._pair(self._before, -1, "Nothing comes before the first version.")

    def do_newer(self, rest: str) -> Answer:
        """Compare the pair of versions after this one."""
        del rest
        return self._pair(self._after, 1, "Nothing comes after the newest version.")

    def do_section(self, rest: str) -> Answer:
        """Print the changes of one section."""
        if not rest:
            return self.do_next_section(rest)
        return self.named(rest) or f"Nothing changed in a section “{rest}”."

    def _page(self, found: Comparison) -> list[Line]:
        reading = self.tracker.reading
        old, new = (reading.version(self._ref, number) for number in (found.before, found.after))
        return changes_page(reading.story(self._ref), old, new, found.changes, found.figures)

    def _pair(self, edge: int | None, by: int, end: str) -> Answer:
        number = self.tracker.past.beside(self._ref, edge, by) if edge else None
        if number is None or edge is None:
            return end
        self._before, self._after = sorted((number, edge))
        self.read()
        return None
