"""The application: keys, themes, palette, command line, polling, errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar, cast

import pytest
from textual.widget import Widget

from tests.interface import opened, settled
from tests.library import BRIDGE, NAMES, WIRE, Newsroom
from tracker.app import TrackerApp
from tracker.model import Progress
from tracker.screens.commands import COMMANDS, NEWSBOAT, PLACES, collisions, command, keymap, unknown
from tracker.screens.frame import Frame
from tracker.screens.round_messages import Progressed
from tracker.screens.themes import ROUND
from tracker.settings import Settings

if TYPE_CHECKING:
    from tracker.core.views.reading import Reading


Kind = TypeVar("Kind")


class Faulty:
    """Operations that have a bug, whatever is asked of them."""

    def __getattr__(self, name: str) -> object:
        raise ZeroDivisionError(name)


def actions() -> set[str]:
    """Name every action of every screen, widget and the application."""
    ours = [found for found in _below(Widget) if found.__module__.startswith("tracker.")]
    names = {name for found in (TrackerApp, *ours) for name in dir(found)}
    return {name.removeprefix("action_") for name in names if name.startswith("action_")}


def _below(kind: type[Kind]) -> list[type[Kind]]:
    children: list[type[Kind]] = kind.__subclasses__()
    return [found for child in children for found in (child, *_below(child))]


def test_every_command_has_an_action_and_a_sentence_that_palette_and_footer_draw_as_it_stands() -> None:
    known = actions()
    for each in COMMANDS:
        assert each.id in known
        assert each.help.endswith(".")
        assert not re.search(r"[\[\]]", each.help + each.label), "brackets are markup in the palette"


def test_no_two_commands_of_one_place_share_a_key() -> None:
    for scope in {scope for each in COMMANDS for scope in each.scopes}:
        keys = [key for each in COMMANDS if scope in each.scopes for key in each.keys]
        assert len(keys) == len(set(keys)), scope


def test_a_command_is_found_with_dashes_too() -> None:
    assert command("poll-all") is command("poll_all") is not None
    assert command("dance") is None


def test_the_users_keys_stand_above_the_preset_and_what_is_no_command_is_named() -> None:
    settings = Settings(key_preset="newsboat", keys=(("hints", "ctrl+x"), ("dance", "d")))
    assert keymap(settings)["hints"] == "ctrl+x"
    assert keymap(settings)["unread"] == "l"
    assert unknown(settings) == ("dance",)


def test_keys_are_taken_as_a_user_writes_them() -> None:
    settings = Settings(keys=(("search", "?"), ("down", "ctrl+n, j"), ("poll-all", "x"), ("up", " ")))
    assert keymap(settings) == {"search": "question_mark", "down": "ctrl+n,j", "poll_all": "x"}


def test_every_screen_is_a_place_whose_keys_are_looked_through() -> None:
    screens = [found for found in _below(Frame) if found.SCOPES]
    assert {found.SCOPES for found in screens} == set(PLACES)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ((("unread", "l"),), ["In [keys], l is both lone and unread"]),
        ((("search", "?"),), ["In [keys], ? is both help and search"]),
        ((("unread", "l"), ("lone", "u")), []),
        ((("unread", "x"),), []),
        ((("poll_feed", "r,ctrl+r"),), []),
    ],
    ids=["one place", "everywhere", "changed about", "another place", "meant so"],
)
def test_a_key_given_twice_is_told(keys: tuple[tuple[str, str], ...], told: list[str]) -> None:
    assert collisions(Settings(keys=keys)) == told


def test_the_newsboat_preset_gives_no_key_twice() -> None:
    assert collisions(Settings(keys=tuple(NEWSBOAT.items()))) == []


async def test_a_key_given_twice_is_told_at_the_start(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker, Settings(keys=(("unread", "l"),))) as interface:
        assert "l is both lone and unread" in interface.status


async def test_where_no_feed_at_all_answers_it_asks_for_the_network(newsroom: Newsroom) -> None:
    for url in NAMES:
        newsroom.network.fail(url, "no such host")
    async with opened(newsroom.tracker) as interface:
        await interface.press("r")
        assert "None of 3 feeds could be polled; F says why each." in interface.status


async def test_an_empty_database_opens_on_three_keys_that_lead_on(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker) as interface:
        assert "No stories yet." in interface.text
        for key in ("r", "F", "?"):
            assert re.search(rf"^.*\s{re.escape(key)}\s{{2,}}\w", interface.text, re.MULTILINE)


async def test_it_polls_by_itself_and_the_list_fills(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    newsroom.publish(*BRIDGE[1])
    async with opened(newsroom.tracker, poll=True) as interface:
        assert "3 feeds polled · 2 new articles · 1 new version" in interface.status
        assert "Orrin bridge" in interface.text


async def test_without_polling_nothing_is_asked_until_the_key(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    async with opened(newsroom.tracker) as interface:
        assert newsroom.network.asked == []
        await interface.press("r")
        assert len(newsroom.network.asked) == 3
        await interface.press("r")
        assert "No feed is due." in interface.status
        await interface.press("R")
        assert len(newsroom.network.asked) == 6


async def test_a_feed_that_fails_is_counted_and_the_rest_goes_on(newsroom: Newsroom) -> None:
    newsroom.network.fail(WIRE, "no such host")
    async with opened(newsroom.tracker) as interface:
        await interface.press("r")
        assert "1 failed: F says why" in interface.status


async def test_another_process_that_polls_is_named_on_the_status_line(newsroom: Newsroom) -> None:
    with newsroom.tracker.store.ingesting.held("tracker watch", newsroom.clock()):
        async with opened(newsroom.tracker) as interface:
            await interface.press("r")
            assert "tracker watch (process" in interface.status


async def test_it_says_when_the_next_feed_is_due(newsroom: Newsroom) -> None:
    newsroom.run_bridge(1)
    async with opened(newsroom.tracker) as interface:
        assert "next feed due in" in interface.status


async def test_the_help_lists_every_command_with_the_keys_as_they_are_set(newsroom: Newsroom) -> None:
    settings = Settings(keys=(("search", "ctrl+s"),))
    async with opened(newsroom.tracker, settings, size=(120, 200)) as interface:
        await interface.press("question_mark")
        for each in COMMANDS:
            assert each.help.split(":")[0][:40] in interface.text
        assert "ctrl+s" in interface.text
        await interface.press("q")
        assert interface.screen == "HomeScreen"


async def test_a_changed_key_works_and_the_old_one_does_not(newsroom: Newsroom) -> None:
    settings = Settings(keys=(("search", "ctrl+s"), ("down", "ctrl+n,j")))
    async with opened(newsroom.tracker, settings) as interface:
        await interface.press("slash")
        assert interface.screen == "HomeScreen"
        await interface.press("ctrl+s")
        assert interface.screen == "SearchScreen"


async def test_the_newsboat_preset_goes_through_stories_with_n(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker, Settings(key_preset="newsboat")) as interface:
        await interface.press("l")
        assert "changed only" in interface.where
        await interface.press("l", "enter", "n")
        assert "no further story" in interface.status


async def test_the_theme_key_goes_round_and_every_theme_draws(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        for theme in (*ROUND[1:], ROUND[0]):
            await interface.press("t")
            assert interface.app.theme == theme
            assert "Orrin bridge" in interface.app.export_screenshot().replace("&#160;", " ")


async def test_an_unknown_theme_in_the_settings_is_told_and_the_first_is_taken(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker, Settings(theme="plaid")) as interface:
        assert interface.app.theme == ROUND[0]
        assert "theme = plaid" in interface.status


@pytest.mark.parametrize(
    ("typed", "screen"),
    [
        ("feeds", "FeedsScreen"),
        ("search bridge", "SearchScreen"),
        ("history", "HistoryScreen"),
        ("1", "StoryScreen"),
        ("orrin", "StoryScreen"),
        ("lone", "HomeScreen"),
        ("", "HomeScreen"),
    ],
)
async def test_the_command_line_takes_commands_and_stories(
    newsroom: Newsroom, typed: str, screen: str
) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("colon")
        await interface.type(typed)
        await interface.press("enter")
        assert interface.screen == screen


async def test_the_command_line_completes_and_tells_what_it_does_not_know(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker) as interface:
        await interface.press("colon", "f", "e", "tab", "enter")
        assert interface.screen == "FeedsScreen"
        await interface.press("q", "colon")
        await interface.type("theme plaid")
        await interface.press("enter")
        assert "There is no theme plaid here." in interface.text
        await interface.press("escape", "colon")
        await interface.type("histroy")
        await interface.press("enter")
        assert "No command and no story is called “histroy”. Did you mean history?" in interface.text
        await interface.press("escape")
        assert interface.screen == "HomeScreen"


async def test_the_palette_runs_a_command_where_its_key_would(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("ctrl+p")
        await interface.type("histor")
        await interface.press("enter")
        await interface.press("enter")
        assert interface.screen in {"HistoryScreen", "StoryScreen"}


async def test_back_leads_to_the_list_and_from_there_out(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter", "h", "escape", "q")
        assert interface.screen == "HomeScreen"
        await interface.press("escape")
        assert interface.app.is_running
        await interface.pilot.press("q")
        assert interface.app._exit


async def test_a_story_muted_by_mistake_comes_back_with_undo(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("m")
        assert "Muted" in interface.status
        assert "No stories yet" in interface.text
        await interface.press("U")
        assert "Undone: muted" in interface.status
        assert "Orrin bridge" in interface.text
        await interface.press("U")
        assert "nothing to undo" in interface.status


async def test_a_fault_in_a_worker_is_told_and_the_interface_goes_on(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        newsroom.tracker.reading = cast("Reading", Faulty())
        await interface.press("u")
        assert "Something went wrong: ZeroDivisionError" in interface.status
        assert interface.screen == "HomeScreen"


async def test_writing_is_left_for_the_next_round_only_while_there_is_some(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker) as interface:
        await interface.press("X")
        assert "No dossier is being written." in interface.status
        left = newsroom.tracker.polling._left
        assert not left.is_set()
        interface.app.progress = Progress("dossier", 1, 3, "orrin, timeline (6 of 9)")
        await interface.press("X")
        assert "Writing stops; the next round goes on with it." in interface.status
        assert left.is_set()


async def test_the_status_line_says_what_is_written_and_how_to_stop_it(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker, size=(120, 30)) as interface:
        interface.app.post_message(Progressed(Progress("dossier", 1, 3, "orrin, timeline (6 of 9)")))
        await settled(interface.pilot)
        assert "writing 1 of 3: orrin, timeline (6 of 9), X stops" in interface.status
