"""Work killed at any moment is done or not done, and taken up by the next: nothing lost, twice or torn."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.dying import HIDDEN, LAST, PAGE, STEPS, newsroom
from tests.older import older_database
from tracker.model import TAKEN
from tracker.schema import LATEST
from tracker.selftest.dying import Order, Undertaker
from tracker.selftest.soundness import kept, torn, unfinished
from tracker.store import Filter, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.selftest.dying import Death

# Deaths in each stage of a round, spread over its statements.
STAGES = {
    "lock": 2,
    "fetch": 5,
    "rules": 4,
    "cluster": 5,
    "union": 5,
    "search": 5,
    "fulltext": 4,
    "dossier": 6,
    "settle": 2,
    "notice": 2,
}
DEATHS = [(stage, death) for stage, count in STAGES.items() for death in range(count)]
# What the user does, each on what the one before has left; each dies at some of its statements.
ACTS = ("merge", "follow", "unfollow", "undo")
MOMENTS = (0.2, 0.85)
# How many statements earlier to die where a stage ended before it should have died.
FEWER = 6
TITLES = [title for step in (*STEPS, LAST) for _, title, _ in step]


class Scene(NamedTuple):
    """The folder that the last round begins in, how many statements it has, and who lets it die."""

    begun: Path
    counts: dict[str, int]
    undertaker: Undertaker

    def copy(self, folder: Path) -> Path:
        """Make a folder that is as before the last round."""
        return shutil.copytree(self.begun, folder)

    def do(self, folder: Path, act: str = "poll", stage: str = "", nth: int = 0) -> Death:
        return self.undertaker.carry_out(Order(str(folder), act, stage, nth))

    def done(self, folder: Path, act: str = "poll") -> Death:
        """Do an act that must come to its end."""
        death = self.do(folder, act)
        assert death.code == 0, death.said
        return death


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("scene")
    begun = folder / "begun"
    begun.mkdir()
    with Undertaker("tests.dying") as undertaker:
        Scene(begun, {}, undertaker).done(begun, "begin")
        whole = shutil.copytree(begun, folder / "whole")
        yield Scene(begun, Scene(begun, {}, undertaker).done(whole).counts, undertaker)


def test_every_stage_of_a_round_has_something_to_do(scene: Scene) -> None:
    assert sum(STAGES.values()) + len(ACTS) * len(MOMENTS) >= 48
    assert {stage: scene.counts.get(stage, 0) >= count for stage, count in STAGES.items()} == dict.fromkeys(
        STAGES, True
    )


@pytest.mark.parametrize(("stage", "death"), DEATHS, ids=str)
def test_the_next_poll_takes_up_what_a_killed_one_left(
    tmp_path: Path, scene: Scene, stage: str, death: int
) -> None:
    last = max(STAGES[stage] - 1, 1)
    nth = 1 + death * (scene.counts[stage] - 1) // last
    # Feeds that answer together are stored together, so a stage has a few statements more or less.
    folders = ((scene.copy(tmp_path / str(sooner)), sooner) for sooner in range(nth, 0, -FEWER))
    folder = next(each for each, sooner in folders if scene.do(each, "poll", stage, sooner).was_killed)
    store = Store(folder / "tracker.db")
    acknowledged = {article.title for article in kept(store)}
    assert torn(store) == []
    store.close()
    scene.done(folder)
    store = Store(folder / "tracker.db")
    assert unfinished(store, [*TITLES, *acknowledged]) == []
    told = {article.url: article for article in kept(store)}
    assert told[PAGE].page == TAKEN
    assert next(article for article in kept(store) if article.title == HIDDEN).muted
    bridge, wreck = (len(store.articles.of_story(told[f"https://{url}"].story or 0)) for url in HEADS)
    assert bridge >= 3
    assert wreck == 3
    store.close()


HEADS = ("wire.example/3", "wire.example/1")


def rows(folder: Path) -> dict[str, list[str]]:
    """Return what the acts of the user change, but for what is written up afterwards."""
    tables = {
        "articles": "id, story",
        "placements": "*",
        "pins": "article, story",
        "taken": "*",
        "follows": "story, terms, ended is null",
        "stories": "number, items, merged_into",
        "operations": "kind, undone_at is null",
    }
    with closing(sqlite3.connect(folder / "tracker.db")) as db:
        return {
            table: sorted(map(str, db.execute(f"select {columns} from {table}")))
            for table, columns in tables.items()
        }


def test_an_act_that_is_killed_is_done_or_not_done_and_is_written_up_by_the_next_poll(
    tmp_path: Path, scene: Scene
) -> None:
    last = scene.copy(tmp_path / "poll")
    scene.done(last)
    for act in ACTS:
        done = shutil.copytree(last, tmp_path / act)
        statements = scene.done(done, act).counts[""]
        states = [rows(last), rows(done)]
        for moment in MOMENTS:
            folder = shutil.copytree(last, tmp_path / f"{act} {moment}")
            assert scene.do(folder, act, "", round(moment * statements)).was_killed
            assert rows(folder) in states
            is_done = rows(folder) == states[1]
            room = newsroom(folder)
            room.poll(days=1)
            store = room.tracker.store
            assert store.stories.owed() == []
            running = [one.number for one in store.shelf.stories(Filter(lone=False))]
            reasons = {version.reason for number in running if (version := store.versions.newest(number))}
            assert not is_done or act in reasons
            room.close()
        last = done


def slugs(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "tracker.db")) as db:
        return [slug for (slug,) in db.execute("select slug from stories order by number")]


@pytest.mark.parametrize("moment", [0.02, 0.3, 0.7, 0.98])
def test_a_migration_that_is_killed_leaves_the_old_database_or_the_new_one(
    tmp_path: Path, scene: Scene, moment: float
) -> None:
    for shape in (1, LATEST - 1):
        old, whole = tmp_path / f"old {shape}", tmp_path / f"whole {shape}"
        for folder in (old, whole):
            folder.mkdir()
            older_database(folder / "tracker.db", shape)
        nth = max(round(moment * scene.done(whole, "migration").counts[""]), 1)
        before = slugs(old)
        assert scene.do(old, "migration", "", nth).was_killed
        with closing(sqlite3.connect(old / "tracker.db")) as db:
            assert db.execute("pragma user_version").fetchone()[0] in {shape, LATEST}
        assert slugs(old) == before
        scene.done(old, "migration")
        store = Store(old / "tracker.db")
        assert store.versions.newest(1) is not None
        assert store.upkeep.complaints() == []
        store.close()
        assert (old / f"tracker.db.schema-{shape}.backup").exists()


@pytest.mark.parametrize("moment", [0.3, 0.6, 1.0])
def test_a_backup_that_is_killed_leaves_a_whole_file_or_none(
    tmp_path: Path, scene: Scene, moment: float
) -> None:
    folder, whole = (scene.copy(tmp_path / name) for name in ("killed", "whole"))
    nth = max(int(moment * scene.done(whole, "backup").counts[""]), 1)
    assert scene.do(folder, "backup", "", nth).was_killed
    target = folder / "all.zip"
    assert not target.exists() or zipfile.ZipFile(target).testzip() is None
    scene.done(folder, "backup")
    assert zipfile.ZipFile(target).testzip() is None


def test_a_death_is_that_of_a_signal_that_nothing_can_catch(tmp_path: Path, scene: Scene) -> None:
    assert scene.do(scene.copy(tmp_path / "data"), "poll", "fetch", 1).code == -signal.SIGKILL
