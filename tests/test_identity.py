from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.identity import Edited, Intent, New, Same, decide
from tracker.model import Article, Entry

THEN = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
FETCHED = datetime(2026, 5, 2, 8, 0, tzinfo=UTC)
LATER = FETCHED + timedelta(hours=3)
FEED = "https://harbour.example/feed"

BRIDGE = Entry(
    title="Old bridge closes for repairs",
    url="https://harbour.example/2026/bridge",
    guid="harbour-17",
    text="The old bridge across the Linde closes on Monday, the town council said.",
    published=THEN,
)
FERRY = Entry(
    title="Ferry fares rise by a tenth",
    url="https://harbour.example/2026/ferry",
    guid="harbour-18",
    text="Passengers will pay more from June, the ferry company announced in Solm.",
    published=THEN + timedelta(hours=2),
)


class Shelf:
    """Stores what intents say, as the store would, and asks again."""

    def __init__(self, feed: str = FEED) -> None:
        self.feed = feed
        self.articles: list[Article] = []

    def poll(self, *entries: Entry, at: datetime = FETCHED, feed: str = "") -> tuple[Intent, ...]:
        feed = feed or self.feed
        intents = decide(entries, self.articles, at, feed)
        for intent in intents:
            self._carry_out(intent, at, feed)
        return intents

    def _carry_out(self, intent: Intent, at: datetime, feed: str) -> None:
        if isinstance(intent, New):
            self.articles.append(stored(intent.entry, len(self.articles) + 1, at, feed))
        elif isinstance(intent, Edited):
            old = self.articles[intent.article - 1]
            entry = intent.entry
            new = replace(
                old,
                title=entry.title or old.title,
                text=entry.text or old.text,
                url=entry.url or old.url,
                guid=entry.guid or old.guid,
            )
            self.articles[intent.article - 1] = new


def stored(entry: Entry, number: int, at: datetime, feed: str = FEED) -> Article:
    return Article(
        id=number,
        title=entry.title,
        text=entry.text,
        url=entry.url,
        outlet="Harbour Wire",
        published=min(entry.published or at, at),
        fetched=at,
        feed=feed,
        guid=entry.guid,
    )


def shelf(*entries: Entry) -> Shelf:
    full = Shelf()
    full.poll(*entries)
    return full


def test_an_entry_nobody_has_is_new() -> None:
    assert decide([BRIDGE], [], FETCHED) == (New(BRIDGE),)


def test_an_entry_seen_before_is_the_same() -> None:
    assert shelf(BRIDGE, FERRY).poll(BRIDGE, FERRY, at=LATER) == (Same(1), Same(2))


def test_an_entry_listed_twice_in_a_document_is_told_once() -> None:
    assert decide([BRIDGE, BRIDGE], [], FETCHED) == (New(BRIDGE),)


def test_a_date_that_has_come_parts_no_entries_that_were_told_as_one() -> None:
    coming = replace(BRIDGE, text="", published=FETCHED)  # what a date in the future becomes
    bare = replace(BRIDGE, published=None)
    full = shelf(coming, bare)
    assert len(full.articles) == 1
    come = replace(coming, published=FETCHED + timedelta(hours=1))
    assert full.poll(come, bare, at=LATER) == (Same(1),)


def test_of_two_tellings_in_a_document_the_later_stands() -> None:
    update = replace(BRIDGE, text=BRIDGE.text + " It stays shut.", published=THEN + timedelta(hours=1))
    assert decide([BRIDGE, FERRY, update], [], FETCHED) == (New(update), New(FERRY))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param({}, {"guid": "other"}, id="changed guid"),
        pytest.param({"guid": ""}, {}, id="guid appears"),
        pytest.param({}, {"guid": ""}, id="guid vanishes"),
        pytest.param({"guid": ""}, {"guid": ""}, id="no guid at all"),
        pytest.param({}, {"url": "http://www.harbour.example/2026/bridge/"}, id="https to http"),
        pytest.param({}, {"url": "https://harbour.example/2026/bridge?utm_source=rss#top"}, id="tracking"),
        pytest.param({}, {"url": "https://port.example/a/17"}, id="moved host"),
        pytest.param(
            {},
            {"url": "https://port.example/a/17", "guid": "https://port.example/a/17"},
            id="moved host and guid",
        ),
        pytest.param({}, {"url": ""}, id="address vanishes"),
        pytest.param({}, {"published": None}, id="date vanishes"),
        pytest.param({}, {"published": THEN + timedelta(days=1)}, id="date bumped"),
        pytest.param({}, {"text": ""}, id="text left out"),
        pytest.param({}, {"title": "Old  bridge closes\nfor repairs"}, id="white space in title"),
        pytest.param({}, {"text": BRIDGE.text.replace(" ", "\n")}, id="white space in text"),
        pytest.param({"guid": "", "published": None}, {"guid": "", "published": None}, id="only address"),
        pytest.param({"guid": "", "url": "", "text": ""}, {"guid": "", "text": ""}, id="no links"),
        pytest.param(
            {"guid": "", "url": "", "text": "", "published": None},
            {"guid": "", "url": "", "text": "", "published": None},
            id="a title and nothing else",
        ),
        pytest.param({"url": "https://harbour.example/"}, {"url": "https://harbour.example"}, id="home page"),
    ],
)
def test_an_article_keeps_its_identity_when(was: dict[str, str], now: dict[str, str]) -> None:
    first, second = replace(BRIDGE, **was), replace(BRIDGE, **now)  # type: ignore[arg-type]  # fields of the table
    assert shelf(first, FERRY).poll(second, FERRY, at=LATER) == (Same(1), Same(2))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"title": "Old bridge shut until autumn"}, id="title"),
        pytest.param({"text": "The old bridge closes on Monday after all."}, id="text"),
        pytest.param({"title": "Bridge: what we know", "text": "Nothing is open."}, id="both"),
        pytest.param({"title": "Old bridge shut", "guid": ""}, id="title, guid gone"),
        pytest.param({"title": "Old bridge shut", "guid": "other"}, id="title, guid changed"),
        pytest.param({"title": "Old bridge shut", "url": "https://p.example/1"}, id="title, moved"),
        pytest.param({"title": "Old bridge shut", "published": LATER}, id="title, date bumped"),
        pytest.param({"title": "old bridge closes for repairs"}, id="case of the title"),
    ],
)
def test_an_edit_is_a_revision_and_not_an_article(change: dict[str, str]) -> None:
    edited = replace(BRIDGE, **change)  # type: ignore[arg-type]  # fields of the table
    full = shelf(BRIDGE, FERRY)
    assert full.poll(edited, FERRY, at=LATER) == (Edited(1, edited), Same(2))
    assert full.poll(edited, FERRY, at=LATER) == (Same(1), Same(2))


def test_two_marks_that_agree_are_enough_whatever_else_was_changed() -> None:
    rewritten = replace(BRIDGE, guid="moved-1", title="Traffic chaos", text="Wholly other words stand here.")
    assert shelf(BRIDGE).poll(rewritten, at=LATER) == (Edited(1, rewritten),)


def test_a_new_title_without_the_text_keeps_the_text() -> None:
    retitled = replace(BRIDGE, title="Old bridge shut for repairs", text="")
    assert shelf(BRIDGE).poll(retitled, at=LATER) == (Edited(1, replace(retitled, text=BRIDGE.text)),)


def test_a_text_rewritten_under_one_address_without_guid_is_an_edit_if_it_is_alike() -> None:
    bare = replace(BRIDGE, guid="", published=None)
    edited = replace(bare, title="Old bridge closes for months", text=bare.text + " More soon.")
    assert shelf(bare).poll(edited, at=LATER) == (Edited(1, edited),)


def test_a_constant_address_without_guid_does_not_swallow_articles() -> None:
    one = replace(BRIDGE, guid="", url="https://harbour.example/latest")
    two = replace(FERRY, guid="", url="https://harbour.example/latest")
    assert shelf(one).poll(two, at=LATER) == (New(two),)


def test_guids_that_count_places_do_not_swallow_articles() -> None:
    one, two = replace(BRIDGE, guid="1"), replace(FERRY, guid="1")
    assert shelf(one).poll(two, at=LATER) == (New(two),)


def test_guids_that_count_places_on_dates_without_time_do_not_swallow_articles() -> None:
    day = datetime(2026, 5, 1, tzinfo=UTC)
    one, two = (replace(entry, guid="1", published=day) for entry in (BRIDGE, FERRY))
    assert shelf(one).poll(two, at=LATER) == (New(two),)


NIGHT = Entry("Night bus adds two stops", text="Line 9 will call at the mill and the harbour.")


@pytest.mark.parametrize(
    "same",
    [
        pytest.param({"guid": "0"}, id="guids all the same"),
        pytest.param({"url": "https://harbour.example/"}, id="links to the home page"),
        pytest.param({"url": "https://harbour.example/news"}, id="links to one page"),
        pytest.param({"guid": "0", "url": "https://harbour.example/news"}, id="both"),
        pytest.param({"published": THEN}, id="dates all the same"),
        pytest.param({"guid": "", "url": ""}, id="neither guid nor link"),
        pytest.param({"text": "Read the whole article on our site."}, id="texts all the same"),
        pytest.param({"title": "News"}, id="titles all the same"),
        pytest.param({"guid": "0", "title": "News", "published": None}, id="guid and title"),
    ],
)
def test_no_article_is_lost_or_doubled_in_a_feed_with(same: dict[str, str]) -> None:
    one, two, three = (
        replace(entry, **same)  # type: ignore[arg-type]  # fields of the table
        for entry in (BRIDGE, FERRY, replace(NIGHT, guid="harbour-19", url="https://h.example/n"))
    )
    full = shelf(one, two)
    assert len(full.articles) == 2
    assert full.poll(one, two, at=LATER) == (Same(1), Same(2))
    assert full.poll(three, one, at=LATER) == (New(three), Same(1))
    assert full.poll(three, at=LATER) == (Same(3),)


def test_all_equal_guids_and_links_still_let_an_edit_be_seen() -> None:
    one, two = (replace(e, guid="0", url="https://harbour.example/") for e in (BRIDGE, FERRY))
    edited = replace(two, title="Ferry fares rise at once")
    assert shelf(one, two).poll(one, edited, at=LATER) == (Same(1), Edited(2, edited))


def test_a_guid_doubled_in_the_document_identifies_nothing() -> None:
    one, two = replace(BRIDGE, guid="7"), replace(FERRY, guid="7")
    assert decide([one, two], [], FETCHED) == (New(one), New(two))


def test_a_future_date_filled_with_the_time_of_fetching_is_no_mark() -> None:
    one = replace(BRIDGE, published=FETCHED, guid="", url="", text="")
    two = replace(FERRY, published=FETCHED, guid="", url="", text="")
    assert shelf(one).poll(two, at=FETCHED) == (New(two),)


def test_a_column_of_the_same_name_and_day_is_new_when_all_else_differs() -> None:
    day = datetime(2026, 5, 1, tzinfo=UTC)
    one = replace(BRIDGE, title="Market report", published=day)
    two = replace(FERRY, title="Market report", published=day)
    assert shelf(one).poll(two, at=LATER) == (New(two),)


def test_a_column_of_the_same_name_and_day_is_new_though_it_has_no_guid() -> None:
    day = datetime(2026, 5, 1, tzinfo=UTC)
    one = replace(BRIDGE, title="Market report", published=day, guid="")
    two = replace(FERRY, title="Market report", published=day, guid="")
    assert shelf(one).poll(two, at=LATER) == (New(two),)


def test_another_feed_with_the_same_address_has_the_same_article() -> None:
    full = shelf(BRIDGE)
    own_words = replace(FERRY, url="http://www.harbour.example/2026/bridge?utm_medium=rss", guid="z")
    assert full.poll(own_words, feed="https://solm.example/rss") == (Same(1),)


def test_another_feed_never_edits_an_article() -> None:
    full = shelf(BRIDGE)
    full.poll(replace(BRIDGE, text="In other words."), feed="https://solm.example/rss")
    assert full.articles[0].text == BRIDGE.text


def test_a_copy_at_another_address_in_another_feed_is_an_article_of_its_own() -> None:
    copy = replace(BRIDGE, url="https://solm.example/bridge")
    assert shelf(BRIDGE).poll(copy, feed="https://solm.example/rss") == (New(copy),)


def test_links_to_a_home_page_join_no_feeds() -> None:
    one, two = (replace(e, url="https://harbour.example/") for e in (BRIDGE, FERRY))
    assert shelf(one).poll(two, feed="https://solm.example/rss") == (New(two),)


_FEW = {
    "title": st.sampled_from(["", "A", "B", "Old bridge closes", "Old bridge  closes"]),
    "url": st.sampled_from(["", "https://a.example/", "https://a.example/1", "http://b.example/1"]),
    "guid": st.sampled_from(["", "1", "2"]),
    "text": st.sampled_from(["", "short", "a text long enough to count", "a text long enough to tell"]),
    "published": st.sampled_from([None, THEN, datetime(2026, 5, 1, tzinfo=UTC)]),
}
_ENTRIES = st.lists(st.builds(Entry, **_FEW), max_size=6)


@given(_ENTRIES)
def test_a_document_fed_twice_adds_and_changes_nothing(entries: list[Entry]) -> None:
    full = shelf(*entries)
    assert all(isinstance(intent, Same) for intent in full.poll(*entries, at=LATER))


_ARTICLES = [
    Entry(
        title=f"{word} in the harbour",
        url=f"https://harbour.example/{word}",
        guid=f"harbour-{word}",
        text=f"The harbour office tells of {word} and says no more.",
        published=THEN + timedelta(minutes=n),
    )
    for n, word in enumerate(["fog", "ice", "eels", "nets"])
]
_EDITS = st.sampled_from(
    [
        {},
        {"title": "Corrected"},
        {"text": "All of it was withdrawn by the office."},
        {"guid": "0"},
        {"guid": ""},
        {"url": "https://harbour.example/"},
        {"url": ""},
        {"published": None},
    ]
)
_POLL = st.lists(st.tuples(st.sampled_from(_ARTICLES), _EDITS), max_size=6)


@given(st.lists(_POLL, max_size=4))
def test_four_articles_with_one_mark_changing_a_poll_stay_four(
    polls: list[list[tuple[Entry, dict[str, str]]]],
) -> None:
    full = shelf(*_ARTICLES)
    for hours, poll in enumerate(polls, 1):
        entries = {entry.guid: replace(entry, **edit) for entry, edit in poll}  # type: ignore[arg-type]  # fields of the table
        full.poll(*entries.values(), at=FETCHED + timedelta(hours=hours))
    assert len(full.articles) == 4


@given(_ENTRIES)
def test_no_stored_article_is_claimed_twice(entries: list[Entry]) -> None:
    full = shelf(*entries[:3])
    claimed = [i.article for i in full.poll(*entries, at=LATER) if not isinstance(i, New)]
    assert len(claimed) == len(set(claimed))
