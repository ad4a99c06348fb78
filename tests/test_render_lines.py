"""Styled lines: made clean, folded by terminal cells, written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.render.folding import wrap
from tracker.render.lines import GLUE, ROLES, Line, Span, cells, cut, fit, joined, span
from tracker.render.terminal import to_ansi, to_plain
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = st.text(st.sampled_from("ab c日本、。é\u0301👩\u200d🚒🇩\ufe0f1.[]\u0e33क्"), max_size=30)
TEXTS = st.text(max_size=60) | WORDS


def texts(lines: Sequence[Line]) -> list[str]:
    return [" " * line.indent + line.text for line in lines]


def test_a_span_is_clean_on_one_line_and_keeps_its_outer_spaces() -> None:
    assert span(" a\x1b[31m\n b ").text == " a b "
    assert span(" ").text == " "
    assert span("\x1b]0;title\x07").text == ""


@given(TEXTS)
def test_a_span_of_any_text_is_clean(text: str) -> None:
    made = span(text).text
    assert clean.clean(made) == made
    assert "\n" not in made


def test_a_line_folds_at_spaces_with_a_hanging_indent() -> None:
    line = Line((Span("• "), Span("one two three four")), indent=2, hang=2)
    assert texts(wrap(line, 12)) == ["  • one two", "    three", "    four"]


def test_roles_survive_folding() -> None:
    line = Line((Span("one "), Span("two three", "quote"), Span(" "), Span("[5]", "citation")))
    assert [[(s.text, s.role) for s in piece.spans] for piece in wrap(line, 8)] == [
        [("one ", ""), ("two", "quote")],
        [("three", "quote")],
        [("[5]", "citation")],
    ]


def test_a_citation_stays_with_the_word_it_touches() -> None:
    line = Line((Span("closed "), Span("again"), Span("[5]", "citation")))
    assert texts(wrap(line, 10)) == ["closed", "again[5]"]


def test_no_fold_parts_what_is_glued() -> None:
    line = Line((Span("closed again"), Span(GLUE), Span("[5]", "citation")))
    assert to_ansi([line], 14, color=False) == "closed\nagain [5]\n"


def test_wide_signs_count_two_cells_and_fold_anywhere() -> None:
    assert texts(wrap(Line((Span("港の橋は閉鎖。"),)), 8)) == ["港の橋は", "閉鎖。"]


def test_a_closing_mark_never_begins_a_line() -> None:
    assert texts(wrap(Line((Span("港の橋は、閉鎖"),)), 8)) == ["港の橋", "は、閉鎖"]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert texts(wrap(Line((Span("abcdefghij kl"),)), 4)) == ["abcd", "efgh", "ij", "kl"]


def test_only_the_first_folded_line_has_the_anchor_and_all_have_the_link() -> None:
    lines = wrap(Line((Span("one two"),), link="x", anchor="what"), 4)
    assert [(line.anchor, line.link) for line in lines] == [("what", "x"), ("", "x")]


def test_an_empty_line_stays_one_line() -> None:
    assert wrap(Line(), 10) == [Line()]


@settings(max_examples=300)
@given(st.lists(TEXTS, max_size=4), st.integers(0, 12), st.integers(0, 12), st.integers(2, 40))
def test_no_folded_line_is_wider_than_the_width(parts: list[str], indent: int, hang: int, width: int) -> None:
    line = Line(tuple(span(part) for part in parts), indent, hang)
    for piece in wrap(line, width):
        assert cells(" " * piece.indent + piece.text) <= width


@settings(max_examples=300)
@given(st.lists(TEXTS, max_size=4), st.integers(2, 40))
def test_folding_loses_nothing_but_spaces(parts: list[str], width: int) -> None:
    line = Line(tuple(span(part) for part in parts))
    folded = "".join(piece.text for piece in wrap(line, width))
    assert folded.replace(" ", "") == line.text.replace(" ", "")


@given(TEXTS, st.integers(1, 30))
def test_a_column_is_just_as_wide_as_asked(text: str, width: int) -> None:
    assert cells(cut(span(text).text, width)) <= width
    assert cells(fit(span(text).text, width)) == width


def test_groups_are_parted_by_a_separator_that_plain_text_reads_as_a_comma() -> None:
    line = Line(joined([[span("a")], [], [span("b")]]))
    assert line.text == "a · b"
    assert to_plain([line]) == "a, b\n"


def test_without_colour_nothing_is_sent_but_text() -> None:
    assert to_ansi([Line((Span("What", "heading"),), 2)], 20, color=False) == "  What\n"


def test_with_colour_each_styled_span_is_reset() -> None:
    assert (
        to_ansi([Line((Span("What", "heading"), Span(" x")))], 20, color=True) == "\x1b[1;36mWhat\x1b[0m x\n"
    )


@pytest.mark.parametrize("role", ROLES)
def test_every_role_can_be_written(role: str) -> None:
    line = Line((Span("x", role),))  # type: ignore[arg-type]  # a parameter's type is str
    assert to_ansi([line], 10, color=False) == "x\n"
    assert to_ansi([line], 10, color=True).replace("\x1b[0m", "").endswith("x\n")


def test_a_span_made_by_hand_is_still_cleaned_where_it_leaves() -> None:
    hand_made = [Line((Span("a\x1b]52;c;eA==\x07b"),))]
    assert to_ansi(hand_made, 20, color=True) == "ab\n"
    assert to_plain(hand_made) == "ab\n"


def test_plain_text_says_signs_in_words_and_parts_paragraphs_by_one_blank_line() -> None:
    lines = [
        Line(),
        Line((Span("* ", "accent", "unread, "), Span("Bridge   "))),
        Line(),
        Line(),
        Line((Span("b"),)),
    ]
    assert to_plain(lines) == "unread, Bridge\n\nb\n"


def rows(line: Line, width: int) -> list[str]:
    return [(" " * row.indent + row.text).rstrip() for row in wrap(line, width)]


def test_a_rail_stands_before_the_rows_that_follow() -> None:
    line = Line((Span("May "), Span("one two three four")), 1, 4, rail=Span("   │", "rule"))
    assert rows(line, 14) == [" May one two", "    │three", "    │four"]
    assert rows(line, 9)[1:], "a screen too narrow for the rail folds all the same"


def test_two_paragraphs_face_each_other_where_there_is_room() -> None:
    line = Line((Span("yes yes yes"),), 2, beside=Line((Span("no " * 12),), 2), facing_from=30)
    assert rows(line, 33) == [
        "  yes yes yes   │ no no no no no",
        "                │ no no no no no",
        "                │ no no",
    ]
    assert rows(line, 29) == ["  yes yes yes", "  no no no no no no no no no", "  no no no"]


def test_a_row_of_a_chart_is_cut_and_not_folded() -> None:
    chart = Line((Span("Gazette "), Span("▁▂▃▄▅▆▇█", "number")), 2, whole=True)
    assert rows(chart, 40) == ["  Gazette ▁▂▃▄▅▆▇█"]
    assert rows(chart, 14) == ["  Gazette ▁▂▃…"]
