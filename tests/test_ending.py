"""Whatever ends a command that takes long, it ends soon and in order, and says and logs by what."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from threading import Event
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.library import BRIDGE
from tests.shell import Shell
from tracker.model import Entry
from tracker.selftest.servers import Site
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.selftest.servers import Handler

# Seconds after which a process that does not end is given up.
SILENCE = 60
CODES = [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
SAID = {signal.SIGINT: "Stopped."}
# As at a terminal, for what is started in the background ignores SIGINT. What stops it says so, and waits.
START = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, {hangup})
{before}
from tracker.__main__ import main
main()
"""
# Half-way through a verb: its work is begun, and stands still until the signal comes.
STILL = """
from threading import Event
def stand_still(*_, **__):
    print("here", flush=True)
    Event().wait({patience})
    raise SystemExit("nothing came")
"""
MIDWAY = {
    ("backup", "all.zip"): "from tracker.core.copies import archive as where; name = 'pack'",
    ("gc",): "from tracker.store.upkeep import Upkeep as where; name = 'mend'",
    ("rebuild", "1"): "from tracker.core.dossiers.writing import Writing as where; name = '_next'",
    ("demo",): "from tracker.core.rounds.uniting import Uniting as where; name = 'run'",
    ("selftest",): "from tracker.selftest import run as where; name = 'run'",
}


def begin(
    folder: Path, *words: str, before: str = "", hangup: str = "signal.SIG_DFL"
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            START.format(before=before, hangup=hangup),
            *("--data", str(folder)),
            *words,
        ],
        cwd=folder,
        env=os.environ | {"TRACKER_ALLOW_PRIVATE": "127.0.0.1", "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def shell(tmp_path: Path, site: Site) -> Shell:
    """A folder that follows a feed with two articles of one story, polled."""
    shell = Shell(tmp_path / "data")
    entries = [
        Entry(title, f"https://wire.example/{n}", "", text) for n, (_, title, text) in enumerate(BRIDGE[:2])
    ]
    url = site.serve("/feed", rss(entries))
    (shell.folder / "feeds.yaml").write_text(f"- url: {url}\n  fulltext: never\n", encoding="utf-8")
    shell.run("poll")
    return shell


def hang(site: Site) -> tuple[str, Event]:
    """Give the address of a feed that never answers, and what tells that it was asked for."""
    asked = Event()

    def hold(handler: Handler) -> None:
        asked.set()
        handler.site.stopping.wait()

    return site.do("/hangs", hold), asked


def ended_in_order(process: subprocess.Popen[str], number: signal.Signals, code: int) -> None:
    process.send_signal(number)
    _, said = process.communicate(timeout=SILENCE)
    assert process.returncode == code, said
    assert said.splitlines()[-1] == f"tracker: {SAID.get(number, f'Stopped by {number.name}.')}"
    assert "Traceback" not in said


def whole(folder: Path) -> int:
    """Hold the database to be sound and free, and return how many articles it has."""
    store = Store(folder / "tracker.db")
    assert store.upkeep.complaints() == []
    assert store.ingesting.holder() is None
    count = len(store.articles.listed(None, 99))
    store.close()
    return count


@pytest.mark.parametrize(("number", "code"), CODES)
@pytest.mark.parametrize("verb", ["poll", "add"])
def test_what_waits_for_a_server_ends_at_once(
    shell: Shell, site: Site, verb: str, number: signal.Signals, code: int
) -> None:
    url, asked = hang(site)
    if verb == "poll":
        with (shell.folder / "feeds.yaml").open("a", encoding="utf-8") as feeds:
            feeds.write(f"- {url}\n")
    with begin(shell.folder, verb, *([url] if verb == "add" else ["--force"])) as process:
        assert asked.wait(SILENCE)
        ended_in_order(process, number, code)
    assert whole(shell.folder) == 2
    logged = (shell.folder / "tracker.log").read_text(encoding="utf-8")
    reason = "at the keyboard" if number is signal.SIGINT else f"by {number.name}"
    assert f"the command was stopped {reason}" in logged


@pytest.mark.parametrize(("number", "code"), CODES)
@pytest.mark.parametrize("words", MIDWAY, ids=lambda words: words[0])
def test_what_is_half_done_leaves_nothing_half_done(
    shell: Shell, words: tuple[str, ...], number: signal.Signals, code: int
) -> None:
    before = STILL.format(patience=SILENCE) + MIDWAY[words] + "\nsetattr(where, name, stand_still)"
    there = {path.name for path in shell.folder.iterdir()}
    with begin(shell.folder, *words, before=before) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        ended_in_order(process, number, code)
    assert whole(shell.folder) >= 2
    # A log with the reason may have come; no copy, no temporary folder, no half of a file.
    new = {path.name for path in shell.folder.iterdir()} - there
    assert {name for name in new if not re.fullmatch(r"tracker\.(log|db.*)", name)} == set()


def test_a_signal_that_is_ignored_as_under_nohup_stays_so(shell: Shell, site: Site) -> None:
    url, asked = hang(site)
    with (shell.folder / "feeds.yaml").open("a", encoding="utf-8") as feeds:
        feeds.write(f"- {url}\n")
    with begin(shell.folder, "poll", "--force", hangup="signal.SIG_IGN") as process:
        assert asked.wait(SILENCE)
        process.send_signal(signal.SIGHUP)
        ended_in_order(process, signal.SIGTERM, 143)


STUBBORN = """
from threading import Event
from tracker.core import Tools
def close(_):
    for word in ("here", "there"):
        try:
            print(word, flush=True)
            Event().wait(60)
        except BaseException:
            continue
Tools.close = close
"""


def test_a_second_signal_ends_what_did_not_heed_the_first(shell: Shell) -> None:
    with begin(shell.folder, "--quiet", "poll", before=STUBBORN) as process:
        assert process.stdout is not None
        for word in ("here\n", "there\n"):
            assert any(line == word for line in process.stdout)
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SILENCE)
        assert process.returncode == -signal.SIGTERM
