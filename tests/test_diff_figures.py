"""Two dossiers → the figures of one thing that changed between them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tracker.diff import told
from tracker.diff.figures import changed_figures
from tracker.model import Claim, Dossier, Source

DAY = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)


def dossier(*sentences: str, day: int = 0) -> Dossier:
    """A dossier of sentences, each of a source of its own, the first `day` days later."""
    claims = tuple(Claim(text, (day * 10 + place,)) for place, text in enumerate(sentences, 1))
    sources = tuple(
        Source(claim.citations[0], 1, "", "Harbour Wire", "", DAY + timedelta(days=day)) for claim in claims
    )
    return Dossier("Marlow", what=claims, sources=sources)


def moved(before: str, after: str) -> list[tuple[str, str]]:
    return [
        (found.before, found.after)
        for found in changed_figures(dossier(before), dossier(before, after, day=4))
    ]


@pytest.mark.parametrize(
    ("before", "after", "figures"),
    [
        (
            "The Tide Office said the sea wall at Marlow would cost 40 million euros.",
            "The sea wall at Marlow would cost 55 million euros, the Tide Office said.",
            ("40 million euros", "55 million euros"),
        ),
        (
            "The storm in Hethering killed 12 people.",
            "The storm in Hethering killed 15 people, the mayor said.",
            ("12 people", "15 people"),
        ),
        (
            "Electric ferries lag diesel ferries by 7 months, the Harbour Institute found.",
            "Electric ferries now lag diesel ferries by 6 months, the Harbour Institute said.",
            ("7 months", "6 months"),
        ),
    ],
)
def test_a_new_figure_for_the_same_thing_by_the_same_mouth_is_told(
    before: str, after: str, figures: tuple[str, str]
) -> None:
    assert moved(before, after) == [figures]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Two measurers: a tension, no change.
        (
            "The Tide Office said the sea wall at Marlow would cost 40 million euros.",
            "The sea wall at Marlow would cost 55 million euros, Marlow County said.",
        ),
        # Two things.
        (
            "The sea wall at Marlow would cost 40 million euros.",
            "The new school at Marlow would cost 55 million euros.",
        ),
        # One figure, rounded.
        (
            "The sea wall at Marlow would cost 40.2 million euros.",
            "The sea wall at Marlow would cost 40 million euros.",
        ),
        # A count of one event, and a count of another.
        ("The storm in Hethering killed 12 people.", "The fire in Carrow killed 15 people."),
        # The score of one game.
        ("Manfred scored 20 points in the game.", "Manfred has scored 2,282 points in his life."),
    ],
)
def test_two_figures_that_can_both_be_so_are_no_change(before: str, after: str) -> None:
    assert moved(before, after) == []


def test_a_figure_that_the_older_dossier_had_already_is_no_change() -> None:
    old, new = "The storm in Hethering killed 12 people.", "The storm in Hethering killed 15 people."
    again = "The storm in Hethering killed 15 people, the mayor confirmed."
    assert changed_figures(dossier(old, new), dossier(old, new, again, day=4)) == ()


def test_an_older_report_that_comes_late_changes_no_figure() -> None:
    old, new = "The storm in Hethering killed 12 people.", "The storm in Hethering killed 15 people."
    assert changed_figures(dossier(new, day=4), dossier(old)) == ()


def test_the_sentences_with_both_figures_stand_beside_them() -> None:
    old, new = "The storm in Hethering killed 12 people.", "The storm in Hethering killed 15 people."
    (found,) = changed_figures(dossier(old), dossier(new, day=4))
    assert (found.was, found.item) == (Claim(old, (1,)), Claim(new, (41,)))


def test_a_figure_that_changed_is_told_with_what_else_changed() -> None:
    old, new = "The storm in Hethering killed 12 people.", "The storm in Hethering killed 15 people."
    assert told(dossier(old), dossier(new, day=4))[0] == "12 people → 15 people"


def toll(people: int, day: int) -> tuple[Claim, Source]:
    """A toll of the storm, as a source of its own gives it on a day."""
    claim = Claim(f"The storm in Hethering killed {people} people.", (day,), since=day)
    return claim, Source(day, day, "", "Harbour Wire", "", DAY + timedelta(days=day))


def tolls(*given: tuple[Claim, Source]) -> Dossier:
    return Dossier("Hethering", what=tuple(c for c, _ in given), sources=tuple(s for _, s in given))


def test_a_figure_that_rose_several_times_is_told_with_where_it_came_to() -> None:
    old, steps = toll(12, 1), (toll(15, 2), toll(31, 4), toll(20, 3))
    assert [(f.before, f.after) for f in changed_figures(tolls(old), tolls(old, *steps))] == [
        ("12 people", "31 people")
    ]


def test_a_report_between_two_that_were_known_changes_no_figure() -> None:
    known = toll(12, 1), toll(20, 3)
    assert changed_figures(tolls(*known), tolls(*known, toll(15, 2))) == ()


def test_the_sentences_of_a_figure_keep_the_versions_that_they_are_from() -> None:
    (found,) = changed_figures(tolls(toll(12, 1)), tolls(toll(12, 1), toll(15, 2)))
    assert (found.was.since, found.item.since) == (1, 2)


def test_a_sentence_that_stood_elsewhere_before_brings_no_figure() -> None:
    first, second, third = (
        f"The sea wall at Marlow will cost {number} million euros." for number in (40, 55, 60)
    )
    old = Dossier("Marlow", what=(Claim(second, (2,)),), narrative=((Claim(first, (1,)),),))
    new = Dossier("Marlow", what=(Claim(third, (3,)),), narrative=((Claim(second, (2,)),),))
    assert [text for text in told(old, new) if "→" in text] == ["55 million euros → 60 million euros"]
