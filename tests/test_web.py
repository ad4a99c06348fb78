"""`tracker web`: only this machine, only our own page, and nothing changes that was not asked for."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from asyncio import timeout
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import tracker
from tests.interface import settled
from tests.library import BRIDGE, Newsroom
from tests.older import older_database
from tracker.app import TrackerApp
from tracker.cli.web.guard import Guard, loopback
from tracker.errors import StoreError, TrackerError, UsageError
from tracker.schema import LATEST
from tracker.screens.commands import COMMANDS
from tracker.screens.messages import Browse
from tracker.settings import Settings
from tracker.store import Filter, Store
from tracker.store.connection import Connections

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping

    from textual.pilot import Pilot

# Seconds after which a server or a browser that says nothing is given up.
SILENCE = 20
KEY = "k3y"
# The story of a newsroom after two steps.
TITLE = BRIDGE[1][1]
GUARD = Guard("127.0.0.1", 8000, KEY)
OWN = {"Host": "127.0.0.1:8000", "Origin": "http://127.0.0.1:8000"}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom with a story of two versions, and then one that can only be read."""
    writing = Newsroom(tmp_path)
    writing.run_bridge(2)
    now = writing.clock.moment
    writing.close()
    reading = Newsroom(tmp_path, Store(tmp_path / "tracker.db", reading=True))
    reading.clock.moment = now
    yield reading
    reading.close()


def contents(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    connections = Connections(folder / "tracker.db", reading=True)
    try:
        names = [row[0] for row in connections.rows("select name from sqlite_master where type = 'table'")]
        return {name: [tuple(row) for row in connections.rows(f"select * from {name}")] for name in names}
    finally:
        connections.close()


# ------------------------------------------------------------------------------ who may ask


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.9"])
def test_a_loopback_address_is_served_on(host: str) -> None:
    assert loopback(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.7", "8.8.8.8", "", "news.example", "localhost."]
)
def test_any_other_address_is_refused_with_the_reason_and_a_way(host: str) -> None:
    with pytest.raises(UsageError, match=r"asks nobody for a password.*ssh -L"):
        loopback(host)


@pytest.mark.parametrize(
    "headers",
    [
        OWN,
        {"Host": "localhost:8000", "Origin": "http://localhost:8000"},
        OWN | {"Sec-Fetch-Site": "same-origin"},
    ],
)
def test_our_own_page_may_open_the_socket(headers: Mapping[str, str]) -> None:
    assert GUARD.refusal(headers, socket=True) == ""


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "127.0.0.1:8000"},
        OWN | {"Origin": "http://evil.example"},
        OWN | {"Origin": "null"},
        OWN | {"Origin": "http://127.0.0.1:8001"},
        OWN | {"Origin": "https://127.0.0.1:8000"},
        OWN | {"Origin": "http://127.0.0.1:8000.evil.example"},
        {"Host": "evil.example:8000", "Origin": "http://evil.example:8000"},
        {"Host": "127.0.0.1", "Origin": "http://127.0.0.1"},
        OWN | {"Sec-Fetch-Site": "cross-site"},
        OWN | {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "websocket"},
    ],
)
def test_no_other_page_may_open_the_socket(headers: Mapping[str, str]) -> None:
    assert GUARD.refusal(headers, socket=True)


def test_the_page_may_be_opened_from_anywhere_but_not_be_part_of_another_page() -> None:
    clicked = {"Host": "localhost:8000", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert GUARD.refusal(clicked | {"Sec-Fetch-Dest": "document"}, socket=False) == ""
    assert GUARD.refusal(clicked | {"Sec-Fetch-Dest": "iframe"}, socket=False)
    assert GUARD.refusal({"Host": "rebound.example:8000"}, socket=False)


def test_each_server_has_a_key_of_its_own() -> None:
    one, other = Guard("::1", 80), Guard("::1", 80)
    assert one.key != other.key
    assert one.address == f"http://[::1]/{one.key}/"
    assert one.refusal({"Host": "[::1]", "Origin": "http://[::1]"}, socket=True) == ""


# ------------------------------------------------------------------------------ for reading only


def test_the_database_refuses_every_change_where_it_is_open_for_reading(room: Newsroom) -> None:
    before = contents(room.feeds.parent)
    store = room.tracker.store
    with pytest.raises(StoreError, match="reading only"), store.write():
        pass
    with pytest.raises(StoreError):
        store._connections.rows("delete from versions")
    assert contents(room.feeds.parent) == before


def test_a_database_that_is_not_there_is_not_made_by_who_only_reads(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be opened"):
        Store(tmp_path / "tracker.db", reading=True)
    assert list(tmp_path.iterdir()) == []


def test_an_older_database_is_not_brought_up_to_date_by_who_only_reads(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    older_database(path, LATEST - 1)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="older tracker"):
        Store(path, reading=True)
    assert path.read_bytes() == before


def test_feeds_cannot_be_changed_where_nothing_may_be(room: Newsroom) -> None:
    before = room.feeds.read_bytes()
    with pytest.raises(StoreError, match="reading only"):
        room.tracker.subscribing.remove("Coast Daily")
    with pytest.raises(StoreError, match="reading only"):
        room.tracker.subscribing.import_file(room.feeds)
    assert room.feeds.read_bytes() == before


class Opening(TrackerApp):
    """Remembers what a browser was asked to open."""

    CSS_PATH = str(Path(tracker.__file__).with_name("tracker.tcss"))
    asked: tuple[str, ...] = ()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        assert new_tab
        self.asked = (*self.asked, url)


@asynccontextmanager
async def window(room: Newsroom) -> AsyncIterator[tuple[Opening, Pilot[None]]]:
    """Open the interface as `tracker web` does."""
    app = Opening(room.tracker, Settings(), poll=False, reading=True, remote=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        yield app, pilot


def shown(app: TrackerApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_what_writes_is_not_offered_and_reading_a_story_leaves_no_mark(room: Newsroom) -> None:
    before = contents(room.feeds.parent)
    async with window(room) as (app, pilot):
        assert "read-only" in shown(app)
        assert "Follow" not in shown(app)
        for key in ("f", "m", "N", "A", "r", "U", "enter", "f", "a", "q", "F", "x", "q", "l", "enter"):
            await pilot.press(key)
            await settled(pilot)
        assert "can't be" not in shown(app)
        assert "can't be" not in shown(app)
    assert contents(room.feeds.parent) == before


async def test_help_and_the_command_line_name_only_what_is_offered(room: Newsroom) -> None:
    writes = [command for command in COMMANDS if command.writes or command.local]
    assert {"follow", "mute", "poll", "add", "undo", "listen"} <= {command.id for command in writes}
    async with window(room) as (app, pilot):
        await pilot.press("question_mark")
        await settled(pilot)
        for _ in range(10):
            assert not [command.help for command in writes if command.help in shown(app)]
            await pilot.press("pagedown")
        for keys in (["escape"], ["colon"], [*"poll"]):
            await pilot.press(*keys)
            await settled(pilot)
        assert not [command.help for command in writes if command.help in shown(app)]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "--option", "data:text/html,x"])
async def test_a_link_is_opened_by_the_browser_of_who_looks_and_only_to_the_web(
    room: Newsroom, url: str
) -> None:
    async with window(room) as (app, pilot):
        app.post_message(Browse(url))
        app.post_message(Browse("https://coast.example/1"))
        await settled(pilot)
        assert app.asked == ("https://coast.example/1",)


def test_no_story_is_read_by_being_shown_in_a_window(room: Newsroom) -> None:
    (story,) = room.tracker.reading.stories(Filter(lone=False))
    room.tracker.reading.mark_read(room.tracker.reading.version(story.number))
    assert room.tracker.reading.stories(Filter(lone=False)) == [story]


# ------------------------------------------------------------------------------ the server


class Serving:
    """`tracker web` as a process."""

    def __init__(self, folder: Path, *words: str) -> None:
        command = [sys.executable, "-m", "tracker", "--data", str(folder), "web", "--port", "0", *words]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], SILENCE)
        assert ready
        self.address = self.process.stdout.readline().strip()
        self.origin = self.address.rsplit("/", 2)[0]

    def children(self) -> list[int]:
        pid = self.process.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Serving]]:
    pytest.importorskip("textual_serve", reason="the extra [web] is not installed")
    room = Newsroom(tmp_path)
    room.run_bridge(2)
    room.close()
    servers: list[Serving] = []

    def start(*words: str) -> Serving:
        servers.append(Serving(tmp_path, *words))
        return servers[-1]

    yield start
    for each in servers:
        each.close()


class Talk:
    """One WebSocket of a server, as textual-serve's page speaks on it."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self.said = b""

    async def type(self, keys: str) -> None:
        await self._socket.send_json(["stdin", keys])

    async def until(self, wanted: str) -> None:
        """Read what is drawn until something is."""
        with suppress(TimeoutError):
            async with timeout(SILENCE):
                while wanted.encode() not in self.said:
                    self.said += (await self._socket.receive()).data
        assert wanted.encode() in self.said, self.said[-2000:]

    async def ended(self) -> None:
        async with timeout(SILENCE):
            while not self._socket.closed:
                await self._socket.receive()


@asynccontextmanager
async def talking(server: Serving) -> AsyncIterator[Talk]:
    from aiohttp import ClientSession

    async with (
        ClientSession() as client,
        client.ws_connect(
            f"{server.address}ws?width=120&height=40", headers={"Origin": server.origin}, max_msg_size=0
        ) as socket,
    ):
        yield Talk(socket)


async def test_a_window_shows_the_stories_and_opens_one_and_changes_nothing(
    serve: Callable[..., Serving], tmp_path: Path
) -> None:
    before = contents(tmp_path)
    async with talking(serve()) as window:
        await window.until("\x1b]2;stories\x07")
        await window.type("f")
        await window.type("\r")
        await window.until(f"\x1b]2;{TITLE}\x07")
        await window.until("Open questions")
        await window.type("f")
        await window.type("Q")
        await window.ended()
    assert contents(tmp_path) == before


async def test_with_write_a_window_is_the_whole_interface(
    serve: Callable[..., Serving], tmp_path: Path
) -> None:
    (tmp_path / "feeds.yaml").write_text("[]\n", encoding="utf-8")
    async with talking(serve("--write")) as window:
        await window.until("\x1b]2;stories\x07")
        await window.until(TITLE)
        await window.type("N")
        await window.until("0 changed")
        await window.type("Q")
        await window.ended()
    store = Store(tmp_path / "tracker.db", reading=True)
    assert not store.shelf.stories(Filter(lone=False))[0].unread
    store.close()


async def test_the_page_loads_from_its_own_origin_alone_and_the_key_is_needed(
    serve: Callable[..., Serving],
) -> None:
    from aiohttp import ClientSession

    server = serve()
    async with ClientSession() as client:
        async with client.get(server.address) as answer:
            page, headers = await answer.text(), answer.headers
        assert answer.status == 200
        assert "https:" not in page
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        for path, status in (("/", 404), ("/wrong/", 404), ("/own/server.py", 404), ("/static/", 403)):
            async with client.get(server.origin + path) as answer:
                assert answer.status == status, path
        for headers_sent in ({"Host": "rebound.example"}, {"Origin": "http://evil.example"}):
            async with client.get(server.address, headers=headers_sent) as answer:
                assert answer.status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
async def test_a_page_of_another_site_starts_no_window(serve: Callable[..., Serving], origin: str) -> None:
    from aiohttp import ClientSession, WSServerHandshakeError

    server = serve()
    async with ClientSession() as client:
        with pytest.raises(WSServerHandshakeError, match="403"):
            await client.ws_connect(f"{server.address}ws", headers={"Origin": origin} if origin else {})
    assert server.children() == []


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="the end of a stranger's process is seen on Linux")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
async def test_whatever_ends_the_server_ends_its_windows(
    serve: Callable[..., Serving], number: signal.Signals
) -> None:
    server = serve()
    async with talking(server) as window:
        await window.until("\x1b]2;stories\x07")
        (child,) = server.children()
        handle = os.pidfd_open(child)
        server.process.send_signal(number)
        await window.ended()
    _, errors = server.process.communicate(timeout=SILENCE)
    assert server.process.returncode == (-signal.SIGKILL if number == signal.SIGKILL else 0)
    assert "Traceback" not in errors
    ended, _, _ = select.select([handle], [], [], SILENCE)
    os.close(handle)
    assert ended


def refused(*words: str, start: str = "pass") -> tuple[int, str]:
    """Run a command line that fails; return its exit code and what it said."""
    code = f"import sys; {start}; from tracker.cli import run; sys.exit(run(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    code, told = refused("--data", str(tmp_path), "web", start="sys.modules['textual_serve'] = None")
    assert code == 1
    assert "pip install textual-serve aiohttp" in told
    assert list(tmp_path.iterdir()) == []


def test_another_host_is_refused_and_a_taken_port_and_a_missing_database(
    serve: Callable[..., Serving], tmp_path: Path
) -> None:
    code, told = refused("--data", str(tmp_path), "web", "--host", "0.0.0.0")
    assert (code, "password" in told) == (2, True)
    port = serve().origin.rpartition(":")[2]
    code, told = refused("--data", str(tmp_path), "web", "--port", port)
    assert code == 1
    assert f"Port {port} of 127.0.0.1 can't be used" in told
    code, told = refused("--data", str(tmp_path / "nothing"), "web")
    assert code == 1
    assert not (tmp_path / "nothing").exists()


def test_a_port_that_is_taken_is_passed_over_where_none_was_named() -> None:
    pytest.importorskip("textual_serve", reason="the extra [web] is not installed")
    from tracker.cli.web.server import bound

    with bound("127.0.0.1", 0, only=True) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(TrackerError, match="Name another"):
            bound("127.0.0.1", port, only=True)
        with bound("127.0.0.1", port, only=False) as other:
            assert other.getsockname()[1] != port


# ------------------------------------------------------------------------------ a browser


async def test_a_browser_opens_a_story_and_shows_its_title(
    serve: Callable[..., Serving], tmp_path: Path
) -> None:
    from tests import chromium

    if not chromium.program():
        pytest.skip("no Chromium is installed")
    async with chromium.opened(serve().address, tmp_path / "profile") as browser:
        await browser.until("document.title == 'stories · tracker'")
        await browser.until("document.body.classList.contains('-first-byte')")
        await browser.type("\r")
        await browser.until(f"document.title == '{TITLE} · tracker'")
        await browser.type("Q")
        await browser.until("document.body.classList.contains('-closed')")
