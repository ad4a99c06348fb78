"""The database: is it sound and of this tracker's shape, how large is it, is there room, who works on it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.model import Finding
from tracker.render import labels

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.cli.session import Session
    from tracker.store.health import Health

# Where nothing is set, what retention would free is told for articles that are older, in days.
SPARE_DAYS = 90
# Bytes of room below which a poll may not end, and times the database that a vacuum or a copy needs.
TIGHT, ROOM = 50_000_000, 2.0
# Bytes in the log above which somebody has kept it from being moved into the file: a poll writes 32 MB
# of it at the most before that is done.
LONG_LOG = 100_000_000
_NONE = "there is no database yet; `tracker poll` makes it."


def soundness(session: Session) -> Finding:
    """Have SQLite check the file, and compare its schema and its full-text index."""
    from tracker.render import labels
    from tracker.store.health import look

    path = session.paths.database
    if not path.exists():
        return Finding("database", "warn", _NONE)
    found = look(path)
    trouble = _trouble(path, found)
    if trouble is not None:
        return trouble
    with session.tracker(reading=True) as tracker:
        running, unread, lone = tracker.reading.counts()
    held = f"{labels.stories(running)} ({unread} unread), {labels.counted(lone, 'lone article')}."
    account = f"sound, schema {found.schema}; {held}"
    if not all(os.access(place, os.W_OK) for place in (path, path.parent)):
        return Finding("database", "warn", f"{account} It can only be read: check who owns {path.parent}.")
    return Finding("database", "ok", account)


def _trouble(path: Path, found: Health) -> Finding | None:
    if found.complaints:
        way = "Keep a copy of it; `tracker restore FILE` puts a backup in its place"
        return Finding("database", "bad", f"{path}: {'; '.join(found.complaints)}. {way}.")
    if found.schema > found.latest:
        account = f"{path} was written by a newer tracker (schema {found.schema}; this one knows "
        return Finding("database", "bad", f"{account}{found.latest}). Update tracker.")
    if not found.schema:
        return _nobodys(path, found)
    if found.schema < found.latest:
        account = f"sound, but of an older tracker (schema {found.schema} of {found.latest}); any verb that "
        return Finding("database", "warn", f"{account}reads it brings it up to date, and keeps a copy.")
    if found.indexed != found.texts:
        account = (
            f"the full-text index has {found.indexed} of {found.texts} texts; `tracker gc` makes it anew."
        )
        return Finding("database", "bad", account)
    return None


def _nobodys(path: Path, found: Health) -> Finding:
    """Tell of a file that no tracker has written to yet."""
    if found.things:
        told = f"{path} is the database of another program. Name another place with --data."
        return Finding("database", "bad", told)
    return Finding("database", "warn", f"{path} is empty; `tracker poll` fills it.")


def size(session: Session) -> Finding:
    """Tell how large it is, what could be freed, and when it was last backed up."""
    from tracker.cli.retention import limits

    if not session.paths.database.exists():
        return Finding("size", "ok", "nothing is stored yet.")
    wanted = limits(session)
    kept = wanted if wanted.days or wanted.size else replace(wanted, days=SPARE_DAYS)
    with session.tracker(reading=True) as tracker:
        size = tracker.keeping.size(kept)
    what = "`tracker gc`" if kept == wanted else f"`tracker gc --older-than {SPARE_DAYS}d`"
    saved = (
        "never backed up: `tracker backup` does"
        if size.backed_up is None
        else f"last backed up on {size.backed_up:%Y-%m-%d}"
    )
    account = (
        f"{labels.size(size.file)}; {what} would free about {labels.size(size.reclaimable)}; "
        f"{saved}{_beside(session)}."
    )
    log = session.paths.database.with_name(f"{session.paths.database.name}-wal")
    if log.exists() and log.stat().st_size > LONG_LOG:
        account += (
            f" Its log holds {labels.size(log.stat().st_size)}: a program that reads it for long keeps it so."
        )
        return Finding("size", "warn", account)
    return Finding("size", "warn" if size.reclaimable > size.file / 2 else "ok", account)


def _beside(session: Session) -> str:
    files = session.paths.data.glob(f"{session.paths.database.name}.*")
    copies = sum(path.stat().st_size for path in files if _is_old_copy(path.name))
    return f"; old copies beside it take {labels.size(copies)}" if copies else ""


def _is_old_copy(name: str) -> bool:
    """Tell whether a file is a copy that a migration or a restore left."""
    return name.endswith(".backup") or ".before-restore-" in name


def disk(session: Session) -> Finding:
    """Tell how much room is left where the database is."""
    folder, database = session.paths.data, session.paths.database
    there = next(each for each in (folder, *folder.absolute().parents) if each.is_dir())
    free = shutil.disk_usage(there).free
    taken = database.stat().st_size if database.exists() else 0
    account = f"{labels.size(free)} free in {folder}"
    if free < TIGHT:
        return Finding("disk", "bad", f"{account}: too little for a poll. Make room, or name another --data.")
    if free < taken * ROOM:
        return Finding(
            "disk", "warn", f"{account}: too little for `tracker gc` or a backup ({labels.size(taken)})."
        )
    return Finding("disk", "ok", f"{account}.")


def polling(session: Session) -> Finding:
    """Tell who holds the locks to poll and to watch."""
    if not session.paths.database.exists():
        return Finding("polling", "ok", "nobody polls right now.")
    with session.tracker(reading=True) as tracker:
        watcher, holder = tracker.store.watching.holder(), tracker.store.ingesting.holder()
    told = "nobody polls right now."
    if holder is not None:
        told = f"{holder.command} (process {holder.pid}) polls right now."
    elif watcher is not None:
        told = f"{watcher.command} (process {watcher.pid}) polls each feed when it is due."
    return Finding("polling", "ok", told)
