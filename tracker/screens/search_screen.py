"""Search over stories and articles, as the user types."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.containers import Horizontal
from textual.widgets import Input, Label

from tracker.model import Found, Hit
from tracker.query.completing import Offer
from tracker.render.hits import found_words, hit_card
from tracker.render.lines import Line, span
from tracker.screens.commands import bindings
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import OpenArticle, OpenStory
from tracker.screens.search_hints import Lesson, hint, is_completing, lesson_card, lessons, nothing_found
from tracker.screens.typing import TypeAhead
from tracker.screens.widgets.bars import Bar
from tracker.screens.widgets.field import Field
from tracker.screens.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.screens.frame import Desk


class Answer(Loaded[tuple[str, Found]]):
    """The results of a query."""


class Offered(Loaded[tuple[str, Offer]]):
    """What the word at the cursor may become."""


class Taught(Loaded[list[Lesson]]):
    """Queries to begin with: those of before, and examples."""


class SearchScreen(Frame, TypeAhead):
    """A field over its results; down goes into them, up at their top and slash back into the field."""

    SCOPES: ClassVar[tuple[str, ...]] = ("search", "list")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("search")]

    def __init__(self, desk: Desk, query: str = "", *, at_results: bool = False) -> None:
        super().__init__(desk)
        self._query = query
        self._at_results = at_results
        if at_results:
            self._ready = 0.0  # no key is meant for the field
        self._found: Found | None = None
        self._answered = ""
        self._offer = Offer(0, 0)
        # The place of the completion that stands in the field, and what stood there before it.
        self._taken: int | None = None
        self._draft = self._own = query

    def body(self) -> ComposeResult:
        """Lay the field over the results, or over what one may begin with."""
        with Horizontal(id="seek"):
            yield Label("/")
            yield Field(
                self._query,
                placeholder='words, a "phrase", or a field such as outlet:',
                id="query",
                select_on_focus=False,
                compact=True,
            )
        yield Bar(id="fields")
        yield Rows[Lesson](lesson_card, lambda lesson: lesson.query, lines=1, id="lessons")
        yield Rows[Hit](self._card, lambda hit: (hit.kind, hit.number), id="hits")

    def on_mount(self) -> None:
        """Start in the field, or on what was asked for."""
        (self._rows if self._at_results else self._field).focus()
        self._lay()
        self.ask(lambda: Taught(lessons(self.tracker.finding.past())), "past")

    def reread(self) -> None:
        """Ask again for what is typed."""
        query = self._query
        self.ask(lambda: Answer((query, self.tracker.finding.find(query))))

    def action_search(self) -> None:
        """Type on."""
        self._field.focus()

    def action_complete(self) -> None:
        """Take the first completion of the word at the cursor, then the next, at last what was typed."""
        if not self._field.has_focus:
            self._field.focus()
            return
        words = self._offer.words
        if not words:
            return
        places = [*range(len(words)), None]
        self._taken = places[(places.index(self._taken) + 1) % len(places)]
        word = self._draft[self._offer.begin : self._offer.end] if self._taken is None else words[self._taken]
        self._put(self._draft[: self._offer.begin] + word, self._draft[self._offer.end :])
        if len(words) == 1 and self._taken is not None:
            # Nothing is left to choose from: what comes next is offered.
            self._settle()

    def on_resize(self) -> None:
        """Say below the field what there is room for."""
        self.call_after_refresh(self._hint)

    def on_key(self, event: events.Key) -> None:
        """Let the arrow keys lead from the field into the list below it, and from its top back."""
        rows = self._rows
        if event.key == "down" and self._field.has_focus and rows.items:
            event.stop()
            rows.focus()
        elif event.key == "up" and rows.has_focus and rows.current is next(iter(rows.items), None):
            event.stop()
            event.prevent_default()
            self._field.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._query = event.value
        if event.value != self._own:
            self._settle()
        self._lay()
        self.reread()

    @on(Input.Submitted)
    def _entered(self) -> None:
        """Go to the list; a single result is opened."""
        self._rows.focus()
        if self._query.strip() and len(self._hits.items) == 1:
            self._open()

    @on(Answer)
    def _show(self, event: Answer) -> None:
        query, self._found = event.result
        self._hits.show(self._found.hits)
        if query != self._answered:
            self._hits.move_to(0)
        self._answered = query
        told = found_words(self._found) if query.strip() else ""
        self.where("search", right=[span(told, "muted")])
        self._hint()

    @on(Offered)
    def _take_offer(self, event: Offered) -> None:
        typed, offer = event.result
        if typed == self._draft and self._taken is None:
            self._offer = offer
            self._hint()

    @on(Taught)
    def _teach(self, event: Taught) -> None:
        self._lessons.show(event.result)

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        if self._query.strip():
            self._open()
        else:
            self._begin()

    def _begin(self) -> None:
        """Put an example, or an earlier query, into the field."""
        lesson = self._lessons.current
        if lesson is not None:
            self._put(lesson.query, "")
            self._field.focus()

    def _open(self) -> None:
        hit = self._hits.current
        if hit is None:
            return
        self.ask(partial(self._remembered, self._query), "past")
        if hit.kind == "story":
            stories = tuple(each.slug for each in self._hits.items if each.kind == "story")
            self.post_message(OpenStory(hit.slug, stories))
        else:
            self.post_message(OpenArticle(hit.number))

    def _remembered(self, query: str) -> Taught:
        """Run in a thread."""
        self.tracker.finding.remember(query)
        return Taught(lessons(self.tracker.finding.past()))

    def _settle(self) -> None:
        """Take what stands in the field as typed, and ask what it may become."""
        self._taken, self._offer = None, Offer(0, 0)
        self._draft = self._own = self._field.value
        draft, cursor = self._draft, self._field.cursor_position
        self.ask(lambda: Offered((draft, self.tracker.finding.complete(draft, cursor))), "complete")

    def _put(self, before: str, after: str) -> None:
        self._own = self._field.value = before + after
        self._field.cursor_position = len(before)

    def _lay(self) -> None:
        """Show the results, or with nothing typed what one may begin with."""
        typed = bool(self._query.strip())
        self._hits.display, self._lessons.display = typed, not typed
        self.where("search")
        self._hint()

    def _hint(self) -> None:
        bar = self.query_one("#fields", Bar)
        bar.show(hint(self._found, self._offer, self._draft, self._taken, bar.size.width))
        completes = is_completing(self._offer, self._draft, self._taken)
        asked = self._found if self._answered.strip() else None
        self._hits.stand_in(nothing_found(asked, completes=completes) if asked is not None else [])

    @property
    def _field(self) -> Input:
        return self.query_one("#query", Input)

    @property
    def _hits(self) -> Rows[Hit]:
        return self.query_one("#hits", Rows)

    @property
    def _lessons(self) -> Rows[Lesson]:
        return self.query_one("#lessons", Rows)

    @property
    def _rows(self) -> Rows[Hit] | Rows[Lesson]:
        """The list that is shown."""
        return self._hits if self._query.strip() else self._lessons

    def _card(self, hit: Hit, width: int) -> list[Line]:
        return hit_card(hit, self.tracker.now(), width)
