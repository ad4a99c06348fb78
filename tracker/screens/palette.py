"""The palette's entries: every command that works where the user is, and every theme."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Provider

from tracker.screens.commands import within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.command import Hits
    from textual.screen import Screen
    from textual.types import IgnoreReturnCallbackType


async def perform(screen: Screen[object], action: str) -> None:
    """Run a command where its key would have: on what has the focus, the screen, or the application."""
    for node in (screen.focused, screen, screen.app):
        if node is not None and hasattr(node, f"action_{action}"):
            await screen.app.run_action(action, node)
            return


class Commands(Provider):
    """Offers the table of commands; its texts are our own and hold no markup."""

    async def discover(self) -> Hits:
        """List everything."""
        for name, does, run in self._entries():
            yield DiscoveryHit(name, run, help=does)

    async def search(self, query: str) -> Hits:
        """List what fits, best first."""
        matcher = self.matcher(query)
        for name, does, run in self._entries():
            score = max(matcher.match(name), matcher.match(does) / 2)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=does)

    def _entries(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        scopes = (*getattr(self.screen, "SCOPES", ()), "app")
        for command in within(scopes):
            if command.group != "Moving" and command.id != "palette":
                yield command.label, command.help, partial(perform, self.screen, command.id)
        for theme in sorted(self.app.available_themes):
            yield (
                f"Theme {theme}",
                f"Draw the interface in the theme {theme}.",
                partial(setattr, self.app, "theme", theme),
            )
