"""Draws the interface as pictures: runs it on the demo's data and writes SVG files.

python tests/pictures.py FOLDER [SIZE,…] [THEME,…] [SCENE,…]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.interface import settled
from tracker.app import TrackerApp
from tracker.cli.session import Session
from tracker.cli.verb_demo import replayed
from tracker.screens.widgets.rows import Rows
from tracker.settings import Settings
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.core import Tracker

SIZES = ("80x24", "120x40", "200x50")
THEMES = ("ink", "paper")
# What is pressed from the story list on, the cursor being on the fullest story.
SCENES: dict[str, tuple[str, ...]] = {
    "home": (),
    "lone": ("l", "j", "j"),
    "story": ("enter",),
    "story-citation": ("enter", "tab", "tab"),
    "story-below": ("enter", "n", "n", "n", "n"),
    "diff": ("d",),
    "diff-other": ("d", "s"),
    "history": ("h", "space", "j", "space"),
    "evolution": ("p",),
    "why": ("w",),
    "feeds": ("F",),
    "add": ("F", "a"),
    "search": ("slash", *"sandpiper", "enter"),
    "article": ("enter", "tab", "enter"),
    "help": ("question_mark",),
    "command": ("colon", *"the"),
    "palette": ("ctrl+p",),
}


async def picture(app: TrackerApp, keys: Sequence[str], size: tuple[int, int]) -> str:
    """Run the application at a size, press keys, and return the screen as SVG."""
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await settled(pilot)
        for key in (*to_fullest(app), *keys):
            await pilot.press(key)
            await settled(pilot)
        return app.export_screenshot(title="tracker")


def to_fullest(app: TrackerApp) -> tuple[str, ...]:
    """Give the keys that lead to the story with the most versions."""
    stories = app.screen.query_one("#stories", Rows).items
    return ("j",) * max(range(len(stories)), key=lambda place: stories[place].version)


def leave_unread(tracker: Tracker) -> None:
    """Let the reader have seen an earlier version of each story, so that something moved since."""
    for story in tracker.reading.stories(Filter(lone=False)):
        if story.version > 1:
            tracker.reading.mark_read(tracker.reading.version(story.number, max(story.version - 2, 1)))
            tracker.store.shelf.mark_unread(story.number, max(story.version - 2, 1), tracker.now())
    fullest = max(tracker.reading.stories(Filter(lone=False)), key=lambda story: story.version)
    tracker.correcting.follow(fullest.number, followed=True)


def main() -> None:
    """Draw all scenes in all sizes and themes, or those named."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures")
    asked = [tuple(argument.split(",")) for argument in sys.argv[2:]]
    sizes, themes, scenes = (*asked, *(SIZES, THEMES, tuple(SCENES))[len(asked) :])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, replayed(Session(data=Path(data), quiet=True)) as tracker:
        for size in sizes:
            width, height = (int(part) for part in size.split("x"))
            for theme in themes:
                for scene in scenes:
                    leave_unread(tracker)
                    app = TrackerApp(tracker, Settings(theme=theme), poll=False)
                    svg = asyncio.run(picture(app, SCENES[scene], (width, height)))
                    (folder / f"{scene}-{size}-{theme}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
