from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.selftest.hostile import MARKUP, PAYLOADS
from tracker.text.clean import clean, line

# Any sign at all, surrogates too, with more of those that matter.
HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from("\x1b\x1b[]P\\_^X;m\x07\x9b\x9c\x9d\x90\n\r\u0301\u0308\u200d\u200be각"),
    ),
    max_size=60,
)
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]",
)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_payload_survives(payload: str) -> None:
    cleaned = clean(payload)
    assert not FORBIDDEN.search(cleaned)
    assert "evil" not in cleaned
    assert "52;" not in cleaned or payload == PAYLOADS["an escape within an escape"]
    assert cleaned.replace("\n", "").startswith("before")
    assert cleaned.endswith("after")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("OSC 52 sets the clipboard", "beforeafter"),
        ("OSC 8 makes a link", "beforeclickafter"),
        ("OSC that never ends", "before \nafter"),
        ("CSI colour", "beforeredafter"),
        ("DCS sixel picture", "beforeafter"),
        ("DCS passes an OSC through tmux", "beforeafter"),
        ("APC of kitty's graphics", "beforeafter"),
        ("PM", "beforeafter"),
        ("SOS", "beforeafter"),
        ("C1 OSC", "beforeafter"),
        ("C1 DCS", "beforeafter"),
        ("NUL within an escape", "beforeafter"),
        ("zero-width space within an escape", "beforeafter"),
        ("an escape within an escape", "before]52;c;ZXZpbA==after"),
        ("carriage return", "before\nafter"),
        ("zero-width signs", "beforeafter"),
    ],
)
def test_an_escape_goes_whole_and_its_neighbours_stay(name: str, expected: str) -> None:
    assert clean(PAYLOADS[name]) == expected


@pytest.mark.parametrize("text", MARKUP.values(), ids=MARKUP)
def test_markup_is_text_and_stays_as_typed(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "tab\tand\nline",
        "👩‍👩‍👧 family, ❤️ heart, 🇨🇭 flag",
        "می‌خواهم",
        "क्षि हिन्दी",
        "日本語、한국어",
        "naïve “quotes” — dashes… £5",
        "ệ",
    ],
)
def test_ordinary_text_of_any_script_stays(text: str) -> None:
    assert clean(text) == text


def test_line_ends_of_other_systems_become_newlines() -> None:
    assert clean("a\r\nb\rc\u2028d\u2029e") == "a\nb\nc\nd\ne"


def test_an_unterminated_sequence_takes_no_more_than_its_line() -> None:
    assert clean("a \x1b]0;title\nb\nc") == "a \nb\nc"


def test_four_stacked_marks_stay_and_a_fifth_goes() -> None:
    assert clean("q" + "\u0323" * 9 + "z") == "q" + "\u0323" * 4 + "z"
    assert clean("q" + "\u0323\u200d" * 9) == "q" + "\u0323\u200d" * 2


def test_the_result_is_composed() -> None:
    assert clean("e\u0301") == "é"


@given(HOSTILE)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not FORBIDDEN.search(cleaned)


@given(HOSTILE, st.integers(0, 20))
def test_a_line_has_one_line_and_keeps_its_limit(text: str, limit: int) -> None:
    short = line(text, limit)
    assert len(short.splitlines()) <= 1
    assert not limit or len(short) <= limit
    assert line(short, limit) == short


def test_a_line_that_is_cut_says_so() -> None:
    assert line("one\n two\tthree") == "one two three"
    assert line("one two three", 8) == "one two…"
    assert line("one two three", 13) == "one two three"
