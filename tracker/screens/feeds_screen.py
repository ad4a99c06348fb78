"""The feeds: how each does in words, when it is due next and why; subscribe and unsubscribe."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tracker.core.feeds.looking import Offer
from tracker.core.feeds.subscribing import Taken
from tracker.model import Feed
from tracker.query.completing import quoted
from tracker.render import labels
from tracker.render.candidates import taken_account
from tracker.render.lines import plain_line, span
from tracker.screens import cards
from tracker.screens.commands import bindings, key_of
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import Ask, Choice, Choose, OpenSearch, Poll
from tracker.screens.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tracker.discover import Candidate
    from tracker.render.lines import Line
    from tracker.screens.frame import Desk


class FeedsLoaded(Loaded[list[Feed]]):
    """All subscriptions with their state."""


class Found(Loaded[tuple[str, Offer]]):
    """An address that was typed, and the feeds that are on offer there."""


class Subscribed(Loaded[Taken]):
    """What was chosen of an offer."""


class FeedsScreen(Frame):
    """The list of feeds; `address` is subscribed to at once, and the cursor begins at the feed `at`."""

    SCOPES: ClassVar[tuple[str, ...]] = ("feeds", "list")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("feeds")]

    def __init__(self, desk: Desk, address: str = "", at: str = "") -> None:
        super().__init__(desk)
        self._at = at
        self._address = address

    def body(self) -> ComposeResult:
        """Show the list."""
        yield Rows[Feed](self._card, lambda feed: feed.subscription.url, id="feeds")

    def on_mount(self) -> None:
        """Put the cursor into the list."""
        self.where("feeds")
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
        subscribing = self.tracker.subscribing
        self.ask(lambda: Found((address, subscribing.look(address))), f"add {address}")

    @on(FeedsLoaded)
    def _show(self, event: FeedsLoaded) -> None:
        feeds = event.result
        self._rows.show(feeds)
        places = [place for place, feed in enumerate(feeds) if feed.subscription.url == self._at]
        self._at = ""
        if places:
            self._rows.move_to(places[0])
        ill = sum(bool(feed.state.failures or feed.state.gone) for feed in feeds)
        searches = sum(feed.subscription.search for feed in feeds)
        told = labels.counted(len(feeds) - searches, "feed")
        told += f", {labels.counted(searches, 'search feed')}" if searches else ""
        told += f", {ill} in trouble" if ill else ""
        self.where("feeds", right=[span(told, "warn" if ill else "muted")])
        self._rows.stand_in([plain_line(f"No feeds yet: {key_of('add', self.keys)} adds one.", indent=1)])

    @on(Found)
    def _choose(self, event: Found) -> None:
        """Take the only feed there is, or let the user choose."""
        address, offer = event.result
        if len(offer.candidates) == 1:
            self._take(offer, offer.candidates)
            return

        def then(places: tuple[int, ...] | None) -> None:
            if places:
                self._take(offer, [offer.candidates[place] for place in places])

        self.say("")
        choices = [Choice(each.title or each.url, each.kind, each.url) for each in offer.candidates]
        self.post_message(Choose(f"{len(choices)} feeds at {address}", choices, then))

    def _take(self, offer: Offer, chosen: Sequence[Candidate]) -> None:
        subscribing = self.tracker.subscribing
        self.ask(lambda: Subscribed(subscribing.take(offer, chosen)), f"take {chosen[0].url}")

    @on(Subscribed)
    def _subscribed(self, event: Subscribed) -> None:
        taken = event.result
        self.say(taken_account(taken), "warn" if taken.failures else "")
        self.reread()
        answers = {each.subscription.url: each.answer for each in taken.added if each.fresh and each.answer}
        if answers:
            self.post_message(Poll(tuple(answers), answers=answers))

    @on(Rows.Chosen)
    def _open(self) -> None:
        """Show the articles of the feed; of one without, say its address and how its last poll ended."""
        feed = self._rows.current
        if feed is None:
            return
        title = feed.subscription.title or feed.state.title
        if title and feed.state.articles:
            self.post_message(OpenSearch(f"outlet:{quoted(title)} is:article"))
        else:
            self.say(f"{feed.subscription.url} · {feed.state.status}")

    def action_add(self) -> None:
        """Ask for an address."""
        self.open_field(Ask("Subscribe to", "address of a feed or of a page", self._answered))

    def action_remove(self) -> None:
        """Unsubscribe from the feed under the cursor."""
        feed = self._rows.current
        if feed is not None:
            self.act(partial(self.deeds.remove_feed, feed.subscription.url))

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
