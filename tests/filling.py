"""What tracker does to a folder that has too little room: act by act, and what must come of each in the end.

Room ends somewhere in an act; then there is some again, and the next run must leave what an undisturbed
one does. `tests/benchmarks/full_disk.py` runs it over fifty points of each act on a real full disk.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import msgspec

from tests.library import BRIDGE, LONE, START, Newsroom
from tests.older import older_database
from tests.troubles import contents
from tracker.cli import run
from tracker.core.copies.backup import back_up
from tracker.errors import TrackerError
from tracker.model import Limits
from tracker.store import Filter, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DATABASE, SAVED, BACKUP = "tracker.db", "saved.json", "all.zip"


def _poll(folder: Path) -> None:
    """One round that brings everything."""

    def work(room: Newsroom) -> None:
        for article in (*BRIDGE[:3], *LONE):
            room.publish(*article)
        room.poll(days=1)

    with_room(folder, work)


def _rounds(folder: Path) -> None:
    """Four rounds over a matter that goes on, as the demo's; a second time they bring nothing new."""
    with_room(folder, lambda room: room.run_bridge())


def _gc(folder: Path) -> None:
    with_room(folder, lambda room: room.tracker.keeping.collect(Limits(days=1, size=1)), days=9)


def _backup(folder: Path) -> None:
    def work(room: Newsroom) -> None:
        back_up(room.tracker.store, {}, folder / BACKUP, START, force=True)

    with_room(folder, work)


def _save(folder: Path) -> None:
    """By the command itself, which owns the file."""
    saved = folder / SAVED
    if run(["--data", str(folder), "--quiet", "save", "orrin", "--format", "json", "-o", str(saved)]):
        raise TrackerError("The command failed.", "It said why, and to make room.")


def _migrate(folder: Path) -> None:
    Store(folder / DATABASE).close()


ACTS: dict[str, Callable[[Path], None]] = {
    "poll": _poll,
    "rounds": _rounds,
    "gc": _gc,
    "backup": _backup,
    "save": _save,
    "migrate": _migrate,
}


def prepare(act: str, folder: Path) -> None:
    """Make the folder that an act begins with."""
    if act == "migrate":
        older_database(folder / DATABASE, 1)
        return
    room = Newsroom(folder)
    if act not in {"poll", "rounds"}:
        room.run_bridge(3)
    room.close()


def result(act: str, folder: Path) -> object:
    """Return what an act is to leave, whatever happened on the way."""
    path = folder / DATABASE
    if act == "save":
        return (folder / SAVED).read_bytes()
    if act == "backup":
        with zipfile.ZipFile(folder / BACKUP) as archive:
            archive.extract(DATABASE, folder / "out")
        return _rows(folder / "out" / DATABASE)
    return _rows(path) if act in {"gc", "migrate"} else _told(path)


def attempt(act: str, folder: Path) -> TrackerError | None:
    """Do an act; return what it told, None where it did its work. What else is raised is a fault."""
    try:
        ACTS[act](folder)
    except TrackerError as error:
        return error
    return None


def with_room(folder: Path, work: Callable[[Newsroom], object], days: float = 0) -> None:
    """Do something as a tracker of its own, which is closed whatever happens."""
    room = Newsroom(folder, Store(folder / DATABASE))
    try:
        room.clock.forward(days=days)
        work(room)
    finally:
        room.close()


def _rows(path: Path) -> object:
    """Return every row but those of who did it when, and of the index's inner form."""
    found = contents(path)
    passing = ("ingesting", "remembered", "revisions_fts", "dossiers_fts", "sqlite_", "_sqlite_")
    return {table: rows for table, rows in found.items() if not table.startswith(passing)}


def _told(path: Path) -> object:
    """Return the articles, the stories that they are in, and what each says now."""
    store = Store(path)
    try:
        assert store.upkeep.complaints() == []
        assert store.stories.owed() == []
        assert store.articles.waiting(9) == []
        return {
            row.slug: (
                sorted((one.url, one.title, one.text) for one in store.articles.of_story(row.number)),
                _said(store, row.number),
            )
            for row in store.shelf.stories(Filter())
        }
    finally:
        store.close()


def _said(store: Store, story: int) -> object:
    """Return the newest dossier without the ids that articles got in the order they came."""
    version = store.versions.newest(story)
    if version is None:
        return None
    told: dict[str, list[dict[str, object]]] = msgspec.to_builtins(version.dossier)
    for source in told["sources"]:
        del source["article"]
    return told
