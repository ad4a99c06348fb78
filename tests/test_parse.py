from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import builders
from tracker.model import Entry
from tracker.parse import ParsedFeed, ParseError, Parser, parse_body
from tracker.parse.entries import LONGEST_TEXT, LONGEST_TITLE, first_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
URL = "https://harbour.example/feeds/all.xml"
BRIDGE = Entry(
    title="Old bridge closes & waits",
    url="https://harbour.example/2026/bridge",
    guid="harbour-17",
    text="The old bridge closes on Monday.",
    author="Ida Moll",
    published=datetime(2026, 5, 19, 9, 30, tzinfo=UTC),
)
FERRY = Entry(
    title="Ferry fares rise",
    url="https://harbour.example/2026/ferry",
    guid="harbour-18",
    text="Passengers will pay more from June.",
    author="Jon Vik",
    published=datetime(2026, 5, 20, 8, 0, tzinfo=UTC),
)


def parsed(body: bytes | str, url: str = URL, content_type: str = "application/xml") -> ParsedFeed:
    data = body.encode() if isinstance(body, str) else body
    return parse_body(data, content_type, url, NOW)


def item(xml: str) -> Entry:
    feed = parsed(f"<rss version='2.0'><channel><item>{xml}</item></channel></rss>")
    return feed.entries[0]


@pytest.mark.parametrize(
    "build", [builders.rss, builders.rdf, builders.atom, builders.json_feed], ids=lambda b: b.__name__
)
def test_every_kind_of_feed_gives_the_same_entries(build: Callable[..., bytes]) -> None:
    feed = parsed(build([BRIDGE, FERRY]))
    if build is builders.rdf:  # its guid is the attribute rdf:about
        assert [e.guid for e in feed.entries] == ["harbour-17", "harbour-18"]
    assert feed.entries == (BRIDGE, FERRY)
    assert (feed.title, feed.site, feed.note) == ("Harbour Wire", "https://harbour.example/", "")


def test_html_becomes_clean_text() -> None:
    entry = item(
        "<title>A &lt;b&gt;bold&lt;/b&gt; claim</title>"
        "<description>&lt;p&gt;One.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;Two &amp;amp; three."
        "&lt;/p&gt;</description>"
    )
    assert entry.title == "A bold claim"
    assert entry.text == "One.\n\nTwo & three."


def test_terminal_escapes_do_not_come_through() -> None:
    entry = item("<title>A&#x9b;31mred &#x202e;title</title><guid>g&#x9d;0;x&#x9c;</guid>")
    assert entry.title.isprintable()
    assert entry.guid.isprintable()
    assert "\u202e" not in entry.title


def test_the_longest_of_summary_and_contents_is_the_text() -> None:
    entry = item(
        "<description>Short.</description><content:encoded "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'>The whole article.</content:encoded>"
    )
    assert entry.text == "The whole article."


def test_an_entry_without_title_gets_the_first_words_of_its_text() -> None:
    entry = item("<description>" + "A boat came in. " * 20 + "</description>")
    assert entry.title.startswith("A boat came in.")
    assert entry.title.endswith("…")
    assert len(entry.title) <= 80


def test_an_entry_of_nothing_is_left_out() -> None:
    feed = parsed("<rss version='2.0'><channel><item><guid>1</guid></item></channel></rss>")
    assert feed.entries == ()


@pytest.mark.parametrize(
    ("links", "url"),
    [
        (("/a",), "https://harbour.example/a"),
        (("a?b=1",), "https://harbour.example/feeds/a?b=1"),
        (("//other.example/a",), "https://other.example/a"),
        ((" https://harbour.example/a\n ",), "https://harbour.example/a"),
        (("HTTPS://harbour.example/a",), "https://harbour.example/a"),
        (("javascript:alert(1)",), ""),
        (("file:///etc/passwd",), ""),
        (("data:text/html,x",), ""),
        (("--help",), "https://harbour.example/feeds/--help"),
        (("http://[bad",), ""),
        (("http:///nohost",), ""),
        (("https://harbour.example/" + "a" * 5000,), ""),
        (("", "mailto:a@b.example", "/second"), "https://harbour.example/second"),
        ((), ""),
    ],
)
def test_links_are_resolved_and_http_alone(links: tuple[str, ...], url: str) -> None:
    assert first_link(URL, *links) == url


def test_xml_base_resolves_links() -> None:
    feed = parsed(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://base.example/x/'>"
        "<entry><title>A</title><link href='a'/></entry></feed>"
    )
    assert feed.entries[0].url == "https://base.example/x/a"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Tue, 19 May 2026 09:30:00 GMT", datetime(2026, 5, 19, 9, 30, tzinfo=UTC)),
        ("Tue, 19 May 2026 09:30:00 +0200", datetime(2026, 5, 19, 7, 30, tzinfo=UTC)),
        ("2026-05-19T09:30:00Z", datetime(2026, 5, 19, 9, 30, tzinfo=UTC)),
        ("2026-05-19", datetime(2026, 5, 19, tzinfo=UTC)),
        ("Fri, 01 Jan 2038 00:00:00 GMT", NOW),
        ("9999-12-31T23:59:59Z", NOW),
        ("9999-12-31T23:59:59-14:00", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_utc_and_never_after_fetching(date: str, published: datetime | None) -> None:
    assert item(f"<title>A</title><pubDate>{date}</pubDate>").published == published


def test_without_a_date_of_publishing_the_date_of_updating_counts() -> None:
    entry = item("<title>A</title><dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2026-05-19</dc:date>")
    assert entry.published == datetime(2026, 5, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("xml", "ttl"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl>-5</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>0</ttl>", None),
        ("<ttl>999999999</ttl>", timedelta(days=365)),
        ("<ttl>" + "9" * 5000 + "</ttl>", None),
        ("", None),
    ],
)
def test_the_time_to_live_is_read_in_minutes(xml: str, ttl: timedelta | None) -> None:
    assert parsed(builders.rss([BRIDGE], extra=xml)).ttl == ttl


def test_the_period_of_updating_is_a_time_to_live() -> None:
    extra = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
    assert parsed(builders.rdf([BRIDGE], extra=extra)).ttl == timedelta(hours=6)


def test_lengths_and_counts_are_bounded() -> None:
    giant = Entry("t" * 5000, "https://a.example/", "g" * 9000, "é " * 300_000, "a" * 5000, NOW)
    feed = parsed(builders.rss([giant] + [BRIDGE] * 1199))
    entry = feed.entries[0]
    assert len(feed.entries) == 1000
    assert feed.note == "1200 entries; 1000 of them are read"
    assert len(entry.title) == LONGEST_TITLE
    assert len(entry.text.encode()) <= LONGEST_TEXT
    assert (len(entry.guid), len(entry.author)) == (2000, 200)


@pytest.mark.parametrize("make", [builders.rss, builders.rdf, builders.atom, builders.json_feed])
def test_an_archive_gives_its_newest_whether_they_stand_first_or_last(
    make: Callable[[list[Entry]], bytes],
) -> None:
    feed = parsed(make([Entry(f"Issue {number}") for number in range(1, 3001)]))
    titles = [entry.title for entry in feed.entries]
    assert (titles[0], titles[-1], len(titles)) == ("Issue 1", "Issue 3000", 1000)


@pytest.mark.parametrize("bad", [b"&#xD83D;", b"&#55357;", b"&#99999999999999;", b"&#xFFFFFFFF;", b"\xff"])
def test_half_an_emoji_does_not_cost_the_feed(bad: bytes) -> None:
    feed = parsed(builders.rss([BRIDGE, FERRY]).replace(b"Ferry", b"Ferry " + bad))
    assert feed.entries[0] == BRIDGE
    assert feed.entries[1].title.endswith("fares rise")


def test_a_guid_is_kept_as_it_stands_wherever_the_feed_lies() -> None:
    body = "<rss version='2.0'><channel><item><title>A</title><guid>17</guid></item></channel></rss>"
    entry = Entry("A", guid="17")
    assert parsed(body).entries == (entry,)
    assert parsed(body, "https://port.example/").entries == (entry,)


def test_a_guid_that_is_an_address_is_the_link_where_there_is_none() -> None:
    entry = item("<title>A</title><guid>https://a.example/17</guid>")
    assert entry.url == "https://a.example/17"


def test_a_badly_formed_feed_is_read_with_a_note() -> None:
    broken = builders.rss([BRIDGE, FERRY]).replace(b"Ferry fares", b"Ferry & fares\n</b>")
    feed = parsed(broken)
    assert len(feed.entries) == 2
    assert feed.note.startswith("badly formed at line")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "the answer is empty"),
        (b" \n ", "the answer is empty"),
        (b"<!DOCTYPE html><html><body>Hi</body></html>", "a web page and no feed"),
        (b"hello", "no feed"),
        (b"{}", "JSON and no feed"),
        (b'{"items": []}', "JSON and no feed"),
        (b"{", "nor whole JSON"),
        (b"[" * 100_000, "no feed"),
        (b'{"version": ' + b"[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_feed_is_told(body: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=words):
        parsed(body)


def test_json_feeds_with_wrong_types_are_read_as_far_as_they_go() -> None:
    version = "https://jsonfeed.org/version/1"
    items: list[object] = [
        7,
        None,
        {"id": 5, "title": ["x"], "content_html": "<p>A <i>boat</i>.</p>"},
        {"id": {}},
    ]
    items += [{"title": "\ud800 half", "authors": "x", "date_published": "9999-99-99"}]
    feed = parsed(json.dumps({"version": version, "items": items}))
    assert feed.entries == (Entry("A boat.", guid="5", text="A boat."), Entry("? half"))


def test_plain_text_in_a_json_feed_keeps_its_angle_brackets() -> None:
    entry = Entry("Is 3 < 4?", text="Yes: 3 < 4, and 4 > 3.", published=NOW)
    assert parsed(builders.json_feed([entry])).entries[0] == entry


def test_a_time_of_another_zone_in_a_json_feed_becomes_utc() -> None:
    zone = timezone(timedelta(hours=2))
    entry = Entry("A", published=datetime(2026, 5, 1, 10, tzinfo=zone))
    assert parsed(builders.json_feed([entry])).entries[0].published == datetime(2026, 5, 1, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser(workers=1, timeout=10) as running:
        yield running


def test_a_child_gives_what_the_function_gives(parser: Parser) -> None:
    body = builders.rss([BRIDGE, FERRY])
    assert parser.parse(body, "", URL, NOW) == parsed(body)


def test_a_child_tells_errors_as_the_function_does(parser: Parser) -> None:
    with pytest.raises(ParseError, match="the answer is no feed"):
        parser.parse(b"hello", "", URL, NOW)


def test_many_threads_may_parse(parser: Parser) -> None:
    def title(n: int) -> str:
        return parser.parse(builders.rss([BRIDGE], title=f"Feed {n}"), "", URL, NOW).title

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(title, range(24))) == [f"Feed {n}" for n in range(24)]


# Ten times what takes the parser a second or more, and no long tag as far as the eye can see.
ENDLESS = ("<rss " + " ".join(f"a{n}='>'" for n in range(100_000)) + ">x").encode()


def test_a_body_that_takes_too_long_is_given_up_and_the_parser_goes_on() -> None:
    with Parser(workers=1, timeout=1) as parser:
        with pytest.raises(ParseError, match="took more than 1 s"):
            parser.parse(ENDLESS, "", URL, NOW)
        assert parser.parse(builders.rss([BRIDGE]), "", URL, NOW).entries == (BRIDGE,)


def test_a_body_that_takes_too_much_memory_is_given_up() -> None:
    giant = builders.rss([Entry("Giant", text="x" * (40 * 2**20))])
    with Parser(workers=1, timeout=30, memory=200 * 2**20) as parser:
        with pytest.raises(ParseError, match=r"memory|broke|can't be read"):
            parser.parse(giant, "", URL, NOW)
        assert parser.parse(builders.rss([BRIDGE]), "", URL, NOW).entries == (BRIDGE,)


def test_a_killed_child_is_replaced() -> None:
    with Parser(workers=1) as parser:
        parser.parse(builders.rss([BRIDGE]), "", URL, NOW)
        for child in _children():
            os.kill(child, signal.SIGKILL)
        assert parser.parse(builders.rss([BRIDGE]), "", URL, NOW).entries == (BRIDGE,)


def _children() -> list[int]:
    """List the spawned processes that wait for bodies."""
    from multiprocessing import active_children

    return [child.pid for child in active_children() if child.pid]


def test_a_closed_parser_says_so() -> None:
    parser = Parser()
    parser.close()
    parser.close()
    with pytest.raises(ParseError, match="stopped"):
        parser.parse(b"", "", URL, NOW)


SCRIPT = """
import sys, warnings
from datetime import datetime, UTC
from tracker.parse import Parser, ParseError

if __name__ == "__main__":
    parser = Parser(workers=1, timeout=1)
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            body = file.read()
        try:
            print(len(parser.parse(body, "", "https://a.example/", datetime.now(UTC)).entries))
        except ParseError as error:
            print(error)
"""


def test_a_script_that_forgets_to_close_ends_without_noise(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    (tmp_path / "good").write_bytes(builders.rss([BRIDGE]))
    (tmp_path / "endless").write_bytes(ENDLESS)
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-W", "error", tmp_path / "script.py", "good", "endless", "good"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    assert done.stdout == "1\nreading the feed took more than 1 s\n1\n"


def test_importing_the_parser_loads_neither_feedparser_nor_processes() -> None:
    code = "import sys, tracker.parse; print({'feedparser', 'multiprocessing'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
