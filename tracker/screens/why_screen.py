"""Why the articles of a story are together, article by article, and what to do where they are not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal

from tracker.model import Explanation, Reason
from tracker.render.lines import Line, span
from tracker.render.why import TERM_BAR, brief_lines, legend, reason_lines, summary_lines
from tracker.screens.cards import story_marks
from tracker.screens.commands import bindings
from tracker.screens.corrections import ArticleActs
from tracker.screens.frame import Loaded
from tracker.screens.messages import OpenArticle
from tracker.screens.why_cards import reason_card
from tracker.screens.widgets.page import Page
from tracker.screens.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.model import Article, Story
    from tracker.screens.frame import Desk

# Rows of the summary at most, of a screen of as many rows or more; the list wants the rest.
SUMMARY, SUMMARY_OF_LOW, LOW = 8, 4, 30
# Terms in a narrow summary: as many as a row holds.
FEW_TERMS = 3
# Cells of a term's line that are not its bar.
BESIDE_BAR = 33


class Explained(Loaded[Explanation]):
    """The story with the reasons of its articles."""


class WhyScreen(ArticleActs):
    """A summary of the story over its articles; beside them all that is known of one."""

    SCOPES: ClassVar[tuple[str, ...]] = ("why", "list")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("why")]

    def __init__(self, desk: Desk, ref: str) -> None:
        super().__init__(desk)
        self._ref = ref
        self._explanation: Explanation | None = None

    def body(self) -> ComposeResult:
        """Lay the summary over the list, and what is known of one article beside it."""
        yield Page(id="summary", measure=140)
        with Horizontal(id="why"):
            yield Rows[Reason](reason_card, lambda reason: reason.article.id, id="reasons")
            yield Page(id="reason")

    def on_mount(self) -> None:
        """Put the cursor into the list."""
        for name in ("summary", "reason"):
            self.query_one(f"#{name}", Page).can_focus = False
        self._rows.focus()

    def reread(self) -> None:
        """Ask for the explanation."""
        ref = self._ref
        self.ask(lambda: Explained(self.tracker.explaining.why(ref)))

    def chosen(self) -> tuple[Story, Article] | None:
        """Return the article under the cursor."""
        here = self._rows.current
        return (self._explanation.story, here.article) if self._explanation and here else None

    @on(Explained)
    def _show(self, event: Explained) -> None:
        self._explanation = event.result
        self._rows.show(event.result.reasons)
        story = event.result.story
        self.where(
            story.title,
            "why these articles",
            right=[*story_marks(story), span(f"story {story.number}", "muted")],
        )
        self._lay()

    @on(Rows.Moved)
    def _tell(self) -> None:
        here = self._rows.current
        self.query_one("#reason", Page).show(self._about(here) if here else [])

    @on(Rows.Chosen)
    def _open(self) -> None:
        here = self._rows.current
        if here is not None:
            self.post_message(OpenArticle(here.article.id))

    def on_resize(self) -> None:
        """Give the summary the rows it needs at another width."""
        self.call_after_refresh(self._lay)

    def action_pin(self) -> None:
        """Keep the article under the cursor in this story, or loosen it."""
        here, explanation = self._rows.current, self._explanation
        if here is None or explanation is None:
            return
        self.act(partial(self.deeds.pin_article, explanation.story, here.article, pinned=here.pinned))

    def action_read_on(self) -> None:
        """Scroll what is known of the article on."""
        self.query_one("#reason", Page).action_half_down()

    def action_read_back(self) -> None:
        """Scroll it back."""
        self.query_one("#reason", Page).action_half_up()

    @property
    def _rows(self) -> Rows[Reason]:
        return self.query_one("#reasons", Rows)

    def _lay(self) -> None:
        if self._explanation is None:
            return
        page = self.query_one("#summary", Page)
        lines = summary_lines(self._explanation, FEW_TERMS if self.has_class("-narrow") else None)
        most = SUMMARY if self.size.height >= LOW else SUMMARY_OF_LOW
        page.show(lines)
        page.styles.height = min(page.virtual_size.height, most) + page.styles.padding.height
        self._tell()

    def _about(self, reason: Reason) -> list[Line]:
        """Give all there is room for: a narrow screen has the article's title in the list above."""
        if self.has_class("-narrow"):
            return brief_lines(reason)
        bar = min(TERM_BAR, self.query_one("#reason", Page).room - BESIDE_BAR)
        title = Line((span(reason.article.title, "title"),))
        return [title, *reason_lines(reason, max(bar, 0)), *legend([reason])]
