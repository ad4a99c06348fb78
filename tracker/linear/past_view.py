"""What the versions of a story tell together: how stances moved, or since when each sentence stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from tracker.errors import NotFoundError
from tracker.linear.text import Text, pieces
from tracker.linear.view import Answer, PageView
from tracker.render.blame import blame_lines
from tracker.render.evolution import evolution_lines

if TYPE_CHECKING:
    from tracker.linear.view import Desk


class PastView(PageView):
    """A page on all versions, or those up to one."""

    SCOPES: ClassVar[tuple[str, ...]] = ("page",)
    NAME = "past"
    HINT = "Type a number to open that source."

    def __init__(
        self, desk: Desk, ref: str, page: Literal["evolution", "blame"], version: int | None = None
    ) -> None:
        super().__init__(desk)
        self._ref = ref
        self._page: Literal["evolution", "blame"] = page
        self._version = version
        self._sources: dict[int, int] = {}

    @property
    def prompt(self) -> str:
        """Name the page."""
        return self._page

    def read(self) -> None:
        """Read the versions and lay the page out."""
        past = self.tracker.past
        story = self.tracker.reading.story(self._ref)
        versions = past.until(self._ref, self._version)
        if self._page == "blame":
            lines = blame_lines(story, versions[-1], past.blame(versions))
        else:
            lines = evolution_lines(story, versions, past.courses(versions))
        self._sources = {s.number: s.article for version in versions for s in version.dossier.sources}
        self.text = Text(pieces(lines))

    def open(self, number: int) -> Answer:
        """Open the article of a source."""
        from tracker.linear.article_view import ArticleView

        if number not in self._sources:
            raise NotFoundError(f"There is no source {number} here.")
        return ArticleView(self.desk, self._sources[number])
