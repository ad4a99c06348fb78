"""The first run: three ways to begin, by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tracker.linear.feeds_view import FeedsView
from tracker.linear.home_view import HomeView
from tracker.linear.text import Piece, Text
from tracker.linear.view import Answer, PageView
from tracker.render import labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.linear.view import Desk


class WelcomeView(PageView):
    """Nothing is asked of the network before a choice; `demo` shows the demo, and says how it ended."""

    SCOPES: ClassVar[tuple[str, ...]] = ("welcome", "page")
    NAME = "welcome"
    HINT = "Type 1, 2 or 3."

    def __init__(self, desk: Desk, demo: Callable[[], str]) -> None:
        super().__init__(desk)
        self._demo = demo

    def read(self) -> None:
        """Say what the three ways are."""
        offered = self.tracker.beginning.offered()
        number = labels.counted(len(offered), "feed")
        groups = ", ".join(dict.fromkeys(each.group for each in offered if each.group))
        told = (
            "Welcome. Nothing is subscribed yet, and nothing is fetched before you choose how to begin.",
            f"1. Start with these {number}: {groups}.",
            "2. Add a feed or a page: any page's address will do.",
            "3. See the demo: invented feeds, in a temporary folder.",
        )
        self.text = Text([Piece(text) for text in told])

    def open(self, number: int) -> Answer:
        """Begin in one of the ways."""
        ways = {1: self.do_start, 2: self.do_add, 3: self.do_demo}
        return ways[number]("") if number in ways else self.HINT

    def do_start(self, rest: str) -> Answer:
        """Subscribe to the feeds that are on offer, and read them."""
        del rest
        count = self.tracker.beginning.start()
        self.desk.console.say(
            f"Subscribed to {labels.counted(count, 'feed')}. This first poll takes a while."
        )
        self.desk.rounds.poll(self.desk.console)
        return HomeView(self.desk)

    def do_add(self, rest: str) -> Answer:
        """Subscribe to a feed."""
        answer = FeedsView(self.desk).do_add(rest)
        return answer if self.tracker.beginning.is_fresh() else HomeView(self.desk)

    def do_demo(self, rest: str) -> Answer:
        """Show the demo."""
        del rest
        return self._demo()
