"""Search over stories and articles: words and fields, what comes first, and what is rare among many."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.library import COAST, INLAND, NAMES, WIRE, Newsroom
from tests.older import older_database
from tracker.model import Claim, Dossier, Entry, Perspective, Version
from tracker.query import Matcher, parse
from tracker.store import Filter, Origin, Store, search_hits, search_sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.model import Found, Hit

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def told(newsroom: Newsroom) -> Newsroom:
    newsroom.run_bridge()
    newsroom.feeds.write_text(
        "feeds:\n"
        + "".join(
            f"  - {{url: {url}, title: {NAMES[url]}, tags: [{tag}]}}\n"
            for url, tag in ((WIRE, "agencies"), (COAST, "local"), (INLAND, "local"))
        )
    )
    return newsroom


def found(room: Newsroom, query: str) -> list[str]:
    return [f"{hit.kind} {hit.title}" for hit in room.tracker.finding.find(query).hits]


@pytest.mark.parametrize(
    ("query", "stories", "articles"),
    [
        ("orrin", 1, 4),
        ("orrin -crack ", 0, 2),
        ('"orrin bridge"', 1, 4),
        ('"bridge orrin"', 0, 0),
        ("o", 1, 6),
        ("zebra", 0, 0),
        ("title:crack ", 0, 2),
        ("outlet:coast", 1, 2),
        ('outlet:"inland echo" orrin', 1, 1),
        ("-outlet:wire", 1, 4),
        ("outlet:nobody orrin", 0, 0),
        ("actor:quill", 1, 4),
        ("actor:QUÍLL crack ", 1, 2),
        ("actor:asher -actor:quill", 0, 0),
        ("actor:baker", 0, 0),
        ("is:story", 1, 0),
        ("is:article", 0, 6),
        ("is:lone", 0, 2),
        ("-is:lone is:article", 0, 4),
        ("is:followed", 0, 0),
        ("is:read", 0, 0),
        ("is:unread", 1, 6),
        ("tag:agencies", 1, 2),
        ("tag:loc seaweed", 0, 1),
        ("-tag:local is:article", 0, 2),
        ("tag:nothing", 0, 0),
        ("since:2026-05-01 orrin", 1, 4),
        ("until:2026-05-01 orrin", 0, 0),
        ("before:1990 ", 0, 0),
        ("-zebra", 1, 6),
    ],
)
def test_what_each_query_finds(told: Newsroom, query: str, stories: int, articles: int) -> None:
    result = told.tracker.finding.find(query)
    assert (result.stories, result.articles) == (stories, articles)
    assert (result.more, result.back_to) == (False, None)


def test_stories_stand_before_articles_and_the_newest_before_older_ones(told: Newsroom) -> None:
    hits = told.tracker.finding.find("orrin").hits
    assert [hit.kind for hit in hits] == ["story", *["article"] * 4]
    dates = [hit.date for hit in hits[1:]]
    assert dates == sorted(dates, reverse=True)


def test_a_story_called_so_stands_before_one_that_mentions_it(store: Store) -> None:
    named, other = (
        written(store, title, body) for title, body in (("A weir", "Water."), ("Fish", "A weir."))
    )
    assert [hit.number for hit in hits(store, "weir is:story")] == [named, other]


def test_what_was_found_is_set_off_in_title_and_text(told: Newsroom) -> None:
    hit = told.tracker.finding.find("crack is:article").hits[0]
    assert [hit.title[slice(*mark)] for mark in hit.in_title] == ["Crack"]
    assert {hit.snippet[slice(*mark)] for mark in hit.in_snippet} == {"crack"}


def test_what_is_followed_muted_and_read_is_found_by_it(told: Newsroom) -> None:
    tracker = told.tracker
    tracker.correcting.follow(1, followed=True)
    bridge = [f"story {tracker.reading.story(1).title}"]
    assert found(told, "is:followed is:story") == bridge
    assert len(found(told, "is:followed")) == 5
    tracker.marking.read([1])
    assert found(told, "is:read is:story") == bridge
    assert found(told, "is:unread is:story") == []
    tracker.correcting.mute(1, muted=True)
    assert found(told, "is:muted is:story") == bridge


def test_a_name_that_nothing_bears_is_told(told: Newsroom) -> None:
    complaints = told.tracker.finding.read("outlet:zebra tag:zebra orrin").complaints
    assert [complaint.partition(";")[0] for complaint in complaints] == [
        "No outlet is called “zebra”",
        "No tag is called “zebra”",
    ]


def test_names_are_completed_from_what_is_stored(told: Newsroom) -> None:
    complete = told.tracker.finding.complete
    assert complete("outlet:ec", 9).names == ("Inland Echo",)
    assert complete("actor:qu", 8).words == ('actor:"Mara Quill" ',)
    assert complete("tag:", 4).names == ("agencies", "local")
    assert complete('actor:"', 7).names[:1] != ()


def test_the_list_of_stories_is_narrowed_by_the_same_query(told: Newsroom) -> None:
    reading = told.tracker.reading
    assert [story.slug for story in reading.stories(Filter(query="actor:quill"))] == [
        reading.story(1).slug,
    ]
    assert len(reading.stories(Filter(query="tag:local seaweed"))) == 1


def test_queries_of_before_are_kept_once_the_newest_first(told: Newsroom) -> None:
    finding = told.tracker.finding
    for query in ("orrin", "  weir ", "orrin", ""):
        finding.remember(query)
    assert finding.past() == ["orrin", "weir"]


# ---------------------------------------------------------------- more than is looked through


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "tracker.db")
    yield opened
    opened.close()


def hits(store: Store, query: str) -> list[Hit]:
    return list(store.search.find(parse(query, NOON), 10).hits)


def written(store: Store, title: str, body: str, actor: str = "Ilse Brandt") -> int:
    """Store a story of two articles with a version."""
    ids = [store.articles.insert(Entry(title, text=body), "", Origin(WIRE, "Wire"), NOON) for _ in range(2)]
    number = store.stories.create(title, title, NOON)
    store.stories.assign(ids, number)
    store.stories.recount(number)
    claim = Claim(body, (1,))
    dossier = Dossier(title, what=(claim,), perspectives=(Perspective(actor, claim),))
    store.versions.add(Version(number, 1, NOON, "extractive", "articles", dossier))
    return number


@pytest.fixture
def many(store: Store) -> Store:
    """Return a store of 3,000 lone articles, a minute apart; the oldest alone tells of a weir."""
    with store.write():
        for place in range(3_000):
            text = "A weir on the river." if not place else f"The river rose {place} times."
            outlet = "Weir Watch" if place % 1_000 == 5 else "Coast Daily"
            moment = NOON + timedelta(minutes=place)
            entry = Entry(f"River {place}", text=text, published=moment)
            number = store.articles.insert(entry, "", Origin(f"http://{outlet[:4]}.example/", outlet), moment)
            story = store.stories.create(entry.title, f"river-{place}", moment)
            store.stories.assign([number], story)
            store.stories.recount(story)
    return store


def search(store: Store, query: str, limit: int = 10) -> Found:
    return store.search.find(parse(query, NOON + timedelta(days=9)), limit)


def test_what_is_rare_is_found_however_old_it_is(many: Store) -> None:
    for query in ("weir", "wei", "w", '"weir on"', "weir river ", "weir -rose ", "weir until:2026-05-04"):
        result = search(many, query)
        assert [hit.number for hit in result.hits] == [1], query
        assert not result.more


def test_for_a_rare_word_no_article_is_looked_through(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def looks(*_: object) -> bool:
        raise AssertionError("the index alone knows")

    monkeypatch.setattr(Matcher, "fits", looks)
    assert [hit.number for hit in search(many, "weir ").hits] == [1]


@pytest.mark.parametrize(
    "query",
    [
        "weir",
        "weir river",
        "weir -rose",
        "title:weir",
        "weir outlet:daily",
        "weir is:unread",
        "weir since:30d",
        "1234",
        "river 1234",
        "堰",
        "堰 river",
        "kwango",
        "weir -river",
    ],
)
def test_what_is_rare_is_the_same_by_the_index_and_by_looking_through(
    query: str, many: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = search(many, query)
    monkeypatch.setattr(search_hits, "RARE", 0)
    assert search(many, query) == found


def test_of_what_is_common_the_newest_is_given_and_that_there_is_more(many: Store) -> None:
    for query in ("river", "r", "the ", '"river rose"', "-weir", "is:lone", "is:unread", "since:30d"):
        result = search(many, query)
        assert [hit.number for hit in result.hits] == [*range(3_000, 2_990, -1)], query
        assert result.more


def test_an_outlet_that_is_seldom_heard_is_found_with_a_common_word(many: Store) -> None:
    result = search(many, "outlet:watch river ")
    assert [hit.number for hit in result.hits] == [2_006, 1_006, 6]
    assert (result.more, result.back_to) == (False, None)


def test_how_far_back_it_looked_is_told_where_it_did_not_look_at_all(many: Store) -> None:
    with many.write():
        many._connections.connection.execute("update shelf set unread = 0 where story > 10")
    # The unread stories have a list of their own: nothing is left out.
    assert [hit.number for hit in search(many, "is:unread").hits] == [*range(10, 0, -1)]
    result = search(many, "is:read -river ")
    assert result.hits == ()
    assert result.back_to is None or result.back_to > NOON


@pytest.mark.parametrize("query", ["is:muted since:now", "is:muted since:now actor:quill -weir"])
def test_more_marked_stories_than_are_asked_for_and_none_in_time_are_nothing(many: Store, query: str) -> None:
    with many.write():
        for story in range(1, search_sources.MOST_STORIES + 2):
            many.shelf.mark(story, muted=True)
    assert search(many, query).hits == ()
    # What is rare is found by its words, whichever stories were asked for.
    assert [hit.number for hit in search(many, "is:muted weir").hits] == [1]


@pytest.mark.parametrize("named", ["outlet:paper", "tag:papers"])
def test_one_of_many_outlets_or_feeds_of_a_name_is_not_left_out(store: Store, named: str) -> None:
    feeds = [f"http://{place}.example/" for place in range(search_sources.MOST_NAMES + 5)]
    with store.write():
        for place, feed in enumerate(feeds):
            entry = Entry(f"River {place}", text="A weir." if feed == feeds[-1] else "A river.")
            store.articles.insert(entry, "", Origin(feed, f"Paper {place:03}"), NOON)
    query = parse(f"{named} weir", NOON)
    found = store.search.find(query, 10, tuple(feeds) if query.tags.any else None)
    assert [hit.number for hit in found.hits] == [len(feeds)]


def test_an_actor_is_found_in_the_dossiers_beyond_those_that_are_looked_through(store: Store) -> None:
    with store.write():
        old = written(store, "Old", "A quarrel.", "Zoë Marsh")
        for place in range(search_hits.PROBES[-1] + 10):
            written(store, f"New {place}", "Nothing.")
    assert [hit.number for hit in hits(store, "actor:zoe is:story")] == [old]
    assert [hit.number for hit in hits(store, 'actor:"zoe ma" quarrel is:story')] == [old]
    assert hits(store, "actor:zoe -quarrel is:story") == []


def test_what_came_before_a_day_is_found_behind_more_than_is_looked_at(store: Store) -> None:
    with store.write():
        for place in range(search_hits.CANDIDATES[-1] // 50):
            moment = NOON + timedelta(days=place)
            entries = [(Entry(f"Weir {place}", published=moment), "") for _ in range(60)]
            store.articles.insert_all(entries, Origin(WIRE, "Wire"), moment)
    result = search(store, "weir until:2026-05-04", 100)
    assert [hit.number for hit in result.hits] == [*range(60, 0, -1)]


def test_lists_that_are_cut_are_merged_down_to_the_highest_end() -> None:
    merged = search_sources.merged([[(9, 9), (5, 5)], [(8, 8)]], 2, 10)
    assert merged == search_sources.Source([9, 8, 5], whole=False)
    assert search_sources.merged([[(9, 9)], [(8, 8)]], 2, 10).whole


def test_actors_of_the_dossiers_of_an_older_database_are_found(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    older_database(path, 6)
    views = [{"actor": "Mara Quill"}, {"actor": "Tobin Asher"}]
    with closing(sqlite3.connect(path)) as old:
        old.execute(
            "insert into versions values (1, 9, '2026-05-05T12:00:00Z', 'extractive', 'articles', ?)",
            (json.dumps({"title": "Weir", "perspectives": views}),),
        )
        old.execute("update stories set version = 9 where number = 1")
        old.execute("update dossiers_fts set title = 'Weir', body = 'A weir.' where rowid = 1")
        old.commit()
    store = Store(path)
    (row,) = store._connections.rows("select * from dossiers_fts where dossiers_fts match 'actors : asher'")
    assert tuple(row) == ("Weir", "A weir.", "Mara Quill\nTobin Asher")
    assert store.upkeep.complaints() == []
    store.close()
