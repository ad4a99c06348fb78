"""What changed between two versions: one column or two, all sections or one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal

from tracker.diff import account, only
from tracker.model import Comparison
from tracker.render import labels
from tracker.render.changes import side_by_side, unified
from tracker.render.lines import Line, Span, joined, plain_line, span
from tracker.screens import cards
from tracker.screens.commands import bindings
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import OpenArticle
from tracker.screens.widgets.contents import Contents
from tracker.screens.widgets.page import MEASURE, Page

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.model import Section, Source
    from tracker.screens.frame import Desk

# Two columns of less than about sixty cells break sentences too often to be compared.
SIDES_FROM = 132


class Compared(Loaded[tuple[Comparison, dict[str, "Source"]]]):
    """The comparison, and the sources of both its versions by number."""


class DiffScreen(Frame):
    """Added, dropped and reworded items by section, with signs as well as colours."""

    SCOPES: ClassVar[tuple[str, ...]] = ("diff", "page")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("diff")]

    def __init__(self, desk: Desk, ref: str, before: int | None = None, after: int | None = None) -> None:
        super().__init__(desk)
        self._ref = ref
        self._before, self._after = before, after
        self._comparison: Comparison | None = None
        self._sources: dict[str, Source] = {}
        self._section: Section | None = None
        self._sides: bool | None = None

    def body(self) -> ComposeResult:
        """Lay the sections with changes beside them."""
        with Horizontal(id="diff"):
            yield Contents(id="contents")
            yield Page(id="page", measure=2 * MEASURE + 3)

    def on_mount(self) -> None:
        """Read with the keys on the page."""
        self._page.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout anew for another width."""
        del event
        self.call_after_refresh(self._lay)

    def reread(self) -> None:
        """Ask for the comparison; the versions are immutable, so once is enough."""
        if self._comparison is None:
            ref, before, after = self._ref, self._before, self._after
            self.ask(lambda: self._read(ref, before, after))

    @on(Compared)
    def _show(self, event: Compared) -> None:
        self._comparison, self._sources = event.result
        self._before, self._after = self._comparison.before, self._comparison.after
        if self._section not in self._sections():
            self._section = None
        self._lay()

    @on(Page.Followed)
    def _follow(self, event: Page.Followed) -> None:
        source = self._sources.get(event.value.lstrip("0"))
        if source is None:
            self.say(f"Neither version has a source [{event.value}].", "warn")
        else:
            self.post_message(OpenArticle(source.article))

    @on(Page.Selected)
    def _peek(self, event: Page.Selected) -> None:
        """Show the selected citation's source on the status line."""
        self.say(cards.selection(event.typed, self._sources.get(str(event.number))))

    @on(Page.Scrolled)
    def _mark(self, event: Page.Scrolled) -> None:
        self.query_one("#contents", Contents).mark(event.anchor)

    @on(Contents.Chosen)
    def _jump(self, event: Contents.Chosen) -> None:
        self._page.jump(event.anchor)

    def action_layout(self) -> None:
        """Change between one column and two."""
        self._sides = not self._beside()
        self._lay()

    def action_section(self) -> None:
        """Show the next section that has changes, after the last of them all again."""
        choices = [None, *self._sections()]
        self._section = choices[(choices.index(self._section) + 1) % len(choices)]
        self._lay()

    def action_older(self) -> None:
        """Compare the pair of versions before this one."""
        self._pair(-1)

    def action_newer(self) -> None:
        """Compare the pair of versions after this one."""
        self._pair(1)

    @property
    def _page(self) -> Page:
        return self.query_one("#page", Page)

    def _read(self, ref: str, before: int | None, after: int | None) -> Compared:
        """Run in a thread."""
        reading = self.tracker.reading
        comparison = reading.compare(ref, before, after)
        ends = [reading.version(ref, number) for number in (comparison.before, comparison.after)]
        return Compared((comparison, {str(s.number): s for end in ends for s in end.dossier.sources}))

    def _pair(self, by: int) -> None:
        before, after = self._before, self._after
        if before is None or after is None:
            return
        pair = (before - 1, before) if by < 0 else (after, after + 1)
        if pair[0] < 1:
            self.say("Nothing comes before the first version.")
            return
        ref = self._ref
        self.ask(lambda: self._read(ref, *pair))

    def _sections(self) -> list[Section]:
        changes = self._comparison.changes if self._comparison is not None else ()
        return list(dict.fromkeys(change.section for change in changes))

    def _beside(self) -> bool:
        return self._page.room >= SIDES_FROM if self._sides is None else self._sides

    def _lay(self) -> None:
        found = self._comparison
        if found is None:
            return
        changes = found.changes if self._section is None else only(found.changes, self._section)
        width = min(self._page.room, 2 * MEASURE + 3)
        body = side_by_side(changes, width) if self._beside() else unified(changes)
        head = Line((span(found.title, "title"),), anchor="title")
        lines = [head, _ends(found), *self._account(found)]
        if not changes:
            alone = found.before == found.after == 1
            none = (
                "This story has one version so far." if alone else "Nothing changed that a reader is shown."
            )
            body = [Line(), plain_line(none, "muted")]
        self._page.show([*lines, *body])
        self.query_one("#contents", Contents).show(self._page.lines)
        part = labels.HEADINGS[self._section] if self._section is not None else "all sections"
        self.where(found.title, "diff", right=[span(f"v{found.before} → v{found.after} · {part}", "muted")])

    def _account(self, found: Comparison) -> list[Line]:
        told = joined([span(text, "accent")] for text in account(found.changes))
        return [Line(told)] if told else []


def _ends(found: Comparison) -> Line:
    return Line(
        (
            span(f"Version {found.before} → version {found.after}", "muted"),
            Span(" · ", "muted"),
            Span("+ added ", "added"),
            Span("- dropped", "dropped"),
            Span(" ~ changed", "changed"),
        )
    )
