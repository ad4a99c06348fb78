"""A small newsroom for tests: feeds whose entries a test writes, on the product's own pipeline."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.builders import rss
from tests.fakes import START, FakeClock, FakeNetwork, InlineParser, InlineSandbox
from tracker import subscriptions
from tracker.cluster.online import OnlineClusterer
from tracker.core import Tools, Tracker
from tracker.dossier.extractive import ExtractiveEngine
from tracker.model import Entry, Subscription
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.cluster import Clusterer
    from tracker.core.telling import Herald
    from tracker.model import PollSummary

WIRE, COAST, INLAND = (f"http://{name}.example/feed" for name in ("wire", "coast", "inland"))
NAMES = {WIRE: "Harbour Wire", COAST: "Coast Daily", INLAND: "Inland Echo"}

# One matter in four steps, each step in another outlet's words, and matters of their own.
BRIDGE = (
    (
        WIRE,
        "Orrin bridge closed after crack found",
        (
            "Engineers closed the Orrin bridge in Velmouth on Monday after they found a crack of "
            "4 metres in its main beam. “The Orrin bridge is not safe,” said Mara Quill, head of "
            "the Velmouth bridge authority. It is not clear when the Orrin bridge will reopen."
        ),
    ),
    (
        COAST,
        "Velmouth firms count the cost of closed Orrin bridge",
        (
            "The closed Orrin bridge in Velmouth could cost local firms 2 million crowns a week, "
            "the chamber of commerce said. “We want the Orrin bridge open by June,” said Tobin "
            "Asher, who heads the chamber. Mara Quill of the bridge authority asked for patience."
        ),
    ),
    (
        INLAND,
        "Crack in Orrin bridge is longer than thought",
        (
            "The crack in the main beam of the Orrin bridge in Velmouth is 6 metres long, not 4 "
            "metres, the bridge authority said. Mara Quill said the repair would take until "
            "autumn. Tobin Asher rejects that date and demands an outside review of the Orrin "
            "bridge."
        ),
    ),
    (
        WIRE,
        "Orrin bridge in Velmouth will reopen on 3 July",
        (
            "The Orrin bridge in Velmouth will reopen on 3 July, the bridge authority said on "
            "Thursday. Mara Quill said new steel had arrived early and the repair of the Orrin "
            "bridge no longer needs until autumn. Tobin Asher now backs the authority’s plan."
        ),
    ),
)
LONE = (
    (
        COAST,
        "Baker wins prize for seaweed bread",
        (
            "A baker from the coast won first prize with a loaf made of seaweed and rye at the "
            "national fair. The jury praised its crust."
        ),
    ),
    (
        INLAND,
        "Late snow surprises apple growers",
        (
            "Snow fell on orchards in the hills overnight, and growers lit small fires between "
            "the trees to save the apple blossom."
        ),
    ),
)


class Newsroom:
    """A Tracker on a real database in `folder`, three feeds, and a clock that stands."""

    def __init__(
        self,
        folder: Path,
        store: Store | None = None,
        searches_a_day: int = 0,
        herald: Herald | None = None,
    ) -> None:
        self.herald = herald
        self.clock = FakeClock()
        self.network = FakeNetwork()
        self.feeds = folder / "feeds.yaml"
        self.entries: dict[str, list[Entry]] = {url: [] for url in NAMES}
        if not self.feeds.exists():
            subscriptions.add_all(self.feeds, [Subscription(url, name) for url, name in NAMES.items()])
        self.tools = Tools(
            lambda: self.network, InlineParser, OnlineClusterer, ExtractiveEngine, InlineSandbox
        )
        self.tracker = Tracker(
            store or Store(folder / "tracker.db"),
            self.feeds,
            self.clock,
            self.tools,
            searches_a_day=searches_a_day,
            herald=herald,
        )
        self.serve()

    def publish(self, feed: str, title: str, text: str) -> None:
        """Put an entry on top of a feed, published a minute after the one before."""
        number = sum(map(len, self.entries.values())) + 1
        link = f"https://{feed.split('/')[2]}/{number}"
        entry = Entry(title, link, f"urn:{number}", text, published=self.clock() + timedelta(minutes=number))
        self.entries[feed].insert(0, entry)
        self.serve()

    def serve(self) -> None:
        for url, entries in self.entries.items():
            self.network.serve(url, rss(entries, title=NAMES[url]), etag=f'"{len(entries)}"')

    def poll(self, **span: float) -> PollSummary:
        """Let time pass and poll every feed."""
        self.clock.forward(**(span or {"hours": 1}))
        return self.tracker.polling.round(force=True)

    def run_bridge(self, steps: int = len(BRIDGE)) -> None:
        """Publish the matter of the bridge step by step, polling after each, and the lone ones."""
        for step in range(steps):
            self.run_bridge_step(step)

    def run_bridge_step(self, step: int) -> None:
        self.publish(*BRIDGE[step])
        if step < len(LONE):
            self.publish(*LONE[step])
        self.poll(days=2)

    def restart(self, clusterer: Callable[[], Clusterer] = OnlineClusterer) -> None:
        """Go on as another process does: with nothing but the database and feeds.yaml."""
        self.tracker.close()
        self.tools = Tools(lambda: self.network, InlineParser, clusterer, ExtractiveEngine, InlineSandbox)
        store = Store(self.feeds.parent / "tracker.db")
        self.tracker = Tracker(store, self.feeds, self.clock, self.tools, herald=self.herald)

    def close(self) -> None:
        self.tracker.close()


__all__ = ["BRIDGE", "COAST", "INLAND", "LONE", "START", "WIRE", "Newsroom"]
