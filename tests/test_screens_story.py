"""The screens about one story: the page, versions, differences, actors, and why."""

from __future__ import annotations

import re

import pytest

from tests.interface import Interface, opened, settled
from tests.library import BRIDGE, LONE, Newsroom
from tracker.screens.messages import OpenStory
from tracker.screens.widgets.page import Page
from tracker.store import Filter

SIZES = ((80, 24), (120, 40), (200, 50))


def page(interface: Interface) -> Page:
    return interface.app.screen.query_one("#page", Page)


@pytest.mark.parametrize("size", SIZES)
async def test_opening_a_story_shows_its_newest_version_and_marks_it_read(
    newsroom: Newsroom, size: tuple[int, int]
) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=size) as interface:
        assert newsroom.tracker.reading.counts()[1] == 1
        await interface.press("enter")
        assert interface.screen == "StoryScreen"
        assert "Version 3" in interface.text
        assert newsroom.tracker.reading.counts()[1] == 0
        await interface.press("q")
        assert "0 changed" in interface.where


async def test_a_wide_screen_has_contents_and_the_widest_the_sources_too(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    seen = {}
    for size in SIZES:
        async with opened(newsroom.tracker, size=size) as interface:
            await interface.press("enter")
            screen = interface.app.screen
            seen[size[0]] = [screen.query_one(f"#{name}").display for name in ("contents", "sources")]
    assert seen == {80: [False, False], 120: [True, False], 200: [True, True]}


async def test_brackets_step_through_the_versions_and_stop_at_the_ends(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "left_square_bracket")
        assert "version 2 of 3" in interface.where
        await interface.press("left_square_bracket", "left_square_bracket")
        assert "version 1 of 3" in interface.where
        assert "This is the first version." in interface.status
        await interface.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert "version 3 of 3" in interface.where
        assert "This is the newest version." in interface.status


async def test_what_moved_since_the_last_reading_stands_on_top(newsroom: Newsroom) -> None:
    newsroom.run_bridge(3)
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "q")
        newsroom.run_bridge_step(3)
        await interface.press("u", "u", "enter")
        assert "Since you last read · v2 → v3" in interface.text
        assert "+1 source" in interface.text


async def test_tab_selects_a_citation_the_status_line_names_it_and_enter_opens_it(
    newsroom: Newsroom,
) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "tab")
        target = page(interface).selected
        assert target is not None
        assert f"[{target.value}] " in interface.status
        await interface.press("enter")
        assert interface.screen == "ArticleScreen"


async def test_a_typed_number_opens_that_source_and_a_wrong_one_is_told(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "9", "9")
        assert "99 · ⏎ opens source [99] · j 99 down" in interface.status
        await interface.press("backspace", "enter")
        assert "There is no source [9] here." in interface.status
        await interface.press("2", "escape")
        assert interface.screen == "StoryScreen"
        await interface.press("2", "enter")
        assert interface.screen == "ArticleScreen"
        assert BRIDGE[1][1] in interface.text


async def test_a_click_on_a_citation_opens_its_source(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "tab")
        target = page(interface).selected
        assert target is not None
        row = page(interface).folded(target.row)
        assert row is not None
        place = target.spans[0]
        x = row.indent + sum(len(span.text) for span in row.spans[:place])
        await interface.pilot.click("#page", offset=(x + 3, target.row + 1))
        await interface.press("f12")
        assert interface.screen == "ArticleScreen"


async def test_n_goes_from_section_to_section_and_the_contents_follow(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(120, 20)) as interface:
        await interface.press("enter", "n")
        first = page(interface).scroll_offset.y
        await interface.press("n")
        assert page(interface).scroll_offset.y > first > 0
        await interface.press("N", "g")
        assert page(interface).scroll_offset.y == 0
        await interface.press("G")
        assert page(interface).scroll_offset.y == page(interface).max_scroll_y
        assert "▌" in interface.text


async def test_the_page_keeps_its_place_when_the_terminal_changes_size(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(120, 20)) as interface:
        await interface.press("enter", "n", "n", "n")
        top = page(interface).folded(page(interface).scroll_offset.y)
        await interface.pilot.resize_terminal(70, 20)
        await interface.press("f12")
        after = page(interface).folded(page(interface).scroll_offset.y)
        assert top is not None
        assert after is not None
        assert top.anchor == after.anchor != ""


async def test_a_version_that_a_poll_brings_is_shown_where_the_reader_is(newsroom: Newsroom) -> None:
    newsroom.run_bridge(3)
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter")
        assert "Version 2" in interface.text
        newsroom.publish(*BRIDGE[3])
        newsroom.clock.forward(days=2)
        await interface.press("r")
        assert "Version 3" in interface.text


async def test_j_and_k_in_capitals_go_through_the_list(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("l", "enter")
        first = interface.where
        await interface.press("J")
        assert interface.where != first
        await interface.press("K")
        assert interface.where == first
        await interface.press("K")
        assert "no further story" in interface.status


async def test_the_diff_shows_signs_sections_and_two_layouts(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(200, 60)) as interface:
        await interface.press("d")
        assert "v2 → v3 · all sections" in interface.where
        assert " │ " in interface.text
        await interface.press("s")
        assert " │ " not in interface.text
        assert "+ " in interface.text
        await interface.press("f")
        assert "· all sections" not in interface.where
        await interface.press("left_square_bracket")
        assert "v1 → v2" in interface.where
        await interface.press("left_square_bracket")
        assert "Nothing comes before" in interface.status


@pytest.mark.parametrize("layout", [(), ("s",)])
async def test_a_citation_in_a_diff_opens_its_source(newsroom: Newsroom, layout: tuple[str, ...]) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(200, 60)) as interface:
        await interface.press("d", *layout, "tab")
        assert re.search(r"^ \[\d\] .+ — ", interface.status)
        await interface.press("enter")
        assert interface.screen == "ArticleScreen"


async def test_the_diff_of_a_story_that_is_read_shows_what_changed_last(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "q", "d")
        assert "v2 → v3" in interface.where
        assert "Nothing changed" not in interface.text


async def test_a_story_of_one_version_says_so_instead_of_a_diff(newsroom: Newsroom) -> None:
    newsroom.run_bridge(1)
    async with opened(newsroom.tracker) as interface:
        await interface.press("l", "d")
        assert "one version so far" in interface.text


async def test_a_narrow_diff_has_one_column(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(80, 24)) as interface:
        await interface.press("d")
        assert " │ " not in interface.text


async def test_history_gives_reasons_and_compares_two_marked_versions(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("h")
        assert "UTC  new articles" in interface.text
        assert "first version" in interface.text or "the beginning" in interface.text
        await interface.press("space")
        assert "Mark another version" in interface.status
        await interface.press("G", "space")
        assert "Enter compares version 1 with version 3" in interface.status
        await interface.press("enter")
        assert interface.screen == "DiffScreen"
        assert "v1 → v3" in interface.where


async def test_history_opens_a_version_and_compares_it_with_the_one_before(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("h", "j", "d")
        assert "v1 → v2" in interface.where
        await interface.press("q", "G", "d")
        assert "Nothing comes before" in interface.status
        await interface.press("k", "enter")
        assert "version 2 of 3" in interface.where


async def test_people_are_a_table_over_the_versions(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("p")
        for word in ("v1", "v2", "v3", "Mara Quill", "● new"):
            assert word in interface.text


async def test_an_article_leads_to_its_story_its_page_and_the_browser(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "1", "enter", "o")
        assert interface.browser.opened == ["https://wire.example/1"]
        await interface.press("y")
        assert interface.app.clipboard == "https://wire.example/1"
        await interface.press("e")
        assert "https://wire.example/1: the page could not be fetched: 404 Not Found." in interface.status
        await interface.press("tab", "tab", "enter")
        assert interface.screen == "StoryScreen"


async def test_the_page_behind_an_article_is_read_whole(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    words = (
        "The whole report goes on for a good while: engineers found the crack in the main beam of the "
        "Orrin bridge in Velmouth, closed it, and do not know when it will reopen. "
    ) * 5
    body = f"<html><body><article><h1>Orrin</h1><p>{words}</p><p>{words}</p></article></body></html>"
    newsroom.network.serve("https://wire.example/1", body, content_type="text/html")
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "1", "enter", "e")
        assert "The whole report goes on" in interface.text
        assert "The whole text, from its page of 2026-05-08" in interface.text


async def test_a_lone_article_gets_its_first_version_when_it_is_opened(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("l", "enter")
        assert "Version 1" in interface.text
        assert "Synthesised from 1 source" in interface.text
    lone = newsroom.tracker.reading.stories(Filter(lone=True))
    assert sorted(story.version for story in lone) == [0, 1]
    assert {story.title for story in lone} == {LONE[0][1], LONE[1][1]}


async def test_the_newest_source_opens_in_the_browser_unless_one_is_selected(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("o", "enter", "tab", "o")
        newest, selected = interface.browser.opened
        assert newest.startswith("https://wire.example/")
        assert selected.startswith("https://")


async def test_following_is_told_and_marked_on_the_list(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("f")
        assert "Following (U undoes it): " in interface.status
        assert "★" in interface.text
        await interface.press("enter", "f")
        assert "Not following (U undoes it): " in interface.status


async def test_a_story_that_is_gone_is_told_in_a_sentence(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker) as interface:
        interface.app.post_message(OpenStory("999"))
        await settled(interface.pilot)
        assert "There is no story “999”" in interface.status
        await interface.press("d", "h", "p", "w", "f", "m", "o", "y", "tab", "enter", "left_square_bracket")
        assert interface.screen == "StoryScreen"


async def test_what_came_since_the_reader_last_looked_is_marked_and_c_goes_from_one_to_the_next(
    newsroom: Newsroom,
) -> None:
    newsroom.run_bridge(2)
    reading = newsroom.tracker.reading
    reading.mark_read(reading.version("orrin"))
    newsroom.run_bridge_step(2)
    newsroom.run_bridge_step(3)
    async with opened(newsroom.tracker, size=(80, 24)) as interface:
        await interface.press("enter")
        assert "Since you last read" in interface.text
        assert "· new" in interface.text.replace("\u00a0", " ")
        places = []
        for _ in range(3):
            await interface.press("c")
            places.append(page(interface).scroll_offset.y)
        assert places == sorted(places)
        assert places[-1] > 0
        await interface.press("C", "C", "C")
        assert page(interface).scroll_offset.y <= places[0]


async def test_capital_b_shows_since_when_each_sentence_stands(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(80, 24)) as interface:
        await interface.press("B")
        assert "on whose word" in interface.where
        assert "since v" in interface.text
        await interface.press("tab", "enter")
        assert interface.screen == "ArticleScreen"


async def test_a_story_is_marked_read_and_unread_from_the_list_and_undone(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("N")
        assert newsroom.tracker.reading.counts()[1] == 0
        await interface.press("N")
        assert newsroom.tracker.reading.counts()[1] == 1
        await interface.press("A")
        assert newsroom.tracker.reading.counts()[1] == 0
        await interface.press("A")
        assert "read already" in interface.status
        await interface.press("U")
        assert newsroom.tracker.reading.counts()[1] == 1


async def test_a_version_that_comes_to_an_open_page_is_read_when_a_key_is_pressed(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    reading = newsroom.tracker.reading
    reading.mark_read(reading.version("orrin"))
    newsroom.run_bridge_step(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter")
        assert reading.story("orrin").read == 2
        newsroom.publish(*BRIDGE[3])
        newsroom.poll(days=2)
        interface.app.screen.reread()  # type: ignore[attr-defined]  # a frame: as after a round
        await settled(interface.pilot)
        assert "v1 → v3" in interface.text
        assert reading.story("orrin").read == 2
        await interface.press("j")
        assert reading.story("orrin").read == 3


async def test_blame_and_evolution_are_of_the_version_on_the_page(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(120, 60)) as interface:
        await interface.press("enter", "left_square_bracket", "left_square_bracket", "B")
        assert "since v1" in interface.text
        assert "since v3" not in interface.text
        await interface.press("q", "p")
        assert "v1" in interface.text
        assert "v2" not in interface.text


async def test_the_column_of_sources_goes_to_the_selected_one(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(200, 12)) as interface:
        await interface.press("enter")
        sources = interface.app.screen.query_one("#sources", Page)
        assert sources.scroll_offset.y == 0
        await interface.press("shift+tab")
        target = page(interface).selected
        assert target is not None
        rows = map(
            sources.folded, range(sources.scroll_offset.y, sources.scroll_offset.y + sources.size.height)
        )
        assert target.value in [row.anchor for row in rows if row is not None]
        assert sources.scroll_offset.y > 0
