"""`tracker watch`: its loop on a clock of the test's own, and as a process that gets signals."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.fakes import FakeNetwork
from tests.library import BRIDGE, COAST, Newsroom
from tests.shell import Shell
from tracker import model, subscriptions
from tracker.cli.watching import BUSY, LONGEST, LONGEST_TROUBLE, TROUBLE, Watch
from tracker.errors import StoppedError, StoreError
from tracker.fetch import Failure
from tracker.model import Entry, Subscription
from tracker.selftest.servers import Site
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.fakes import FakeClock
    from tracker.cli import watching
    from tracker.core import Tracker
    from tracker.fetch import Response
    from tracker.model import PollSummary, Progress

# Numbers of signals, and the exit codes that belong to them.
TERM, HUP = int(signal.SIGTERM), int(signal.SIGHUP)
ENDING = {TERM: 0}
# Seconds after which a process that does not do what it should is given up.
SILENCE = 60


class Script:
    """An inbox that does one deed of the test for each pause of the loop, and notes its length.

    A deed may return the number of a signal; otherwise the clock moves on by the pause.
    After the last deed comes SIGTERM.
    """

    def __init__(self, clock: FakeClock, *deeds: Callable[[], object]) -> None:
        self.pauses: list[float] = []
        self._clock = clock
        self._deeds = deque(deeds)
        self._ended: SimpleQueue[watching.Event] = SimpleQueue()

    def put(self, event: watching.Event, /) -> None:
        self._ended.put(event)

    def get(self, block: bool = True, timeout: float | None = None) -> watching.Event:  # noqa: FBT001, FBT002 - the queue's own
        if timeout is None:
            return self._ended.get(block)
        self.pauses.append(timeout)
        if not self._deeds:
            return TERM
        came = self._deeds.popleft()()
        if isinstance(came, int):
            return came
        self._clock.forward(seconds=timeout)
        raise Empty


@dataclass
class Told:
    """What the loop reported."""

    rounds: list[PollSummary] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    notices: list[model.Told] = field(default_factory=list)

    def round(self, summary: PollSummary) -> None:
        self.rounds.append(summary)

    def told(self, told: model.Told) -> None:
        self.notices.append(told)

    def trouble(self, text: str) -> None:
        self.troubles.append(text)

    def progress(self, progress: Progress) -> None:
        del progress


class Watcher:
    """A newsroom that is watched as a test's script has it."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.told = Told()
        self.opened = 0
        self.refuse: list[Exception] = []

    @contextmanager
    def open(self) -> Iterator[Tracker]:
        self.opened += 1
        if self.refuse:
            raise self.refuse.pop(0)
        yield self.newsroom.tracker

    def watch(self, *deeds: Callable[[], object]) -> list[float]:
        """Watch until the script is through; return the pauses."""
        script = Script(self.newsroom.clock, *deeds)
        assert Watch(self.open, self.newsroom.clock, script, self.told, ENDING).run() == 0
        return script.pauses

    @property
    def asked(self) -> list[str]:
        return [url for url, _, _ in self.newsroom.network.asked]


@pytest.fixture
def watcher(newsroom: Newsroom) -> Watcher:
    return Watcher(newsroom)


def nothing() -> None:
    """Let a pause pass."""


def test_every_feed_is_polled_at_once_and_again_when_it_is_due_and_not_before(watcher: Watcher) -> None:
    watcher.newsroom.publish(*BRIDGE[0])
    watcher.watch(*[nothing] * 59)
    assert sorted(watcher.asked) == sorted(watcher.newsroom.entries)
    watcher.newsroom.clock.forward(days=1)
    watcher.watch(nothing)
    assert len(watcher.asked) == 6
    assert len(watcher.told.rounds) == 1


def test_a_feed_that_was_added_while_it_pauses_is_polled_at_the_next_look(watcher: Watcher) -> None:
    new = "http://hills.example/feed"
    watcher.newsroom.network.serve(new, rss([Entry("Lambs are early", "https://hills.example/1")]))
    pauses = watcher.watch(
        lambda: subscriptions.add(watcher.newsroom.feeds, Subscription(new)),
        nothing,
    )
    assert watcher.asked[3:] == [new]
    assert max(pauses) <= LONGEST


def test_a_clock_that_leaps_is_noticed_at_the_next_look(watcher: Watcher) -> None:
    watcher.watch(lambda: watcher.newsroom.clock.forward(days=2), nothing)
    assert len(watcher.asked) == 6


def test_a_feeds_file_broken_by_an_edit_is_told_once_and_polling_goes_on_when_it_is_mended(
    watcher: Watcher,
) -> None:
    good = watcher.newsroom.feeds.read_text()

    def mend() -> None:
        watcher.newsroom.feeds.write_text(good)

    pauses = watcher.watch(
        lambda: watcher.newsroom.feeds.write_text("feeds: [unclosed\n") and None,
        nothing,
        nothing,
        mend,
        nothing,
    )
    told, better = watcher.told.troubles
    assert "feeds.yaml" in told
    assert better == "Polling works again."
    assert pauses[1:4] == [TROUBLE, 2 * TROUBLE, 4 * TROUBLE]


def test_what_fails_again_and_again_is_tried_ever_later_up_to_a_bound(watcher: Watcher) -> None:
    watcher.refuse = [StoreError("tracker.db can't grow: the disk is full.", "Make room.")] * 12
    pauses = watcher.watch(*[nothing] * 12)
    assert watcher.told.troubles == [
        "tracker.db can't grow: the disk is full. Make room.",
        "Polling works again.",
    ]
    assert pauses[:3] == [TROUBLE, 2 * TROUBLE, 4 * TROUBLE]
    assert pauses[11] == LONGEST_TROUBLE
    assert len(watcher.asked) == 3


class Closable(FakeNetwork):
    """A network that, once it is closed, stays so."""

    cut = False

    def get(self, url: str, etag: str = "", modified: str = "") -> Response | Failure:
        return Failure(url, "tracker is closing") if self.cut else super().get(url, etag, modified)

    def close(self) -> None:
        self.cut = True


def test_after_a_round_that_failed_the_next_one_asks_again(newsroom: Newsroom) -> None:
    """Whoever asks is cut off when a round fails, which must not cut off the rounds that follow."""
    newsroom.publish(COAST, "A long report", "The harbour of Velmouth is deep. " * 10_000)
    newsroom.tools._make_fetch = lambda: Closable(newsroom.network.pages)
    database = newsroom.tracker.store._connections.connection
    pages = database.execute("pragma page_count").fetchone()[0]
    database.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(StoreError, match="the disk is full"):
        newsroom.tracker.polling.round()
    database.execute("pragma max_page_count = 1000000")
    summary = newsroom.tracker.polling.round()
    assert (summary.failed, summary.new_articles) == (0, 1)


def test_that_there_is_no_network_is_told_once_and_once_that_it_is_back(watcher: Watcher) -> None:
    network = watcher.newsroom.network
    network.vanish(watcher.newsroom.entries)
    watcher.watch(*[nothing] * 15, watcher.newsroom.serve, *[nothing] * 5)
    assert watcher.told.troubles == [
        "No network: none of 3 feeds could be reached.",
        "The network is back.",
    ]
    assert len(watcher.asked) > 6, "it asked again by itself"


def test_a_fault_of_ours_ends_nothing(watcher: Watcher) -> None:
    watcher.refuse = [ZeroDivisionError("division by zero")]
    watcher.watch(nothing)
    assert watcher.told.troubles[0] == "ZeroDivisionError: division by zero"
    assert len(watcher.asked) == 3


def test_while_another_process_polls_it_waits_and_says_so_once(watcher: Watcher) -> None:
    other = Store(watcher.newsroom.tracker.store.path)
    poll = other.ingesting.held("tracker poll", watcher.newsroom.clock())
    poll.__enter__()
    pauses = watcher.watch(nothing, lambda: poll.__exit__(None, None, None), nothing)
    assert "tracker poll (process" in watcher.told.troubles[0]
    assert watcher.told.troubles[1:] == ["Polling works again."]
    assert pauses[:2] == [BUSY, BUSY]
    assert len(watcher.asked) == 3
    other.close()


def test_sighup_opens_everything_anew_and_polls_at_once(watcher: Watcher) -> None:
    watcher.watch(lambda: watcher.newsroom.clock.forward(days=1), lambda: HUP, nothing)
    assert watcher.opened == 2
    assert len(watcher.asked) == 6


def test_a_feed_that_fails_is_told_once_for_each_reason(watcher: Watcher) -> None:
    def days(reason: str) -> Callable[[], None]:
        def deed() -> None:
            watcher.newsroom.network.fail(COAST, reason)
            watcher.newsroom.clock.forward(days=3)

        return deed

    reasons = ("no such host", "no such host", "503 Service Unavailable")
    watcher.watch(*map(days, reasons), nothing)
    assert watcher.told.troubles == [f"{COAST}: no such host", f"{COAST}: 503 Service Unavailable"]


def test_a_round_that_brings_nothing_new_is_not_told(watcher: Watcher) -> None:
    watcher.newsroom.publish(*BRIDGE[0])
    watcher.watch(lambda: watcher.newsroom.clock.forward(days=3), nothing)
    assert len(watcher.asked) == 6
    assert [told.new_articles for told in watcher.told.rounds] == [1]


def test_rounds_leave_no_connection_behind(watcher: Watcher) -> None:
    store = watcher.newsroom.tracker.store

    def day_later() -> None:
        watcher.newsroom.clock.forward(days=1)
        opened.append(len(store._connections._open))

    opened: list[int] = []
    watcher.watch(*[day_later] * 6)
    assert len(set(opened)) == 1


@pytest.mark.parametrize("stage", ["fetch", "cluster", "dossier"])
def test_a_round_told_to_stop_ends_in_whatever_stage_and_nothing_is_lost(tmp_path: Path, stage: str) -> None:
    def room() -> Newsroom:
        found = Newsroom(tmp_path)
        for article in BRIDGE[:3]:
            found.publish(*article)
        return found

    def stop(progress: Progress) -> None:
        if progress.stage == stage:
            stopped.tracker.polling.stop()

    stopped = room()
    with pytest.raises(StoppedError):
        stopped.tracker.polling.round(progress=stop)
    stopped.close()
    later = room()
    later.poll()
    assert len(later.tracker.store.articles.listed(None, 9)) == 3
    assert later.tracker.store.articles.waiting(9) == []
    assert later.tracker.store.stories.owed() == []
    later.close()


# ------------------------------------------------------------ as a process


class Process:
    """`tracker watch` in a process of its own, on a data folder."""

    def __init__(self, folder: Path, *words: str, **environ: str) -> None:
        self.running = subprocess.Popen(
            [sys.executable, "-m", "tracker", "--data", str(folder), "watch", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"TRACKER_ALLOW_PRIVATE": "127.0.0.1", "PYTHONIOENCODING": "utf-8"} | environ,
            text=True,
        )

    def line(self) -> str:
        """Wait for the next line of stdout."""
        assert self.running.stdout is not None
        return self.running.stdout.readline()

    def ended(self, number: int | None = None) -> tuple[int, str]:
        """Send a signal, wait for the end; return exit code and stderr."""
        if number is not None:
            self.running.send_signal(number)
        _, told = self.running.communicate(timeout=SILENCE)
        return self.running.returncode, told


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Process]]:
    started: list[Process] = []

    def begin(folder: Path, *words: str, **environ: str) -> Process:
        started.append(Process(folder, *words, **environ))
        return started[-1]

    del tmp_path
    yield begin
    for process in started:
        process.running.kill()
        process.running.communicate()


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def folder_with(tmp_path: Path, *urls: str) -> Shell:
    """Make a data folder that follows these feeds."""
    shell = Shell(tmp_path / "data")
    (shell.folder / "feeds.yaml").write_text("".join(f"- {url}\n" for url in urls))
    return shell


def feed(*articles: tuple[str, str, str]) -> bytes:
    return rss([Entry(title, f"https://wire.example/{title[:9]}", "", text) for _, title, text in articles])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_cleanly_between_two_rounds(
    tmp_path: Path, site: Site, start: Callable[..., Process], number: int, code: int
) -> None:
    shell = folder_with(tmp_path, site.serve("/feed", feed(BRIDGE[0])))
    watch = start(shell.folder)
    assert "1 feed polled · 1 new article" in watch.line()
    assert watch.ended(number) == (code, "Stopped watching.\n")


def test_a_signal_ends_it_while_a_server_does_not_even_open_its_door(
    tmp_path: Path, site: Site, start: Callable[..., Process]
) -> None:
    """A connection that is not made yet can't be cut: the process has to leave its threads behind."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as shut:
        port = shut.getsockname()[1]
        queued = [socket.socket() for _ in range(3)]
        for each in queued:
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
        asked = Event()
        answered = site.do("/feed", lambda _: asked.set())
        shell = folder_with(tmp_path, f"http://127.0.0.1:{port}/", answered)
        with (shell.folder / "config.toml").open("a") as config:
            config.write("deadline_seconds = 100000\n")
        watch = start(shell.folder)
        assert asked.wait(SILENCE)
        assert watch.ended(signal.SIGTERM)[0] == 0
        for each in queued:
            each.close()
    store = Store(shell.folder / "tracker.db")
    assert store.upkeep.complaints() == []
    assert store.watching.holder() is None
    store.close()


def test_without_a_terminal_sighup_reads_settings_and_feeds_anew_and_polls(
    tmp_path: Path, site: Site, start: Callable[..., Process]
) -> None:
    shell = folder_with(tmp_path, site.serve("/one", feed(BRIDGE[0])))
    watch = start(shell.folder)
    assert "1 feed polled" in watch.line()
    with (shell.folder / "feeds.yaml").open("a") as feeds:
        feeds.write(f"- {site.serve('/two', feed(BRIDGE[1]))}\n")
    watch.running.send_signal(signal.SIGHUP)
    assert "1 feed polled · 1 new article · 1 new version: " in watch.line()
    assert watch.ended(signal.SIGTERM)[0] == 0


def test_the_end_of_its_terminal_ends_it(tmp_path: Path, site: Site) -> None:
    pty = pytest.importorskip("pty")
    shell = folder_with(tmp_path, site.serve("/feed", feed(BRIDGE[0])))
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tracker", "--data", str(shell.folder), "watch"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=os.environ | {"TRACKER_ALLOW_PRIVATE": "127.0.0.1"},
        start_new_session=True,
    ) as watch:
        os.close(slave)
        said = b""
        while b"1 feed polled" not in said:
            said += os.read(master, 4096)
        # Before a round brings something, hours may pass in which nothing is told.
        assert said.startswith(b"Watching your feeds: a feed is due now. ctrl+c ends it.")
        watch.send_signal(signal.SIGHUP)
        os.close(master)
        assert watch.wait(SILENCE) == 0


def test_it_ends_when_whoever_read_its_lines_has_left(
    tmp_path: Path, site: Site, start: Callable[..., Process]
) -> None:
    shell = folder_with(tmp_path, site.serve("/one", feed(BRIDGE[0])))
    watch = start(shell.folder)
    watch.line()
    assert watch.running.stdout is not None
    watch.running.stdout.close()
    with (shell.folder / "feeds.yaml").open("a") as feeds:
        feeds.write(f"- {site.serve('/two', feed(BRIDGE[1]))}\n")
    watch.running.send_signal(signal.SIGHUP)
    assert watch.running.wait(SILENCE) == 0


def test_only_one_watches_and_the_second_says_who(
    tmp_path: Path, site: Site, start: Callable[..., Process]
) -> None:
    shell = folder_with(tmp_path, site.serve("/feed", feed(BRIDGE[0])))
    watch = start(shell.folder)
    watch.line()
    done = shell.done("watch")
    assert done.returncode == 1
    assert f"tracker watch (process {watch.running.pid} on" in done.stderr
    assert "watches already" in done.stderr
    polling = next(found for found in shell.json("doctor") if found["what"] == "polling")
    assert f"tracker watch (process {watch.running.pid})" in polling["account"]
    watch.running.kill()
    watch.running.wait()
    assert "nobody" in next(found for found in shell.json("doctor") if found["what"] == "polling")["account"]


def test_a_feeds_file_that_cant_be_read_at_the_start_is_told_and_nothing_begins(tmp_path: Path) -> None:
    shell = folder_with(tmp_path)
    (shell.folder / "feeds.yaml").write_text("feeds: [unclosed\n")
    done = shell.done("watch")
    assert done.returncode == 2
    assert "feeds.yaml" in done.stderr


def test_lines_bear_the_time_and_quiet_prints_none(
    tmp_path: Path, site: Site, start: Callable[..., Process]
) -> None:
    shell = folder_with(tmp_path, site.serve("/feed", feed(BRIDGE[0])), "http://127.0.0.1:9/none")
    environ = {"JOURNAL_STREAM": ""}
    watch = start(shell.folder, "--now", "2026-05-12T06:00", **environ)
    assert watch.line().startswith("2026-05-12T06:00:00Z 2 feeds polled · 1 failed · 1 new article")
    assert "2026-05-12T06:00:00Z http://127.0.0.1:9/none: " in watch.ended(signal.SIGTERM)[1]
    site.serve("/feed", feed(*BRIDGE[:2]))
    quiet = start(shell.folder, "--quiet", "--now", "2026-05-13T06:00")
    while len(shell.json("articles")) < 2:
        assert quiet.running.poll() is None
    quiet.running.send_signal(signal.SIGTERM)
    out, told = quiet.running.communicate(timeout=SILENCE)
    assert (out, told) == ("", "")
