"""From what a user typed to a subscription: looked for politely, chosen, added, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.fakes import InlineParser, InlineSandbox, P, R
from tests.library import NAMES, WIRE
from tracker.cluster.online import OnlineClusterer
from tracker.core import Tools
from tracker.core.feeds.looking import Looking, Offer
from tracker.discover import Candidate
from tracker.dossier.extractive import ExtractiveEngine
from tracker.errors import NotFoundError, TrackerError, UsageError
from tracker.fetch import Failure
from tracker.model import Entry
from tracker.sandbox import SandboxError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.library import Newsroom
    from tracker.core.feeds.subscribing import Taken

SITE = "https://valley.example"
FEED = rss(
    [Entry("Weir repaired", "https://valley.example/1", "v1", "The weir stands.")], title="Valley Times"
)


def page(*feeds: str, head: str = "") -> str:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{feed}" href="/{feed}">' for feed in feeds
    )
    return f"<!doctype html><html><head>{head}{links}</head><body>Hello</body></html>"


def serve_page(newsroom: Newsroom, *feeds: str, at: str = "/", head: str = "") -> None:
    newsroom.network.serve(SITE + at, page(*feeds, head=head), content_type="text/html")


def asked(newsroom: Newsroom) -> list[str]:
    return [url for url, _, _ in newsroom.network.asked]


def urls(newsroom: Newsroom) -> list[str]:
    return [feed.subscription.url for feed in newsroom.tracker.subscribing.feeds()]


def offered(newsroom: Newsroom, typed: str) -> list[str]:
    return [each.url for each in newsroom.tracker.subscribing.look(typed).candidates]


def take_all(newsroom: Newsroom, offer: Offer) -> Taken:
    return newsroom.tracker.subscribing.take(offer, offer.candidates)


# ---------------------------------------------------------------- looking


def test_a_feed_is_asked_once_without_condition_from_looking_to_the_end_of_its_round(
    newsroom: Newsroom,
) -> None:
    newsroom.network.serve(f"{SITE}/feed", FEED, etag='"1"')
    subscribing, polling = newsroom.tracker.subscribing, newsroom.tracker.polling
    (added,) = take_all(newsroom, subscribing.look(f"{SITE}/feed")).added
    assert added.answer is not None
    summary = polling.round([added.subscription.url], answers={added.subscription.url: added.answer})
    assert summary.new_articles == 1
    assert newsroom.network.asked == [(f"{SITE}/feed", "", "")]
    polling.round([added.subscription.url])
    assert newsroom.network.asked[-1] == (f"{SITE}/feed", '"1"', "")


def test_a_page_offers_its_feeds_in_order_and_only_the_first_is_asked(newsroom: Newsroom) -> None:
    serve_page(newsroom, "news", "sport", "letters")
    newsroom.network.serve(f"{SITE}/news", FEED)
    assert offered(newsroom, f"{SITE}/") == [f"{SITE}/{name}" for name in ("news", "sport", "letters")]
    assert asked(newsroom) == [f"{SITE}/", f"{SITE}/news"]
    assert urls(newsroom) == list(NAMES)


def test_a_feed_that_a_page_names_and_that_is_none_is_left_out(newsroom: Newsroom) -> None:
    serve_page(newsroom, "gone", "html", "news", "sport")
    serve_page(newsroom, at="/html")
    newsroom.network.serve(f"{SITE}/news", FEED)
    assert offered(newsroom, f"{SITE}/") == [f"{SITE}/news", f"{SITE}/sport"]


def test_a_page_that_names_none_is_tried_at_its_usual_addresses_until_one_answers(newsroom: Newsroom) -> None:
    serve_page(newsroom)
    newsroom.network.serve(f"{SITE}/rss.xml", FEED)
    newsroom.network.serve(f"{SITE}/feed.xml", FEED)
    assert offered(newsroom, f"{SITE}/") == [f"{SITE}/rss.xml"]
    assert asked(newsroom) == [f"{SITE}/", f"{SITE}/feed", f"{SITE}/rss.xml"]


def test_a_page_without_a_feed_is_told_with_what_was_tried_after_six_guesses(newsroom: Newsroom) -> None:
    serve_page(newsroom, at="/blog/")
    with pytest.raises(TrackerError) as caught:
        newsroom.tracker.subscribing.look(f"{SITE}/blog/")
    told = str(caught.value)
    assert f"There is no feed at {SITE}/blog/, and its page names none." in told
    assert "Tried: /blog/feed, /blog/rss.xml, /feed, /rss.xml, /feed.xml, /index.xml." in told
    assert "Nothing was added." in told
    assert len(asked(newsroom)) == 7


def test_a_host_that_falls_silent_is_asked_no_more(newsroom: Newsroom) -> None:
    serve_page(newsroom)
    newsroom.network.fail(f"{SITE}/feed", "no answer in 30 s")
    with pytest.raises(TrackerError, match="There is no feed"):
        newsroom.tracker.subscribing.look(f"{SITE}/")
    assert asked(newsroom) == [f"{SITE}/", f"{SITE}/feed"]


def test_a_host_that_wants_to_be_left_alone_is_left_alone(newsroom: Newsroom) -> None:
    serve_page(newsroom)
    newsroom.network.pages[f"{SITE}/feed"] = Failure(
        f"{SITE}/feed", "429 Too Many Requests", 429, None, closed="valley.example"
    )
    for _ in range(2):
        with pytest.raises(TrackerError):
            newsroom.tracker.subscribing.look(f"{SITE}/")
    assert "valley.example" in newsroom.network.closed


def test_an_address_without_scheme_is_tried_with_https_then_http(newsroom: Newsroom) -> None:
    newsroom.network.serve("http://old.example/rss", FEED)
    newsroom.network.fail("https://old.example/rss", "connection refused")
    assert offered(newsroom, "old.example/rss") == ["http://old.example/rss"]
    newsroom.network.serve(f"{SITE}/feed", FEED)
    assert offered(newsroom, "valley.example/feed") == [f"{SITE}/feed"]


def test_a_port_that_speaks_no_tls_is_asked_with_http(newsroom: Newsroom) -> None:
    newsroom.network.serve("http://old.example:8000/rss", FEED)
    newsroom.network.fail("https://old.example:8000/rss", "the server can't speak a secure version of TLS")
    assert offered(newsroom, "old.example:8000/rss") == ["http://old.example:8000/rss"]


def test_an_answer_by_https_ends_the_search(newsroom: Newsroom) -> None:
    with pytest.raises(TrackerError, match=r"https://valley\.example: 404 Not Found\. Nothing was added\."):
        newsroom.tracker.subscribing.look("valley.example")
    assert asked(newsroom) == [SITE]


@pytest.mark.parametrize(
    "typed",
    ["ftp://a.example/", "file:///etc/passwd", "javascript:alert(1)", "exec:x", "", "two words", "/etc/x"],
)
def test_what_is_no_web_address_is_refused_without_a_request(newsroom: Newsroom, typed: str) -> None:
    with pytest.raises(UsageError, match="can't be subscribed to"):
        newsroom.tracker.subscribing.look(typed)
    assert asked(newsroom) == []


def test_a_known_sites_page_is_not_asked_itself(newsroom: Newsroom) -> None:
    releases = "https://github.com/orrin/bridge/releases.atom"
    newsroom.network.serve(releases, FEED)
    assert offered(newsroom, "https://github.com/orrin/bridge")[0] == releases
    assert asked(newsroom) == [releases]


def test_a_known_site_that_changed_is_asked_for_its_page(newsroom: Newsroom) -> None:
    newsroom.network.serve(
        "https://github.com/orrin/bridge",
        '<link rel="alternate" type="application/atom+xml" href="https://github.com/new.atom">',
    )
    newsroom.network.serve("https://github.com/new.atom", FEED)
    assert offered(newsroom, "https://github.com/orrin/bridge") == ["https://github.com/new.atom"]


def test_an_account_of_the_fediverse_is_verified_by_asking(newsroom: Newsroom) -> None:
    newsroom.network.serve("https://sea.example/@mara.rss", FEED)
    assert offered(newsroom, "@mara@sea.example") == ["https://sea.example/@mara.rss"]
    serve_page(newsroom, "news", at="/@tobin")
    newsroom.network.serve(f"{SITE}/news", FEED)
    assert offered(newsroom, f"{SITE}/@tobin") == [f"{SITE}/news"]


def test_a_search_address_and_a_feed_that_is_there_are_not_asked(newsroom: Newsroom) -> None:
    assert offered(newsroom, "https://seek.example/?q={query}") == ["https://seek.example/?q={query}"]
    assert offered(newsroom, "HTTP://wire.example/feed/") == ["HTTP://wire.example/feed/"]
    assert asked(newsroom) == []


class BrokenSandbox(InlineSandbox):
    """Dies of whatever it is given."""

    def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        raise SandboxError("took more than 10 s") from RuntimeError(function, args, kwargs)


def test_a_page_that_breaks_its_reader_is_told_and_nothing_is_added(newsroom: Newsroom) -> None:
    serve_page(newsroom, "news")
    tools = Tools(lambda: newsroom.network, InlineParser, OnlineClusterer, ExtractiveEngine, BrokenSandbox)
    looking = Looking(newsroom.tracker.store, tools, newsroom.clock())
    with pytest.raises(TrackerError, match=r"Reading the page at .* took more than 10 s\. Nothing was added"):
        looking.look([f"{SITE}/"])


# ---------------------------------------------------------------- choosing and undoing


def test_several_are_added_together_and_undone_together(newsroom: Newsroom) -> None:
    serve_page(newsroom, "news", "sport")
    for name in ("news", "sport"):
        newsroom.network.serve(f"{SITE}/{name}", FEED)
    taken = take_all(newsroom, newsroom.tracker.subscribing.look(SITE + "/"))
    assert [each.fresh for each in taken.added] == [True, True]
    assert urls(newsroom) == [*NAMES, f"{SITE}/news", f"{SITE}/sport"]
    assert newsroom.tracker.correcting.undo() == "Undone: added 2 feeds."
    assert urls(newsroom) == list(NAMES)
    with pytest.raises(NotFoundError, match="nothing to undo"):
        newsroom.tracker.correcting.undo()


def test_adding_then_removing_is_undone_step_by_step(newsroom: Newsroom) -> None:
    newsroom.network.serve(f"{SITE}/feed", FEED)
    take_all(newsroom, newsroom.tracker.subscribing.look(f"{SITE}/feed"))
    newsroom.tracker.correcting.remove_feed(f"{SITE}/feed")
    newsroom.tracker.correcting.undo()
    assert f"{SITE}/feed" in urls(newsroom)
    assert newsroom.tracker.correcting.undo() == f"Undone: added the feed {SITE}/feed."
    assert urls(newsroom) == list(NAMES)


def test_an_add_whose_feed_the_user_took_out_by_hand_is_undone_all_the_same(newsroom: Newsroom) -> None:
    before = newsroom.feeds.read_text()
    newsroom.network.serve(f"{SITE}/feed", FEED)
    take_all(newsroom, newsroom.tracker.subscribing.look(f"{SITE}/feed"))
    newsroom.feeds.write_text(before)
    newsroom.tracker.correcting.undo()
    assert newsroom.feeds.read_text() == before


def test_of_several_chosen_those_that_are_no_feeds_are_told_and_the_rest_is_added(newsroom: Newsroom) -> None:
    serve_page(newsroom, "news", "gone")
    newsroom.network.serve(f"{SITE}/news", FEED)
    taken = take_all(newsroom, newsroom.tracker.subscribing.look(SITE + "/"))
    assert [each.subscription.url for each in taken.added] == [f"{SITE}/news"]
    assert taken.failures == ((f"{SITE}/gone", "404 Not Found"),)


def test_asking_for_many_that_were_chosen_tells_how_far_it_is(newsroom: Newsroom) -> None:
    chosen = [Candidate(f"{SITE}/{n}") for n in range(3)]
    for each in chosen:
        newsroom.network.serve(each.url, FEED)
    told: list[tuple[int, int, str]] = []
    newsroom.tracker.subscribing.take(
        Offer(tuple(chosen), {}), chosen, progress=lambda p: told.append((p.done, p.total, p.what))
    )
    assert told == [(n + 1, 3, f"{SITE}/{n}") for n in range(3)]


def test_where_nothing_chosen_is_a_feed_nothing_is_added(newsroom: Newsroom) -> None:
    serve_page(newsroom, "news", "html", at="/")
    serve_page(newsroom, at="/html")
    newsroom.network.serve(f"{SITE}/news", FEED)
    offer = newsroom.tracker.subscribing.look(SITE + "/")
    before = newsroom.feeds.read_bytes()
    with pytest.raises(TrackerError, match=r"there is no feed\. Nothing was added\."):
        newsroom.tracker.subscribing.take(offer, offer.candidates[1:])
    assert newsroom.feeds.read_bytes() == before


def test_a_feed_that_is_there_takes_the_new_title_and_is_not_undone(newsroom: Newsroom) -> None:
    subscribing = newsroom.tracker.subscribing
    offer = subscribing.look(WIRE)
    (added,) = subscribing.take(offer, offer.candidates, "The Wire").added
    assert (added.fresh, added.answer, added.subscription.title) == (False, None, "The Wire")
    assert subscribing.feeds()[0].subscription.title == "The Wire"
    with pytest.raises(NotFoundError):
        newsroom.tracker.correcting.undo()


def test_a_title_is_for_one_feed(newsroom: Newsroom) -> None:
    serve_page(newsroom, "news", "sport")
    newsroom.network.serve(f"{SITE}/news", FEED)
    offer = newsroom.tracker.subscribing.look(SITE + "/")
    with pytest.raises(UsageError, match="2 were chosen"):
        newsroom.tracker.subscribing.take(offer, offer.candidates, "One name")
    assert urls(newsroom) == list(NAMES)


def test_nothing_chosen_adds_nothing(newsroom: Newsroom) -> None:
    newsroom.network.serve(f"{SITE}/feed", FEED)
    offer = newsroom.tracker.subscribing.look(f"{SITE}/feed")
    assert newsroom.tracker.subscribing.take(offer, ()).added == ()
    assert offer.candidates == (Candidate(f"{SITE}/feed", kind="RSS"),)


# ---------------------------------------------------------------- lists of other programs


def test_an_import_says_what_is_new_and_is_undone_whole(newsroom: Newsroom) -> None:
    path = newsroom.feeds.with_name("urls")
    path.write_text(f"{WIRE}\nhttps://one.example/f tag\nhttps://two.example/f\nexec:rm\n")
    before = urls(newsroom)
    done = newsroom.tracker.subscribing.import_file(path)
    assert [each.url for each in done.fresh] == ["https://one.example/f", "https://two.example/f"]
    assert (done.known, len(done.skipped)) == (1, 1)
    assert newsroom.tracker.correcting.undo() == "Undone: added 2 feeds."
    assert urls(newsroom) == before


def test_an_export_calls_untitled_feeds_by_their_own_names_and_comes_in_the_same(newsroom: Newsroom) -> None:
    newsroom.network.serve(f"{SITE}/feed", FEED)
    (added,) = take_all(newsroom, newsroom.tracker.subscribing.look(f"{SITE}/feed")).added
    newsroom.tracker.polling.round([added.subscription.url])
    text = newsroom.tracker.subscribing.opml()
    assert 'text="Valley Times"' in text
    path = newsroom.feeds.with_name("out.opml")
    path.write_text(text)
    known = [feed.subscription for feed in newsroom.tracker.subscribing.feeds()]
    newsroom.feeds.unlink()
    newsroom.tracker.subscribing.import_file(path)
    assert [feed.subscription for feed in newsroom.tracker.subscribing.feeds()] == known
