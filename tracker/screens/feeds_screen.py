"""The feeds: how each does in words, when it is due next and why; subscribe and unsubscribe."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on

from tracker.core.looking import Offer
from tracker.core.subscribing import Taken
from tracker.model import Feed
from tracker.render import labels
from tracker.render.lines import span
from tracker.screens import cards
from tracker.screens.commands import bindings
from tracker.screens.frame import Frame, Loaded
from tracker.screens.messages import Ask, Choice, Choose, Poll
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
        subscribing = self.tracker.subscribing
        self.ask(lambda: Found((address, subscribing.look(address))), f"add {address}")

    @on(FeedsLoaded)
    def _show(self, event: FeedsLoaded) -> None:
        feeds = event.result
        self._rows.show(feeds)
        ill = sum(bool(feed.state.failures or feed.state.gone) for feed in feeds)
        told = labels.counted(len(feeds), "feed") + (f", {ill} in trouble" if ill else "")
        self.where("feeds", right=[span(told, "warn" if ill else "muted")])
        if not feeds:
            self.say("No feeds yet: a adds one.")

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
        self.say(_account(taken), "warn" if taken.failures else "")
        self.reread()
        answers = {each.subscription.url: each.answer for each in taken.added if each.fresh and each.answer}
        if answers:
            self.post_message(Poll(tuple(answers), answers=answers))

    @on(Rows.Chosen)
    def _tell(self) -> None:
        """Say the feed's address and how its last poll ended."""
        feed = self._rows.current
        if feed is not None:
            self.say(f"{feed.subscription.url} · {feed.state.status}")

    def action_add(self) -> None:
        """Ask for an address."""
        self.post_message(Ask("Subscribe to", "address of a feed or of a page", self._answered))

    def action_remove(self) -> None:
        """Unsubscribe from the feed under the cursor."""
        feed = self._rows.current
        if feed is not None:
            url = feed.subscription.url
            remove = partial(self.tracker.correcting.remove_feed, url)
            self.act(lambda: f"Unsubscribed {self.undo_hint} from {remove()}")

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


def _account(taken: Taken) -> str:
    """Say in one line what was subscribed to, what was there already, and what could not be."""
    fresh, known = (
        [each.subscription.title or each.subscription.url for each in taken.added if each.fresh is state]
        for state in (True, False)
    )
    told = []
    if fresh:
        told.append(f"Subscribed to {fresh[0] if len(fresh) == 1 else labels.counted(len(fresh), 'feed')}.")
    if known:
        told.append(f"{', '.join(known)} {'is' if len(known) == 1 else 'are'} subscribed already.")
    told += [f"{url}: {reason}." for url, reason in taken.failures[:1]]
    return " ".join(told)
