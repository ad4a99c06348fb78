"""The dialog that offers the feeds of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.interface import opened
from tracker.model import Entry

if TYPE_CHECKING:
    from tests.interface import Interface
    from tests.library import Newsroom

SITE = "https://valley.example/"
NAMES = ("news", "sport", "[/b] letters")


@pytest.fixture
def valley(newsroom: Newsroom) -> Newsroom:
    """A newsroom beside which a page names three feeds, the last with a title that looks like markup."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="Valley {name}" href="/{place}">'
        for place, name in enumerate(NAMES)
    )
    newsroom.network.serve(SITE, f"<html><head>{links}</head></html>", content_type="text/html")
    for place, name in enumerate(NAMES):
        entry = Entry(f"A piece on {name}", f"{SITE}a/{place}", name, "Rain fell.")
        newsroom.network.serve(f"{SITE}{place}", rss([entry], title=name))
    return newsroom


def added(newsroom: Newsroom) -> list[str]:
    known = [feed.subscription.url for feed in newsroom.tracker.subscribing.feeds()]
    return [url.removeprefix(SITE) for url in known if url.startswith(SITE)]


async def look(interface: Interface) -> None:
    await interface.press("F", "a")
    await interface.type(SITE)
    await interface.press("enter")
    assert interface.screen == "ChoiceScreen"


async def test_several_feeds_are_offered_by_name_format_and_address(valley: Newsroom) -> None:
    async with opened(valley.tracker) as interface:
        await look(interface)
        for told in (f"3 feeds at {SITE}", "Valley news", "RSS", f"{SITE}1", "Valley [/b] letters"):
            assert told in interface.text
        assert added(valley) == []


async def test_enter_takes_the_one_under_the_cursor_and_asks_it_once(valley: Newsroom) -> None:
    async with opened(valley.tracker) as interface:
        await look(interface)
        await interface.press("j", "enter")
        assert interface.screen == "FeedsScreen"
        assert "1 feed polled · 1 new article" in interface.status
        assert added(valley) == ["1"]
        assert [url for url, _, _ in valley.network.asked].count(f"{SITE}1") == 1


async def test_the_marked_ones_are_taken_and_undo_takes_them_back(valley: Newsroom) -> None:
    async with opened(valley.tracker) as interface:
        await look(interface)
        await interface.press("space", "space")
        assert interface.text.count("◆") == 2
        assert "enter takes the 2 marked" in interface.text
        await interface.press("enter")
        assert "5 feeds" in interface.where
        assert added(valley) == ["0", "1"]
        await interface.press("U")
        assert "3 feeds" in interface.where
        assert added(valley) == []


async def test_all_are_marked_and_unmarked_by_one_key(valley: Newsroom) -> None:
    async with opened(valley.tracker, size=(80, 24)) as interface:
        await look(interface)
        await interface.press("a")
        assert interface.text.count("◆") == 3
        await interface.press("a")
        assert "◆" not in interface.text
        await interface.press("space", "k", "space")
        assert "◆" not in interface.text


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_going_back_takes_nothing(valley: Newsroom, key: str) -> None:
    async with opened(valley.tracker) as interface:
        await look(interface)
        await interface.press("space", key)
        assert interface.screen == "FeedsScreen"
        assert added(valley) == []


async def test_a_chosen_feed_that_is_none_is_told(valley: Newsroom) -> None:
    valley.network.fail(f"{SITE}1", "410 Gone")
    async with opened(valley.tracker) as interface:
        await look(interface)
        await interface.press("j", "enter")
        assert f"{SITE}1: 410 Gone. Nothing was added." in interface.status
        assert added(valley) == []
