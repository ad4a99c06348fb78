"""Laws that every function over texts keeps, whatever a feed sends."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.selftest.hostile import MARKUP, PAYLOADS
from tracker.text.clean import clean, line
from tracker.text.dates import mentions
from tracker.text.figures import figures
from tracker.text.markup import to_text
from tracker.text.names import names
from tracker.text.normal import normal
from tracker.text.quotations import quotations, spans
from tracker.text.sentences import sentences
from tracker.text.words import is_english, slug, terms, words

if TYPE_CHECKING:
    from collections.abc import Callable

PUBLISHED = datetime(2026, 5, 20, tzinfo=UTC)


def dates(text: str) -> object:
    return mentions(text, PUBLISHED)


FUNCTIONS: tuple[Callable[[str], object], ...] = (
    *(clean, line, to_text, normal, words, terms, is_english, slug),
    *(sentences, names, figures, quotations, dates),
)
# Signs and words that the patterns look for.
LOADED = st.sampled_from(
    [
        *(
            "12",
            "3.5",
            "1,200",
            "½",
            "$",
            "US$",
            "%",
            "-",
            "–",
            " to ",
            " of ",
            " in ",
            "half",
            "a ",
            "hundred",
            "m",
        ),
        *(
            "May ",
            "12 May",
            "Tuesday",
            "last ",
            "ago",
            "2026",
            "2026-13-45",
            "31/31/2026",
            "Dr. ",
            "U.S.",
            "A",
            "&",
        ),
        *(
            "'s",
            "“",
            "”",
            '"',
            "«",
            "\n",
            "\n\n",
            "- ",
            "。",
            "京",
            "²",
            "١",
            "Ⅷ",
            "\u0301",
            "\u200d",
            "\x1b[",
        ),
    ],
)
# Units which, repeated, make a careless pattern take quadratic time or worse.
REPEATED = (
    *(
        "a",
        "[",
        "\x1b",
        "1",
        "A",
        '"',
        "“",
        ".",
        "a.",
        "a-",
        "1,",
        "1.",
        "1/",
        "-1",
        "A1 ",
        "\u0301",
        "\x1b]",
        "\x9d",
    ),
    *(
        "<",
        "&",
        "one ",
        "hundred ",
        "A of ",
        "A de ",
        "A & ",
        "May ",
        "12 May ",
        "京",
        "$1",
        "U.S. ",
        "\n",
        " ",
        "'",
    ),
)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
@given(
    text=st.lists(st.one_of(LOADED, st.text(st.characters(exclude_categories=()), max_size=6))).map("".join)
)
def test_no_text_makes_a_function_raise(function: Callable[[str], object], text: str) -> None:
    function(text)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_hostile_examples_are_survived(function: Callable[[str], object]) -> None:
    for text in (*PAYLOADS.values(), *MARKUP.values()):
        function(text)


@pytest.mark.parametrize("unit", REPEATED)
def test_a_long_repetition_is_survived(unit: str) -> None:
    for function in FUNCTIONS:
        function(unit * (100_000 // len(unit)))


@given(st.lists(st.one_of(LOADED, st.text(max_size=6))).map("".join))
def test_what_has_a_place_stands_there(text: str) -> None:
    assert all(text[found.start : found.end] == found.text for found in figures(text))
    assert all(text[found.start : found.end] == found.text for found in spans(text))
    assert all(text[found.start : found.end] == found.text for found in mentions(text, PUBLISHED))


@given(st.text())
def test_normal_spelling_is_normal(text: str) -> None:
    assert normal(normal(text)) == normal(text)
