"""Backup and restore: one file that holds all, checked whole before anything gives way."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.library import Newsroom
from tests.older import older_database
from tests.shell import Shell
from tracker.core.copies import archive
from tracker.core.copies.backup import back_up
from tracker.core.copies.restore import restore
from tracker.errors import BusyError, NotFoundError, StoreError, TrackerError
from tracker.schema import LATEST
from tracker.store import Filter, Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.core.copies.restore import Restored
    from tracker.model import Backup

FILES = ("tracker.db", "feeds.yaml", "config.toml")


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.run_bridge(2)
    (newsroom.feeds.parent / "config.toml").write_text("[retention]\ndays = 400\n")
    return newsroom


def backed_up(room: Newsroom, target: Path, *, force: bool = False) -> Backup:
    folder = room.feeds.parent
    own = {name: folder / name for name in FILES[1:]}
    return back_up(room.tracker.store, own, target, room.clock(), force=force)


def restored(backup: Path, folder: Path, room: Newsroom, **options: Any) -> Restored:
    return restore(backup, {name: folder / name for name in FILES}, room.clock(), **options)


def told(folder: Path) -> list[tuple[str, int, int]]:
    store = Store(folder / "tracker.db")
    found = [(story.slug, story.version, story.items) for story in store.shelf.stories(Filter())]
    assert store.upkeep.complaints() == []
    store.close()
    return found


def test_what_is_restored_elsewhere_is_what_was_backed_up(room: Newsroom, tmp_path: Path) -> None:
    backup = backed_up(room, tmp_path / "all.zip")
    assert backup.files == FILES
    other = tmp_path / "other"
    done = restored(backup.path, other, room)
    assert done.kept == {}
    assert told(other) == told(tmp_path)
    for name in FILES[1:]:
        assert (other / name).read_bytes() == (tmp_path / name).read_bytes()
    assert sorted(path.name for path in other.iterdir() if "." in path.name[1:]) == sorted(
        [*FILES, "tracker.db.lock", "tracker.db.watch"]
    )


def test_a_restored_database_has_its_log_again_and_is_polled_on(room: Newsroom, tmp_path: Path) -> None:
    backup = backed_up(room, tmp_path / "all.zip")
    other = tmp_path / "other"
    restored(backup.path, other, room)
    with closing(sqlite3.connect(other / "tracker.db")) as db:
        assert db.execute("pragma journal_mode").fetchone()[0] == "wal"
    second = Newsroom(other)
    second.clock.moment, second.entries, second.network = room.clock(), room.entries, room.network
    second.run_bridge_step(2)
    assert second.tracker.reading.story("orrin").items == 3
    second.close()


def test_into_a_folder_a_backup_gets_a_dated_name_and_no_file_is_overwritten(
    room: Newsroom, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    first = backed_up(room, shelf)
    assert first.path.name == f"tracker-{room.clock():%Y-%m-%dT%H%M%SZ}.zip"
    before = first.path.read_bytes()
    with pytest.raises(TrackerError, match="there already"):
        backed_up(room, shelf)
    assert first.path.read_bytes() == before
    backed_up(room, first.path, force=True)
    assert [path.name for path in shelf.iterdir()] == [first.path.name]


@pytest.mark.parametrize("time", [1, 7_258_118_400])
def test_a_file_of_a_time_that_no_zip_has_is_backed_up_all_the_same(
    room: Newsroom, tmp_path: Path, time: int
) -> None:
    os.utime(room.feeds, (time, time))
    backup = backed_up(room, tmp_path / "all.zip")
    restored(backup.path, tmp_path / "other", room)
    assert (tmp_path / "other" / "feeds.yaml").read_bytes() == room.feeds.read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_no_backup_takes_the_place_of_what_it_is_a_backup_of(room: Newsroom, name: str) -> None:
    own = room.feeds.with_name(name)
    before = own.read_bytes()
    with pytest.raises(TrackerError, match="to be backed up"):
        backed_up(room, own, force=True)
    assert own.read_bytes() == before


def test_the_last_backup_is_remembered(room: Newsroom, tmp_path: Path) -> None:
    from tracker.model import Limits

    backed_up(room, tmp_path / "all.zip")
    assert room.tracker.keeping.size(Limits()).backed_up == room.clock()


def test_a_backup_while_another_writes_is_of_one_moment(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It waits for the other to note when it was made, and gives that up.
    monkeypatch.setattr("tracker.store.connection.BUSY_MILLISECONDS", 200)
    room.restart()
    other = Store(tmp_path / "tracker.db")
    with other.write():
        # Half of an act: nobody else sees it.
        other.stories.create("Half", "half", room.clock())
        backed_up(room, tmp_path / "during.zip")
    backed_up(room, tmp_path / "after.zip")
    other.close()
    names = []
    for name in ("during", "after"):
        restored(tmp_path / f"{name}.zip", tmp_path / name, room)
        store = Store(tmp_path / name / "tracker.db")
        names.append(store.stories.resolve("half"))
        store.close()
    assert names[0] == []
    assert names[1] != []


def test_what_was_there_is_kept_beside_under_a_dated_name(room: Newsroom, tmp_path: Path) -> None:
    backup = backed_up(room, tmp_path / "all.zip")
    room.run_bridge_step(2)
    newer = told(tmp_path)
    room.tracker.close()
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    for _ in range(2):
        done = restored(backup.path, tmp_path, room)
        assert set(done.kept) == set(FILES)
    assert "Harbour Wire" in (tmp_path / "feeds.yaml").read_text()
    dated = f"before-restore-{room.clock():%Y-%m-%dT%H%M%SZ}"
    assert (tmp_path / f"feeds.yaml.{dated}").read_text() == "feeds: []\n"
    assert (tmp_path / f"feeds.yaml.{dated}-2").exists()
    aside = tmp_path / "aside"
    aside.mkdir()
    shutil.copy(tmp_path / f"tracker.db.{dated}", aside / "tracker.db")
    assert told(aside) == newer != told(tmp_path)


def test_a_damaged_database_gives_way_to_a_backup_and_is_kept(room: Newsroom, tmp_path: Path) -> None:
    backup, before = backed_up(room, tmp_path / "all.zip"), told(tmp_path)
    room.tracker.close()
    for rubbish in (b"no database at all", (tmp_path / "tracker.db").read_bytes()[:5000] + b"x" * 9000):
        (tmp_path / "tracker.db").write_bytes(rubbish)
        (tmp_path / "tracker.db-wal").write_bytes(b"a log of something else")
        done = restored(backup.path, tmp_path, room)
        assert done.kept["tracker.db"].read_bytes() == rubbish
        assert told(tmp_path) == before


def test_a_backup_is_refused_of_a_damaged_database(room: Newsroom, tmp_path: Path) -> None:
    room.tracker.close()
    path = tmp_path / "tracker.db"
    data = bytearray(path.read_bytes())
    # The root of the articles' table: SQLite opens the file, and finds out when it looks there.
    with closing(sqlite3.connect(path)) as db:
        page = db.execute("select rootpage from sqlite_master where name = 'articles'").fetchone()[0]
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    store = Store(path)
    with pytest.raises(StoreError, match="damaged"):
        back_up(store, {}, tmp_path / "all.zip", room.clock())
    store.close()
    assert not list(tmp_path.glob("*.zip"))


def test_nothing_is_restored_while_someone_polls_watches_or_reads(room: Newsroom, tmp_path: Path) -> None:
    backup = backed_up(room, tmp_path / "all.zip")
    store = room.tracker.store
    before = listing(tmp_path)
    for lock in (store.ingesting, store.watching):
        with lock.held("tracker poll", room.clock()), pytest.raises(BusyError, match="polls"):
            restored(backup.path, tmp_path, room)
    with pytest.raises(BusyError, match="open"):
        restored(backup.path, tmp_path, room)
    assert listing(tmp_path) == before
    room.poll(hours=1)


def listing(folder: Path) -> dict[str, bytes]:
    """Return the files but for those that SQLite keeps beside its own."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.endswith(("-wal", "-shm", ".lock", ".watch"))
    }


def test_a_backup_of_every_older_schema_is_brought_up_to_date(room: Newsroom, tmp_path: Path) -> None:
    for shape in range(1, LATEST):
        folder = tmp_path / str(shape)
        folder.mkdir()
        older_database(folder / "old.db", shape)
        backup = folder / "all.zip"
        with backup.open("xb") as file:
            archive.pack(file, {"tracker.db": folder / "old.db"}, shape, room.clock())
        restored(backup, folder, room)
        with closing(sqlite3.connect(folder / "tracker.db")) as db:
            assert db.execute("pragma user_version").fetchone()[0] == LATEST
        assert "bridge" in {slug for slug, _, _ in told(folder)}


# ---------------------------------------------------------------- damaged and hostile archives


@dataclass
class Bench:
    """Where a bad archive is made of a good room."""

    room: Newsroom
    folder: Path

    @property
    def wanted(self) -> Path:
        return self.folder / "wanted.zip"

    def raw(self, data: bytes) -> None:
        self.wanted.write_bytes(data)

    def good(self) -> bytes:
        """Return a sound archive."""
        return backed_up(self.room, self.folder / "good.zip").path.read_bytes()

    def database(self, *statements: str) -> bytes:
        """Return a database of ours with something done to it."""
        path = self.folder / "made.db"
        self.room.tracker.store.upkeep.copy_to(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("pragma journal_mode = delete")
            for statement in statements:
                db.execute(statement)
        return path.read_bytes()

    def make(
        self, data: bytes | None = None, others: dict[str, bytes] | None = None, **manifest: Any
    ) -> None:
        """Write an archive of any files, with a manifest that fits them but for what is given."""
        all_files = {"tracker.db": self.database() if data is None else data} | (others or {})
        told = {
            "format": archive.FORMAT,
            "format_version": 1,
            "written_at": "2026-05-04T09:00:00+00:00",
            "schema": LATEST,
            "files": {
                name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                for name, data in all_files.items()
            },
        }
        with zipfile.ZipFile(self.wanted, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("manifest.json", json.dumps(told | manifest))
            for name, content in all_files.items():
                file.writestr(name, content)

    def of_size(self, size: int) -> None:
        """Write an archive whose database is said to have another size."""
        self.make(files={"tracker.db": {"bytes": size, "sha256": "0" * 64}})


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


TRIGGER = "create trigger evil after insert on articles begin delete from feeds; end"
HOSTILE: dict[str, Callable[[Bench], None]] = {
    "cut": lambda bench: bench.raw(cut(bench.good())),
    "flipped": lambda bench: bench.raw(flipped(bench.good())),
    "empty": lambda bench: bench.raw(b""),
    "rubbish": lambda bench: bench.raw(os.urandom(5000)),
    "no manifest": lambda bench: bench.raw(b"PK\x05\x06" + bytes(18)),
    "another format": lambda bench: bench.make(format="something"),
    "a newer format": lambda bench: bench.make(format_version=2),
    "no files": lambda bench: bench.make(files={}),
    "files of rubbish": lambda bench: bench.make(files=[1, 2]),
    "a path out of it": lambda bench: bench.make(others={"../escaped": b"x"}),
    "an absolute path": lambda bench: bench.make(others={"/escaped": b"x"}),
    "another file": lambda bench: bench.make(others={"run.sh": b"x"}),
    "a bomb": lambda bench: bench.make(bytes(50_000_000)),
    "a bomb of a text": lambda bench: bench.make(
        bench.database() + os.urandom(400_000), {"feeds.yaml": bytes(40_000_000)}
    ),
    "less than it holds": lambda bench: bench.of_size(4096),
    "more than a disk": lambda bench: bench.of_size(10**18),
    "less than nothing": lambda bench: bench.of_size(-5),
    "no database": lambda bench: bench.make(b"this is no database" * 500),
    "a damaged database": lambda bench: bench.make(cut(bench.database())),
    "a newer database": lambda bench: bench.make(
        bench.database(f"pragma user_version = {LATEST + 1}"), schema=LATEST + 1
    ),
    "another program's database": lambda bench: bench.make(bench.database("pragma user_version = 0")),
    "a trigger of its own": lambda bench: bench.make(bench.database(TRIGGER)),
    "a table missing": lambda bench: bench.make(bench.database("drop table searches")),
    "feeds that can't be read": lambda bench: bench.make(others={"feeds.yaml": b"feeds: [unclosed"}),
    "settings that can't be read": lambda bench: bench.make(others={"config.toml": b"days = = 3"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_damaged_or_hostile_archive_changes_nothing(room: Newsroom, tmp_path: Path, name: str) -> None:
    bench = Bench(room, tmp_path)
    HOSTILE[name](bench)
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(tmp_path / "feeds.yaml", home)
    room.tracker.store.upkeep.copy_to(home / "tracker.db")
    before, outside = listing(home), sorted(path.name for path in tmp_path.iterdir())
    for check in (True, False):
        with pytest.raises(TrackerError) as caught:
            restored(bench.wanted, home, room, check=check)
        assert "wanted.zip" in str(caught.value)
        assert "tracker-restore" not in str(caught.value)
    assert listing(home) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == outside
    assert not [path for path in home.iterdir() if path.name.startswith(".")]


def test_a_file_in_the_archive_twice_is_refused(room: Newsroom, tmp_path: Path) -> None:
    bench = Bench(room, tmp_path)
    bench.make()
    with zipfile.ZipFile(bench.wanted, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("tracker.db", b"another")
    with pytest.raises(TrackerError, match="other files"):
        restored(bench.wanted, tmp_path / "other", room)


def test_a_backup_that_is_not_there_is_not_found(room: Newsroom, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        restored(tmp_path / "none.zip", tmp_path / "other", room)


# ---------------------------------------------------------------- killed, full and read-only


def test_a_restore_that_is_killed_anywhere_leaves_the_old_or_the_new_and_can_be_done_again(
    room: Newsroom, tmp_path: Path
) -> None:
    old = told(tmp_path)
    backup = backed_up(room, tmp_path / "all.zip")
    room.run_bridge_step(2)
    new = told(tmp_path)
    room.tracker.close()
    script = (
        "import os, signal, sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from tracker.core.copies.restore import restore\n"
        "folder, when = Path(sys.argv[2]), sys.argv[3]\n"
        "def step(what):\n"
        "    print(what, flush=True)\n"
        "    if what == when: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"places = {{name: folder / name for name in {FILES!r}}}\n"
        "restore(Path(sys.argv[1]), places, datetime(2026, 6, 1, tzinfo=UTC), step=step)\n"
    )

    def run(folder: Path, when: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", script, str(backup.path), str(folder), when]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def copy(name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for each in FILES:
            shutil.copy(tmp_path / each, folder)
        return folder

    steps = run(copy("whole")).stdout.split("\n")[:-1]
    assert steps[-1] == "done"
    for number, step in enumerate(steps):
        folder = copy(str(number))
        assert run(folder, step).returncode == -signal.SIGKILL
        assert told(folder) == (old if step == "done" else new)
        assert run(folder).returncode == 0
        assert told(folder) == old
        kept = [path for path in folder.iterdir() if "tracker.db.before" in path.name]
        aside = tmp_path / f"aside {number}"
        aside.mkdir()
        shutil.copy(min(kept), aside / "tracker.db")
        assert told(aside) == new


def test_on_a_full_disk_nothing_is_left_and_nothing_is_lost(room: Newsroom, tmp_path: Path) -> None:
    backup = backed_up(room, tmp_path / "all.zip")
    before = told(tmp_path)
    room.tracker.close()
    target = tmp_path / "target"
    target.mkdir()

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    for words in (["backup", str(target)], ["restore", str(backup.path)]):
        done = subprocess.run(
            [sys.executable, "-m", "tracker", "--data", str(tmp_path), *words],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=small,
        )
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr
    assert list(target.iterdir()) == []
    assert told(tmp_path) == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".tracker")]


@pytest.fixture
def shell(room: Newsroom, tmp_path: Path) -> Shell:
    room.tracker.close()
    shell = Shell(tmp_path / "data")
    for name in FILES:
        shutil.copy(tmp_path / name, shell.folder)
    return shell


def test_backup_and_restore_on_the_command_line(shell: Shell, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    path = Path(shell.run("backup", str(shelf), "--now", "2026-05-09T09:00Z").strip())
    assert path == shelf / "tracker-2026-05-09T090000Z.zip"
    assert shell.run("backup", str(path), code=1) == ""
    told = shell.json("backup", str(path), "--force")
    assert (told["file"], told["bytes"], told["files"]) == (str(path), path.stat().st_size, list(FILES))
    stories = shell.json("stories")
    checked = shell.json("restore", "--check", str(path))
    assert (checked["restored"], checked["kept"], checked["schema"]) == (False, {}, LATEST)
    done = shell.json("restore", str(path))
    assert done["restored"] is True
    assert all(Path(kept).exists() for kept in done["kept"].values())
    assert shell.json("stories") == stories
    assert shell.run("restore", str(tmp_path / "none.zip"), code=3) == ""
    assert shell.run("restore", str(shell.folder / "feeds.yaml"), code=1) == ""


def test_a_folder_that_is_read_only_is_backed_up_and_not_restored_into(shell: Shell, tmp_path: Path) -> None:
    shell.run("backup", str(tmp_path / "all.zip"))
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    shell.folder.chmod(0o500)
    try:
        assert shell.run("backup", str(tmp_path / "again.zip")).strip().endswith("again.zip")
        shell.run("restore", str(tmp_path / "all.zip"), code=1)
    finally:
        shell.folder.chmod(0o700)
