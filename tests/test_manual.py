"""The manual page: all that there is, and nothing that roff stumbles over."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

import tracker
from tracker.cli import VERBS, command
from tracker.cli.manual import manual, plain
from tracker.screens.commands import COMMANDS
from tracker.settings import Settings

PAGE = manual(command)
# What the wheel carries: no build could make it without what tracker depends on.
KEPT = Path(tracker.__file__).parent / "cli" / "tracker.1"


def test_the_page_that_the_wheel_installs_is_the_page_of_today() -> None:
    fresh = KEPT.read_text(encoding="utf-8") == PAGE
    assert fresh, "python -m tracker man > tracker/cli/tracker.1 writes it anew"


def test_every_verb_command_and_setting_stands_in_the_manual() -> None:
    for verb in VERBS:
        assert f".SS tracker {plain(verb)}" in PAGE
    for found in COMMANDS:
        assert f", {plain(found.id)}\n" in PAGE
    for item in fields(Settings):
        assert plain(item.name) in PAGE or item.name == "key_preset"
    for code in range(5):
        assert f"\n\\fB{code}\\fR\n" in PAGE


def test_the_manual_is_ascii_and_each_request_is_one_of_the_man_macros() -> None:
    assert PAGE.isascii()
    requests = set(re.findall(r"^[.'](\S*)", PAGE, re.MULTILINE))
    assert requests <= {"TH", "SH", "SS", "TP", "PP", "nf", "fi", "RS", "RE"}


@pytest.mark.parametrize("text", [".so /etc/passwd", "'ig", "\\X'x'", "a\n.bp", "\x1b[31m"])
def test_no_text_is_a_request_or_an_escape(text: str) -> None:
    written = plain(text)
    assert not re.search(r"^[.']", written, re.MULTILINE)
    assert "\\X" not in written
    assert "\x1b" not in written


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_groff_prints_the_manual_without_a_warning() -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-P-c"], input=PAGE.encode(), capture_output=True, check=True
    )
    assert done.stderr == b""
    shown = re.sub(".\b", "", done.stdout.decode())
    assert "tracker doctor" in shown
    assert 'engine = "extractive"' in shown
