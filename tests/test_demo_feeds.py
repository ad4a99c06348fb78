"""The bundled feeds: their formats, their calendar, their running matters, and their server."""

from __future__ import annotations

import io
import socket
import struct
from calendar import timegm
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import feedparser
import pytest
from rapidfuzz import fuzz

from tracker.demo.feeds import POLLS, Outlet, Piece, articles_at, documents, outlets
from tracker.demo.server import FeedServer

if TYPE_CHECKING:
    from tracker.demo.feeds import Document

VERSIONS = {
    "rss20": "rss20",
    "rss20-content": "rss20",
    "rss10": "rss10",
    "atom10": "atom10",
    "atom10-xhtml": "atom10",
    "broken": "rss20",
}
EVERY_FEED = [(slug, poll) for slug in outlets() for poll in range(1, len(POLLS) + 1)]
EVERY_PIECE = [pytest.param(piece, id=piece.id) for outlet in outlets().values() for piece in outlet.articles]


def parsed(document: Document) -> Any:
    headers = {"content-type": document.content_type}
    return feedparser.parse(io.BytesIO(document.body), response_headers=headers)


def text_of(entry: Any) -> str:
    return str(entry.content[0].value if "content" in entry else entry.summary)


def date_of(entry: Any) -> datetime:
    # feedparser files the dc:date of RSS 1.0 under "updated".
    return datetime.fromtimestamp(timegm(entry.get("published_parsed") or entry.updated_parsed), UTC)


def find(piece_id: str) -> tuple[Outlet, Piece]:
    return next((o, p) for o in outlets().values() for p in o.articles if p.id == piece_id)


def ask(url: str, etag: str = "") -> tuple[int, bytes, str]:
    request = Request(url, headers={"If-None-Match": etag} if etag else {})
    try:
        with urlopen(request) as response:
            return response.status, response.read(), response.headers["ETag"]
    except HTTPError as error:
        with error:
            return error.code, error.read(), error.headers.get("ETag", "")


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize(("slug", "poll"), EVERY_FEED)
def test_every_feed_parses_as_its_format_says(slug: str, poll: int) -> None:
    outlet = outlets()[slug]
    feed = parsed(documents(poll)[f"/{slug}.xml"])
    assert feed.version == VERSIONS[outlet.format]
    assert bool(feed.bozo) == (outlet.format == "broken")
    assert feed.feed.title == outlet.title


@pytest.mark.parametrize(("slug", "poll"), EVERY_FEED)
def test_every_feed_gives_back_titles_links_dates_and_whole_texts_newest_first(slug: str, poll: int) -> None:
    outlet = outlets()[slug]
    pieces = articles_at(outlet, poll)
    entries = parsed(documents(poll)[f"/{slug}.xml"]).entries
    assert [entry.title for entry in entries] == [piece.title for piece in pieces]
    assert [entry.link for entry in entries] == [outlet.link(piece) for piece in pieces]
    dates = [date_of(entry) for entry in entries]
    assert dates == [piece.published for piece in pieces] == sorted(dates, reverse=True)
    for entry, piece in zip(entries, pieces, strict=True):
        assert piece.paragraphs[-1][-40:] in text_of(entry).replace("&amp;", "&")
        assert text_of(entry).count("<p>") == len(piece.paragraphs)


def test_the_formats_of_the_wild_are_all_there() -> None:
    assert len(outlets()) == 10
    assert {outlet.format for outlet in outlets().values()} == set(VERSIONS)


def test_the_broken_feed_is_broken_in_three_ways() -> None:
    body = documents(4)["/kettle-and-compiler.xml"].body
    assert b"Kettle & Compiler" in body
    assert b"<br>" in body
    assert b"</br>" not in body
    assert b'encoding="us-ascii"' in body
    assert not body.isascii()


def test_an_etag_changes_exactly_when_the_body_does() -> None:
    for before, after in ((1, 2), (2, 3), (3, 4)):
        for path, document in documents(before).items():
            later = documents(after)[path]
            assert (document.etag == later.etag) == (document.body == later.body)
    quiet = [p for p, d in documents(3).items() if d.etag == documents(4)[p].etag]
    assert quiet, "at least one feed has nothing new, so that the demo shows a 304"


def test_a_poll_that_the_demo_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="polls 1 to 4, not 5"):
        documents(5)


# ---------------------------------------------------------------- the articles


@pytest.mark.parametrize("piece", EVERY_PIECE)
def test_every_article_is_as_long_as_a_short_news_report(piece: Piece) -> None:
    assert 110 <= len(piece.text.split()) <= 260
    assert 3 <= len(piece.paragraphs) <= 6


@pytest.mark.parametrize("piece", EVERY_PIECE)
def test_every_article_is_published_between_the_poll_before_and_its_own(piece: Piece) -> None:
    windows = (datetime(2026, 4, 24, tzinfo=UTC), *POLLS)
    assert windows[piece.poll - 1] < piece.published < windows[piece.poll]
    assert piece.published.utcoffset() == timedelta(0)


def test_article_ids_are_unique() -> None:
    ids = Counter(piece.id for outlet in outlets().values() for piece in outlet.articles)
    assert max(ids.values()) == 1


@pytest.mark.parametrize(("matter", "each_poll"), [("a", 3), ("b", 2), ("c", 2), ("", 2)])
def test_every_matter_has_news_in_every_poll(matter: str, each_poll: int) -> None:
    news = Counter(p.poll for o in outlets().values() for p in o.articles if p.matter == matter)
    assert set(news) == {1, 2, 3, 4}
    assert min(news.values()) >= each_poll
    assert news.total() >= {"a": 16, "b": 10, "c": 10, "": 12}[matter]


def test_every_feed_has_something_from_the_first_poll_on() -> None:
    assert all(articles_at(outlet, 1) for outlet in outlets().values())


def test_the_wire_story_is_carried_nearly_word_for_word_by_a_second_outlet() -> None:
    original, copy = (
        find(name)[1] for name in ("brackwater-delays-estuary-2", "brackwater-postpones-estuary-2")
    )
    assert 90 <= fuzz.ratio(" ".join(original.paragraphs), " ".join(copy.paragraphs)) < 100
    assert original.title != copy.title


def test_an_edited_article_keeps_link_and_guid_and_changes_title_and_figure() -> None:
    outlet, piece = find("tarnfield-cost-of-sedge-5")
    before, after = (
        next(
            e for e in parsed(documents(poll)["/guildhall-times.xml"]).entries if e.link == outlet.link(piece)
        )
        for poll in (1, 2)
    )
    assert before.id == after.id
    assert ("$140 million" in before.title, "$104 million" in after.title) == (True, True)
    assert "expects to spend $104 million" in text_of(after)


def test_what_the_demo_promises_to_show_is_told_by_the_articles() -> None:
    told = {piece.id: " ".join(piece.paragraphs) for o in outlets().values() for piece in o.articles}
    asked = "whether the Assay Office will rerun the test with a full harness"
    assert asked in told["teale-bare-harness-critique"]
    assert "has rerun the test with a full harness" in told["we-reran-the-test-with-a-full-harness"]
    assert "“will not work”" in told["tarnfield-cost-of-sedge-5"]
    assert "now backs a consortium" in told["tarnfield-castellow-now-backs-consortium"]
    assert "lag closed ones by about 3 months" in told["merrowby-institute-steady-3-months"]
    assert "lag 5 months behind closed ones" in told["merrowby-raises-gap-estimate"]


# ---------------------------------------------------------------- the server


def test_every_feed_is_served_and_then_not_modified() -> None:
    with FeedServer() as server:
        for url, _title, _group in server.urls:
            status, body, etag = ask(url)
            assert (status, bool(body), etag[0]) == (200, True, '"')
            assert ask(url, etag)[:2] == (304, b"")
            assert ask(url, f'"other", W/{etag}')[0] == 304
            assert ask(url, '"other"')[0] == 200


def test_turning_to_a_later_poll_serves_the_feeds_of_that_poll() -> None:
    with FeedServer() as server:
        url = next(url for url, title, _ in server.urls if title == "Harbour Wire")
        _, first, etag = ask(url)
        server.turn(2)
        status, second, _ = ask(url, etag)
        assert (status, first == second) == (200, False)
        assert second == documents(2)["/harbour-wire.xml"].body


def test_every_outlet_has_a_port_of_its_own_and_a_group() -> None:
    with FeedServer() as server:
        assert len({url.split("/")[2] for url, _, _ in server.urls}) == len(outlets())
        assert all(group for _, _, group in server.urls)


def test_an_unknown_path_is_not_found() -> None:
    with FeedServer() as server:
        url = server.urls[0][0]
        assert ask(url.replace(".xml", ".html"))[0] == 404


def test_of_a_client_that_breaks_off_nothing_is_written_over_the_screen(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with FeedServer() as server:
        address = urlsplit(server.urls[0][0])
        with socket.create_connection((address.hostname, address.port)) as client:
            # Closed so, it is reset: whoever reads from it or writes to it gets an error.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.sendall(b"GET ")
    assert capfd.readouterr().err == ""


def test_the_server_hangs_up_cleanly_and_can_be_started_again() -> None:
    server = FeedServer()
    for _ in range(2):
        with server:
            url = server.urls[0][0]
            assert ask(url)[0] == 200
        assert server.urls == ()
        with pytest.raises(URLError):
            ask(url)
