"""Every command of the interface, once: its keys, its place in palette and help, its help sentence.

Bindings, the palette, the `:` line, the `?` page and the README's key table are made from
`COMMANDS` (in `command_table`). `[keys]` of config.toml and the newsboat preset change keys
by a command's id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import format_key

from tracker.screens.command_table import COMMANDS, GROUPS, Command

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.settings import Settings

__all__ = [
    "COMMANDS",
    "GROUPS",
    "NEWSBOAT",
    "Command",
    "bindings",
    "command",
    "keymap",
    "keys_of",
    "unknown",
    "within",
]

# Keys that a user of newsboat has in the fingers (newsboat's manual, "Newsboat's functions").
NEWSBOAT: Mapping[str, str] = {
    "unread": "l",
    "lone": "L",
    "next_story": "n,J",
    "previous_story": "p,K",
    "next_section": "right_curly_bracket",
    "previous_section": "left_curly_bracket",
    "evolution": "P",
    "open": "enter",
    "quit": "Q",
}
_PRESETS: Mapping[str, Mapping[str, str]] = {"newsboat": NEWSBOAT}


def command(name: str) -> Command | None:
    """Find a command by its id; a dash counts as an underscore."""
    wanted = name.strip().replace("-", "_")
    return next((found for found in COMMANDS if found.id == wanted), None)


def bindings(scope: str) -> list[Binding]:
    """Make the bindings of one scope; each carries its command's id, by which keys are changed."""
    return [
        Binding(
            ",".join(found.keys),
            found.id,
            found.label,
            show=scope in found.shown,
            tooltip=found.help,
            id=found.id,
        )
        for found in COMMANDS
        if scope in found.scopes
    ]


def keymap(settings: Settings) -> dict[str, str]:
    """Give the keys that differ from the table's: those of the preset, then the user's own."""
    keys = dict(_PRESETS.get(settings.key_preset, {}))
    keys.update({name: key for name, key in settings.keys if command(name) and key.strip()})
    return keys


def unknown(settings: Settings) -> tuple[str, ...]:
    """Name what `[keys]` sets that is no command."""
    return tuple(name for name, _ in settings.keys if command(name) is None)


def keys_of(found: Command, changed: Mapping[str, str]) -> str:
    """Write a command's keys as a reader sees them: "j ↓"."""
    keys = changed[found.id].split(",") if found.id in changed else found.keys
    return " ".join(_shown(key.strip()) for key in keys)


def within(scopes: Iterable[str]) -> list[Command]:
    """List the commands that work where these scopes are."""
    here = set(scopes)
    return [found for found in COMMANDS if here & set(found.scopes)]


def _shown(key: str) -> str:
    *modifiers, last = key.split("+")
    return "+".join([*modifiers, format_key(last)])
