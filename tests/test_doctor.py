"""`tracker doctor`: a word and a way out for everything, in every state of things, and nothing changed."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.library import Newsroom
from tests.older import older_database
from tests.shell import Shell
from tracker.schema import LATEST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Said = dict[str, tuple[str, str]]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with a story in it."""
    found = Shell(tmp_path / "data")
    room = Newsroom(found.folder)
    room.run_bridge(2)
    room.close()
    return found


def examined(shell: Shell, *words: str, **environ: str) -> tuple[int, Said]:
    """Run the doctor; return its exit code and what it says, and hold that nothing was changed by it."""
    before = {path.name: path.read_bytes() for path in shell.folder.iterdir() if path.is_file()}
    done = shell.done("doctor", "--json", *words, **environ)
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in shell.folder.iterdir() if path.is_file()} == before
    found = json.loads(done.stdout)
    assert {each["state"] for each in found} <= {"ok", "warn", "bad"}
    return done.returncode, {each["what"]: (each["state"], each["account"]) for each in found}


def test_all_is_well_in_a_folder_that_works(shell: Shell) -> None:
    code, said = examined(shell)
    assert code == 0
    assert [what for what, (state, _) in said.items() if state == "bad"] == []
    assert f"sound, schema {LATEST}; 1 story (" in said["database"][1]
    assert "SQLite" in said["versions"][1]
    assert "network" not in said


def test_a_line_begins_with_its_state_in_a_word(shell: Shell) -> None:
    lines = shell.run("doctor").splitlines()
    assert {line.split()[0] for line in lines} <= {"ok", "warn", "bad"}
    assert len(lines) == 14


def test_without_anything_nothing_is_made_and_each_line_says_what_makes_it(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "data")
    code, said = examined(shell)
    assert code == 0
    assert said["database"] == ("warn", "there is no database yet; `tracker poll` makes it.")
    assert said["feeds"][0] == "warn"


def break_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"pragma user_version = {LATEST + 1}")


def break_garbage(path: Path) -> None:
    path.write_bytes(b"this is no database" * 100)


def break_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(8, len(data) // 4096):
        data[place * 4096 + 8 : place * 4096 + 200] = b"\xff" * 192
    path.write_bytes(data)


def break_short(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def break_foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table bookmarks (address)")
        db.commit()


def break_index(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("delete from revisions_fts_docsize")
        db.commit()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (break_newer, "Update tracker"),
        (break_garbage, "not a tracker database"),
        (break_pages, "`tracker restore FILE`"),
        (break_short, "`tracker restore FILE`"),
        (break_foreign, "is the database of another program"),
        (break_index, "`tracker gc` makes it anew"),
    ],
)
def test_a_database_that_cannot_be_used_is_bad_and_the_rest_is_still_examined(
    shell: Shell, harm: Callable[[Path], None], told: str
) -> None:
    harm(shell.folder / "tracker.db")
    code, said = examined(shell)
    assert code == 1
    assert said["database"][0] == "bad"
    assert told in said["database"][1]
    assert said["config"][0] == said["programs"][0] == said["versions"][0] == "ok"


def test_an_older_database_is_told_of_and_stays_as_it_is(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "data")
    older_database(shell.folder / "tracker.db", LATEST - 1)
    code, said = examined(shell)
    assert (code, said["database"][0], said["size"][0]) == (0, "warn", "warn")
    assert "keeps a copy" in said["database"][1]


def test_an_empty_file_is_no_older_database(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "data")
    (shell.folder / "tracker.db").touch()
    code, said = examined(shell)
    assert (code, said["database"][0]) == (0, "warn")
    assert "is empty; `tracker poll` fills it" in said["database"][1]


def test_a_locked_database_is_told_of_without_a_long_wait(shell: Shell) -> None:
    with closing(sqlite3.connect(shell.folder / "tracker.db", isolation_level=None)) as other:
        other.execute("pragma journal_mode = delete")
        other.execute("begin exclusive")
        # Its bytes are not compared: who closes a file gives up all locks of the process on it.
        done = shell.done("doctor")
    assert done.returncode == 1
    assert "is locked by another program" in done.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to the system's administrator")
def test_a_database_that_can_only_be_read_is_examined_and_said_to_be_so(shell: Shell) -> None:
    shell.folder.chmod(0o500)
    code, said = examined(shell)
    shell.folder.chmod(0o700)
    assert (code, said["database"][0]) == (0, "warn")
    assert "It can only be read: check who owns" in said["database"][1]


def test_a_single_feed_is_told_as_one(shell: Shell) -> None:
    (shell.folder / "feeds.yaml").write_text("- https://a.example/feed\n", encoding="utf-8")
    assert examined(shell)[1]["feeds"] == ("ok", "1 feed, none failing.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theme = ", "is not TOML"),
        ("theem = 'ink'", "Did you mean `theme`?"),
        ("[poll]\nevery_minutes = 0", "must be more than 0"),
        ("engine = 'best'", "`engine` must be"),
    ],
)
def test_a_config_that_cannot_be_used_is_bad(shell: Shell, text: str, told: str) -> None:
    (shell.folder / "config.toml").write_text(text)
    code, said = examined(shell)
    assert code == 1
    assert said["config"][0] == "bad"
    assert told in said["config"][1]


def test_keys_that_collide_and_names_that_are_none_are_told(shell: Shell) -> None:
    (shell.folder / "config.toml").write_text("theme = 'mauve'\n[keys]\nhistory = 'w'\ndance = 'x'\n")
    code, said = examined(shell)
    assert code == 0
    state, account = said["keys"]
    assert state == "warn"
    assert all(part in account for part in ("dance is no command", "history", "mauve is none", "ink"))


def test_a_feeds_file_that_cannot_be_read_is_bad(shell: Shell) -> None:
    (shell.folder / "feeds.yaml").write_text("- [", encoding="utf-8")
    code, said = examined(shell)
    assert (code, said["feeds"][0]) == (1, "bad")


def test_the_network_is_tried_only_when_asked(shell: Shell) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        (shell.folder / "feeds.yaml").write_text(f"- http://127.0.0.1:{port}/feed\n", encoding="utf-8")
        server.setblocking(False)
        examined(shell)
        with pytest.raises(BlockingIOError):
            server.accept()
        assert examined(shell, "--network")[1]["network"] == ("ok", "127.0.0.1 can be reached.")
        server.accept()[0].close()
    code, said = examined(shell, "--network")
    assert (code, said["network"][0]) == (1, "bad")
    _, said = examined(shell, "--network", TRACKER_ALLOW_PRIVATE="")
    assert "is private" in said["network"][1]


def test_tmux_that_may_drop_what_is_copied_is_told_with_the_setting(shell: Shell, tmp_path: Path) -> None:
    _, said = examined(shell, TMUX="/tmp/x,1,0", PATH=str(tmp_path))
    assert said["clipboard"][0] == "warn"
    assert "set-clipboard on" in said["clipboard"][1]


def test_a_model_is_told_with_what_it_took_and_without_its_key(shell: Shell) -> None:
    text = 'engine = "llm"\n[llm]\nmodel = "small-one"\napi_key_env = "MODELS_KEY"\nmax_tokens_a_day = 5000\n'
    (shell.folder / "config.toml").write_text(text, encoding="utf-8")
    code, said = examined(shell, MODELS_KEY="sk-very-secret-0123456789")
    assert code == 0
    account = "small-one at http://127.0.0.1:11434/v1, with a key; 0 requests, 0 of 5,000 tokens, $0.00"
    assert account in said["model"][1]
    assert "very-secret" not in str(said)
    code, said = examined(shell)
    assert code == 1
    assert "the environment's MODELS_KEY" in said["model"][1]


def test_a_model_that_nobody_named_is_missed(shell: Shell) -> None:
    (shell.folder / "config.toml").write_text('engine = "llm"\n', encoding="utf-8")
    assert "needs `model` under [llm]" in examined(shell)[1]["model"][1]


def test_the_server_of_a_model_is_tried_when_the_network_is(shell: Shell) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        text = f'engine = "llm"\n[llm]\nmodel = "small-one"\nbase_url = "http://127.0.0.1:{port}/v1"\n'
        (shell.folder / "config.toml").write_text(text, encoding="utf-8")
        assert examined(shell, "--network")[1]["server"] == ("ok", f"127.0.0.1:{port} can be reached.")
    assert examined(shell, "--network")[1]["server"][0] == "warn"
