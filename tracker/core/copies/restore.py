"""Restoring: a backup is checked whole before anything gives way, and what gives way is kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import settings, subscriptions
from tracker.core.copies import archive
from tracker.errors import ConfigError, StoreError
from tracker.store.takeover import adopt, seized

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from tracker.core.copies.archive import Manifest

# What lies beside a database while it is in use.
_SIDE_FILES = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup held, and where what was there before is kept now: path by name."""

    manifest: Manifest
    kept: Mapping[str, Path]


def restore(
    backup: Path,
    places: Mapping[str, Path],
    now: datetime,
    *,
    check: bool = False,
    step: Callable[[str], None] = lambda _: None,
) -> Restored:
    """Put the files of a backup in their places, by their names in `archive`; `check`: only look.

    The database comes last, and each file at once: who is killed midway has one or the other of it,
    and the old ones beside under a dated name. A file that the backup has not is left as it is.
    Raises TrackerError for a backup that is damaged, NotFoundError for none, StoreError for one of a
    newer tracker, BusyError while someone polls or has the database open. `step` is told what is next.
    """
    database = places[archive.DATABASE].resolve()
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        home = None if check else database.parent
        with tempfile.TemporaryDirectory(prefix=".tracker-restore-", dir=home) as folder:
            manifest = archive.unpack(backup, Path(folder))
            _check(backup, manifest, Path(folder))
            step("checked")
            if check:
                return Restored(manifest, {})
            with seized(database):
                kept = _swap(manifest, Path(folder), places, now, step)
    except OSError as error:
        raise StoreError(f"{database} can't be replaced: {error.strerror}.", "Nothing is lost.") from error
    return Restored(manifest, kept)


def _check(backup: Path, manifest: Manifest, folder: Path) -> None:
    """Refuse what tracker could not go on with: each file is read as it will be."""
    try:
        adopt(folder / archive.DATABASE, manifest.schema)
        if archive.CONFIG in manifest.parts:
            settings.load(folder / archive.CONFIG, {})
        if archive.FEEDS in manifest.parts:
            subscriptions.load(folder / archive.FEEDS)
    except (ConfigError, StoreError) as error:
        # The path is that of a folder which is gone when this is read.
        what = error.message.replace(f"{folder}{os.sep}", "")
        raise StoreError(f"{backup}: {what}", f"{error.hint} {archive.UNCHANGED}".strip()) from error


def _swap(
    manifest: Manifest,
    folder: Path,
    places: Mapping[str, Path],
    now: datetime,
    step: Callable[[str], None],
) -> dict[str, Path]:
    kept = dict[str, Path]()
    # The database is the last.
    for name in sorted(manifest.parts, key=archive.NAMES[::-1].index):
        place = places[name].resolve()
        step(f"keep {name}")
        if place.exists():
            kept[name] = _keep(place, now)
        step(f"put {name}")
        _put(folder / name, place)
    step("done")
    return kept


def _keep(place: Path, now: datetime) -> Path:
    """Give a file a second name, with all that lies beside a database; return it."""
    aside = place.with_name(f"{place.name}.before-restore-{now:%Y-%m-%dT%H%M%SZ}")
    number = 1
    while aside.exists():
        number += 1
        aside = place.with_name(f"{place.name}.before-restore-{now:%Y-%m-%dT%H%M%SZ}-{number}")
    _double(place, aside)
    for end in _SIDE_FILES:
        side = place.with_name(place.name + end)
        if side.exists():
            # A log would be played into whatever database is found beside it.
            _double(side, aside.with_name(aside.name + end))
            side.unlink()
    return aside


def _double(one: Path, other: Path) -> None:
    try:
        other.hardlink_to(one)
    except OSError:
        # A file system without links. A copy that is torn by a crash has the original beside it.
        shutil.copy2(one, other)


def _put(new: Path, place: Path) -> None:
    """Put a file in its place at once, from whatever disk."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if new.stat().st_dev != place.parent.stat().st_dev:
        near = place.with_name(f".{place.name}.restored")
        shutil.copyfile(new, near)
        new = near
    if place.exists():
        new.chmod(place.stat().st_mode & 0o7777)
    with new.open("rb") as file:
        os.fsync(file.fileno())
    new.replace(place)
