"""Draws the interface as pictures: runs it on the demo's data and writes SVG files.

python -m tests.pictures FOLDER [SIZE,…] [THEME,…] [SCENE,…]
python -m tests.pictures --readme        # the three that README shows, into tests/pictures/
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.drawing import drawn
from tests.interface import settled
from tracker.app import TrackerApp
from tracker.cli.session import Session
from tracker.cli.verb_demo import replayed
from tracker.cli.wiring import open_tracker
from tracker.demo.feeds import POLLS
from tracker.screens.widgets.rows import Rows
from tracker.settings import Settings
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.core import Tracker

SIZES = ("80x24", "120x40", "200x50")
THEMES = ("ink", "paper")
# What README shows, and where.
SHOWN = ("home", "story", "diff")
README = Path(__file__).with_name("pictures")
# Every feed is due so long after the last poll.
DUE_IN = timedelta(hours=12)
# What is pressed from the story list on, the cursor being on the fullest story.
SCENES: dict[str, tuple[str, ...]] = {
    "home": (),
    "lone": ("l", "j", "j"),
    "story": ("enter",),
    "story-citation": ("enter", "tab", "tab"),
    "story-below": ("enter", "n", "n", "n", "n"),
    "story-timeline": ("enter", *("n",) * 5),
    "story-tensions": ("enter", *("n",) * 7),
    "story-sources": ("enter", "G"),
    "diff": ("d",),
    "diff-other": ("d", "s"),
    "history": ("h", "space", "j", "space"),
    "evolution": ("p",),
    "blame": ("B",),
    "story-changes": ("enter", "c", "c", "c"),
    "why": ("w",),
    "why-other": ("w", "j", "j"),
    "move": ("w", "j", "m"),
    "merge": ("plus", *"the"),
    "follow-terms": ("T",),
    "feeds": ("F",),
    "add": ("F", "a"),
    "search": ("slash", *"sandpiper", "enter"),
    "search-empty": ("slash",),
    "search-fields": ("slash", *"barrier -pumps is:unread outlet:", "tab"),
    "search-complaint": ("slash", *"fleet:x barrier "),
    "article": ("enter", "tab", "enter"),
    "help": ("question_mark",),
    "command": ("colon", *"the"),
    "palette": ("ctrl+p",),
    "palette-found": ("ctrl+p", *"tar"),
    "help-found": ("question_mark", *"copy"),
    "letters": ("enter", "v"),
}


async def picture(app: TrackerApp, keys: Sequence[str], size: tuple[int, int]) -> str:
    """Run the application at a size, press keys, and return the screen as SVG."""
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await settled(pilot)
        for key in (*to_fullest(app), *keys):
            await pilot.press(key)
            await settled(pilot)
        return drawn(app)


def to_fullest(app: TrackerApp) -> tuple[str, ...]:
    """Give the keys that lead to the story with the most versions."""
    stories = app.screen.query_one("#stories", Rows).items
    return ("j",) * max(range(len(stories)), key=lambda place: stories[place].version)


@contextmanager
def copied(session: Session) -> Iterator[Tracker]:
    """Open a copy of the demo's folder, so that what one scene reads is unread in the next."""
    with tempfile.TemporaryDirectory() as folder:
        assert session.data is not None, "the demo has a folder"
        shutil.copytree(session.data, folder, dirs_exist_ok=True)
        copy = replace(session, data=Path(folder))
        _due_together(copy.paths.database)
        tracker = open_tracker(copy.paths, copy.settings, copy.clock)
        try:
            yield tracker
        finally:
            tracker.close()


def _due_together(database: Path) -> None:
    """Have all feeds due at one time.

    When one is due hangs on its address, and the port in it is the system's choice: else no two runs
    would draw the same "next feed due in …".
    """
    due = (POLLS[-1] + DUE_IN).isoformat()
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("update feeds set next_due = ?", (due,))


def main() -> None:
    """Draw all scenes in all sizes and themes, those named, or the three of README."""
    parser = argparse.ArgumentParser(description="Draw the interface as SVG files; lists go by commas.")
    parser.add_argument("folder", type=Path, nargs="?", default=README)
    for name, known in (("sizes", SIZES), ("themes", THEMES), ("scenes", tuple(SCENES))):
        parser.add_argument(name, nargs="?", type=lambda text: text.split(","), default=known)
    parser.add_argument("--readme", action="store_true", help="the three pictures of README")
    asked = parser.parse_args()
    if asked.readme:
        draw_readme(README)
        return
    asked.folder.mkdir(parents=True, exist_ok=True)
    with demonstrated() as session:
        for size, theme, scene in itertools.product(asked.sizes, asked.themes, asked.scenes):
            draw(session, scene, size, theme, asked.folder / f"{scene}-{size}-{theme}.svg")


def draw_readme(folder: Path) -> None:
    """Draw what README shows; the same each time."""
    with demonstrated() as session:
        for scene in SHOWN:
            draw(session, scene, "120x40", THEMES[0], folder / f"{scene}.svg")


@contextmanager
def demonstrated() -> Iterator[Session]:
    """Replay the demo in a folder of its own, its fullest story followed."""
    with tempfile.TemporaryDirectory() as data:
        session = Session(data=Path(data), quiet=True)
        with replayed(session) as tracker:
            stories = tracker.reading.stories(Filter(lone=False))
            tracker.correcting.follow(max(stories, key=lambda story: story.version).number, followed=True)
        yield session


def draw(session: Session, scene: str, size: str, theme: str, path: Path) -> None:
    """Draw one scene into a file."""
    width, height = (int(part) for part in size.split("x"))
    with copied(session) as tracker:
        app = TrackerApp(tracker, Settings(theme=theme), poll=False)
        svg = asyncio.run(picture(app, SCENES[scene], (width, height)))
    path.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
