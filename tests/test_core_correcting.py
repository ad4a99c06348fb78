"""Merge, split, mute, remove, and undo: each remembered, each reversible."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.library import COAST, INLAND, LONE, WIRE, Newsroom
from tests.wreck import AGROUND, ASHORE, BLAMED, INQUIRY, tell
from tracker.core.acts.undoing import Undoing
from tracker.core.dossiers.writing import says_the_same
from tracker.core.rounds.clustering import Clustering
from tracker.errors import NotFoundError, UsageError
from tracker.model import Article, Limits
from tracker.store import Filter


@pytest.fixture
def told(newsroom: Newsroom) -> Newsroom:
    newsroom.run_bridge()
    return newsroom


def membership(room: Newsroom) -> dict[int, int | None]:
    return {row.article.id: row.article.story for row in room.tracker.reading.articles()}


def members(room: Newsroom, *sources: int, ref: str = "1") -> list[int]:
    """Return the ids of the articles that bear these numbers in a story, that of the bridge."""
    return [row.article.id for row in room.tracker.reading.articles(ref) if row.source in sources]


def lone(room: Newsroom) -> str:
    return room.tracker.reading.stories(Filter(lone=True))[0].slug


def test_merged_articles_get_new_numbers_and_the_version_says_why(told: Newsroom) -> None:
    gone = lone(told)
    kept = told.tracker.correcting.merge("1", gone)
    assert kept.items == 5
    newest = told.tracker.past.history(1)[0]
    assert (newest.reason, newest.items) == ("merge", 5)
    assert [source.number for source in told.tracker.reading.version(1).dossier.sources] == [1, 2, 3, 4, 5]
    assert told.tracker.reading.story(gone).number == 1


def test_undo_of_a_merge_restores_every_article_and_name(told: Newsroom) -> None:
    before, gone = membership(told), lone(told)
    reasons = told.tracker.reading.placements(1)
    told.tracker.correcting.merge("1", gone)
    assert gone in told.tracker.correcting.undo()
    assert membership(told) == before
    assert told.tracker.reading.story(gone).slug == gone
    assert told.tracker.reading.placements(1) == reasons
    assert told.tracker.past.history(1)[0].reason == "undo"


def test_a_split_leaves_numbers_behind_that_are_never_reused(told: Newsroom) -> None:
    new = told.tracker.correcting.split("1", members(told, 2))
    assert new.items == 1
    assert [source.number for source in told.tracker.reading.version(1).dossier.sources] == [1, 3, 4]
    told.run_bridge_step(0)
    numbers = [source.number for source in told.tracker.reading.version(1).dossier.sources]
    assert 2 not in numbers


def test_undo_of_a_split_restores_the_story(told: Newsroom) -> None:
    before = membership(told)
    new = told.tracker.correcting.split("1", members(told, 2, 3))
    told.tracker.correcting.undo()
    assert membership(told) == before
    assert [source.number for source in told.tracker.reading.version(1).dossier.sources] == [1, 2, 3, 4]
    assert told.tracker.reading.story(new.slug).number == 1


def test_a_split_that_leaves_nothing_or_names_a_stranger_is_refused(told: Newsroom) -> None:
    before = membership(told)
    with pytest.raises(UsageError):
        told.tracker.correcting.split("1", members(told, 1, 2, 3, 4))
    with pytest.raises(NotFoundError, match="99"):
        told.tracker.correcting.split("1", [99])
    with pytest.raises(UsageError):
        told.tracker.correcting.merge("1", "1")
    assert membership(told) == before


def test_a_muted_story_leaves_the_list_and_undo_brings_it_back(told: Newsroom) -> None:
    told.tracker.correcting.mute(1, muted=True)
    assert told.tracker.reading.stories(Filter(lone=False)) == []
    told.tracker.correcting.undo()
    assert len(told.tracker.reading.stories(Filter(lone=False))) == 1


def test_a_removed_feed_comes_back_with_undo_and_its_articles_never_left(told: Newsroom) -> None:
    before = told.feeds.read_text()
    articles = membership(told)
    assert told.tracker.correcting.remove_feed("Coast Daily") == COAST
    assert COAST not in told.feeds.read_text()
    assert membership(told) == articles
    told.tracker.correcting.undo()
    assert told.feeds.read_text() == before


def test_undo_goes_back_act_by_act_until_nothing_is_left(told: Newsroom) -> None:
    before = membership(told)
    told.tracker.correcting.split("1", members(told, 2))
    told.tracker.correcting.split("1", members(told, 3))
    told.tracker.correcting.undo()
    told.tracker.correcting.undo()
    assert membership(told) == before
    with pytest.raises(NotFoundError, match="nothing to undo"):
        told.tracker.correcting.undo()


def test_an_act_that_another_process_has_undone_is_not_undone_again(told: Newsroom) -> None:
    told.tracker.correcting.split("1", members(told, 2))
    stale = told.tracker.store.operations.last()
    assert stale is not None
    told.tracker.correcting.undo()
    told.tracker.correcting.pin("1")
    before = reasons(told)
    assert not Undoing(told.tracker.store, told.clock, told.tracker.writing).undo(stale)
    assert reasons(told) == before
    assert told.tracker.correcting.undo().startswith("Undone: pinned")


def test_undo_passes_over_a_mute_that_was_taken_back_by_hand(told: Newsroom) -> None:
    told.tracker.correcting.mute(1, muted=True)
    told.tracker.correcting.mute(1, muted=False)
    with pytest.raises(NotFoundError, match="nothing to undo"):
        told.tracker.correcting.undo()


def titles(room: Newsroom, ref: str = "1") -> list[str]:
    return [version.dossier.title for version in room.tracker.past.versions(ref)]


def reasons(room: Newsroom, ref: str = "1") -> list[str]:
    return [row.reason for row in room.tracker.past.history(ref)][::-1]


def test_an_article_that_is_moved_is_a_member_of_its_new_story_and_both_tell_it(told: Newsroom) -> None:
    (second,) = members(told, 2)
    target = lone(told)
    story = told.tracker.correcting.move(target, [second])
    assert (story.slug, story.items) == (target, 2)
    assert membership(told)[second] == story.number
    assert reasons(told)[-1] == "move"
    assert reasons(told, target) == ["move"]
    ((_, placement),) = told.tracker.reading.placements(target, second)
    assert placement.reason == "move by you"


def test_undo_of_a_move_brings_each_article_back_where_it_was(told: Newsroom) -> None:
    before, why = membership(told), told.tracker.reading.placements(1)
    told.tracker.correcting.move(lone(told), members(told, 1, 3))
    told.tracker.correcting.undo()
    assert membership(told) == before
    assert told.tracker.reading.placements(1) == why


def test_articles_of_several_stories_move_together_and_an_emptied_story_goes_on_in_the_new_one(
    told: Newsroom,
) -> None:
    slug = lone(told)
    alone = told.tracker.reading.articles(slug)[0].article.id
    other = told.tracker.reading.stories(Filter(lone=True))[1].slug
    story = told.tracker.correcting.move(other, [alone, *members(told, 2)])
    assert story.items == 3
    assert told.tracker.reading.story(slug).number == story.number
    assert told.tracker.correcting.part(other, slug).slug == slug
    told.tracker.correcting.undo()
    told.tracker.correcting.undo()
    assert told.tracker.reading.story(slug).slug == slug


def test_a_move_that_moves_nothing_or_names_a_stranger_is_refused(told: Newsroom) -> None:
    before = membership(told)
    with pytest.raises(UsageError, match="already"):
        told.tracker.correcting.move("1", members(told, 2))
    with pytest.raises(NotFoundError, match="99"):
        told.tracker.correcting.move("1", [99])
    assert membership(told) == before
    with pytest.raises(NotFoundError, match="nothing to undo"):
        told.tracker.correcting.undo()


def test_a_waiting_article_can_be_moved_and_waits_again_after_undo(told: Newsroom) -> None:
    store, (second,) = told.tracker.store, members(told, 2)
    with store.write():
        store.stories.release([second])
        store.stories.recount(1)
    assert told.tracker.correcting.move(lone(told), [second]).items == 2
    told.tracker.correcting.undo()
    assert membership(told)[second] is None


def test_what_was_moved_takes_later_articles_of_its_matter_along(newsroom: Newsroom) -> None:
    # The user moves the news of a wreck out of a story on the coast guard into one of its own.
    tell(newsroom, LONE[0], AGROUND)
    newsroom.tracker.correcting.merge("baker", "ferry")
    newsroom.publish(*LONE[1])
    newsroom.poll(hours=1)
    wreck = next(
        row.article.id for row in newsroom.tracker.reading.articles() if "Halma" in row.article.title
    )
    target = newsroom.tracker.correcting.move("late-snow", [wreck])
    tell(newsroom, BLAMED)
    assert {row.article.title for row in newsroom.tracker.reading.articles(target.slug)} == {
        AGROUND[1],
        BLAMED[1],
        LONE[1][1],
    }


def test_a_round_that_runs_knows_what_the_user_moves_meanwhile(newsroom: Newsroom) -> None:
    tell(newsroom, LONE[0], LONE[1], AGROUND)
    memory = newsroom.tracker.polling._memory
    clustering = Clustering(newsroom.tracker.store, newsroom.clock, memory)
    later = Article(99, BLAMED[1], BLAMED[2], "https://x.example/", "X", newsroom.clock(), newsroom.clock())
    assert clustering.place(later).story == 3
    elsewhere = Newsroom(newsroom.feeds.parent)  # another process: the command line beside `tracker watch`
    elsewhere.tracker.correcting.merge("late-snow", "ferry")
    assert clustering.place(later).story == 2
    elsewhere.tracker.correcting.undo()
    assert clustering.place(later).story == 3
    elsewhere.tracker.correcting.move("baker", [3])
    assert clustering.place(later).story == 1
    elsewhere.close()


def test_no_act_leaves_anything_in_the_clusterer_that_one_told_anew_would_not_know(told: Newsroom) -> None:
    memory = told.tracker.polling._memory
    probes = [row.article for row in told.tracker.reading.articles()]

    def placed() -> list[int | None]:
        return [memory.clusterer().place(replace(probe, id=99)).story for probe in probes]

    for act in (
        lambda: told.tracker.correcting.move(lone(told), members(told, 2)),
        lambda: told.tracker.correcting.split("1", members(told, 3)),
        told.tracker.correcting.undo,
    ):
        act()
        kept = placed()
        memory._clusterer = None
        assert placed() == kept


def test_stories_that_the_user_split_are_never_made_one_by_tracker(newsroom: Newsroom) -> None:
    assert tell(newsroom, AGROUND, ASHORE, BLAMED) == 1
    new = newsroom.tracker.correcting.split("1", members(newsroom, 3))
    assert tell(newsroom, INQUIRY) == 0
    assert len(newsroom.tracker.reading.stories(Filter())) == 2
    assert newsroom.tracker.correcting.merge("1", new.slug).items == 4


def test_a_split_that_was_undone_is_no_ruling_any_more(newsroom: Newsroom) -> None:
    tell(newsroom, AGROUND, ASHORE)
    newsroom.tracker.correcting.merge("1", "2")
    newsroom.tracker.correcting.part("1", "passengers")
    newsroom.tracker.correcting.undo()
    newsroom.tracker.correcting.undo()
    assert tell(newsroom, BLAMED) == 1


def test_a_ruling_holds_for_the_story_that_carries_on_the_one_it_was_made_about(told: Newsroom) -> None:
    rulings = told.tracker.store.rulings
    new = told.tracker.correcting.split("1", members(told, 2))
    alone = told.tracker.reading.stories(Filter(lone=True))
    first, second = (story for story in alone if story.number != new.number)
    told.tracker.correcting.merge(first.slug, new.slug)
    told.tracker.correcting.unpin(first.slug, members(told, 2, ref=first.slug))
    assert rulings.objection(1, first.number) == "the user keeps them apart"
    told.tracker.correcting.merge(second.slug, first.slug)
    told.tracker.correcting.unpin(second.slug, members(told, 2, 3, ref=second.slug))
    assert rulings.objection(1, second.number) == "the user keeps them apart"
    assert rulings.objection(1, second.number) == rulings.objection(second.number, 1)
    told.tracker.correcting.merge("1", second.slug)
    told.tracker.correcting.undo()
    assert rulings.objection(1, second.number) == "the user keeps them apart"


def test_pins_make_versions_with_their_reason_and_say_nothing_new(told: Newsroom) -> None:
    told.tracker.reading.mark_read(told.tracker.reading.version(1))
    assert told.tracker.correcting.pin("1").pinned
    told.tracker.correcting.pin("1", members(told, 2, 3))
    told.tracker.correcting.unpin("1", members(told, 2))
    assert not told.tracker.correcting.unpin("1").pinned
    assert reasons(told)[-4:] == ["pin", "pin", "unpin", "unpin"]
    assert len(set(titles(told)[-5:])) == 1
    assert not told.tracker.reading.story(1).unread
    assert told.tracker.store.rulings.pinned(membership(told)) == set(members(told, 3))


def test_a_pin_on_what_is_pinned_is_no_act(told: Newsroom) -> None:
    told.tracker.correcting.pin("1")
    told.tracker.correcting.pin("1", members(told, 2))
    before = reasons(told)
    with pytest.raises(UsageError, match="is pinned already"):
        told.tracker.correcting.pin("1")
    with pytest.raises(UsageError, match=r"already\. `tracker unpin .* lets go"):
        told.tracker.correcting.pin("1", members(told, 2))
    assert reasons(told) == before


def test_a_pin_for_a_stranger_says_how_to_bring_it(told: Newsroom) -> None:
    alone = told.tracker.reading.articles(lone(told))[0].article.id
    with pytest.raises(NotFoundError, match=f"tracker move .* {alone}`"):
        told.tracker.correcting.pin("1", [alone])
    with pytest.raises(UsageError, match="is not pinned"):
        told.tracker.correcting.unpin("1")
    with pytest.raises(UsageError, match="Not pinned"):
        told.tracker.correcting.unpin("1", members(told, 2))
    told.tracker.correcting.pin("1", members(told, 2))
    with pytest.raises(UsageError, match=r"tracker unpin orrin.* lets go of its pinned articles"):
        told.tracker.correcting.unpin("1")


def test_a_revised_article_stays_where_the_user_put_it(told: Newsroom) -> None:
    (second,) = members(told, 2)
    new = told.tracker.correcting.split("1", [second])
    place = next(place for place, each in enumerate(told.entries[COAST]) if "Orrin" in each.title)
    entry = told.entries[COAST][place]
    told.entries[COAST][place] = replace(entry, text=entry.text + " The Orrin bridge stays closed.")
    told.serve()
    told.network.serve(COAST, told.network.pages[COAST].body, etag='"revised"')  # type: ignore[union-attr]  # a page
    told.poll(hours=1)
    assert told.tracker.reading.article(second).article.revision == 2
    assert membership(told)[second] == new.number


def test_undo_gives_a_story_its_title_back_and_what_it_said(told: Newsroom) -> None:
    store, before = told.tracker.store, told.tracker.reading.version(1)
    first = members(told, 1)
    told.tracker.correcting.split("1", first)
    told.tracker.correcting.split("1", members(told, 2))
    assert told.tracker.reading.version(1).dossier.title != before.dossier.title
    names = store.stories.called(1)
    told.tracker.correcting.undo()
    told.tracker.correcting.undo()
    after = told.tracker.reading.version(1)
    assert (after.reason, after.dossier.title) == ("undo", before.dossier.title)
    assert says_the_same(before.dossier, after.dossier)
    assert told.tracker.reading.story(1).title == before.dossier.title
    assert len(store.stories.called(1)) <= len(names)


def test_undo_leaves_what_came_since_where_it_is(newsroom: Newsroom) -> None:
    newsroom.run_bridge(3)
    gone = lone(newsroom)
    newsroom.tracker.correcting.merge("1", gone)
    newsroom.run_bridge_step(3)
    assert newsroom.tracker.reading.story(1).items == 5
    newsroom.tracker.correcting.undo()
    assert newsroom.tracker.reading.story(1).items == 4
    newest = newsroom.tracker.reading.version(1)
    assert (newest.reason, newest.items) == ("undo", 4)
    assert newsroom.tracker.reading.story(gone).items == 1


def test_what_the_user_has_read_is_read_after_their_own_act_and_after_its_undo(told: Newsroom) -> None:
    told.tracker.reading.mark_read(told.tracker.reading.version(1))
    told.tracker.correcting.split("1", members(told, 2))
    assert not told.tracker.reading.story(1).unread
    told.tracker.correcting.undo()
    assert not told.tracker.reading.story(1).unread


def test_a_story_that_was_unread_before_an_act_is_as_unread_after_its_undo(told: Newsroom) -> None:
    told.tracker.store.shelf.mark_read(1, 2, told.clock())
    told.tracker.correcting.merge("1", lone(told))
    told.tracker.reading.mark_read(told.tracker.reading.version(1))
    told.tracker.correcting.undo()
    story = told.tracker.reading.story(1)
    assert (story.unread, story.read) == (True, 2)


@pytest.mark.parametrize("read", [True, False])
def test_what_came_after_an_act_is_as_read_after_its_undo_as_it_was_before(
    told: Newsroom, *, read: bool
) -> None:
    told.tracker.correcting.merge("1", lone(told))
    text = "The Orrin bridge in Velmouth opened on 26 June, a week early, the Velmouth bridge authority said."
    told.publish(COAST, "Orrin bridge in Velmouth opens a week early", f"{text} Mara Quill cut a ribbon.")
    assert told.poll(days=2).versions
    if read:
        told.tracker.reading.mark_read(told.tracker.reading.version(1))
    told.tracker.correcting.undo()
    assert told.tracker.reading.story(1).unread is not read


def test_undo_keeps_a_mark_that_the_user_has_set_since(told: Newsroom) -> None:
    told.tracker.correcting.pin("1")
    told.tracker.correcting.follow(1, followed=True)
    told.tracker.correcting.undo()
    story = told.tracker.reading.story(1)
    assert (story.pinned, story.followed) == (False, True)


def test_a_merge_by_an_older_tracker_can_still_be_undone(told: Newsroom) -> None:
    # As it was kept before there were pins.
    store, before = told.tracker.store, membership(told)
    gone = told.tracker.reading.story(lone(told))
    articles = [article.id for article in store.articles.of_story(gone.number)]
    placements = [msgspec.to_builtins(placement) for placement in store.stories.placements(articles)]
    payload = {"from": gone.number, "to": 1, "articles": articles, "placements": placements}
    with store.write():
        store.operations.log("merge", "merged", payload, told.clock())
        store.stories.assign(articles, 1)
        store.stories.merge_into(gone.number, 1)
    told.tracker.correcting.undo()
    assert membership(told) == before
    assert told.tracker.reading.story(gone.slug).items == 1


def test_gc_drops_nothing_pinned_and_nothing_that_an_undo_needs(told: Newsroom) -> None:
    told.clock.forward(days=400)
    pinned, moved = (story.slug for story in told.tracker.reading.stories(Filter(lone=True))[:2])
    told.tracker.correcting.pin(pinned)
    article = told.tracker.reading.articles(moved)[0].article.id
    told.tracker.correcting.pin(moved, [article])
    told.tracker.correcting.unpin(moved, [article])
    for url in (COAST, INLAND, WIRE):
        told.entries[url] = told.entries[url][:0]
    told.publish(COAST, "Nothing of all that", "Something else altogether.")
    told.publish(INLAND, "Nor of that", "A third matter, far away.")
    told.poll(hours=1)
    assert told.tracker.keeping.collect(Limits(days=30)).articles == 0
    told.tracker.correcting.undo()
    told.tracker.correcting.undo()
    assert told.tracker.keeping.collect(Limits(days=30)).articles == 1
    assert told.tracker.reading.story(pinned).pinned
    told.tracker.correcting.undo()
    assert told.tracker.keeping.collect(Limits(days=30)).articles == 1


Row = tuple[object, ...]
_TABLES = {
    "articles": "id, newest, story, muted",
    "stories": "number, slug, title, created, updated, items, independent, pending, merged_into",
    "slugs": "story, slug",
    **dict.fromkeys(("placements", "pins", "apart", "taken", "follows", "unions"), "*"),
    "searches": "story, question, query, hits",
}


def rows(room: Newsroom) -> dict[str, set[Row]]:
    """Return the rows of every table but those that only grow; what was read as "all" where it was."""
    connections = room.tracker.store._connections
    found = {
        table: {tuple(row) for row in connections.rows(f"select {columns} from {table}")}
        for table, columns in _TABLES.items()
    }
    # A row without a mark says what no row says.
    marked = "select * from marks where followed or muted or pinned"
    found["marks"] = {tuple(row) for row in connections.rows(marked)}
    read = """select r.story, iif(r.version = s.version, 'all', r.version) from reads r
        join stories s on s.number = r.story where s.merged_into is null"""
    found["reads"] = {tuple(row) for row in connections.rows(read)}
    cited = """select c.* from citations c join articles a on a.id = c.article and a.story = c.story"""
    found["citations"] = {tuple(row) for row in connections.rows(cited)}
    return found


ACTS = st.tuples(
    st.sampled_from(["merge", "split", "move", "pin", "unpin", "part", "mute"]),
    st.integers(0, 99),
    st.integers(0, 99),
)


def act(room: Newsroom, kind: str, first: int, second: int) -> None:
    """Do something to some story and some article; what can't be done is refused."""
    correcting, reading = room.tracker.correcting, room.tracker.reading
    stories = sorted(story.slug for story in reading.stories(Filter(muted=True)))
    articles = sorted(row.article.id for row in reading.articles())
    story, other = stories[first % len(stories)], stories[second % len(stories)]
    article = articles[second % len(articles)]
    match kind:
        case "merge":
            correcting.merge(story, other)
        case "split":
            correcting.split(story, [row.article.id for row in reading.articles(story)][: second % 3 + 1])
        case "move":
            correcting.move(story, [article, articles[first % len(articles)]])
        case "pin":
            correcting.pin(story, [row.article.id for row in reading.articles(story)][: second % 3])
        case "unpin":
            correcting.unpin(story, [article] * (second % 2))
        case "part":
            correcting.part(story, "")
        case _:
            correcting.mute(story, muted=True)


def assert_restored(was: dict[str, set[Row]], now: dict[str, set[Row]]) -> None:
    """Hold the rows of the stories that there were against those of before; others must be empty."""
    known = {row[0] for row in was["stories"]}
    for table, found in was.items():
        of_story = table in {"stories", "slugs", "reads", "citations", "marks"}
        assert {row for row in now[table] if not of_story or row[0] in known} == found, table
    for number, *_, items, _, _, heir in now["stories"]:
        assert number in known or (items == 0 and heir is not None)


def copied(room: Newsroom, folder: Path) -> Newsroom:
    with closing(sqlite3.connect(folder / "tracker.db")) as target:
        room.tracker.store._connections.connection.backup(target)
    return Newsroom(folder)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=7), read=st.booleans())
@example(acts=[("merge", 0, 2), ("split", 0, 0), ("part", 0, 0)], read=False)
@example(acts=[("merge", 2, 0), ("merge", 0, 1)], read=True)
def test_undoing_any_acts_one_by_one_makes_every_row_again_what_it_was(
    told: Newsroom, acts: list[tuple[str, int, int]], *, read: bool
) -> None:
    with TemporaryDirectory() as folder:
        room = copied(told, Path(folder))
        operations = room.tracker.store.operations
        if read:
            room.tracker.reading.mark_read(room.tracker.reading.version(1))
        states = []
        for each in acts:
            state, last = rows(room), operations.last()
            try:
                act(room, *each)
            except (UsageError, NotFoundError):
                assert (rows(room), operations.last()) == (state, last)
            if operations.last() != last:
                states.append(state)
        for state in reversed(states):
            room.tracker.correcting.undo()
            assert_restored(state, rows(room))
        assert operations.last() is None
        room.close()
