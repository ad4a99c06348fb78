"""What SQLite refuses → one sentence: what, where, what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.errors import StoreError
from tracker.store.times import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into one sentence: what, where, what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(*_sentence(path, error)) from error
    except UnicodeDecodeError as error:
        # SQLite quotes its own schema in what it says, where that is damaged.
        raise StoreError(f"{path} is damaged.", DAMAGED) from error


def _sentence(path: Path, error: sqlite3.Error) -> tuple[str, str]:
    text = str(error)
    found = _BY_CODE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
    found = found or next((told for part, told in _BY_TEXT.items() if part in text), None)
    if found is None:
        return f"{path}: {text}.", "Run `tracker doctor`."
    what, hint = found
    return f"{path} {what}.", hint


# https://www.sqlite.org/rescode.html: the first byte of a code says of which kind it is.
_PRIMARY = 0xFF
_DAMAGED = ("is damaged", DAMAGED)
_BY_CODE = {
    sqlite3.SQLITE_BUSY: ("is locked by another program", "Try again when it is done."),
    sqlite3.SQLITE_LOCKED: ("is locked by another program", "Try again when it is done."),
    sqlite3.SQLITE_READONLY: ("can't be written to", "Check who owns it and its folder."),
    sqlite3.SQLITE_FULL: (
        "can't grow: the disk is full",
        "Make room and run the command again; nothing is lost.",
    ),
    # A quota or the limit of a process, a disk that fails, a share that is gone; or no room for a side file.
    sqlite3.SQLITE_IOERR: (
        "can't be read or written: its disk has no room or fails",
        "Make room or look at the disk, and run the command again; what was stored is kept.",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: ("is not a tracker database", "Name another place with --data."),
    sqlite3.SQLITE_CANTOPEN: ("can't be opened", "Check that its folder exists and is yours."),
}
_BY_TEXT = {
    "decode to UTF-8": _DAMAGED,
    "immutable": (
        "refused a change of what is kept for good",
        "This is a fault of tracker; please report it.",
    ),
}
