"""What a user can do in a dialog: the `:` line, the palette, a question, a choice."""

from __future__ import annotations

from tracker.screens.command import Command

_TYPING = "In a field or a choice"
# The scopes of the dialogs; where one of them is open, no other scope is.
DIALOGS = ("line", "ask", "choice", "pick", "manual")

DIALOG_COMMANDS: tuple[Command, ...] = (
    Command(
        "complete",
        ("tab",),
        "Complete",
        "Take the next completion; right takes the one that is shown.",
        _TYPING,
        ("line", "search"),
        ("search",),
    ),
    Command("complete_back", ("shift+tab",), "Back", "Take the completion before.", _TYPING, ("line",)),
    Command("earlier", ("up", "ctrl+p"), "Earlier", "Recall the line typed before.", _TYPING, ("line",)),
    Command("later", ("down", "ctrl+n"), "Later", "Recall the line typed after it.", _TYPING, ("line",)),
    Command(
        "choice_down",
        ("down", "ctrl+n", "tab"),
        "Down",
        "Go to the next of what is offered.",
        _TYPING,
        ("pick",),
    ),
    Command(
        "choice_up",
        ("up", "ctrl+p", "shift+tab"),
        "Up",
        "Go to the one before.",
        _TYPING,
        ("pick",),
    ),
    Command(
        "choice_mark",
        ("space",),
        "Mark",
        "Mark what is offered, or take its mark away.",
        _TYPING,
        ("choice",),
    ),
    Command("choice_all", ("a",), "All", "Mark all that is offered, or none.", _TYPING, ("choice",)),
)
