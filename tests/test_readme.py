"""README tells the truth: its commands, flags, keys, configuration and files exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tests.keys import table, with_table
from tracker import settings, subscriptions
from tracker.cli import VERBS, command
from tracker.screens.themes import ROUND

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (`tracker.*?`) \| ", README, re.MULTILINE)


def rows() -> list[str]:
    """Return every command of the command table as it is written: `tracker show STORY [--json]`."""
    return [each.replace("\\|", "|") for row in ROWS for each in re.findall(r"`(.*?)`", row)]


def test_the_two_commands_of_the_front_door_stand_on_the_first_screen() -> None:
    first = README[:2000]
    assert "python3 -m pip install . && tracker demo\n" in first
    assert "python3 -m pip install -e '.[dev]' && python3 -m pytest\n" in first


def test_every_verb_has_its_row() -> None:
    named = {row.split()[1] for row in rows() if len(row.split()) > 1}
    assert named == set(VERBS)


@pytest.mark.parametrize("row", [row for row in rows() if " " in row])
def test_every_flag_of_the_table_is_a_flag_of_the_verb(row: str) -> None:
    verb = command.commands.get(row.split()[1]) or command.get_command(click.Context(command), row.split()[1])
    assert verb is not None
    known = {flag for parameter in verb.params for flag in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--?[a-z-]+", row)) <= known


def test_the_key_table_is_the_table_of_commands() -> None:
    assert table() in README
    assert with_table(README) == README


def test_the_configuration_shown_is_understood_and_shows_the_defaults(tmp_path: Path) -> None:
    block = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert block is not None
    path = tmp_path / "config.toml"
    path.write_text(block[1], encoding="utf-8")
    shown = settings.load(path, {})
    default = settings.Settings()
    assert (shown.poll, shown.search, shown.retention) == (default.poll, default.search, default.retention)
    assert shown.theme in ROUND


def test_every_file_that_is_linked_exists() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_rules_shown_are_understood(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert block is not None
    path = tmp_path / "feeds.yaml"
    path.write_text(block[1], encoding="utf-8")
    (shown,) = subscriptions.load(path)
    assert (shown.fulltext, shown.only) == ("always", ("climate", "sea level"))
    assert [rule.words for rule in subscriptions.rules(path)] == [
        ("horoscope",),
        ("transfer window", "derby*"),
    ]
