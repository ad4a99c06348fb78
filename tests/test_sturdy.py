"""The interface stays up whatever is typed, clicked and resized, while feeds change below it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, cast

import pytest
from rich.cells import cell_len
from textual import events
from textual.geometry import Size

from tests.interface import opened, settled
from tests.monkey import BrokenError, let_loose
from tests.monkey_acts import acts
from tests.newsstand import WIDE, Newsstand
from tests.test_app import Faulty
from tests.test_screens_hostile import WALK, told
from tracker.screens.commands import COMMANDS
from tracker.screens.home_screen import HomeScreen
from tracker.screens.line_screen import Completed
from tracker.screens.messages import Say
from tracker.screens.perform import perform
from tracker.screens.widgets.page import Page
from tracker.selftest.hostile import PAYLOADS

pytest.importorskip("pty")

from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.interface import Interface
    from tests.library import Newsroom
    from tracker.core.views.reading import Reading
    from tracker.screens.frame import Frame

SIZES = ((80, 24), (20, 5), (200, 50))


def type_ahead(interface: Interface, *keys: str) -> None:
    """Press keys as fast as a terminal sends what was typed while nobody looked."""
    for key in keys:
        interface.app.post_message(events.Key(key, key if len(key) == 1 else None))


def resize(interface: Interface, width: int, height: int) -> None:
    size = Size(width, height)
    interface.app._driver._size = size  # type: ignore[union-attr]  # it runs
    interface.app.post_message(events.Resize(size, size))


# ---------------------------------------------------------------- a monkey


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_monkey_breaks_nothing_while_rounds_poll_feeds_that_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("PATH", "")  # no program of the machine is started
    log = let_loose(tmp_path, seed, 300)
    assert log.done == 300
    assert log.rounds >= 1  # how long a round takes is for the machine to say
    assert log.looks > 50
    assert len(log.screens) > 4


def test_a_monkey_does_the_same_by_the_same_seed_and_knows_every_key() -> None:
    ways = [acts(1), acts(1), acts(2)]
    first, again, other = ([next(way) for _ in range(5000)] for way in ways)
    assert first == again != other
    pressed = {act.what for act, _ in first if act.kind == "key"}
    assert {key for command in COMMANDS for key in command.keys} <= pressed


def test_what_a_monkey_breaks_names_the_seed_and_the_last_events(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(Page, "on_resize", lambda _: 1 // 0)
    with pytest.raises(BrokenError) as broken:
        let_loose(tmp_path, 5, 2000, wait=15)
    said = str(broken.value)
    assert "ZeroDivisionError" in said
    assert "python -m tests.monkey 5 " in said
    assert re.search(r"^\d+ \w+Screen: ", said, re.MULTILINE)


# ---------------------------------------------------------------- what the monkey found


async def test_keys_typed_quicker_than_screens_open_leave_the_interface_up(newsroom: Newsroom) -> None:
    """A screen that was left before it had its widgets asked for them all the same."""
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        for keys in (
            ("enter", "escape"),
            ("d", "escape", "h", "escape"),
            ("slash", "escape"),
            ("F", "x", "q"),
        ):
            type_ahead(interface, *keys, *keys)
            await settled(interface.pilot)
        await interface.press(*("escape",) * 12)
        assert interface.screen == "HomeScreen"


@pytest.mark.parametrize("key", ["enter", "d", "h", "p", "w", "F", "slash", "colon", "question_mark"])
async def test_a_key_that_is_held_down_opens_one_screen(newsroom: Newsroom, key: str) -> None:
    """Forty stories lay upon each other, and forty presses of escape led back."""
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press(key)
        depth = len(interface.app.screen_stack)
        await interface.press("escape")
        type_ahead(interface, *(key,) * 30)
        await settled(interface.pilot)
        assert len(interface.app.screen_stack) == depth


@pytest.mark.parametrize("opens", ["ctrl+p", "colon", "question_mark", "plus", "T"])
@pytest.mark.parametrize("ends", ["enter", "escape"])
async def test_a_dialog_answered_twice_leaves_the_story_list_where_it_is(
    newsroom: Newsroom, opens: str, ends: str
) -> None:
    """The second answer closed what lay below, and nothing but a blank screen was left."""
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press(opens)
        if opens == "colon":
            await interface.type("lone")
        type_ahead(interface, ends, ends, ends)
        await settled(interface.pilot)
        assert any(isinstance(screen, HomeScreen) for screen in interface.app.screen_stack)


async def test_keys_typed_quicker_than_it_ends_are_nobodys_fault(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        type_ahead(interface, "enter", "Q", "enter", "d", "j")
        interface.app.post_message(events.Paste("too late"))
        await settled(interface.pilot)
    assert interface.app.fault == ""


async def test_a_screen_left_while_it_was_resized_lays_nothing_out(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        for key in ("d", "w", "p", "slash"):
            await interface.press(key)
            resize(interface, 60, 20)
            type_ahead(interface, "escape", "escape")
            resize(interface, 120, 40)
            await settled(interface.pilot)
        assert interface.screen == "HomeScreen"


async def test_a_page_scrolled_down_comes_through_a_terminal_of_one_cell(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker, size=(40, 8)) as interface:
        await interface.press("enter", "G")
        for size in ((1, 1), (3, 2), (20, 5), (40, 8)):
            resize(interface, *size)
            await settled(interface.pilot)
            interface.app.screen.query_one("#page", Page).take_jump("timeline")
        assert interface.screen == "StoryScreen"


async def test_a_worker_whose_screen_was_left_tells_of_no_fault(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("enter")
        left = cast("Frame", interface.app.screen)
        await interface.press("escape")
        failing = partial(left._answer, lambda: Say(left.query_one("#page", Page).id or ""), "read")
        interface.app.run_worker(failing, thread=True, exit_on_error=False)
        await settled(interface.pilot)
        assert "wrong" not in interface.status


async def test_completions_that_became_fewer_are_not_counted_on(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("colon", "f", "tab", "tab")
        interface.app.screen.post_message(Completed("f", ()))
        await interface.press("tab", "o", "tab")
        assert interface.screen == "LineScreen"


async def test_a_command_for_a_screen_that_was_left_does_nothing(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker) as interface:
        await interface.press("F")
        left = interface.app.screen
        await interface.press("escape")
        await perform(left, "remove")
        assert interface.screen == "HomeScreen"


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=list(PAYLOADS))
async def test_what_is_pasted_is_echoed_without_what_could_steer_the_terminal(
    newsroom: Newsroom, payload: str
) -> None:
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        interface.app.post_message(events.Paste(payload))
        await settled(interface.pilot)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", interface.text)


async def test_a_fault_in_a_worker_is_in_the_log(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("logging.Logger.propagate", True, raising=False)
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        newsroom.tracker.reading = cast("Reading", Faulty())
        await interface.press("u")
    assert "ZeroDivisionError" in caplog.text


# ---------------------------------------------------------------- odd widths


@pytest.mark.parametrize(
    ("size", "colour"), [*((size, "in colour") for size in SIZES), (SIZES[0], "NO_COLOR")], ids=str
)
async def test_every_row_is_as_wide_as_the_screen_whatever_the_script(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], colour: str
) -> None:
    if colour == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    told(newsroom, WIDE)
    async with opened(newsroom.tracker, size=size) as interface:
        for keys in WALK:
            for key in keys:
                await interface.press(key)
                rows = interface.text.split("\n")
                assert len(rows) == size[1], keys
                assert {cell_len(row) for row in rows} == {size[0]}, keys


# ---------------------------------------------------------------- many on one database


def test_two_interfaces_and_a_poller_on_one_database_never_say_it_is_locked(tmp_path: Path) -> None:
    newsstand = Newsstand()
    (tmp_path / "feeds.yaml").write_text("".join(f"- {feed}\n" for feed in newsstand.feeds), encoding="utf-8")
    (tmp_path / "config.toml").write_text("[poll]\npause_seconds = 0\n", encoding="utf-8")
    arguments = ["-m", "tracker", "--data", str(tmp_path)]
    environ = {"TRACKER_ALLOW_PRIVATE": "127.0.0.1"}
    with ExitStack() as end:
        end.callback(newsstand.close)
        terminals = [Terminal(*arguments, environ=environ) for _ in range(2)]
        for terminal in terminals:
            end.callback(terminal.close)
            terminal.show("stories")
        for _ in range(3):
            poll = [sys.executable, *arguments, "poll", "--force"]
            with subprocess.Popen(
                poll, env=os.environ | environ, stderr=subprocess.PIPE, text=True
            ) as poller:
                for terminal in terminals:
                    terminal.send("RlmUNfARr")
                _, said = poller.communicate()
            assert "locked" not in said
        for terminal in terminals:
            terminal.process.send_signal(signal.SIGTERM)
            assert terminal.end() == 0
            assert b"locked" not in terminal.said
            assert b"omething went wrong" not in terminal.said
            assert terminal.left_behind == []
