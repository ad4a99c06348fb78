"""What the status line says while keys wait for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.screens.commands import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def lettered(typed: str) -> str:
    """Say what to do while letters are shown."""
    return f"{f'{typed}… · the next letter' if typed else 'Type the letters of a link'} · escape leaves"


def counted(typed: str, keys: Mapping[str, str], *, cites: bool) -> str:
    """Say what a number may go before; `cites`: it can be that of a source, too."""
    number = typed.lstrip("0")
    if not number:
        return f"{typed} · a number, then a move · escape forgets"
    source = f"{key_of('follow_link', keys)} opens source [{number}] · " if cites else ""
    moves = f"{key_of('down', keys)} {number} down · {key_of('bottom', keys)} row {number}"
    return f"{number} · {source}{moves} · escape forgets"
