"""Copying: which program takes a text from which environment, and what is told of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.interface import opened
from tests.library import BRIDGE, Newsroom
from tracker.programs.clipboard import Clipboard, copy_by_program, heeds_osc52

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "https://wire.example/1?a=1&b=$(touch x) — “é”"
ADDRESS = "https://wire.example/1"


class FakeClipboard:
    """Takes texts, or has no program that does."""

    def __init__(self, program: str = "", *, by_terminal: bool = True) -> None:
        self.program = program
        self.by_terminal = by_terminal
        self.taken: list[str] = []

    def by_program(self, text: str) -> str:
        self.taken.append(text)
        return self.program


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is the whole PATH but for cat, in which small scripts stand for programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("TAKEN", str(tmp_path))
    return folder


def install(folder: Path, name: str, *, code: int = 0) -> None:
    """Write a program that keeps its words and its input, and ends with a code."""
    script = folder / name
    cat = shutil.which("cat", path="/bin:/usr/bin")
    script.write_text(
        f'#!/bin/sh\nprintf "%s " "$@" >"$TAKEN/{name}.words"\n{cat} >"$TAKEN/{name}.text"\nexit {code}\n',
        encoding="utf-8",
    )
    script.chmod(0o755)


@pytest.mark.parametrize(
    ("environ", "program", "words"),
    [
        ({"WAYLAND_DISPLAY": "wayland-1", "DISPLAY": ":0"}, "wl-copy", ""),
        ({"DISPLAY": ":0"}, "xclip", "-selection clipboard "),
        ({}, "pbcopy", ""),
        ({"TMUX": "/tmp/tmux,1,0", "SSH_TTY": "/dev/pts/1", "DISPLAY": ":0"}, "tmux", "load-buffer -w - "),
        ({"SSH_CONNECTION": "a b", "DISPLAY": ":0"}, "", ""),
    ],
    ids=["Wayland", "X11", "macOS", "tmux over ssh", "ssh"],
)
def test_the_program_of_the_environment_gets_the_text_on_its_input(
    programs: Path, tmp_path: Path, environ: dict[str, str], program: str, words: str
) -> None:
    for name in ("wl-copy", "xclip", "xsel", "pbcopy", "tmux"):
        install(programs, name)
    assert copy_by_program(TEXT, environ) == program
    if program:
        assert (tmp_path / f"{program}.text").read_text(encoding="utf-8") == TEXT
        assert (tmp_path / f"{program}.words").read_text(encoding="utf-8").strip() == words.strip()


def test_where_one_program_fails_the_next_is_asked(programs: Path) -> None:
    install(programs, "xclip", code=1)
    install(programs, "xsel")
    assert copy_by_program(TEXT, {"DISPLAY": ":0"}) == "xsel"


def test_windows_gets_what_its_clipboard_reads(programs: Path, tmp_path: Path) -> None:
    install(programs, "clip.exe")
    assert copy_by_program(TEXT, {}) == "clip.exe"
    assert (tmp_path / "clip.exe.text").read_bytes().decode("utf-16") == TEXT


@pytest.mark.parametrize(
    ("environ", "heeds"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, False),
        ({"TERM": "tmux-256color", "TMUX": "x"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
    ],
)
def test_terminals_that_drop_what_is_copied_are_known(environ: dict[str, str], *, heeds: bool) -> None:
    assert heeds_osc52(environ) is heeds
    assert Clipboard(environ).by_terminal is heeds


@pytest.mark.parametrize(
    ("clipboard", "told"),
    [
        (FakeClipboard("wl-copy"), f"Copied with wl-copy: {ADDRESS}"),
        (FakeClipboard(), f"Copied by OSC 52, which your terminal must allow: {ADDRESS}"),
        (FakeClipboard(by_terminal=False), f"Could not copy, for want of wl-copy, xclip or xsel: {ADDRESS}"),
    ],
    ids=["a program", "the terminal", "neither"],
)
async def test_it_says_what_was_done_and_no_more(
    newsroom: Newsroom, clipboard: FakeClipboard, told: str
) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker, clipboard=clipboard) as interface:
        await interface.press("enter", "1", "enter", "y")
        assert told in interface.status
        assert clipboard.taken == [ADDRESS]
        assert interface.app.clipboard == ADDRESS


async def test_capital_y_copies_a_sentence_a_story_and_an_article_as_markdown(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    taken = FakeClipboard("xclip")
    async with opened(newsroom.tracker, clipboard=taken) as interface:
        await interface.press("Y")
        assert "Copied with xclip: the story as Markdown" in interface.status
        await interface.press("enter", "n", "tab", "Y")
        assert "the sentence and its source [" in interface.status
        await interface.press("enter", "Y")
    story, quote, article = taken.taken
    assert story.startswith("**")
    assert "(version 3, " in story
    assert "<https://" in story
    sentence, _, source = quote.split("\n")
    assert sentence.startswith("> ")
    assert sentence.endswith(".")
    assert source.startswith("> — [")
    assert article == source.removeprefix("> — ")
    assert any(title in article for _, title, _ in BRIDGE)
