"""The screens that list: stories, feeds, search results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.interface import Interface, opened, settled
from tests.library import COAST, INLAND, LONE, NAMES, Newsroom
from tracker.model import Entry, Hit, Story
from tracker.screens.feeds_screen import FeedsScreen
from tracker.screens.widgets.page import Page
from tracker.screens.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

NEW = "https://valley.example/feed"


def stories(interface: Interface) -> Sequence[Story]:
    items: Sequence[Story] = interface.app.screen.query_one("#stories", Rows).items
    return items


async def test_the_list_marks_what_is_unread_and_the_preview_tells_of_it(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        assert "1 story · 1 changed · 2 lone" in interface.where
        assert "▌● " in interface.text
        assert "Version 3 · " in interface.text
        assert "Open questions" in interface.text
        await interface.press("enter", "q")
        assert "▌● " not in interface.text


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (200, 50)])
async def test_no_row_is_wider_than_the_screen(newsroom: Newsroom, size: tuple[int, int]) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=size) as interface:
        lines = interface.text.splitlines()
        assert len(lines) == size[1]
        assert "Orrin bridge" in interface.text


async def test_a_narrow_screen_has_the_preview_below(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(80, 24)) as interface:
        preview = interface.app.screen.query_one("#preview", Page)
        assert preview.region.y > interface.app.screen.query_one("#stories").region.y
        await interface.pilot.resize_terminal(120, 40)
        await interface.press("f12")
        assert preview.region.x > 0
        assert "Version 3" in interface.text


async def test_toggles_list_lone_articles_and_what_changed(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("l")
        assert {story.title for story in stories(interface)} == {LONE[0][1], LONE[1][1]}
        assert "loaf made of seaweed" in interface.text or "Snow fell" in interface.text
        await interface.press("l", "enter", "q", "u")
        assert stories(interface) == []
        assert "Nothing here." in interface.text
        await interface.press("u")
        assert len(stories(interface)) == 1


async def test_muted_stories_are_listed_on_demand_and_unmuted_there(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("m", "M")
        assert "muted" in interface.text
        await interface.press("m", "M")
        assert "Orrin bridge" in interface.text


async def test_the_keys_move_the_cursor_and_the_mouse_opens(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("l")
        rows = interface.app.screen.query_one("#stories", Rows)
        first, second = rows.items
        await interface.press("j")
        assert rows.current == second
        await interface.press("k", "G")
        assert rows.current == second
        await interface.press("g", "ctrl+d", "ctrl+u", "pagedown", "pageup", "down", "up")
        assert rows.current == first
        await interface.pilot.click("#stories", offset=(5, 4), times=1)
        assert rows.current == second
        await interface.pilot.click("#stories", offset=(5, 4), times=2)
        await interface.press("f12")
        assert interface.screen == "StoryScreen"


async def test_the_cursor_stays_on_its_story_when_a_poll_brings_newer_ones(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("l", "j")
        rows = interface.app.screen.query_one("#stories", Rows)
        before = rows.current
        newsroom.clock.forward(days=3)
        newsroom.publish(INLAND, "Glass lighthouse opens", "A lighthouse of glass opens to visitors in Sarn.")
        await interface.press("r")
        assert rows.current == before
        assert len(rows.items) == 3


async def test_feeds_tell_their_health_and_when_they_are_due(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    newsroom.network.fail(COAST, "no such host")
    newsroom.poll()
    async with opened(newsroom.tracker) as interface:
        await interface.press("F")
        assert "3 feeds, 1 in trouble" in interface.where
        assert "failed once: no such host" in interface.text
        assert "next in " in interface.text
        await interface.press("j", "enter")
        assert interface.screen == "SearchScreen"
        rows: Rows[Hit] = interface.app.screen.query_one("#hits", Rows)
        assert rows.has_focus
        assert {(hit.kind, hit.outlet) for hit in rows.items} == {("article", NAMES[COAST])}


async def test_a_feed_is_added_fetched_and_removed_and_undo_brings_it_back(newsroom: Newsroom) -> None:
    newsroom.network.serve(
        NEW, rss([Entry("Weir repaired", "https://valley.example/1", "v1", "The weir stands.")])
    )
    async with opened(newsroom.tracker) as interface:
        await interface.press("F", "a")
        await interface.type(NEW)
        await interface.press("enter")
        assert "4 feeds" in interface.where
        assert "1 feed polled · 1 new article" in interface.status
        await interface.press("G", "x")
        assert "3 feeds" in interface.where
        assert "U undoes it" in interface.status
        await interface.press("U")
        assert "4 feeds" in interface.where


async def test_an_address_without_a_feed_is_told_and_nothing_is_added(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker) as interface:
        await interface.press("colon")
        await interface.type("add https://nowhere.example/")
        await interface.press("enter")
        assert "404 Not Found. Nothing was added." in interface.status
        await interface.press("a")
        await interface.type("file:///etc/passwd")
        await interface.press("enter")
        assert "can't be subscribed to" in interface.status
        await interface.press("a", "escape")
        assert "3 feeds" in interface.where


async def test_addresses_given_in_a_row_are_all_subscribed_to(newsroom: Newsroom) -> None:
    places = [f"https://valley.example/{name}" for name in ("news", "sport", "letters")]
    for place in places:
        newsroom.network.serve(place, rss([Entry(place, place, place, "Rain fell.")], title="Valley Times"))
    async with opened(newsroom.tracker) as interface:
        await interface.press("F")
        screen = interface.app.screen
        assert isinstance(screen, FeedsScreen)
        for place in places:
            screen.subscribe(place)
        await settled(interface.pilot)
    known = [feed.subscription.url for feed in newsroom.tracker.subscribing.feeds()]
    assert set(places) <= set(known)


async def test_one_feed_is_polled_by_its_key(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker) as interface:
        await interface.press("F", "j", "r")
        assert [url for url, *_ in newsroom.network.asked] == [COAST]


async def test_search_finds_as_one_types_stories_first(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        await interface.type("orrin")
        assert "1 story · 4 articles" in interface.where
        await interface.press("down", "enter")
        assert interface.screen == "StoryScreen"
        await interface.press("q", "j", "enter")
        assert interface.screen == "ArticleScreen"
        await interface.press("q", "slash")
        await interface.type(" zebra")
        assert "Nothing found." in interface.text


async def test_search_takes_any_signs_for_words(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        await interface.type("\"bri AND (* NEAR -' %")
        assert interface.screen == "SearchScreen"


async def test_a_single_result_opens_with_enter(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        await interface.type("seaweed")
        await interface.press("enter")
        assert interface.screen in {"ArticleScreen", "StoryScreen"}
