"""A story read aloud where it is shown: a bar with position, keys that never wait, silence on leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.interface import Interface, opened, settled
from tests.speakers import FAILS, HANGS, Programs
from tracker.settings import Listen, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.library import Newsroom

# Looks at the screen until it shows what a thread told it: far more than it takes.
LOOKS = 2_000


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    return Programs(tmp_path / "bin")


async def shows(ui: Interface, text: str) -> None:
    """Wait until the screen shows a text."""
    for _ in range(LOOKS):
        if text in ui.text:
            return
        await ui.pilot.pause()
    raise AssertionError(ui.text)


def speaking(program: str) -> Settings:
    return Settings(listen=Listen((program,)))


async def test_a_story_is_read_aloud_with_its_position_and_can_be_steered(
    newsroom: Newsroom, programs: Programs
) -> None:
    newsroom.run_bridge(3)
    async with opened(newsroom.tracker, speaking(programs.make("mine", HANGS))) as ui:
        await ui.press("enter", "a")
        await shows(ui, "Reading aloud · Title · 1 of ")
        assert "a pauses · , back · . on · A stops" in ui.text
        await ui.press("full_stop", "full_stop", "full_stop")
        await shows(ui, "Reading aloud · What · 4 of ")
        await ui.press("a")
        await shows(ui, "Paused · What · 4 of ")
        await ui.press("comma")
        await shows(ui, "Paused · What · 3 of ")
        assert "a goes on" in ui.text
        await ui.press("A")
        assert "Paused" not in ui.text
        await ui.press("full_stop")
        assert "Nothing is being read aloud; a begins." in ui.status
    assert programs.all_ended()


@pytest.mark.parametrize("keys", [("q",), ("left_square_bracket",), ("Q",)], ids=str)
async def test_leaving_the_story_or_the_program_ends_reading(
    newsroom: Newsroom, programs: Programs, keys: tuple[str, ...]
) -> None:
    newsroom.run_bridge(3)
    async with opened(newsroom.tracker, speaking(programs.make("mine", HANGS))) as ui:
        await ui.press("enter", "a")
        await shows(ui, "Reading aloud")
        await ui.pilot.press(*keys)
        if keys != ("Q",):
            await settled(ui.pilot)
            assert "Reading aloud" not in ui.text
            assert programs.all_ended()
    assert programs.all_ended()


async def test_reading_goes_on_under_another_screen(newsroom: Newsroom, programs: Programs) -> None:
    newsroom.run_bridge(3)
    async with opened(newsroom.tracker, speaking(programs.make("mine", HANGS))) as ui:
        await ui.press("enter", "a")
        await shows(ui, "Reading aloud")
        await ui.press("h")
        assert ui.screen == "HistoryScreen"
        await ui.press("q")
        await shows(ui, "Reading aloud")


async def test_it_is_read_to_the_end(newsroom: Newsroom, programs: Programs) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker, speaking(programs.make("mine"))) as ui:
        await ui.press("enter", "a")
        await shows(ui, "Read to the end.")
        assert "Reading aloud" not in ui.text
    assert programs.heard.endswith("Sources.\n2 articles of Harbour Wire, Coast Daily.\n")


@pytest.mark.parametrize("program", ["fails", "/nowhere/at/all"])
async def test_a_voice_that_fails_or_is_not_there_is_a_sentence(
    newsroom: Newsroom, programs: Programs, program: str
) -> None:
    newsroom.run_bridge(2)
    own = programs.make("mine", FAILS) if program == "fails" else program
    async with opened(newsroom.tracker, speaking(own)) as ui:
        await ui.press("enter", "a")
        await shows(ui, "mine ended with code 1." if program == "fails" else "[listen] names all")
        assert "Reading aloud" not in ui.text


async def test_the_bar_fits_the_smallest_screen(newsroom: Newsroom, programs: Programs) -> None:
    newsroom.run_bridge(3)
    own = speaking(programs.make("mine", HANGS))
    async with opened(newsroom.tracker, own, size=(80, 24)) as ui:
        await ui.press(
            "enter", "a", "full_stop", "full_stop", "full_stop", "full_stop", "full_stop", "full_stop"
        )
        await shows(ui, " of ")
        assert all(len(line) <= 80 for line in ui.text.splitlines())
        assert "A stops" in ui.text
