"""Read state by file: a second machine with the same feeds knows what was read on the first."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.library import BRIDGE, LONE, START, WIRE, Newsroom
from tests.shell import Shell
from tracker.core.copies import read_state, synced
from tracker.errors import NotFoundError, TrackerError
from tracker.model import Entry, Merged
from tracker.selftest.servers import Site
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Desks:
    """Two machines with the same feeds, each polling when it likes."""

    def __init__(self, folder: Path) -> None:
        for name in ("one", "two"):
            (folder / name).mkdir()
        self.one, self.two = Newsroom(folder / "one"), Newsroom(folder / "two")
        self.two.network, self.two.clock = self.one.network, self.one.clock
        self.two.tracker.close()
        self.two.restart()
        for room in (self.one, self.two):
            room.tracker.now = self.one.clock

    def carry(self) -> Merged:
        """Bring what was done on the first to the second."""
        state = read_state.read(read_state.write(self.one.tracker.reader.state()), "one")
        return self.two.tracker.reader.take_in(state)

    def back(self) -> Merged:
        return self.one.tracker.reader.take_in(self.two.tracker.reader.state())


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    desks = Desks(tmp_path)
    yield desks
    desks.one.close()
    desks.two.close()


def poll(room: Newsroom) -> None:
    room.tracker.polling.round(force=True)


def publish(desks: Desks, *steps: int) -> None:
    for step in steps:
        desks.one.publish(*BRIDGE[step])
        desks.one.clock.forward(hours=6)


def read(room: Newsroom, ref: str = "orrin", version: int | None = None) -> None:
    room.tracker.reading.mark_read(room.tracker.reading.version(ref, version))


def unread(room: Newsroom) -> list[str]:
    return [story.slug for story in room.tracker.reading.stories(Filter(unread=True, lone=False))]


def test_a_version_is_read_whose_every_article_was_seen_elsewhere(desks: Desks) -> None:
    publish(desks, 0, 1)
    poll(desks.one)
    publish(desks, 2)
    poll(desks.one)
    # The second machine polls once, and has in its first version what the first has in its second.
    poll(desks.two)
    assert desks.one.tracker.reading.story("orrin").version == 2
    assert desks.two.tracker.reading.story("orrin").version == 1
    read(desks.one, version=1)
    assert desks.carry().read == 0
    assert unread(desks.two)
    read(desks.one)
    assert desks.carry().read == 1
    assert unread(desks.two) == []
    assert desks.carry() == Merged()


def test_what_was_read_here_and_there_adds_up(desks: Desks) -> None:
    publish(desks, 0, 1)
    poll(desks.two)
    read(desks.two)
    publish(desks, 2)
    poll(desks.one)
    poll(desks.two)
    assert unread(desks.two)
    read(desks.one)
    assert desks.carry().read == 1
    assert unread(desks.two) == []


def test_nothing_is_ever_made_unread(desks: Desks) -> None:
    publish(desks, 0, 1)
    poll(desks.one)
    read(desks.one)
    old = desks.one.tracker.reader.state()
    publish(desks, 2)
    poll(desks.one)
    poll(desks.two)
    read(desks.two)
    assert desks.two.tracker.reader.take_in(old).read == 0
    assert unread(desks.two) == []
    desks.back()
    assert unread(desks.one) == []


def test_what_the_user_marks_unread_stays_so_until_it_is_read_again_elsewhere(desks: Desks) -> None:
    publish(desks, 0, 1)
    for room in (desks.one, desks.two):
        poll(room)
    read(desks.one)
    assert desks.carry().read == 1
    desks.one.clock.forward(hours=1)
    desks.two.tracker.marking.unread(["orrin"])
    poll(desks.two)
    assert desks.carry().read == 0
    assert unread(desks.two)
    desks.one.clock.forward(hours=1)
    publish(desks, 2)
    poll(desks.one)
    read(desks.one)
    assert desks.carry().read == 1
    assert unread(desks.two) == []


def test_what_the_poll_brings_later_is_read_if_it_was_seen_elsewhere(desks: Desks) -> None:
    publish(desks, 0, 1, 2)
    poll(desks.one)
    read(desks.one)
    desks.one.tracker.following.follow("orrin")
    done = desks.carry()
    assert (done.read, done.waiting) == (0, 1)
    poll(desks.two)
    story = desks.two.tracker.reading.story("orrin")
    assert not story.unread
    assert story.followed
    publish(desks, 3)
    poll(desks.two)
    assert unread(desks.two) == [story.slug]
    assert desks.two.tracker.store.read_state.awaited() == []


def test_stories_are_known_by_their_articles_whatever_they_are_called(desks: Desks) -> None:
    publish(desks, 0, 1)
    poll(desks.one)
    with desks.two.tracker.store.write():
        desks.two.tracker.store.stories.create("Taken", desks.one.tracker.reading.story("orrin").slug, START)
    poll(desks.two)
    read(desks.one)
    desks.one.tracker.following.follow("orrin")
    done = desks.carry()
    assert (done.read, done.followed) == (1, 1)
    (story,) = desks.two.tracker.reading.stories(Filter(lone=False))
    assert story.slug != desks.one.tracker.reading.story("orrin").slug
    assert story.followed
    assert not story.unread


def test_of_follow_and_mute_the_last_word_holds_in_whatever_order_it_comes(desks: Desks) -> None:
    publish(desks, 0, 1)
    for room in (desks.one, desks.two):
        poll(room)
    one, two = desks.one.tracker, desks.two.tracker
    one.following.follow("orrin")
    followed = one.reader.state()
    assert desks.carry().followed == 1
    desks.one.clock.forward(hours=1)
    two.following.unfollow("orrin")
    two.correcting.mute("orrin", muted=True)
    # Who was told to follow is not told so once more by what is older.
    assert two.reader.take_in(followed) == Merged()
    assert not two.reading.story("orrin").followed
    done = desks.back()
    assert (done.followed, done.muted) == (1, 1)
    story = one.reading.story("orrin")
    assert (story.followed, story.muted) == (False, True)
    desks.one.clock.forward(hours=1)
    one.correcting.mute("orrin", muted=False)
    desks.one.clock.forward(hours=1)
    stale = replace(followed, written_at=desks.one.clock())
    assert desks.carry().muted == 1
    assert two.reader.take_in(stale) == Merged()
    assert not two.reading.story("orrin").muted
    assert one.reader.take_in(two.reader.state()) == Merged()


def test_what_was_undone_counts_from_when_it_was_undone(desks: Desks) -> None:
    publish(desks, 0, 1)
    for room in (desks.one, desks.two):
        poll(room)
    desks.one.tracker.correcting.mute("orrin", muted=True)
    desks.carry()
    desks.one.clock.forward(hours=1)
    desks.one.tracker.correcting.undo()
    assert desks.carry().muted == 1
    assert not desks.two.tracker.reading.story("orrin").muted


def test_a_story_of_the_users_own_terms_lends_its_reading_and_not_its_marks(desks: Desks) -> None:
    publish(desks, 0, 1)
    poll(desks.one)
    poll(desks.two)
    desks.one.tracker.following.follow("Bridges", ["bridge"])
    read(desks.one, "bridges")
    done = desks.carry()
    assert (done.read, done.followed, done.waiting) == (1, 0, 0)
    assert not desks.two.tracker.reading.story("orrin").followed


def test_articles_that_share_an_address_are_told_apart_by_their_titles(desks: Desks) -> None:
    live = [
        Entry(f"Orrin bridge in Velmouth, live: {what}", "https://wire.example/live", f"urn:live:{n}", text)
        for n, (what, (_, _, text)) in enumerate(zip(("crack", "cost", "cure"), BRIDGE, strict=False))
    ]
    desks.one.entries[WIRE] = live[:2]
    desks.one.serve()
    poll(desks.one)
    for story in desks.one.tracker.reading.stories(Filter()):
        read(desks.one, story.slug)
    desks.one.clock.forward(hours=1)
    desks.one.entries[WIRE] = live
    desks.one.serve()
    poll(desks.two)
    desks.carry()
    told = {
        row.article.title: desks.two.tracker.reading.story(row.story).unread
        for row in desks.two.tracker.reading.articles()
    }
    assert told[live[2].title]


def test_articles_without_an_address_are_known_by_feed_and_guid(desks: Desks) -> None:
    desks.one.entries[WIRE] = [
        Entry(title, "", f"urn:bare:{n}", text, published=START)
        for n, (_, title, text) in enumerate(BRIDGE[:3])
    ]
    desks.one.serve()
    desks.one.clock.forward(hours=1)
    for room in (desks.one, desks.two):
        poll(room)
    (story,) = desks.one.tracker.reading.stories(Filter(lone=False))
    read(desks.one, story.slug)
    desks.one.tracker.following.follow(story.slug)
    done = desks.carry()
    assert (done.read, done.followed) == (1, 1)


def test_a_clock_that_runs_ahead_elsewhere_does_not_win_for_ever(desks: Desks) -> None:
    publish(desks, 0, 1)
    for room in (desks.one, desks.two):
        poll(room)
    desks.one.tracker.following.follow("orrin")
    state = desks.one.tracker.reader.state()
    (story,) = state.stories
    assert story.followed is not None
    ahead = replace(story, followed=replace(story.followed, at=START + timedelta(days=9000)))
    desks.two.tracker.reader.take_in(replace(state, stories=(ahead,)))
    desks.one.clock.forward(hours=1)
    desks.two.tracker.following.unfollow("orrin")
    assert desks.back().followed == 1


def document(**told: object) -> bytes:
    """Write a read state of no stories, but for what is told."""
    sound = {
        "format": "tracker read state",
        "format_version": 1,
        "written_at": "2026-05-04T09:00:00Z",
        "stories": [],
    }
    return json.dumps(sound | told).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        b"\xff\xfe",
        document(written_at="x"),
        document(format="something"),
        document(format_version=9),
        # A time of nobody knows where.
        document(written_at="2026-05-04T09:00:00"),
    ],
)
def test_what_is_no_read_state_changes_nothing_and_is_told(desks: Desks, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "state.json"
    path.write_bytes(data)
    with pytest.raises(TrackerError, match=r"state\.json"):
        synced.load(desks.two.tracker.reader, path)


def test_a_shared_folder_holds_a_file_a_machine_and_comes_to_rest(desks: Desks, tmp_path: Path) -> None:
    shared, told = tmp_path / "shared", list[str]()
    shared.mkdir()
    (shared / "notes.json").write_text("nobody's business")
    publish(desks, 0, 1)
    for room in (desks.one, desks.two):
        poll(room)

    def sync(room: Newsroom) -> tuple[Merged, int]:
        return synced.sync(room.tracker.store, room.tracker.reader, shared, told.append)

    read(desks.one)
    assert sync(desks.one) == (Merged(), 0)
    assert sync(desks.two) == (Merged(read=1), 0)
    assert sync(desks.one) == (Merged(), 0)
    files = {path: path.read_bytes() for path in shared.glob("read-state-*.json")}
    assert len(files) == 2
    desks.one.clock.forward(hours=1)
    for room in (desks.one, desks.two, desks.one):
        assert sync(room) == (Merged(), 0)
    # Nothing is written, and so nothing synced, that says what was said already.
    assert {path: path.read_bytes() for path in shared.glob("read-state-*.json")} == files
    os.mkfifo(shared / "read-state-pipe.json")
    (shared / "read-state-folder.json").mkdir()
    assert sync(desks.one) == (Merged(), 0)
    (shared / "read-state-half.json").write_bytes(min(files.values())[:40])
    assert sync(desks.one)[1] == 1
    assert "read-state-half.json" in told[0]
    with pytest.raises(NotFoundError):
        synced.sync(desks.one.tracker.store, desks.one.tracker.reader, tmp_path / "none", told.append)


# ---------------------------------------------------------------- as the user types it


class Wire:
    """A server with two feeds, on which what is out grows."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def serve(self, articles: int) -> None:
        entries = [
            Entry(title, self.site.url(f"/wire/{number}"), f"urn:{number}", text)
            for number, (_, title, text) in enumerate(BRIDGE[:articles])
        ]
        lone = [Entry(title, f"https://coast.example/{title[:5]}", "", text) for _, title, text in LONE]
        self.site.serve("/wire.xml", rss(entries[::-1], title="Harbour Wire"), etag=f'"{articles}"')
        self.site.serve("/coast.xml", rss(lone, title="Coast Daily"))


def test_two_data_folders_that_polled_the_same_feeds_at_other_times_share_a_folder(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    home, work = Shell(tmp_path / "home"), Shell(tmp_path / "work")
    with Site() as site:
        wire = Wire(site)
        wire.serve(2)
        for path in ("/wire.xml", "/coast.xml"):
            home.run("add", site.url(path), "--now", "2026-05-04T09:00Z")
        wire.serve(3)
        home.run("poll", "--force", "--now", "2026-05-06T09:00Z")
        for path in ("/coast.xml", "/wire.xml"):
            work.run("add", site.url(path), "--now", "2026-05-07T09:00Z")
    assert [len(json.loads(each.run("history", "orrin", "--json"))) for each in (home, work)] == [2, 1]
    home.run("show", "orrin", "--now", "2026-05-07T10:00Z")
    home.run("follow", "orrin", "--now", "2026-05-07T10:00Z")
    is_read_by_show = not home.json("stories")[0]["unread"]
    home.run("read-state", "sync", str(shared), "--now", "2026-05-07T11:00Z")
    done = work.json("read-state", "sync", str(shared), "--now", "2026-05-07T12:00Z")
    assert done == {"read": int(is_read_by_show), "followed": 1, "muted": 0, "waiting": 0, "failed": 0}
    assert work.json("stories")[0]["unread"] is not is_read_by_show
    assert len(list(shared.iterdir())) == 2


def test_read_state_is_exported_and_imported_by_file_and_by_pipe(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "home")
    state = json.loads(shell.run("read-state", "export", "--now", "2026-05-04T09:00Z"))
    assert state == {
        "format": "tracker read state",
        "format_version": 1,
        "written_at": "2026-05-04T09:00:00Z",
        "stories": [],
    }
    file = tmp_path / "state.json"
    assert shell.run("read-state", "export", str(file)) == ""
    assert "0 stories" in shell.run("read-state", "import", str(file))
    for words in (["import"], ["sync"], ["sync", "a", "b"], ["export", "a", "b"], ["else"]):
        shell.run("read-state", *words, code=2)
    shell.run("read-state", "import", str(tmp_path / "none.json"), code=3)
    shell.run("read-state", "sync", str(tmp_path / "none"), code=3)
    file.write_text("no state")
    shell.run("read-state", "import", str(file), code=1)
    (tmp_path / "read-state-other.json").write_text("half")
    shell.run("read-state", "sync", str(tmp_path), code=4)
