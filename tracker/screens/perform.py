"""Runs a command where its key would have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen


async def perform(screen: Screen[object], action: str) -> None:
    """Run a command on what has the focus, else on the screen, else on the application.

    A screen that was left meanwhile has nothing that could run one.
    """
    if screen not in screen.app.screen_stack:
        return
    for node in (screen.focused, screen, screen.app):
        if node is not None and hasattr(node, f"action_{action}"):
            await screen.app.run_action(action, node)
            return
