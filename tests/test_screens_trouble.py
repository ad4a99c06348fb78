"""Trouble that a user of the interface can meet: one sentence where it belongs, with the way out."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.interface import Interface, opened, settled
from tracker.errors import TrackerError
from tracker.screens.messages import OpenArticle, OpenStory
from tracker.store.trouble import told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.library import Newsroom

NARROW = (80, 24)


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.run_bridge()
    return newsroom


class Failing:
    """Operations on a database that SQLite refuses, whatever is asked of them."""

    def __init__(self, path: Path, code: int) -> None:
        self._path = path
        self._code = code

    def __getattr__(self, name: str) -> object:
        with told(self._path):
            error = sqlite3.OperationalError("refused")
            error.sqlite_errorcode = self._code
            raise error


async def shown(interface: Interface) -> str:
    """All that is on the screen, on one line."""
    await settled(interface.pilot)
    return " ".join(interface.text.split())


async def test_a_feeds_file_that_was_spoilt_meanwhile_names_its_line_and_the_list_stays(
    room: Newsroom,
) -> None:
    async with opened(room.tracker, size=NARROW) as interface:
        room.feeds.write_text("feeds:\n  - url: https://example.org/feed\n    titel: Example\n")
        await interface.press("R")
        assert "line 3: `titel` is not a key of a feed. Did you mean `title`?" in interface.status
        assert "Orrin bridge" in interface.text
        await interface.press("F")
        assert "feeds" in interface.where
        assert "line 3: `titel` is not a key of a feed." in await shown(interface)
        room.feeds.write_text("feeds:\n  - url: https://example.org/feed\n    title: Example\n")
        await interface.press("q", "F")
        assert "titel" not in interface.text


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (sqlite3.SQLITE_FULL, "can't grow: the disk is full. Make room"),
        (sqlite3.SQLITE_READONLY, "can't be written to. Check who owns it and its folder."),
        (sqlite3.SQLITE_BUSY, "is locked by another program. Try again when it is done."),
        (sqlite3.SQLITE_CORRUPT, "is damaged. Keep a copy, then run `tracker doctor`."),
    ],
    ids=["full", "read-only", "locked", "damaged"],
)
async def test_what_the_database_refuses_is_told_whole_and_the_list_stays(
    room: Newsroom, tmp_path: Path, refusal: int, sentence: str
) -> None:
    failing = Failing(tmp_path / "tracker.db", refusal)
    async with opened(room.tracker, size=NARROW) as interface:
        marking, polling = room.tracker.marking, room.tracker.polling
        room.tracker.marking = room.tracker.polling = failing  # type: ignore[assignment]
        for key in ("N", "R"):
            await interface.press("t")
            await interface.press(key)
            assert sentence in interface.status, key
        assert "Orrin bridge" in interface.text
        room.tracker.marking, room.tracker.polling = marking, polling
        await interface.press("N")
        assert "U undoes it" in interface.status


async def test_a_list_that_can_not_be_read_says_why_in_its_place(room: Newsroom, tmp_path: Path) -> None:
    room.tracker.listing = Failing(tmp_path / "tracker.db", sqlite3.SQLITE_CORRUPT)  # type: ignore[assignment]
    async with opened(room.tracker, size=NARROW) as interface:
        assert (await shown(interface)).count("Keep a copy, then run `tracker doctor`.") == 2


async def test_a_story_that_is_gone_meanwhile_says_so_in_the_place_of_its_page(room: Newsroom) -> None:
    async with opened(room.tracker, size=NARROW) as interface:
        interface.app.post_message(OpenStory("a-story-that-was-dropped"))
        text = await shown(interface)
        assert text.count("a-story-that-was-dropped") >= 2
        assert "`tracker stories`" not in text
        assert "q goes back." in text
        await interface.press("q")
        assert interface.screen == "HomeScreen"


async def test_an_article_that_is_gone_says_so_in_the_place_of_its_text(room: Newsroom) -> None:
    async with opened(room.tracker, size=NARROW) as interface:
        interface.app.post_message(OpenArticle(987_654))
        assert "987654" in (await shown(interface)).replace(",", "")


async def test_without_a_browser_the_key_that_copies_is_named(room: Newsroom) -> None:
    async with opened(room.tracker, size=NARROW) as interface:

        def browse(_: str) -> str:
            raise TrackerError("No browser was found.", "y copies the address.")

        interface.app._browse = browse
        await interface.press("enter", "o")
        assert "No browser was found. y copies the address." in interface.status


async def test_trouble_that_is_too_long_for_a_row_takes_more_of_them(room: Newsroom) -> None:
    async with opened(room.tracker, size=(50, 20)) as interface:
        interface.app.tell(f"{'All went wrong, and it went on and on. ' * 2}Press R.", "warn")
        await settled(interface.pilot)
        assert interface.status.endswith("Press R.")
        interface.app.tell("All is well.")
        await settled(interface.pilot)
        assert interface.app.screen.query_one("#status").size.height == 1


async def test_what_is_said_at_too_great_length_for_a_row_is_not_cut_off(room: Newsroom) -> None:
    async with opened(room.tracker, size=(50, 20)) as interface:
        interface.app.tell(f"Merged the one {'with a very long name ' * 3}into the other.")
        await settled(interface.pilot)
        assert interface.status.endswith("into the other.")
        assert interface.app.screen.query_one("#status").size.height == 2
