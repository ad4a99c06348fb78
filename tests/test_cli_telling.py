"""What a user is told without asking: notices by [notify] of config.toml, the digest, the status line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.library import BRIDGE, START, Newsroom
from tests.shell import Shell
from tests.speakers import FAILS, HANGS, Programs
from tests.test_core_telling import FakeHerald
from tracker.cli.herald import Herald
from tracker.model import Move, Notice, Story
from tracker.settings import Notify

if TYPE_CHECKING:
    from pathlib import Path

# When the third step of the bridge was polled: a moment at which no feed is due.
WRITTEN, NOW = "2026-05-10T09:00:00Z", "2026-05-10T09:00:30Z"
HOSTILE = "-x $(id) <b>&\x1b]0;evil\x07\u202e “quoted”"


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bridge at version 2, followed and read at version 1; nothing was told yet."""
    shell = Shell(tmp_path_factory.mktemp("followed") / "data")
    room = Newsroom(shell.folder, herald=FakeHerald(can_tell=False))
    room.run_bridge(2)
    room.tracker.correcting.follow(1, followed=True)
    room.tracker.reading.mark_read(room.tracker.reading.version(1))
    room.run_bridge_step(2)
    assert room.clock().isoformat() == WRITTEN.replace("Z", "+00:00")
    room.close()
    return shell.folder


@pytest.fixture
def shell(tmp_path: Path, followed: Path) -> Shell:
    made = Shell(tmp_path / "data")
    shutil.copytree(followed, made.folder, dirs_exist_ok=True)
    return made


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    return Programs(tmp_path / "bin")


def configure(shell: Shell, text: str) -> None:
    with (shell.folder / "config.toml").open("a", encoding="utf-8") as file:
        file.write(f"[notify]\n{text}\n")


def notice(title: str = "Orrin bridge", *changes: str) -> Notice:
    story = Story(1, "orrin", title, 2, 3, 2, START, START, unread=True, followed=True)
    return Notice(START, (Move(story, 1, 2, START, title, changes or ("+1 source",)),))


# ------------------------------------------------------------------------------ notices


def test_a_command_gets_the_change_as_json_once(shell: Shell, programs: Programs) -> None:
    configure(shell, f"command = [{programs.make('mine')!r}, '--loud']")
    shell.run("poll", "--now", NOW)
    shell.run("poll", "--now", NOW)
    assert programs.arguments == [repr(["--loud"])]
    told = json.loads(programs.heard)
    assert list(told) == ["at", "held", "title", "text", "stories"]
    (story,) = told["stories"]
    assert list(story) == [
        "story",
        "number",
        "title",
        "version",
        "from",
        "written_at",
        "items",
        "independent",
        "followed",
        "changes",
        "what",
        "shifted",
        "answered",
        "figures",
        "sources",
        "url",
    ]
    assert (story["number"], story["from"], story["version"]) == (1, 1, 2)
    assert (told["at"], told["held"], told["title"]) == (NOW, False, story["title"])
    assert told["text"] == " · ".join(story["changes"])
    assert (story["url"], story["sources"][0]["title"]) == ("https://inland.example/5", BRIDGE[2][1])


def test_a_command_that_fails_is_told_and_logged_and_the_poll_is_none_the_worse(
    shell: Shell, programs: Programs
) -> None:
    configure(shell, f"command = [{programs.make('mine', FAILS)!r}]")
    done = shell.done("poll", "--now", NOW)
    assert done.returncode == 0
    assert "The command of [notify] failed. mine ended with code 1: no sound card." in done.stderr
    assert "mine ended with code 1" in (shell.folder / "tracker.log").read_text(encoding="utf-8")
    assert "notify" not in shell.done("poll", "--now", NOW).stderr


def test_in_quiet_hours_nothing_is_told_and_after_them_it_is(shell: Shell, programs: Programs) -> None:
    configure(shell, f"command = [{programs.make('mine')!r}]\nquiet = '08:30-11:00'")
    shell.run("poll", "--now", NOW, TZ="UTC")
    assert programs.heard == ""
    shell.run("poll", "--now", NOW, TZ="Asia/Tokyo")
    assert json.loads(programs.heard)["held"] is False


def test_quiet_hours_go_by_the_clock_on_the_wall_and_over_midnight() -> None:
    herald = Herald(Notify(quiet="22:00-07:00"), zone=ZoneInfo("Europe/Berlin"))
    summer = datetime(2026, 7, 1, tzinfo=UTC)
    quiet = {hour for hour in range(24) if herald.is_quiet(summer.replace(hour=hour))}
    assert quiet == {20, 21, 22, 23, 0, 1, 2, 3, 4}
    assert not herald.is_quiet(datetime(2026, 1, 1, 20, 59, tzinfo=UTC))
    assert not Herald(Notify()).is_quiet(summer)


def test_a_command_that_hangs_is_ended(programs: Programs) -> None:
    own = programs.make("mine", HANGS)
    (trouble,) = Herald(Notify(command=(own,)), seconds=0.5).tell(notice())
    assert trouble == "The command of [notify] failed. mine took longer than 0.5 seconds and was ended."
    assert programs.all_ended()


def test_a_desktop_notice_gets_titles_as_arguments_and_no_markup(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(programs.folder))
    programs.make("notify-send")
    assert Herald(Notify(desktop=True)).tell(notice(HOSTILE, "Ana <i> & Bo shifted")) == ()
    assert programs.arguments == [
        repr(
            [
                "--app-name=tracker",
                "--",
                "-x $(id) <b>& “quoted”",
                "Ana &lt;i&gt; &amp; Bo shifted",
            ]
        )
    ]


def test_on_macos_a_notice_is_no_statement(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(programs.folder))
    programs.make("osascript")
    assert Herald(Notify(desktop=True)).tell(notice('" & quit & "')) == ()
    (arguments,) = programs.arguments
    assert "quit" not in " ".join(arguments.split("'tracker'")[0])


def test_without_a_program_for_notices_the_command_is_told_all_the_same(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = programs.make("mine")
    monkeypatch.setenv("PATH", "/nowhere")
    (trouble,) = Herald(Notify(desktop=True, command=(own,))).tell(notice())
    assert "install notify-send" in trouble
    assert json.loads(programs.heard)["title"] == "Orrin bridge"


def test_several_stories_are_told_in_one_notice(programs: Programs) -> None:
    (move,) = notice().moves
    other = replace(move, title="Baker wins prize")
    Herald(Notify(command=(programs.make("mine"),))).tell(Notice(START, (move, other), held=True))
    told = json.loads(programs.heard)
    assert (told["title"], told["held"]) == ("2 stories that you follow moved", True)
    assert told["text"] == "Orrin bridge: +1 source\nBaker wins prize: +1 source"


def test_the_bell_rings_on_a_terminal_and_never_in_a_pipe(shell: Shell) -> None:
    pty = pytest.importorskip("pty")
    configure(shell, "bell = true")
    assert "\a" not in "".join((done := shell.done("poll", "--now", NOW)).stdout + done.stderr)
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "tracker", "--data", str(shell.folder), "poll", "--now", NOW]
    subprocess.run(command, stderr=slave, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True)
    os.close(slave)
    assert b"\a" in os.read(master, 65536)
    os.close(master)


# ------------------------------------------------------------------------------ the digest


def test_a_digest_tells_what_moved_with_sources_and_their_links(shell: Shell) -> None:
    text = shell.run("digest", "--now", NOW)
    assert text.startswith("1 story moved\n2026-05-09 09:00 UTC to 2026-05-10 09:00 UTC\n")
    assert "v1 → v2" in text
    assert "6 metres" in text
    assert "https://inland.example/5" in text


def test_the_next_digest_begins_where_the_last_one_ended(shell: Shell) -> None:
    shell.run("digest", "--now", NOW)
    again = shell.run("digest", "--now", "2026-05-11T07:00Z")
    assert again.startswith("Nothing moved\n2026-05-10 09:00 UTC to 2026-05-11 07:00 UTC.")
    assert "What moved last did so on 2026-05-10 09:00 UTC; --since looks further back." in again.replace(
        "\n", " "
    )


def test_a_digest_of_the_users_own_span_is_not_the_last_one(shell: Shell) -> None:
    found = shell.json("digest", "--since", "2026-05-07", "--now", NOW)
    assert [(story["from"], story["version"]) for story in found["stories"]] == [(0, 2)]
    assert shell.json("digest", "--now", NOW)["stories"][0]["from"] == 1
    assert shell.json("digest", "--now", NOW)["stories"] == []


def test_a_digest_as_json_has_the_form_of_a_notice(shell: Shell) -> None:
    found = shell.json("digest", "--now", NOW)
    assert list(found) == ["since", "until", "stories", "more"]
    assert found["stories"][0]["changes"]


def test_a_digest_as_markdown_escapes_and_links(shell: Shell) -> None:
    text = shell.run("digest", "--markdown", "--now", NOW)
    assert text.startswith("# 1 story moved\n\n")
    assert "](<https://inland.example/5>), Inland Echo" in text
    shell.run("digest", "--markdown", "--json", code=2)


def test_a_digest_can_be_of_followed_stories_alone(shell: Shell) -> None:
    assert shell.json("digest", "--followed", "--since", "2026-05-07", "--now", NOW)["stories"]
    shell.run("unfollow", "1", "--now", NOW)
    assert shell.json("digest", "--followed", "--since", "2026-05-07", "--now", NOW)["stories"] == []


def test_a_digest_marks_nothing_read(shell: Shell) -> None:
    before = shell.json("stories")
    shell.run("digest", "--now", NOW)
    assert shell.json("stories") == before


# ------------------------------------------------------------------------------ the status line


def test_the_status_is_one_line(shell: Shell) -> None:
    text = shell.run("status", "--now", "2026-05-10T09:12Z")
    assert text == "1 unread · 1 followed moved · 1 new in 1 d · polled 12 min ago · next in 5 h\n"


def test_the_status_as_json(shell: Shell) -> None:
    found = shell.json("status", "--since", "2026-05-08T08:00Z", "--now", NOW)
    assert found == {
        "unread": 1,
        "followed": 1,
        "followed_moved": 1,
        "since": "2026-05-08T08:00:00Z",
        "new_articles": 3,
        "feeds": 3,
        "failing": 0,
        "last_poll": WRITTEN,
        "next_due": found["next_due"],
        "polling": None,
        "watched": False,
    }


def test_the_status_of_nothing_is_a_line_too(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "new")
    assert shell.run("status") == "0 unread · no feeds\n"
    assert shell.json("status")["last_poll"] is None


# ------------------------------------------------------------------------------ the doctor


def test_the_doctor_says_what_speaks_and_what_tells_and_what_is_missing(
    shell: Shell, programs: Programs
) -> None:
    def found(path: str) -> tuple[str, str]:
        done = shell.done("doctor", "--json", PATH=path)
        (finding,) = [each for each in json.loads(done.stdout) if each["what"] == "programs"]
        return finding["state"], finding["account"]

    state, account = found("/nowhere")
    assert (state, "Install espeak-ng" in account, "nobody is told" in account) == ("ok", True, True)
    programs.make("espeak-ng")
    configure(shell, f"bell = true\ncommand = [{programs.make('mine')!r}]\nquiet = '22:00-07:00'")
    assert found(str(programs.folder)) == (
        "ok",
        "espeak-ng speaks; followed stories are told by the bell, mine, but not 22:00-07:00.",
    )
    (programs.folder / "mine").unlink()
    assert found(str(programs.folder)) == ("bad", "[notify] names mine, which is no program here.")
