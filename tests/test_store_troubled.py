"""Every method of the store on a database in trouble: a sentence and a way out, and nothing changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests import troubles
from tests.library import Newsroom
from tests.store_cases import CASES, NOW, Known, known, methods, prepare
from tests.troubles import contents, forget_connections
from tracker.errors import StoreError, TrackerError
from tracker.store import Filter, Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.troubles import Trouble

# What looks at the names and sizes of files, or at a lock beside the database, and asks it nothing.
ASK_NOTHING = {"upkeep.size", "ingesting.holder", "watching.holder"}
# What is content with the first page, which is whole where all others are lost; a copy is looked at later.
ASK_LITTLE = {"upkeep.free", "upkeep.copy_to", "pulse.beat", "pulse.of_others"}
# Readings that write: a command of SQLite's, and a copy elsewhere.
WRITE_TO_READ = {"upkeep.complaints", "upkeep.copy_to"}
# What brings the log into the file and changes no row.
KEEP_ROWS = {"upkeep.shorten_log"}


@dataclass(frozen=True, slots=True)
class Patient:
    """A database with rows in every table, what a caller knows of it, and a place for fresh copies."""

    whole: bytes
    caller: Known
    rows: dict[str, list[str]]
    path: Path

    def opened(self, *, reading: bool = False) -> Store:
        """Open a fresh copy, of which nothing is read yet."""
        for old in self.path.parent.glob("*.db*"):
            old.unlink()
        self.path.write_bytes(self.whole)
        store = Store(self.path, reading=reading)
        forget_connections(store)
        return store


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Patient:
    folder = tmp_path_factory.mktemp("newsroom")
    room = Newsroom(folder)
    room.run_bridge(2)
    store = room.tracker.store
    prepare(store)
    caller = known(store, folder / "copy.db")
    # Without a free page, so that what is written finds none.
    store.upkeep.compact()
    room.close()
    path = folder / "tracker.db"
    return Patient(path.read_bytes(), caller, contents(path), path)


@pytest.fixture(scope="module")
def writers(patient: Patient) -> set[str]:
    """Name the methods that want to write: what is open for reading only refuses them."""
    found = set()
    for name, work in CASES.items():
        store = patient.opened(reading=True)
        try:
            work(store, patient.caller)
        except StoreError:
            found.add(name)
        store.close()
    return found


def call(patient: Patient, name: str, trouble: Trouble) -> TrackerError | None:
    """Call a method while the database is in trouble; return the error, None where it did its work."""
    store = patient.opened()
    try:
        with trouble(patient.path):
            CASES[name](store, patient.caller)
    except TrackerError as error:
        fault = error
    else:
        return None
    finally:
        store.close()
    assert fault.hint, (name, fault)
    assert "\n" not in str(fault), (name, fault)
    assert str(patient.path) in fault.message or str(patient.caller.copy) in fault.message, (name, fault)
    assert contents(patient.path) == patient.rows, name
    return fault


def test_every_public_method_of_the_store_is_tried(patient: Patient) -> None:
    store = patient.opened()
    assert methods(store) == CASES.keys()
    store.close()


@pytest.mark.parametrize("name", sorted({name.partition(".")[0] for name in CASES}))
def test_every_call_does_its_work_where_nothing_is_wrong(patient: Patient, name: str) -> None:
    for method, work in CASES.items():
        if method.partition(".")[0] == name:
            store = patient.opened()
            work(store, patient.caller)
            store.close()


@pytest.mark.parametrize(
    ("trouble", "told", "content"),
    [
        (troubles.locked, "is locked by another program", set()),
        (troubles.corrupt, "is damaged", ASK_LITTLE),
        (troubles.garbage, "is not a tracker database", set()),
    ],
    ids=["locked", "corrupt", "garbage"],
)
def test_whoever_asks_a_database_that_cannot_be_read_is_told(
    patient: Patient, trouble: Trouble, told: str, content: set[str]
) -> None:
    faults = {name: call(patient, name, trouble) for name in CASES}
    assert {name for name, fault in faults.items() if fault is None} == ASK_NOTHING | content
    strange = {name: str(fault) for name, fault in faults.items() if fault and told not in fault.message}
    assert strange == {}


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (troubles.written_by_another, "is locked by another program"),
        (troubles.read_only, "can't be written to"),
        (troubles.newer, "newer tracker"),
    ],
)
def test_whoever_writes_to_what_cannot_be_written_is_told_and_who_reads_is_not(
    patient: Patient, writers: set[str], trouble: Trouble, told: str
) -> None:
    faults = {name: call(patient, name, trouble) for name in CASES}
    refused = {name for name, fault in faults.items() if fault is not None}
    assert refused - WRITE_TO_READ <= writers
    assert writers - refused <= KEEP_ROWS
    strange = {name: str(fault) for name, fault in faults.items() if fault and told not in fault.message}
    assert strange == {}


@pytest.mark.parametrize("trouble", [troubles.full, troubles.no_room])
def test_whoever_writes_to_a_full_disk_is_told_and_who_reads_is_not(
    patient: Patient, writers: set[str], trouble: Trouble
) -> None:
    faults = {name: call(patient, name, trouble) for name in CASES}
    refused = {name for name, fault in faults.items() if fault is not None}
    assert refused - WRITE_TO_READ <= writers
    assert len(refused) > 9
    strange = {name: str(fault) for name, fault in faults.items() if fault and "room" not in fault.hint}
    assert strange == {}


def test_a_copy_of_a_database_that_stays_locked_is_given_up(patient: Patient) -> None:
    """Python's own backup tries again for ever, and so did `tracker backup`."""
    fault = call(patient, "upkeep.copy_to", troubles.locked)
    assert fault is not None
    assert fault.message == f"{patient.path} is locked by another program."


def test_a_tracker_that_runs_on_while_a_newer_one_takes_the_database_over_reads_and_writes_nothing(
    patient: Patient,
) -> None:
    store = patient.opened()
    slugs = [story.slug for story in store.shelf.stories(Filter())]
    with troubles.newer(patient.path):
        with pytest.raises(StoreError, match="newer tracker"), store.write():
            store.shelf.mark_read(2, 1, NOW)
        assert [story.slug for story in store.shelf.stories(Filter())] == slugs
    store.shelf.mark_read(2, 1, NOW)
    store.close()
