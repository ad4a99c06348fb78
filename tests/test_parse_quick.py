"""The quick reader of plain documents gives what feedparser gives, or leaves it to feedparser."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest

from tests.builders import atom, rdf, rss
from tests.nearly_plain import nearly_plain
from tracker.model import Entry
from tracker.parse import ParsedFeed, ParseError, parse_body, quick

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
# What `document` asks of a feed and of an entry.
OF_FEED = ("title", "link", "ttl", "sy_updateperiod", "sy_updatefrequency")
OF_ENTRY = ("title", "link", "id", "summary", "author", "media_content", "media_thumbnail")
TIMES = ("published_parsed", "updated_parsed", "created_parsed")
ENTRIES = (
    Entry(
        "Ferry late again",
        "http://quay.example/1?a=1&b=2",
        "quay-1",
        "<p>Late &amp; <b>full</b>.</p>",
        "Ada Quay",
        NOON,
    ),
    Entry(
        "Möwen über dem Hafen", "http://quay.example/2", "urn:quay:2", "Ein “Zitat” – und 5 € mehr", "", NOON
    ),
    Entry("Bread and roses", "http://quay.example/3", "http://quay.example/3", "", "", None),
    Entry("Fog", "", "quay-4", "Plain text\n\nin two paragraphs", "", NOON),
)


def item(inner: str, channel: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Quay</title>'
        f"<link>http://quay.example/</link>{channel}<item>{inner}</item></channel></rss>"
    ).encode()


def entry(inner: str, head: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title>'
        f"<id>urn:quay</id>{head}<entry>{inner}</entry></feed>"
    ).encode()


PLAIN = {
    "rss": rss(ENTRIES, extra="<ttl>90</ttl><language>de</language>"),
    "atom": atom(ENTRIES),
    "guid that is the link": item("<title>a</title><guid>http://quay.example/a</guid>"),
    "guid before the link": item("<guid>http://quay.example/g</guid><link>http://quay.example/l</link>"),
    "content and summary": item("<description>short</description><content:encoded>long</content:encoded>"),
    "content before summary": item("<content:encoded>long</content:encoded><description>s</description>"),
    "content alone": item("<title>a</title><content:encoded><![CDATA[<p>long</p>]]></content:encoded>"),
    "a comment in a text": item("<description>one<!-- not this -->two</description>"),
    "a creator": item("<title>a</title><dc:creator>Ada Quay</dc:creator><category>Sea</category>"),
    "an enclosure": item(
        '<title>a</title><enclosure url="http://quay.example/a.mp3" type="Audio/MPEG" length="9"/>'
    ),
    "pictures": item(
        '<title>a</title><media:content url="http://q.example/1.jpg" medium="image"/>'
        '<media:content url="http://q.example/2.jpg"/><media:thumbnail url="/t.jpg" width="9"/>'
    ),
    "both dates": item(
        "<pubDate>Mon, 04 May 2026 12:00:00 +0200</pubDate><dc:date>2026-05-04T12:00:00Z</dc:date>"
    ),
    "a rhythm": item(
        "<title>a</title>",
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
    ),
    "utf-8 read as latin-1": item("<title>MÃ¶wen</title>"),
    "no text at all": item("<title></title><description/>"),
    "several links": entry(
        '<title>a</title><link rel="self" href="http://q.example/s"/>'
        '<link href="http://q.example/a"/><link rel="enclosure" href="/a.mp3" type="audio/mpeg"/>'
    ),
    "no link but the id": entry("<title>a</title><id>http://quay.example/a</id>"),
    "summary and content": entry('<summary>s</summary><content type="html">&lt;p&gt;c&lt;/p&gt;</content>'),
    "content, then summary": entry('<content type="html">c</content><summary type="text">s</summary>'),
    "an author with a page": entry("<author><name>Ada</name><uri>http://ada.example/</uri></author>"),
    "times with parts of seconds": entry(
        "<published>2026-05-04T12:00:00.25+02:00</published><updated>2026-05-05T00:00:00Z</updated>"
    ),
}

UNUSUAL = {
    "rdf": rdf(ENTRIES),
    "another encoding": '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"/>'.encode("latin-1"),
    "undeclared letters": "<rss version='2.0'><channel><title>Ö</title></channel></rss>".encode(),
    "a document type": b'<!DOCTYPE rss><rss version="2.0"><channel/></rss>',
    "bad XML": rss(ENTRIES)[:-9],
    "no feed": b"<html><body/></html>",
    "an element in one that is passed over": item(
        "<title>a</title>", "<image><tagline>a</tagline><link>http://q.example/i</link></image>"
    ),
    "a link in the feed's description": item(
        "<title>a</title>", "<description><link>http://q.example/d</link></description>"
    ),
    "markup in a text": item("<description>one <b>two</b></description>"),
    "an unknown element": item("<headline>a</headline>"),
    "two descriptions": item("<description>a</description><description>b</description>"),
    "an odd date": item("<pubDate>yesterday</pubDate>"),
    "a date of another zone": item("<pubDate>Mon, 04 May 2026 12:00:00 EST</pubDate>"),
    "a year of two digits written with four": item("<pubDate>Tue, 04 May 0099 12:00:00 GMT</pubDate>"),
    "a 30th of February": item("<pubDate>Mon, 30 Feb 2026 12:00:00 GMT</pubDate>"),
    "an address in the author": item("<author>ada@quay.example (Ada)</author>"),
    "a link that was escaped twice": item("<link>http://quay.example/?a=1&amp;amp;b=2</link>"),
    "xhtml": entry('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a</div></content>'),
    "a base": entry('<link href="a" />', '<link href="/"/>').replace(
        b"<feed ", b'<feed xml:base="http://q.example/" '
    ),
    "markup in a text that says it is plain": entry("<title>a &lt;b&gt;</title>"),
    "an author in utf-8 read as latin-1": entry("<author><name>MÃ¶ller</name></author>"),
    "an address in the channel's tag": item("<title>a</title>").replace(
        b"<channel>", b'<channel href="http://q.example/c">'
    ),
    "several authors": entry("<author><name>Ada</name></author><author><name>Bo</name></author>"),
    "windows letters": item("<title>a &#150; b</title>"),
}


def judged(body: bytes) -> Any:
    return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


def kept(raw: dict[str, Any]) -> dict[str, object]:
    """Give what is taken of an entry, of whichever reader."""
    found: dict[str, object] = {key: dict.get(raw, key) for key in OF_ENTRY}
    found |= {key: tuple(dict.get(raw, key) or ())[:6] for key in TIMES}
    found["links"] = [dict(link) for link in dict.get(raw, "links") or ()]
    found["content"] = [dict.get(part, "value") for part in dict.get(raw, "content") or ()]
    return found


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_document_is_read_as_feedparser_reads_it(name: str) -> None:
    found, wanted = quick.read(PLAIN[name], "application/xml"), judged(PLAIN[name])
    assert found is not None, "it was left to feedparser"
    assert found["version"] == wanted.version
    assert {k: dict.get(found["feed"], k) for k in OF_FEED} == {k: dict.get(wanted.feed, k) for k in OF_FEED}
    assert [kept(raw) for raw in found["entries"]] == [kept(raw) for raw in wanted.entries]
    assert not wanted.bozo


@pytest.mark.parametrize("name", UNUSUAL)
def test_what_has_to_be_judged_is_left_to_feedparser(name: str) -> None:
    assert quick.read(UNUSUAL[name], "application/xml") is None


def test_a_charset_of_the_answer_that_is_not_utf_8_is_left_to_feedparser() -> None:
    assert quick.read(PLAIN["rss"], "text/xml; charset=windows-1252") is None


def test_another_encoding_than_the_answer_says_is_left_to_feedparser() -> None:
    body = PLAIN["rss"].decode().replace("utf-8", "utf-16").encode("utf-16")
    assert quick.read(body, "text/xml; charset=utf-8") is None


def whole(body: bytes) -> ParsedFeed | str:
    try:
        return parse_body(body, "application/xml", "https://q.example/dir/feed", NOON)
    except ParseError as error:
        return error.message


@pytest.mark.parametrize("seed", range(4))
def test_all_that_comes_of_a_document_is_the_same_by_either_reader(seed: int) -> None:
    quickly = 0
    for body in nearly_plain(150, seed):
        quickly += quick.read(body, "application/xml") is not None
        # A comment that only feedparser may judge, and that says nothing to it.
        assert whole(body) == whole(body + b"<!-- xml:base -->"), body.decode()
    assert quickly > 40, "hardly any of them was read by the quick reader"


def test_entities_are_not_expanded_and_nothing_is_fetched() -> None:
    body = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + PLAIN["rss"][38:]
    )
    assert quick.read(body, "") is None
    assert all(
        "localhost" not in found.text for found in parse_body(body, "", "http://q.example/", NOON).entries
    )
