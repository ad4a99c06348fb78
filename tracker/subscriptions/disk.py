"""Reading and writing the user's files: whole, or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack, contextmanager, suppress
from threading import RLock
from typing import TYPE_CHECKING

from tracker.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# 100,000 feeds fit into half of this; what is larger is not a list of feeds.
_LARGEST = 32_000_000
# A full disk, a full quota, and a file beyond the limit that the system sets it.
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_THREADS = RLock()


def read(path: Path) -> bytes:
    """Read a file. Raises FileNotFoundError, and ConfigError for all else that can go wrong."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise
    except IsADirectoryError as error:
        raise ConfigError(f"{path} is a folder, not a file.") from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} can't be read: {_reason(error)}.") from error
    if len(data) > _LARGEST:
        raise ConfigError(f"{path} is too large for a list of feeds.")
    return data


def text(path: Path, data: bytes) -> str:
    """Decode UTF-8. Raises ConfigError with the line of the first wrong byte."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}, line {line}: not UTF-8 text.", "Save the file as UTF-8.") from error


def write(path: Path, data: bytes) -> None:
    """Replace the file at once, keeping its mode; a symlink is followed, its target replaced.

    The new content is on the disk before it takes the old one's place, so that a crash
    leaves one or the other. Raises ConfigError; the file is then as it was.
    """
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except (OSError, RuntimeError) as error:
        full = isinstance(error, OSError) and error.errno in _FULL
        way = "Make room." if full else "Check that you may write to the file and its folder."
        raise ConfigError(
            f"{path} can't be written: {_reason(error)}.", f"Nothing was changed. {way}"
        ) from error


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other threads and processes from changing the file between a reading and its writing.

    The lock is the folder's, since the file itself is replaced; the system takes it away
    with a process that dies. Where the folder can't be locked, threads alone are kept out.
    """
    with _THREADS, ExitStack() as stack:
        with suppress(ImportError, OSError):
            import fcntl

            folder = os.open(path.resolve().parent, os.O_RDONLY)
            stack.callback(os.close, folder)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield


def _replace(target: Path, data: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    if target.exists() and not os.access(target, os.W_OK):
        # A rename would get past this; who took the right to write away meant it.
        raise PermissionError(None, "it is read-only")
    # `secrets` gives the same, and loads OpenSSL for it: a fortieth of what a listing takes to start.
    new = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            if target.exists():
                os.fchmod(file.fileno(), target.stat().st_mode & 0o7777)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(target)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
    _sync(target.parent)


def _sync(folder: Path) -> None:
    """Bring the rename itself to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
