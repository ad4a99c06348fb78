"""The whole text of an article, from its page, on demand: read in the sandbox, and not stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile import PAYLOADS
from tests.library import BRIDGE, WIRE
from tracker.core.pages import Pages
from tracker.core.tools import Tools
from tracker.errors import NotFoundError, TrackerError
from tracker.model import Entry
from tracker.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.library import Newsroom

FIRST = (
    "Engineers closed the Orrin bridge in Velmouth on Monday after they found a crack of 4 metres in "
    "its main beam, and sent all lorries over the ford at Hollin."
)
SECOND = (
    "The crack was seen by a painter, Wim Aster, who had hung below the deck since March to renew the "
    "red lead. “I put my hand in it,” he told the Harbour Wire. The city has no money for a second bridge."
)
PAGE = f"""<!doctype html><html><head><title>Bridge</title></head><body>
  <header><a href="/">Harbour Wire</a> <a href="/login">Sign in</a></header>
  <nav><ul><li><a href="/sport">Sport</a></li><li><a href="/tides">Tides</a></li></ul></nav>
  <div class="cookie-banner"><p>We value your privacy. Accept all cookies?</p><button>Accept</button></div>
  <article><h1>{BRIDGE[0][1]}</h1><p>{FIRST}</p>
  <div class="share"><a href="/share">Share this</a></div><p>{SECOND}</p></article>
  <aside><h2>Most read</h2><ul><li><a href="/gull">Gull steals hat</a></li></ul></aside>
  <footer><p>All rights reserved.</p></footer><script>track("everything")</script></body></html>"""
# Attributes without number keep the reader of pages busy for longer than anyone waits.
ENDLESS = "<html><body><p " + " ".join(f"a{n}=x" for n in range(200_000)) + ">x</p></body></html>"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(workers=1, timeout=30) as running:
        yield running


@pytest.fixture
def url(newsroom: Newsroom) -> str:
    """The address of article 1's page."""
    newsroom.publish(*BRIDGE[0])
    newsroom.poll()
    newsroom.network.asked.clear()
    return newsroom.entries[WIRE][0].url


def pages(newsroom: Newsroom, sandbox: Sandbox) -> Pages:
    tools = newsroom.tools
    return Pages(
        newsroom.tracker.store,
        Tools(
            lambda: newsroom.network,
            lambda: tools.parse,
            tools.new_clusterer,
            lambda: tools.engine,
            lambda: sandbox,
        ),
    )


def complaint(of: Pages, article: int = 1) -> str:
    with pytest.raises(TrackerError) as caught:
        of.whole_text(article)
    return str(caught.value)


def test_the_paragraphs_of_the_page_are_there_and_its_navigation_is_not(
    newsroom: Newsroom, url: str, sandbox: Sandbox
) -> None:
    newsroom.network.serve(url, PAGE, content_type="text/html")
    text = pages(newsroom, sandbox).whole_text(1)
    assert text.endswith(f"{FIRST}\n\n{SECOND}")
    for junk in ("Sport", "Sign in", "cookies", "Share", "Most read", "rights", "track"):
        assert junk not in text


def test_the_trackers_own_pages_do_the_same(newsroom: Newsroom, url: str) -> None:
    newsroom.network.serve(url, PAGE, content_type="text/html")
    assert SECOND in newsroom.tracker.pages.whole_text(1)


def test_one_page_is_asked_for_and_nothing_is_stored(newsroom: Newsroom, url: str) -> None:
    newsroom.network.serve(url, PAGE, content_type="text/html")
    before = newsroom.tracker.reading.article(1)
    newsroom.tracker.pages.whole_text(1)
    assert newsroom.network.asked == [(url, "", "")]
    assert newsroom.tracker.reading.article(1) == before
    assert newsroom.poll().versions == ()


def test_a_page_that_is_gone_is_told_in_a_sentence(newsroom: Newsroom, url: str) -> None:
    told = complaint(newsroom.tracker.pages)
    assert told.startswith(f"{url}: 404 Not Found. ")


def test_a_page_without_an_article_is_told(newsroom: Newsroom, url: str, sandbox: Sandbox) -> None:
    newsroom.network.serve(url, "<html><body><p>Subscribe to read on.</p></body></html>")
    assert "no article was found" in complaint(pages(newsroom, sandbox))


def test_a_page_made_to_hang_is_given_up(newsroom: Newsroom, url: str) -> None:
    newsroom.network.serve(url, ENDLESS, content_type="text/html")
    with Sandbox(workers=1, timeout=2) as sandbox:
        reader = pages(newsroom, sandbox)
        assert "reading the page took more than 2 s" in complaint(reader)
        newsroom.network.serve(url, PAGE, content_type="text/html")
        assert SECOND in reader.whole_text(1)


@pytest.mark.parametrize("body", [b"", b"\x00" * 100, bytes(range(256)), b"%PDF-1.7", b"<div>" * 50_000])
def test_whatever_a_page_is_there_is_a_sentence(
    newsroom: Newsroom, url: str, sandbox: Sandbox, body: bytes
) -> None:
    newsroom.network.serve(url, body)
    assert complaint(pages(newsroom, sandbox)).startswith(url)


def test_the_text_of_a_hostile_page_is_clean(newsroom: Newsroom, url: str, sandbox: Sandbox) -> None:
    hostile = " ".join(PAYLOADS.values()).encode(errors="ignore").decode()
    newsroom.network.serve(url, PAGE.replace(SECOND, f"{SECOND} {hostile}"), content_type="text/html")
    text = pages(newsroom, sandbox).whole_text(1)
    assert text.replace("\n", "").isprintable()


def test_an_article_without_a_page_asks_nobody(newsroom: Newsroom) -> None:
    newsroom.entries[WIRE].append(Entry("No link", "", "urn:x", "A note without a page of its own."))
    newsroom.serve()
    newsroom.poll()
    newsroom.network.asked.clear()
    assert "no address of a page" in complaint(newsroom.tracker.pages)
    assert newsroom.network.asked == []


def test_an_article_that_does_not_exist_is_not_found(newsroom: Newsroom) -> None:
    with pytest.raises(NotFoundError, match="no article 99"):
        newsroom.tracker.pages.whole_text(99)
