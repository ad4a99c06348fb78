"""Search over articles and dossiers, as the user types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.widgets import Input

from tracker.model import Hit
from tracker.render.lines import span
from tracker.screens import cards
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import OpenArticle, OpenStory
from tracker.screens.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tracker.render.lines import Line
    from tracker.screens.frame import Desk

# More results than this nobody goes through; one adds a word.
MOST = 200


class Found(Loaded[tuple[str, list[Hit]]]):
    """The results of a query."""


class SearchScreen(Frame):
    """A field and its results; down goes into them, slash back into the field."""

    SCOPES: ClassVar[tuple[str, ...]] = ("search", "list")

    def __init__(self, desk: Desk, query: str = "") -> None:
        super().__init__(desk)
        self._query = query

    def body(self) -> ComposeResult:
        """Lay the field over the results."""
        yield Input(self._query, placeholder='words, or a "phrase"', id="query", select_on_focus=False)
        yield Rows[Hit](self._card, lambda hit: (hit.kind, hit.number), id="hits")

    def on_mount(self) -> None:
        """Start in the field."""
        self.query_one("#query", Input).focus()

    def reread(self) -> None:
        """Ask again for what is typed."""
        query = self._query
        self.ask(lambda: Found((query, self.tracker.reading.search(query, MOST))))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._query = event.value
        self.reread()

    @on(Input.Submitted)
    def _entered(self) -> None:
        """Go to the results; a single one is opened."""
        self._rows.focus()
        if len(self._rows.items) == 1:
            self._open()

    @on(Found)
    def _show(self, event: Found) -> None:
        query, hits = event.result
        self._rows.show(hits)
        many = f"{len(hits)} found" if len(hits) < MOST else f"the first {MOST}"
        self.where("search", right=[span(many if query.strip() else "", "muted")])
        if query.strip() and not hits:
            self.say("Nothing found. Fewer words, or the beginning of one?")

    @on(Rows.Chosen)
    def _open(self) -> None:
        hit = self._rows.current
        if hit is None:
            return
        if hit.kind == "story":
            stories = tuple(each.slug for each in self._rows.items if each.kind == "story")
            self.post_message(OpenStory(hit.slug, stories))
        else:
            self.post_message(OpenArticle(hit.number))

    def on_key(self, event: events.Key) -> None:
        """Let the arrow keys lead from the field into the results and back."""
        field = self.query_one("#query", Input)
        if event.key == "down" and field.has_focus and self._rows.items:
            event.stop()
            self._rows.focus()

    def action_search(self) -> None:
        """Type on."""
        self.query_one("#query", Input).focus()

    @property
    def _rows(self) -> Rows[Hit]:
        return self.query_one("#hits", Rows)

    def _card(self, hit: Hit, width: int) -> list[Line]:
        return cards.hit_card(hit, self.tracker.now(), width)
