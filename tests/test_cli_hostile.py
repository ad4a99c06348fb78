"""No byte of a feed steers the terminal, whatever the command and whatever goes wrong."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING

import pytest

from tests.builders import json_feed
from tests.shell import Shell
from tracker.cli.session import Session
from tracker.cli.wiring import keep_log
from tracker.model import Entry, Progress
from tracker.selftest.hostile import MARKUP, PAYLOADS, STEERING
from tracker.selftest.servers import Site
from tracker.settings import paths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BRIDGE = "The Orrin bridge in Velmouth is closed, said Mara Quill of the bridge authority, “for good” {}."
COMMANDS = (
    ("stories",),
    ("stories", "--json"),
    ("--plain", "stories"),
    ("show", "1"),
    ("show", "1", "--json"),
    ("show", "1", "--markdown"),
    ("history", "1"),
    ("diff", "1", "1"),
    ("articles",),
    ("articles", "--json"),
    ("search", "orrin"),
    ("why", "1"),
    ("feeds",),
    ("feeds", "--json"),
    ("export", "--opml"),
    ("save", "1", "--format", "html"),
    ("save", "1", "--format", "atom"),
    ("save", "1", "--format", "md"),
    ("listen", "1", "--text"),
    ("digest", "--since", "2026-01-01"),
    ("digest", "--since", "2026-01-01", "--markdown"),
    ("digest", "--since", "2026-01-01", "--json"),
    ("status",),
    ("doctor",),
    ("merge", "1", "2"),
    ("undo",),
)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A folder whose one feed has every payload in title, text, author, address and id."""
    texts = [*PAYLOADS.values(), *MARKUP.values()]
    entries = [
        Entry(
            f"Orrin bridge {n} {text}",
            f"http://127.0.0.1:9/{n}?{text}",
            f"{n}{text}",
            BRIDGE.format(text),
            text,
        )
        for n, text in enumerate(texts)
    ]
    with Site() as site:
        running = Shell(tmp_path_factory.mktemp("hostile") / "data")
        site.serve("/feed", json_feed(entries, title=f"Feed {texts[0]}"))
        running.run("add", site.url("/feed"))
        site.serve("/bad", b"\x1b]52;c;ZXZpbA==\x07 no feed")
        yield running


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_lets_a_payload_through(shell: Shell, words: tuple[str, ...]) -> None:
    done = shell.done(*words)
    # Whether there is a second story to merge is the clusterer's to say; here it matters what is said.
    assert done.returncode in ({0, 2, 3} if words[0] in {"merge", "undo"} else {0}), done.stderr
    assert not STEERING.search(done.stdout)
    assert not STEERING.search(done.stderr)


def test_every_payload_was_stored_as_an_article(shell: Shell) -> None:
    assert len(shell.json("articles")) == len(PAYLOADS) + len(MARKUP)


@pytest.mark.parametrize("name", PAYLOADS)
def test_no_error_message_lets_a_payload_through(shell: Shell, name: str) -> None:
    # NUL and lone surrogates can't be passed to a process at all.
    payload = PAYLOADS[name].replace("\x00", "").encode(errors="ignore").decode()
    for words in (("show", payload), ("remove", payload), ("add", payload), (payload,)):
        done = shell.done(*words)
        assert done.returncode in {1, 2, 3}
        assert "Traceback" not in done.stderr
        assert not STEERING.search(done.stdout + done.stderr)


def test_json_writes_by_their_numbers_what_would_steer_in_the_name_of_a_file(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "data\x9b31m\u202e\U000e0041")
    found = shell.run("dirs", "--json")
    assert not STEERING.search(found)
    assert "\U000e0041" not in found
    assert str(shell.folder) in json.loads(found).values()


def test_colour_is_the_only_escape_and_only_where_it_is_asked_for(shell: Shell) -> None:
    coloured = shell.run("--color", "always", "show", "1")
    assert not STEERING.search(re.sub(r"\x1b\[[0-9;]*m", "", coloured))


def test_a_log_holds_no_payload(tmp_path: Path) -> None:
    keep_log(paths(tmp_path, None, {}), verbose=False)
    logger = logging.getLogger("tracker")
    for name, payload in PAYLOADS.items():
        logger.warning("%s: %s", name, payload)
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    log = (tmp_path / "tracker.log").read_text(encoding="utf-8")
    assert all(name in log for name in PAYLOADS)
    assert not STEERING.search(log)


@pytest.mark.parametrize("name", PAYLOADS)
def test_talk_and_progress_let_no_payload_through(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    session = Session(verbose=True)
    session.talk(PAYLOADS[name])
    session.progress()(Progress("fetch", 1, 2, PAYLOADS[name]))
    said = capsys.readouterr().err
    assert "before" in said
    assert not STEERING.search(said)
