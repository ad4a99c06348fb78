"""The clusterer lives from round to round, and knows what a new one would be told."""

from __future__ import annotations

from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from tests.fakes import START
from tests.library import BRIDGE, WIRE, Newsroom
from tracker.cluster.online import OnlineClusterer
from tracker.core.common.memory import Memory
from tracker.errors import StoppedError
from tracker.model import Article, Progress
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable


# What is read in one article, and by which reader.
READ_BY = ("online-2", "47306c0a1e46f982")


class Counting(OnlineClusterer):
    """Remembers how often it was told something, over all there are."""

    added = 0

    def add(self, article: Article, story: int) -> None:
        Counting.added += 1
        super().add(article, story)


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.tools.new_clusterer = Counting
    newsroom.run_bridge(3)
    Counting.added = 0
    return newsroom


def held(room: Newsroom) -> dict[int, int]:
    """Return what the memory holds after it was brought up to date: article → story."""
    clusterer = room.tracker.polling._memory.clusterer()
    assert isinstance(clusterer, OnlineClusterer)
    return clusterer._known.homes


def stored(room: Newsroom) -> dict[int, int]:
    return {one.id: one.story for one in room.tracker.store.articles.listed(None, 100) if one.story}


def test_a_round_tells_the_clusterer_only_what_is_new(room: Newsroom) -> None:
    room.run_bridge_step(3)
    assert Counting.added == 1
    assert held(room) == stored(room)


def test_what_the_user_moved_meanwhile_moves_in_the_memory_too(room: Newsroom) -> None:
    (bridge,) = room.tracker.reading.stories(Filter(lone=False))
    members = room.tracker.store.articles.of_story(bridge.number)
    room.tracker.correcting.split(str(bridge.number), [members[-1].id])
    assert held(room) == stored(room)
    room.tracker.correcting.undo()
    assert held(room) == stored(room)


def test_a_revised_article_is_read_anew(room: Newsroom) -> None:
    first = room.entries[WIRE][-1]
    room.entries[WIRE][-1] = type(first)(first.title, first.url, first.guid, "Quite another text of a dam.")
    room.serve()
    room.network.serve(WIRE, room.network.pages[WIRE].body, etag='"revised"')  # type: ignore[union-attr]  # a page
    room.poll()
    clusterer = room.tracker.polling._memory.clusterer()
    assert isinstance(clusterer, OnlineClusterer)
    assert "dam" in {**clusterer._known.index._stories}


def test_a_round_that_was_rolled_back_leaves_nothing_in_the_memory(room: Newsroom) -> None:
    store, kept = room.tracker.store, room.tracker.polling._memory
    clusterer = kept.clusterer()
    (article, *_) = store.articles.listed(None, 1)

    def move() -> None:
        with store.write():
            story = store.stories.create("Elsewhere", "elsewhere", room.clock())
            store.stories.assign([article.id], story)
            kept.add(article, story)
            assert clusterer is kept._clusterer
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        move()
    assert held(room) == stored(room)


def test_an_error_while_it_is_told_leaves_no_memory_that_is_out_of_step(room: Newsroom) -> None:
    kept = room.tracker.polling._memory

    class Dying(OnlineClusterer):
        def load(self, told: Iterable[tuple[int, bytes, int]]) -> None:
            super().load(islice(told, 1))
            raise ZeroDivisionError

    room.tools.new_clusterer = Dying
    kept._clusterer = None
    with pytest.raises(ZeroDivisionError):
        kept.clusterer()
    room.tools.new_clusterer = Counting
    assert held(room) == stored(room)


def test_no_more_is_held_than_the_bound_and_the_oldest_go_first(room: Newsroom) -> None:
    kept = Memory(room.tracker.store, room.clock, room.tools, most=2)
    clusterer = kept.clusterer()
    assert isinstance(clusterer, OnlineClusterer)
    newest = sorted(room.tracker.store.articles.listed(None, 9), key=lambda one: one.published)
    assert list(clusterer._known.homes) == [one.id for one in newest[-2:]]
    for one in newest:
        kept.add(one, one.story or 0)
        assert len(clusterer._known.homes) <= 3
    assert set(kept._homes) == set(clusterer._known.homes)


def test_a_second_run_reads_no_article_that_the_first_one_has_read(room: Newsroom) -> None:
    held(room)

    class Asked(OnlineClusterer):
        def note(self, article: Article) -> bytes:
            raise AssertionError(article.title)

    room.tools.new_clusterer = Asked
    again = Memory(room.tracker.store, room.clock, room.tools).clusterer()
    assert isinstance(again, OnlineClusterer)
    assert again._known.homes == stored(room)


def test_notes_of_another_reader_are_made_anew(room: Newsroom) -> None:
    class Newer(OnlineClusterer):
        name = "of another day"

    room.tools.new_clusterer = Newer
    again = Memory(room.tracker.store, room.clock, room.tools).clusterer()
    assert isinstance(again, Newer)
    assert again._known.homes == stored(room)
    assert list(room.tracker.store.notes.saved(Newer.name, stored(room)))
    assert not list(room.tracker.store.notes.saved(OnlineClusterer.name, stored(room)))


def test_of_a_story_that_went_quiet_months_ago_the_last_articles_are_remembered(room: Newsroom) -> None:
    (bridge,) = room.tracker.reading.stories(Filter(lone=False))
    room.clock.forward(days=200)
    members = [one.id for one in room.tracker.store.articles.of_story(bridge.number)]
    assert held(room) == dict.fromkeys(members[-4:], bridge.number)
    room.clock.forward(days=300)
    assert held(room) == {}


def test_notes_on_what_is_no_longer_remembered_are_dropped(room: Newsroom) -> None:
    held(room)
    store = room.tracker.store
    before = store.notes.count()
    room.clock.forward(days=600)
    kept = Memory(store, room.clock, room.tools, most=1)
    kept.clusterer()
    assert store.notes.count() == 0 < before


def test_what_is_forgotten_leaves_no_trace_in_the_clusterer(room: Newsroom) -> None:
    clusterer = OnlineClusterer()
    articles = room.tracker.store.articles.listed(None, 9)
    for one in articles:
        clusterer.add(one, one.story or 0)
    for one in articles:
        clusterer.forget(one.id)
    clusterer.forget(articles[0].id)
    assert not clusterer._known._bundles
    assert not clusterer._known._warm
    assert not clusterer._known.index._stories
    assert not clusterer._known.rarity._since


def test_what_must_be_read_anew_is_read_before_the_lock_is_held_and_can_be_stopped(room: Newsroom) -> None:
    told = list[Progress]()

    class Newer(Counting):
        name = "of another day"

    class Outside(Newer):
        def note(self, article: Article) -> bytes:
            assert not room.tracker.store._connections.connection.in_transaction
            return super().note(article)

    def stop(found: Progress) -> None:
        told.append(found)
        if found.what == "articles remembered":
            room.tracker.polling.stop()

    room.restart(Outside)
    room.publish(*BRIDGE[3])
    room.clock.forward(hours=1)
    with pytest.raises(StoppedError):
        room.tracker.polling.round(force=True, progress=stop)
    assert told[-1] == Progress("cluster", 5, 5, "articles remembered")
    assert len(list(room.tracker.store.notes.saved(Newer.name, stored(room)))) == 5
    room.restart(Newer)
    room.poll()
    assert held(room) == stored(room)


def test_a_poll_that_brings_nothing_reads_no_memory(room: Newsroom) -> None:
    room.restart(lambda: pytest.fail("nothing was to be placed"))
    assert room.poll().stories == 0


def test_notes_that_read_otherwise_than_before_bear_the_name_of_another_reader() -> None:
    """Raise READER in `cluster/note.py` with any change that alters this digest, and write both here.

    What another reader has noted would else be misread, or bring every poll to an end.
    """
    article = Article(7, BRIDGE[0][1], BRIDGE[0][2], "https://wire.example/7", "Wire", START, START)
    digest = sha256(OnlineClusterer().note(article)).hexdigest()[:16]
    assert (OnlineClusterer.name, digest) == READ_BY
