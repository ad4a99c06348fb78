"""A poll killed at any moment is taken up by the next one: nothing lost, nothing twice."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.library import BRIDGE, LONE
from tracker.model import TAKEN
from tracker.store import Filter, Store

if TYPE_CHECKING:
    from pathlib import Path

# Deaths spread over a whole round: fetching, clustering, writing dossiers.
DEATHS = 24
# How many statements earlier to die where a round ended before it should have died.
FEWER = 8


def poll(folder: Path, dies_at: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.dying", str(folder), str(dies_at)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def killed(folder: Path, dies_at: int) -> bool:
    folder.mkdir()
    return poll(folder, dies_at).returncode == -9


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> int:
    done = poll(tmp_path_factory.mktemp("whole"))
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.parametrize("death", range(DEATHS))
def test_the_next_poll_takes_up_what_a_killed_one_left(tmp_path: Path, statements: int, death: int) -> None:
    dies_at = 1 + death * (statements - 1) // DEATHS
    # Feeds that answer together are stored together, so a round has a few statements more or less.
    folders = (tmp_path / str(less) for less in range(0, dies_at, FEWER))
    folder = next(one for less, one in enumerate(folders) if killed(one, dies_at - less * FEWER))
    done = poll(folder)
    assert done.returncode == 0, done.stderr
    store = Store(folder / "tracker.db")
    articles = store.articles.listed(None, 100)
    assert sorted(a.title for a in articles) == sorted(title for _, title, _ in (*BRIDGE[:3], *LONE))
    assert all(a.story is not None for a in articles)
    told = {a.url: a.page for a in articles if a.story == articles[-1].story}
    assert told["https://wire.example/1"] == TAKEN
    assert all(told.values())
    assert store.stories.owed() == []
    (running,) = store.shelf.stories(Filter(lone=False))
    assert running.items == 3
    assert [v.number for v in store.versions.all(running.number)] == list(range(1, running.version + 1))
    assert store.versions.newest(running.number).items == 3  # type: ignore[union-attr]  # it has a version
    assert store.upkeep.complaints() == []
    store.close()
