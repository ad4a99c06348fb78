"""The feeds: how each does in words, when it is due next and why; subscribe and unsubscribe."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from tracker.core.subscribing import Added
from tracker.model import Feed
from tracker.render import labels
from tracker.render.lines import span
from tracker.screens import cards
from tracker.screens.commands import bindings
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import Ask, Poll
from tracker.screens.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.render.lines import Line
    from tracker.screens.frame import Desk


class FeedsLoaded(Loaded[list[Feed]]):
    """All subscriptions with their state."""


class Subscribed(Loaded[Added]):
    """What an address was found to be."""


class FeedsScreen(Frame):
    """The list of feeds; `address`, where given, is subscribed to at once."""

    SCOPES: ClassVar[tuple[str, ...]] = ("feeds", "list")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("feeds")]

    def __init__(self, desk: Desk, address: str = "") -> None:
        super().__init__(desk)
        self._address = address

    def body(self) -> ComposeResult:
        """Show the list."""
        yield Rows[Feed](self._card, lambda feed: feed.subscription.url, id="feeds")

    def on_mount(self) -> None:
        """Put the cursor into the list."""
        self._rows.focus()
        if self._address:
            self.subscribe(self._address)

    def reread(self) -> None:
        """Ask for the feeds."""
        self.ask(lambda: FeedsLoaded(self.tracker.subscribing.feeds()))

    def subscribe(self, address: str) -> None:
        """Look for a feed at an address and subscribe to it, in a thread."""
        self.say(f"Looking for a feed at {address} …")
        # A group for each address: in one, a newer address would take the place of one that waits.
        self.ask(lambda: self._subscribe(address), f"add {address}")

    @on(FeedsLoaded)
    def _show(self, event: FeedsLoaded) -> None:
        feeds = event.result
        self._rows.show(feeds)
        ill = sum(bool(feed.state.failures or feed.state.gone) for feed in feeds)
        told = labels.counted(len(feeds), "feed") + (f", {ill} in trouble" if ill else "")
        self.where("feeds", right=[span(told, "warn" if ill else "muted")])
        if not feeds:
            self.say("No feeds yet: a adds one.")

    @on(Subscribed)
    def _subscribed(self, event: Subscribed) -> None:
        added = event.result
        name = added.subscription.title or added.subscription.url
        more = f" The page offers {len(added.others)} more." if added.others else ""
        self.say(f"Subscribed to {name}.{more}" if added.fresh else f"{name} is subscribed already.")
        self.reread()
        if added.fresh and not added.subscription.search:
            self.post_message(Poll((added.subscription.url,)))

    @on(Rows.Chosen)
    def _tell(self) -> None:
        """Say the feed's address and how its last poll ended."""
        feed = self._rows.current
        if feed is not None:
            self.say(f"{feed.subscription.url} · {feed.state.status}")

    def _subscribe(self, address: str) -> Subscribed:
        """Run in a thread."""
        return Subscribed(self.tracker.subscribing.add(address))

    def action_add(self) -> None:
        """Ask for an address."""
        self.post_message(Ask("Subscribe to", "address of a feed or of a page", self._answered))

    def action_remove(self) -> None:
        """Unsubscribe from the feed under the cursor."""
        feed = self._rows.current
        if feed is not None:
            url = feed.subscription.url
            self.act(lambda: f"Unsubscribed from {self.tracker.correcting.remove_feed(url)} — U undoes it")

    def action_poll_feed(self) -> None:
        """Poll the feed under the cursor."""
        feed = self._rows.current
        if feed is None:
            return
        if feed.subscription.search:
            self.say("A search feed is asked only when a story has a question.")
        else:
            self.post_message(Poll((feed.subscription.url,)))

    @property
    def _rows(self) -> Rows[Feed]:
        return self.query_one("#feeds", Rows)

    def _card(self, feed: Feed, width: int) -> list[Line]:
        return cards.feed_card(feed, self.tracker.now(), width)

    def _answered(self, text: str | None) -> None:
        if text and text.strip():
            self.subscribe(text.strip())
