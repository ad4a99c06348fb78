"""The page that explains a story, and what is corrected from there and from the story list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.interface import opened, settled
from tests.library import BRIDGE, COAST, LONE
from tracker.screens.definition import read_definition
from tracker.screens.messages import OpenStory
from tracker.settings import Settings

if TYPE_CHECKING:
    from tests.library import Newsroom
    from tracker.model import Explanation

SIZES = [(80, 24), (120, 40), (200, 50)]
BAKER = "baker-wins-prize-for-seaweed-bread"
BREAD, APPLES = (title for _, title, _ in LONE)


@pytest.fixture
def told(newsroom: Newsroom) -> Newsroom:
    """A newsroom with the bridge told in four steps, and two lone articles."""
    newsroom.run_bridge()
    return newsroom


def explained(newsroom: Newsroom) -> Explanation:
    return newsroom.tracker.explaining.why(1)


def members(newsroom: Newsroom, ref: int | str) -> list[str]:
    return [row.article.title for row in newsroom.tracker.reading.articles(str(ref))]


@pytest.mark.parametrize("size", SIZES)
async def test_why_sums_the_story_up_over_its_articles(told: Newsroom, size: tuple[int, int]) -> None:
    async with opened(told.tracker, size=size) as interface:
        await interface.press("w", "j")
        for words in (
            "4 articles over 6 d: 3 by likeness, 1 began it",
            "held together by ",
            "weakest link ",
            BRIDGE[1][1],
            "1.00 ≥ 0.60",
            "2 d after the one before",
            "no other story came near",
        ):
            assert words in interface.text


async def test_the_article_under_the_cursor_is_told_with_all_its_terms(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("w", "j", "j")
        placement = explained(told).reasons[2].placement
        assert len(placement.terms) > 3
        for term in placement.terms:
            assert term.term in interface.text
        assert "More like this story than like any other" in interface.text


@pytest.mark.parametrize("theme", ["ink", "paper", "ansi-dark", "ansi-light"])
async def test_why_is_drawn_in_every_theme(told: Newsroom, theme: str) -> None:
    async with opened(told.tracker, size=(80, 24)) as interface:
        interface.app.theme = theme
        await interface.press("w", "j")
        assert "┃" in interface.text


async def test_enter_opens_the_article(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("enter", "w", "G", "enter")
        assert interface.screen == "ArticleScreen"
        assert BRIDGE[3][1] in interface.text


async def test_space_scrolls_what_is_known_of_an_article(told: Newsroom) -> None:
    async with opened(told.tracker, size=(80, 24)) as interface:
        await interface.press("w", "j", "space", "b", "space")
        assert interface.screen == "WhyScreen"


async def test_an_article_is_pinned_and_loosened_from_why(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("w", "j", "P")
        assert f"Pinned here (U undoes it): {BRIDGE[1][1]}" in interface.status
        assert "⚑" in interface.text
        assert [reason.pinned for reason in explained(told).reasons] == [False, True, False, False]
        await interface.press("P")
        assert "No longer pinned (U undoes it)" in interface.status
        await interface.press("U", "U")
        assert not any(reason.pinned for reason in explained(told).reasons)


async def test_an_article_is_split_off_from_why_and_undo_brings_it_back(told: Newsroom) -> None:
    before = explained(told)
    async with opened(told.tracker) as interface:
        await interface.press("w", "j", "x")
        assert f"Split off (U undoes it): {BRIDGE[1][1]}" in interface.status
        assert "3 articles over" in interface.text
        assert BRIDGE[1][1] not in members(told, 1)
        await interface.press("U")
        assert "Undone: split article" in interface.status
        assert "4 articles over" in interface.text
    assert explained(told).reasons == before.reasons


async def test_an_article_is_moved_to_a_story_that_is_found_by_typing(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("w", "j", "m")
        assert interface.screen == "PickScreen"
        assert "Move this article to which story?" in interface.text
        assert BRIDGE[1][1] in interface.text
        assert BREAD in interface.text
        assert APPLES in interface.text
        await interface.type("SEAWEED")
        assert APPLES not in interface.text
        await interface.press("enter")
        assert f"Moved (U undoes it) to: {BAKER}" in interface.status
        assert interface.screen == "WhyScreen"
        assert "3 articles over" in interface.text
        assert members(told, "baker") == [BRIDGE[1][1], BREAD]
        await interface.press("U")
        assert members(told, "baker") == [BREAD]


async def test_a_story_is_picked_by_arrows_while_the_field_keeps_the_keys(told: Newsroom) -> None:
    async with opened(told.tracker, size=(80, 24)) as interface:
        await interface.press("w", "m", "down", "down", "up")
        await interface.press("enter")
        assert "Moved (U undoes it) to: " in interface.status


async def test_a_story_is_picked_by_a_double_click_while_the_field_keeps_the_keys(told: Newsroom) -> None:
    async with opened(told.tracker, size=(80, 24)) as interface:
        await interface.press("w", "m")
        await interface.pilot.click("#offered", offset=(5, 2))
        await interface.type("a")
        assert interface.screen == "PickScreen"
        await interface.pilot.click("#offered", offset=(5, 0), times=2)
        await settled(interface.pilot)
        assert "Moved (U undoes it) to: " in interface.status


async def test_words_that_fit_no_story_move_nothing(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("w", "m")
        await interface.type("zeppelin")
        assert "No story fits these words." in interface.text
        await interface.press("enter")
        assert interface.screen == "PickScreen"
        await interface.press("escape")
        assert interface.screen == "WhyScreen"
    assert len(members(told, 1)) == 4


async def test_a_story_is_not_offered_for_its_own_articles(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("w", "m")
        await interface.type("orrin")
        assert "No story fits these words." in interface.text


async def test_an_article_is_moved_and_split_from_where_it_is_read(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("enter", "2", "enter", "x")
        assert "Split off (U undoes it): " in interface.status
        await interface.press("U", "m", "enter")
        assert "Moved (U undoes it) to: " in interface.status
    assert len(members(told, 1)) == 3


async def test_the_last_article_of_a_story_is_not_split_off(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("l", "w", "x")
        assert "A split leaves at least one article on each side" in interface.status


async def test_a_story_whose_last_article_moved_goes_on_where_it_went(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("l", "w", "m")
        await interface.type("orrin")
        await interface.press("enter")
        assert "Moved (U undoes it) to: " in interface.status
        assert "5 articles over" in interface.text


async def test_two_stories_are_merged_from_the_list(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("plus")
        assert "Merge which story into this one?" in interface.text
        await interface.type("apple growers")
        await interface.press("enter")
        assert "Merged (U undoes it) into: " in interface.status
        assert "1 lone" in interface.where
        await interface.press("w", "G")
        assert "1 by your merge" in interface.text
        await interface.press("U", "escape")
        assert "2 lone" in interface.where


async def test_a_story_is_pinned_from_the_list_and_its_page_and_says_so(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("P")
        assert "Pinned as it is (U undoes it): " in interface.status
        assert "⚑" in interface.text
        await interface.press("enter")
        assert "⚑" in interface.where
        await interface.press("w")
        assert "⚑" in interface.where
        assert "pinned as it is" in interface.text
        await interface.press("escape", "P")
        assert "No longer pinned (U undoes it): " in interface.status
        assert "⚑" not in interface.where


async def test_what_holds_terms_is_followed_and_marked_and_given_back(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("T")
        await interface.type('Food: bread, "apple blossom", not seaweed')
        await interface.press("enter")
        assert "Following (U undoes it): Food" in interface.status
        assert "✦" in interface.text
        assert members(told, "food") == [APPLES]
        await interface.press("U")
        assert "✦" not in interface.text
    assert len(members(told, "late-snow")) == 1


async def test_a_defined_story_is_unfollowed_by_the_key_that_follows(told: Newsroom) -> None:
    told.tracker.following.follow("Bridges", ["bridge"])
    async with opened(told.tracker) as interface:
        await interface.press("f")
        assert "Not following (U undoes it): Bridges" in interface.status
        assert "✦" not in interface.text
        await interface.press("U")
        assert "✦" in interface.text


async def test_what_is_no_definition_is_told_with_the_form_of_one(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("T")
        await interface.type("bread and apples")
        await interface.press("enter")
        assert 'Write it as name: term, "a phrase", not term.' in interface.text
        assert "bread and apples" in interface.text
        await interface.press("home")
        await interface.type("Food:")
        await interface.press("enter")
        assert "Following (U undoes it): Food" in interface.status


async def test_an_empty_definition_and_a_way_back_follow_nothing(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        for way_out in ("enter", "escape"):
            await interface.press("T", way_out)
            assert interface.screen == "HomeScreen"
            assert "✦" not in interface.text


async def test_what_is_typed_ahead_of_a_dialog_does_not_cover_it(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        home = interface.app.screen
        await interface.press("T")
        home.post_message(OpenStory("1"))
        await settled(interface.pilot)
        assert interface.screen == "AskScreen"
        await interface.press("escape")
        assert interface.screen == "HomeScreen"


async def test_a_long_title_leaves_the_name_of_the_page_in_sight(told: Newsroom) -> None:
    told.publish(COAST, "Orrin bridge in Velmouth " + "is painted and repainted " * 5, BRIDGE[0][2])
    async with opened(told.tracker, size=(80, 24)) as interface:
        await interface.press("R", "w")
        assert "… › why these articles" in interface.where
        assert interface.where.rstrip().endswith(" story 1")


async def test_what_is_offered_stands_apart_from_its_size(told: Newsroom) -> None:
    async with opened(told.tracker, size=(64, 24)) as interface:
        await interface.press("w", "m")
        assert "…  lone article" in interface.text


@pytest.mark.parametrize(("key", "named"), [("ctrl+z", "ctrl+z"), ("D", "D")])
async def test_undo_is_named_by_the_key_that_it_has(told: Newsroom, key: str, named: str) -> None:
    async with opened(told.tracker, Settings(keys=(("undo", key),))) as interface:
        await interface.press("P")
        assert f"({named} undoes it)" in interface.status
        await interface.press(key)
        assert "Undone: " in interface.status


async def test_corrections_can_be_typed_after_a_colon(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("colon")
        await interface.type("merge late-snow")
        await interface.press("enter")
        assert "Merged (U undoes it) into: " in interface.status
        await interface.press("w", "G", "colon")
        await interface.type("move baker")
        await interface.press("enter")
        assert f"Moved (U undoes it) to: {BAKER}" in interface.status
        await interface.press("escape", "colon")
        await interface.type("follow-terms Frost: snow")
        await interface.press("enter")
        assert "Following (U undoes it): Frost" in interface.status


async def test_a_story_that_is_not_there_is_told(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("colon")
        await interface.type("merge zeppelin")
        await interface.press("enter")
        assert "There is no story “zeppelin”" in interface.text


async def test_the_acts_stand_in_the_palette(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("w", "ctrl+p")
        await interface.type("another story")
        assert "Move the article to another story." in interface.text


async def test_where_nothing_is_selected_nothing_is_corrected(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker) as interface:
        await interface.press("plus", "P", "w")
        assert interface.screen == "HomeScreen"


async def test_what_comes_while_the_page_is_open_stands_on_it(told: Newsroom) -> None:
    async with opened(told.tracker) as interface:
        await interface.press("w")
        told.publish(COAST, "Orrin bridge in Velmouth is painted", BRIDGE[0][2])
        await interface.press("R")
        assert "5 articles over" in interface.text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Orrin: bridge, Velmouth", ("Orrin", ("bridge", "Velmouth"), ())),
        ('A b: "main beam, cracked", “two words”', ("A b", ("main beam, cracked", "two words"), ())),
        ('Cards: card, not toy, NOT "card game"', ("Cards", ("card",), ("toy", "card game"))),
        ("Same: a, a ,, nothing", ("Same", ("a", "nothing"), ())),
        ('Open: "a b', ("Open", ('"a b',), ())),
        ("no terms:", None),
        ("only: not this", None),
        (": term", None),
        ("", None),
    ],
)
def test_a_definition_is_read_from_one_line(typed: str, read: tuple[object, ...] | None) -> None:
    assert read_definition(typed) == read
