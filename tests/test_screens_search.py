"""The search screen: results as one types, completion, complaints, and queries to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.interface import opened
from tracker.query.completing import Offer
from tracker.screens.search_hints import hint

if TYPE_CHECKING:
    from tests.interface import Interface
    from tests.library import Newsroom


def typed(interface: Interface) -> str:
    return interface.app.screen.query_one("#query", Input).value


def hinted(interface: Interface) -> str:
    return interface.text.splitlines()[3].strip()


async def test_with_nothing_typed_examples_teach_and_can_be_taken(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        assert "words that stand together" in interface.text
        assert hinted(interface).startswith("outlet:  actor:  title:")
        await interface.press("down", "enter")
        assert typed(interface) == "bridge closed"
        assert interface.app.screen.query_one("#query", Input).has_focus
        assert "1 story" in interface.where


async def test_what_was_searched_for_and_opened_is_offered_the_next_time(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        await interface.type("seaweed")
        await interface.press("enter", "q", "escape", "slash")
        assert "searched before" in interface.text
        await interface.press("down", "enter")
        assert typed(interface) == "seaweed"


async def test_tab_completes_fields_and_the_names_they_take(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        await interface.type("orrin ou")
        assert hinted(interface).startswith("outlet: a part of the outlet's name")
        await interface.press("tab")
        assert typed(interface) == "orrin outlet:"
        assert hinted(interface) == "tab  Coast Daily  Harbour Wire  Inland Echo"
        await interface.press("tab", "tab")
        assert typed(interface) == 'orrin outlet:"Harbour Wire" '
        await interface.press("tab", "tab")
        assert typed(interface) == "orrin outlet:"
        await interface.type("coa")
        await interface.press("tab")
        assert typed(interface) == 'orrin outlet:"Coast Daily" '
        assert "1 story · 1 article" in interface.where


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("fleet:x orrin ", "There is no fleet: but outlet: actor: title: since: until: before: is: tag:"),
        ("since:soon orrin ", "since:soon is no time; write 7d, 2w, monday, yesterday, 2026-05 or"),
        ("outlet:zebra orrin ", "No outlet is called “zebra”; tab behind outlet: lists what there is."),
    ],
)
async def test_what_is_not_understood_is_told_below_the_field(
    newsroom: Newsroom, query: str, said: str
) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, size=(80, 24)) as interface:
        await interface.press("slash")
        await interface.type(query)
        assert hinted(interface).startswith(said)


async def test_the_arrows_lead_into_the_results_and_back_and_escape_leaves(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        await interface.type("orrin")
        field = interface.app.screen.query_one("#query", Input)
        await interface.press("down", "down")
        assert not field.has_focus
        await interface.press("up")
        assert not field.has_focus
        await interface.press("up")
        assert field.has_focus
        await interface.press("escape")
        assert interface.screen == "HomeScreen"


async def test_another_query_begins_at_the_first_result(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        await interface.type("orrin")
        await interface.press("down", "down", "slash")
        await interface.type(" crack")
        await interface.press("enter", "enter")
        assert interface.screen in {"StoryScreen", "ArticleScreen"}
        await interface.press("q", "up")
        assert interface.app.screen.query_one("#query", Input).has_focus


async def test_nothing_found_says_what_might_help(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        await interface.type("since:1h zebra")
        assert "A longer time, or fewer words?" in interface.text


async def test_a_field_without_its_name_yet_is_not_said_to_be_wrong(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        await interface.type("outlet:")
        assert "tab completes what is begun." in interface.text
        assert "What was not understood" not in interface.text
        await interface.type("nobody ")
        assert "No outlet is called" in hinted(interface)
        assert "What was not understood was left out" in interface.text


def test_the_line_below_the_field_shows_what_fits_whole() -> None:
    offer = Offer(0, 1, tuple("abcde"), ("Aldmouth Courier", "Assay Office", "Lattice", "Wire", "Echo"))
    for width in (20, 40, 60):
        text = "".join(span.text for span in hint(None, offer, "x", None, width))
        assert len(text) <= width
        assert "…" not in text
