"""Listings, and the small words they are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.rendered import DAY, FEED, HISTORY, HIT, NOW, ROW, STORY, SUMMARY
from tracker.model import Feed, FeedState, Subscription
from tracker.render.hits import hits_lines
from tracker.render.labels import age, day, iso, size, sparkline, stamp, until, web_link
from tracker.render.lines import Line, cells
from tracker.render.lists import (
    articles_lines,
    feeds_lines,
    history_lines,
    poll_lines,
    stories_lines,
)
from tracker.render.terminal import to_ansi, to_plain


def shown(lines: list[Line], width: int = 80) -> str:
    return to_ansi(lines, width, color=False)


READ = replace(STORY, number=12, title="港の橋は閉鎖されたまま" * 4, unread=False, changes=())


def test_the_story_list_has_a_row_a_story_and_its_changes_below() -> None:
    assert shown(stories_lines([STORY, READ], NOW, 80)).splitlines() == [
        "*  7 Marlow bridge stays closed                v2   4/3     1 d           ▁▂▄▁▃█",
        "     Ana Ruiz shifted · 1 question answered · 3 months → 5 months · +2 sources ·",
        "     1 new claim · 1 claim reworded",
        "  12 港の橋は閉鎖されたまま港の橋は閉鎖された… v2   4/3     1 d           ▁▂▄▁▃█",
    ]


@pytest.mark.parametrize("width", [40, 60, 72, 80, 120])
def test_each_story_takes_one_row_however_wide_its_signs_are(width: int) -> None:
    rows = shown(stories_lines([replace(STORY, changes=()), READ], NOW, width), width).splitlines()
    assert len(rows) == 2
    assert all(cells(row) <= width for row in rows)


def test_plain_stories_read_as_sentences() -> None:
    assert to_plain(stories_lines([STORY], NOW, 80)).splitlines()[0] == (
        "unread, 7, Marlow bridge stays closed, version 2, 4 items, 3 independent, 1 d ago"
    )


def test_a_row_leads_to_its_story() -> None:
    assert {line.link for line in stories_lines([STORY], NOW, 80)} == {"marlow-bridge"}


def test_feeds_tell_their_health_in_words() -> None:
    text = to_plain(feeds_lines([FEED], NOW, 80))
    assert text == (
        "Harbour Wire, 31 articles, checked 3 d ago, due now\nbroken since 12 May, publishes daily\n"
    )


def feed(title: str, health: str = "ok", **state: Any) -> Feed:
    url = f"https://{title.split(maxsplit=1)[0].lower()}.example/feed"
    fields: dict[str, Any] = {
        "title": title,
        "checked": NOW - timedelta(minutes=12),
        "next_due": NOW + timedelta(hours=3),
    }
    return Feed(Subscription(url), FeedState(url, **(fields | state)), health)


FEEDS = (
    feed(
        "Harbour Wire",
        articles=3120,
        status="3 new articles",
        due_reason="publishes about 3 times a day",
        saved=1_240_000,
    ),
    feed(
        "Old Mill",
        "quiet for 40 days",
        articles=1,
        status="not modified",
        due_reason="last published 40 days ago",
    ),
    feed(
        "Weir Watch",
        "failed 2 times in a row: 404 Not Found",
        failures=2,
        status="404 Not Found",
        due_reason="failed 2 times in a row",
    ),
    feed(
        "Sand Report",
        status="nothing new",
        due_reason="the server asked to wait 2 h",
        moved_to="https://sand.example/new",
        moved_seen=4,
    ),
    feed("Lost Light", "gone: the server says it is removed", gone=True, status="410 Gone"),
    Feed(Subscription("https://find.example/?q={query}", search=True), FeedState(""), "search feed"),
    Feed(Subscription("https://new.example/"), FeedState("https://new.example/"), "new: never polled"),
)


def test_feeds_say_how_they_do_when_they_are_asked_next_and_why() -> None:
    assert shown(feeds_lines(FEEDS, NOW, 80)).splitlines() == [
        "Harbour Wire                            3120 articles  12 min ago    next in 3 h",
        "  ok: 3 new articles · publishes about 3 times a day · saved 1.2 MB by 304",
        "Old Mill                                    1 article  12 min ago    next in 3 h",
        "  quiet for 40 days: not modified · last published 40 days ago",
        "Weir Watch                                 0 articles  12 min ago    next in 3 h",
        "  failed 2 times in a row: 404 Not Found",
        "Sand Report                                0 articles  12 min ago    next in 3 h",
        "  ok: nothing new · the server asked to wait 2 h · says it moved to",
        "  https://sand.example/new (4 times)",
        "Lost Light                                 0 articles  12 min ago",
        "  gone: the server says it is removed",
        "https://find.example/?q={query}            0 articles       never",
        "  search feed",
        "https://new.example/                       0 articles       never",
        "  new: never polled",
    ]


@pytest.mark.parametrize("width", [40, 80, 100, 120])
def test_each_feed_has_one_row_of_the_screens_width(width: int) -> None:
    rows = [line for line in feeds_lines(FEEDS, NOW, width) if not line.indent]
    assert len(rows) == len(FEEDS)
    assert {cells(line.text) for line in rows} == {width}
    assert ("next in 3 h" in rows[0].text) == (width > 40)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (15_400, "15 kB"),
        (3_420_000, "3.4 MB"),
        (2 * 10**15, "2000 TB"),
    ],
)
def test_bytes_are_told_in_the_unit_that_suits_them(count: int, words: str) -> None:
    assert size(count) == words


def test_how_long_a_poll_is_off_is_told_in_one_unit() -> None:
    assert until(NOW, NOW) == "due now"
    assert until(NOW + timedelta(seconds=20), NOW) == "next in 1 min"
    assert until(NOW + timedelta(hours=3), NOW) == "next in 3 h"


def test_history_tells_each_version_with_its_reason() -> None:
    text = shown(history_lines(HISTORY))
    assert "v2   2026-05-14 08:30 UTC  4 items · extractive · new articles\n     Ana Ruiz shifted" in text
    assert text.endswith("v1   2026-05-12 08:30 UTC  2 items · extractive · first version\n")


def test_articles_and_hits_name_outlet_and_age() -> None:
    row = "101, Bridge shut, source 1, Harbour Wire, 3 d ago\n"
    assert to_plain(articles_lines([ROW], NOW, 80)) == row
    hidden = replace(ROW, article=replace(ROW.article, muted="mute: bridge"))
    assert to_plain(articles_lines([hidden], NOW, 80)) == f"{row}mute: bridge\n"
    assert to_plain(hits_lines([HIT], NOW, 80)) == (
        "article 101, Bridge shut, Harbour Wire, 3 d ago\n… cracks in two piers …\n"
    )


def test_a_poll_tells_what_it_brought() -> None:
    assert to_plain(poll_lines(SUMMARY)).splitlines() == [
        "12 feeds polled, 3 not modified, 1 failed",
        "17 new articles, 4 stories changed, 1 new version",
        "Marlow bridge, version 2",
    ]


def test_empty_listings_say_so() -> None:
    for lines in (
        stories_lines([], NOW, 80),
        feeds_lines([], NOW, 80),
        history_lines([]),
        articles_lines([], NOW, 80),
        hits_lines([], NOW, 80),
    ):
        assert len(lines) == 1
        assert lines[0].text


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=12), "12 min"),
        (timedelta(hours=3, minutes=59), "3 h"),
        (timedelta(days=2), "2 d"),
        (timedelta(days=20), "2 w"),
        (timedelta(days=130), "4 mo"),
        (timedelta(days=800), "2 y"),
    ],
)
def test_an_age_is_told_in_one_unit(ago: timedelta, text: str) -> None:
    assert age(NOW - ago, NOW) == text


@pytest.mark.parametrize(("counts", "bars"), [((), ""), ((0, 0), "▁▁"), ((0, 1, 8), "▁▂█"), ((5,), "█")])
def test_a_sparkline_is_full_at_the_most(counts: tuple[int, ...], bars: str) -> None:
    assert sparkline(counts) == bars


def test_times_are_told_in_utc() -> None:
    assert (day(DAY), stamp(DAY), iso(DAY)) == ("2026-05-12", "2026-05-12 08:30 UTC", "2026-05-12T08:30:00Z")


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_can_be_told(year: int) -> None:
    edge = datetime(year, 1, 1, tzinfo=UTC)
    assert iso(edge) == f"{year:04d}-01-01T00:00:00Z"
    assert day(edge) == f"{year:04d}-01-01"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "--help",
        "https://",
        "https://[bad/",
        "https://a.example/\x1b]0;x\x07",
        "https://a.example/ b",
        'https://a.example/"onclick="x',
        "data:text/html,x",
        "",
    ],
)
def test_only_plain_web_addresses_are_linked(url: str) -> None:
    assert web_link(url) == ""


def test_a_web_address_is_linked_as_it_stands() -> None:
    assert web_link("https://wire.example/a?b=1&c=ä") == "https://wire.example/a?b=1&c=ä"


def test_a_version_behind_a_gap_says_since_when_it_tells_the_changes() -> None:
    newest, first = HISTORY
    assert "since v" not in shown(history_lines([newest, first]))
    assert "since v1: " in shown(history_lines([replace(newest, number=9), first]))
