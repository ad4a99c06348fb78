"""`tracker listen`: the program that speaks gets the sentences, and ends with the command."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.library import Newsroom
from tests.shell import Shell
from tests.speakers import FAILS, HANGS, RECORDS, Programs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shell = Shell(tmp_path_factory.mktemp("bridge") / "data")
    room = Newsroom(shell.folder)
    room.run_bridge(3)
    room.close()
    return shell.folder


@pytest.fixture
def shell(tmp_path: Path, bridge: Path) -> Shell:
    made = Shell(tmp_path / "data")
    shutil.copytree(bridge, made.folder, dirs_exist_ok=True)
    return made


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    return Programs(tmp_path / "bin")


def configure(shell: Shell, *words: str) -> None:
    with (shell.folder / "config.toml").open("a", encoding="utf-8") as file:
        file.write(f"[listen]\ncommand = {list(words)!r}\n")


def test_a_dossier_is_read_aloud_sentence_by_sentence_and_is_read_then(
    shell: Shell, programs: Programs
) -> None:
    programs.make("espeak-ng")
    shell.run("listen", "1", PATH=str(programs.folder))
    assert programs.heard == shell.run("listen", "1", "--text").replace("\n\n", "\n")
    assert len(programs.arguments) == len(programs.heard.splitlines())
    assert shell.json("stories")[0]["unread"] is False


def test_one_section_of_one_version_is_read_and_nothing_counts_as_read(
    shell: Shell, programs: Programs
) -> None:
    configure(shell, programs.make("mine"))
    shell.run("listen", "1", "--section", "timeline", "--version", "1")
    assert programs.heard.startswith("Timeline.\n4 May 2026: ")
    assert shell.json("stories")[0]["unread"] is True


def test_without_a_program_that_speaks_it_is_said_what_to_install(shell: Shell) -> None:
    done = shell.done("listen", "1", PATH="/nowhere")
    assert done.returncode == 1
    assert "No program that speaks was found" in done.stderr
    assert "Install espeak-ng" in done.stderr


def test_a_program_that_fails_is_a_sentence_and_the_story_stays_unread(
    shell: Shell, programs: Programs
) -> None:
    configure(shell, programs.make("mine", FAILS))
    done = shell.done("listen", "1")
    assert (done.returncode, "mine ended with code 1." in done.stderr) == (1, True)
    assert shell.json("stories")[0]["unread"] is True


def test_sound_goes_into_a_file(shell: Shell, programs: Programs, tmp_path: Path) -> None:
    programs.make("espeak-ng", RECORDS)
    path = tmp_path / "bridge.wav"
    done = shell.done("listen", "1", "-o", str(path), PATH=str(programs.folder))
    assert (done.returncode, done.stdout) == (0, "")
    assert path.read_bytes() == b"RIFF sound"
    assert programs.heard == shell.run("listen", "1", "--text")
    shell.run("listen", "1", "-o", str(path), "--text", code=2)
    shell.run("listen", "1", "-o", "/nowhere/at/all.wav", code=1, PATH=str(programs.folder))


def test_a_story_that_is_not_there_is_not_found(shell: Shell) -> None:
    shell.run("listen", "nothing-like-it", code=3)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_whoever_ends_it_ends_the_program_that_speaks(
    shell: Shell, programs: Programs, number: signal.Signals, code: int
) -> None:
    ready = programs.folder / "ready"
    os.mkfifo(ready)
    configure(shell, programs.make("mine", f"open({str(ready)!r}, 'w').close(){HANGS}"))
    command = [sys.executable, "-m", "tracker", "--data", str(shell.folder), "listen", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    ready.read_text()  # until the program is there
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in said
    assert programs.all_ended()
