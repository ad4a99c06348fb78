"""A newsroom in which every stage of a round has work to do, and processes that die while they do it.

    python -m tests.dying        takes orders on stdin (`tracker.selftest.dying`)

ACTS are what can be ordered: "begin" makes the folder that all others work on; "poll" is the round in
which a feed tells of what is known and of what is new, two stories turn out to be one, a rule hides an
article, a followed story is searched for, and the page of a thin article is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.builders import rss
from tests.fakes import START, FakeEngines
from tests.library import BRIDGE, LONE, Newsroom
from tests.wreck import AGROUND, ASHORE, BLAMED
from tracker import subscriptions
from tracker.core.copies.backup import back_up
from tracker.model import Entry, Limits, Subscription
from tracker.selftest.dying import Order, serve
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

LAMP = "https://lamp.example/rss"
FOUND = Entry(
    "Orrin bridge to reopen in autumn, city says",
    "https://www.quay-post.example/orrin",
    "urn:quay:1",
    "The Orrin bridge in Velmouth will reopen in autumn, the bridge authority said. Mara Quill said the "
    "crack in the main beam of the Orrin bridge will be welded in September.",
    published=START,
)
# What is told before the round that counts, with a poll after each, and in it.
STEPS = ((AGROUND,), (ASHORE,), (BRIDGE[0], LONE[0]), (BRIDGE[1],))
LAST = (BRIDGE[2], BLAMED, LONE[1])
PAGE = "https://inland.example/6"
HIDDEN = LONE[1][1]


def newsroom(folder: Path) -> Newsroom:
    """Open the newsroom in a folder; its network knows nothing yet."""
    room = Newsroom(folder, searches_a_day=4)
    engines = FakeEngines()
    engines.answer(LAMP, rss([FOUND]))
    words = " ".join(text for _, _, text in BRIDGE)
    engines.serve(PAGE, f"<article><p>{words}</p><p>{words}</p></article>")
    room.network = engines
    return room


def tell(room: Newsroom, *, polled: bool) -> None:
    """Publish all up to the last round, at the same moments each time."""
    for step in STEPS:
        for article in step:
            room.publish(*article)
        room.clock.forward(hours=3)
        if polled:
            room.tracker.polling.round(force=True)


def begin(folder: Path) -> None:
    """Poll all steps but the last; follow the bridge with searching on; make a rule."""
    room = newsroom(folder)
    tell(room, polled=True)
    room.tracker.following.follow("orrin", search=True)
    subscriptions.add(room.feeds, Subscription(f"{LAMP}?q={{query}}", "Lamp", search=True))
    with room.feeds.open("a", encoding="utf-8") as file:
        file.write("mute:\n  - apple growers\n")
    room.close()


def acted(act: Callable[[Newsroom], object], *, closing: bool = True) -> Callable[[Path], None]:
    """Make of an act one that begins where the last round does."""

    def run(folder: Path) -> None:
        room = newsroom(folder)
        tell(room, polled=False)
        for article in LAST:
            room.publish(*article)
        room.clock.forward(hours=3)
        act(room)
        if closing:
            room.close()

    return run


def gc(room: Newsroom) -> None:
    room.clock.forward(days=30)
    room.tracker.keeping.collect(Limits(days=1, size=1))


def backup(room: Newsroom) -> None:
    folder = room.feeds.parent
    back_up(room.tracker.store, {"feeds.yaml": room.feeds}, folder / "all.zip", room.clock(), force=True)


ACTS: dict[str, Callable[[Path], None]] = {
    "begin": begin,
    "poll": acted(lambda room: room.tracker.polling.round(force=True)),
    "merge": acted(lambda room: room.tracker.correcting.merge("orrin", "baker")),
    "follow": acted(lambda room: room.tracker.following.follow("Skarn island", ["skarn", "halma"])),
    "unfollow": acted(lambda room: room.tracker.following.unfollow("Skarn island")),
    "undo": acted(lambda room: room.tracker.correcting.undo()),
    "gc": acted(gc),
    "backup": acted(backup),
    "migration": lambda folder: Store(folder / "tracker.db").close(),
}


def work(order: Order) -> None:
    """Carry an order out."""
    ACTS[order.act](Path(order.folder))


if __name__ == "__main__":
    serve(work)
