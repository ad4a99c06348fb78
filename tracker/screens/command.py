"""What a command of the interface is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do.

    `keys` are Textual's names of keys; the action is `action_<id>`. `scopes` says where the
    command works, `shown` in which of them the footer names it.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    scopes: tuple[str, ...]
    shown: tuple[str, ...] = ()


_LISTEN, _STORY = "Listening", ("story",)

# Commands of a story that is read aloud; the rest is in `command_table`.
LISTENING = (
    # Not named in the footer, which is full at 80 columns.
    Command(
        "listen", ("a",), "Aloud", "Read the story aloud; once more pauses, then goes on.", _LISTEN, _STORY
    ),
    Command("listen_on", ("full_stop",), "On", "Go on to the next sentence.", _LISTEN, _STORY),
    Command("listen_back", ("comma",), "Back", "Go back to the sentence before.", _LISTEN, _STORY),
    Command("listen_stop", ("A",), "Silence", "Stop reading aloud.", _LISTEN, _STORY),
)
