"""Runs the interface in tests: opens it on a newsroom, waits for its workers, reads the screen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tracker.app import TrackerApp
from tracker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from tracker.core import Tracker
    from tracker.core.typed_lines import TypedLines
    from tracker.screens.copying import Clipboard

# A worker's answer may ask the next question: list, preview, story. None asks more than four.
QUESTIONS = 5
# Looks after which an interface that is never at rest is taken as it is.
MOST = 100
USUAL = (120, 40)


class FakeBrowser:
    """Takes addresses instead of opening them."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def __call__(self, url: str) -> str:
        self.opened.append(url)
        return f"Opened {url}"


class Interface:
    """A running application with a pilot in it."""

    def __init__(self, app: TrackerApp, pilot: Pilot[None], browser: FakeBrowser) -> None:
        self.app = app
        self.pilot = pilot
        self.browser = browser

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has had its effect."""
        for key in keys:
            await self.pilot.press(key)
            await settled(self.pilot)

    async def type(self, text: str) -> None:
        await self.pilot.press(*text)
        await settled(self.pilot)

    @property
    def screen(self) -> str:
        """The class of the screen on top."""
        return type(self.app.screen).__name__

    @property
    def text(self) -> str:
        """All that the screen shows."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def where(self) -> str:
        return self.text.splitlines()[0]

    @property
    def status(self) -> str:
        """The status line; trouble takes several rows."""
        rows, bars = self.text.splitlines(), self.app.screen.query("#status")
        if not bars:
            return rows[-2]
        shown = rows[bars.first().region.y : bars.first().region.bottom]
        return shown[0] if len(shown) == 1 else " ".join(" ".join(shown).split())


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the workers have answered and the answers are drawn: an answer may ask the next."""
    calm = 0
    for _ in range(MOST):
        busy = any(not worker.is_finished for worker in pilot.app.workers)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        calm = 0 if busy else calm + 1
        if calm == QUESTIONS:
            return


@asynccontextmanager
async def opened(
    tracker: Tracker,
    settings: Settings | None = None,
    *,
    size: tuple[int, int] = USUAL,
    poll: bool = False,
    clipboard: Clipboard | None = None,
    typed: TypedLines | None = None,
) -> AsyncIterator[Interface]:
    """Open the interface on a tracker."""
    browser = FakeBrowser()
    app = TrackerApp(
        tracker, settings or Settings(), poll=poll, browse=browser, clipboard=clipboard, typed=typed
    )
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield Interface(app, pilot, browser)
