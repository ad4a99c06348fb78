"""What was typed → which command of the table it is, by key, name or the beginning of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.screens.commands import COMMANDS, Command, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_HERE = "Reading on"
# Commands that only linear text needs: a screen scrolls.
OWN: tuple[Command, ...] = (
    Command("more", (), "More", "Read on; so does an empty line.", _HERE, ("app",)),
    Command("all", (), "All", "Print all the rest at once.", _HERE, ("app",)),
    Command("again", (), "Again", "Print this view again, as it is now.", _HERE, ("app",)),
    Command("sections", (), "Sections", "Name the sections; typing one prints it.", _HERE, ("page",)),
    Command("wait", (), "Wait", "Wait for the end of a poll.", "Everywhere", ("app",)),
)
# What works by other means in linear text, and by which.
OTHERWISE: Mapping[str, str] = {
    "down": "Type a number, or more to read on.",
    "up": "Type a number, or back to go back.",
    "next_link": "Type the number of a source to open it.",
    "hints": "Type the number of what you want to open.",
    "previous_link": "Type the number of a source to open it.",
    "layout": "Linear text has one column.",
    "complete": "Type the beginning of a word; tab completes it where the terminal can.",
    "stop": "Press ctrl+c while the model works: it is stopped, and the articles' own sentences stay.",
    "redraw": "Type again to print this view again.",
    "suspend": "Press ctrl+z to go back to the shell, where fg comes back here.",
    "theme": "Linear text has no colours.",
    "palette": "Type a command by its name; help lists them.",
    "command": "Type a command by its name; help lists them.",
}
_WORDS = {"exit": "quit", "bye": "quit", "next": "more", "continue": "more", "list": "again", "home": "top"}
# Fewer letters are keys, or the beginning of too many names.
_LEAST = 3
_KEY_AND_NUMBER = re.compile(r"([^\W\d_]|[^\w\s])\s*(\d{1,9})", re.ASCII)


class Typed(NamedTuple):
    """A word, or a number as text, and what follows it."""

    word: str
    rest: str


def parted(line: str) -> Typed:
    """Part a line: "follow 3", "f3", "3", "/harbour strike", ":diff 2 4"."""
    line = line.strip().removeprefix(":").strip()
    if line.startswith("/"):
        return Typed("search", line[1:].strip())
    if line.startswith("'"):
        return Typed("jump", line[1:].strip())
    stuck = _KEY_AND_NUMBER.fullmatch(line)
    if stuck is not None:
        return Typed(stuck[1], stuck[2])
    word, _, rest = line.partition(" ")
    return Typed(word, rest.strip())


def find(word: str, scopes: Sequence[str], keys: Mapping[str, str]) -> Command | None:
    """Find the command that a word means where the user is; `keys` differ from the table.

    `scopes` go from the nearest to the farthest; of two commands with a key the nearer counts.
    """
    here = within(scopes)
    for found in here:
        if word in keys_of(found, keys).split():
            return found
    wanted = re.sub(r"[- ]", "_", word.casefold())
    wanted = _WORDS.get(wanted, wanted)
    named = [found for found in here if found.id == wanted]
    begun = [found for found in here if len(wanted) >= _LEAST and found.id.startswith(wanted)]
    return named[0] if named else begun[0] if len({found.id for found in begun}) == 1 else None


def elsewhere(word: str) -> Command | None:
    """Find a command by its name that works somewhere."""
    wanted = word.casefold().replace("-", "_")
    return next((found for found in COMMANDS if found.id == wanted), None)


def within(scopes: Iterable[str]) -> list[Command]:
    """List the commands of these scopes, those of the nearest first."""
    found = [each for scope in (*scopes, "app") for each in (*COMMANDS, *OWN) if scope in each.scopes]
    return list(dict.fromkeys(found))


def help_words(found: Command, keys: Mapping[str, str]) -> str:
    """Say how a command is typed, and what it does."""
    typed = [key for key in keys_of(found, keys).split() if len(key) == 1] if found.keys else []
    name = found.id.replace("_", " ").replace(" ", "-")
    return f"{name}{f', or {typed[0]}' if typed else ''}: {found.help}"
