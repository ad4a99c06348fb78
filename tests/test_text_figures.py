from __future__ import annotations

import pytest

from tracker.text.figures import figures


def quantities(text: str) -> list[tuple[float | None, str]]:
    return [(figure.value, figure.unit) for figure in figures(text)]


@pytest.mark.parametrize(
    ("spellings", "quantity"),
    [
        (["3 months", "three months", "a three-month delay", "3-month"], (3, "month")),
        (["53%", "53 %", "53 per cent", "53 percent", "fifty-three percent"], (53, "%")),
        (
            [
                "$1.2 billion",
                "$1.2bn",
                "US$1.2bn",
                "USD 1.2 billion",
                "1.2 billion dollars",
                "1,200m dollars",
            ],
            (1.2e9, "$"),
        ),
        (["£3m", "3 million pounds", "GBP 3m"], (3e6, "£")),
        (["2 percentage points", "two percentage points", "2pp"], (2, "percentage point")),
        (["two-thirds", "two thirds", "2/3", "⅔"], (0.666666666667, "")),
        (["a third of them", "by a third", "one-third"], (0.333333333333, "")),
        (["half", "1/2", "½"], (0.5, "")),
        (["11 of 14", "11 of the 14 members", "11 out of 14", "eleven of its fourteen"], (11, "of 14")),
        (["one in five", "1 in 5", "one in every five"], (1, "of 5")),
        (
            ["500,000 people", "half a million people", "500k people", "five hundred thousand people"],
            (5e5, "person"),
        ),
        (["12 reactors", "a dozen reactors", "twelve new reactors"], (12, "reactor")),
        (["half an hour", "0.5 hours"], (0.5, "hour")),
        (["3,500 km", "three thousand five hundred kilometres", "3.5k km"], (3500, "km")),
        (["2½ years", "2.5 years", "two and a half years"], (2.5, "year")),
        (["one month", "1 month"], (1, "month")),
        (["305 pages", "three hundred and five pages"], (305, "page")),
        (["20°C", "20 °C"], (20, "°c")),
        (["1.2GW", "1.2 gigawatts"], (1.2, "gw")),
        (["2000 people", "2,000 people"], (2000, "person")),
        (["dozens of people", "thousands of people"], (None, "person")),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_one_quantity_has_one_value_in_all_its_spellings(
    spellings: list[str],
    quantity: tuple[float | None, str],
) -> None:
    for spelling in spellings:
        assert quantities(f"about {spelling}, he said") == [quantity], spelling


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$10-15 billion", [(1e10, "$"), (1.5e10, "$")]),
        ("10 to 15 people", [(10, "person"), (15, "person")]),
        ("between 3 and 5 weeks", [(3, "week"), (5, "week")]),
        ("rose from 5% to 12%", [(5, "%"), (12, "%")]),
    ],
)
def test_a_range_gives_both_ends_under_one_unit(text: str, expected: list[tuple[float, str]]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel-4 and GPT-5 and A320",
        "Kestrel 4 was late",
        "the S&P 500 fell",
        "in 2026 and the 1990s, mid-2025, 2024-26",
        "on 12 May, May 12, 2026, May 2026, 2026-05-12 and 12/05/2026",
        "12-14 May and May 3-5",
        "at 5 pm, 5.30pm, 17:45 and 9 o'clock",
        "version 4 of section 5, v1.2.3, No. 10",
        "the 3rd and the 21st",
        "no one, and one of them said the third time",
        "the second half of the year",
        "#1 of @user2, covid19",
        "24/7 since 9/11",
    ],
)
def test_what_only_looks_like_a_quantity_is_none(text: str) -> None:
    assert quantities(text) == []


def test_a_figure_knows_its_place() -> None:
    text = "It cost $1.2 billion and took 3 long years."
    found = figures(text)
    assert [figure.text for figure in found] == ["$1.2 billion", "3 long years"]
    assert all(text[figure.start : figure.end] == figure.text for figure in found)
