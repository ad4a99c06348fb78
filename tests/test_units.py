"""The service files that `tracker watch --unit` prints: what they say is what is run."""

from __future__ import annotations

import configparser
import os
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shell import Shell
from tracker.cli.units import unit_for
from tracker.errors import UsageError

# A folder whose name means something to systemd, XML, the shell and C.
ODD = "a b%h $HOME 'x' \"q\" <&> \\n ä;#"
_ESCAPE = re.compile(rb"\\(x([0-9a-f]{2})|.)")


def section(unit: str, name: str) -> dict[str, str]:
    """Read one section of a unit file; each key stands there once."""
    parser = configparser.RawConfigParser(delimiters="=", strict=True)
    parser.optionxform = str  # type: ignore[method-assign,assignment]  # as configparser's documentation says
    parser.read_string(unit)
    return dict(parser[name])


def words(command: str) -> list[str]:
    """Read a command as systemd does: quotes, C escapes, %% for %, $$ for $ after the program."""
    found = [
        os.fsdecode(_ESCAPE.sub(_unescaped, (quoted or plain).encode())).replace("%%", "%")
        for quoted, plain in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', command)
    ]
    return [found[0], *(word.replace("$$", "$") for word in found[1:])]


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[2], 16)]) if found[2] else found[1]


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_whatever_a_folder_is_called_systemd_is_told_that_folder(name: str) -> None:
    unit = unit_for("systemd", Path("/data", name), None, {})
    service = section(unit, "Service")
    assert words(service["ExecStart"])[-3:] == ["--data", str(Path("/data", name)), "watch"]
    assert service["Type"] == "exec", "no line of a name has become a line of the file"


def test_systemd_is_told_how_to_start_again_to_reload_and_to_stop(tmp_path: Path) -> None:
    unit = unit_for("systemd", tmp_path, tmp_path / "other.yaml", {"XDG_DATA_HOME": "/x y/100%", "PATH": "/"})
    service = section(unit, "Service")
    assert words(service["ExecStart"])[-5:] == [
        *("--data", str(tmp_path), "--feeds", str(tmp_path / "other.yaml"), "watch")
    ]
    assert service["Restart"] == "on-failure"
    assert "HUP" in service["ExecReload"]
    assert service["Environment"] == '"XDG_DATA_HOME=/x y/100%%"'
    assert section(unit, "Install") == {"WantedBy": "default.target"}
    assert "systemctl --user enable --now tracker-watch" in unit


def test_launchd_is_told_the_same() -> None:
    unit = unit_for("launchd", Path("/data", ODD), None, {"XDG_DATA_HOME": "/x <y>"})
    agent = plistlib.loads(unit.encode())
    assert agent["ProgramArguments"][-3:] == ["--data", f"/data/{ODD}", "watch"]
    assert agent["EnvironmentVariables"] == {"XDG_DATA_HOME": "/x <y>"}
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
    assert "launchctl bootstrap" in unit


def test_a_path_that_a_property_list_cant_hold_is_refused() -> None:
    for name in ("a\x01b", os.fsdecode(b"\xff")):
        with pytest.raises(UsageError, match="property list"):
            unit_for("launchd", Path("/data", name), None, {})


def test_a_relative_folder_is_named_in_full() -> None:
    told = section(unit_for("systemd", Path("news"), None, {}), "Service")
    assert words(told["ExecStart"])[-2] == str(Path.cwd() / "news")


def test_what_the_unit_starts_is_this_tracker_on_this_folder(tmp_path: Path) -> None:
    shell = Shell(tmp_path / ODD)
    command = words(section(shell.run("watch", "--unit", "systemd"), "Service")["ExecStart"])
    assert plistlib.loads(shell.run("watch", "--unit", "launchd").encode())["ProgramArguments"] == command
    assert command[0] == sys.executable
    # A broken feeds.yaml ends it at once, and names the folder it looked in.
    (shell.folder / "feeds.yaml").write_text("feeds: [unclosed\n")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert str(shell.folder / "feeds.yaml") in done.stderr


def test_without_a_name_the_unit_is_that_of_this_system(tmp_path: Path) -> None:
    printed = Shell(tmp_path / "data").run("watch", "--unit")
    assert ("<plist" in printed) == (sys.platform == "darwin")
    assert not (tmp_path / "data" / "tracker.db").exists(), "nothing else is done"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    unit = tmp_path / "tracker-watch.service"
    unit.write_text(unit_for("systemd", tmp_path / ODD, None, {"XDG_DATA_HOME": "/x y/100%"}))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", str(unit)],
        env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{shlex.join(done.args)}: {done.stderr}"
    assert "tracker-watch" not in done.stderr
