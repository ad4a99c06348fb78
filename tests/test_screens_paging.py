"""The story list as a window on a longer one: both ends, what moves meanwhile, and how much is held."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual import on
from textual.app import App

from tests.builders import rss
from tests.fakes import START
from tests.interface import Interface, opened, settled
from tests.library import COAST
from tracker.core.views.listing import PAGE
from tracker.model import Claim, Dossier, Entry, Slice, Source, Story, Version
from tracker.render.lines import Line, plain_line
from tracker.screens.history_screen import PAGE as VERSIONS
from tracker.screens.rest import AtRest
from tracker.screens.widgets.window import MOST, Window
from tracker.store import Filter, Origin

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.pilot import Pilot

    from tests.library import Newsroom
    from tracker.core import Tracker

WIRE = Origin(COAST, "Coast Daily")
MANY = 2 * PAGE + 30


def publish(tracker: Tracker, story: int, minutes: int) -> None:
    """Give a story one more article."""
    store = tracker.store
    with store.write():
        count = store.saved.newest()
        entry = Entry(f"Told {count}", f"{COAST}/{count}", str(count), "It was told.")
        moment = START + timedelta(minutes=minutes)
        store.stories.assign([store.articles.insert(entry, f"coast/{count}", WIRE, moment)], story)
        store.stories.recount(story)


def crowd(tracker: Tracker, stories: int) -> None:
    """Write so many running stories, the last one the newest."""
    with tracker.store.write():
        for n in range(stories):
            number = tracker.store.stories.create(f"Matter {n}", f"matter-{n}", START)
            for _ in range(2):
                publish(tracker, number, n)


@pytest.fixture
def tracker(newsroom: Newsroom) -> Tracker:
    newsroom.network.serve(COAST, rss([]))
    newsroom.poll()
    crowd(newsroom.tracker, MANY)
    return newsroom.tracker


def rows(interface: Interface) -> Window[Story]:
    return interface.app.screen.query_one("#stories", Window)


async def again(interface: Interface) -> None:
    """Let the screens read again, as after a round."""
    interface.app.changed.publish("round")
    await settled(interface.pilot)


async def go(interface: Interface, by: int) -> None:
    """Move the cursor by so many stories, as far as they are held."""
    place = next(place for place, one in enumerate(rows(interface).items) if one is rows(interface).current)
    rows(interface).move_to(place + by)
    await settled(interface.pilot)


def row_of_cursor(interface: Interface) -> int:
    """Return the row of the screen in which the cursor stands."""
    lines = interface.text.splitlines()
    return next(row for row, line in enumerate(lines) if line.startswith("▌"))


# ------------------------------------------------------------ both ends


async def test_the_bottom_is_the_true_end_and_from_there_one_scrolls_up_to_the_top(tracker: Tracker) -> None:
    whole = [story.number for story in tracker.reading.stories(Filter(lone=False))]
    async with opened(tracker) as interface:
        assert len(rows(interface).items) == PAGE
        await interface.press("G")
        assert rows(interface).current == rows(interface).items[-1]
        assert rows(interface).items[-1].number == whole[-1]
        for _ in range(MANY // 50 + 1):
            await go(interface, -50)
        assert rows(interface).current == rows(interface).items[0]
        assert [story.number for story in rows(interface).items] == whole
        await interface.press("G", "g")
        assert [story.number for story in rows(interface).items] == whole


async def test_scrolling_on_brings_every_story_once_and_in_order(tracker: Tracker) -> None:
    whole = [story.number for story in tracker.reading.stories(Filter(lone=False))]
    async with opened(tracker) as interface:
        for _ in range(MANY // 50 + 1):
            await go(interface, 50)
        assert [story.number for story in rows(interface).items] == whole
        assert rows(interface).current == rows(interface).items[-1]


async def test_the_mouse_wheel_alone_brings_more_too(tracker: Tracker) -> None:
    async with opened(tracker) as interface:
        before = len(rows(interface).items)
        rows(interface).scroll_to(y=PAGE * 2, animate=False)
        await settled(interface.pilot)
        assert len(rows(interface).items) > before
        assert rows(interface).current == rows(interface).items[0]


async def test_a_filter_lists_from_its_first_story(tracker: Tracker) -> None:
    tracker.store.shelf.mark(1, muted=True)
    async with opened(tracker) as interface:
        await interface.press("G", "M")
        assert rows(interface).starts
        assert rows(interface).current == rows(interface).items[0]
        await interface.press("G")
        assert rows(interface).items[-1].number == 1


# ------------------------------------------------------------ what moves meanwhile


async def test_stories_that_rise_to_the_top_move_no_row_under_the_reader(tracker: Tracker) -> None:
    async with opened(tracker) as interface:
        await interface.press("pagedown", "pagedown", "pagedown", "k")
        story, row = rows(interface).current, row_of_cursor(interface)
        shown = interface.text.splitlines()[row - 6 : row + 6]
        for number in (1, 2, 3):
            publish(tracker, number, MANY * 60)
        await again(interface)
        assert rows(interface).current == story
        assert interface.text.splitlines()[row - 6 : row + 6] == shown
        await interface.press("g")
        assert {story.number for story in rows(interface).items[:3]} == {1, 2, 3}


async def test_at_the_top_news_is_seen_at_once_and_the_cursor_stays_on_its_story(tracker: Tracker) -> None:
    async with opened(tracker) as interface:
        await interface.press("j")
        story = rows(interface).items[1]
        publish(tracker, 1, MANY * 60)
        await again(interface)
        assert "Matter 0 " in interface.text.splitlines()[2]
        assert rows(interface).current == story
        assert rows(interface).items.index(story) == 2


async def test_the_story_under_the_cursor_rises_only_when_the_reader_has_left_it(tracker: Tracker) -> None:
    async with opened(tracker) as interface:
        await interface.press("pagedown", "pagedown", "pagedown", "k")
        story, row = rows(interface).current, row_of_cursor(interface)
        assert story is not None
        publish(tracker, story.number, MANY * 60)
        await again(interface)
        current = rows(interface).current
        assert current is not None
        assert (current.number, current.items) == (story.number, story.items + 1)
        assert row_of_cursor(interface) == row
        await interface.press("j")
        await again(interface)
        assert story.number not in [one.number for one in rows(interface).items[PAGE // 2 :]]
        await interface.press("g")
        assert rows(interface).items[0].number == story.number


async def test_where_the_story_is_listed_no_more_the_reader_is_at_the_next(tracker: Tracker) -> None:
    async with opened(tracker) as interface:
        await interface.press("pagedown", "pagedown")
        items = rows(interface).items
        place = next(place for place, story in enumerate(items) if story is rows(interface).current)
        following = items[place + 1].number
        tracker.store.shelf.mark(items[place].number, muted=True)
        await again(interface)
        current = rows(interface).current
        assert current is not None
        assert current.number == following


async def test_what_changed_is_told_of_every_story_in_sight(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    newsroom.tracker.store.shelf.mark_read(1, 1, newsroom.clock())
    async with opened(newsroom.tracker) as interface:
        told = rows(interface).items[0].changes
        assert told
        assert told[0] in interface.text
        await again(interface)
        assert rows(interface).items[0].changes == told


class Resting(App[None]):
    """Counts how often the work was done that was called for."""

    def __init__(self) -> None:
        super().__init__()
        self.done = 0
        self.call = AtRest(self, self.work)

    def work(self) -> None:
        self.done += 1


async def test_what_a_key_held_down_calls_for_is_done_at_once_and_when_it_is_let_go() -> None:
    async with Resting().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Resting)
        for _ in range(9):
            app.call()
        assert app.done == 1
        while app.done < 2:
            await pilot.pause()
        await pilot.pause()
        assert app.done == 2


# ------------------------------------------------------------ the versions of a story


async def test_versions_are_read_a_page_at_a_time_and_the_bottom_is_the_first(tracker: Tracker) -> None:
    for number in range(1, 3 * VERSIONS):
        tracker.store.versions.add(written(number))
    page = tracker.past.page(1, limit=VERSIONS)
    assert [row.number for row in page.items] == list(range(3 * VERSIONS - 1, 2 * VERSIONS - 1, -1))
    assert [row.before for row in page.items] == [row.number - 1 for row in page.items]
    assert page.starts
    assert not page.ends
    rest = tracker.past.page(1, page.items[-1].number)
    assert [*page.items, *rest.items] == tracker.past.history(1)
    assert rest.ends
    assert rest.items[-1].before == 0
    async with opened(tracker) as interface:
        await interface.press("G", "h", "G")
        versions = interface.app.screen.query_one("#versions", Window)
        assert [row.number for row in versions.items] == list(range(3 * VERSIONS - 1, 0, -1))
        assert versions.current is versions.items[-1]


def written(number: int) -> Version:
    sources = (Source(1, 1, "Matter 0", "Coast Daily", COAST, START),)
    dossier = Dossier("Matter 0", what=(Claim(f"It was told {number} times.", (1,)),), sources=sources)
    return Version(1, number, START + timedelta(minutes=number), "extractive", "articles", dossier)


# ------------------------------------------------------------ the keys at the foot


async def test_a_click_on_a_key_at_the_foot_presses_it(tracker: Tracker) -> None:
    async with opened(tracker) as interface:
        foot = interface.text.splitlines()[-1]
        await interface.pilot.click("KeyBar", offset=(foot.index("Lone"), 0))
        await settled(interface.pilot)
        assert "lone articles" in interface.where


@pytest.mark.parametrize("width", [120, 80, 40, 20])
async def test_help_and_the_way_back_stand_at_the_foot_of_the_narrowest_screen(
    tracker: Tracker, width: int
) -> None:
    async with opened(tracker, size=(width, 20)) as interface:
        foot = interface.text.splitlines()[-1]
        assert "? Help  q Quit" in foot
        assert len(foot) == width


# ------------------------------------------------------------ how much is held


class Numbers(App[None]):
    """A list of so many numbers, of which a window is held."""

    def __init__(self, many: int) -> None:
        super().__init__()
        self.many = many
        self.most = 0

    def compose(self) -> ComposeResult:
        yield Window[int](lambda number, _: _drawn(number), lambda number: number)

    @property
    def rows(self) -> Window[int]:
        return self.screen.query_one(Window)

    def on_mount(self) -> None:
        self.rows.focus()
        self.rows.open(self.part(0))

    def part(self, start: int, *, at: int = 0) -> Slice[int]:
        end = min(start + PAGE, self.many)
        return Slice(range(max(start, 0), end), starts=start <= 0, ends=end >= self.many, at=at)

    @on(Window.Wanting)
    def bring(self, event: Window.Wanting) -> None:
        items = self.rows.items
        if event.where == "top":
            self.rows.open(self.part(0))
        elif event.where == "bottom":
            self.rows.open(self.part(self.many - PAGE, at=PAGE - 1))
        elif event.where == "behind":
            part = self.part(items[-1] + 1)
            self.rows.add_behind(part.items, ends=part.ends)
        else:
            start = max(items[0] - PAGE, 0)
            self.rows.add_ahead(range(start, items[0]), starts=start == 0)
        self.most = max(self.most, len(self.rows.items))


def _drawn(number: int) -> list[Line]:
    return [plain_line(f" number {number}"), plain_line(" ")]


@asynccontextmanager
async def numbers(many: int) -> AsyncIterator[tuple[Numbers, Pilot[None]]]:
    app = Numbers(many)
    async with app.run_test(size=(60, 28)) as pilot:
        await pilot.pause()
        yield app, pilot


def shown(app: Numbers) -> list[str]:
    strips = app.screen._compositor.render_strips()
    return [strip.text.strip("▌ ▁▂▃▄▅▆▇█") for strip in strips][::2]


@pytest.mark.parametrize(("end", "steps"), [(None, 40), ("bottom", -40)])
async def test_a_list_that_is_gone_through_holds_two_thousand_items_and_shows_each_once(
    end: str | None, steps: int
) -> None:
    async with numbers(3 * MOST) as (app, pilot):
        if end:
            app.rows.action_bottom()
            await pilot.pause()
        current = app.rows.current
        assert current == (0 if end is None else 3 * MOST - 1)
        for _ in range(3 * MOST // 40 + 5):
            app.rows.move_to(app.rows.items.index(current) + steps)
            await pilot.pause(0)
            expected = min(max(current + steps, 0), 3 * MOST - 1)
            assert app.rows.current == expected
            assert f"number {expected}" in shown(app)
            current = expected
        assert current == (3 * MOST - 1 if end is None else 0)
        assert app.most == MOST


async def test_letting_go_of_items_moves_no_row_on_the_screen() -> None:
    async with numbers(3 * MOST) as (app, pilot):
        app.rows.open(Slice(range(MOST), starts=True, ends=False, at=MOST - 500))
        await pilot.pause()
        before = shown(app)
        app.rows.add_behind(range(MOST, MOST + PAGE), ends=False)
        await pilot.pause()
        assert shown(app) == before
        assert app.rows.items[0] == PAGE
        app.rows.add_ahead(range(PAGE), starts=True)
        await pilot.pause()
        assert shown(app) == before
        assert app.rows.items[-1] == MOST - 1
