"""What of an entry is read: texts, authors, dates, files; and what a feed asks of the poller."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tracker.model import Enclosure, Entry
from tracker.parse import parse_body

if TYPE_CHECKING:
    from tracker.parse import ParsedFeed

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
URL = "https://harbour.example/feeds/all.xml"
NAMES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)


def parsed(body: str) -> ParsedFeed:
    return parse_body(body.encode(), "", URL, NOW)


def item(xml: str) -> Entry:
    return parsed(f'<rss version="2.0" {NAMES}><channel><item>{xml}</item></channel></rss>').entries[0]


def atom(xml: str) -> Entry:
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMES}><title>T</title><entry>{xml}</entry></feed>'
    return parsed(feed).entries[0]


@pytest.mark.parametrize(
    ("xml", "author"),
    [
        ("<author>ida@harbour.example (Ida Moll)</author>", "Ida Moll"),
        ("<author>ida@harbour.org (Ida Moll)</author>", "Ida Moll"),
        ("<author>Ida Moll &lt;ida@harbour.org&gt;</author>", "Ida Moll"),
        ("<author>ida@harbour.org</author>", "ida@harbour.org"),
        ("<dc:creator>Ida Moll</dc:creator><dc:creator>Jon Vik</dc:creator>", "Ida Moll, Jon Vik"),
        ("<author>Ida Moll</author><dc:creator>Ida Moll</dc:creator>", "Ida Moll"),
        ("<dc:creator><![CDATA[<a href='x'>Ida</a> Moll]]></dc:creator>", "Ida Moll"),
        ("<itunes:author>Harbour Radio</itunes:author>", "Harbour Radio"),
        ('<source url="https://coast.example/feed">Coast Daily</source>', "Coast Daily"),
        ("", ""),
    ],
)
def test_authors_are_named_once_and_without_their_addresses(xml: str, author: str) -> None:
    assert item(f"<title>A</title>{xml}").author == author


def test_all_authors_of_an_atom_entry_are_named() -> None:
    authors = "".join(f"<author><name>{name}</name></author>" for name in ("Ida Moll", "Jon Vik"))
    assert atom(f"<title>A</title>{authors}").author == "Ida Moll, Jon Vik"


@pytest.mark.parametrize(
    ("xml", "files"),
    [
        (
            '<enclosure url="/a.mp3" length="123" type="Audio/MPEG"/>',
            [Enclosure("https://harbour.example/a.mp3", "audio/mpeg", 123)],
        ),
        (
            '<media:content url="https://f.example/p.jpg" fileSize="9"/><media:thumbnail url="/t.jpg"/>',
            [Enclosure("https://f.example/p.jpg", "", 9)],
        ),
        (
            '<media:content url="https://f.example/" medium="video"/>',
            [Enclosure("https://f.example/", "video/*")],
        ),
        (
            '<media:thumbnail url="https://f.example/t.jpg"/>',
            [Enclosure("https://f.example/t.jpg", "image/*")],
        ),
        (
            '<enclosure url="https://f.example/a" length="-5" type="../x"/>',
            [Enclosure("https://f.example/a")],
        ),
        ('<enclosure url="https://f.example/a" length="9e99"/>', [Enclosure("https://f.example/a")]),
        ('<enclosure url="https://f.example/a"/>' * 2, [Enclosure("https://f.example/a")]),
        ('<enclosure url="file:///etc/passwd"/><enclosure url="javascript:x"/><enclosure url=""/>', []),
    ],
)
def test_files_that_come_with_an_entry_are_noted(xml: str, files: list[Enclosure]) -> None:
    assert item(f"<title>A</title>{xml}").enclosures == tuple(files)


def test_ten_files_are_noted_at_most() -> None:
    many = "".join(f'<enclosure url="https://f.example/{n}"/>' for n in range(50))
    assert len(item(f"<title>A</title>{many}").enclosures) == 10


def test_enclosures_of_atom_count_from_the_base() -> None:
    feed = parsed(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://base.example/x/'><entry><title>A</title>"
        "<link rel='enclosure' href='a.ogg' length='7' type='audio/ogg'/></entry></feed>"
    )
    assert feed.entries[0].enclosures == (Enclosure("https://base.example/x/a.ogg", "audio/ogg", 7),)


def test_a_film_has_its_description_as_text_and_its_thumbnail_as_file() -> None:
    entry = atom(
        "<title>Bridge from above</title><media:group>"
        '<media:content url="https://v.example/v/1" type="application/x-shockwave-flash"/>'
        '<media:thumbnail url="https://v.example/1.jpg"/>'
        "<media:description>A flight over the bridge.\nFilmed in May.</media:description></media:group>"
    )
    assert entry.text == "A flight over the bridge.\nFilmed in May."
    assert entry.enclosures == (Enclosure("https://v.example/1.jpg", "image/*"),)


def test_the_caption_of_a_picture_is_not_the_text_where_there_is_one() -> None:
    caption = "<media:description>A long caption of a picture of the old bridge.</media:description>"
    assert item(f"<title>A</title><description>It closes.</description>{caption}").text == "It closes."
    assert "caption" in item(f"<title>A</title>{caption}").text


def test_attachments_and_pictures_of_a_json_feed_are_noted() -> None:
    attachment = {"url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 123}
    item = {
        "id": "1",
        "title": "A",
        "attachments": [attachment, None, {}],
        "image": "https://f.example/p.png",
    }
    feed = parsed(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]}))
    assert feed.entries[0].enclosures == (
        Enclosure("https://harbour.example/feeds/a.mp3", "audio/mpeg", 123),
        Enclosure("https://f.example/p.png", "image/*"),
    )


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<summary>Use &lt;p&gt; here &amp;amp; there</summary>", "Use <p> here &amp; there"),
        ("<summary type='html'>&lt;p&gt;One &amp;amp; two&lt;/p&gt;</summary>", "One & two"),
        ("<summary>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</summary>", "One\n\nTwo"),
        (
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One</p><ul><li>a</li></ul></div></content>",
            "One\n\n- a",
        ),
        ("<summary>Short.</summary><content type='html'>The whole article.</content>", "The whole article."),
    ],
)
def test_atom_is_taken_at_its_word_whether_a_text_is_html(xml: str, text: str) -> None:
    assert atom(f"<title>A</title>{xml}").text == text


@pytest.mark.parametrize(
    ("xml", "title"),
    [
        ("List&lt;String&gt; in five minutes", "List<String> in five minutes"),
        ("Prices &lt; 5 &amp; &lt;3 hearts", "Prices < 5 & <3 hearts"),
        ("A &lt;em&gt;bold&lt;/em&gt; claim &amp;#8217;s", "A bold claim ’s"),
        ("R&amp;amp;D", "R&D"),
        ("<![CDATA[“Old” bridge&nbsp;<i>closes</i>]]>", "“Old” bridge closes"),
        ("Two\n\t lines", "Two lines"),
    ],
)
def test_titles_are_one_line_of_what_a_reader_sees(xml: str, title: str) -> None:
    assert item(f"<title>{xml}</title>").title == title


def test_what_wordpress_writes_below_an_article_is_not_part_of_it() -> None:
    html = "<p>It closes.</p><p>The post <a href='x'>Bridge</a> appeared first on <a href='y'>Wire</a>.</p>"
    assert item(f"<title>Bridge</title><description><![CDATA[{html}]]></description>").text == "It closes."


MORNING = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Mon, 4 May 2026 10:00:00 GMT", MORNING),
        ("Mon, 04 May 26 10:00:00 +0000", MORNING),
        ("Mon, 04 May 2026 12:00:00 CEST", MORNING),
        ("Mon, 04 May 2026 06:00:00 EDT", MORNING),
        ("Mon,04 May 2026 12:00:00 +0200", MORNING),
        ("Monday, May 4, 2026 - 10:00", MORNING),
        ("May 4, 2026 10:00 am", MORNING),
        ("4 May 2026 10:00 PM", datetime(2026, 5, 4, 22, tzinfo=UTC)),
        ("2026-05-04 12:00:00 +0200", MORNING),
        ("2026/05/04 10:00:00", MORNING),
        ("04.05.2026 10:00", MORNING),
        ("19/05/2026", datetime(2026, 5, 19, tzinfo=UTC)),
        ("05/19/2026", datetime(2026, 5, 19, tzinfo=UTC)),
        ("04/05/2026 10:00", None),
        ("1777888800", MORNING),
        ("1777888800000", MORNING),
        ("Mo, 04 Mai 2026 12:00:00 +0200", MORNING),
        ("Montag, 4. Mai 2026", datetime(2026, 5, 4, tzinfo=UTC)),
        ("lun., 04 mai 2026 12:00:00 +0200", MORNING),
        ("4 de mayo de 2026", datetime(2026, 5, 4, tzinfo=UTC)),
        ("Пн, 04 май 2026 13:00:00 +0300", MORNING),
        ("2026年5月4日", datetime(2026, 5, 4, tzinfo=UTC)),
        ("Sun, 03 May 2026 24:00:00 GMT", datetime(2026, 5, 4, tzinfo=UTC)),
        ("2026-W19-1", None),
        ("Thu, 32 May 2026 10:00:00 GMT", None),
        ("99.99.2026", None),
        ("9999999999999", NOW),
        ("1" * 5000, None),
    ],
)
def test_odd_dates_are_read_where_only_one_day_can_be_meant(date: str, published: datetime | None) -> None:
    assert item(f"<title>A</title><pubDate>{date}</pubDate>").published == published


@pytest.mark.parametrize("name", ["dc:date", "dcterms:issued", "dcterms:created", "dcterms:modified"])
def test_dates_of_dublin_core_are_read(name: str) -> None:
    assert item(f"<title>A</title><{name}>2026-05-04T10:00:00Z</{name}>").published == MORNING


def test_the_day_of_issue_counts_before_that_of_a_change() -> None:
    dates = (
        "<dcterms:modified>2026-05-09</dcterms:modified><dcterms:issued>2026-05-04T10:00:00Z</dcterms:issued>"
    )
    assert item(f"<title>A</title>{dates}").published == MORNING


def wishes(xml: str) -> tuple[set[int], set[int]]:
    feed = parsed(f"<rss version='2.0'><channel>{xml}<item><title>A</title></item></channel></rss>")
    return set(feed.skip_hours), set(feed.skip_days)


@pytest.mark.parametrize(
    ("xml", "hours", "days"),
    [
        ("<skipHours><hour>0</hour>\n<hour> 13 </hour></skipHours>", {0, 13}, set()),
        ("<skipHours><hour>24</hour></skipHours>", {0}, set()),
        ("<skipHours><hour>25</hour><hour>1</hour></skipHours>", set(), set()),
        ("<skipHours><hour>soon</hour></skipHours>", set(), set()),
        ("<skipHours>" + "".join(f"<hour>{n}</hour>" for n in range(24)) + "</skipHours>", set(), set()),
        ("<skipDays><day>Sunday</day><day>monday</day></skipDays>", set(), {6, 0}),
        ("<skipDays><day>Someday</day></skipDays>", set(), set()),
        ("<skipDays/><skipHours/>", set(), set()),
        ("", set(), set()),
    ],
)
def test_hours_and_days_to_skip_are_read(xml: str, hours: set[int], days: set[int]) -> None:
    assert wishes(xml) == (hours, days)


def test_what_stands_in_an_item_is_no_wish_of_the_feed() -> None:
    assert wishes("<item><skipHours><hour>5</hour></skipHours></item>") == (set(), set())
