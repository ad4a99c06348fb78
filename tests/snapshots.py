"""The screens as they are meant to look: at most twenty SVG files, which a test compares.

python -m tests.snapshots [NAME…]       # take them anew, all or those named, when a change is meant

The pictures are our own (`tests.drawing`): the same on every machine and with every version of
Textual and Rich, a line for each run of cells, so that a difference is one that people can read.
pytest-textual-snapshot needs pytest 8 and compares Textual's export, with class names made by chance.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from tests.hard import HardRoom
from tests.hard_pictures import Scene, bridge, broken, fresh, picture, read, single, under_way
from tests.library import Newsroom

FOLDER = Path(__file__).with_name("pictures") / "snapshots"
SMALL, USUAL, LARGE = (80, 24), (120, 40), (200, 50)
MOST = 20

Size = tuple[int, int]
# By name: the scene, the size of the terminal, and the theme.
SNAPSHOTS: dict[str, tuple[Scene, Size, str]] = {
    "home": (Scene(bridge), USUAL, "ink"),
    "home-hard": (Scene(HardRoom), SMALL, "paper"),
    "home-large": (Scene(bridge), LARGE, "ink"),
    "home-lone": (Scene(bridge, ("l",)), SMALL, "ink"),
    "home-nothing-unread": (Scene(read, ("u",)), SMALL, "ansi-dark"),
    "story": (Scene(bridge, ("enter",)), USUAL, "ink"),
    "story-below": (Scene(bridge, ("enter", "n", "n", "n", "n", "n", "tab")), USUAL, "paper"),
    "story-hard": (Scene(HardRoom, ("j", "enter")), SMALL, "ink"),
    "diff": (Scene(bridge, ("d",)), USUAL, "ink"),
    "diff-facing": (Scene(bridge, ("d", "s")), USUAL, "paper"),
    "history": (Scene(bridge, ("h",)), SMALL, "ink"),
    "evolution": (Scene(bridge, ("p",)), SMALL, "ansi-light"),
    "why": (Scene(bridge, ("w",)), USUAL, "ink"),
    "article": (Scene(bridge, ("enter", "tab", "enter")), SMALL, "paper"),
    "search": (Scene(bridge, ("slash", *"orrin")), SMALL, "ink"),
    "feeds-broken": (Scene(broken, ("F",)), SMALL, "ink"),
    "welcome": (Scene(fresh), SMALL, "ink"),
    "first-round": (Scene(Newsroom, (), under_way), SMALL, "paper"),
    "no-stories": (Scene(single), SMALL, "ink"),
    "help": (Scene(bridge, ("question_mark",)), SMALL, "ink"),
}


async def taken(name: str, folder: Path) -> str:
    """Draw a screen as it is now, on a room in `folder`."""
    scene, size, theme = SNAPSHOTS[name]
    return await picture(scene, folder, size, theme)


def stored(name: str) -> Path:
    return FOLDER / f"{name}.svg"


def main() -> None:
    """Take all snapshots anew, or those named; what no longer has a name is dropped."""
    parser = argparse.ArgumentParser(description="Take the snapshots of the screens anew.")
    parser.add_argument("names", nargs="*", choices=[[], *SNAPSHOTS], metavar="NAME")
    asked = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.svg"):
        if path.stem not in SNAPSHOTS:
            path.unlink()
    for name in asked.names or SNAPSHOTS:
        with tempfile.TemporaryDirectory() as folder:
            stored(name).write_text(asyncio.run(taken(name, Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
