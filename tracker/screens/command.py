"""What a command of the interface is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

# What the `:` line takes after a command's name, and offers to complete.
Argument = Literal[
    "", "story", "feed", "theme", "section", "address", "words", "definition", "command", "question"
]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do.

    `keys` are Textual's names of keys; the action is `action_<id>`. `scopes` says where the
    command works, `shown` in which of them the footer names it. `takes` is what may follow its
    name on the `:` line; `take_<id>` of the screen, or of the application, is given that. One that
    `counts` heeds a number typed before its key: its action, of what has the focus, is given that.
    `writes`: it changes what is kept, or asks the network for it; `local`: it starts a program of the
    machine that tracker runs on.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    scopes: tuple[str, ...]
    shown: tuple[str, ...] = ()
    writes: bool = field(default=False, kw_only=True)
    local: bool = field(default=False, kw_only=True)
    takes: Argument = field(default="", kw_only=True)
    counts: bool = field(default=False, kw_only=True)

    @property
    def typed(self) -> str:
        """The name on the `:` line."""
        return self.id.replace("_", "-")


_LISTEN, _STORY = "Listening", ("story",)

# Commands of a story that is read aloud; the rest is in `command_table`.
LISTENING = (
    # Not named in the footer, which is full at 80 columns.
    Command(
        "listen",
        ("a",),
        "Aloud",
        "Read the story aloud; once more pauses, then goes on.",
        _LISTEN,
        _STORY,
        local=True,
    ),
    Command("listen_on", ("full_stop",), "On", "Go on to the next sentence.", _LISTEN, _STORY, local=True),
    Command(
        "listen_back", ("comma",), "Back", "Go back to the sentence before.", _LISTEN, _STORY, local=True
    ),
    Command("listen_stop", ("A",), "Silence", "Stop reading aloud.", _LISTEN, _STORY, local=True),
)
