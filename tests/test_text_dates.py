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
        ("last month, this month, next month", ["2026-04", "2026-05", "2026-06"]),
        ("last year and next year", ["2025", "2027"]),
        ("in early May, in June, in December", ["2026-05", "2026-06", "2025-12"]),
        ("It will open in December.", ["2026-12"]),
        ("since March 3 and by June 14", ["2026-03-03", "2026-06-14"]),
        ("It rose from 25 in January, hit by rain.", ["2026-01"]),
        ("Bids are open until Monday.", ["2026-05-25"]),
        ("last March, next March, March 2024", ["2026-03", "2027-03", "2024-03"]),
        ("in 2024, since 2019, mid-2025, by 2030", ["2024", "2019", "2025", "2030"]),
        ("It may march in 2,000 places; March on! May it be so.", []),
        ("April Holm and Black Friday and the Sunday Times", []),
        ("some 2026 units at May 5 pm", []),
        ("99999 days ago", []),
        ("999 years ago", ["1027"]),
    ],
)
def test_times_are_resolved_against_publication(sentence: str, isos: list[str]) -> None:
    assert [mention.iso for mention in mentions(sentence, WEDNESDAY)] == isos


def test_a_date_without_a_year_takes_the_nearest_year() -> None:
    new_year = datetime(2027, 1, 2, tzinfo=UTC)
    assert [m.iso for m in mentions("on 30 December and 4 January", new_year)] == ["2026-12-30", "2027-01-04"]
    assert [m.iso for m in mentions("on 29 February", new_year)] == ["2028-02-29"]


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
