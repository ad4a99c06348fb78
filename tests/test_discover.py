from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tracker.discover import Candidate, kind_of, meant, ranked, read_page, usual
from tracker.discover.links import named, parsed
from tracker.model import Entry

URL = "https://harbour.example/news/"
ENTRY = Entry("Old bridge closes", "https://harbour.example/bridge", "1", "On Monday.")


def feeds_in(page: bytes, content_type: str, url: str) -> tuple[Candidate, ...]:
    root = parsed(page, content_type)
    return () if root is None else named(root, url)


def found(head: str, content_type: str = "text/html; charset=utf-8") -> list[tuple[str, str]]:
    page = f"<!doctype html><html><head>{head}</head><body>Hi</body></html>".encode()
    return [(feed.url, feed.title) for feed in feeds_in(page, content_type, URL)]


def test_feeds_are_found_in_the_order_of_the_page() -> None:
    head = """
      <link rel="stylesheet" href="/style.css" type="text/css">
      <link rel="alternate" type="application/atom+xml" title="All  news" href="/atom">
      <LINK HREF="rss" REL="Alternate" TYPE="application/rss+xml; charset=utf-8">
      <link rel="alternate" type="application/feed+json" href="https://other.example/f.json">
    """
    assert found(head) == [
        ("https://harbour.example/atom", "All news"),
        ("https://harbour.example/news/rss", ""),
        ("https://other.example/f.json", ""),
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" hreflang="de" href="/de">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed">',
        '<link rel="icon" type="application/rss+xml" href="/feed">',
        '<link rel="alternate" type="application/rss+xml">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
        '<link rel="alternate" type="application/rss+xml" href="http://[x">',
        '<link rel="alternate" type="application/rss+xml" href="/?q={query}">',
    ],
)
def test_what_is_no_feed_is_not_found(link: str) -> None:
    assert found(link) == []


def test_a_feed_named_twice_is_found_once() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    assert len(found(link * 3)) == 1


def test_a_base_moves_relative_addresses() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="feed">'
    assert found('<base href="/x/">' + link) == [("https://harbour.example/x/feed", "")]
    assert found('<base href="mailto:x">' + link) == [("https://harbour.example/news/feed", "")]


def test_titles_are_clean() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/f" title="a&#27;]52;c;x&#7;b">'
    assert found(head)[0][1].isprintable()


def test_an_encoding_nobody_knows_does_no_harm() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/f" title="caf\u00e9">'
    assert len(found(head, "text/html; charset=martian")) == 1
    assert found(head) == [("https://harbour.example/f", "caf\u00e9")]


@pytest.mark.parametrize("page", [b"", b" ", b"\0", b"\xff\xfe", b"{}", b"<" * 9000])
def test_a_page_that_is_none_names_nothing(page: bytes) -> None:
    assert feeds_in(page, "", URL) == ()


def test_an_endless_page_names_a_bounded_number() -> None:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{n}">' for n in range(900))
    assert len(found(links)) == 50


def test_usual_addresses_lie_below_the_page_and_the_site_and_are_six_at_most() -> None:
    addresses = usual("https://harbour.example/news?x=1#y")
    assert addresses[:3] == (
        "https://harbour.example/news/feed",
        "https://harbour.example/news/rss.xml",
        "https://harbour.example/feed",
    )
    assert len(addresses) == len(usual("https://harbour.example")) == 6
    assert usual("no address") == usual("http://[x") == ()


@pytest.mark.parametrize(
    ("software", "first"),
    [
        ("WordPress 6.8", "https://harbour.example/feed/"),
        ("Hugo 0.140", "https://harbour.example/index.xml"),
        ("Ghost 5", "https://harbour.example/rss/"),
        ("Blogger", "https://harbour.example/feeds/posts/default"),
        ("Something else", "https://harbour.example/feed"),
    ],
)
def test_what_a_page_is_made_with_says_where_its_feed_lies(software: str, first: str) -> None:
    page = f'<meta name="Generator" content="{software}"><p>News</p>'.encode()
    assert read_page(page, "", "https://harbour.example/").guesses[0] == first


@pytest.mark.parametrize(
    ("path", "first"),
    [("/c/boats", "/feeds/c/boats.xml"), ("/u/mara@far.example", "/feeds/u/mara@far.example.xml")],
)
def test_the_form_of_a_path_says_where_a_community_has_its_feed(path: str, first: str) -> None:
    assert usual(f"https://harbour.example{path}")[0] == f"https://harbour.example{first}"


def test_links_in_the_text_that_say_feed_are_tried_before_the_usual_addresses() -> None:
    text = """
      <a href="/about">About</a> <a href="/news.rss#top">All of it</a> <a href="/x">RSS</a>
      <a href="https://elsewhere.example/feed">Another's feed</a> <a href="javascript:rss()">RSS</a>
    """
    guesses = read_page(text.encode(), "", URL).guesses
    assert guesses[:2] == ("https://harbour.example/news.rss", "https://harbour.example/x")
    assert len(guesses) == 6
    assert not [guess for guess in guesses if "elsewhere" in guess]


def links(*told: tuple[str, str, str]) -> list[Candidate]:
    return [Candidate(f"https://a.example{path}", title, kind) for path, title, kind in told]


def test_feeds_of_comments_go_behind() -> None:
    main, notes, more = links(
        ("/feed/", "Harbour » Feed", "RSS"),
        ("/comments/feed/", "Harbour » Comments Feed", "RSS"),
        ("/sport/feed/", "Harbour » Sport Feed", "RSS"),
    )
    assert ranked([notes, main, more]) == (main, more, notes)


@pytest.mark.parametrize(
    "told",
    [
        (("/rss", "Harbour", "RSS"), ("/feeds/all", "Harbour", "Atom"), ("/f.json", "Harbour", "JSON Feed")),
        (("/feed/", "RSS 2.0", "RSS"), ("/feed/atom/", "Atom 1.0", "Atom")),
        (("/rss.xml", "", "RSS"), ("/atom.xml", "", "Atom"), ("/feed.json", "", "JSON Feed")),
        (("/?format=rss", "RSS", "RSS"), ("/?format=atom", "Atom", "Atom")),
    ],
)
def test_one_content_in_several_formats_is_one_feed_the_first(told: tuple[tuple[str, str, str], ...]) -> None:
    found = links(*told)
    assert ranked(found) == (found[0],)


@pytest.mark.parametrize(
    "told",
    [
        (("/news/rss", "News", "RSS"), ("/sport/atom", "Sport", "Atom")),
        (("/news/rss", "RSS", "RSS"), ("/sport/atom", "Atom", "Atom")),
        (("/a", "Harbour", "RSS"), ("/b", "Harbour", "RSS")),
    ],
)
def test_feeds_that_only_look_alike_stay_apart(told: tuple[tuple[str, str, str], ...]) -> None:
    assert len(ranked(links(*told))) == 2


@pytest.mark.parametrize(
    ("typed", "addresses"),
    [
        ("https://a.example/x", ["https://a.example/x"]),
        (" a.example/x ", ["https://a.example/x", "http://a.example/x"]),
        ("a.example:8080/x", ["https://a.example:8080/x", "http://a.example:8080/x"]),
        ("//a.example", ["https://a.example", "http://a.example"]),
        ("feed:https://a.example/x", ["feed:https://a.example/x"]),
        ("mailto:x@a.example", ["mailto:x@a.example"]),
        ("r/harbours", ["https://www.reddit.com/r/harbours/"]),
        ("/u/mara", ["https://www.reddit.com/user/mara/"]),
        ("@mara@sea.example", ["https://sea.example/@mara"]),
    ],
)
def test_what_was_typed_stands_for_addresses(typed: str, addresses: list[str]) -> None:
    assert list(meant(typed)) == addresses


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (builders.rss([ENTRY]), "RSS"),
        (builders.rdf([ENTRY]), "RSS 1.0"),
        (builders.atom([ENTRY]), "Atom"),
        (builders.json_feed([ENTRY]), "JSON Feed"),
    ],
)
def test_every_kind_of_feed_is_known(body: bytes, kind: str) -> None:
    assert kind_of(body, "") == kind


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- hi --><?xml-stylesheet href='x'?><rss/>",
        b"<!DOCTYPE rss PUBLIC 'x' [<!ENTITY a 'b'>]><rss version='0.91'>",
        "<?xml version='1.0'?><feed/>".encode("utf-16"),
        b"<atom:feed xmlns:atom='x'>",
    ],
)
def test_a_feed_is_known_behind_what_comes_first(body: bytes) -> None:
    assert kind_of(body, "text/plain")


@pytest.mark.parametrize(
    "body", [b"", b"<!doctype html><html>", b"<html><feed>", b"{}", b"feed", b"<rssx>", b"<urlset>"]
)
def test_other_bodies_are_no_feeds(body: bytes) -> None:
    assert not kind_of(body, "application/rss+xml")


@given(st.binary(max_size=300))
def test_any_bytes_may_come(body: bytes) -> None:
    kind_of(body, "")
    assert len(read_page(body, "", URL).guesses) == 6
    for feed in feeds_in(body, "", URL):
        assert isinstance(feed, Candidate)
