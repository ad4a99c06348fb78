"""The chart of who covered a story, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendered import DAY, SECOND, STORY, A, source
from tracker.render.coverage import coverage, coverage_lines, coverage_strip
from tracker.render.lines import cells
from tracker.render.page import dossier_page
from tracker.render.terminal import to_ansi, to_plain

if TYPE_CHECKING:
    from tracker.model import Source


def published(number: int, outlet: str, after: timedelta) -> Source:
    return replace(source(number), outlet=outlet, published=DAY + after)


def by_days(*days: tuple[str, int]) -> tuple[Source, ...]:
    return tuple(
        published(number, outlet, timedelta(days=day)) for number, (outlet, day) in enumerate(days, 1)
    )


WEEK = by_days(("Harbour Wire", 0), ("Gazette", 1), ("Harbour Wire", 1), ("Harbour Wire", 6))


def test_outlets_stand_by_how_much_they_wrote_and_columns_are_days() -> None:
    found = coverage(WEEK)
    assert found is not None
    assert found.step == 6
    week = coverage((*WEEK, published(5, "Gazette", timedelta(days=30))))
    assert week is not None
    assert week.step == 24
    assert week.outlets[0] == ("Harbour Wire", (1, 1, 0, 0, 0, 0, 1, *[0] * 24))
    assert week.total[:2] == (1, 2)


def test_a_column_of_days_begins_at_midnight() -> None:
    late = timedelta(hours=15)
    found = coverage(
        (*WEEK, published(5, "Gazette", timedelta(days=30) + late), published(6, "Gazette", late))
    )
    assert found is not None
    assert found.total[0] == 2


@pytest.mark.parametrize(
    "sources",
    [
        (),
        WEEK[:3],
        by_days(("Harbour Wire", 0), ("Harbour Wire", 1), ("Harbour Wire", 2), ("Harbour Wire", 3)),
    ],
)
def test_few_sources_or_one_outlet_have_no_chart(sources: tuple[Source, ...]) -> None:
    dossier = replace(A, sources=sources)
    assert coverage_lines(dossier) == coverage_strip(dossier) == []


def test_outlets_beyond_the_eighth_are_summed_and_a_single_one_is_not() -> None:
    many = by_days(*((f"Outlet {number}", number) for number in range(11)))
    rows = [line.text for line in coverage_lines(replace(A, sources=many))]
    assert "3 other outlets" in rows[-2]
    assert rows[-2].endswith("3")
    nine = [line.text for line in coverage_lines(replace(A, sources=many[:9]))]
    assert "Outlet 8" in nine[-2]


def test_the_chart_is_told_in_words_where_there_are_no_columns() -> None:
    text = to_plain(coverage_lines(replace(A, sources=WEEK)))
    assert text.splitlines() == [
        "Coverage",
        "Harbour Wire: 3 articles",
        "Gazette: 1 article",
        "From 05-12 08:00 to 05-18 08:00",
    ]


def test_the_page_has_the_chart_before_the_sources_and_its_sum_in_the_head() -> None:
    page = dossier_page(replace(SECOND, dossier=replace(SECOND.dossier, sources=WEEK)), STORY)
    anchors = [line.anchor for line in page if line.anchor]
    assert anchors[-2:] == ["coverage", "sources"]
    assert any("2026-05-12 → 2026-05-18 · 2 outlets" in line.text for line in page[:6])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("One", "Two", "漢字の新聞", "x" * 60)),
            st.integers(-1_000_000, 1_000_000),
        ),
        min_size=4,
        max_size=60,
    ),
    st.integers(20, 120),
)
def test_any_chart_counts_every_article_and_fits_its_screen(drawn: list[tuple[str, int]], width: int) -> None:
    sources = tuple(
        published(number, outlet, timedelta(hours=after)) for number, (outlet, after) in enumerate(drawn, 1)
    )
    found = coverage(sources)
    if found is None:
        return
    assert sum(found.total) == len(sources)
    assert len(found.total) <= 40
    rows = to_ansi(coverage_lines(replace(A, sources=sources)), width, color=False).splitlines()
    assert all(cells(row) <= width for row in rows)
