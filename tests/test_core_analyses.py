"""A new process knows what an earlier one has read in the articles of a story, and writes the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.library import BRIDGE, NAMES, Newsroom
from tracker.dossier.extractive import ExtractiveEngine
from tracker.dossier.reading.memory import Memory
from tracker.model import Entry
from tracker.store import Origin, Store
from tracker.store.analyses import EXCESS, AnalysisTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tracker.dossier import Cited
    from tracker.model import Dossier

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
WIRE = Origin("http://wire.example/feed", "The Wire")


class Counting(Memory):
    """Remembers the smallest stories, and what it had to read and what it was told."""

    def __init__(self) -> None:
        super().__init__(few=1)
        self.read: list[str] = []
        self.told: list[str] = []

    def learn(self, notes: Iterable[tuple[Cited, bytes]]) -> None:
        given = list(notes)
        self.told += [cited.article.title for cited, _ in given]
        super().learn(given)

    def notes(self) -> list[tuple[Cited, bytes]]:
        found = super().notes()
        self.read += [cited.article.title for cited, _ in found]
        return found


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.tools.engine = ExtractiveEngine(Counting())
    newsroom.run_bridge(3)
    return newsroom


def another_process(room: Newsroom) -> Counting:
    """Go on with an engine that has read nothing."""
    room.restart()
    memory = Counting()
    room.tools.engine = ExtractiveEngine(memory)
    return memory


def newest(room: Newsroom) -> Dossier:
    version = room.tracker.store.versions.newest(1)
    assert version is not None
    # Which article has which id hangs on which server answered first.
    sources = tuple(replace(source, article=0) for source in version.dossier.sources)
    return replace(version.dossier, sources=sources)


def test_a_new_process_reads_the_new_article_alone(room: Newsroom) -> None:
    memory = another_process(room)
    room.run_bridge_step(3)
    assert memory.read == [BRIDGE[3][1]]
    assert memory.told == [title for _, title, _ in BRIDGE[:3]]


def test_it_writes_what_one_writes_that_reads_all_anew(room: Newsroom, tmp_path: Path) -> None:
    another_process(room)
    room.run_bridge_step(3)
    (tmp_path / "other").mkdir()
    other = Newsroom(tmp_path / "other")
    other.run_bridge()
    assert newest(room) == newest(other)
    other.close()


def test_an_analysis_that_somebody_damaged_is_made_anew(room: Newsroom) -> None:
    with closing(sqlite3.connect(room.tracker.store.path)) as database, database:
        database.execute("update analyses set analysis = substr(analysis, 1, 99)")
    memory = another_process(room)
    room.run_bridge_step(3)
    assert sorted(memory.read) == sorted(title for _, title, _ in BRIDGE)
    assert not room.tracker.store.upkeep.complaints()


def test_other_rules_of_reading_read_anew(room: Newsroom) -> None:
    with closing(sqlite3.connect(room.tracker.store.path)) as database, database:
        database.execute("update analyses set reader = 'the rules of another version'")
    memory = another_process(room)
    room.run_bridge_step(3)
    assert memory.told == []
    assert sorted(memory.read) == sorted(title for _, title, _ in BRIDGE)


def test_a_revised_article_is_read_anew(room: Newsroom) -> None:
    feed, title, text = BRIDGE[0]
    memory = another_process(room)
    old = room.entries[feed][0]
    room.entries[feed][0] = Entry(title, old.url, old.guid, f"{text} The bridge is 90 metres long.")
    room.network.serve(feed, rss(room.entries[feed], title=NAMES[feed]), etag='"edited"')
    room.poll()
    assert memory.read == [title]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "tracker.db")
    yield opened
    opened.close()


def article(store: Store, days: int) -> int:
    entry = Entry(f"Day {days}", f"http://wire.example/{days}", f"urn:{days}", "The weir held.")
    return store.articles.insert(entry, f"wire.example/{days}", WIRE, NOON + timedelta(days=days))


def test_of_each_article_the_analysis_by_the_last_reader_is_kept(store: Store) -> None:
    one, two = article(store, 1), article(store, 2)
    store.analyses.save("first", [(one, b"a"), (two, b"b")])
    store.analyses.save("second", [(one, b"c"), (99, b"of none")])
    assert store.analyses.of("first", [one, two, 99]) == {two: b"b"}
    assert store.analyses.of("second", [one, two, 99]) == {one: b"c"}
    assert store.analyses.count() == 2


def test_of_too_many_analyses_those_of_the_oldest_articles_go(store: Store) -> None:
    table = AnalysisTable(store._connections, most=10)
    articles = [article(store, days) for days in range(round(10 * (1 + EXCESS)) + 1)]
    table.save("reader", [(number, b"a") for number in articles[:-1]])
    assert table.count() == len(articles) - 1
    table.save("reader", [(articles[-1], b"a")])
    assert sorted(table.of("reader", articles)) == articles[-10:]
