"""Every kind of verb on a database in trouble: exit code 1, one line on stderr, and nothing changed."""

from __future__ import annotations

import gc
import logging
import shutil
from typing import TYPE_CHECKING

import pytest

from tests import troubles
from tests.library import Newsroom
from tests.store_cases import prepare
from tests.troubles import contents
from tracker.cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.troubles import Trouble

# What reads, and what writes: of each a few that go through other rooms of the code.
READ: tuple[tuple[str, ...], ...] = (
    ("stories",),
    # It shows what it can't mark as read, and says so.
    ("show", "orrin"),
    ("history", "orrin"),
    ("diff", "orrin", "1", "2"),
    ("blame", "orrin"),
    ("search", "bridge"),
    ("articles", "--json"),
    ("why", "orrin"),
    ("searches",),
    ("digest", "--json"),
    ("save", "orrin", "--format", "json"),
    ("feeds", "--json"),
    (),
)
WRITE = (
    ("poll", "--force"),
    ("read", "late"),
    ("pin", "orrin"),
    ("follow", "Velmouth", "velmouth", "seaweed"),
    ("merge", "orrin", "late"),
    ("undo",),
    ("rebuild", "orrin"),
    ("gc", "--older-than", "1d"),
    ("import", "saved.json"),
    ("remove", "http://127.0.0.1:9/feed"),
)
ALL = (*READ, *WRITE)
# What commits stage by stage: where room ends, what was done before is kept.
STAGED = {("poll",), ("rebuild",), ("gc",), ("undo",)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    room = Newsroom(folder)
    room.run_bridge(3)
    prepare(room.tracker.store)
    room.tracker.store.upkeep.compact()
    room.close()
    # Nothing answers there, at once.
    (folder / "feeds.yaml").write_text("- http://127.0.0.1:9/feed\n", encoding="utf-8")
    (folder / "config.toml").write_text('allow_private = ["127.0.0.1"]\n', encoding="utf-8")
    saved = str(folder / "saved.json")
    assert run(["--data", str(folder), "save", "orrin", "--format", "json", "-o", saved]) == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder, and this process as it was before, when commands have run in it."""
    thresholds, logger = gc.get_threshold(), logging.getLogger("tracker")
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    gc.set_threshold(*thresholds)
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


def tried(folder: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a command; return its exit code and what it said, and hold that this was a line."""
    code = run(["--data", str(folder), *words])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    if code == 1:
        assert said.out == "", (words, said)
        (line,) = said.err.splitlines()
        assert line.startswith(f"tracker: {folder}"), (words, line)
    return code, said.err


@pytest.mark.parametrize(
    ("trouble", "told", "verbs"),
    [
        (troubles.locked, "is locked by another program. Try again", ALL),
        (troubles.corrupt, "is damaged. Keep a copy", ALL),
        (troubles.garbage, "is not a tracker database. Name another", ALL),
        (troubles.newer, "was written by a newer tracker", ALL),
        (troubles.written_by_another, "is locked by another program. Try again", WRITE),
        (troubles.read_only, "can't be written to. Check who", WRITE),
        (troubles.full, "the disk is full. Make room", ()),
        (troubles.no_room, "has no room or fails. Make room", WRITE),
    ],
    ids=["locked", "corrupt", "garbage", "newer", "written by another", "read-only", "full", "no room"],
)
def test_each_verb_says_in_a_line_what_is_wrong_with_the_database(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    trouble: Trouble,
    told: str,
    verbs: tuple[tuple[str, ...], ...],
) -> None:
    path = folder / "tracker.db"
    whole, before = path.read_bytes(), contents(path)
    for words in ALL:
        with trouble(path):
            code, said = tried(folder, words, capsys)
        assert code == 1 or words not in verbs, (words, code, said)
        if code == 1:
            assert told in said, words
            assert contents(path) == before or (trouble is troubles.full and words[:1] in STAGED), words
        for file in folder.glob("tracker.db*"):
            file.unlink()
        path.write_bytes(whole)
