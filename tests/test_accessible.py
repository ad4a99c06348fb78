"""The interface without colour and without motion."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.interface import opened
from tests.library import Newsroom
from tracker.screens.themes import ROUND
from tracker.settings import Settings

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from textual.strip import Strip

    from tests.interface import Interface

_STYLED = re.compile(rb"\x1b\[([\d;]*)m")
# Of the parameters of a style (ECMA-48, 8.3.117): 30 to 49 and 90 to 107 are colours, 58 that of a line.
_COLOURS = {*range(30, 50), 58, *range(90, 108)}


def _colours(said: bytes) -> set[bytes]:
    """Return the styles that a program sent which hold a colour."""
    return {
        found[1]
        for found in _STYLED.finditer(said)
        if _COLOURS & {int(part or 0) for part in found[1].split(b";")}
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which a story has moved since it was read."""
    place = tmp_path_factory.mktemp("accessible")
    room = Newsroom(place)
    room.run_bridge()
    room.tracker.reading.mark_read(room.tracker.reading.version("orrin", 2))
    room.close()
    return place


@pytest.mark.parametrize("theme", ROUND)
def test_without_colour_no_theme_sends_one_to_the_terminal(folder: Path, theme: str) -> None:
    (folder / "config.toml").write_text(f'theme = "{theme}"\n')
    command = ("-m", "tracker", "--data", str(folder), "--now", "2026-05-13")
    terminal = Terminal(*command, environ={"NO_COLOR": "1"})
    try:
        terminal.show("Velmouth firms")
        for key, text in (
            ("\r", "version 3 of 3"),
            ("d", "dropped"),
            ("q", "version 3 of 3"),
            ("h", "new articles"),
        ):
            terminal.send(key)
            terminal.show(text)
        terminal.send("Q")
        assert terminal.end() == 0
    finally:
        terminal.close()
    assert _colours(terminal.said) == set()
    # What is selected is reversed: there is no other sign of it.
    assert any(b"7" in found[1].split(b";") for found in _STYLED.finditer(terminal.said))


@pytest.fixture
def plain(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom whose user wants no colour."""
    monkeypatch.setenv("NO_COLOR", "1")
    newsroom.run_bridge()
    tracker = newsroom.tracker
    tracker.reading.mark_read(tracker.reading.version("orrin", 2))
    return newsroom


def _strips(interface: Interface) -> list[Strip]:
    return interface.app.screen._compositor.render_strips()


def _texts(interface: Interface, style: str) -> str:
    """Return all that is drawn in a style."""
    return "".join(
        segment.text
        for strip in _strips(interface)
        for segment in strip
        if segment.style and getattr(segment.style, style)
    )


@pytest.mark.parametrize("theme", ROUND)
async def test_without_colour_the_row_of_the_cursor_is_reversed_and_states_are_signs_and_words(
    plain: Newsroom, theme: str
) -> None:
    async with opened(plain.tracker, Settings(theme=theme)) as interface:
        assert interface.app.theme == theme
        assert "Velmouth firms" in _texts(interface, "reverse")
        assert "●" in interface.text
        await interface.press("f", "P", "enter")
        assert "⚑ ★" in interface.where
        for word in ("Since you last read", "answered", "new"):
            assert word in interface.text
        assert "What" in _texts(interface, "bold")
        await interface.press("tab")
        assert re.search(r"[\d¹²³⁴]", _texts(interface, "reverse"))
        await interface.press("d")
        assert re.search(r"^\s*[+~-] ", interface.text, re.MULTILINE)
        assert "{+" in interface.text


async def test_an_empty_no_color_is_no_wish(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        assert not interface.app.no_color
        assert any(segment.style and segment.style.color for strip in _strips(interface) for segment in strip)


async def test_with_reduced_motion_nothing_is_animated_and_no_cursor_blinks(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker, Settings(reduced_motion=True)) as interface:
        assert interface.app.animation_level == "none"
        await interface.press("slash")
        field = interface.app.screen.query_one(Input)
        assert field.has_focus
        assert not field.cursor_blink


async def test_a_cursor_blinks_where_nobody_minds(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker) as interface:
        await interface.press("slash")
        assert interface.app.screen.query_one(Input).cursor_blink
