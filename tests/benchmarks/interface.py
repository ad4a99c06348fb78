"""The interface on a large database: seconds to the first paint, from key to paint, and memory.

    python -m tests.benchmarks.interface [FOLDER] [--articles 100000] [--stories 20000] [--feeds 10000]

FOLDER is a data folder as `--data` takes it, which is brought up to date and read in; without one
articles and feeds are made up (kept with `--keep FOLDER`). The interface runs without a terminal, in a
process of its own, on that database and on an empty one. Prints one JSON line:

    first_paint_s   from the start of the process to the first paint that shows the list, or why there is none
    key_p95_ms      95th percentile of the times from a key to the first paint after it (the cursor stands
                    elsewhere, another screen is there), over moves by rows, screens and to both ends, the
                    filters, and opening and leaving stories
    settled_p95_ms  the same to the last paint (preview and page are read, the change of each story told)
    scroll_p95_ms   key to paint with the key for the next screen held down to the very end of the list:
                    `scrolled` stories, in which `stalled` of the presses found nothing more to show yet
    back_p95_ms     the same from the end upwards, for as many presses as fit the window thrice
    held            the most stories that the list held at a time
    feeds_ms        from the key to the list of all feeds
    large_ms        from the key to the page of a story of 500 articles and 100 versions; `history_ms` to
                    its versions, `why_ms` to why its articles are together
    rss_mb          the most memory that the process held
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from textual import events

import tracker
from tests.benchmarks.made_up import LARGE, NOW, fill
from tracker.app import TrackerApp
from tracker.cli.front import FRAMES
from tracker.cli.session import Session
from tracker.errors import NotFoundError
from tracker.screens.messages import OpenStory
from tracker.screens.widgets.page import Page
from tracker.screens.widgets.window import MOST, Window
from tracker.settings import Settings

SIZE = (120, 40)
# What a reader presses who looks for something in a long list; of each run of keys, every press counts.
KEYS = (
    *("j",) * 60,
    *("pagedown",) * 30,
    *("enter", "n", "n", "pagedown", "q") * 6,
    "G",
    *("k",) * 30,
    *("pageup",) * 15,
    "g",
    *("u", "u", "l", "pagedown", "pagedown", "l") * 3,
    *("d", "q", "h", "q") * 3,
)
# Seconds without a paint and without a worker after which nothing more is to come, and how often to look.
QUIET, LOOK = 0.12, 0.004
# A key that changes nothing is never painted: seconds to wait for it.
PATIENCE = 0.25
# Seconds between the presses of a key that is held down, as keyboards repeat it: 30 a second.
REPEAT = 0.033


class Watched(TrackerApp):
    """The interface, with the times at which it painted, and first painted something to read."""

    # Textual looks for the file beside the module of the class.
    CSS_PATH = str(Path(tracker.__file__).parent / "tracker.tcss")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.painted: list[float] = []
        self.shown: float | None = None

    def _display(self, *args: Any) -> None:
        super()._display(*args)
        self.painted.append(time.monotonic())
        if self.shown is None and self._shows():
            self.shown = self.painted[-1]

    def _shows(self) -> bool:
        """Tell whether the list is there, or what stands in the place of an empty one."""
        return any(rows.items for rows in self.screen.query(Window)) or any(
            page.lines for page in self.screen.query(Page)
        )

    def press(self, key: str) -> float:
        """Send a key as the driver does, and return when."""
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(self)
        assert self._driver is not None
        self._driver.send_message(event)
        return time.monotonic()

    @property
    def rows(self) -> Window[Any]:
        """The story list."""
        return self.screen.query_one("#stories", Window)


async def _answered(app: Watched, pressed: float, before: int) -> float | None:
    """Wait for the first paint after a key; return its milliseconds, None where there was none."""
    while len(app.painted) == before:
        if time.monotonic() - pressed > PATIENCE:
            return None
        await asyncio.sleep(LOOK)
    return 1000 * (app.painted[before] - pressed)


async def _settled(app: Watched) -> None:
    """Wait until the workers have answered and the answers are painted."""
    since = time.monotonic()
    while time.monotonic() - max(since, app.painted[-1] if app.painted else since) < QUIET:
        if any(worker.is_running for worker in app.workers):
            since = time.monotonic()
        await asyncio.sleep(LOOK)


async def _press(app: Watched, key: str) -> tuple[float, float] | None:
    """Press a key and return the milliseconds to the first and the last paint after it."""
    before = len(app.painted)
    pressed = app.press(key)
    first = await _answered(app, pressed, before)
    await _settled(app)
    return None if first is None else (first, 1000 * (app.painted[-1] - pressed))


async def _held(app: Watched, key: str, presses: int) -> dict[str, Any]:
    """Hold a key down until the list has no more, for so many presses at most."""
    times, stalled, most = list[float](), 0, 0
    for _ in range(presses):
        rows, before = app.rows, len(app.painted)
        was = rows.current
        if was is None or ((rows.ends if key == "pagedown" else rows.starts) and _at_edge(rows, key)):
            break
        pressed = app.press(key)
        await asyncio.sleep(REPEAT)
        if app.rows.current is was:
            stalled += 1
            continue
        took = await _answered(app, pressed, before)
        times += [took] if took is not None else []
        most = max(most, len(rows.items))
    await _settled(app)
    return {"p95_ms": _p95(times), "stalled": stalled, "held": most, "presses": len(times)}


def _at_edge(rows: Window[Any], key: str) -> bool:
    return bool(rows.items) and rows.current is rows.items[-1 if key == "pagedown" else 0]


async def _measured(app: Watched, started: float) -> dict[str, Any]:
    async with app.run_test(size=SIZE):
        await _settled(app)
        first = (app.shown or app.painted[-1]) - started
        found = [await _press(app, key) for key in KEYS]
        times = [pair for pair in found if pair is not None]
        told = {
            "first_paint_s": round(first, 3),
            "key_p95_ms": _p95([answered for answered, _ in times]),
            "settled_p95_ms": _p95([settled for _, settled in times]),
        }
        if any(app.tracker.reading.counts()):
            told |= await _scrolled(app)
        told |= await _screens(app)
        app.exit()
    return told


async def _scrolled(app: Watched) -> dict[str, Any]:
    """Go through the whole list, and from its end some way back."""
    await _press(app, "g")
    down = await _held(app, "pagedown", 10_000)
    await _press(app, "g")
    await _press(app, "G")
    back = await _held(app, "pageup", 3 * MOST // max(SIZE[1] // 3, 1))
    await _press(app, "g")
    return {
        "scroll_p95_ms": down["p95_ms"],
        "scrolled": app.tracker.reading.counts()[0],
        "stalled": down["stalled"] + back["stalled"],
        "back_p95_ms": back["p95_ms"],
        "held": max(down["held"], back["held"]),
    }


async def _screens(app: Watched) -> dict[str, float]:
    """Open the feeds and the large story, of which what is asked for is there with the last paint."""
    told = {"feeds_ms": await _opened(app, "F")}
    await _press(app, "q")
    with suppress(NotFoundError):
        app.tracker.reading.story(LARGE)
        before, asked = len(app.painted), time.monotonic()
        app.post_message(OpenStory(LARGE))
        await _answered(app, asked, before)
        await _settled(app)
        told["large_ms"] = round(1000 * (app.painted[-1] - asked), 1)
        for key, name in (("h", "history_ms"), ("w", "why_ms")):
            told[name] = await _opened(app, key)
            await _press(app, "q")
    return told


async def _opened(app: Watched, key: str) -> float:
    times = await _press(app, key)
    return round(times[1], 1) if times else 0.0


def _p95(times: list[float]) -> float:
    return round(sorted(times)[int(0.95 * len(times))], 1) if times else 0.0


def child(folder: Path, started: float) -> None:
    """Run the interface on a data folder and print what was measured."""
    session = Session(data=folder, quiet=True, now=NOW)
    with session.tracker() as tracker:
        found = asyncio.run(_measured(Watched(tracker, Settings(), poll=False), started))
    found["rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    print(json.dumps(found))


def measured(folder: Path) -> dict[str, Any]:
    """Run the interface in a process of its own and return what it measured."""
    module = "tests.benchmarks.interface"
    words = [sys.executable, "-m", module, str(folder), "--started", str(time.monotonic())]
    done = subprocess.run(words, check=True, capture_output=True, text=True, env={**os.environ, **FRAMES})
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(arguments: list[str] | None = None) -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.interface")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--feeds", type=int, default=10_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--started", type=float, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.started is not None:
        child(asked.folder, asked.started)
        return
    with TemporaryDirectory() as scratch:
        empty, folder = Path(scratch) / "empty", asked.folder or asked.keep or Path(scratch) / "full"
        empty.mkdir()
        if asked.folder is None:
            folder.mkdir(parents=True, exist_ok=True)
            fill(folder, asked.articles, asked.stories, asked.feeds)
        print(json.dumps({**_counted(folder), **measured(folder), "empty": measured(empty)}))


def _counted(folder: Path) -> dict[str, int]:
    """Bring the database up to date, and say how much is in it: no article has left it."""
    with Session(data=folder, quiet=True).tracker() as tracker:
        return {"articles": tracker.store.saved.newest(), "feeds": len(tracker.subscribing.feeds())}


if __name__ == "__main__":
    main()
