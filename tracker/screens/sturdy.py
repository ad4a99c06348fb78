"""What keeps the interface up, and the terminal whole when it goes down."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import signal
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import App
from textual.geometry import Region
from textual.message import Message

from tracker.text.clean import clean, line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.screen import Screen

    from tracker.render.lines import Role

log = logging.getLogger(__name__)

# What asks a program to leave: the system, and the end of the terminal, which Windows has not. asyncio itself
# heeds SIGINT.
LEAVE = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
# Seconds that a key waits for a screen; the largest page of 20,000 stories is there in a tenth of one.
OPENING = 2.0
# Columns of what goes to the log, and signs of a fault told in a sentence.
PAGE, FEW = 110, 120


class CaughtUp(Message):
    """The line to the terminal is free again after frames were left out."""


class SturdyApp(App[None]):
    """An application that leaves in order when asked by a signal, and draws no more than the line takes.

    `fault` says in a few words of what the application died; the log has the rest. Textual would
    print pages of source with values of variables, some of them a feed's.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fault = ""
        self._owed: dict[int, tuple[int, int]] = {}

    def get_driver_class(self) -> type[Driver]:
        """Take a driver of ours where Textual takes the one for Linux and macOS."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from tracker.screens.driver import TerminalDriver

        return TerminalDriver

    def on_load(self) -> None:
        """Leave in order when asked from outside, or the terminal would stay as Textual set it."""
        loop = asyncio.get_running_loop()
        for number in LEAVE:
            # Windows has no such handlers, and outside of the main thread there are none.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self.exit)

    async def on_event(self, event: events.Event) -> None:
        """Let keys wait for the screen that an earlier one opens, and clean what is pasted.

        Typed quicker than a screen comes up, a key would be done by widgets that are not there; and
        Textual's inputs echo what is pasted as it is, escapes and all.
        """
        if isinstance(event, events.InputEvent | events.Paste):
            await self._opened()
            if not self.screen_stack:
                return  # nothing is open any more: the application is leaving
        if isinstance(event, events.Paste):
            event.text = clean(event.text)
        await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action when the screen on top is there: another screen may have got the key before it."""
        await self._opened()
        return await super().run_action(action, default_namespace, namespaces)

    async def _opened(self) -> None:
        """Wait until the screen on top has its widgets, whichever that is then; at most OPENING seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(OPENING):
                while self.screen_stack and not _mounted(self.screen).is_set():
                    await _mounted(self.screen).wait()

    def action_suspend(self) -> None:
        """Stop, and let the shell have the terminal until `fg`."""
        if getattr(self._driver, "has_shell", False):
            self.action_suspend_process()
        else:
            self.tell("There is no shell here to go back to.", "warn")

    def tell(self, text: str, role: Role = "") -> None:
        """Say something to the user."""
        raise NotImplementedError

    # ------------------------------------------------------------ a slow line

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Draw, or where the line is behind remember what was not drawn."""
        if not getattr(self._driver, "is_behind", False):
            super()._display(screen, renderable)
            return
        for row, left, right in _spans(renderable):
            begun, ended = self._owed.get(row, (left, right))
            self._owed[row] = (min(left, begun), max(right, ended))

    @on(CaughtUp)
    def _draw_owed(self) -> None:
        """Draw what was left out, as it is now."""
        owed = [Region(left, row, right - left, 1) for row, (left, right) in self._owed.items()]
        self._owed.clear()
        if owed:
            self.screen.refresh(*owed)

    # ------------------------------------------------------------ a fault

    def _handle_exception(self, error: Exception) -> None:
        """Write down what went wrong; the application ends. Who leaves anyhow is not told of it."""
        if self._exit:
            log.warning("a fault while leaving", exc_info=error)
            return
        self.fault = self.fault or line(f"{type(error).__name__}: {error}", FEW)
        log.critical("the interface ended by a fault", exc_info=error)
        super()._handle_exception(error)

    def panic(self, *renderables: RenderableType) -> None:
        """Write down what Textual would print; the application ends."""
        self.fault = self.fault or "Textual gave up"
        log.critical("%s", _plain(*renderables))
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """End without printing what is in the log."""
        self._close_messages_no_wait()


def _mounted(screen: Screen[Any]) -> asyncio.Event:
    """Return what is set when a screen has its widgets; Textual has no public name for it."""
    return screen._mounted_event  # noqa: SLF001


def _spans(update: object) -> list[tuple[int, int, int]]:
    """Name what an update of Textual's draws: row, first column, column behind the last."""
    if hasattr(update, "spans"):
        return list(update.spans)
    region: Region | None = getattr(update, "region", None)
    return [] if region is None else [(row, region.x, region.right) for row in range(region.y, region.bottom)]


def _plain(*renderables: RenderableType) -> str:
    from rich.console import Console

    page = Console(file=io.StringIO(), width=PAGE, color_system=None)
    page.print(*renderables)
    return str(page.file.getvalue())  # type: ignore[attr-defined]  # it is the StringIO above
