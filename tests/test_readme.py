"""README tells the truth: its commands run, its flags, keys, settings, layout and files exist."""

from __future__ import annotations

import re
import shlex
import tomllib
from dataclasses import fields, is_dataclass
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import tracker
from tests.keys import table, with_table
from tests.shell import Shell
from tests.test_architecture import layers
from tracker import schedule, settings, subscriptions
from tracker.cli import VERBS, command
from tracker.cli.manual import _toml
from tracker.cli.options import GLOBAL_OPTIONS
from tracker.cli.session import Session
from tracker.cli.verb_demo import replayed
from tracker.core.common import memory
from tracker.core.rounds import pages
from tracker.demo.feeds import POLLS, outlets
from tracker.dossier.choice import concepts
from tracker.llm.guards import Guards
from tracker.sandbox import pool as sandbox
from tracker.screens.themes import ROUND
from tracker.settings import Settings
from tracker.store import articles

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ROWS = re.findall(r"^\| (`tracker.*?`) \| ", README, re.MULTILINE)

# The commands of README that no test here runs, and why.
ELSEWHERE = {
    "python3 -m pip install .": "`.ci/run demo` runs it in an environment of its own",
    "tracker demo": "`.ci/run demo` runs it there; here the demo is what all else is run on",
    "python3 -m pip install -e '.[dev]'": "`.ci/run` makes the environment of the tests with it",
    "python3 -m pytest": "it runs this test",
    "tracker add example.org r/worldnews": "it asks the world; test_cli_adding.py adds pages of loopback",
}


# What README says in figures, and where the product keeps the figure.
FIGURES = {
    "serves ten invented feeds": len(outlets()) == 10,
    "polls them four times": len(POLLS) == 4,
    "over two weeks of May": {each.month for each in POLLS} == {5} and (POLLS[-1] - POLLS[0]).days // 7 == 2,
    "once an hour at most and once a day at least": (schedule.SHORTEST.total_seconds(), schedule.LONGEST.days)
    == (3600, 1),
    "One request at a time to a host, a second apart": settings.Poll().pause_seconds == 1,
    "gives less than 120 words": pages.THIN_WORDS == 120,
    "keeps up to 24 texts": articles.MOST_REVISIONS == 24,
    "the newest 20,000 articles": memory.ARTICLES == 20_000,
    "the 5,000 largest stories of the last year": memory.QUIET_STORIES == 5_000 and memory.QUIET.days >= 365,
    "in about 55 words": concepts.BUDGET == 55,
    "again at most twice": Guards().nudges == 2,
    "costs at most ten seconds of its own": sandbox.TIMEOUT == 10,
}


def fenced(language: str) -> list[str]:
    """Return the blocks of code of one language, or of none."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return [text for name, text in blocks if name == language]


def commands() -> list[str]:
    """Return every command line of the blocks, without its comment, in their order."""
    lines = [line for block in fenced("sh") for line in block.splitlines()]
    bare = [re.sub(r"\s+# .*", "", line) for line in lines]
    return [each for line in bare for each in line.split(" && ") if each]


def rows() -> list[str]:
    """Return every command of the command table as it is written: `tracker show STORY [--json]`."""
    return [each.replace("\\|", "|") for row in ROWS for each in re.findall(r"`(.*?)`", row)]


def spans() -> list[str]:
    """Return what stands between backticks in running text and tables, each on one line."""
    text = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    return [" ".join(each.split()) for each in re.findall(r"`([^`]+)`", text)]


def unfolded(name: str) -> list[list[str]]:
    """Return the cells of the table under a heading, row by row."""
    section = README.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """The demo's folder as `tracker demo --data FOLDER` leaves it, its feeds still there."""
    shell = Shell(tmp_path_factory.mktemp("readme") / "data")
    with replayed(Session(data=shell.folder, quiet=True)):
        yield shell


def test_the_two_commands_of_the_front_door_stand_on_the_first_screen() -> None:
    first = README[:2000]
    assert "python3 -m pip install . && tracker demo\n" in first
    assert "python3 -m pip install -e '.[dev]' && python3 -m pytest\n" in first


def test_the_exceptions_are_commands_of_the_readme() -> None:
    assert set(ELSEWHERE) <= set(commands())


@pytest.mark.parametrize("line", [line for line in commands() if line not in ELSEWHERE])
def test_every_command_line_runs(line: str, demo: Shell) -> None:
    program, *words = shlex.split(line)
    assert program == "tracker", "run it in a test, or list it with the reason"
    later = POLLS[-1] + timedelta(days=2)
    done = demo.done(*words, "--now", later.isoformat())
    assert done.returncode == 0, done.stderr
    assert (done.stdout + done.stderr).strip()


def test_every_verb_has_its_row() -> None:
    named = {row.split()[1] for row in rows() if len(row.split()) > 1}
    assert named == set(VERBS)


@pytest.mark.parametrize(
    "span", sorted({span for span in (*spans(), *rows()) if span.startswith("tracker ")})
)
def test_every_verb_and_flag_that_is_named_exists(span: str) -> None:
    words = re.split(r"[\s\[\]|]+", re.split(r" > | \\?\| ", span)[0])
    verb = command.get_command(click.Context(command), words[1])
    assert verb is not None or words[1].startswith("-")
    known = {flag for option in (*(verb.params if verb else ()), *command.params) for flag in option.opts}
    assert {word for word in words[1:] if re.match("--?[A-Za-z]", word)} <= known


def test_every_module_extra_and_step_that_is_named_exists() -> None:
    scripts = [row[-1].strip("`") for row in unfolded("How it is measured") if row[-1].startswith("`")]
    assert len(scripts) > 15
    modules = {*re.findall(r"python -m ([\w.]+)", README), *(f"tests.benchmarks.{each}" for each in scripts)}
    assert [name for name in modules if find_spec(name) is None] == []
    assert set(re.findall(r"\[(\w+)\]['\"]", README)) <= set(PROJECT["optional-dependencies"])
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert [step for step in re.findall(r"`\.ci/run (\w+)`", README) if f"\n{step}() {{" not in steps] == []


def test_the_key_table_is_the_table_of_commands() -> None:
    assert table() in README
    assert with_table(README) == README


def test_the_configurations_shown_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    shown = []
    for block in fenced("toml"):
        path.write_text(block, encoding="utf-8")
        shown.append(settings.load(path, {}))
    assert {each.engine for each in shown} == {"extractive", "llm"}
    assert shown[0].theme in ROUND


def test_every_setting_has_its_row_with_its_default() -> None:
    defaults = Settings()
    meant = {"keys.preset": defaults.key_preset, "keys.COMMAND": None}
    for item in fields(Settings):
        value = getattr(defaults, item.name)
        if is_dataclass(value):
            meant |= {f"{item.name}.{each.name}": getattr(value, each.name) for each in fields(value)}
        elif item.name not in {"keys", "key_preset"}:
            meant[item.name] = value
    _, *cells = (row for row in unfolded("Configuration") if len(row) == 3)
    shown = {key.strip("`"): default.strip("`") for key, default, meaning in cells if meaning}
    assert shown == {key: "" if value is None else _toml(value) for key, value in meant.items()}


def test_every_file_that_is_linked_exists() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_rules_shown_are_understood(tmp_path: Path) -> None:
    (block,) = fenced("yaml")
    path = tmp_path / "feeds.yaml"
    path.write_text(block, encoding="utf-8")
    (shown,) = subscriptions.load(path)
    assert (shown.fulltext, shown.only) == ("always", ("climate", "sea level"))
    assert [rule.words for rule in subscriptions.rules(path)] == [
        ("horoscope",),
        ("transfer window", "derby*"),
    ]


def test_the_bundled_feeds_are_as_many_as_is_said() -> None:
    plain = [feed for feed in subscriptions.load(ROOT / "feeds.yaml") if "{query}" not in feed.url]
    assert (len(plain), "forty-one feeds" in README) == (41, True)


def test_the_layout_names_every_package_and_module_with_its_duty_from_the_ground_up() -> None:
    (block,) = fenced("")
    shown = [re.fullmatch(r"([a-z]+)(/?)  +(\S.*)", line) for line in block.splitlines()]
    parts = [found[1] for found in shown if found]
    assert len(parts) == len(shown), "a line is not `name   duty`"
    package = ROOT / "tracker"
    assert [found[1] for found in shown if found and (package / found[1]).is_dir() != bool(found[2])] == []
    heights = layers()
    assert set(parts) == set(heights)
    assert [heights[each] for each in parts] == sorted(heights.values())


def test_the_changes_tell_of_this_version() -> None:
    assert f"**{tracker.__version__}**" in README.split("\n## Changes\n", 1)[1]


def test_the_licence_is_what_is_said() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith(f"{PROJECT['license']} License\n")
    assert f"[LICENSE](LICENSE): {PROJECT['license']}" in README
    assert PROJECT["license-files"] == ["LICENSE"]


def test_global_options_are_all_named() -> None:
    named = set(re.findall(r"--[a-z]+", " ".join(spans())))
    assert {max(option.opts, key=len) for option in GLOBAL_OPTIONS} <= named | {"--help", "--version"}


@pytest.mark.parametrize("said", FIGURES)
def test_figures_in_the_text_are_those_of_the_code(said: str) -> None:
    assert said in " ".join(README.split())
    assert FIGURES[said]


def test_the_pictures_are_what_is_drawn_today(tmp_path: Path) -> None:
    drawing = import_module("tests.pictures")  # by name: mypy takes the folder beside it for the module
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert shown == [f"tests/pictures/{scene}.svg" for scene in drawing.SHOWN]
    drawing.draw_readme(tmp_path)
    stale = [
        name for name in shown if (ROOT / name).read_bytes() != (tmp_path / Path(name).name).read_bytes()
    ]
    assert stale == [], "python -m tests.pictures --readme draws them anew"
