from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tracker.discover import Candidate, feeds_in, is_feed, usual
from tracker.model import Entry

URL = "https://harbour.example/news/"
ENTRY = Entry("Old bridge closes", "https://harbour.example/bridge", "1", "On Monday.")


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


def test_usual_addresses_lie_below_the_page_and_the_site() -> None:
    addresses = usual("https://harbour.example/news?x=1#y")
    assert addresses[:2] == ("https://harbour.example/news/feed", "https://harbour.example/news/rss")
    assert "https://harbour.example/rss.xml" in addresses
    assert len(addresses) == 12
    assert len(usual("https://harbour.example")) == 6
    assert usual("no address") == usual("http://[x") == ()


@pytest.mark.parametrize(
    "build", [builders.rss, builders.rdf, builders.atom, builders.json_feed], ids=lambda b: b.__name__
)
def test_every_kind_of_feed_is_known(build: object) -> None:
    assert callable(build)
    assert is_feed(build([ENTRY]), "")


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
    assert is_feed(body, "text/plain")


@pytest.mark.parametrize(
    "body", [b"", b"<!doctype html><html>", b"<html><feed>", b"{}", b"feed", b"<rssx>", b"<urlset>"]
)
def test_other_bodies_are_no_feeds(body: bytes) -> None:
    assert not is_feed(body, "application/rss+xml")


@given(st.binary(max_size=300))
def test_any_bytes_may_come(body: bytes) -> None:
    is_feed(body, "")
    for feed in feeds_in(body, "", URL):
        assert isinstance(feed, Candidate)
