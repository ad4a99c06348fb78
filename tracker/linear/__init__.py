"""The interface as linear text, for screen readers, braille displays and dumb terminals.

A view prints its text as lines, one thing a line, by screenfuls; then a prompt waits for a number, a
command or a name. Nothing is drawn over, coloured or moved.

    conversation   the prompt, and the views that lie over each other
    console        lines out and in          editing    history and completion, where there is readline
    commands       what was typed            text       what is printed, and how far it was read
    view           what all views share      rounds     polling behind the prompt
    *_view         one view a file           *_acts     what is done with stories and articles

Commands, their keys and help are those of `screens.command_table`; what they do and say is in
`screens.deeds`, `core` and `render`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.core import Tracker
    from tracker.linear.console import Console
    from tracker.settings import Settings

# How an act is undone, as the account of it says.
UNDO = "(undo takes it back)"


def converse(  # noqa: PLR0913 - what comes in from outside, by name
    tracker: Tracker,
    settings: Settings,
    console: Console,
    *,
    browse: Callable[[str], str],
    demo: Callable[[], str],
    poll: bool,
) -> None:
    """Talk with the user on a console until they leave; `poll`: fetch what is due in the background.

    `browse` opens a web address and returns what to tell the user, or raises TrackerError; `demo` shows
    the demo, and returns what to tell then.
    """
    from tracker.linear.conversation import Conversation
    from tracker.linear.editing import edit
    from tracker.linear.rounds import Rounds
    from tracker.linear.view import Desk
    from tracker.screens.commands import keymap
    from tracker.screens.deeds import Deeds

    rounds = Rounds(tracker, settings.poll.every_minutes * 60 if poll else None)
    desk = Desk(
        tracker, Deeds(tracker, UNDO), console, rounds, browse, keymap(settings), settings.listen.command
    )
    conversation = Conversation(desk, demo)
    if console.edited:
        edit(conversation.words)
    try:
        conversation.run()
    finally:
        rounds.stop()
