"""Every command of the interface, once: its keys, its place in palette and help, its help sentence.

Bindings, the palette, the `:` line, the `?` page and the README's key table are made from
`COMMANDS` (in `command_table`). `[keys]` of config.toml and the newsboat preset change keys
by a command's id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import format_key

from tracker.screens.command import Command
from tracker.screens.command_table import COMMANDS, GROUPS
from tracker.screens.dialog_commands import DIALOGS
from tracker.screens.newsboat import NEWSBOAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.settings import Settings

__all__ = [
    "COMMANDS",
    "GROUPS",
    "NEWSBOAT",
    "Command",
    "bindings",
    "collisions",
    "command",
    "key_of",
    "keymap",
    "keys_of",
    "offered",
    "unknown",
    "withheld",
    "within",
    "works",
]

# The scopes whose keys work at the same time: those of a screen and of what has its focus.
PLACES = (
    ("home", "list"),
    ("story", "page"),
    ("diff", "page"),
    ("history", "list"),
    ("feeds", "list"),
    ("search", "list"),
    ("article", "page"),
    ("why", "list"),
    ("question", "page"),
    ("welcome", "page"),
    ("page",),
)
# Dialogs have no other keys than their own.
DIALOG_PLACES = (*((dialog,) for dialog in DIALOGS if dialog != "choice"), ("choice", "list"))
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
    for name, own in settings.keys:
        found = command(name)
        if found is not None and own.strip():
            keys[found.id] = _named(own)
    return keys


def unknown(settings: Settings) -> tuple[str, ...]:
    """Name what `[keys]` sets that is no command."""
    return tuple(name for name, _ in settings.keys if command(name) is None)


def collisions(settings: Settings) -> list[str]:
    """Tell for each key that `[keys]` sets which other command has it in the same place.

    Keys that two commands share in the table itself are meant so: the nearer one counts.
    """
    changed = keymap(settings)
    told: dict[str, None] = {}
    for name, _ in settings.keys:
        own = command(name)
        for other in COMMANDS:
            if own is None or other.id == own.id or not _meet(own, other):
                continue
            shared = set(_keys(own, changed)) & set(_keys(other, changed))
            for key in sorted(shared - (set(own.keys) & set(other.keys))):
                pair = sorted((own.id, other.id))
                told[f"In [keys], {_shown(key)} is both {pair[0]} and {pair[1]}"] = None
    return list(told)


def keys_of(found: Command, changed: Mapping[str, str]) -> str:
    """Write a command's keys as a reader sees them: "j ↓"."""
    return " ".join(_shown(key) for key in _keys(found, changed))


def key_of(name: str, changed: Mapping[str, str]) -> str:
    """Write the first key of a command by its id, as a sentence names it: "U"."""
    found = next(found for found in COMMANDS if found.id == name)
    return _shown(_keys(found, changed)[0])


def withheld(*, reading: bool, remote: bool) -> frozenset[str]:
    """Name the commands that are not offered where nothing may change, or where the user is elsewhere."""
    return frozenset(found.id for found in COMMANDS if (reading and found.writes) or (remote and found.local))


def within(scopes: Iterable[str]) -> list[Command]:
    """List the commands that work where these scopes are."""
    here = set(scopes)
    return [found for found in COMMANDS if here & set(found.scopes)]


def works(found: Command, scopes: Iterable[str]) -> bool:
    """Tell whether a command works on a screen of these scopes."""
    return bool({*scopes, "app"} & set(found.scopes))


def offered(scopes: Iterable[str], withheld: frozenset[str]) -> list[Command]:
    """List what can be asked for by name on a screen of these scopes: all that works there but moving."""
    here = within((*scopes, "app"))
    return [found for found in here if found.group != "Moving" and found.id not in withheld]


def _keys(found: Command, changed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(changed[found.id].split(",")) if found.id in changed else found.keys


def _meet(one: Command, other: Command) -> bool:
    """Tell whether there is a place where the keys of both work."""
    places = [*({*place, "app"} for place in PLACES), *map(set, DIALOG_PLACES)]
    return any(place & set(one.scopes) and place & set(other.scopes) for place in places)


def _named(keys: str) -> str:
    """Write keys as Textual names them, whatever a user calls them: "?" is "question_mark"."""
    return ",".join(_name(key) for key in keys.split(",") if key.strip())


def _name(key: str) -> str:
    return next(iter(Binding.make_bindings([Binding(key.strip(), "")]))).key


def _shown(key: str) -> str:
    *modifiers, last = key.split("+")
    return "+".join([*modifiers, format_key(last)])
