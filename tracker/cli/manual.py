"""The manual page, made from the same commands, settings and exit codes that the program runs by.

In the man macros (groff_man(7)), which every man program knows.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import click

from tracker import __version__
from tracker.settings import Settings
from tracker.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EXITS = (
    ("0", "Done."),
    ("1", "Failed; with diff --exit-code: the versions differ; with doctor: something is bad."),
    ("2", "The command line or a file of yours can't be understood."),
    ("3", "What was named is not there."),
    ("4", "Done in part: some feeds failed."),
)
_FILES = (
    ("$XDG_CONFIG_HOME/tracker/config.toml", "Settings; all of them have defaults."),
    ("$XDG_CONFIG_HOME/tracker/feeds.yaml", "Your feeds, with your comments kept."),
    ("$XDG_DATA_HOME/tracker/tracker.db", "All else: articles, stories, versions."),
    ("$XDG_STATE_HOME/tracker/tracker.log", "Warnings."),
)
_ENVIRONMENT = (
    ("NO_COLOR", "Print and draw without colours."),
    ("TRACKER_ALLOW_PRIVATE", "Private hosts that may be fetched from, parted by commas."),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "Where things live, unless --data says so."),
)
# Signs that roff reads as something else; what is not ASCII is written by its number.
_SPECIAL = {"\\": "\\e", "-": "\\-", "^": "\\(ha", "~": "\\(ti", "`": "\\(ga", "'": "\\(aq"}
_CODE = re.compile(r"`([^`]+)`")


def manual(command: click.Group) -> str:
    """Write the manual page of the whole command."""
    context = click.Context(command, info_name="tracker", **command.context_settings)
    parts = [
        f'.TH TRACKER 1 "" "tracker {__version__}" "User Commands"',
        *_section("NAME", ["tracker \\- a terminal news tracker that remembers"]),
        *_section("SYNOPSIS", ["\\fBtracker\\fR [\\fIOPTIONS\\fR] [\\fIVERB\\fR [\\fIARGUMENTS\\fR]]"]),
        *_section("DESCRIPTION", _prose(command.help or "")),
        *_section(
            "OPTIONS", [plain("They may stand before or after the verb."), *_options(command, context)]
        ),
        *_section("VERBS", list(_verbs(command, context))),
        *_section("KEYS", list(_keys())),
        *_section("CONFIGURATION", list(_settings())),
        *_section("EXIT STATUS", list(_table(EXITS))),
        *_section("ENVIRONMENT", list(_table(_ENVIRONMENT))),
        *_section("FILES", list(_table(_FILES))),
    ]
    return "\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Write a text so that roff prints it as it is: no line of it is a request, no sign an escape."""
    written = "".join(
        _SPECIAL.get(sign, sign if sign.isascii() else f"\\[u{ord(sign):04X}]") for sign in clean(text)
    )
    return "\n".join(f"\\&{line}" if line[:1] in {".", "'"} else line for line in written.split("\n"))


def _section(name: str, body: list[str]) -> list[str]:
    return [f".SH {name}", *body]


def _prose(help_text: str) -> list[str]:
    """Write a help text: its paragraphs, and what is code in bold."""
    told: list[str] = []
    for place, paragraph in enumerate(re.split(r"\n\s*\n", help_text.strip())):
        if paragraph.lstrip(" ").startswith("\b"):  # click's mark of lines that stay as they are
            told += _code(line.strip() for line in paragraph.splitlines()[1:])
            continue
        flowing = " ".join(paragraph.split())
        parts = _CODE.split(flowing)
        marked = "".join(f"\\fB{plain(p)}\\fR" if n % 2 else plain(p) for n, p in enumerate(parts))
        told += [*([".PP"] if place else []), f"\\&{marked}" if marked[:1] in {".", "'"} else marked]
    return told


def _verbs(command: click.Group, context: click.Context) -> Iterator[str]:
    for name in command.list_commands(context):
        verb = command.get_command(context, name)
        if verb is None or verb.hidden:
            continue
        own = click.Context(verb, info_name=name, parent=context)
        pieces = " ".join(piece for piece in verb.collect_usage_pieces(own) if piece != "[OPTIONS]")
        yield f".SS tracker {plain(name)} {plain(pieces)}".rstrip()
        yield from _prose(verb.help or "")
        yield from _options(verb, own, but="--help")


def _options(command: click.Command, context: click.Context, but: str = "") -> list[str]:
    """Write the options that the help shows, all `but` one; the global ones are hidden in the verbs."""
    told: list[str] = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option) and but not in parameter.opts:
            told += [".TP", f"\\fB{plain(record[0])}\\fR", *_prose(record[1])]
    return told


def _keys() -> Iterator[str]:
    """Write the commands of the interface by group, with the name that [keys] and the `:` line know."""
    from tracker.screens.commands import COMMANDS, GROUPS, keys_of

    for group in GROUPS:
        yield f".SS {plain(group)}"
        for found in COMMANDS:
            if found.group == group:
                yield from (
                    ".TP",
                    f"\\fB{plain(keys_of(found, {}))}\\fR, {plain(found.id)}",
                    *_prose(found.help),
                )


def _settings() -> Iterator[str]:
    """Write config.toml as it is where nothing is set, table by table, from the dataclasses that hold it."""
    defaults = Settings()
    tables = [item.name for item in fields(Settings) if is_dataclass(getattr(defaults, item.name))]
    single = [
        name
        for name in (item.name for item in fields(Settings))
        if name not in {*tables, "key_preset", "keys"}
    ]
    yield plain("What stands in config.toml where you set nothing.")
    yield from _code(f"{name} = {_toml(getattr(defaults, name))}" for name in single)
    yield plain("In [keys], each key is the name of a command of KEYS with the keys that it gets; preset is")
    yield plain('"newsboat", or nothing.')
    for name in tables:
        table = getattr(defaults, name)
        yield f".SS [{plain(name)}]"
        about = (type(table).__doc__ or "").partition(": ")[2]
        yield from _prose(about[:1].upper() + about[1:])
        yield from _code(f"{each.name} = {_toml(getattr(table, each.name))}" for each in fields(table))


def _code(lines: Iterable[str]) -> Iterator[str]:
    """Write lines as they are, set in."""
    yield from (".PP", ".nf", ".RS 4", *map(plain, lines), ".RE", ".fi", ".PP")


def _table(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in rows:
        yield from (".TP", f"\\fB{plain(name)}\\fR")
        yield from _prose(text)


def _toml(value: Any) -> str:  # noqa: ANN401 - any setting
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
