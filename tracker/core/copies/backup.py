"""Backing up: one file that holds database, feeds.yaml and config.toml of one moment."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.core.copies import archive
from tracker.core.copies.keeping import BACKED_UP
from tracker.errors import StoreError, TrackerError
from tracker.model import Backup
from tracker.schema import LATEST
from tracker.store.times import stamp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from tracker.store import Store


def back_up(
    store: Store, files: Mapping[str, Path], target: Path, now: datetime, *, force: bool = False
) -> Backup:
    """Write a backup to `target`, a file or a folder, whole or not at all, while others poll.

    `files` are the user's own, by their names in `archive`; those that are not there are left out.
    Raises TrackerError where a file is there already, unless `force`; where nothing can be written; and
    where the database is damaged, as such a backup would be worth nothing.
    """
    target = target / f"tracker-{now:%Y-%m-%dT%H%M%SZ}.zip" if target.is_dir() else target
    if target.exists() and not force:
        raise TrackerError(f"{target} is there already.", "Name another file, or say --force.")
    there = {name: path for name, path in files.items() if path.is_file()}
    if any(target.exists() and target.samefile(own) for own in (store.path, *there.values())):
        raise TrackerError(f"{target} is what is to be backed up.", "Name another file.")
    try:
        # Beside the target: it is to become it by a rename, and no other disk may be full.
        with tempfile.TemporaryDirectory(prefix=".tracker-backup-", dir=target.absolute().parent) as folder:
            copy = Path(folder) / archive.DATABASE
            _copy(store, copy, target)
            if complaint := store.upkeep.complaint_of(copy):
                raise StoreError(f"{store.path} is damaged: {complaint}.", "Nothing was written.")
            new = Path(folder) / "new.zip"
            with new.open("xb") as file:
                archive.pack(file, {archive.DATABASE: copy, **there}, LATEST, now)
                file.flush()
                os.fsync(file.fileno())
            size = new.stat().st_size
            _put(new, target, force=force)
    except OSError as error:
        raise TrackerError(f"{target} can't be written: {error.strerror}.", "Nothing is there.") from error
    with suppress(StoreError):
        # Where it may only be read, nobody can remember.
        store.upkeep.remember(BACKED_UP, f"{stamp(now)} {target.absolute()}")
    return Backup(target, now, LATEST, size, (archive.DATABASE, *there))


def _copy(store: Store, copy: Path, target: Path) -> None:
    """Copy the database; what goes wrong is told of the target, as the copy is gone when that is read."""
    try:
        store.upkeep.copy_to(copy)
    except StoreError as error:
        raise StoreError(error.message.replace(str(copy), str(target)), error.hint) from error


def _put(new: Path, target: Path, *, force: bool) -> None:
    """Give a finished file its name; without `force` not in the place of another, however late it came."""
    if force:
        new.replace(target)
        return
    try:
        target.hardlink_to(new)
    except FileExistsError:
        raise TrackerError(f"{target} is there already.", "Name another file, or say --force.") from None
    except OSError:
        # A file system without links: a stick, a share.
        if target.exists():
            raise TrackerError(f"{target} is there already.", "Name another file, or say --force.") from None
        new.replace(target)
