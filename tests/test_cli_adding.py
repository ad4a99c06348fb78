"""`tracker add`: which of a page's feeds, by options or asked on a terminal; what is told, and exit codes."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.shell import Shell
from tracker.cli.choosing import numbers
from tracker.errors import UsageError
from tracker.model import Entry
from tracker.selftest.servers import Site

pty = pytest.importorskip("pty")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("news", "sport", "letters")
# Seconds after which a terminal that says nothing is given up.
SILENCE = 60


class Stand(Shell):
    """A data folder and a site whose front page names three feeds."""

    def __init__(self, folder: Path, site: Site) -> None:
        super().__init__(folder)
        self.site = site
        site.routes.clear()
        site.requests.clear()
        links = "".join(
            f'<link rel="alternate" type="application/rss+xml" title="Our {name}" href="/{name}">'
            for name in NAMES
        )
        site.serve("/", f"<html><head>{links}</head></html>", headers={"Content-Type": "text/html"})
        for name in NAMES:
            entry = Entry(f"First of {name}", site.url(f"/{name}/1"), name, f"A piece on {name}.")
            site.serve(f"/{name}", rss([entry], title=name), etag=f'"{name}"')

    @property
    def feeds(self) -> list[str]:
        return [feed["url"].rpartition("/")[2] for feed in self.json("feeds")]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def stand(tmp_path: Path, site: Site) -> Stand:
    return Stand(tmp_path / "data", site)


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("2", [2]),
        ("1,3", [1, 3]),
        ("3 1", [3, 1]),
        ("2-4", [2, 3, 4]),
        ("1, 1-2", [1, 2]),
        ("ALL", [1, 2, 3, 4]),
        ("none", []),
    ],
)
def test_a_choice_is_read(text: str, picked: list[int]) -> None:
    assert numbers(text, 4) == picked


@pytest.mark.parametrize("text", ["", "0", "5", "x", "2-1", "1-9", "-1", "1-", "٣", "9" * 5000, "1;2"])
def test_what_is_no_choice_is_a_clear_sentence(text: str) -> None:
    with pytest.raises(UsageError):
        numbers(text, 4)


def test_without_a_terminal_the_first_is_taken_and_the_others_are_told(stand: Stand) -> None:
    done = stand.done("add", stand.site.url("/"))
    assert done.returncode == 0
    assert stand.feeds == ["news"]
    assert f"The page also offers “Our sport”: {stand.site.url('/sport')}" in done.stderr
    assert "1 new article" in done.stdout


def test_of_a_page_with_many_feeds_a_few_are_told_and_how_to_see_the_rest(stand: Stand) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{n}" href="/news?{n}">' for n in range(9)
    )
    url = stand.site.serve("/many", f"<html><head>{links}</head></html>")
    stand.site.serve("/news?0", rss([], title="news"))
    told = stand.done("add", url).stderr
    assert told.count("The page also offers") == 5
    assert f"It offers 3 more: `tracker add --list {url}` shows them." in told


def test_all_and_pick_choose_and_each_feed_is_asked_once(stand: Stand) -> None:
    stand.run("add", stand.site.url("/"), "--pick", "2,3")
    assert stand.feeds == ["sport", "letters"]
    for name in ("sport", "letters"):
        (request,) = stand.site.asked(f"/{name}")
        assert "if-none-match" not in request.headers
    stand.run("add", stand.site.url("/"), "--all", "--tag", "local")
    assert stand.feeds == ["sport", "letters", "news"]
    stand.run("poll", "--force")
    assert all("if-none-match" in stand.site.asked(f"/{name}")[-1].headers for name in NAMES)


def test_an_add_is_undone(stand: Stand) -> None:
    stand.run("add", stand.site.url("/"), "--all")
    assert "added 3 feeds" in stand.done("undo").stderr + stand.done("feeds").stdout
    assert stand.feeds == []


def test_a_listing_shows_what_there_is_and_adds_nothing(stand: Stand) -> None:
    text = stand.run("add", stand.site.url("/"), "--list")
    assert f" 2  Our sport · RSS · {stand.site.url('/sport')}" in text
    (offer,) = stand.json("add", stand.site.url("/"), "--list")
    assert offer["asked"] == stand.site.url("/")
    assert offer["feeds"][0] == {
        "title": "Our news",
        "kind": "RSS",
        "url": stand.site.url("/news"),
        "subscribed": False,
    }
    assert not (stand.folder / "feeds.yaml").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--pick", "4"),
        ("--pick", "x"),
        ("--pick", "1", "--all"),
        ("--list", "--all"),
        ("--json",),
        ("--all", "--title", "One name"),
    ],
)
def test_options_that_make_no_sense_add_nothing(stand: Stand, options: tuple[str, ...]) -> None:
    done = stand.done("add", stand.site.url("/"), *options)
    assert done.returncode == 2
    assert done.stderr
    assert not (stand.folder / "feeds.yaml").exists()


@pytest.mark.parametrize("options", [("--title", "One name"), ("--pick", "1")])
def test_what_is_for_one_address_is_refused_with_several_before_any_is_asked(
    stand: Stand, options: tuple[str, ...]
) -> None:
    stand.run("add", stand.site.url("/news"), stand.site.url("/sport"), *options, code=2)
    assert stand.site.requests == []


def test_of_several_addresses_those_that_fail_are_told_and_the_rest_is_added(stand: Stand) -> None:
    done = stand.done(
        "add",
        stand.site.url("/news"),
        stand.site.url("/gone"),
        "file:///etc/passwd",
        stand.site.url("/sport"),
    )
    assert done.returncode == 4
    assert stand.feeds == ["news", "sport"]
    assert f"{stand.site.url('/gone')}: 404 Not Found. Nothing was added." in done.stderr
    assert (
        "“file:///etc/passwd” can't be subscribed to: only http and https addresses are feeds." in done.stderr
    )
    assert "2 new articles" in done.stdout
    stand.run("add", stand.site.url("/gone"), stand.site.url("/lost"), code=1)


def test_a_chosen_feed_that_is_none_is_told_and_the_rest_is_added(stand: Stand) -> None:
    stand.site.serve("/sport", "<html>Gone</html>")
    done = stand.done("add", stand.site.url("/"), "--all")
    assert done.returncode == 4
    assert f"{stand.site.url('/sport')}: there is no feed. It was not added." in done.stderr
    assert stand.feeds == ["news", "letters"]


class Terminal:
    """`tracker add` of the front page in a pseudo-terminal."""

    def __init__(self, stand: Stand) -> None:
        self.master, slave = pty.openpty()
        self.said = b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tracker", "--data", str(stand.folder), "add", stand.site.url("/")],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=os.environ | {"TERM": "xterm", "TRACKER_ALLOW_PRIVATE": "127.0.0.1"},
            start_new_session=True,
        )
        os.close(slave)

    def read(self, until: bytes) -> None:
        while until not in self.said:
            ready, _, _ = select.select([self.master], [], [], SILENCE)
            assert ready, self.said
            self.said += os.read(self.master, 65536)

    def type(self, text: str) -> None:
        self.said = b""
        os.write(self.master, text.encode())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)


@pytest.mark.parametrize(
    ("answers", "added"),
    [
        (("\n",), ["news"]),
        (("2,3\n",), ["sport", "letters"]),
        (("7\n", "all\n"), list(NAMES)),
        (("none\n",), []),
    ],
)
def test_a_terminal_is_asked_which(stand: Stand, answers: tuple[str, ...], added: list[str]) -> None:
    (stand.folder / "feeds.yaml").write_text("feeds:\n")
    terminal = Terminal(stand)
    try:
        for answer in answers:
            terminal.read(b"which? [1-3, all, none] (1) ")
            terminal.type(answer)
        terminal.read(b"polled" if added else b"was added")
        assert terminal.process.wait(SILENCE) == 0
    finally:
        terminal.close()
    assert stand.feeds == added
