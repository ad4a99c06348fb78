"""Draws what is hard to draw: the texts of `tests.hard`, empty lists, trouble, and a round under way.

python -m tests.hard_pictures FOLDER [SIZE,…] [THEME,…] [SCENE,…]
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.drawing import drawn
from tests.hard import HardRoom
from tests.interface import Interface, opened
from tests.library import BRIDGE, LONE, NAMES, Newsroom
from tracker.fetch import Failure
from tracker.model import Progress
from tracker.settings import Settings
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

SIZES = ("80x24", "120x40", "200x50")
THEMES = ("ink", "paper", "ansi-dark", "ansi-light")


def fresh(folder: Path) -> Newsroom:
    """Nobody ever chose a feed."""
    room = Newsroom(folder)
    room.feeds.unlink()
    return room


def bridge(folder: Path) -> Newsroom:
    """One story with all that a story can have, and two articles that stand alone.

    One feed a round: what several bring at once is numbered by who answers first.
    """
    room = Newsroom(folder)
    for step, entry in enumerate(BRIDGE):
        room.publish(*entry)
        room.poll(days=2)
        if step < len(LONE):
            room.publish(*LONE[step])
            room.poll(hours=0)
    return room


def read(folder: Path) -> Newsroom:
    """All is read."""
    room = bridge(folder)
    for story in room.tracker.reading.stories(Filter(lone=False)):
        room.tracker.reading.mark_read(room.tracker.reading.version(story.number))
    return room


def single(folder: Path) -> Newsroom:
    """One article, which stands alone."""
    room = Newsroom(folder)
    room.publish(*BRIDGE[0])
    room.poll()
    return room


def lost(folder: Path) -> Newsroom:
    """There is no network."""
    room = bridge(folder)
    room.network.vanish(NAMES)
    return room


def broken(folder: Path) -> Newsroom:
    """Two of three feeds fail, one of them with a long reason."""
    room = bridge(folder)
    wire, coast, _ = NAMES
    room.network.pages[wire] = Failure(wire, "404 Not Found", 404)
    room.network.fail(coast, "the server's certificate is not valid: unable to get local issuer certificate")
    for _ in range(4):
        room.poll(days=1)
    return room


def spoilt(folder: Path) -> Newsroom:
    """feeds.yaml was broken while the interface is open."""
    room = bridge(folder)
    room.feeds.write_text("feeds:\n  - url: https://example.org/feed\n    titel: Example\n")
    return room


async def under_way(interface: Interface) -> None:
    interface.app.progress = Progress("fetch", 27, 41, "Harbour Wire", 812)
    interface.app._stage = ()


async def nothing(interface: Interface) -> None:
    del interface


@dataclass(frozen=True, slots=True)
class Scene:
    """A room, what is pressed in it, and what happens besides."""

    room: Callable[[Path], Newsroom]
    keys: tuple[str, ...] = ()
    then: Callable[[Interface], Awaitable[None]] = nothing


SCENES: dict[str, Scene] = {
    "hard-home": Scene(HardRoom),
    "hard-home-below": Scene(HardRoom, ("j", "j", "j", "j")),
    **{f"hard-story-{n}": Scene(HardRoom, ("j",) * n + ("enter",)) for n in range(7)},
    "hard-below": Scene(HardRoom, ("enter", "n", "n", "n", "n", "n", "n")),
    "hard-sources": Scene(HardRoom, ("enter", "G")),
    "hard-diff": Scene(HardRoom, ("j", "d")),
    "hard-diff-2": Scene(HardRoom, ("j", "j", "d", "s")),
    "hard-evolution": Scene(HardRoom, ("j", "p")),
    "hard-history": Scene(HardRoom, ("j", "h")),
    "hard-why": Scene(HardRoom, ("j", "w")),
    "hard-article": Scene(HardRoom, ("j", "enter", "tab", "enter")),
    "hard-lone": Scene(HardRoom, ("l",)),
    "hard-lone-open": Scene(HardRoom, ("l", "enter")),
    "hard-search": Scene(HardRoom, ("slash", *"brack")),
    "welcome": Scene(fresh),
    "empty-home": Scene(Newsroom),
    "empty-single": Scene(single),
    "empty-unread": Scene(read, ("u",)),
    "empty-lone": Scene(HardRoom, ("l", "u")),
    "empty-search": Scene(bridge, ("slash", *"zzz")),
    "empty-feeds": Scene(fresh, ("F",)),
    "empty-history": Scene(single, ("l", "h")),
    "first-round": Scene(Newsroom, (), under_way),
    "no-network": Scene(lost, ("R",)),
    "broken-feeds": Scene(broken, ("F",)),
    "broken-round": Scene(broken, ("R",)),
    "broken-file": Scene(spoilt, ("R",)),
    "broken-file-feeds": Scene(spoilt, ("F",)),
    "no-story": Scene(bridge, ("colon", *"nowhere", "enter")),
}


async def picture(scene: Scene, folder: Path, size: tuple[int, int], theme: str) -> str:
    """Open the interface on the scene's room and draw what it shows."""
    room = scene.room(folder)
    try:
        async with opened(room.tracker, Settings(theme=theme), size=size) as interface:
            await interface.press(*scene.keys)
            await scene.then(interface)
            await interface.pilot.pause()
            return drawn(interface.app)
    finally:
        room.close()


def main() -> None:
    """Draw all scenes in all sizes and themes, or those named."""
    parser = argparse.ArgumentParser(description="Draw hard scenes as SVG files; lists go by commas.")
    parser.add_argument("folder", type=Path)
    for name, known in (("sizes", SIZES), ("themes", THEMES), ("scenes", tuple(SCENES))):
        parser.add_argument(name, nargs="?", type=lambda text: text.split(","), default=known)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for size, theme, name in itertools.product(asked.sizes, asked.themes, asked.scenes):
        width, height = (int(part) for part in size.split("x"))
        with tempfile.TemporaryDirectory() as data:
            svg = asyncio.run(picture(SCENES[name], Path(data), (width, height), theme))
        (asked.folder / f"{name}-{size}-{theme}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
