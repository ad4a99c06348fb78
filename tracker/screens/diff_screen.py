"""What changed between two versions: one column or two, all sections or one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tracker.diff import account, only
from tracker.errors import NotFoundError
from tracker.model import Comparison
from tracker.render import labels
from tracker.render.changes import moved_figures, side_by_side, unified
from tracker.render.lines import Line, Span, plain_line, span
from tracker.screens import cards
from tracker.screens.commands import bindings
from tracker.screens.frame import Loaded
from tracker.screens.page_frame import PageFrame
from tracker.screens.widgets.page import MEASURE

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from tracker.model import Section, Source
    from tracker.screens.frame import Desk

# Two columns of less than about sixty cells break sentences too often to be compared.
SIDES_FROM = 132


class Compared(Loaded[tuple[Comparison, dict[str, "Source"]]]):
    """The comparison, and the sources of both its versions by number."""


class DiffScreen(PageFrame):
    """Added, dropped and reworded items by section, with signs as well as colours."""

    SCOPES: ClassVar[tuple[str, ...]] = ("diff", "page")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("diff")]
    NAME = "diff"
    CELLS = 2 * MEASURE + 3

    def __init__(
        self,
        desk: Desk,
        ref: str,
        before: int | None = None,
        after: int | None = None,
        *,
        latest: bool = False,
    ) -> None:
        super().__init__(desk)
        self._ref = ref
        self._latest = latest
        self._before, self._after = before, after
        self._comparison: Comparison | None = None
        self._section: Section | None = None
        self._sides: bool | None = None

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout anew for another width."""
        del event
        self.call_after_refresh(self._lay)

    def reread(self) -> None:
        """Ask for the comparison; the versions are immutable, so once is enough."""
        if self._comparison is None:
            if self._latest:
                self.ask(lambda: self._read_latest(self._after))
            else:
                before, after = self._before, self._after
                self.ask(lambda: self._read(before, after))

    @on(Compared)
    def _show(self, event: Compared) -> None:
        self._comparison, self._sources = event.result
        self._before, self._after = self._comparison.before, self._comparison.after
        if self._section not in self._sections():
            self._section = None
        self._lay()

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

    def _read(self, before: int | None, after: int | None) -> Compared:
        """Run in a thread."""
        comparison = self.tracker.past.compare(self._ref, before, after)
        numbers = (comparison.before, comparison.after)
        ends = [self.tracker.reading.version(self._ref, number) for number in numbers]
        return Compared((comparison, {str(s.number): s for end in ends for s in end.dossier.sources}))

    def _read_latest(self, after: int | None) -> Compared:
        """Run in a thread: what one version changed."""
        number = self.tracker.reading.version(self._ref, after).number
        return self._read(self.tracker.past.beside(self._ref, number, -1) or number, number)

    def _read_beside(self, before: int, after: int, by: int) -> Compared:
        """Run in a thread: the pair of versions before `before`, or after `after`."""
        edge = before if by < 0 else after
        found = self.tracker.past.beside(self._ref, edge, by)
        if found is None:
            which = "before the first" if by < 0 else "after the newest"
            raise NotFoundError(f"Nothing comes {which} version.")
        return self._read(*sorted((found, edge)))

    def _pair(self, by: int) -> None:
        before, after = self._before, self._after
        if before is not None and after is not None:
            self.ask(lambda: self._read_beside(before, after, by))

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
        body = side_by_side(changes) if self._beside() else unified(changes)
        head = Line((span(found.title, "title"),), anchor="title")
        figures = moved_figures(found.figures) if self._section is None else []
        lines = [head, _ends(found), *self._account(found), *figures]
        if not changes:
            alone = found.before == found.after == 1
            none = (
                "This story has one version so far." if alone else "Nothing changed that a reader is shown."
            )
            body = [Line(), plain_line(none, "muted")]
        self._show_page([*lines, *body])
        part = labels.HEADINGS[self._section] if self._section is not None else "all sections"
        self.where(found.title, "diff", right=[span(f"v{found.before} → v{found.after} · {part}", "muted")])

    def _account(self, found: Comparison) -> list[Line]:
        told = cards.moved(account(found.changes, found.figures))
        return [Line(), *told] if told else []


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
