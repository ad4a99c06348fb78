"""The first run: nothing is fetched before a choice, and each of three keys leads on."""

from __future__ import annotations

import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.interface import Interface, opened, settled
from tests.library import BRIDGE, NAMES, WIRE, Newsroom
from tracker import subscriptions
from tracker.model import Progress
from tracker.screens.blank import first_round
from tracker.screens.demonstration import DEMO, show_demo

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom of somebody who never had a feed."""
    room = Newsroom(tmp_path)
    room.feeds.unlink()
    yield room
    room.close()


@asynccontextmanager
async def begun(room: Newsroom, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Interface]:
    """Open the interface as a user does: it polls by itself."""
    async with opened(room.tracker, size=size, poll=True) as interface:
        yield interface


async def test_nothing_subscribed_opens_on_three_keys_and_asks_nobody(fresh: Newsroom) -> None:
    async with begun(fresh) as interface:
        assert interface.screen == "WelcomeScreen"
        for key, does in (("s", "Start with these 41 feeds"), ("a", "Add a feed"), ("d", "See the demo")):
            assert f"{key}   {does}" in interface.text
        assert "World news" in interface.text
        await interface.press("r")
        assert "choose how to begin" in interface.status
    assert fresh.network.asked == []
    assert not fresh.feeds.exists()


async def test_starting_takes_the_bundled_feeds_polls_them_and_undo_takes_them_out(fresh: Newsroom) -> None:
    async with begun(fresh) as interface:
        await interface.press("s")
        assert interface.screen == "HomeScreen"
        assert len({url for url, _, _ in fresh.network.asked}) == 41
        assert "#" in fresh.feeds.read_text(), "with its comments"
        await interface.press("U")
        assert subscriptions.load(fresh.feeds) == ()


async def test_a_choice_is_opened_with_enter_and_with_the_mouse(fresh: Newsroom) -> None:
    async with begun(fresh) as interface:
        await interface.press("tab", "tab", "enter")
        assert interface.screen == "AskScreen"
        await interface.press("escape")
        row = next(y for y, text in enumerate(interface.text.splitlines()) if "Start with these" in text)
        await interface.pilot.click(offset=(14, row))
        await settled(interface.pilot)
        assert interface.screen == "HomeScreen"


async def test_an_address_finds_its_feed_which_is_read_at_once(fresh: Newsroom) -> None:
    fresh.publish(*BRIDGE[0])
    async with begun(fresh) as interface:
        await interface.press("a")
        await interface.type(WIRE)
        await interface.press("enter")
        assert interface.screen == "FeedsScreen"
        assert "Harbour Wire" in interface.text
        await interface.press("q")
        assert interface.screen == "HomeScreen"
        assert "1 article" in interface.text
    assert {url for url, _, _ in fresh.network.asked} == {WIRE}


async def test_an_address_without_a_feed_leads_back_to_the_three_keys(fresh: Newsroom) -> None:
    async with begun(fresh) as interface:
        await interface.press("a")
        await interface.type("https://nothing.example/")
        await interface.press("enter")
        assert "404" in interface.status
        await interface.press("q")
        assert interface.screen == "WelcomeScreen"


async def test_without_a_terminal_to_give_away_the_demo_is_named(fresh: Newsroom) -> None:
    async with begun(fresh) as interface:
        await interface.press("d")
        assert interface.screen == "WelcomeScreen"
        assert "`tracker demo` shows it in one" in interface.status


def test_the_demo_is_a_process_of_its_own_and_tells_how_it_ended() -> None:
    assert DEMO[-2:] == ("tracker", "demo")
    assert show_demo(command=[sys.executable, "-c", ""]) == "Back from the demo: nothing of it is kept."
    assert show_demo(command=[sys.executable, "-c", "raise SystemExit(130)"]) == "The demo was broken off."


async def test_q_leaves_from_the_welcome(fresh: Newsroom) -> None:
    async with begun(fresh) as interface:
        await interface.press("escape")
        assert interface.screen == "WelcomeScreen"
        await interface.press("q")
        assert not interface.app.is_running


async def test_whoever_has_feeds_is_not_welcomed(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker) as interface:
        assert interface.screen == "HomeScreen"


async def test_a_feeds_file_that_was_lost_is_told_and_not_replaced(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    newsroom.feeds.unlink()
    async with begun(newsroom) as interface:
        assert interface.screen == "HomeScreen"
        assert "Orrin bridge" in interface.text
        assert "feeds.yaml is missing" in interface.status
    assert not newsroom.feeds.exists()


async def test_the_first_round_tells_how_far_it_is_and_then_once_the_keys_to_know(
    newsroom: Newsroom,
) -> None:
    newsroom.publish(*BRIDGE[0])
    newsroom.publish(*BRIDGE[1])
    async with opened(newsroom.tracker) as interface:
        interface.app.progress = Progress("fetch", 1, 3, "Harbour Wire", 2)
        await settled(interface.pilot)
        assert "Reading your feeds for the first time" in interface.text
        assert re_spaced("Fetching the feeds 1 of 3 · 2 articles found") in re_spaced(interface.text)
        assert "A story is one matter" in interface.text
        await interface.press("r")
        assert "Orrin bridge" in interface.text
        assert "Five keys to know" in interface.text
        await interface.press("question_mark", "escape")
        assert "Five keys to know" not in interface.text
        await interface.press("R")
        assert "Five keys to know" not in interface.text


def test_the_steps_of_the_first_round_are_done_under_way_or_to_come() -> None:
    lines = [line.text for line in first_round(Progress("cluster", 30, 120), 120)]
    assert "✓ Fetching the feeds: 120 articles" in lines
    assert "● Sorting the articles into stories 30 of 120" in lines
    assert "· Writing the dossiers" in lines


async def test_without_a_network_it_is_said_once_and_stories_stay_in_sight(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    newsroom.network.vanish(NAMES)
    newsroom.clock.forward(days=1)
    async with begun(newsroom) as interface:
        assert interface.status.count("o network") == 2
        assert "No network: showing what is stored." in interface.status
        assert "no network, asks again in 5 min" in interface.status
        assert "Orrin bridge" in interface.text
        await interface.press("F")
        assert "no address" not in interface.text
        await interface.press("q")
        newsroom.serve()
        await interface.press("R")
        assert "The network is back. 3 feeds polled" in interface.status
        await interface.press("R")
        assert "The network is back" not in interface.status


async def test_a_first_run_without_a_network_says_so_in_the_place_of_the_list(fresh: Newsroom) -> None:
    fresh.network.vanish([each.url for each in fresh.tracker.beginning.offered()])
    async with begun(fresh) as interface:
        await interface.press("s")
        assert "Nothing could be fetched yet, for want of a network." in interface.text


def re_spaced(text: str) -> str:
    return " ".join(text.split())
