"""A story that the user defines, in the interface: before it has an article, and with its first."""

from __future__ import annotations

import pytest

from tests.interface import opened
from tests.library import WIRE, Newsroom

SIZES = ((80, 24), (120, 40))


@pytest.mark.parametrize("size", SIZES)
async def test_a_story_without_articles_is_listed_previewed_and_opened(
    newsroom: Newsroom, size: tuple[int, int]
) -> None:
    newsroom.tracker.following.follow("Selm docks", ["dock strike"])
    async with opened(newsroom.tracker, size=size) as interface:
        assert "1 story" in interface.where
        assert "Follows: “dock strike”" in interface.text
        assert "Nothing matches yet; what comes will join it." in interface.text
        await interface.press("enter")
        assert interface.screen == "StoryScreen"
        assert "No articles yet" in interface.text
        await interface.press("d")
        assert "There is nothing to compare yet." in interface.status
        for key in ("w", "q", "h", "q", "p", "q", "[", "]"):
            await interface.press(key)
        assert interface.screen == "StoryScreen"
        await interface.press("q", "d")
        assert "There is nothing to compare yet." in interface.status


async def test_a_story_with_its_first_article_stands_among_the_running_ones(newsroom: Newsroom) -> None:
    newsroom.tracker.following.follow("Selm docks", ["dock strike"])
    newsroom.publish(
        WIRE, "Crane drivers walk out", "A dock strike began in Selm when crane drivers walked out."
    )
    newsroom.poll()
    async with opened(newsroom.tracker) as interface:
        assert "1 story · 1 changed · 0 lone" in interface.where
        assert "Follows: “dock strike”" in interface.text
        await interface.press("enter")
        assert "Version 1" in interface.text


async def test_a_story_followed_by_mistake_is_let_go_by_undo_and_one_let_go_comes_back(
    newsroom: Newsroom,
) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        for followed in (True, False):
            await interface.press("f")
            assert newsroom.tracker.reading.story(1).followed is followed
            assert "(U undoes it)" in interface.status
            await interface.press("U")
            assert newsroom.tracker.reading.story(1).followed is not followed
            await interface.press("f")
