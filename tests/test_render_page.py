"""A version → its story page; two versions → what changed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.rendered import CHANGES, FIRST, NOW, SECOND, STORY, A, B
from tracker.diff import diff
from tracker.model import Change, Claim, Dossier, Searched, Section, Tension, Version
from tracker.reactive import SEEKING
from tracker.render.changes import changes_page, side_by_side
from tracker.render.dossier_data import empty
from tracker.render.html import story_html
from tracker.render.lines import Line, cells
from tracker.render.markdown import version_markdown
from tracker.render.page import ORDER, dossier_page, section_lines
from tracker.render.terminal import to_ansi, to_plain


def shown(lines: list[Line], width: int = 100) -> str:
    return to_ansi(lines, width, color=False)


PAGE = shown(dossier_page(SECOND, STORY))


@pytest.mark.parametrize(
    "text",
    [
        "Marlow bridge stays closed\n",
        "Version 2 · 2026-05-14 08:30 UTC · 4 items · 3 independent · extractive\n",
        "Since you last read: Ana Ruiz shifted · 1 question answered · 3 months → 5 months",
        "\nWhat\n  • The Marlow bridge stays closed for 5 months, the county said. [4] · new\n",
        "  ✓ Who pays for the repair? [1] · new\n    answered in v2 by [4]: The state pays.\n",
        "  ? Is the ferry safe in winter? [2]\n    open since v1\n",
        "\nNarrative\n  The county closed the bridge on 12 May. [1] Engineers had found cracks. [2]\n",
        "[2]\n\n  The ferry is full. [2]\n",
        "\nTimeline\n  2026-05    ● The ferry doubles its crossings. [2]\n",
        "\n  2026-05-12 ● The county closes the bridge. [1]\n",
        "  Ana Ruiz\n    The state must pay. [4] · new\n    ▎ “We will not pay a single crown” [1]\n",
        "    Evolution: shifted in v2; was: The county must pay.\n",
        "  Ana Ruiz ↔ Marlow County: They disagree on who pays.\n    The county must pay. [1]",
        "  [3] Report 3 — Harbour Wire (2026-05-15, copy of [1])\n",
        "  [4] Report 4 — Harbour Wire · reactive:marlow-bridge (2026-05-16)\n",
        "\n1 claim dropped by the check\n",
    ],
)
def test_the_page_has_everything_a_reader_looks_for(text: str) -> None:
    assert text in PAGE


def test_every_section_has_a_heading_with_its_anchor() -> None:
    anchors = [line.anchor for line in dossier_page(SECOND, STORY) if line.anchor]
    assert anchors == ["title", *ORDER]


def test_citations_are_spans_of_their_own() -> None:
    spans = [span for line in section_lines(SECOND, "what") for span in line.spans]
    assert [span.text for span in spans if span.role == "citation"] == ["[4]", "[2]", "[1]", "[3]"]


def test_an_empty_section_says_why() -> None:
    lone = replace(SECOND, dossier=replace(SECOND.dossier, tensions=()))
    why = "Tensions\n  No two sources were found to disagree.\n"
    assert shown(section_lines(lone, "tensions")) == why
    assert why in shown(dossier_page(lone, STORY))
    assert "## Tensions\n\n*No two sources were found to disagree" in version_markdown(lone, STORY)
    assert "No two sources were found to disagree." in story_html(STORY, lone)
    assert {"section": "tensions", "reason": "No two sources were found to disagree."} in empty(lone.dossier)


def test_a_page_without_sources_has_no_empty_sections() -> None:
    bare = Version(7, 1, FIRST.written_at, "extractive", "first", Dossier("Bridge", key_points=A.key_points))
    assert "Tensions" not in shown(dossier_page(bare, STORY))


@pytest.mark.parametrize("section", ["title", *ORDER])
def test_a_section_can_be_shown_alone(section: Section) -> None:
    assert len(section_lines(SECOND, section)) > 1


def test_a_page_from_a_single_source_says_so() -> None:
    lone = replace(FIRST, dossier=replace(A, sources=A.sources[:1]))
    assert "Synthesised from 1 source" in shown(dossier_page(lone, STORY))
    assert "Synthesised" not in PAGE


def test_nothing_is_called_new_in_a_first_version() -> None:
    assert "· new" not in shown(dossier_page(FIRST, STORY))


def test_a_wide_page_writes_addresses_out() -> None:
    assert "https://wire.example/1" in shown(dossier_page(SECOND, STORY, wide=True))
    assert "https://wire.example/1" not in PAGE


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    odd = replace(SECOND, dossier=replace(B, sources=(replace(B.sources[0], url="javascript:alert(1)"),)))
    assert [line.link for line in section_lines(odd, "sources")] == ["", ""]


def test_a_tension_that_only_repeats_its_sides_is_told_once() -> None:
    sides = (Claim("The county must pay.", (1,)), Claim("The state must pay.", (2,)))
    tension = Tension(("Ana Ruiz", "Marlow County"), "The county must pay. The state must pay.", sides)
    version = replace(FIRST, dossier=replace(A, tensions=(tension,)))
    assert shown(section_lines(version, "tensions")).count("The county must pay.") == 1


def test_a_quotation_within_a_sentence_gets_no_second_marks() -> None:
    quote = Claim("Ruiz called it “a bill that nobody ordered”.", (1,))
    view = replace(A.perspectives[0], quotes=(quote,))
    text = shown(section_lines(replace(FIRST, dossier=replace(A, perspectives=(view,))), "perspectives"))
    assert "    ▎ Ruiz called it “a bill that nobody ordered”. [1]\n" in text


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_page_fits_any_terminal(width: int) -> None:
    assert all(cells(row) <= width for row in shown(dossier_page(SECOND, STORY), width).splitlines())


# ---------------------------------------------------------------- changes

UNIFIED = shown(changes_page(STORY, FIRST, SECOND, CHANGES))


@pytest.mark.parametrize(
    "text",
    [
        "Version 1 → version 2 · 2026-05-12 08:30 UTC → 2026-05-14 08:30 UTC\n",
        "Ana Ruiz shifted · 1 question answered",
        "\nWhat\n  ~ reworded: The Marlow bridge stays closed for [-3-]{+5+} months, the county said.",
        "said. [-[1]-]{+[4]+}\n",
        "  + A monthly pass costs 40 crowns. [3]\n",
        "  ~ answered: Who pays for the repair? [1] {+— answered in v2 by [4]: The state pays.+}\n",
        "  - A free shuttle runs at night. [2]\n",
    ],
)
def test_changes_are_told_by_signs_and_words(text: str) -> None:
    assert text in UNIFIED


def test_plain_changes_use_words_for_signs() -> None:
    text = to_plain(changes_page(STORY, FIRST, SECOND, CHANGES))
    assert "added: A monthly pass costs 40 crowns. [3]\n" in text
    assert "dropped: A free shuttle runs at night. [2]\n" in text
    assert "closed for (dropped: 3) (added: 5) months" in text
    assert not set("{}•~") & set(text)


def test_sentences_with_little_in_common_stand_one_above_the_other() -> None:
    rewritten = replace(A, title="Ferry strike begins")
    text = shown(changes_page(STORY, FIRST, replace(SECOND, dossier=rewritten), diff(A, rewritten)))
    assert "  ~ reworded:\n    - Marlow bridge stays closed\n    + Ferry strike begins\n" in text


def test_no_change_is_said_in_words() -> None:
    assert "Nothing changed that a reader is shown." in shown(changes_page(STORY, FIRST, FIRST, ()))
    assert "Nothing changed" in shown(side_by_side(()))


def test_side_by_side_puts_what_was_dropped_beside_what_was_added_next_to_it() -> None:
    changes = [
        Change("what", "dropped", "One. [1]", None),
        Change("what", "dropped", "Two. [1]", None),
        Change("what", "added", None, "Three. [2]"),
        Change("what", "reworded", "Four. [1]", "Four! [1]"),
        Change("what", "added", None, "Five. [2]"),
    ]
    rows = [row.split("│") for row in shown(side_by_side(changes), 43).splitlines()[2:]]
    assert [[side.strip() for side in row] for row in rows] == [
        ["- One. [1]", "+ Three. [2]"],
        ["- Two. [1]", ""],
        ["~ Four[-.-] [1]", "~ Four{+!+} [1]"],
        ["", "+ Five. [2]"],
    ]


def test_side_by_side_says_by_signs_too_which_words_changed_and_how() -> None:
    changes = [
        Change("open_questions", "answered", "Who pays? [1]", "Who pays? [1] — answered in v2: the county"),
        Change("what", "reworded", "One two.", "Something else altogether."),
    ]
    rows = [row for row in shown(side_by_side(changes), 121).splitlines() if "│" in row]
    assert [[side.strip() for side in row.split("│")] for row in rows] == [
        ["~ Who pays? [1]", "~ answered: Who pays? [1] {+— answered in v2: the county+}"],
        ["~ One two.", "~ Something else altogether."],
    ]


def test_an_older_page_does_not_tell_what_changed_after_it() -> None:
    news = replace(STORY, version=2, changes=("+4 sources",))
    assert "+4 sources" in shown(dossier_page(SECOND, news))
    assert "+4 sources" not in shown(dossier_page(FIRST, news))


def test_the_citations_of_a_diff_are_spans_of_their_own() -> None:
    beside = side_by_side(CHANGES)
    newer = [line.beside for line in beside if line.beside is not None]
    for lines in (changes_page(STORY, FIRST, SECOND, CHANGES), [*beside, *newer]):
        marks = [span.text for line in lines for span in line.spans if span.role == "citation"]
        assert {"[1]", "[3]", "[4]"} <= set(marks)
        assert all(re.fullmatch(r"\[\d+\]", mark) for mark in marks)


def test_a_question_says_how_often_it_was_searched_for() -> None:
    (question,) = [each.id for each in SECOND.dossier.open_questions][:1]
    for found, told in (
        (Searched(3, NOW, 2), f" · searched 3 times, last on {NOW:%Y-%m-%d}, 2 hits"),
        (Searched(1, NOW, 0), f" · searched once on {NOW:%Y-%m-%d}, 0 hits"),
    ):
        assert told in shown(dossier_page(SECOND, STORY, searches={question: found}), 200)
    assert "searched" not in shown(dossier_page(SECOND, STORY, searches={}))


def test_the_searches_for_its_key_terms_stand_below_the_questions() -> None:
    page = dossier_page(SECOND, STORY, searches={SEEKING: Searched(2, NOW, 1)})
    assert f"Key terms · searched 2 times, last on {NOW:%Y-%m-%d}, 1 hit" in shown(page, 200)
    wanted = replace(STORY, followed=True, search=True)
    assert "Search feeds will be asked at the next poll" in shown(dossier_page(SECOND, wanted), 200)


@pytest.mark.parametrize("width", [24, 80, 141])
def test_side_by_side_fits_and_puts_the_older_words_left(width: int) -> None:
    rows = shown(side_by_side(CHANGES), width).splitlines()
    assert all(cells(row) <= width for row in rows)
    pairs = [row.split(" │ ") for row in rows if " │ " in row]
    assert pairs[0][0].startswith("~ The")
    assert "5" not in "".join(left for left, _ in pairs[:3])
