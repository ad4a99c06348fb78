"""The interface beside `tracker watch`: it leaves polling to it, shows what it brings, takes over."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.interface import Interface, opened, settled
from tests.library import BRIDGE, Newsroom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Elsewhere:
    """Another process on the same database, as far as the database can tell."""

    def __init__(self, folder: Path) -> None:
        self.room = Newsroom(folder)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Be `tracker watch` between two of its rounds."""
        with self.room.tracker.store.watching.held("tracker watch", self.room.clock()):
            yield

    @contextmanager
    def polling(self) -> Iterator[None]:
        """Be `tracker watch` in a round."""
        with self.room.tracker.store.ingesting.held("tracker watch", self.room.clock()):
            yield


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    found = Elsewhere(tmp_path)
    yield found
    found.room.close()


async def look(interface: Interface) -> None:
    """Let the interface look at what other processes do, as it does every few seconds."""
    interface.app.look()
    await settled(interface.pilot)


async def test_while_watch_lives_the_interface_polls_nothing_and_says_who_does(
    newsroom: Newsroom, elsewhere: Elsewhere
) -> None:
    newsroom.publish(*BRIDGE[0])
    with elsewhere.watching():
        async with opened(newsroom.tracker, poll=True) as interface:
            assert newsroom.network.asked == []
            assert "tracker watch polls (process" in interface.status
            assert "begun just now" in interface.status
            assert "watch polls · feeds are due" in interface.status
            interface.app.start_round(quiet=True)
            await settled(interface.pilot)
            assert newsroom.network.asked == []


async def test_a_round_of_watch_is_told_while_it_runs(newsroom: Newsroom, elsewhere: Elsewhere) -> None:
    newsroom.run_bridge(1)
    with elsewhere.watching():
        async with opened(newsroom.tracker, poll=True) as interface:
            with elsewhere.polling():
                await look(interface)
                assert "tracker watch is polling" in interface.status
            await look(interface)
            assert "is polling" not in interface.status
            assert "watch polls · next feed due in" in interface.status


async def test_what_watch_stores_comes_onto_the_screen_by_itself(
    newsroom: Newsroom, elsewhere: Elsewhere
) -> None:
    with elsewhere.watching():
        async with opened(newsroom.tracker, poll=True) as interface:
            assert "Orrin bridge" not in interface.text
            elsewhere.room.run_bridge(2)
            await look(interface)
            assert "Orrin bridge" in interface.text


async def test_nothing_is_read_again_while_nothing_has_changed(
    newsroom: Newsroom, elsewhere: Elsewhere
) -> None:
    with elsewhere.watching():
        async with opened(newsroom.tracker, poll=True) as interface:
            published: list[str] = []
            interface.app.changed.subscribe(interface.app.screen, published.append)
            await look(interface)
            await look(interface)
            assert published == []
            elsewhere.room.run_bridge(1)
            await look(interface)
            assert published == ["watch"]


async def test_the_interface_takes_over_when_watch_ends(newsroom: Newsroom, elsewhere: Elsewhere) -> None:
    newsroom.publish(*BRIDGE[0])
    watching = elsewhere.watching()
    watching.__enter__()
    async with opened(newsroom.tracker, poll=True) as interface:
        assert newsroom.network.asked == []
        watching.__exit__(None, None, None)
        await look(interface)
        assert len(newsroom.network.asked) == 3
        assert "3 feeds polled · 1 new article" in interface.status
        assert "watch" not in interface.status


async def test_it_says_that_watch_has_ended_where_nothing_was_due(
    newsroom: Newsroom, elsewhere: Elsewhere
) -> None:
    newsroom.run_bridge(1)
    watching = elsewhere.watching()
    watching.__enter__()
    async with opened(newsroom.tracker, poll=True) as interface:
        assert "begun 2 d ago" in interface.status
        await interface.pilot.resize_terminal(80, 24)
        await settled(interface.pilot)
        assert "begun 2 d ago" in interface.status
        watching.__exit__(None, None, None)
        await look(interface)
        assert "tracker watch has ended. Feeds are polled from here." in interface.status


async def test_an_interface_that_is_not_to_poll_does_not_take_over(
    newsroom: Newsroom, elsewhere: Elsewhere
) -> None:
    watching = elsewhere.watching()
    watching.__enter__()
    async with opened(newsroom.tracker) as interface:
        watching.__exit__(None, None, None)
        await look(interface)
        assert newsroom.network.asked == []


async def test_the_user_may_poll_between_two_rounds_of_watch(
    newsroom: Newsroom, elsewhere: Elsewhere
) -> None:
    with elsewhere.watching():
        async with opened(newsroom.tracker, poll=True) as interface:
            await interface.press("R")
            assert len(newsroom.network.asked) == 3
            assert "3 feeds polled" in interface.status
            with elsewhere.polling():
                await interface.press("R")
                assert "is polling already" in interface.status


async def test_a_feeds_file_broken_by_an_edit_is_told_and_watch_has_not_ended(
    newsroom: Newsroom, elsewhere: Elsewhere
) -> None:
    newsroom.run_bridge(1)
    asked = list(newsroom.network.asked)
    with elsewhere.watching():
        async with opened(newsroom.tracker, poll=True) as interface:
            elsewhere.room.run_bridge(1)
            newsroom.feeds.write_text("feeds: [unclosed\n")
            await look(interface)
            # Of a long path the status line shows the beginning.
            assert str(newsroom.feeds)[:40] in interface.status
            assert "has ended" not in interface.status
            assert newsroom.network.asked == asked
