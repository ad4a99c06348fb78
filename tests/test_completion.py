"""What a shell completes: names from the database, as data and never as commands."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.library import Newsroom
from tracker import subscriptions
from tracker.cli import VERBS
from tracker.cli.shells import quoted, script, split
from tracker.model import Subscription

# Names that would do something if a shell read them as words of a command.
HOSTILE = (
    "News; touch stolen",
    "News $(touch stolen)",
    "News `touch stolen`",
    "News | touch stolen",
    "News\\'; touch stolen; \\'",
    'News"; touch stolen; "',
    "News *",
    "News ~ {a,b} !! #",
    "News, wind: and sail",
    "新聞 ünïcode",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a story of two versions, and feeds with hostile names."""
    found = tmp_path_factory.mktemp("data")
    room = Newsroom(found)
    room.run_bridge(2)
    room.close()
    feeds = [Subscription(f"http://hostile.example/{n}", name) for n, name in enumerate(HOSTILE)]
    subscriptions.add_all(found / "feeds.yaml", [*feeds, Subscription("http://escape.example/", "a\x1b]0;b")])
    return found


def answer(line: str, shell: str = "bash", **environ: str) -> list[str]:
    """Return what a shell is told for a begun command line."""
    asked = {"COMP_LINE": line, "COMP_WORDS": line, "COMP_CWORD": line.rpartition(" ")[2]}
    done = subprocess.run(
        [sys.executable, "-m", "tracker"],
        env=os.environ
        | asked
        | {"_TRACKER_COMPLETE": f"{shell}_complete", "PYTHONIOENCODING": "utf-8"}
        | environ,
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    return [row for row in done.stdout.decode().splitlines() if row]


def offered(line: str) -> list[str]:
    return [each.partition(",")[2] for each in answer(line)]


def test_verbs_options_sections_and_formats_are_completed() -> None:
    assert offered("tracker ") == list(VERBS)
    assert offered("tracker do") == ["doctor"]
    assert "--section" in offered("tracker show x --")
    assert offered("tracker show x --section wh") == ["what", "why_it_matters"]
    assert offered("tracker save --format a") == ["atom"]
    assert answer("tracker --data x") == ["dir,x"]


def test_stories_are_completed_by_their_slugs_wherever_the_folder_is_named(folder: Path) -> None:
    data = shlex.quote(str(folder))
    (slug,) = offered(f"tracker --data {data} show orrin")
    assert slug.startswith("orrin-bridge")
    assert offered(f"tracker show --data {data} orrin") == [slug]
    assert slug in offered(f"tracker --data {data} merge ")
    assert slug not in offered(f"tracker --data {data} read {slug} ")
    assert answer(f"tracker --data {data} why orrin", "fish") == [
        f"plain,{slug}\tVelmouth firms count the cost of closed Orrin bridge"
    ]


def test_a_shell_is_told_of_no_fault_and_nothing_is_made(tmp_path: Path) -> None:
    assert offered(f"tracker --data {tmp_path / 'none'} show ") == []
    (tmp_path / "tracker.db").write_bytes(b"no database")
    (tmp_path / "config.toml").write_text("nonsense")
    (tmp_path / "feeds.yaml").write_text("[")
    assert offered(f"tracker --data {tmp_path} show ") == []
    assert offered(f"tracker --data {tmp_path} remove ") == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml", "feeds.yaml", "tracker.db"]


@pytest.mark.parametrize("begun", ["", "'", '"'])
def test_a_feed_with_a_hostile_name_is_one_word_to_bash(folder: Path, begun: str, tmp_path: Path) -> None:
    names = offered(f"tracker --data {folder} remove {begun}")
    assert len(names) == len(HOSTILE) + 4
    assert not [name for name in names if "\x1b" in name]
    words = "\n".join(f"printf '%s\\0' {begun}{name}{begun}" for name in names)
    done = subprocess.run(["bash", "-c", words], cwd=tmp_path, capture_output=True, text=True, check=True)
    expected = [name.replace("!", "\\!") for name in HOSTILE] if begun == '"' else list(HOSTILE)
    assert done.stdout.split("\0")[3:-2] == expected
    assert list(tmp_path.iterdir()) == []


@given(st.text(st.characters(exclude_characters="\0\n", exclude_categories=["Cs", "Cc"])))
def test_a_quoted_value_is_read_back_as_it_was(value: str) -> None:
    assert shlex.split(f"'{quoted(value, chr(39))}'") == [value]
    if value:
        assert split(f"tracker show {quoted(value, '')}")[0][-1] in {value, ""}


@pytest.mark.parametrize(
    ("line", "words", "quote"),
    [
        ("", [""], ""),
        ("tracker sh", ["tracker", "sh"], ""),
        ("tracker show ", ["tracker", "show", ""], ""),
        ("tracker remove Coast\\ ", ["tracker", "remove", "Coast "], ""),
        ("tracker remove 'Coast D", ["tracker", "remove", "Coast D"], "'"),
        ('tracker remove "Coast D', ["tracker", "remove", "Coast D"], '"'),
        ("tracker remove # x", ["tracker", "remove", "#", "x"], ""),
    ],
)
def test_a_begun_line_is_split_as_a_shell_does(line: str, words: list[str], quote: str) -> None:
    assert split(line) == (words, quote)


def test_no_script_evaluates_what_it_is_told() -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "eval" not in script(shell).replace("zsh_eval_context", "").replace("# eval/source", "")


# ------------------------------------------------------------------------------ real shells


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH on which this tracker is."""
    program = tmp_path / "bin" / "tracker"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m tracker "$@"\n')
    program.chmod(0o755)
    return f"{program.parent}:{os.environ['PATH']}"


def run_shell(shell: str, text: str, path: str, folder: Path) -> str:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    env = os.environ | {"PATH": path, "PYTHONPATH": str(Path.cwd()), "HOME": str(folder)}
    done = subprocess.run([shell, "-c", text], env=env, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def test_bash_completes_with_the_script(path: str, folder: Path) -> None:
    text = f"""{script("bash")}
        COMP_LINE="tracker --data {folder} show orrin"; COMP_POINT=${{#COMP_LINE}}
        _tracker_completion tracker; printf '%s\\n' "${{COMPREPLY[@]}}"
        COMP_LINE="tracker --data {folder} remove News"; COMP_POINT=${{#COMP_LINE}}
        _tracker_completion tracker; echo ${{#COMPREPLY[@]}}"""
    slug, number = run_shell("bash", text, path, folder).split()
    assert slug.startswith("orrin-bridge")
    assert int(number) == len(HOSTILE) - 1


def test_fish_completes_with_the_script(path: str, folder: Path) -> None:
    text = f"""{script("fish")}
        complete -C 'tracker --data {folder} show orrin'
        complete -C 'tracker --data {folder} remove News'"""
    first, *names = run_shell("fish", text, path, folder).splitlines()
    assert first.startswith("orrin-bridge")
    assert {name.partition("\t")[0] for name in names} == {name for name in HOSTILE if name.isascii()}


def test_zsh_completes_with_the_script(path: str, folder: Path) -> None:
    text = f"""autoload -U compinit; compinit -u -D; {script("zsh")}
        words=(tracker --data {folder} show orrin); CURRENT=5
        compadd() {{ :; }}; _describe() {{ print -l -- "${{(@P)3}}"; }}
        _tracker_completion"""
    assert run_shell("zsh", text, path, folder).startswith("orrin-bridge")
