"""The feeds: how each does, when it is due and why; subscribe and unsubscribe."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tracker.linear.text import Piece, Text
from tracker.linear.view import Answer, ListView
from tracker.model import Feed
from tracker.render import labels
from tracker.render.candidates import candidate_spans, taken_account
from tracker.render.lines import Line
from tracker.render.terminal import to_plain
from tracker.render.words import feed_words, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.core.feeds.looking import Offer
    from tracker.discover import Candidate


class FeedsView(ListView[Feed]):
    """The list of feeds, by number."""

    SCOPES: ClassVar[tuple[str, ...]] = ("feeds", "list")
    NAME = "feeds"
    HINT = "Type a number to hear a feed's address and last answer; add and an address subscribes."

    def read(self) -> None:
        """Read the subscriptions with their state."""
        self.items, now = self.tracker.subscribing.feeds(), self.tracker.now()
        ill = sum(bool(feed.state.failures or feed.state.gone) for feed in self.items)
        told = labels.counted(len(self.items), "feed") + (f", {ill} in trouble" if ill else "")
        head = f"{told}:" if self.items else "No feeds yet: add and an address subscribes to one."
        rows = [Piece(f"{place}. {feed_words(feed, now)}") for place, feed in enumerate(self.items, start=1)]
        self.text = Text([Piece(head), *rows])

    def open(self, number: int) -> Answer:
        """Say a feed's address and how its last poll ended."""
        feed = self.numbered(number)
        return f"{feed.subscription.url} {sentences((feed.state.status,))}"

    def do_add(self, rest: str) -> Answer:
        """Subscribe to the feed at an address, or to one of several."""
        console = self.desk.console
        address = rest or console.ask("Address of a feed or of a page:")
        if not address:
            return "Nothing was added."
        console.say(f"Looking for a feed at {address}")
        offer = self.tracker.subscribing.look(address)
        chosen = self._choose(offer)
        if not chosen:
            return "Nothing was added."
        taken = self.tracker.subscribing.take(offer, chosen)
        console.say(taken_account(taken))
        answers = {each.subscription.url: each.answer for each in taken.added if each.fresh and each.answer}
        if answers:
            self.desk.rounds.poll(console, tuple(answers), answers=answers)
        self.read()
        return ""

    def do_remove(self, rest: str) -> Answer:
        """Unsubscribe from the feed of a number."""
        return self.desk.deeds.remove_feed(self.item(rest, "remove")[0].subscription.url)

    def do_poll_feed(self, rest: str) -> Answer:
        """Poll the feed of a number, and tell how that went."""
        feed = self.item(rest, "poll-feed")[0]
        if feed.subscription.search:
            return "A search feed is asked only when a story has a question."
        self.desk.rounds.poll(self.desk.console, (feed.subscription.url,))
        return ""

    def _choose(self, offer: Offer) -> Sequence[Candidate]:
        """Let the user choose where there are several."""
        found = offer.candidates
        if len(found) == 1:
            return found
        console = self.desk.console
        for place, each in enumerate(found, start=1):
            console.say(f"{place}. {to_plain([Line(candidate_spans(each))])}")
        typed = console.ask(f"Which of {len(found)}? Numbers, or all:")
        if typed.casefold() == "all":
            return found
        wanted = {int(part) for part in typed.replace(",", " ").split() if part.isdecimal()}
        return [each for place, each in enumerate(found, start=1) if place in wanted]
