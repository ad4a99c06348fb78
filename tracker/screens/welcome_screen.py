"""The first run: three ways to begin, and what the first of them subscribes to."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tracker.render import labels
from tracker.render.lines import Line, Span, plain_line, span
from tracker.screens.commands import bindings, key_of
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import Ask, Begun, ShowDemo, Subscribe
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.model import Subscription

TRACKER = "tracker reads feeds and tells what is going on."
STORY = (
    "A story is one matter for as long as it runs: what several outlets tell of it, as a dossier that "
    "says what is known, who says what, what is still open, and what changed since you looked."
)


class Offered(Loaded[tuple[bool, tuple["Subscription", ...]]]):
    """Whether the user still has to choose, and the feeds that tracker brings along."""


class Started(Loaded[int]):
    """How many feeds were subscribed to."""


class WelcomeScreen(Frame):
    """Nothing is asked of the network before a choice; the screen under this one waits for it."""

    SCOPES: ClassVar[tuple[str, ...]] = ("welcome", "page")
    LABELS: ClassVar[Mapping[str, str]] = {"back": "Quit", "follow_link": "Open"}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("welcome")]

    def body(self) -> ComposeResult:
        """Show one page."""
        yield Page(id="welcome", links=True)

    def on_mount(self) -> None:
        """Let the page be scrolled."""
        self.where("welcome")
        self.query_one("#welcome", Page).focus()

    def on_screen_resume(self) -> None:
        """Find out whether a feed was added elsewhere."""
        self.reread()

    def reread(self) -> None:
        """Ask which feeds are on offer."""
        beginning = self.tracker.beginning
        self.ask(lambda: Offered((beginning.is_fresh(), beginning.offered())))

    @on(Offered)
    def _show(self, event: Offered) -> None:
        fresh, offered = event.result
        if fresh:
            self.query_one("#welcome", Page).show(welcome_page(offered, self.keys), top=False)
        else:
            self.post_message(Begun())

    @on(Page.Followed)
    def _choose(self, event: Page.Followed) -> None:
        {"start": self.action_start, "add": self.action_add, "demo": self.action_demo}[event.value]()

    def action_start(self) -> None:
        """Subscribe to the feeds that are on offer."""
        self.ask(lambda: Started(self.tracker.beginning.start()), "start")

    def action_add(self) -> None:
        """Ask for the address of a feed or of a page."""
        self.open_field(Ask("Subscribe to", "address of a feed or of a page", self._answered))

    def action_demo(self) -> None:
        """Show the demo."""
        self.post_message(ShowDemo())

    @on(Started)
    def _begin(self) -> None:
        self.post_message(Begun())

    def take_add(self, address: str) -> None:
        """Subscribe to an address that was given with the command."""
        self.post_message(Subscribe(address))

    def _answered(self, text: str | None) -> None:
        if text and text.strip():
            self.take_add(text.strip())


def welcome_page(offered: Sequence[Subscription], keys: Mapping[str, str]) -> list[Line]:
    """Say what tracker is, the three ways to begin, and which feeds the first of them takes."""
    groups = [(name, list(feeds)) for name, feeds in groupby(offered, lambda each: each.group)]
    kinds = " · ".join(f"{name} {len(feeds)}" for name, feeds in groups)
    number = labels.counted(len(offered), "feed")
    return [
        plain_line("Welcome to tracker", "title"),
        Line(),
        plain_line(f"{TRACKER} {STORY}"),
        Line(),
        plain_line("Nothing is fetched before you choose how to begin:", "muted"),
        Line(),
        *_way("start", keys, f"Start with these {number}", kinds),
        *_way(
            "add",
            keys,
            "Add a feed or a page",
            "Any page's address will do: tracker finds its feeds.",
        ),
        *_way(
            "demo",
            keys,
            "See the demo",
            "Ten invented outlets, in a temporary folder; then you are back here.",
        ),
        Line(),
        plain_line(f"The {number} to start with", "heading"),
        *_listed(groups),
        Line(),
        plain_line(
            "They become your own feeds.yaml, to edit as you like; "
            f"{key_of('feeds', keys)} shows them, and how each does. Coming from another reader? "
            "`tracker import FILE` takes its OPML or newsboat's urls.",
            "muted",
        ),
    ]


def _way(name: str, keys: Mapping[str, str], does: str, detail: str) -> list[Line]:
    key = key_of(name, keys)
    return [
        Line((Span("  "), span(key, "accent"), Span("   "), span(does, "title")), link=name),
        Line((span(detail, "muted"),), indent=6),
        Line(),
    ]


def _listed(groups: Sequence[tuple[str, Sequence[Subscription]]]) -> Iterator[Line]:
    for name, feeds in groups:
        titles = " · ".join(feed.title or feed.url for feed in feeds)
        yield Line()
        yield plain_line(name or "Feeds", "actor", indent=2)
        yield Line((span(titles, "muted"),), indent=2)
