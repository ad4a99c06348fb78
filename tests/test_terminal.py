"""The interface in a real terminal, however that behaves: it comes back as it was, and says why."""

from __future__ import annotations

import shutil
import signal
import sys
from threading import Event
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tracker.model import Entry
from tracker.selftest.servers import Answer, Site, silent

pytest.importorskip("pty")

from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tracker.selftest.servers import Handler

LEFT, TAKEN = b"\x1b[?1049l", b"\x1b[?1049h"
# Bytes that one glance at a terminal of 100 × 30 takes at most, styles included.
FRAME = 30_000
ENTRY = Entry(
    "Seaweed bread wins prize", "https://coast.example/1", "urn:1", "A baker won with a loaf of rye."
)
# Widgets with a fault, each put in before the interface begins.
FAULTS = {
    "while drawing": "from tracker.screens.widgets.bars import Bar as faulty; name = 'render_line'",
    "while opening": "from tracker.screens.home_screen import HomeScreen as faulty; name = 'on_mount'",
    "at a key": "from tracker.app import TrackerApp as faulty; name = 'action_feeds'",
}
FAULTY = """
import sys
{fault}
def fail(*_):
    secret = "the value of a variable"
    raise ZeroDivisionError("nobody expects it")
setattr(faulty, name, fail)
from tracker.__main__ import main
main()
"""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        headers = {"Content-Type": "application/rss+xml"}
        running.routes["/feed"] = Answer(rss([ENTRY]), headers=headers)
        running.routes["/silent"] = silent
        yield running


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    terminals: list[Terminal] = []

    def open_terminal(feed: str, *begin: str, **named: str) -> Terminal:
        (tmp_path / "feeds.yaml").write_text(f"- {feed}\n", encoding="utf-8")
        arguments = [*(begin or ("-m", "tracker")), "--data", str(tmp_path)]
        environ = {"TRACKER_ALLOW_PRIVATE": "127.0.0.1", "DATA": str(tmp_path)} | named
        terminals.append(Terminal(*arguments, environ=environ))
        return terminals[-1]

    yield open_terminal
    for terminal in terminals:
        terminal.close()


def test_the_children_that_parse_feeds_start_under_the_interface_too(
    opened: Callable[..., Terminal], site: Site
) -> None:
    """Textual's stderr has no descriptor: multiprocessing's helper could not be started with it."""
    opened(site.url("/feed")).show("1 feed polled")


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, "Q"], ids=str)
def test_whoever_ends_it_gets_the_terminal_back_even_while_a_server_hangs(
    opened: Callable[..., Terminal], site: Site, by: signal.Signals | str
) -> None:
    terminal = opened(site.url("/silent"))
    terminal.show("stories")
    if isinstance(by, str):
        terminal.send(by)
    else:
        terminal.process.send_signal(by)
    assert terminal.end() == 0
    assert terminal.left_behind == []
    assert terminal.glass.strange == []


def test_a_terminal_that_can_draw_nothing_gets_text_without_an_escape(
    opened: Callable[..., Terminal], site: Site
) -> None:
    terminal = opened(site.url("/feed"), TERM="dumb")
    terminal.read(b"tor")
    terminal.send("q\n")
    terminal.end()
    assert b"\x1b" not in terminal.said


@pytest.mark.parametrize("name", ["linux", "xterm", "vt100", "screen", "tmux-256color"])
def test_it_is_drawn_on_every_kind_of_terminal(
    opened: Callable[..., Terminal], site: Site, name: str
) -> None:
    terminal = opened(site.url("/feed"), TERM=name)
    terminal.show("1 feed polled")
    terminal.send("Q")
    assert terminal.end() == 0
    assert terminal.left_behind == []
    assert terminal.glass.strange == []


def test_a_window_that_is_closed_ends_it(opened: Callable[..., Terminal], site: Site) -> None:
    """Textual's writing thread died of the closed terminal, and leaving waited for it for ever."""
    terminal = opened(site.url("/feed"))
    terminal.show("1 feed polled")
    terminal.hang_up()
    assert terminal.process.wait(60) == 0


def test_a_terminal_that_goes_without_a_word_ends_it_too(opened: Callable[..., Terminal], site: Site) -> None:
    """Without SIGHUP the keyboard is at its end for ever, and reading it took a processor whole."""
    terminal = opened(site.url("/feed"), "-c", _DEAF)
    terminal.show("1 feed polled")
    terminal.hang_up()
    assert terminal.process.wait(60) == 0


# As `nohup` does, and for the loop as well, which would heed the signal all the same.
_DEAF = """
import signal
from tracker.screens import sturdy
sturdy.LEAVE = ()
signal.signal(signal.SIGHUP, signal.SIG_IGN)
from tracker.__main__ import main
main()
"""


@pytest.mark.skipif(not shutil.which("bash"), reason="job control needs a shell that has it")
def test_ctrl_z_gives_the_shell_its_terminal_and_fg_goes_on(
    opened: Callable[..., Terminal], site: Site
) -> None:
    terminal = opened(site.url("/feed"), "-c", "import os; os.execvp('bash', ['bash', '--norc', '-i'])")
    terminal.send(f"{sys.executable} -m tracker --data $DATA\r")
    terminal.show("1 feed polled")
    terminal.send("\x1a")
    terminal.read(b"Stopped")
    terminal.send("stty -a; echo the line is $?\r")
    terminal.read(b"the line is 0")
    assert {b"icanon", b"isig", b"echo", b"ixon"} <= set(terminal.said.split())
    # A shell of this age takes pasted text in brackets itself.
    assert set(terminal.glass.left_behind) <= {"mode 2004 is on"}
    terminal.glass.clear()
    terminal.send("fg\r")
    terminal.show("stories", "Help")
    terminal.send("F")
    terminal.show("› feeds")


def test_ctrl_z_where_no_shell_waits_does_not_stop_for_ever(
    opened: Callable[..., Terminal], site: Site
) -> None:
    terminal = opened(site.url("/feed"))
    terminal.show("1 feed polled")
    terminal.send("\x1a")
    terminal.show("There is no shell here to go back to.")
    terminal.process.send_signal(signal.SIGTSTP)
    terminal.send("F")
    terminal.show("› feeds")


def test_one_that_was_stopped_without_warning_takes_the_terminal_anew(
    opened: Callable[..., Terminal], site: Site
) -> None:
    """A shell sets the terminal as it likes meanwhile; SIGCONT alone began a second reader of keys."""
    terminal = opened(site.url("/feed"))
    terminal.show("1 feed polled")
    terminal.process.send_signal(signal.SIGSTOP)
    terminal.stopped()
    terminal.said = b""
    terminal.glass.clear()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.read(TAKEN)
    terminal.show("stories")
    terminal.send("F")
    terminal.show("› feeds")
    terminal.send("Q")
    assert terminal.end() == 0
    assert terminal.left_behind == []


@pytest.mark.parametrize("answers", ["", "yes"], ids=["SIGWINCH", "in band"])
def test_a_terminal_made_tiny_and_large_again_shows_what_it_showed(
    opened: Callable[..., Terminal], site: Site, answers: str
) -> None:
    terminal = opened(site.url("/feed"))
    terminal.answers = bool(answers)
    terminal.show("1 feed polled")
    terminal.send("F")
    # Frames come in pieces: the row of the keys is the last.
    terminal.show("› feeds", "Harbour Wire", "Remove")
    before = [row for row in terminal.glass.rows if "due" not in row]
    for width, height, shown in ((20, 5, "feeds"), (1, 1, ""), (200, 50, "› feeds"), (20, 5, "feeds")):
        terminal.resize(width, height)
        terminal.show(shown)
    terminal.resize(100, 30)
    terminal.show(*filter(None, before))
    # Until the size is known frames of the one before come in.
    terminal.glass.outside.clear()
    terminal.send("q")
    terminal.show("› stories")
    assert terminal.glass.strange == terminal.glass.outside == []


def test_a_terminal_that_takes_nothing_holds_up_no_key(opened: Callable[..., Terminal], site: Site) -> None:
    """Textual's queue of thirty frames filled, and the next key waited for a line of 1,200 bytes a second."""
    asked = Event()

    def ask(handler: Handler) -> None:
        if len(site.asked("/feed")) > 1:
            asked.set()
        handler.give(Answer(rss([ENTRY]), headers={"Content-Type": "application/rss+xml"}), site.requests[-1])

    site.do("/feed", ask)
    terminal = opened(site.url("/feed"))
    terminal.show("1 feed polled")
    drawn = len(terminal.said)
    for _ in range(50):
        terminal.send("Fq")
    terminal.send("R")
    assert asked.wait(60), "the key behind the others was not answered"
    terminal.show("stories", "1 feed polled")
    assert len(terminal.said) - drawn < 8 * FRAME


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_gives_the_terminal_back_and_one_sentence_with_the_log(
    opened: Callable[..., Terminal], site: Site, tmp_path: Path, fault: str
) -> None:
    terminal = opened(site.url("/silent"), "-c", FAULTY.format(fault=FAULTS[fault]))
    if fault == "at a key":
        terminal.show("stories")
        terminal.send("F")
    assert terminal.end() == 1
    assert terminal.left_behind == []
    said = terminal.said.rpartition(LEFT)[2].decode()
    assert "tracker: The interface had to close: ZeroDivisionError: nobody expects it." in said
    log = tmp_path / "tracker.log"
    assert f"{log} says what happened." in "".join(said.split("\r\n"))
    assert "Traceback" not in said
    assert "the value of a variable" not in said
    told = log.read_text(encoding="utf-8")
    assert "the interface ended by a fault" in told
    assert "in fail" in told


def test_a_fault_in_the_demo_leaves_its_log_where_the_sentence_says(
    opened: Callable[..., Terminal], site: Site, tmp_path: Path
) -> None:
    script = FAULTY.format(fault=FAULTS["while opening"]).replace("main()", "sys.argv[1:] = ['demo']; main()")
    terminal = opened(site.url("/feed"), "-c", script, TMPDIR=str(tmp_path))
    assert terminal.end() == 1
    (log,) = tmp_path.glob("*.log")
    assert str(log) in terminal.said.decode().replace("\r\n", "")
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert not list(tmp_path.glob("tracker-demo-*/"))


def test_one_that_is_killed_leaves_no_child_and_no_lock(opened: Callable[..., Terminal], site: Site) -> None:
    """Nobody can restore a terminal after kill -9; `reset` does. All else goes on at the next start."""
    first = opened(site.url("/silent"))
    first.show("stories")
    first.process.send_signal(signal.SIGKILL)
    first.forsaken()
    second = opened(site.url("/feed"))
    second.show("1 feed polled")
    assert "is polling" not in second.glass.text
    second.send("Q")
    assert second.end() == 0


@pytest.mark.parametrize(
    ("burst", "shown"),
    [
        ("/seaweed", ("/ seaweed", "1 article", "› search")),
        ("/outlet:coast seaw", ("/ outlet:coast seaw", "› search")),
        (":feeds\r", ("› feeds", "Harbour Wire")),
        ("iwho won?\r", ("? who won?", "who won? ──", "A baker won")),
        ("Fahello.example", ("Subscribe to", "hello.example")),
        # Keys that Textual gives to the application first, before signs that a field takes at once.
        ("/seax\x7fweed", ("/ seaweed", "1 article")),
        (":feeds\rj", ("› feeds", "Harbour Wire")),
    ],
)
def test_what_is_typed_in_one_burst_arrives_where_its_first_key_leads(
    opened: Callable[..., Terminal], site: Site, burst: str, shown: tuple[str, ...]
) -> None:
    terminal = opened(site.url("/feed"))
    terminal.show("1 feed polled", "No stories yet")
    terminal.send("l")
    terminal.show("Seaweed bread wins prize")
    terminal.send("\r")
    terminal.show("What")
    terminal.send(burst)
    terminal.show(*shown)
