"""config.toml and the places where things live."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import ConfigError
from tracker.settings import (
    Hours,
    Listen,
    Llm,
    Notify,
    Poll,
    Search,
    Semantic,
    Settings,
    Stories,
    config,
    load,
    paths,
    read_hours,
)


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(written(folder, text), {})
    return str(caught.value)


def test_with_a_data_folder_everything_lives_in_it(tmp_path: Path) -> None:
    found = paths(tmp_path, None, {"HOME": "/home/ada", "XDG_CONFIG_HOME": "/elsewhere"})

    places = (found.data, *(place.parent for place in (found.config, found.feeds, found.database, found.log)))
    assert set(places) == {tmp_path}
    assert (found.config.name, found.feeds.name) == ("config.toml", "feeds.yaml")
    assert (found.database.name, found.log.name) == ("tracker.db", "tracker.log")


def test_without_variables_the_usual_folders_of_xdg_are_used() -> None:
    found = paths(None, None, {"HOME": "/home/ada"})

    assert found.config == Path("/home/ada/.config/tracker/config.toml")
    assert found.feeds == Path("/home/ada/.config/tracker/feeds.yaml")
    assert found.database == Path("/home/ada/.local/share/tracker/tracker.db")
    assert found.log == Path("/home/ada/.local/state/tracker/tracker.log")


def test_the_variables_of_xdg_decide() -> None:
    environ = {"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s"}
    found = paths(None, None, environ)

    assert found.config == Path("/c/tracker/config.toml")
    assert found.data == Path("/d/tracker")
    assert found.log == Path("/s/tracker/tracker.log")


@pytest.mark.parametrize("value", ["", "relative/path", "."])
def test_a_relative_variable_is_ignored_as_the_specification_says(value: str) -> None:
    found = paths(None, None, {"HOME": "/h", "XDG_DATA_HOME": value})
    assert found.database == Path("/h/.local/share/tracker/tracker.db")


def test_without_a_home_the_system_is_asked_for_one() -> None:
    assert paths(None, None, {}).config.is_absolute()


def test_without_any_home_the_way_out_is_named() -> None:
    script = (
        "import pwd; from tracker.errors import ConfigError; from tracker.settings import paths\n"
        "def nobody(number): raise KeyError(number)\n"
        "pwd.getpwuid = nobody\n"  # a user that the system does not list, as in a container
        "try: paths(None, None, {})\n"
        "except ConfigError as error: print(error)\n"
    )
    env = {name: value for name, value in os.environ.items() if name != "HOME"}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    assert "--data" in done.stdout


def test_a_feeds_file_named_on_the_command_line_wins(tmp_path: Path) -> None:
    assert paths(tmp_path, Path("mine.yaml"), {}).feeds == Path("mine.yaml")


def test_a_missing_config_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml", {}) == Settings()


def test_an_empty_config_gives_the_defaults(tmp_path: Path) -> None:
    assert load(written(tmp_path, "\n# nothing\n"), {}) == Settings()


def test_everything_can_be_set(tmp_path: Path) -> None:
    found = load(
        written(
            tmp_path,
            """
            engine = "llm"
            allow_private = ["127.0.0.1", " wiki.lan "]
            theme = "nord"
            [keys]
            preset = "newsboat"
            quit = "ctrl+q"
            [poll]
            pause_seconds = 2
            deadline_seconds = 12.5
            every_minutes = 60
            [retention]
            days = 365
            [search]
            automatic = true
            daily_budget = 5
            [stories]
            fineness = "fine"
            [semantic]
            model = "~/models/small"
            [listen]
            command = ["espeak-ng", "-s", "150"]
            [notify]
            bell = true
            desktop = true
            command = ["mail-me"]
            quiet = "22:00-07:00"
            [llm]
            model = "small-one"
            base_url = "https://models.example/v1"
            api_key_env = "MODELS_KEY"
            max_tokens_a_day = 100_000
            max_cost_a_day = 1.5
        usd_per_million_read = 0.1
            style = "shorten"
            context_tokens = 2048
            deadline_seconds = 60
            """,
        ),
        {},
    )

    assert (found.engine, found.theme) == ("llm", "nord")
    assert found.allow_private == ("127.0.0.1", "wiki.lan")
    assert (found.key_preset, found.keys) == ("newsboat", (("quit", "ctrl+q"),))
    assert found.poll == Poll(2.0, 12.5, 60.0)
    assert (found.retention.days, found.search) == (365, Search(automatic=True, daily_budget=5))
    assert (found.stories, found.semantic) == (Stories("fine"), Semantic("~/models/small"))
    assert found.listen == Listen(("espeak-ng", "-s", "150"))
    assert found.notify == Notify(bell=True, desktop=True, command=("mail-me",), quiet="22:00-07:00")
    assert found.llm == Llm(
        "small-one",
        "https://models.example/v1",
        "MODELS_KEY",
        max_tokens_a_day=100_000,
        max_cost_a_day=1.5,
        usd_per_million_read=0.1,
        style="shorten",
        context_tokens=2048,
        deadline_seconds=60.0,
    )


@pytest.mark.parametrize("value", ['"finer"', '""', '"Fine"', "2", "[]"])
def test_a_fineness_that_is_none_is_refused_with_those_there_are(tmp_path: Path, value: str) -> None:
    told = complaint(tmp_path, f"[stories]\nfineness = {value}\n")
    assert "line 2: `stories.fineness` must be " in told
    assert value in {"2", "[]"} or '"coarse" or "normal" or "fine"' in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'base_url = "https://me:secret-word@models.example/v1"',
            "`llm.base_url` must hold no user name",
        ),
        (
            'base_url = "https://models.example/v1?key=secret-word"',
            "`llm.base_url` must hold no user name",
        ),
        ("max_cost_a_day = 2", "`llm.max_cost_a_day` can't be kept without the price"),
        ("max_cost_a_story = 2", "`llm.max_cost_a_story` can't be kept without the price"),
        ("context_tokens = 0", "`llm.context_tokens` must be "),
        ('style = "free"', "`llm.style` must be "),
    ],
)
def test_what_would_betray_a_key_or_keep_no_cap_is_refused(tmp_path: Path, text: str, told: str) -> None:
    complaint_told = complaint(tmp_path, f"[llm]\n{text}\n")
    assert f"line 2: {told}" in complaint_told
    assert "secret-word" not in complaint_told


def test_the_environment_adds_private_hosts_each_once(tmp_path: Path) -> None:
    path = written(tmp_path, 'allow_private = ["127.0.0.1"]')
    found = load(path, {"TRACKER_ALLOW_PRIVATE": "127.0.0.1, ::1 ,,wiki.lan"})
    assert found.allow_private == ("127.0.0.1", "::1", "wiki.lan")


def test_the_environment_counts_without_a_config_too(tmp_path: Path) -> None:
    found = load(tmp_path / "none.toml", {"TRACKER_ALLOW_PRIVATE": "::1"})
    assert found.allow_private == ("::1",)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('theem = "nord"', ["line 1", "`theem` is not a setting", "Did you mean `theme`?"]),
        ("zzz = 1", ["`zzz` is not a setting", "Known here: ", "allow_private"]),
        ("[poll]\n\npause_second = 1", ["line 3", "`poll.pause_second`", "`pause_seconds`"]),
        ("poll.pause_second = 1", ["line 1", "`poll.pause_second`"]),
        ("[poll]\npause_seconds = true", ["line 2", "must be a number, not true or false"]),
        ("[poll]\npause_seconds = nan", ["line 2", "must lie between"]),
        ("[poll]\ndeadline_seconds = 0", ["line 2", "must be more than 0"]),
        ("[retention]\ndays = 1.5", ["line 2", "`retention.days` must be a whole number, not a number"]),
        ("[retention]\ndays = -1", ["line 2", "must lie between 0"]),
        ("[search]\nautomatic = 1", ["line 2", "must be true or false, not a number"]),
        ("[search]\ndaily_budget = 2000-01-01", ["must be a whole number, not a date"]),
        ("search = 3", ["line 1", "`search` must be a table, [search]"]),
        ("theme = ['a']", ["`theme` must be text in quotes, not a list"]),
        ('engine = "gpt"', ["line 1", '`engine` must be "extractive" or "llm"']),
        ('allow_private = "::1"', ["`allow_private` must be a list of texts", '["127.0.0.1"]']),
        ("[keys]\nquit = {a = 1}", ["line 2", "`keys.quit` must be text in quotes, not a table"]),
        ('[keys]\n"preset" = "vi"', ["line 2", '`keys.preset` must be "newsboat"']),
        ('[llm]\nbase_url = "ftp://x"', ["line 2", "`llm.base_url` must be an http or https address"]),
        ('[llm]\nbase_url = ""', ["line 2", "may be empty only if the model is of the form"]),
        ('[llm]\nstyle = "brief"', ["line 2", '`llm.style` must be "auto" or "write" or "shorten"']),
        ("[listen]\ncommand = 'espeak-ng -s 150'", ["line 2", "`listen.command` must be a list of texts"]),
        ("[notify]\ncommand = ['', 'x']", ["line 2", "must begin with a program"]),
        ('[notify]\ncommand = ["x", "\\u0000"]', ["line 2", "must not hold"]),
        ("[notify]\nquiet = '22-7'", ["line 2", "must be two different times of day"]),
        ("[notify]\nbell = 'yes'", ["line 2", "must be true or false, not text"]),
        ("[poll\n", ["is not TOML", "line 1"]),
        ('engine = "llm"\nengine = "llm"\ntheme = "a"', ["is not TOML", "line 2"]),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_key(tmp_path: Path, text: str, parts: list[str]) -> None:
    message = complaint(tmp_path, text)
    for part in (*parts, str(tmp_path / "config.toml")):
        assert part in message


def test_a_key_written_where_a_name_belongs_is_not_repeated(tmp_path: Path) -> None:
    message = complaint(tmp_path, '[llm]\napi_key_env = "sk-secret-123"')
    assert "`llm.api_key_env`" in message
    assert "secret" not in message


def test_a_key_given_under_a_wrong_name_is_not_repeated(tmp_path: Path) -> None:
    message = complaint(tmp_path, '[llm]\napi_key = "sk-secret-123"')
    assert "Did you mean `api_key_env`?" in message
    assert "secret" not in message


def test_a_folder_in_place_of_the_file_is_a_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="can't be read"):
        load(tmp_path, {})


def test_bytes_that_are_no_text_are_a_clear_sentence(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"theme = '\xff'")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load(path, {})


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbftheme = "nord"\r\n[poll]\r\npause_seconds = 3\r\n')
    found = load(path, {})
    assert (found.theme, found.poll.pause_seconds) == ("nord", 3.0)


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    assert "is not TOML" in complaint(tmp_path, "theme = " + "[" * 100_000)


@given(st.text(max_size=60))
def test_any_text_is_settings_or_a_config_error(text: str) -> None:
    given = config._Config(Path("config.toml"), text, {"theme": 1, text: 2})
    with pytest.raises(ConfigError):
        config._settings(given)


@pytest.mark.parametrize(
    "text", ["", "22:00", "22:00-22:00", "25:00-07:00", "22:60-7:00", "22-07", "-", "a" * 9999]
)
def test_hours_that_are_none_are_not_read(text: str) -> None:
    assert read_hours(text) is None


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("22:00-07:00", [22, 23, *range(7)]),
        ("9:00 – 11:00", [9, 10]),
        ("22:00-24:00", [22, 23]),
        ("24:00-02:00", [0, 1]),
    ],
)
def test_hours_hold_from_their_beginning_to_just_before_their_end(text: str, held: list[int]) -> None:
    hours = read_hours(text)
    assert isinstance(hours, Hours)
    day = datetime(2026, 5, 4, tzinfo=UTC)
    assert {hour for hour in range(24) if hours.holds(day.replace(hour=hour))} == set(held)


def test_reduced_motion_is_a_flag(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("reduced_motion = true\n")
    assert load(path, {}).reduced_motion
    assert "`reduced_motion` must be true or false" in complaint(tmp_path, "reduced_motion = 'yes'")
