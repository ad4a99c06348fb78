"""A matter that goes quiet and comes back after weeks or months joins its story, not a new one."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.library import BRIDGE, COAST, INLAND, LONE, WIRE, Newsroom
from tracker.model import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

BACK = (
    WIRE,
    "Orrin bridge in Velmouth closed again as crack returns",
    (
        "The Orrin bridge in Velmouth was closed again after engineers found that the crack in its main "
        "beam had opened once more. Mara Quill of the bridge authority said the repair had not held."
    ),
)
CRAFTS = ("potters", "weavers", "beekeepers", "sailors", "gardeners", "chess players", "bakers", "masons")
TOWNS = ("Arle", "Brenn", "Corvik", "Dunmere", "Eskby", "Farrow", "Gellan", "Hoxley", "Inver", "Jarrow")
MATTERS = ("a prize", "new rooms", "a court case", "a long drought", "their festival", "a tax", "a fire")


def others() -> Iterator[tuple[str, str, str]]:
    """Yield hundreds of articles on matters of their own."""
    feeds = (WIRE, COAST, INLAND)
    for number, (craft, town, matter) in enumerate(product(CRAFTS, TOWNS, MATTERS)):
        title = f"{craft.capitalize()} of {town} and {matter}"
        yield (
            feeds[number % 3],
            title,
            f"In {town} the {craft} speak of {matter}, a {craft[:-1]} of {town} said.",
        )


@pytest.mark.parametrize("anew", [False, True], ids=["in one run", "after a restart"])
@pytest.mark.parametrize("weeks", [5, 13, 40])
def test_a_matter_that_was_quiet_for_weeks_joins_its_story(
    newsroom: Newsroom, weeks: int, *, anew: bool
) -> None:
    newsroom.run_bridge(3)
    bridge = newsroom.tracker.reading.story("orrin").number
    newsroom.poll(weeks=weeks)
    if anew:
        newsroom.restart()
    newsroom.publish(*BACK)
    newsroom.poll()
    assert story_of(newsroom, BACK[1]) == bridge


def test_hundreds_of_other_articles_in_between_do_not_make_it_forgotten(newsroom: Newsroom) -> None:
    newsroom.run_bridge(len(BRIDGE))
    bridge = newsroom.tracker.reading.story("orrin").number
    for number, (feed, title, text) in enumerate(others(), start=1):
        address = f"https://others.example/{number}"
        newsroom.entries[feed].insert(0, Entry(title, address, address, text, published=newsroom.clock()))
        if number % 140 == 0:
            newsroom.serve()
            newsroom.poll(weeks=3)
    newsroom.restart()
    newsroom.publish(*BACK)
    newsroom.poll(days=1)
    assert len(newsroom.tracker.reading.articles()) == number + len(BRIDGE) + len(LONE) + 1
    assert story_of(newsroom, BACK[1]) == bridge


def story_of(room: Newsroom, title: str) -> int | None:
    (found,) = [row.article.story for row in room.tracker.reading.articles() if row.article.title == title]
    return found
