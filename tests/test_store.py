"""The database: identity for life, what is immutable, one ingester, errors in words."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tracker.errors import BusyError, StoreError
from tracker.model import Claim, Dossier, Entry, Hit, Placement, SharedTerm, Source, Version
from tracker.query import parse
from tracker.schema import LATEST
from tracker.store import Bounds, Filter, Origin, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

DATABASES = Path(__file__).with_name("databases")
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
WIRE = Origin("http://wire.example/feed", "The Wire")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tracker.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store(path)
    yield opened
    opened.close()


def article(store: Store, title: str = "Bridge closed", days: int = 0) -> int:
    entry = Entry(title, f"http://wire.example/{title}", title, f"{title}, the council said.")
    return store.articles.insert(entry, f"wire.example/{title}", WIRE, NOON + timedelta(days=days))


def story(store: Store, *titles: str, slug: str = "bridge") -> int:
    with store.write():
        number = store.stories.create(titles[0], slug, NOON)
        store.stories.assign([article(store, title, days) for days, title in enumerate(titles)], number)
        store.stories.recount(number)
    return number


def version(number: int, ordinal: int = 1, text: str = "The bridge is closed.") -> Version:
    sources = (Source(1, 1, "Bridge closed", "The Wire", "http://wire.example/1", NOON),)
    dossier = Dossier("Bridge closed", what=(Claim(text, (1,)),), sources=sources)
    return Version(number, ordinal, NOON + timedelta(days=ordinal), "extractive", "articles", dossier)


def test_an_article_comes_back_as_it_was_stored(store: Store) -> None:
    found = store.articles.get(article(store))
    assert found is not None
    assert (found.title, found.text, found.outlet) == (
        "Bridge closed",
        "Bridge closed, the council said.",
        "The Wire",
    )
    assert found.published == found.fetched == NOON
    assert found.story is None


def test_an_article_dated_in_the_future_is_dated_when_it_was_fetched(store: Store) -> None:
    entry = Entry("Tomorrow", published=NOON + timedelta(days=900))
    found = store.articles.get(store.articles.insert(entry, "", WIRE, NOON))
    assert found is not None
    assert found.published == NOON


def test_an_edit_is_a_revision_and_the_first_text_stays(store: Store) -> None:
    number = article(store)
    store.articles.revise(number, Entry("Bridge reopened", text="It is open."), "", NOON + timedelta(hours=1))
    assert [r.title for r in store.articles.revisions(number)] == ["Bridge closed", "Bridge reopened"]
    found = store.articles.get(number)
    assert found is not None
    assert (found.title, found.revision) == ("Bridge reopened", 2)


def hits(store: Store, query: str) -> list[Hit]:
    return list(store.search.find(parse(query, NOON), 10).hits)


def test_search_finds_the_newest_revision_and_not_the_one_before(store: Store) -> None:
    number = article(store)
    store.articles.revise(number, Entry("Ferry sunk", text="A ferry."), "", NOON)
    assert [hit.number for hit in hits(store, "ferry")] == [number]
    assert hits(store, "council") == []


@pytest.mark.parametrize("query", ['"', "a AND", "(", "NEAR(", "title:x", "*", "-bridge", "^", "' or 1=1"])
def test_what_the_user_types_is_never_search_syntax(store: Store, query: str) -> None:
    article(store)
    assert isinstance(hits(store, query), list)


def test_a_citation_number_is_an_articles_for_the_life_of_the_story(store: Store) -> None:
    number = story(store, "one", "two", "three")
    before = store.stories.citations(number)
    elsewhere = story(store, "four", slug="other")
    with store.write():
        store.stories.assign([2], elsewhere)
        late = article(store, "five")
        store.stories.assign([late], number)
        store.stories.assign([2], number)
    assert store.stories.citations(number) == before | {late: 4}


def test_a_version_can_be_neither_changed_nor_deleted(store: Store, path: Path) -> None:
    number = story(store, "one", "two")
    store.versions.add(version(number))
    outside = sqlite3.connect(path)
    for statement in (
        "update versions set dossier = ''",
        "delete from versions",
        "update revisions set text = ''",
        "insert or replace into versions select story, number, '', '', '', '' from versions",
        "insert or replace into revisions select id, article, number, '', '', seen, source from revisions",
        "insert or replace into revisions select 99, article, 1, '', '', seen, source from revisions limit 1",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="immutable"):
            outside.execute(statement)
    outside.close()
    assert store.versions.get(number, 1) == version(number)


def test_every_version_can_be_read_again_and_found_by_time(store: Store) -> None:
    number = story(store, "one", "two")
    store.versions.add(version(number, 1))
    store.versions.add(version(number, 2, "The bridge is open."))
    assert [found.number for found in store.versions.all(number)] == [1, 2]
    assert store.versions.newest(number) == version(number, 2, "The bridge is open.")
    assert store.versions.at(number, NOON + timedelta(days=1, hours=5)) == version(number, 1)
    assert store.versions.at(number, NOON) is None


def test_a_story_is_named_by_slug_prefix_or_number(store: Store) -> None:
    bridge, ferry = story(store, "one", slug="bridge-closed"), story(store, "two", slug="ferry-sunk")
    resolve = store.stories.resolve
    assert resolve("bridge-closed") == resolve("bri") == resolve(str(bridge)) == [bridge]
    assert sorted(resolve("")) == [bridge, ferry]
    assert resolve("no-such") == []


def test_a_citation_number_below_the_highest_is_not_given_again(store: Store, path: Path) -> None:
    number = story(store, "one", "two", "three")
    outside = sqlite3.connect(path)
    outside.execute("delete from citations where number = 1")
    outside.commit()
    outside.close()
    with store.write():
        store.stories.assign([article(store, "four")], number)
    assert sorted(store.stories.citations(number).values()) == [2, 3, 4]


def test_a_story_without_a_version_has_as_many_sources_as_articles(store: Store) -> None:
    number = story(store, "one", "two")
    found = store.shelf.story(number)
    assert found is not None
    assert (found.items, found.independent) == (2, 2)


def test_a_slug_that_is_a_number_goes_before_the_number(store: Store) -> None:
    first, second = story(store, "one", slug="2"), story(store, "two", slug="crossing")
    assert second == 2
    assert store.stories.resolve("2") == [first]


def test_an_article_that_waits_for_a_story_again_is_pinned_to_none(store: Store) -> None:
    number = story(store, "one", "two")
    first, second = store.stories.citations(number)
    store.rulings.pin([first, second], number, NOON)
    store.stories.release([first])
    store.rulings.settle_pins([first, second])
    assert store.rulings.pinned([first, second]) == {second}


def test_two_stories_of_one_title_get_two_slugs(store: Store) -> None:
    numbers = [story(store, f"t{i}", slug="storm") for i in range(3)]
    rows = [store.shelf.story(number) for number in numbers]
    assert [row.slug for row in rows if row] == ["storm", "storm-2", "storm-3"]


def test_a_title_without_latin_letters_gives_a_slug_from_the_number(store: Store) -> None:
    number, second = story(store, "t1", slug=""), story(store, "t2", slug="")
    assert store.stories.resolve(f"story-{number}") == [number]
    assert store.stories.resolve(f"story-{second}") == [second]


def test_a_merged_storys_name_leads_to_the_one_that_goes_on(store: Store) -> None:
    kept, gone = story(store, "one", slug="bridge"), story(store, "two", slug="crossing")
    store.stories.merge_into(gone, kept)
    assert store.stories.resolve("crossing") == [kept]
    store.stories.merge_into(gone, None)
    assert store.stories.resolve("crossing") == [gone]


def test_a_story_touched_while_its_dossier_was_written_stays_due(store: Store) -> None:
    number = story(store, "one", "two")
    store.stories.owe(number, "articles")
    ((_, _, touches),) = store.stories.owed()
    store.stories.owe(number, "revision")  # the reason that waits says more, and stands
    assert not store.stories.settle(number, touches, 0)
    assert store.stories.owed() == [(number, "articles", touches + 1)]
    assert store.stories.settle(number, touches + 1, 0)
    assert store.stories.owed() == []


def test_what_two_writers_read_only_one_writes(store: Store) -> None:
    number = story(store, "one", "two")
    store.stories.owe(number, "articles")
    ((_, _, touches),) = store.stories.owed()
    store.versions.add(version(number))  # by someone who opened it meanwhile
    assert not store.stories.settle(number, touches, 0)
    assert store.stories.settle(number, touches, 1)
    assert not store.stories.settle(number, touches, 1)


def test_running_stories_stand_before_lone_articles(store: Store) -> None:
    lone = story(store, "newest", slug="lone")
    running = story(store, "a", "b", slug="running")
    found = store.shelf.stories(Filter())
    assert [row.number for row in found] == [running, lone]
    assert found[0].coverage[-2:] == (1, 1)
    assert [row.number for row in store.shelf.stories(Filter(lone=True))] == [lone]
    assert [row.number for row in store.shelf.stories(Filter(since=NOON + timedelta(hours=1)))] == [running]


def test_reading_an_old_version_does_not_unread_a_newer_one(store: Store) -> None:
    number = story(store, "one", "two")
    for ordinal in (1, 2):
        store.versions.add(version(number, ordinal))
    store.shelf.mark_read(number, 2, NOON)
    store.shelf.mark_read(number, 1, NOON)
    row = store.shelf.story(number)
    assert row is not None
    assert (row.read, row.unread) == (2, False)


def test_why_an_article_is_where_it_is_comes_back_as_it_was(store: Store) -> None:
    number = story(store, "one")
    placement = Placement(1, number, 0.9, 0.5, (SharedTerm("bridge", 0.7),), 3.5, None, 0.0, "clustered")
    store.stories.explain(placement)
    assert store.stories.placements([1, 99]) == [placement]


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def fails() -> None:
        with store.write():
            article(store)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert store.articles.waiting(10) == []


def test_two_threads_that_read_and_then_write_both_succeed(path: Path) -> None:
    store = Store(path)
    faults: list[Exception] = []

    def work(name: str) -> None:
        try:
            for count in range(50):
                with store.write():
                    store.articles.waiting(1)
                    article(store, f"{name}-{count}")
        except StoreError as error:
            faults.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(store.articles.waiting(1000)) == 100
    store.close()


def test_a_second_ingester_is_told_who_the_first_is(store: Store, path: Path) -> None:
    other = Store(path)
    with store.ingesting.held("tracker watch", NOON):
        with (
            pytest.raises(BusyError, match=r"tracker watch \(process \d+"),
            other.ingesting.held("tracker poll", NOON),
        ):
            pytest.fail("both hold the lock")
        holder = other.ingesting.holder()
        assert holder is not None
        assert holder.command == "tracker watch"
    assert other.ingesting.holder() is None
    other.close()


def test_a_dead_process_holds_no_lock(store: Store, path: Path) -> None:
    script = (
        "import os, sys, pathlib, datetime\n"
        "from tracker.store import Store\n"
        "store = Store(pathlib.Path(sys.argv[1]))\n"
        "with store.ingesting.held('tracker poll', datetime.datetime.now(datetime.UTC)):\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert done.returncode == -9
    with store.ingesting.held("tracker poll", NOON):
        assert store.ingesting.holder() is not None


def test_a_lock_that_cant_be_taken_for_another_reason_names_no_holder(store: Store, path: Path) -> None:
    with store.ingesting.held("tracker poll", NOON):
        pass
    lock = path.with_name("tracker.db.lock")
    lock.unlink()
    lock.mkdir()
    assert store.ingesting.holder() is None


def test_the_database_of_another_program_is_refused_untouched(path: Path) -> None:
    outside = sqlite3.connect(path)
    outside.execute("create table bookmarks (address)")
    outside.commit()
    outside.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="of another program"):
        Store(path)
    assert path.read_bytes() == before


def test_a_database_from_a_newer_tracker_is_refused_untouched(path: Path) -> None:
    Store(path).close()
    outside = sqlite3.connect(path)
    outside.execute(f"pragma user_version = {LATEST + 1}")
    outside.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer tracker"):
        Store(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_untouched(path: Path) -> None:
    path.write_bytes(b"feeds, feeds, feeds " * 500)
    with pytest.raises(StoreError, match="is not a tracker database"):
        Store(path)
    assert path.read_bytes() == b"feeds, feeds, feeds " * 500


def test_what_is_to_be_judged_is_each_newest_text_once(store: Store) -> None:
    first, second = article(store, "one"), article(store, "two")
    assert [one.article for one in store.muting.unjudged("text", 9)] == [first, second]
    store.muting.judged("text", None)
    store.articles.revise(first, Entry("one again"), "", NOON)
    (again,) = store.muting.unjudged("text", 9)
    assert (again.article, again.title, again.feeds, again.muted) == (first, "one again", (WIRE.feed,), "")
    store.muting.begin("other rules")
    assert store.muting.digest() == "other rules"
    assert [one.article for one in store.muting.unjudged("text", 9)] == [second, first]
    assert [one.article for one in store.muting.unjudged("text", 1)] == [second]


def test_a_further_feed_is_a_cause_to_judge_only_what_is_hidden(store: Store) -> None:
    shown, hidden = article(store, "one"), article(store, "two")
    store.muting.decide(hidden, "mute: two")
    store.muting.begin("rules")
    for number in (shown, hidden):
        store.articles.attach([number], "http://coast.example/feed", NOON)
    (one,) = store.muting.unjudged("feed", 9)
    assert (one.article, one.feeds) == (hidden, ("http://coast.example/feed", WIRE.feed))
    store.muting.judged("feed", None)
    assert store.muting.unjudged("feed", 9) == []


def test_a_hidden_article_is_known_again_but_neither_listed_searched_nor_clustered(store: Store) -> None:
    number = story(store, "one", "two")
    waiting = article(store, "three", days=1)
    for hidden in (2, waiting):
        store.muting.decide(hidden, "mute: two")
    store.stories.recount(number)

    assert store.articles.waiting(9) == []
    assert list(store.notes.homes(Bounds(9, NOON - timedelta(days=9), NOON, 9, 9))) == [1]
    assert [one.id for one in store.articles.of_story(number)] == [1]
    assert [one.id for one in store.articles.of_story(number, hidden=True)] == [1, 2]
    assert [one.id for one in store.articles.listed(None, 9)] == [1]
    assert [one.id for one in store.articles.listed(number, 9, hidden=True)] == [2]
    assert [hit.number for hit in hits(store, "council")] == [1]
    assert len(store.articles.known(WIRE.feed, [], 9)) == 3
    row = store.shelf.story(number)
    assert row is not None
    assert (row.items, sum(row.coverage), row.updated) == (1, 1, NOON)
    assert not store.muting.hides_all(number)


def test_only_a_story_that_shows_a_dossier_owes_one_by_rules(store: Store) -> None:
    lone, pair, written = story(store, "one", slug="a"), story(store, "b", "c", slug="b"), story(store, "d")
    store.versions.add(version(written))
    for number in (lone, pair, written):
        store.stories.owe_what_is_left(number, "rules")
    assert [(number, reason) for number, reason, _ in store.stories.owed()] == [
        (pair, "rules"),
        (written, "rules"),
    ]


def test_an_article_that_the_full_text_index_lacks_is_complained_of_and_gc_puts_it_in(store: Store) -> None:
    story(store, "one", slug="one")
    with store._connections.write() as db:
        # As a tracker of an older schema writes, that runs on while the file is brought up to date.
        db.execute(
            "insert into revisions (article, number, title, text, seen) values (1, 2, 'x', 'weir', 'z')"
        )
        db.execute("update articles set newest = last_insert_rowid()")
    (complaint,) = store.upkeep.complaints()
    assert "tracker gc" in complaint
    store.upkeep.mend()
    assert store.upkeep.complaints() == []
    assert [hit.number for hit in hits(store, "weir")] == [1]


def test_gc_drops_old_lone_articles_and_nothing_that_is_cited_or_followed(store: Store) -> None:
    old = NOON + timedelta(days=400)
    cited = story(store, "one", "two", slug="cited")
    store.versions.add(version(cited))
    followed = story(store, "three", slug="followed")
    store.shelf.mark(followed, followed=True)
    lone = story(store, "four", slug="lone")
    store.pages.put_off(4, "nobody answered", 1, old)
    lonely = [one.article for one in store.retention.lone(old)]
    assert lonely == [4]
    assert store.retention.drop([1, 2, 3, 4, 5], old) == 1
    store.upkeep.compact()
    left = {row.number for row in store.shelf.stories(Filter())}
    assert left == {cited, followed}
    assert store.shelf.story(lone) is None
    assert store.pages.tries(4) == 0
    assert store.upkeep.complaints() == []
