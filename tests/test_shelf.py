"""The order of the story list: kept by the database itself, read a page at a time from any place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.model import Claim, Definition, Dossier, Entry, Source, Version
from tracker.store import END, Filter, Origin, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
WIRE = Origin("http://wire.example/feed", "The Wire")
FILTERS = [
    Filter(unread=unread, lone=lone, muted=muted, since=since)
    for unread, lone, muted, since in product(
        (False, True), (None, False, True), (False, True), (None, NOON + timedelta(hours=5))
    )
]
# Stories of the tests that only read, and a page of them.
MANY, PAGE = 400, 20


@contextmanager
def opened() -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "tracker.db")
        try:
            yield store
        finally:
            store.close()


def publish(store: Store, story: int, hours: int) -> None:
    """Give a story one more article."""
    count = store._connections.scalar("select coalesce(max(id), 0) from articles")
    entry = Entry(f"Matter {count}", f"http://wire.example/{count}", str(count), "It was told.")
    article = store.articles.insert(entry, f"wire.example/{count}", WIRE, NOON + timedelta(hours=hours))
    store.stories.assign([article], story)
    store.stories.recount(story)


def version(story: int, number: int, independent: int) -> Version:
    sources = tuple(
        Source(n, n, f"Matter {n}", "The Wire", f"http://wire.example/{n}", NOON)
        for n in range(1, independent + 1)
    )
    dossier = Dossier("Matter", what=(Claim("It was told.", (1,)),), sources=sources)
    return Version(story, number, NOON, "extractive", "articles", dossier)


def write_up(store: Store, story: int, independent: int = 1) -> None:
    newest = store.versions.newest(story)
    store.versions.add(version(story, newest.number + 1 if newest else 1, independent))


@pytest.fixture(scope="module")
def many() -> Iterator[Store]:
    """Stories of all kinds, every tenth muted, every third read."""
    with opened() as store, store.write():
        for n in range(MANY):
            number = store.stories.create(f"Matter {n}", f"matter-{n}", NOON)
            for hours in range(1 + n % 3):
                publish(store, number, hours + n % 7)
            write_up(store, number)
            if n % 3 == 0:
                store.shelf.mark_read(number, 1, NOON)
            if n % 10 == 0:
                store.shelf.mark(number, muted=True)
        yield store


# ------------------------------------------------------------ what triggers keep

Act = Callable[[Store, int, int], object]
# What is done to a story, with a number that says how much.
ACTS: dict[str, Act] = {
    "begin": lambda store, _, n: store.stories.create(f"Matter {n}", f"matter-{n}", NOON),
    "publish": publish,
    "write up": write_up,
    "read": lambda store, story, n: store.shelf.mark_read(story, n, NOON),
    "unread": lambda store, story, _: store.pictures.put_read_mark(story, None),
    "mute": lambda store, story, _: store.shelf.mark(story, muted=True),
    "show": lambda store, story, _: store.shelf.mark(story, muted=False, followed=True),
    "define": lambda store, story, _: store.follows.save(Definition(story, f"Own {story}", ("word",)), NOON),
    "end": lambda store, story, _: store.follows.end(story, NOON),
    "resume": lambda store, story, _: store.follows.resume(story),
    "merge": lambda store, story, n: store.stories.merge_into(story, story + n),
    "part": lambda store, story, _: store.stories.merge_into(story, None),
    "empty": lambda store, story, _: empty(store, story),
    "drop": lambda store, story, _: drop(store, story),
    "look": lambda store, story, n: store.stories.look_again(story, "Matter", NOON, n),
}


def empty(store: Store, story: int) -> None:
    store.stories.release(article.id for article in store.articles.of_story(story))
    store.stories.recount(story)


def drop(store: Store, story: int) -> None:
    """Let retention have a story's articles, years later, and with a lone one the story."""
    ids = [article.id for article in store.articles.of_story(story)]
    store.retention.drop(ids, NOON + timedelta(days=1000))


def facts(store: Store) -> dict[int, tuple[bool, bool, bool]]:
    """Give of each story that is shown whether it runs, is unread, is muted: from its own rows alone."""
    merged = {
        row["number"]: row["merged_into"]
        for row in store._connections.rows("select number, merged_into from stories")
    }
    rows = [row for number in merged if (row := store.shelf.story(number))]
    return {
        row.number: (row.items > 1 or row.defined, row.unread, row.muted)
        for row in rows
        if merged[row.number] is None and (row.items or row.defined)
    }


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 4), st.integers(1, 9)), max_size=40))
@example([("publish", 1, 1), ("drop", 1, 1)])
@settings(max_examples=40)
def test_whatever_is_done_list_and_counts_are_what_the_stories_say(acts: list[tuple[str, int, int]]) -> None:
    with opened() as store:
        for _ in range(4):
            store.stories.create("Matter", "matter", NOON)
        for act, story, number in acts:
            if store.shelf.story(story) is None and act != "begin":
                continue  # it was dropped
            ACTS[act](store, story, number)
            kept = store._connections.rows("select * from shelf order by story")
            assert [tuple(row) for row in kept] == [
                tuple(row)
                for row in store._connections.rows(
                    "select story, kind, muted, unread, rank from shelved order by story"
                )
            ]
        shown = facts(store)
        seen = [(runs, unread) for runs, unread, muted in shown.values() if not muted]
        assert store.shelf.counts() == (
            sum(runs for runs, _ in seen),
            sum(runs and unread for runs, unread in seen),
            sum(not runs for runs, _ in seen),
        )
        assert {row.number for row in store.shelf.stories(Filter(muted=True))} == set(shown)


# ------------------------------------------------------------ the order


@pytest.mark.parametrize(
    ("sources", "later", "above"),
    [(2, 3, True), (2, 4, False), (4, 7, True), (4, 8, False), (16, 15, True), (16, 16, False)],
)
def test_twice_the_independent_sources_are_worth_nearly_four_hours(
    sources: int, later: int, *, above: bool
) -> None:
    with opened() as store:
        carried, newer = (store.stories.create("Matter", name, NOON) for name in ("carried", "newer"))
        for _ in range(sources):
            publish(store, carried, 0)
        publish(store, newer, 0)
        publish(store, newer, later)
        write_up(store, carried, sources)
        write_up(store, newer, 1)
        first = store.shelf.stories(Filter())[0]
        assert (first.slug == "carried") is above


# ------------------------------------------------------------ pages


def pages(store: Store, wanted: Filter, *, backwards: bool = False) -> list[int]:
    """Read a list page by page from one of its ends."""
    found = list[int]()
    asked = replace(wanted, limit=PAGE, before=END if backwards else "")
    while page := store.shelf.stories(asked):
        numbers = [story.number for story in page]
        found = numbers + found if backwards else found + numbers
        edge = page[0 if backwards else -1].place
        asked = replace(asked, before=edge) if backwards else replace(asked, after=edge)
    return found


@pytest.mark.parametrize("wanted", FILTERS)
def test_pages_from_either_end_are_the_whole_list(many: Store, wanted: Filter) -> None:
    whole = many.shelf.stories(wanted)
    shown = facts(many)
    assert {story.number for story in whole} == {
        number
        for number, (runs, unread, muted) in shown.items()
        if (unread or not wanted.unread)
        and (wanted.lone is None or runs is not wanted.lone)
        and (wanted.muted or not muted)
        and (wanted.since is None or _updated(many, number) >= wanted.since)
    }
    numbers = [story.number for story in whole]
    assert pages(many, wanted) == pages(many, wanted, backwards=True) == numbers
    assert [int(story.place.split(".")[0]) for story in whole] == sorted(
        (2 if shown[number][0] else 1 for number in numbers), reverse=True
    )


def _updated(store: Store, number: int) -> datetime:
    story = store.shelf.story(number)
    assert story is not None
    return story.updated


def test_a_page_between_two_places_holds_what_stands_between_them(many: Store) -> None:
    whole = many.shelf.stories(Filter())
    between = many.shelf.stories(Filter(after=whole[9].place, before=whole[20].place))
    assert between == whole[10:20]


def test_stories_that_move_to_the_top_are_neither_skipped_nor_read_twice_below() -> None:
    with opened() as store:
        for n in range(9):
            number = store.stories.create("Matter", f"matter-{n}", NOON)
            publish(store, number, n)
        first = store.shelf.stories(Filter(limit=3))
        moved = store.shelf.stories(Filter())[-1]
        publish(store, moved.number, 20)
        rest = store.shelf.stories(Filter(after=first[-1].place))
        assert [story.number for story in rest] == [6, 5, 4, 3, 2]


@pytest.mark.parametrize("wanted", FILTERS)
def test_every_page_is_read_along_an_index_and_nothing_is_sorted(many: Store, wanted: Filter) -> None:
    for place, among in product(("", "2.1777892400.7", "1.1777892400.7"), (None, [3, 5, 8])):
        for page in (replace(wanted, after=place), replace(wanted, before=place or END)):
            plan = _plan(many, replace(page, limit=PAGE), among)
            assert "INDEX idx_shelf" in plan[0], plan
            assert not any("TEMP B-TREE" in step or step.startswith("SCAN s") for step in plan), plan


def _plan(store: Store, wanted: Filter, among: list[int] | None) -> list[str]:
    """Return the steps by which SQLite finds a page."""
    asked, connection = list[str](), store._connections.connection
    connection.set_trace_callback(asked.append)
    store.shelf.stories(wanted, among)
    connection.set_trace_callback(None)
    return [row["detail"] for row in store._connections.rows(f"explain query plan {asked[0]}")]


@pytest.mark.parametrize("wanted", [Filter(lone=False), Filter(lone=False, unread=True), Filter(lone=True)])
def test_the_last_page_costs_what_the_first_one_does(many: Store, wanted: Filter) -> None:
    whole = many.shelf.stories(wanted)
    late = whole[-PAGE - 1].place
    assert _steps(many, replace(wanted, limit=PAGE, after=late)) < 1.2 * _steps(
        many, replace(wanted, limit=PAGE)
    )


def _steps(store: Store, wanted: Filter) -> int:
    """Count the steps of SQLite's machine, in tens."""
    steps, connection = list[None](), store._connections.connection
    connection.set_progress_handler(lambda: steps.append(None), 10)
    store.shelf.stories(wanted)
    connection.set_progress_handler(None, 0)
    return len(steps)
