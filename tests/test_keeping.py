"""Retention: what is old and cited by nothing goes, the file gets smaller, and nothing comes back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.library import COAST, INLAND, WIRE, Newsroom
from tracker.errors import BusyError, NotFoundError, StoreError
from tracker.model import Entry, Limits
from tracker.selftest.dying import Death, Order, Undertaker
from tracker.selftest.soundness import kept, torn
from tracker.store import Filter, Origin, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Deaths spread over all that retention does.
DEATHS = 12
# Matters that have nothing to do with each other.
THINGS = (
    "kettle", "violin", "glacier", "pepper", "lantern", "walrus", "trellis", "compass", "marzipan", "zither",
    "gravel", "sapphire", "hammock", "turnip", "cobalt", "falcon", "parsley", "anvil", "cello", "tundra",
)  # fmt: skip


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """The bridge in two articles with versions, and twenty lone articles, all of them long ago."""
    newsroom.run_bridge(2)
    for number, thing in enumerate(THINGS):
        feed = (WIRE, COAST, INLAND)[number % 3]
        newsroom.publish(feed, f"{thing} {words(thing, 4)}", words(thing, 300))
    newsroom.poll(hours=1)
    newsroom.clock.forward(days=100)
    return newsroom


def words(thing: str, count: int) -> str:
    """Make up words that nothing else has."""
    return " ".join(f"{thing[:3]}{chr(97 + n % 26)}{chr(97 + n // 26)}{thing[3:]}" for n in range(count))


def fresh(room: Newsroom, feed: str) -> None:
    """Put an entry on top of a feed that is like none before it."""
    moment = f"{room.clock():%Y%m%d%H}"
    host = feed.split("/")[2]
    entry = Entry(
        f"Fresh {host} {moment}", f"https://{host}/fresh/{moment}", f"urn:{host}:{moment}", f"As of {moment}."
    )
    room.entries[feed].insert(0, entry)
    room.serve()


def titles(room: Newsroom) -> set[str]:
    return {row.article.title for row in room.tracker.reading.articles()}


def lone(room: Newsroom) -> list[str]:
    return [story.slug for story in room.tracker.reading.stories(Filter(lone=True, muted=True))]


def test_what_was_dropped_does_not_come_back_while_its_feed_still_offers_it(room: Newsroom) -> None:
    assert room.tracker.keeping.collect(Limits(days=30)).articles == 22
    left = titles(room)
    assert len(left) == 2
    for _ in range(3):
        room.publish(WIRE, f"A new thing {room.clock()}", "Never heard of before.")
        room.publish(COAST, f"Another new thing {room.clock()}", "Nor of this one.")
        assert room.poll(days=1).new_articles == 2
    assert titles(room) > left
    assert len(titles(room)) == 8


def test_what_was_dropped_is_neither_listed_nor_counted(room: Newsroom) -> None:
    before = room.tracker.reading.counts()
    assert room.tracker.keeping.collect(Limits(days=30)).articles == 22
    assert before == (1, 1, 22)
    assert room.tracker.reading.counts() == (1, 1, len(lone(room))) == (1, 1, 0)


def test_what_was_dropped_and_is_edited_or_moved_does_not_come_back(room: Newsroom) -> None:
    room.tracker.keeping.collect(Limits(days=30))
    before = titles(room)
    for feed in (WIRE, COAST, INLAND):
        room.entries[feed] = [
            Entry(f"{e.title}, edited", e.url, e.guid, f"{e.text} Edited.", published=e.published)
            if number % 2
            else Entry(e.title, e.url.replace("https", "http"), e.guid, e.text, published=e.published)
            for number, e in enumerate(room.entries[feed])
        ]
        fresh(room, feed)
    assert room.poll(days=1).new_articles == 3
    assert len(titles(room)) == len(before) + 3


def test_what_was_dropped_follows_its_feed_to_another_address(room: Newsroom) -> None:
    room.tracker.keeping.collect(Limits(days=30))
    store = room.tracker.store
    store.feeds.move(COAST, "http://coast.example/new", "moved")
    assert {one.feed for one in store.dropped.known("http://coast.example/new", [], 99)} == {
        "http://coast.example/new"
    }
    assert store.dropped.known(COAST, [], 99) == []


def test_a_feed_keeps_its_rhythm_though_its_articles_were_dropped(room: Newsroom) -> None:
    store = room.tracker.store
    before = sorted(store.articles.publish_times(COAST))
    room.tracker.keeping.collect(Limits(days=30))
    assert sorted(store.articles.publish_times(COAST)) == before


def test_what_a_feed_has_not_offered_for_months_is_forgotten(room: Newsroom) -> None:
    room.tracker.keeping.collect(Limits(days=30))
    store = room.tracker.store
    assert store.dropped.count() == 22
    offered, *others = (entry.title for entry in room.entries[COAST])
    room.entries[COAST] = room.entries[COAST][:1]
    for days in (1, 60, 60):
        fresh(room, COAST)
        room.poll(days=days)
        room.tracker.keeping.collect(Limits(days=30))
    known = {one.title for one in store.dropped.known(COAST, [], 99)}
    assert offered in known
    assert not known & set(others)
    # Of a feed that says nothing any more nobody knows.
    assert len(store.dropped.known(WIRE, [], 99)) == 7


def test_the_file_gets_smaller_and_the_search_stays_whole(room: Newsroom) -> None:
    done = room.tracker.keeping.collect(Limits(days=30))
    store = room.tracker.store
    assert done.after < done.before
    assert done.after == os.path.getsize(store.path)  # noqa: PTH202 - the log is empty
    assert store.upkeep.complaints() == []
    assert not room.tracker.finding.find("kettle").hits
    assert room.tracker.finding.find("Orrin").hits


def test_a_plan_changes_nothing_and_says_about_what_is_then_done(room: Newsroom) -> None:
    rows = list(dumped(room.tracker.store.path))
    plan = room.tracker.keeping.collect(Limits(days=30), dry_run=True)
    assert list(dumped(room.tracker.store.path)) == rows
    done = room.tracker.keeping.collect(Limits(days=30))
    assert (plan.is_plan, done.is_plan) == (True, False)
    assert plan.articles == done.articles
    assert abs(plan.after - done.after) < 0.25 * done.before


def test_the_oldest_go_until_the_rest_fits(room: Newsroom) -> None:
    room.tracker.keeping.collect(Limits())
    size = room.tracker.store.upkeep.size()
    done = room.tracker.keeping.collect(Limits(size=size - 40_000))
    assert done.after <= size - 40_000
    assert 0 < done.articles < 22
    kept = [story.updated for story in room.tracker.reading.stories(Filter(lone=True))]
    assert len(kept) == 22 - done.articles
    oldest = min(room.entries[WIRE] + room.entries[COAST], key=lambda entry: str(entry.published))
    assert oldest.title in titles(room) or min(kept) > oldest.published  # type: ignore[operator]  # it is dated


def test_a_size_that_cannot_be_reached_drops_nothing_that_is_kept_for_good(room: Newsroom) -> None:
    followed, pinned, muted, opened = lone(room)[:4]
    room.tracker.following.follow(followed)
    room.tracker.correcting.pin(pinned)
    room.tracker.correcting.mute(muted, muted=True)
    room.tracker.reading.version(opened)
    done = room.tracker.keeping.collect(Limits(days=1, size=1))
    assert done.articles == 18
    assert done.after > 1
    assert set(lone(room)) == {followed, pinned, muted, opened}


def test_without_limits_only_free_room_is_given_back(room: Newsroom) -> None:
    done = room.tracker.keeping.collect(Limits())
    assert (done.articles, done.revisions, done.versions) == (0, 0, 0)
    assert len(titles(room)) == 24


def test_of_earlier_texts_those_stay_that_a_version_was_written_from(room: Newsroom) -> None:
    store = room.tracker.store
    (cited,) = (row.article.id for row in room.tracker.reading.articles() if "firms" in row.article.title)
    first = store.articles.get(cited)
    assert first is not None
    for hour in range(1, 6):
        with store.write():
            store.articles.add_revision(cited, f"{first.title} {hour}", first.text, "feed", room.clock())
        room.clock.forward(hours=1)
        if hour == 3:
            number = store.articles.story_of(cited)
            store.stories.owe(number or 0, "revision")
            room.tracker.writing.write_owed(lambda _: None)
            room.clock.forward(minutes=1)
    room.clock.forward(days=100)
    numbers = [each.number for each in store.articles.revisions(cited)]
    assert numbers == [1, 2, 3, 4, 5, 6]
    assert room.tracker.keeping.collect(Limits(days=30)).revisions == 3
    assert [each.number for each in store.articles.revisions(cited)] == [1, 4, 6]
    assert store.upkeep.complaints() == []


def test_searches_of_what_is_followed_stay_and_old_others_go(room: Newsroom) -> None:
    store = room.tracker.store
    followed, other = lone(room)[:2]
    room.tracker.following.follow(followed)
    numbers = [room.tracker.reading.story(slug).number for slug in (followed, other)]
    with store.write() as db:
        db.executemany(  # type: ignore[attr-defined]  # a connection
            "insert into searches (story, question, query, feed, at, hits) values (?, 'q', 'w', 'f', ?, 0)",
            [(number, "2026-05-04T09:00:00Z") for number in numbers],
        )
    room.tracker.reading.version(other)
    assert room.tracker.keeping.collect(Limits(days=30)).searches == 1
    assert set(store.searches.of_story(numbers[0])) == {"q"}


def test_versions_are_thinned_only_where_the_user_asks_and_never_of_a_followed_story(room: Newsroom) -> None:
    store, story = room.tracker.store, room.tracker.reading.story("orrin")
    newest = store.versions.newest(story.number)
    assert newest is not None
    for number in range(newest.number + 1, 13):
        at = newest.written_at + timedelta(minutes=number)
        store.versions.add(replace(newest, number=number, written_at=at))
    room.tracker.reading.mark_read(replace(newest, number=7))
    assert room.tracker.keeping.collect(Limits(days=30)).versions == 0
    room.tracker.following.follow(story.slug)
    assert room.tracker.keeping.collect(Limits(days=30, thin=True)).versions == 0
    room.tracker.following.unfollow(story.slug)
    with store.write() as db:
        # As if the two acts were long forgotten: what an undo needs is not thinned.
        db.execute("delete from operations")  # type: ignore[attr-defined]  # a connection
    plan = room.tracker.keeping.collect(Limits(days=30, thin=True), dry_run=True)
    done = room.tracker.keeping.collect(Limits(days=30, thin=True))
    left = [version.number for version in store.versions.all(story.number)]
    assert plan.versions == done.versions == 12 - len(left)
    assert {1, 7, 11, 12} <= set(left)
    assert len(left) < 7
    with pytest.raises(NotFoundError, match="`tracker gc` dropped it"):
        room.tracker.reading.version(story.number, 8)
    with pytest.raises(StoreError, match="kept for good"), store.write() as db:
        db.execute("delete from versions")  # type: ignore[attr-defined]  # a connection


def test_nobody_collects_while_another_polls(room: Newsroom) -> None:
    other = Store(room.tracker.store.path)
    with other.ingesting.held("tracker poll", room.clock()), pytest.raises(BusyError):
        room.tracker.keeping.collect(Limits(days=30))
    other.close()


def test_retention_reads_what_an_open_snapshot_keeps_from_getting_smaller(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It waits for the reader, and gives that up.
    monkeypatch.setattr("tracker.store.connection.BUSY_MILLISECONDS", 200)
    room.restart()
    # A reader that stands in the middle of something: the log can't be emptied before it is done.
    with closing(sqlite3.connect(room.tracker.store.path, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from articles").fetchone()
        done = room.tracker.keeping.collect(Limits(days=30))
        assert done.articles == 22
        reader.execute("rollback")
    assert room.tracker.store.upkeep.complaints() == []


def test_size_says_what_retention_would_free_and_when_the_last_backup_was(room: Newsroom) -> None:
    size = room.tracker.keeping.size(Limits(days=30))
    assert size.backed_up is None
    assert 0 < size.reclaimable < size.file


def dumped(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as db:
        yield from db.iterdump()


def test_ten_thousand_dropped_articles_of_a_feed_slow_no_poll_down(room: Newsroom) -> None:
    store = room.tracker.store
    origin = Origin(WIRE, "Harbour Wire")
    names = [f"wire.example/old/{number}" for number in range(500)]
    entries = [(Entry(f"Old {name[-3:]}", f"https://{name}", f"urn:{name}"), name) for name in names]
    with store.write():
        ids = store.articles.insert_all(entries, origin, room.clock() - timedelta(days=60))
        for number in ids:
            story = store.stories.create(f"Old {number}", f"old-{number}", room.clock())
            store.stories.assign([number], story)
    assert room.tracker.keeping.collect(Limits(days=50)).articles == 522
    assert len(store.dropped.known(WIRE, [], 200)) == 200
    room.entries[WIRE] = [entry for entry, _ in entries[100:140]]
    room.publish(WIRE, "Brand new", "Nothing old.")
    assert room.poll(hours=1).new_articles == 1


def test_retention_that_is_killed_anywhere_loses_nothing_and_is_done_by_the_next(tmp_path: Path) -> None:
    polled = tmp_path / "polled"
    polled.mkdir()
    with Undertaker("tests.dying") as undertaker:

        def do(folder: Path, act: str, nth: int = 0) -> Death:
            return undertaker.carry_out(Order(str(folder), act, "", nth))

        def titles(folder: Path) -> list[str]:
            store = Store(folder / "tracker.db")
            found = sorted(article.title for article in kept(store))
            assert torn(store) == []
            store.close()
            return found

        for act in ("begin", "poll"):
            assert do(polled, act).code == 0
        whole = shutil.copytree(polled, tmp_path / "done")
        done = do(whole, "gc")
        assert done.code == 0, done.said
        assert 0 < len(titles(whole)) < len(titles(polled))
        for death in range(DEATHS):
            folder = shutil.copytree(polled, tmp_path / f"death {death}")
            assert do(folder, "gc", 1 + death * (done.counts[""] - 1) // DEATHS).was_killed
            assert set(titles(whole)) <= set(titles(folder))
            assert do(folder, "gc").code == 0
            # What was dropped before it died is known, and not polled anew.
            assert do(folder, "poll").code == 0
            assert titles(folder) == titles(whole)
