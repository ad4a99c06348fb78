"""Whole texts from pages: which are asked for, what is kept of them, and what is said of the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.fakes import FakeNetwork, InlineSandbox
from tests.library import BRIDGE, COAST, INLAND, LONE, NAMES, WIRE, Newsroom
from tracker import subscriptions
from tracker.core.rounds import pages as stage
from tracker.core.rounds.pages import Pages
from tracker.core.tools import Tools
from tracker.errors import NotFoundError, StoppedError, StoreError, TrackerError
from tracker.fetch import Failure, Fetcher
from tracker.model import TAKEN, Entry, Progress, Subscription
from tracker.render import labels
from tracker.sandbox import Sandbox
from tracker.selftest.hostile import PAYLOADS
from tracker.selftest.servers import Site
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.fetch import Response
    from tracker.model import ArticleDetail

FIRST = (
    "Engineers closed the Orrin bridge in Velmouth on Monday after they found a crack of 4 metres in "
    "its main beam, and sent all lorries over the ford at Hollin. “The Orrin bridge is not safe,” "
    "said Mara Quill, head of the Velmouth bridge authority."
)
SECOND = (
    "The crack was seen by a painter, Wim Aster, who had hung below the deck since March to renew the "
    "red lead. “The crack took in my whole hand,” Wim Aster told the Harbour Wire. The bridge authority "
    "has no money for a second bridge. It is not clear when the Orrin bridge will reopen."
)


def page(*paragraphs: str, head: str = "", title: str = BRIDGE[0][1]) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html><head><title>Bridge</title>{head}</head><body>
  <header><a href="/">Harbour Wire</a> <a href="/login">Sign in</a></header>
  <nav><ul><li><a href="/sport">Sport</a></li><li><a href="/tides">Tides</a></li></ul></nav>
  <div class="cookie-banner"><p>We value your privacy. Accept all cookies?</p><button>Accept</button></div>
  <article><h1>{title}</h1>{body}</article>
  <aside><h2>Most read</h2><ul><li><a href="/gull">Gull steals hat</a></li></ul></aside>
  <footer><p>All rights reserved.</p></footer><script>track("everything")</script></body></html>"""


PAGE = page(FIRST, SECOND)
# Attributes without number keep the reader of pages busy for longer than anyone waits.
ENDLESS = "<html><body><p " + " ".join(f"a{n}=x" for n in range(200_000)) + ">x</p></body></html>"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(workers=1, timeout=30) as running:
        yield running


@pytest.fixture
def url(newsroom: Newsroom) -> str:
    """The address of article 1's page; the article is alone, so that no round asks for it."""
    newsroom.publish(*BRIDGE[0])
    newsroom.poll()
    newsroom.network.asked.clear()
    return newsroom.entries[WIRE][0].url


@pytest.fixture
def running(newsroom: Newsroom) -> Newsroom:
    """A story of two articles, of which the first has a page; not polled yet."""
    newsroom.publish(*BRIDGE[0])
    newsroom.publish(*BRIDGE[1])
    newsroom.network.serve("https://wire.example/1", PAGE, content_type="text/html")
    return newsroom


def reader(newsroom: Newsroom, sandbox: Sandbox) -> Pages:
    tools = newsroom.tools
    return Pages(
        newsroom.tracker.store,
        newsroom.feeds,
        newsroom.clock,
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


def detail(newsroom: Newsroom, url: str) -> ArticleDetail:
    rows = newsroom.tracker.reading.articles()
    (number,) = (row.article.id for row in rows if row.article.url == url)
    return newsroom.tracker.reading.article(number)


def said(newsroom: Newsroom, url: str = "https://wire.example/1") -> str:
    return detail(newsroom, url).article.page


def asked(newsroom: Newsroom) -> list[str]:
    """The pages that were asked for, feeds left out."""
    return [url for url, _, _ in newsroom.network.asked if url not in NAMES]


def set_fulltext(newsroom: Newsroom, wish: str) -> None:
    newsroom.feeds.unlink()
    feeds = [Subscription(url, name, fulltext=wish) for url, name in NAMES.items()]  # type: ignore[arg-type]
    subscriptions.add_all(newsroom.feeds, feeds)


def test_the_whole_text_of_a_thin_article_of_a_running_story_is_in_its_first_dossier(
    running: Newsroom,
) -> None:
    summary = running.poll()
    whole = detail(running, "https://wire.example/1")
    assert whole.article.text.endswith(f"{FIRST}\n\n{SECOND}")
    assert whole.article.page == TAKEN
    (story,) = running.tracker.reading.stories(Filter(lone=False))
    assert [v.version for v in summary.versions] == [story.version] == [1]
    dossier = running.tracker.reading.version(story.number).dossier
    assert "Wim Aster" in {view.actor for view in dossier.perspectives}
    assert dossier.dropped == 0


def test_each_page_is_asked_for_once_whatever_came_of_it(running: Newsroom) -> None:
    for _ in range(4):
        running.poll()
    assert sorted(asked(running)) == ["https://coast.example/2", "https://wire.example/1"]
    assert said(running, "https://coast.example/2") == "the page could not be fetched: 404 Not Found"


def test_the_same_poll_again_gives_no_revision_and_no_version(running: Newsroom) -> None:
    running.poll()
    before = detail(running, "https://wire.example/1").revisions
    running.network.serve(WIRE, rss(running.entries[WIRE], title=NAMES[WIRE]), etag="other")
    assert running.poll().versions == ()
    assert detail(running, "https://wire.example/1").revisions == before
    assert [revision.source for revision in before] == ["feed", "page"]


def test_a_lone_article_is_left_until_a_second_one_comes(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    newsroom.poll()
    assert asked(newsroom) == []
    newsroom.publish(*BRIDGE[1])
    newsroom.poll()
    assert sorted(asked(newsroom)) == ["https://coast.example/2", "https://wire.example/1"]


def test_an_entry_that_says_enough_is_left(newsroom: Newsroom) -> None:
    newsroom.publish(WIRE, BRIDGE[0][1], "\n\n".join((FIRST, SECOND, BRIDGE[1][2])))
    newsroom.publish(*BRIDGE[1])
    newsroom.poll()
    assert asked(newsroom) == ["https://coast.example/2"]


def test_a_feed_that_says_never_is_left(running: Newsroom) -> None:
    set_fulltext(running, "never")
    running.poll()
    assert asked(running) == []


def test_of_a_feed_that_says_always_lone_articles_are_read_too(newsroom: Newsroom) -> None:
    set_fulltext(newsroom, "always")
    newsroom.publish(*LONE[0])
    newsroom.poll()
    assert asked(newsroom) == ["https://coast.example/1"]


def test_an_article_that_is_muted_or_has_no_web_address_is_left(running: Newsroom) -> None:
    running.entries[INLAND].append(Entry(BRIDGE[2][1], "mailto:desk@inland.example", "urn:x", BRIDGE[2][2]))
    running.serve()
    running.poll()
    assert len(asked(running)) == 2


def test_a_round_asks_a_host_for_a_few_pages_newest_first_and_the_next_goes_on(newsroom: Newsroom) -> None:
    for turn in range(stage.A_HOST + 2):
        newsroom.publish(WIRE, f"{BRIDGE[0][1]} ({turn})", BRIDGE[0][2] + f" Barrier {turn} was set up.")
    newsroom.poll()
    newest = [f"https://wire.example/{n}" for n in range(stage.A_HOST + 2, 2, -1)]
    assert asked(newsroom) == newest
    newsroom.poll()
    assert asked(newsroom)[stage.A_HOST :] == ["https://wire.example/2", "https://wire.example/1"]


def test_a_host_that_does_not_answer_is_asked_once_in_a_round(newsroom: Newsroom) -> None:
    for turn in range(3):
        newsroom.publish(WIRE, f"{BRIDGE[0][1]} ({turn})", BRIDGE[0][2] + f" Barrier {turn} was set up.")
        newsroom.network.fail(f"https://wire.example/{turn + 1}", "the server did not answer within 30 s")
    newsroom.poll()
    assert asked(newsroom) == ["https://wire.example/3"]
    assert "the server did not answer within 30 s" in said(newsroom, "https://wire.example/3")


def test_a_page_that_nobody_answers_for_is_asked_for_again_hours_apart_and_not_for_ever(
    running: Newsroom,
) -> None:
    address = "https://wire.example/1"
    running.network.fail(address, "the server did not answer within 30 s")
    running.network.asked.clear()
    running.poll()
    running.poll(minutes=1)
    assert asked(running).count(address) == 1
    assert said(running) == (
        "the page could not be fetched: the server did not answer within 30 s (it will be asked for again)"
    )
    for _ in range(6):
        running.poll(days=2)
    assert asked(running).count(address) == 1 + len(stage.AGAIN)
    assert said(running) == "the page could not be fetched: the server did not answer within 30 s"


def test_a_page_that_answers_at_a_later_try_is_taken_and_its_version_says_so(running: Newsroom) -> None:
    address = "https://wire.example/1"
    answer = running.network.pages[address]
    running.network.fail(address, "the server refused the connection")
    running.poll()
    running.network.pages[address] = answer
    summary = running.poll(hours=2)
    assert said(running) == TAKEN
    (story,) = running.tracker.reading.stories(Filter(lone=False))
    assert [v.version for v in summary.versions] == [2]
    reasons = [row.reason for row in running.tracker.past.history(story.number)]
    assert reasons == ["page", "articles"]
    assert labels.reason("page") == "the whole text of an article came"
    # An earlier failure is forgotten: it counts for nothing should the page be asked for once more.
    assert running.tracker.store.pages.tries(detail(running, address).article.id) == 0


def test_without_a_network_no_try_is_counted(running: Newsroom) -> None:
    address = "https://wire.example/1"
    answer = running.network.pages[address]
    running.network.pages[address] = Failure(address, "no network", offline=True, unanswered=True)
    for _ in range(5):
        running.poll()
    assert said(running) == ""
    running.network.pages[address] = answer
    running.poll()
    assert said(running) == TAKEN


@pytest.mark.parametrize(
    "address", ["http://wire.example/feed?utm_source=x", "https://wire.example/", "https://www.wire.example"]
)
def test_an_entry_that_leads_to_its_feed_or_the_site_s_home_has_no_page(
    newsroom: Newsroom, address: str
) -> None:
    newsroom.publish(*BRIDGE[1])
    newsroom.publish(*BRIDGE[0])
    newsroom.entries[WIRE][0] = replace(newsroom.entries[WIRE][0], url=address)
    newsroom.serve()
    newsroom.network.asked.clear()
    newsroom.poll()
    assert address not in asked(newsroom)
    assert said(newsroom, address) == stage.NO_PAGE
    number = detail(newsroom, address).article.id
    assert "no address of a page" in complaint(newsroom.tracker.pages, number)


def test_the_home_of_another_site_is_a_page_like_any_other(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[1])
    newsroom.publish(*BRIDGE[0])
    newsroom.entries[WIRE][0] = replace(newsroom.entries[WIRE][0], url="https://orrin-bridge.example/")
    newsroom.serve()
    newsroom.poll()
    assert "https://orrin-bridge.example/" in asked(newsroom)


def test_a_host_that_asks_for_patience_is_asked_again_in_another_round(running: Newsroom) -> None:
    address = "https://wire.example/1"
    answer = running.network.pages.pop(address)
    running.network.pages[address] = Failure(address, "429 Too Many Requests", 429)
    running.poll()
    assert said(running) == ""
    running.network.pages[address] = answer
    running.poll()
    assert said(running) == TAKEN


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "the page is behind a paywall"),
        (402, "the page is behind a paywall"),
        (403, "the server does not give the page to programs"),
        (451, "the page may not be shown, for legal reasons"),
        (500, "the page could not be fetched"),
    ],
)
def test_what_a_server_refuses_is_said_and_the_summary_stays(
    running: Newsroom, status: int, told: str
) -> None:
    address = "https://wire.example/1"
    running.network.pages[address] = Failure(address, f"{status} Some Reason", status)
    running.poll()
    assert said(running).startswith(told)
    assert str(status) in said(running)
    assert detail(running, address).article.text == BRIDGE[0][2]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (page(FIRST, SECOND, "Subscribe to continue reading this story."), "the page is behind a paywall"),
        (
            page(
                FIRST,
                SECOND,
                head='<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
            ),
            "the page is behind a paywall",
        ),
        ("<html><body><p>Nothing.</p></body></html>", "no article was found on the page"),
        (page(LONE[0][2] * 3, LONE[1][2] * 3, title="Home"), "what stands on the page is not this article"),
        (page(BRIDGE[0][2]), "the page says no more than its feed"),
    ],
)
def test_a_page_without_the_article_leaves_the_summary(running: Newsroom, body: str, told: str) -> None:
    running.network.serve("https://wire.example/1", body, content_type="text/html")
    running.poll()
    assert said(running) == told
    assert detail(running, "https://wire.example/1").article.text == BRIDGE[0][2]


def test_what_is_no_page_of_text_is_not_read(running: Newsroom) -> None:
    running.network.serve("https://wire.example/1", b"%PDF-1.7", content_type="application/pdf")
    running.poll()
    assert said(running) == "what stands at the address is no page of text"


def test_a_feed_that_edits_has_its_page_read_again_but_not_for_ever(running: Newsroom) -> None:
    running.poll()
    for turn in range(6):
        entry = running.entries[WIRE][0]
        running.entries[WIRE][0] = replace(entry, text=f"{BRIDGE[0][2]} Update {turn}: barriers were set up.")
        running.network.serve(
            "https://wire.example/1", page(FIRST, f"{SECOND} Barrier {turn} fell."), content_type="text/html"
        )
        running.network.serve(WIRE, rss(running.entries[WIRE], title=NAMES[WIRE]), etag=f"x{turn}")
        running.poll()
    assert asked(running).count("https://wire.example/1") == 4
    assert "Barrier 2 fell." in detail(running, "https://wire.example/1").article.text


def test_what_every_page_of_a_host_says_is_dropped_from_the_second_on(newsroom: Newsroom) -> None:
    set_fulltext(newsroom, "always")
    box = "The Coast Daily is read in nine harbours; write to the desk with your own reports of the sea."
    for number, (_, title, text) in enumerate(LONE, start=1):
        newsroom.publish(COAST, title, text)
        newsroom.network.serve(
            f"https://coast.example/{number}",
            page(text * 2, text, box, title=title),
            content_type="text/html",
        )
        newsroom.poll()
    texts = [detail(newsroom, f"https://coast.example/{n}").article.text for n in (1, 2)]
    assert [box in text for text in texts] == [True, False]
    assert LONE[1][2] in texts[1]


def test_progress_tells_of_pages(running: Newsroom) -> None:
    seen: list[Progress] = []
    running.clock.forward(hours=1)
    running.tracker.polling.round(force=True, progress=seen.append)
    assert [(p.done, p.total) for p in seen if p.stage == "page"] == [(1, 2), (2, 2)]


def test_a_round_that_is_stopped_keeps_what_came_and_marks_nothing_else(running: Newsroom) -> None:
    polling = running.tracker.polling

    def stop_at_pages(progress: Progress) -> None:
        if progress.stage == "page":
            polling.stop()

    running.clock.forward(hours=1)
    with pytest.raises(StoppedError):
        polling.round(force=True, progress=stop_at_pages)
    marks = [row.article.page != "" for row in running.tracker.reading.articles()]
    assert sorted(marks) == [False, True]


def test_a_fault_while_a_page_is_kept_leaves_a_network_to_the_next_round(running: Newsroom) -> None:
    set_fulltext(running, "never")
    running.poll()
    set_fulltext(running, "auto")
    made: list[FakeNetwork] = []

    def network() -> FakeNetwork:
        made.append(running.network)
        return running.network

    tools = running.tools
    again = Tools(network, lambda: tools.parse, tools.new_clusterer, lambda: tools.engine, InlineSandbox)
    pages = Pages(running.tracker.store, running.feeds, running.clock, again)

    def disk_full(_: Progress) -> None:
        raise StoreError("The disk is full.")

    with pytest.raises(StoreError):
        pages.take_due(disk_full, lambda: None)
    pages.take_due(lambda _: None, lambda: None)
    assert len(made) == 2, "the next round asked by the network that was closed"


def test_a_word_of_the_page_finds_the_article_once(running: Newsroom) -> None:
    running.poll()
    for word in ("painter", "Engineers"):
        hits = [hit for hit in running.tracker.finding.find(word).hits if hit.kind == "article"]
        assert [hit.title for hit in hits] == [BRIDGE[0][1]]


def test_the_paragraphs_of_the_page_are_there_and_its_navigation_is_not(
    newsroom: Newsroom, url: str, sandbox: Sandbox
) -> None:
    newsroom.network.serve(url, PAGE, content_type="text/html")
    text = reader(newsroom, sandbox).whole_text(1)
    assert text.endswith(f"{FIRST}\n\n{SECOND}")
    for junk in ("Sport", "Sign in", "cookies", "Most read", "rights", "track"):
        assert junk not in text


def test_a_page_that_is_asked_for_by_hand_is_kept_and_its_story_owes_a_dossier(
    newsroom: Newsroom, url: str
) -> None:
    newsroom.network.serve(url, PAGE, content_type="text/html")
    newsroom.tracker.pages.whole_text(1)
    assert newsroom.network.asked == [(url, "", "")]
    found = newsroom.tracker.reading.article(1)
    assert (found.article.page, found.revisions[-1].source) == (TAKEN, "page")
    assert newsroom.tracker.store.stories.owed() == [(1, "page", 1)]


def test_what_was_a_failure_can_be_fetched_by_hand(newsroom: Newsroom, url: str) -> None:
    told = complaint(newsroom.tracker.pages)
    assert told.startswith(f"{url}: the page could not be fetched: 404 Not Found. ")
    assert said(newsroom, url) == "the page could not be fetched: 404 Not Found"
    newsroom.network.serve(url, PAGE, content_type="text/html")
    assert SECOND in newsroom.tracker.pages.whole_text(1)
    assert said(newsroom, url) == TAKEN


def test_a_failure_after_a_success_leaves_the_whole_text(newsroom: Newsroom, url: str) -> None:
    newsroom.network.serve(url, PAGE, content_type="text/html")
    newsroom.tracker.pages.whole_text(1)
    del newsroom.network.pages[url]
    complaint(newsroom.tracker.pages)
    assert SECOND in newsroom.tracker.reading.article(1).article.text


def test_a_page_made_to_hang_is_given_up(newsroom: Newsroom, url: str) -> None:
    newsroom.network.serve(url, ENDLESS, content_type="text/html")
    with Sandbox(workers=1, timeout=2) as sandbox:
        pages = reader(newsroom, sandbox)
        assert "reading the page took more than 2 s" in complaint(pages)
        newsroom.network.serve(url, PAGE, content_type="text/html")
        assert SECOND in pages.whole_text(1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 100,
        bytes(range(256)),
        b"%PDF-1.7",
        b"<div>" * 50_000,
        b"<p>" + b"x" * 4_000_000,
        b"<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><p>&b;&b;</p>",
    ],
    ids=["empty", "zeros", "bytes", "pdf", "nested", "huge", "entities"],
)
def test_whatever_a_page_is_there_is_a_sentence(
    newsroom: Newsroom, url: str, sandbox: Sandbox, body: bytes
) -> None:
    newsroom.network.serve(url, body, content_type="text/html")
    assert complaint(reader(newsroom, sandbox)).startswith(url)
    assert newsroom.tracker.reading.article(1).article.text == BRIDGE[0][2]


def test_the_text_of_a_hostile_page_is_clean(newsroom: Newsroom, url: str, sandbox: Sandbox) -> None:
    hostile = " ".join(PAYLOADS.values()).encode(errors="ignore").decode()
    newsroom.network.serve(url, PAGE.replace(SECOND, f"{SECOND} {hostile}"), content_type="text/html")
    text = reader(newsroom, sandbox).whole_text(1)
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


class Mixed:
    """Feeds from the fake network, pages from a server, through the fetcher that users have."""

    def __init__(self, newsroom: Newsroom, fetcher: Fetcher) -> None:
        self._newsroom, self._fetcher = newsroom, fetcher

    def get(self, url: str, etag: str = "", modified: str = "") -> Response | Failure:
        source = self._newsroom.network if url in NAMES else self._fetcher
        return source.get(url, etag, modified)

    def close(self) -> None:
        self._fetcher.close()


def test_a_page_that_leads_to_a_private_address_is_refused_and_the_summary_stays(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    with Site() as site:
        target = site.serve("/secret", PAGE)
        bounce = site.redirect("/bounce", target.replace("127.0.0.1", "127.0.0.2"))
        for number, address in enumerate((bounce, target.replace("127.0.0.1", "10.0.0.1"))):
            room.entries[WIRE].append(Entry(f"{BRIDGE[0][1]} {number}", address, f"u{number}", BRIDGE[0][2]))
        room.serve()
        room.tools.__dict__["fetch"] = Mixed(
            room, Fetcher(version="0", pause=0, allow_private=("127.0.0.1",))
        )
        room.poll()
        pages = [row.article.page for row in room.tracker.reading.articles()]
    assert all(told.startswith("the page could not be fetched: ") for told in pages), pages
    assert [row.article.text for row in room.tracker.reading.articles()] == [BRIDGE[0][2]] * 2
    room.close()
