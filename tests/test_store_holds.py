"""Whatever text and number the types of the model may hold comes back from the database as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.test_diff import DOSSIERS
from tracker.diff import apply, diff
from tracker.model import Definition, Dossier, Enclosure, Entry, FeedState, Version
from tracker.model.articles import Wishes
from tracker.store import Origin, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
NUMBERS = count(1)

# All that a database takes; what is kept was cleaned before, but must not rest on that.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(9999, 12, 30)).map(  # noqa: DTZ001 - made aware below
    lambda time: time.replace(microsecond=0, tzinfo=UTC)
)
COUNTS = st.integers(0, 2**63 - 1)
ENTRIES = st.builds(
    Entry, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.none() | MOMENTS,
    st.lists(st.builds(Enclosure, TEXTS, TEXTS, COUNTS), max_size=2).map(tuple),
)  # fmt: skip
WISHES = st.builds(
    Wishes,
    *[st.none() | st.integers(1, 10**8).map(lambda seconds: timedelta(seconds=seconds))] * 2,
    st.frozensets(st.integers(0, 23)),
    st.frozensets(st.integers(0, 6)),
)
STATES = st.builds(
    FeedState,
    **dict.fromkeys(("title", "site", "etag", "modified", "body_hash"), TEXTS),
    **dict.fromkeys(("due_reason", "status", "moved_to"), TEXTS),
    **dict.fromkeys(
        ("checked", "succeeded", "changed", "next_due", "gone_since", "moved_since"), st.none() | MOMENTS
    ),
    **dict.fromkeys(("failures", "size", "saved", "moved_seen"), COUNTS),
    url=st.builds(lambda text: f"{next(NUMBERS)} {text}", TEXTS),
    gone=st.booleans(),
    wishes=WISHES,
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("holds")
    opened = Store(folder / "tracker.db")
    yield opened
    assert opened.upkeep.complaints() == []
    opened.close()


@settings(max_examples=examples(40))
@given(entries=st.lists(ENTRIES, min_size=1, max_size=3), revised=ENTRIES, outlet=TEXTS, now=MOMENTS)
def test_any_article_comes_back_and_its_first_text_stays(
    store: Store, entries: list[Entry], revised: Entry, outlet: str, now: datetime
) -> None:
    keyed = [(entry, f"{next(NUMBERS)}") for entry in entries]
    ids = store.articles.insert_all(keyed, Origin("feed", outlet), now)
    for number, entry in zip(ids, entries, strict=True):
        found = store.articles.get(number)
        assert found is not None
        assert (found.title, found.text, found.author, found.guid) == (
            entry.title, entry.text, entry.author, entry.guid,
        )  # fmt: skip
        assert (found.url, found.outlet, found.enclosures) == (entry.url, outlet, entry.enclosures)
        assert found.fetched == now
        assert found.published == min(entry.published or now, now)
        store.articles.revise(number, revised, f"{next(NUMBERS)}", now)
        first, *_, last = store.articles.revisions(number)
        assert (first.title, first.text) == (entry.title, entry.text)
        assert (last.title, last.text) == (revised.title, revised.text)


@settings(max_examples=examples(40))
@given(STATES)
def test_any_state_of_a_feed_comes_back(store: Store, state: FeedState) -> None:
    store.feeds.save(state)
    assert store.feeds.states([state.url])[state.url] == state


@settings(max_examples=examples(40))
@given(st.lists(DOSSIERS, min_size=1, max_size=4), st.lists(TEXTS, min_size=2, max_size=2))
def test_any_dossiers_come_back_version_by_version_and_their_differences_lead_from_each_to_the_next(
    store: Store, dossiers: list[Dossier], words: list[str]
) -> None:
    number = store.stories.create("Matter", "matter", NOON)
    engine, reason = words
    written = [
        Version(number, place, NOON + timedelta(hours=place), engine, reason, dossier)
        for place, dossier in enumerate(dossiers, start=1)
    ]
    for version in written:
        store.versions.add(version)
        assert store.versions.newest(number) == version
    assert store.versions.all(number) == written
    for version in written:
        assert store.versions.at(number, version.written_at) == version
    for before, after in pairwise(written):
        assert apply(before.dossier, diff(before.dossier, after.dossier)) == after.dossier


TERMS = st.lists(TEXTS, max_size=3).map(tuple)


@settings(max_examples=examples(40))
@given(st.builds(Definition, st.just(0), TEXTS, TERMS, TERMS, st.booleans()))
def test_any_definition_comes_back(store: Store, wanted: Definition) -> None:
    wanted = replace(wanted, story=store.stories.create("Matter", "matter", NOON))
    store.follows.save(wanted, NOON)
    assert store.follows.of(wanted.story) == wanted
