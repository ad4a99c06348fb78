"""The interface in a real terminal: its children start, and the terminal comes back as it was."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.servers import Answer, Site, silent
from tracker.model import Entry

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Seconds after which a terminal that says nothing is given up.
SILENCE = 60
LEFT = b"\x1b[?1049l"
ENTRY = Entry(
    "Seaweed bread wins prize", "https://coast.example/1", "urn:1", "A baker won with a loaf of rye."
)


class Terminal:
    """A pseudo-terminal with tracker in it."""

    def __init__(self, folder: Path, feed: str, **environ: str) -> None:
        (folder / "feeds.yaml").write_text(f"- {feed}\n", encoding="utf-8")
        self.master, self.slave = pty.openpty()
        termios.tcsetwinsize(self.slave, (30, 100))
        self.settings = termios.tcgetattr(self.slave)
        self.said = b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tracker", "--data", str(folder)],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env=os.environ | {"TERM": "xterm-256color", "TRACKER_ALLOW_PRIVATE": "127.0.0.1"} | environ,
            start_new_session=True,
        )

    def read(self, until: bytes) -> None:
        """Read what is drawn until something is."""
        while until not in self.said:
            ready, _, _ = select.select([self.master], [], [], SILENCE)
            assert ready, self.said[-2000:]
            self.said += os.read(self.master, 65536)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)


@pytest.fixture
def open_on(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def open_terminal(feed: str, **environ: str) -> Terminal:
        opened.append(Terminal(tmp_path, feed, **environ))
        return opened[-1]

    yield open_terminal
    for terminal in opened:
        terminal.close()


def test_the_children_that_parse_feeds_start_under_the_interface_too(
    open_on: Callable[..., Terminal],
) -> None:
    """Textual's stderr has no descriptor: multiprocessing's helper could not be started with it."""
    with Site() as site:
        site.routes["/feed"] = Answer(rss([ENTRY]), headers={"Content-Type": "application/rss+xml"})
        open_on(site.url("/feed")).read(b"1 feed polled")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, "q"], ids=str)
def test_whoever_ends_it_gets_the_terminal_back_even_while_a_server_hangs(
    open_on: Callable[..., Terminal], number: signal.Signals | str
) -> None:
    with Site() as site:
        site.routes["/feed"] = silent
        terminal = open_on(site.url("/feed"))
        terminal.read(b"No stories yet.")
        if isinstance(number, str):
            os.write(terminal.master, number.encode())
        else:
            terminal.process.send_signal(number)
        terminal.read(LEFT)
        assert terminal.process.wait(SILENCE) == 0
        assert termios.tcgetattr(terminal.slave) == terminal.settings


def test_a_terminal_that_can_draw_nothing_gets_the_story_list_as_text(
    open_on: Callable[..., Terminal],
) -> None:
    terminal = open_on("http://127.0.0.1:9/", TERM="dumb")
    terminal.read(b"No stories.")
    assert terminal.process.wait(SILENCE) == 0
    assert b"\x1b" not in terminal.said
