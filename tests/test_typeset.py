"""How lines are set for the screen: small citations, badges, ruled headings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.rendered import SECOND, STORY, source
from tracker.model import Change
from tracker.render.changes import unified
from tracker.render.lines import GLUE, Line, Span, cells
from tracker.render.page import dossier_page
from tracker.render.sections import cited, source_lines
from tracker.screens.typeset import cited_number, ruled, typeset
from tracker.screens.widgets.targets import Target, reaches, targets


def text(line: Line) -> str:
    return line.text.replace(GLUE, " ")


def test_citations_are_raised_figures_that_do_not_run_together() -> None:
    line = typeset(Line(cited("The county said.", (4, 17))))
    assert text(line) == "The county said. ⁴ ¹⁷"
    assert [cited_number(span) for span in line.spans if cited_number(span)] == ["4", "17"]


def test_the_numbers_of_sources_stand_flush_right_without_brackets() -> None:
    lines = [typeset(line) for line in source_lines([source(2), source(10)], wide=False)]
    assert [text(line)[:6] for line in lines] == ["  2  R", " 10  R"]
    assert [cited_number(line.spans[0]) for line in lines] == ["2", "10"]


def test_outlet_and_date_of_a_source_stay_on_one_row() -> None:
    line = typeset(source_lines([source(2)], wide=False)[0])
    assert line.text.endswith(f" —{GLUE}Harbour{GLUE}Wire{GLUE}(2026-05-14)")


def test_a_state_of_one_word_is_a_badge_and_a_sentence_is_none() -> None:
    badge = typeset(Line((Span("shifted", "badge-shifted"), Span("Ana Ruiz shifted", "badge-shifted"))))
    assert text(badge) == " shifted Ana Ruiz shifted"


def test_only_the_heading_of_a_section_is_ruled_and_only_where_there_is_room() -> None:
    heading = Line((Span("What", "heading"),), anchor="what")
    assert ruled(heading, 12).text == "What ───────"
    assert ruled(heading, 8).text == "What"
    assert ruled(Line((Span("What", "heading"),)), 40).text == "What"


def test_a_click_just_beside_a_raised_figure_counts() -> None:
    row = typeset(Line(cited("So.", (4, 5))))
    first, second = targets(row, 0, links=False)
    assert [reaches(row, first, x) for x in range(7)] == [False, False, False, True, True, True, False]
    assert reaches(row, second, 6)
    assert isinstance(first, Target)


@given(st.integers(1, 999_999))
def test_any_number_comes_back_from_its_raised_form(number: int) -> None:
    (span,) = (span for span in typeset(Line(cited("So.", (number,)))).spans if span.role == "citation")
    assert cited_number(span) == str(number)
    assert cells(span.text) == len(str(number))


def test_a_page_set_for_the_screen_says_all_that_it_says_elsewhere() -> None:
    page = dossier_page(SECOND, STORY)
    kept = [[span for span in line.spans if span.role != "citation"] for line in page]
    shown = [[span for span in typeset(line).spans if span.role != "citation"] for line in page]
    for before, after in zip(kept, shown, strict=True):
        words = ["".join(span.text for span in spans).replace(GLUE, " ").split() for spans in (before, after)]
        assert words[0] == words[1]


def test_a_long_run_of_citations_is_cut_and_the_rest_counted() -> None:
    line = typeset(Line(cited("All say so.", range(1, 62))))
    assert text(line) == "All say so. ¹ ² ³ ⁴ ⁵ ⁶ +55"


def test_changed_words_lose_their_signs_on_the_screen_alone() -> None:
    change = Change("what", "reworded", "It took 3 months to mend it.", "It took 5 months to mend it. [2]")
    (line,) = (line for line in unified([change]) if "months" in line.text)
    assert "[-3-]" in line.text
    assert text(typeset(line)).endswith("It took 3 5 months to mend it. ²")
    roles = {span.text.strip(): span.role for span in typeset(line).spans}
    assert (roles["3"], roles["5"]) == ("deleted", "inserted")
