"""Read state in a folder that several machines share: each writes its own file, and takes in the others'."""

from __future__ import annotations

import re
import secrets
import socket
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tracker.core.copies import read_state
from tracker.errors import NotFoundError, TrackerError
from tracker.model import Merged
from tracker.subscriptions import disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.core.copies.read_state import Reader
    from tracker.store import Store

# The largest file that is read: what a user read in a year, at 200 bytes an article, is a tenth.
LARGEST = 64_000_000
# The fact under which a database remembers how its machine is called in the folder.
_MACHINE = "machine"
_PREFIX = "read-state-"
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def load(reader: Reader, path: Path) -> Merged:
    """Take in the file of another machine. Raises NotFoundError for none, TrackerError for a bad one."""
    return reader.take_in(read_state.read(_bytes(path), str(path)))


def save(reader: Reader, path: Path) -> int:
    """Write what is read here into a file, at once, unless it says so already; return how many stories."""
    if not path.absolute().parent.is_dir():
        raise NotFoundError(f"There is no folder {path.absolute().parent}.", "Make it, or name another.")
    state = reader.state()
    if not _says(path, read_state.write(replace(state, written_at=_NO_TIME))):
        disk.write(path, read_state.write(state))
    return len(state.stories)


def sync(store: Store, reader: Reader, folder: Path, tell: Callable[[str], None]) -> tuple[Merged, int]:
    """Take in every machine's file in a folder, then write this one's; count those that can't be read.

    A file that is there in part, as it is while it comes, is told and left for the next time; one of
    something else than read state is nobody's business.
    """
    if not folder.is_dir():
        raise NotFoundError(f"There is no folder {folder}.", "Make it, or name another.")
    own, merged, failed = folder / _own_name(store), Merged(), 0
    for path in sorted(folder.glob(f"{_PREFIX}*.json")):
        if path == own or not path.is_file():
            continue
        try:
            new = load(reader, path)
        except TrackerError as error:
            failed += 1
            tell(str(error))
            continue
        merged = sum_of(merged, new)
    save(reader, own)
    return merged, failed


def sum_of(one: Merged, other: Merged) -> Merged:
    """Add up what two files changed."""
    return Merged(
        one.read + other.read,
        one.followed + other.followed,
        one.muted + other.muted,
        one.waiting + other.waiting,
    )


def _own_name(store: Store) -> str:
    """Name this machine's file by its host, and by the database, as two hosts may be named alike."""
    # A copied folder is another machine's: its token is drawn anew.
    token, _, place = store.upkeep.remembered(_MACHINE).partition(" ")
    here = str(store.path.absolute())
    if not token or place != here:
        token = secrets.token_hex(4)
        store.upkeep.remember(_MACHINE, f"{token} {here}")
    host = re.sub(r"[^\w-]", "", socket.gethostname().partition(".")[0], flags=re.ASCII)[:40]
    return f"{_PREFIX}{host or 'tracker'}-{token}.json"


def _says(path: Path, wanted: bytes) -> bool:
    """Tell whether a file says that already: a folder is not to be synced for another time of writing."""
    try:
        state = read_state.read(_bytes(path), str(path))
    except TrackerError:
        return False
    return read_state.write(replace(state, written_at=_NO_TIME)) == wanted


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {path}.") from None
    except OSError as error:
        raise TrackerError(f"{path} can't be read: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise TrackerError(f"{path} is too large for a read state.", "Nothing was changed.")
    return data
