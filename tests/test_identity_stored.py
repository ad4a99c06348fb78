"""Which entries are one article, and when it appeared: through parser, identity and store."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.fakes import START
from tests.library import WIRE, Newsroom
from tracker.model import Article, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BRIDGE = Entry(
    title="Old bridge closes for repairs",
    url="https://wire.example/2026/bridge",
    guid="wire-17",
    text="The old bridge across the Linde closes on Monday, the town council said.",
    published=START - timedelta(hours=9),
)
FERRY = Entry(
    title="Ferry fares rise by a tenth",
    url="https://wire.example/2026/ferry",
    guid="wire-18",
    text="Passengers will pay more from June, the ferry company announced in Solm.",
    published=START - timedelta(hours=7),
)
NIGHT = Entry(
    title="Night bus adds two stops",
    url="https://wire.example/2026/bus",
    guid="wire-19",
    text="Line 9 will call at the mill and the harbour from the first of the month.",
    published=START - timedelta(hours=5),
)


class Desk:
    """A newsroom of which one feed publishes; polls an hour apart."""

    def __init__(self, folder: Path) -> None:
        self.room = Newsroom(folder)

    def poll(self, *entries: Entry) -> int:
        self.room.network.serve(WIRE, rss(entries))
        return self.room.poll().new_articles

    def serve(self, xml: str) -> list[Article]:
        """Poll a feed of one item given as XML."""
        body = f"<rss version='2.0'><channel><item><title>A</title>{xml}</item></channel></rss>"
        self.room.network.serve(WIRE, body)
        self.room.poll()
        return self.articles()

    def articles(self) -> list[Article]:
        return [row.article for row in self.room.tracker.reading.articles()]

    def revisions(self) -> dict[str, int]:
        return {article.title: article.revision for article in self.articles()}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path)
    yield found
    found.room.close()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param({"guid": ""}, {"guid": ""}, id="missing guid"),
        pytest.param({}, {"guid": ""}, id="guid goes"),
        pytest.param({"guid": ""}, {}, id="guid comes"),
        pytest.param({}, {"guid": "other-1"}, id="changing guid"),
        pytest.param({"guid": "0"}, {"guid": "0"}, id="guids all the same"),
        pytest.param({"guid": "0", "url": "https://wire.example/"}, {}, id="guids and links all the same"),
        pytest.param({}, {"url": "http://wire.example/2026/bridge"}, id="https to http"),
        pytest.param({"url": "http://wire.example/2026/bridge"}, {}, id="http to https"),
        pytest.param({}, {"url": "https://news.port.example/2026/bridge"}, id="moved host"),
        pytest.param({}, {"url": "https://port.example/9", "guid": "https://port.example/9"}, id="all moved"),
        pytest.param({}, {"published": START + timedelta(days=300)}, id="date in the future"),
        pytest.param({"published": None}, {"published": None}, id="no date"),
    ],
)
def test_nothing_is_doubled_or_lost_with(desk: Desk, was: dict[str, str], now: dict[str, str]) -> None:
    same = {name: value for name, value in was.items() if was.get("guid") == "0"}
    first = [replace(BRIDGE, **was), replace(FERRY, **same), replace(NIGHT, **same)]  # type: ignore[arg-type]  # fields of the table
    again = [replace(BRIDGE, **was | now), *first[1:]]  # type: ignore[arg-type]  # as above
    assert desk.poll(*first) == 3
    assert desk.poll(*again) == 0
    assert desk.poll(*again) == 0
    assert desk.revisions() == {BRIDGE.title: 1, FERRY.title: 1, NIGHT.title: 1}


def test_an_entry_told_twice_in_a_document_is_one_article(desk: Desk) -> None:
    assert desk.poll(BRIDGE, FERRY, BRIDGE) == 2
    assert desk.poll(BRIDGE, BRIDGE, FERRY) == 0


@pytest.mark.parametrize(
    "edit",
    [
        {"title": "Old bridge closes until autumn"},
        {"text": "The old bridge across the Linde closes on Tuesday, the council said."},
        {"title": "Old bridge shut", "text": "It is closed."},
    ],
    ids=["title", "body", "both"],
)
@pytest.mark.parametrize(
    "marks", [{}, {"guid": ""}, {"guid": "new-1"}], ids=["as it was", "no guid", "new guid"]
)
def test_an_edit_is_a_revision(desk: Desk, edit: dict[str, str], marks: dict[str, str]) -> None:
    edited = replace(BRIDGE, **edit, **marks)  # type: ignore[arg-type]  # fields of the table
    assert desk.poll(BRIDGE, FERRY) == 2
    assert desk.poll(edited, FERRY) == 0
    assert desk.poll(edited, FERRY) == 0
    assert desk.revisions() == {edited.title: 2, FERRY.title: 1}


@pytest.mark.parametrize(
    "date",
    [
        "",
        "<pubDate>Fri, 01 Jan 2038 00:00:00 GMT</pubDate>",
        "<pubDate>0001-01-01T00:00:00Z</pubDate>",
        "<pubDate>9999-12-31T23:59:59Z</pubDate>",
        "<pubDate>9999-12-31T23:59:59-14:00</pubDate>",
        "<pubDate>-1</pubDate>",
        "<pubDate>31.12.9999</pubDate>",
        "<pubDate>9999999999999</pubDate>",
        "<pubDate>tomorrow</pubDate>",
    ],
)
def test_a_date_that_can_not_be_is_the_time_of_fetching(desk: Desk, date: str) -> None:
    (article,) = desk.serve(date)
    assert article.published == article.fetched == START + timedelta(hours=1)
    desk.room.clock.forward(days=3)
    (again,) = desk.serve(date + "<comments>https://c.example/</comments>")
    assert (again.published, again.revision) == (article.published, 1)


@pytest.mark.parametrize("date", ["2026-05-04", "04.05.2026 08:30", "1777885200", "Mo, 04 Mai 2026 08:30"])
def test_a_date_in_an_odd_form_is_kept(desk: Desk, date: str) -> None:
    (article,) = desk.serve(f"<pubDate>{date}</pubDate>")
    assert START - timedelta(hours=10) < article.published < article.fetched


def test_the_newest_by_date_stand_first_and_none_is_ahead_of_its_time(desk: Desk) -> None:
    future = replace(NIGHT, published=datetime.max.replace(tzinfo=START.tzinfo))
    desk.poll(BRIDGE, FERRY, future)
    titles = [article.title for article in desk.articles()]
    assert titles == [NIGHT.title, FERRY.title, BRIDGE.title]
    assert all(article.published <= article.fetched for article in desk.articles())
