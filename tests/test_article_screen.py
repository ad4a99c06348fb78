"""The article screen: the text, where it is from, and what was edited in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.builders import rss
from tests.fakes import START
from tests.interface import opened
from tests.library import BRIDGE, NAMES, WIRE
from tracker.model import TAKEN, Enclosure, Entry
from tracker.render.article import article_page
from tracker.render.article_data import article_data
from tracker.render.terminal import to_plain
from tracker.store import Origin

if TYPE_CHECKING:
    from tests.library import Newsroom

PAGE = (
    "<html><body><article><h1>Crack</h1><p>Engineers closed the Orrin bridge in Velmouth on Monday after "
    "they found a crack of 4 metres in its main beam, and sent all lorries over the ford at Hollin.</p><p>"
    "The crack was seen by a painter who had hung below the deck since March. It is not clear when the "
    "Orrin bridge will reopen, Mara Quill of the bridge authority said.</p></article></body></html>"
)


async def test_e_keeps_the_text_of_the_page_and_the_page_says_so(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    newsroom.poll()
    newsroom.network.serve("https://wire.example/1", PAGE, content_type="text/html")
    async with opened(newsroom.tracker) as interface:
        await interface.press("l", "enter", "1", "enter", "e")
        assert "seen by a painter" in interface.text
        assert "The whole text, from its page of 2026-05-04 10:00 UTC." in interface.text
        assert "the next poll takes it up" in interface.status
    assert newsroom.tracker.reading.article(1).article.page == TAKEN


async def test_a_failure_is_said_on_the_status_line_and_stays_in_the_article(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    newsroom.poll()
    async with opened(newsroom.tracker) as interface:
        await interface.press("l", "enter", "1", "enter", "e")
        assert "404 Not Found." in interface.status
        assert "The page could not be fetched: 404 Not Found; this is the feed’s text." in interface.text


async def test_edits_stand_below_the_text_newest_first_word_by_word(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    newsroom.poll()
    for metres in ("6 metres", "9 metres"):
        text = BRIDGE[0][2].replace("4 metres", metres)
        newsroom.entries[WIRE][0] = replace(newsroom.entries[WIRE][0], text=text)
        newsroom.network.serve(WIRE, rss(newsroom.entries[WIRE], title=NAMES[WIRE]))
        newsroom.poll()
    async with opened(newsroom.tracker) as interface:
        await interface.press("l", "enter", "1", "enter")
        assert "What was edited" in interface.text
        assert interface.text.index("6 9 metres") < interface.text.index("4 6 metres")


FILES = (
    Enclosure("https://wire.example/tide.mp3", "audio/mpeg", 4_200_000),
    Enclosure("https://wire.example/quay.jpg", "image/jpeg"),
    Enclosure("https://wire.example/notes"),
    Enclosure("file:///etc/passwd", "text/plain", 9),
    Enclosure("javascript:alert(1)", "audio/mpeg"),
)


def with_files(newsroom: Newsroom) -> int:
    entry = Entry("Tides of the week", "https://wire.example/tides", "urn:t", "High.", enclosures=FILES)
    return newsroom.tracker.store.articles.insert(entry, "wire.example/tides", Origin(WIRE, "Wire"), START)


async def test_the_files_of_an_article_stand_below_its_text_as_links(
    newsroom: Newsroom,
) -> None:
    number = with_files(newsroom)
    newsroom.poll()
    async with opened(newsroom.tracker) as interface:
        await interface.press("l", "enter", "1", "enter")
        assert "What came with it" in interface.text
        assert "audio/mpeg · 4.2 MB · https://wire.example/tide.mp3" in interface.text
        assert "image/jpeg · https://wire.example/quay.jpg" in interface.text
        assert "passwd" not in interface.text
        assert "javascript" not in interface.text
    lines = article_page(newsroom.tracker.reading.article(number))
    assert [line.link for line in lines if line.link.startswith("https://wire.example/tide.")] == [
        FILES[0].url
    ]


def test_the_files_of_an_article_are_in_its_linear_text_and_its_data(newsroom: Newsroom) -> None:
    detail = newsroom.tracker.reading.article(with_files(newsroom))
    told = to_plain(article_page(detail))
    assert "audio/mpeg, 4.2 MB, https://wire.example/tide.mp3" in told
    assert "passwd" not in told
    assert article_data(detail)["enclosures"] == [
        {"url": FILES[0].url, "type": "audio/mpeg", "bytes": 4_200_000},
        {"url": FILES[1].url, "type": "image/jpeg", "bytes": None},
        {"url": FILES[2].url, "type": "", "bytes": None},
    ]
