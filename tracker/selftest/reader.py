"""The product's own poller on the score server, in virtual time, as often as one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from tracker import subscriptions
from tracker.core import Tools, Tracker
from tracker.dossier.extractive import ExtractiveEngine
from tracker.fetch import Fetcher
from tracker.model import Placement, Subscription
from tracker.selftest.inline import InlineParser, InlineSandbox
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from tracker.cluster.second import Reunion
    from tracker.model import Article
    from tracker.selftest.scoring import Board


class Apart:
    """Makes each article a story of its own: what the feeds say is no matter here."""

    name = "apart"

    def add(self, article: Article, story: int) -> None:
        """Learn nothing."""

    def forget(self, article: int) -> None:
        """Forget nothing."""

    def place(self, article: Article, apart: Collection[int] = ()) -> Placement:  # noqa: ARG002  the contract's
        """Begin a story with it."""
        return Placement(article.id, None, 0.0, 1.0)

    def note(self, article: Article) -> bytes:  # noqa: ARG002  the contract's
        """Note nothing."""
        return b""

    def load(self, told: Iterable[tuple[int, bytes, int]]) -> None:
        """Learn nothing."""

    def explain(self, article: Article, story: int) -> Placement:
        """Name no reason."""
        return Placement(article.id, story, 0.0, 1.0)

    def second_look(self) -> list[Reunion]:
        """Find no two stories to be one."""
        return []


class RudeError(Exception):
    """Polling does not keep to its own schedule."""


class Reader:
    """The product's own poller on a database in `folder`, subscribed to all feeds of a board."""

    def __init__(self, board: Board, folder: Path) -> None:
        self.board = board
        self.folder = folder
        self.feeds = folder / "feeds.yaml"
        subscriptions.add_all(self.feeds, [Subscription(url) for url in board.feeds.values()])
        self.tracker = self._started()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close its tracker."""
        self.tracker.close()

    def _started(self) -> Tracker:
        clock = self.board.clock
        tools = Tools(
            lambda: Fetcher(
                allow_private=["127.0.0.1"], version="1.2", sleep=clock.sleep, monotonic=clock.monotonic
            ),
            InlineParser,
            Apart,
            ExtractiveEngine,
            InlineSandbox,
        )
        return Tracker(Store(self.folder / "tracker.db"), self.feeds, clock, tools)

    def restart(self) -> None:
        """End the process, as far as that can be played, and begin anew.

        Where the pause between two requests to a host is the only thing not remembered, the
        second that a process takes to start keeps it.
        """
        self.tracker.close()
        self.board.clock.sleep(1)
        self.tracker = self._started()

    def run(self, polls: int, *, restarts: bool = False) -> None:
        """Poll until every feed was polled so often, waiting each time for the next that is due."""
        while self.board.fewest() < polls:
            before = len(self.board.log)
            self.tracker.polling.round()
            asked = len(self.board.log)
            if restarts:
                self.restart()
            due = self.tracker.polling.next_due()
            if due is None:
                raise RudeError("nothing is due any more")
            # While a round pauses between two requests to a host, another feed may fall due.
            if due <= self.board.clock() and asked == before:
                raise RudeError("a round left what it said is due")
            if restarts and due > self.board.clock():
                self.tracker.polling.round()
                if len(self.board.log) != asked:
                    raise RudeError("a restart polled what was not due")
            self.board.clock.moment = max(due, self.board.clock())

    def states(self) -> dict[str, str]:
        """Return the status of every feed, by its address."""
        return {feed.subscription.url: feed.state.status for feed in self.tracker.subscribing.feeds()}
