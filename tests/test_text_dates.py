from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.text.dates import mentions

WEDNESDAY = datetime(2026, 5, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sentence", "isos"),
    [
        ("on 12 May 2026, May 12, 2026 and 2026-05-12", ["2026-05-12"] * 3),
        ("on the 12th of May and on May 12th", ["2026-05-12"] * 2),
        ("on Dec. 30 and on 3 January", ["2025-12-30", "2026-01-03"]),
        ("on 25/05/2026 and 05/25/2026", ["2026-05-25"] * 2),
        ("on 12/05/2026", []),
        ("on 31 June and 2026-02-30", []),
        ("on Tuesday, last Tuesday, next Tuesday", ["2026-05-19", "2026-05-19", "2026-05-26"]),
        ("It happened on Wednesday.", ["2026-05-20"]),
        ("Parliament will vote on Friday.", ["2026-05-22"]),
        ("She said it would meet on Thursday.", ["2026-05-21"]),
        ("She said on Friday that it will meet.", ["2026-05-15"]),
        ("today, yesterday, tomorrow and tonight", ["2026-05-20", "2026-05-19", "2026-05-21", "2026-05-20"]),
        ("two days ago, a week ago, three weeks earlier", ["2026-05-18", "2026-05-13", "2026-04"]),
        ("six months ago and 2 years ago", ["2025-11", "2024"]),
        ("last week and next week", []),
        ("at the weekend, last weekend, over the weekend", ["2026-05-16"] * 3),
        ("this weekend and next weekend; it will rain at the weekend", ["2026-05-23"] * 3),
        ("the weekend edition, two weekends, this weekend-long fair", []),
        ("The monks began the chapel on 12 May 1026.", ["1026-05-12"]),
        ("On 12 May 1200 divers met, on 12 May 1300 in Hale.", ["2026-05-12", "1300-05-12"]),
        ("The pool opens on 4 January, the office said.", ["2027-01-04"]),
        ("The pool opened on 4 January, the office said.", ["2026-01-04"]),
        ("The office said the strike starts on Friday.", ["2026-05-22"]),
        ("last month, this month, next month", ["2026-04", "2026-05", "2026-06"]),
        ("last year and next year", ["2025", "2027"]),
        ("in early May, in June, in December", ["2026-05", "2026-06", "2025-12"]),
        ("It will open in December.", ["2026-12"]),
        ("since March 3 and by June 14", ["2026-03-03", "2026-06-14"]),
        ("It rose from 25 in January, hit by rain.", ["2026-01"]),
        ("Bids are open until Monday.", ["2026-05-25"]),
        ("last March, next March, March 2024", ["2026-03", "2027-03", "2024-03"]),
        ("last May, next May, last June, next April", ["2025-05", "2027-05", "2025-06", "2027-04"]),
        ("in 2024, since 2019, mid-2025, by 2030", ["2024", "2019", "2025", "2030"]),
        ("It may march in 2,000 places; March on! May it be so.", []),
        ("April Holm and Black Friday and the Sunday Times", []),
        ("some 2026 units at May 5 pm", []),
        ("99999 days ago", []),
        ("999 years ago", ["1027"]),
        ("May 4: The dam burst.", ["2026-05-04"]),
        ("born on 3 June 1842, on 12 May 1653 GMT", ["1842-06-03", "2026-05-12"]),
        ("on 12 June last year, in June last year, in Sept. 2024", ["2025-06-12", "2025-06", "2024-09"]),
        ("last night and the day before yesterday", ["2026-05-19", "2026-05-18"]),
        ("On 4 May it rained, and two days later it froze.", ["2026-05-04", "2026-05-06"]),
        ("It rained on 4 May; the next day it froze.", ["2026-05-04", "2026-05-05"]),
        ("It froze the day before the flood on 4 May.", ["2026-05-03", "2026-05-04"]),
        ("It rained on 4 May and had snowed two days before.", ["2026-05-04", "2026-05-02"]),
        ("It burst two days after the flood. The next day it froze.", []),
        ("It rained on 4 May and the following Monday.", ["2026-05-04", "2026-05-11"]),
        ("It met on Monday last week, and meets on Monday of next week.", ["2026-05-11", "2026-05-25"]),
        ("It meets every Monday and on Tuesday evenings.", []),
        ("It rained on 4 May 2019 and froze on 9 May that year.", ["2019-05-04", "2019-05-09"]),
        ("It froze on 9 May that year.", []),
        ("on Saturday, 23 May, on Monday May 4", ["2026-05-23", "2026-05-04"]),
        ("the September 11 attacks", ["2001-09-11"]),
    ],
)
def test_times_are_resolved_against_publication(sentence: str, isos: list[str]) -> None:
    assert [mention.iso for mention in mentions(sentence, WEDNESDAY)] == isos


@pytest.mark.parametrize("year", [1, 9999])
@pytest.mark.parametrize(
    "sentence",
    [
        "999 years ago",
        "last year and next year",
        "last May and next May",
        "in May last year, in May next year",
        "On 9 May 9500 it froze, and 900 years later too.",
    ],
)
def test_no_year_is_spoken_of_that_no_calendar_has(sentence: str, year: int) -> None:
    found = mentions(sentence, datetime(year, 5, 20, tzinfo=UTC))
    assert all(1 <= int(mention.iso[:4]) <= 9999 and mention.iso[4:5] in {"", "-"} for mention in found)


def test_a_date_without_a_year_takes_the_nearest_year() -> None:
    new_year = datetime(2027, 1, 2, tzinfo=UTC)
    assert [m.iso for m in mentions("on 30 December and 4 January", new_year)] == ["2026-12-30", "2027-01-04"]
    assert [m.iso for m in mentions("on 29 February", new_year)] == ["2028-02-29"]


@pytest.mark.parametrize(
    ("sentence", "iso"),
    [
        ("Twelve are expected to have died in Tuesday's flood.", "2026-05-19"),
        ("On Friday the council will vote.", "2026-05-22"),
        ("The dam on Friday will be opened.", "2026-05-22"),
        ("The council placed an order Friday, so that work will begin.", "2026-05-15"),
        ("The road was hit by Friday's flood.", "2026-05-15"),
        ("Only four ships had docked by Friday.", "2026-05-15"),
        ("The bridge is shut until Friday.", "2026-05-22"),
    ],
)
def test_a_weekday_lies_where_the_nearest_clue_points(sentence: str, iso: str) -> None:
    assert [mention.iso for mention in mentions(sentence, WEDNESDAY)] == [iso]


def test_a_far_date_without_a_year_is_past_where_the_past_is_told() -> None:
    assert [m.iso for m in mentions("The dam was sealed on 9 October.", WEDNESDAY)] == ["2025-10-09"]
    assert [m.iso for m in mentions("The dam will be sealed on 9 October.", WEDNESDAY)] == ["2026-10-09"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Page last updated at 09:14 GMT, Wednesday, 20 May 2026",
        "Posted by a reader on 19 May 2026",
        "Ostrel dam sealed Wednesday 20 May 2026 09.30 BST Engineers have closed it.",
        "OSTREL, May 20 (Harbour Wire) - Engineers have closed the dam.",
    ],
)
def test_when_an_article_was_posted_is_no_time_that_it_speaks_of(sentence: str) -> None:
    assert [mention.iso for mention in mentions(sentence, WEDNESDAY)] == []


def test_a_date_with_a_clock_in_a_sentence_is_no_stamp() -> None:
    (mention,) = mentions("The pump stopped on 20 May at 03:12 UTC, the office said.", WEDNESDAY)
    assert mention.iso == "2026-05-20"


def test_a_mention_knows_its_place() -> None:
    text = "It closed on 12 May 2026 for good."
    (mention,) = mentions(text, WEDNESDAY)
    assert text[mention.start : mention.end] == mention.text == "12 May 2026"


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_time_do_not_raise(year: int) -> None:
    mentions(
        "99 years ago, tomorrow, yesterday, last month, 12 May, on Tuesday", datetime(year, 1, 1, tzinfo=UTC)
    )
    mentions("next year, tomorrow, next month, 12 May", datetime(year, 12, 31, tzinfo=UTC))


@pytest.mark.parametrize(
    ("sentence", "iso"),
    [
        ("12 KASIM 2026", "2026-11-12"),
        ("12 Kasım 2026", "2026-11-12"),
        ("12 EKİM 2026", "2026-10-12"),
        ("12 Μαΐου 2026", "2026-05-12"),
    ],
)
def test_a_month_is_known_in_letters_of_any_case(sentence: str, iso: str) -> None:
    assert [mention.iso for mention in mentions(sentence, WEDNESDAY)] == [iso]


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_time_do_not_raise_in_other_languages(year: int) -> None:
    mentions("Am 12. Mai und am 29. Februar.", datetime(year, 6, 1, tzinfo=UTC))
