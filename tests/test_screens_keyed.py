"""Keys before keys: numbers before moves, letters on links, and the mouse that does the same."""

from __future__ import annotations

import pytest

from tests.interface import Interface, opened, settled
from tests.library import BRIDGE, Newsroom
from tracker.model import Progress
from tracker.render.lines import Span
from tracker.screens.widgets.keyed import hints
from tracker.screens.widgets.page import Page
from tracker.screens.widgets.rows import Rows
from tracker.settings import Settings

SIZES = ((80, 24), (120, 40))


def page(interface: Interface) -> Page:
    return interface.app.screen.query_one("#page", Page)


def place(interface: Interface) -> int:
    rows: Rows[object] = interface.app.screen.query_one(Rows)
    return rows.place


@pytest.mark.parametrize("number", [0, 1, 15, 16, 90, 225, 226, 400, 676])
def test_no_name_of_letters_begins_another_and_few_have_two(number: int) -> None:
    names = hints(number)
    assert len(set(names)) == number
    assert not any(one != other and other.startswith(one) for one in names for other in names)
    assert {len(name) for name in names} <= {1, 2}
    assert number > 15 or all(len(name) == 1 for name in names)


async def test_a_number_goes_before_a_move_and_is_shown_while_it_waits(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("F", "2")
        assert "2 · j 2 down · G row 2 · escape forgets" in interface.status
        await interface.press("j")
        assert place(interface) == 2
        assert "escape forgets" not in interface.status
        await interface.press("2", "G")
        assert place(interface) == 1
        await interface.press("9", "9", "k")
        assert place(interface) == 0
        await interface.press("1", "escape", "j")
        assert interface.screen == "FeedsScreen"
        assert place(interface) == 1


async def test_a_number_grows_to_six_digits_and_backspace_takes_the_last_one_back(
    newsroom: Newsroom,
) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("F", *"1234567")
        assert "123456 · j 123456 down" in interface.status
        await interface.press(*["backspace"] * 5)
        assert "1 · j 1 down" in interface.status
        await interface.press("j")
        assert (interface.screen, place(interface)) == ("FeedsScreen", 1)


async def test_a_number_before_a_key_that_counts_nothing_is_forgotten(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("F", "5", "t", "k", "j")
        assert place(interface) == 1
        assert interface.app.theme == "paper"


async def test_on_a_page_a_number_goes_before_moves_too_and_enter_opens_its_source(
    newsroom: Newsroom,
) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(80, 24)) as interface:
        await interface.press("enter", "5", "j")
        assert page(interface).scroll_offset.y == 5
        await interface.press("2", "tab")
        second = page(interface).selected
        await interface.press("shift+tab", "tab")
        assert page(interface).selected == second
        await interface.press("2", "enter")
        assert interface.screen == "ArticleScreen"
        assert BRIDGE[1][1] in interface.text


@pytest.mark.parametrize("size", SIZES)
async def test_letters_are_drawn_over_citations_and_typing_them_opens_one(
    newsroom: Newsroom, size: tuple[int, int]
) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=size) as interface:
        await interface.press("enter", "3", "j")
        before = interface.text.splitlines()[:-2]
        await interface.press("v")
        after = interface.text.splitlines()[:-2]
        changed = sum(one != other for one, other in zip(before, after, strict=True))
        assert 0 < changed < len(after)
        assert "Type the letters of a link" in interface.status
        first, text = page(interface).spots()[0], page(interface).content_region
        assert after[text.y + first.row - 3][text.x + first.x] == "a"
        await interface.press("escape")
        assert interface.text.splitlines()[:-2] == before
        assert interface.screen == "StoryScreen"
        await interface.press("v", "a")
        assert interface.screen == "ArticleScreen"


async def test_a_letter_that_no_link_has_leaves_and_says_so(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "v", "full_stop")
        assert "No link is called ." in interface.status
        await interface.press("v", "pagedown")
        assert "Type the letters of a link" not in interface.status
        assert interface.screen == "StoryScreen"


async def test_letters_leave_when_the_text_moves_under_them(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(80, 24)) as interface:
        await interface.press("enter", "v")
        # A key would take the letters away by itself.
        await interface.pilot._post_mouse_events([_wheel()], "#page", offset=(5, 5))
        await settled(interface.pilot)
        assert page(interface).scroll_offset.y > 0
        assert "Type the letters of a link" not in interface.status


async def test_letters_may_be_typed_large(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "v", "A")
        assert interface.screen == "ArticleScreen"


async def test_a_number_is_forgotten_when_keys_go_elsewhere(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("F", "2")
        rows: Rows[object] = interface.app.screen.query_one(Rows)
        interface.app.screen.set_focus(None)
        await interface.press("f12")
        assert "escape forgets" not in interface.status
        rows.focus()
        await interface.press("j")
        assert place(interface) == 1


async def test_letters_open_a_row_of_a_list(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(80, 24)) as interface:
        await interface.press("l", "v", "s")
        assert interface.screen == "StoryScreen"


async def test_a_click_on_the_letters_opens_what_they_stand_on(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "v")
        first, shown = page(interface).spots()[0], page(interface)
        await interface.pilot.click(shown, offset=(first.x + 3, first.row - shown.scroll_offset.y + 1))
        await interface.press("f12")
        assert interface.screen == "ArticleScreen"


async def test_a_click_selects_and_another_opens(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("l")
        await interface.pilot.click("#stories", offset=(6, 5))
        await interface.press("f12")
        assert (interface.screen, place(interface)) == ("HomeScreen", 1)
        await interface.pilot.click("#stories", offset=(6, 5))
        await interface.press("f12")
        assert interface.screen == "StoryScreen"


async def test_the_path_at_the_top_leads_back(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "h")
        await interface.pilot.click("#where", offset=(15, 0))
        await interface.press("f12")
        assert interface.screen == "StoryScreen"
        await interface.press("h")
        await interface.pilot.click("#where", offset=(2, 0))
        await interface.press("f12")
        assert interface.screen == "HomeScreen"
        await interface.press("h")
        await interface.pilot.click("#where", offset=(15, 0))
        await interface.press("f12")
        assert interface.screen == "StoryScreen"


async def test_a_click_on_the_status_line_explains_it_and_one_on_a_key_presses_it(
    newsroom: Newsroom,
) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.pilot.click("#status", offset=(90, 0))
        await interface.press("f12")
        assert interface.screen == "FeedsScreen"
        at = interface.text.splitlines()[-1].index("Back")
        await interface.pilot.click("KeyBar", offset=(at, 0))
        await interface.press("f12")
        assert interface.screen == "HomeScreen"


async def test_the_contents_column_and_citations_in_the_preview_are_clicked(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(120, 30)) as interface:
        preview = interface.app.screen.query_one("#preview", Page)
        spot = preview.spots()[0]
        await interface.pilot.click(preview, offset=(spot.x + 2, spot.row + 1))
        await interface.press("f12")
        assert interface.screen == "ArticleScreen"
        await interface.press("q", "enter")
        await interface.pilot.click("#contents", offset=(5, 5))
        await interface.press("f12")
        assert page(interface).scroll_offset.y > 0


async def test_the_wheel_scrolls_what_is_under_it(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(120, 24)) as interface:
        preview = interface.app.screen.query_one("#preview", Page)
        await interface.pilot._post_mouse_events([_wheel()], "#preview", offset=(5, 5))
        await interface.press("f12")
        assert preview.scroll_offset.y > 0
        assert place(interface) == 0


async def test_capital_j_goes_to_the_next_story_that_changed(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("l", "enter", "q", "l", "l")
        await interface.press("G", "K")
        assert "No story before this one" in interface.status or place(interface) == 0
        await interface.press("J", "J", "J")
        assert "No further story has changed." in interface.status


async def test_the_newsboat_keys_show_links_with_u(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, Settings(key_preset="newsboat")) as interface:
        await interface.press("enter", "u")
        assert "Type the letters of a link" in interface.status


def _wheel() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_the_key_bar_says_that_the_way_back_from_the_story_list_is_out(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        assert "q Quit" in interface.text.splitlines()[-1]
        await interface.press("enter")
        assert "q Back" in interface.text.splitlines()[-1]


async def test_what_was_undone_is_told_to_its_end_where_a_row_has_room_for_it(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(80, 24)) as interface:
        interface.app.status = (
            (Span(f" Undone: marked “{'x' * 40}” read."),),
            (Span("next feed due in 15 h "),),
        )
        await interface.pilot.pause()
        assert "” read." in interface.status
        assert "next feed" not in interface.status
        interface.app.progress = Progress("fetch", 1, 2)
        interface.app.status = (interface.app.status[0], (Span("fetching 1 of 2"),))
        await interface.pilot.pause()
        assert "fetching 1 of 2" in interface.status


async def test_keys_of_the_users_own_stand_in_the_key_bar_where_the_others_stood(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    own = Settings(keys=(("unread", "x"), ("search", "s"), ("help", "H")))
    async with opened(newsroom.tracker, own) as interface:
        foot = interface.text.splitlines()[-1]
        own_keys = "⏎ Open x Unread l Lone d Diff h History f Follow s Search H Help q Quit"
        assert " ".join(foot.split()) == own_keys


async def test_the_key_bar_names_no_key_that_the_search_field_writes(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash", "a")
        assert "/ Search" not in interface.text.splitlines()[-1]
        await interface.press("down")
        assert "/ Search" in interface.text.splitlines()[-1]
