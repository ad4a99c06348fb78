"""Several processes on one database, and one that is locked, full, read-only, damaged, newer or older."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from importlib import resources
from threading import Event, Thread
from typing import TYPE_CHECKING

from tracker import subscriptions
from tracker.demo.feeds import documents
from tracker.model import Entry, Subscription
from tracker.schema import LATEST
from tracker.selftest.check import Check, Verdict, judged
from tracker.selftest.documents import rss
from tracker.selftest.ground import PATIENCE, wrong_end
from tracker.selftest.servers import Site, silent
from tracker.selftest.soundness import kept, torn
from tracker.store import Filter, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.selftest.ground import Ground

DATABASE = "tracker.db"
# Where the header has the number of the schema: https://www.sqlite.org/fileformat2.html#user_version_number
USER_VERSION = slice(60, 64)
# Seconds that another program keeps the database to itself, beside what a command takes to start.
LOCKED = 1.0
# Bytes that a file may grow by on the "full disk", by a limit of the process (POSIX has it).
ROOM = 20_000
# Articles of 14 kB that come then.
REPORTS = 90
_FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, resource.RLIM_INFINITY))"
_ENTRY = Entry(
    "Orrin bridge closes", "http://127.0.0.1:9/1", "urn:1", "The Orrin bridge in Velmouth is closed."
)


# ---------------------------------------------------------------- several processes


@dataclass(slots=True)
class _Crowd:
    """What came of a second poller, a reader, and of the death of the first."""

    second: list[str] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    told: str = ""


def _crowd(ground: Ground) -> _Crowd:
    """Let a poll hang on a silent server, meet it with others, kill it, and poll on."""
    room, crowd = ground.room("crowd"), _Crowd()
    with Site() as site:
        feeds = [site.serve("/feed", rss([_ENTRY])), site.do("/silent", silent)]
        subscriptions.add_all(room / "feeds.yaml", [Subscription(url, fulltext="never") for url in feeds])
        first = ground.begin(room, "poll", "--force")
        try:
            _until(lambda: any(request.path == "/silent" for request in site.requests))
            done = ground.tracker(room, "poll", "--force")
            crowd.told = f"“tracker poll (process {first.pid} …) is polling already.”"
            crowd.second = wrong_end(done, (1,), f"tracker poll (process {first.pid} on")
            readers = ground.all_of(room, (("stories",), ("articles",), ("status",)))
            crowd.readers = [fault for each in readers for fault in wrong_end(each, (0,))]
            crowd.readers += ["locked is said"] * any("locked" in each.stderr for each in [done, *readers])
        finally:
            first.kill()
            first.communicate()
        crowd.strays = _strays(first.pid)
        site.serve("/silent", rss([]))
        crowd.strays += wrong_end(ground.tracker(room, "poll", "--force"), (0, 4))
    store = Store(room / DATABASE)
    crowd.strays += torn(store) + ["the feed's article is missing"] * (not kept(store))
    store.close()
    return crowd


def _until(happened: Callable[[], bool]) -> None:
    for _ in range(PATIENCE * 20):
        if happened():
            return
        time.sleep(0.05)
    raise TimeoutError("it did not happen")


def _strays(session: int) -> list[str]:
    """Say whether processes of a session live on after its first was killed; end those that do."""
    try:
        _until(lambda: not _lives(session))
    except TimeoutError:
        os.killpg(session, signal.SIGKILL)
        return ["a process was left behind"]
    return []


def _lives(session: int) -> bool:
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return False
    return True


def _second(ground: Ground) -> Verdict:
    crowd = ground.once("crowd", partial(_crowd, ground))
    return judged(crowd.second, crowd.told)


def _readers(ground: Ground) -> Verdict:
    crowd = ground.once("crowd", partial(_crowd, ground))
    return judged(crowd.readers, "3 commands beside a poll, 0 “locked”")


def _killed(ground: Ground) -> Verdict:
    crowd = ground.once("crowd", partial(_crowd, ground))
    return judged(crowd.strays, "0 processes left, lock free, article kept")


# ---------------------------------------------------------------- databases in trouble


def _filled(ground: Ground, name: str) -> Path:
    """Make a folder whose database has three feeds of the demo's first poll."""
    return shutil.copytree(ground.once("filled", partial(_polled, ground)), ground.folder / name)


def _polled(ground: Ground) -> Path:
    room = ground.room("filled")
    with Site() as site:
        feeds = [site.serve(path, document.body) for path, document in list(documents(1).items())[:3]]
        subscriptions.add_all(room / "feeds.yaml", [Subscription(url, fulltext="never") for url in feeds])
        done = ground.tracker(room, "poll")
    if done.returncode:
        raise RuntimeError(f"the poll failed: {done.stderr[-300:]}")
    return room


def _whole(room: Path, least: int) -> list[str]:
    store = Store(room / DATABASE)
    faults = torn(store)
    count = len(kept(store))
    store.close()
    return faults + [f"{count} articles of {least}"] * (count < least)


def _count(room: Path) -> int:
    store = Store(room / DATABASE)
    count = len(kept(store))
    store.close()
    return count


def _locked(ground: Ground) -> Verdict:
    """Hold the database as another program that writes would, for longer than a command takes to start."""
    room = _filled(ground, "locked")
    held, release = Event(), Event()

    def hold() -> None:
        store = Store(room / DATABASE)
        with store.write():
            held.set()
            release.wait(PATIENCE)
        store.close()

    thread = Thread(target=hold)
    thread.start()
    held.wait(PATIENCE)
    started = time.monotonic()
    faults = wrong_end(ground.tracker(room, "stories"), (0,))
    locked = LOCKED + 2 * (time.monotonic() - started)
    waiting = ground.begin(room, "read", "1")
    time.sleep(locked)
    faults += ["it did not wait"] * (waiting.poll() is not None)
    release.set()
    thread.join()
    _, said = waiting.communicate(timeout=PATIENCE)
    faults += [f"exit code {waiting.returncode}: {said[-200:]}"] * bool(
        waiting.returncode or "locked" in said
    )
    return judged(faults, f"a reader goes on; a writer waits {locked:.1f} s and says nothing of it")


def _full(ground: Ground) -> Verdict:
    if sys.platform == "win32":
        return Verdict("not tried", "this system has no limit for the size of a file")
    room = _filled(ground, "full")
    before = _count(room)
    size = (room / DATABASE).stat().st_size + ROOM
    body = rss(
        [
            Entry(f"Report {n}", f"http://127.0.0.1:9/{n}", f"urn:{n}", "Of the harbour. " * 900)
            for n in range(90)
        ]
    )
    with Site() as site:
        subscriptions.add(room / "feeds.yaml", Subscription(site.serve("/more", body), fulltext="never"))
        done = ground.tracker(room, "poll", "more", before=_FULL.format(size=size))
        faults = wrong_end(done, (1,), "tracker: ") + _whole(room, before)
        again = ground.tracker(room, "poll", "--force")
    faults += wrong_end(again, (0, 4)) + _whole(room, before + REPORTS)
    return judged(faults, "one line, nothing lost, and the next poll stores it")


def _read_only(ground: Ground) -> Verdict:
    room = _filled(ground, "read-only")
    database = room / DATABASE
    database.chmod(0o400)
    room.chmod(0o500)
    if os.access(database, os.W_OK):
        room.chmod(0o700)
        return Verdict("not tried", "who runs this may write everywhere")
    try:
        faults = wrong_end(ground.tracker(room, "stories"), (0,))
        faults += wrong_end(ground.tracker(room, "poll", "--force"), (1,), "can't be")
    finally:
        room.chmod(0o700)
    return judged(faults, "read all the same, and a poll says what to do")


def _damaged(ground: Ground) -> Verdict:
    room = _filled(ground, "damaged")
    database = room / DATABASE
    body = bytearray(database.read_bytes())
    body[4096:] = bytes(len(body) - 4096)
    return _refused(ground, room, bytes(body), f"{DATABASE} is damaged")


def _garbage(ground: Ground) -> Verdict:
    return _refused(
        ground, ground.room("garbage"), b"\xff\x00 no database" * 999, "is not a tracker database"
    )


def _newer(ground: Ground) -> Verdict:
    room = _filled(ground, "newer")
    body = bytearray((room / DATABASE).read_bytes())
    body[USER_VERSION] = (LATEST + 1).to_bytes(4, "big")
    return _refused(ground, room, bytes(body), "newer tracker")


def _refused(ground: Ground, room: Path, body: bytes, why: str) -> Verdict:
    """Put a file in the database's place: commands fail in a line, the doctor says why, nothing changes."""
    database = room / DATABASE
    database.write_bytes(body)
    done = ground.all_of(room, (("stories",), ("poll",)))
    faults = [fault for each in done for fault in wrong_end(each, (1,), why)]
    faults += wrong_end(ground.tracker(room, "doctor"), (1,))
    faults += ["the file was changed"] * (database.read_bytes() != body)
    return judged(faults, f"“… {why} …”, 3 commands, the file as it was")


def _older(ground: Ground) -> Verdict:
    room = ground.room("older")
    database = room / DATABASE
    packed = resources.files("tracker.selftest").joinpath("schema-1.db.gz").read_bytes()
    database.write_bytes(gzip.decompress(packed))
    # Several at once: one brings it up to date, and the others wait.
    done = ground.all_of(room, (("stories",), ("show", "bridge"), ("search", "council")))
    needed = ("Bridge closed", "The bridge is closed.", "council")
    faults = [fault for each, text in zip(done, needed, strict=True) for fault in wrong_end(each, (0,), text)]
    store = Store(database)
    faults += store.upkeep.complaints()
    faults += ["the story is gone"] * (len(store.shelf.stories(Filter())) != 1)
    store.close()
    copy = database.with_name(f"{DATABASE}.schema-1.backup")
    faults += ["no copy was kept"] * (not copy.exists())
    return judged(faults, f"from schema 1 to {LATEST}, a copy kept")


CHECKS = (
    Check("a second poller says who is polling", _second),
    Check("others read beside a poll", _readers),
    Check("a poll that is killed leaves no process and no lock", _killed),
    Check("who finds the database locked waits", _locked),
    Check("on a full disk nothing is lost", _full),
    Check("a read-only database is read", _read_only),
    Check("a damaged database is refused in words, unchanged", _damaged),
    Check("so is a file that is none", _garbage),
    Check("so is one of a newer tracker", _newer),
    Check("one of an old tracker is brought up to date", _older),
)
