"""Why the articles of a story are together, in words, figures and bars."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rendered import EXPLAINED, REASONS, STORY
from tracker.model import Definition, Placement, Reason, SharedTerm
from tracker.render import labels
from tracker.render.lines import Line, cells
from tracker.render.terminal import to_ansi, to_plain
from tracker.render.why import article_lines, brief_lines, explanation_lines, gap_words, meter, summary_lines
from tracker.screens.why_cards import reason_card, score_words

BEGAN, JOINED = REASONS


def words(lines: list[Line]) -> list[str]:
    return to_plain(lines).splitlines()


def as_placed(**values: object) -> Reason:
    """Give the article that joined as it would be, had it been placed otherwise."""
    return replace(JOINED, placement=replace(JOINED.placement, **values))  # type: ignore[arg-type] # by name


def test_a_story_is_summed_up_before_its_articles() -> None:
    assert words(explanation_lines(EXPLAINED)) == [
        "Marlow bridge stays closed",
        "2 articles over 2 d: 1 began it, 1 by likeness",
        "held together by Marlow 0.40, ferry 0.10",
        "weakest link 102, score 0.42, 0.30 needed: Ferries full",
        "",
        "101, 2026-05-12 08:30, Harbour Wire, Bridge shut",
        "First of its kind",
        "nearest story scored 0.12, 0.30 needed: Ferry fares (story 9)",
        "",
        "102, 2026-05-12 08:30, Harbour Wire, Ferries full",
        "score 0.42, 0.30 needed, 5 h after the one before",
        "shares Marlow 0.40, ferry 0.10",
        "runner-up scored 0.21: Ferry fares (story 9)",
        "",
        (
            "A score says from 0 to 1 how sure tracker is that an article belongs. The figure beside a term"
            " says how much of that the term brought; those at the top are added up."
        ),
        "",
        "wrong? tracker move STORY ARTICLE puts it into another story",
        "tracker split 7 ARTICLE gives it a story of its own",
        "right? tracker pin 7 ARTICLE keeps it here for good",
        "tracker undo takes back the last correction",
    ]


def test_one_article_is_told_in_full() -> None:
    pinned = replace(JOINED, pinned=True)
    assert words(article_lines(replace(EXPLAINED, reasons=(pinned,))))[:-7] == [
        "Ferries full",
        "in Marlow bridge stays closed (marlow-bridge)",
        "102, Harbour Wire, 2026-05-12 08:30 UTC, [2], pinned",
        "",
        "More like this story than like any other",
        "score 0.42, 0.30 needed",
        "5 h after the one before",
        "runner-up scored 0.21: Ferry fares (story 9)",
        "",
        "Shares",
        "Marlow (name) 0.40",
        "ferry 0.10",
    ]


def test_names_are_drawn_otherwise_than_words() -> None:
    spans = [span for line in brief_lines(JOINED) for span in line.spans]
    assert {span.text: span.role for span in spans if span.text in {"Marlow", "ferry"}} == {
        "Marlow": "actor",
        "ferry": "",
    }


def test_a_runner_up_that_is_part_of_the_story_by_now_is_told_as_such() -> None:
    assert words(brief_lines(replace(JOINED, rival=None)))[-1] == (
        "runner-up scored 0.21: a story that is part of this one now"
    )


def test_where_nothing_else_came_near_that_is_said() -> None:
    alone = replace(as_placed(runner_up=None, runner_up_score=0.0), rival=None)
    assert words(brief_lines(alone))[-1] == "no other story came near"
    first = replace(BEGAN, placement=Placement(101, None, 0.0, 0.3, reason="first of its kind"), rival=None)
    assert words(brief_lines(first)) == ["First of its kind", "no other story came near"]


def test_a_near_copy_says_how_much_is_the_same_and_has_no_threshold() -> None:
    copy = as_placed(reason="near copy", score=0.96)
    assert words(brief_lines(copy))[:2] == [
        "Its text is nearly that of another article here",
        "96% of the text is the same, 5 h after the one before",
    ]
    assert "┃" not in "".join(span.text for span in meter(copy.placement, 20))


def test_what_the_user_moved_is_told_with_what_had_held_it_elsewhere() -> None:
    assert words(brief_lines(as_placed(reason="move by you"))) == [
        "You moved it here",
        "where it was: score 0.42, 0.30 needed",
        "shared where it was Marlow 0.40, ferry 0.10",
    ]
    first = as_placed(reason="move by you", score=0.12)
    assert words(brief_lines(first))[1] == (
        "where it was: nearest story scored 0.12, 0.30 needed: Ferry fares (story 9)"
    )


def test_what_came_with_its_story_is_told_by_the_score_of_the_two() -> None:
    assert words(brief_lines(as_placed(reason="united")))[:2] == [
        "tracker found that its story and this one are one",
        "both stories: score 0.42, 0.30 needed",
    ]


def test_what_matches_a_definition_has_no_score() -> None:
    defined = as_placed(reason="follows", score=1.0, threshold=1.0, gap_hours=None)
    assert words(brief_lines(defined)) == [
        "It matches the terms that you follow",
        "has Marlow 0.40, ferry 0.10",
    ]


def test_an_article_of_which_nothing_was_kept_says_so() -> None:
    assert words(article_lines(replace(EXPLAINED, reasons=()))) == [
        "It was not kept why this article is here."
    ]


def test_a_round_up_has_no_score() -> None:
    round_up = Reason(BEGAN.article, Placement(101, None, 0.0, 0.3, reason="round-up"))
    assert words(brief_lines(round_up)) == ["A round-up of many matters: it joins no other story"]


@pytest.mark.parametrize(
    "code", ["merge by you", "split by you", "move by you", "undo by you", "united", "reactive", "follows"]
)
def test_every_way_into_a_story_has_a_sentence_and_a_count(code: str) -> None:
    assert words(brief_lines(as_placed(reason=code)))[0] == labels.way(code)
    assert code not in labels.way(code)
    assert words(summary_lines(replace(EXPLAINED, ways=((code, 2),))))[0] == (
        f"2 articles over 2 d: 2 {labels.ways(code)}"
    )


def test_a_way_that_this_tracker_does_not_know_stands_as_it_was_kept() -> None:
    assert labels.way("by a coin") == "Placed: by a coin"
    assert labels.ways("by a coin") == "placed: by a coin"


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (0.0, "at the same time as the one before"),
        (0.5, "30 min after the one before"),
        (3.2, "3 h after the one before"),
        (24 * 20.0, "2 w after the one before"),
        (24 * 365 * 3.0, "3 y after the one before"),
    ],
)
def test_a_gap_is_told_in_one_unit(hours: float, told: str) -> None:
    assert gap_words(hours) == told


def test_a_gap_says_which_way_it_goes() -> None:
    assert gap_words(3, earlier=True) == "3 h earlier than the newest then"
    assert gap_words(3, joined=False) == "3 h from its newest article"
    assert gap_words(0, joined=False) == "at the same time as its newest article"


def test_the_bar_marks_the_threshold_and_is_as_long_as_the_score() -> None:
    def drawn(score: float, threshold: float) -> str:
        return "".join(span.text for span in meter(Placement(1, 7, score, threshold), 10))

    assert drawn(1.0, 0.5) == "━━━━━┃━━━━"
    assert drawn(0.7, 0.5) == "━━━━━┃━───"
    assert drawn(0.2, 0.5) == "━━───┃────"
    assert drawn(0.2, 1.0) == "━━───────┃"
    assert drawn(0.0, 0.5) == ""


def test_a_score_just_above_the_threshold_is_drawn_as_a_doubt() -> None:
    roles = [meter(Placement(1, 7, score, 0.5), 10)[0].role for score in (0.9, 0.55)]
    roles.append(meter(Placement(1, None, 0.4, 0.5), 10)[0].role)
    assert roles == ["added", "changed", "muted"]


def test_a_story_without_articles_is_summed_up_without_a_way_in() -> None:
    empty = replace(EXPLAINED, reasons=(), ways=(), first=None, last=None, terms=(), weakest=None)
    assert words(summary_lines(empty)) == ["0 articles"]


def test_a_pinned_and_a_defined_story_say_so() -> None:
    story = replace(STORY, pinned=True, definition=Definition(7, "Ferries", ("ferry", "main beam")))
    lines = words(summary_lines(replace(EXPLAINED, story=story)))
    assert lines[0].endswith("1 by likeness, pinned as it is")
    assert lines[1] == "defined by you: ferry, “main beam”"


@pytest.mark.parametrize("width", [30, 56, 64, 80, 120, 200])
def test_a_row_fits_its_width_and_its_columns_stand_below_each_other(width: int) -> None:
    wide = replace(JOINED, article=replace(JOINED.article, title="港の橋は閉鎖" * 30, outlet="港" * 20))
    reasons = (BEGAN, JOINED, wide, replace(as_placed(reason="near copy"), pinned=True))
    for reason in reasons:
        for line in reason_card(reason, width):
            assert cells(line.text) <= max(width, 45)
            assert line.text.startswith(" ")
    places = {
        reason_card(reason, 120)[1].text.find("0.42 ≥") for reason in (JOINED, replace(JOINED, pinned=True))
    }
    assert len(places) == 1


def test_a_row_names_the_terms_there_is_room_for() -> None:
    many = as_placed(terms=tuple(SharedTerm(f"word{number}", 0.1) for number in range(8)))
    assert "word0" not in reason_card(many, 70)[1].text
    assert "word7" not in reason_card(many, 90)[1].text
    assert "word0 · word1" in reason_card(many, 90)[1].text


def test_figures_are_explained_only_where_there_are_any() -> None:
    defined = as_placed(reason="follows", score=1.0, threshold=1.0, gap_hours=None)
    assert "A score says" in " ".join(words(article_lines(replace(EXPLAINED, reasons=(JOINED,)))))
    assert "A score says" not in " ".join(words(article_lines(replace(EXPLAINED, reasons=(defined,)))))


def test_a_score_in_a_row_says_on_which_side_of_the_threshold_it_is() -> None:
    assert score_words(JOINED.placement) == "0.42 ≥ 0.30"
    assert score_words(as_placed(reason="reactive", score=0.1).placement) == "0.10 < 0.30"


def test_colour_changes_no_word() -> None:
    lines = explanation_lines(EXPLAINED)
    assert "━" in to_ansi(lines, 80, color=False)
    assert "━" not in to_plain(lines)
