"""Searching in the interface: turned on and off with a key, with who is asked told in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fakes import FakeEngines
from tests.interface import opened
from tests.library import Newsroom
from tracker import subscriptions
from tracker.model import Subscription

if TYPE_CHECKING:
    from pathlib import Path


class SearchRoom(Newsroom):
    """A newsroom with a search feed, at the second step of its story."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, searches_a_day=20)
        self.network = FakeEngines()
        self.serve()
        found = Subscription("https://lamp.example/rss?q={query}", "Lamp", search=True)
        subscriptions.add_all(self.feeds, [found])
        self.run_bridge(2)


async def test_a_key_lets_a_story_search_and_ends_it(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path)
    async with opened(room.tracker, size=(160, 40)) as interface:
        await interface.press("enter", "S")
        assert "A few words of it go to Lamp" in interface.status
        story = room.tracker.reading.story(1)
        assert (story.followed, story.search) == (True, True)
        assert "Search feeds will be asked at the next poll." in interface.text
        await interface.press("S")
        assert "Searching no more" in interface.status
        assert room.tracker.reading.story(1).search is False
        await interface.press("U")
        assert room.tracker.reading.story(1).search
    room.close()


async def test_where_nothing_can_be_searched_a_sentence_says_what_is_lacking(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker, size=(160, 40)) as interface:
        await interface.press("enter", "S")
        assert "Nothing is searched yet" in interface.status
