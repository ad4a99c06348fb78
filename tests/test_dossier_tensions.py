"""Who disagrees with whom."""

from __future__ import annotations

import pytest

from tests.stories import material, sections, versions
from tracker.dossier.dispute.disagreement import different_figures, opposite, topic
from tracker.dossier.tensions import MOST, tensions
from tracker.text.normal import normal

THREE = "Ana Ruiz said the repair of the harbour bridge would take three months."
SEVEN = "The Meridian Institute warned that the repair of the harbour bridge would take seven months."
OTHER = "Fish prices in Kessel rose by a tenth in February."


def test_two_figures_for_one_thing_are_a_tension() -> None:
    first, second = versions(THREE, SEVEN)
    assert first.tensions == ()
    (tension,) = second.tensions
    assert set(tension.between) == {"Ana Ruiz", "Meridian Institute"}
    assert tension.text == (
        "Ana Ruiz and the Meridian Institute give different figures for "
        "the repair of the harbour bridge: three months, then seven months."
    )
    assert [(side.text, side.citations) for side in tension.sides] == [(THREE, (1,)), (SEVEN, (2,))]


def test_opposite_directions_are_a_tension() -> None:
    (found,) = versions(
        "Ana Ruiz says the gap between harbour wages and inland wages is widening. "
        "Jonas Lund says the gap between harbour wages and inland wages is stable.",
    )
    (tension,) = found.tensions
    assert tension.text.startswith("Ana Ruiz and Jonas Lund disagree on the gap between harbour wages")
    assert "widening for the one, stable for the other" in tension.text


def test_a_dispute_by_name_is_a_tension() -> None:
    (found,) = versions(
        "Ana Ruiz says the harbour bridge is safe for heavy lorries. "
        "Jonas Lund disputed what Ana Ruiz said about heavy lorries on the harbour bridge.",
    )
    assert any(
        tension.text.startswith("Jonas Lund disputed what Ana Ruiz said") for tension in found.tensions
    )


@pytest.mark.parametrize(
    "other",
    [
        "The Meridian Institute warned that the repair of the harbour bridge would take 3 months.",
        "The Meridian Institute warned that the repair of the harbour bridge would cost seven million euros.",
        "The Meridian Institute warned that the strike of the tram drivers would last seven months.",
        "Ana Ruiz said the repair of the harbour bridge had taken seven months in another town.",
    ],
)
def test_other_quantities_and_equal_figures_are_no_tension(other: str) -> None:
    assert versions(THREE, other)[-1].tensions == ()


def test_more_than_a_figure_agrees_with_a_larger_one() -> None:
    first = "Ana Ruiz said the repair of the bridge would take at least three months."
    second = "Jonas Lund said the repair of the bridge would take five months."
    assert different_figures(first, second, ()) is None


def test_an_article_on_something_else_leaves_tensions_word_for_word() -> None:
    *_, second, third = versions(THREE, SEVEN, OTHER)
    assert third.tensions == second.tensions


def test_the_same_material_again_changes_nothing() -> None:
    last = versions(THREE, SEVEN, OTHER)[-1]
    found = material(THREE, SEVEN, OTHER)
    assert tensions(found, last.perspectives, last, 9) == last.tensions


def test_a_tension_ends_when_a_side_moves_to_the_other() -> None:
    moved = "Ana Ruiz now says the repair of the harbour bridge will take seven months."
    *_, second, third = versions(THREE, SEVEN, moved)
    assert second.tensions
    assert third.tensions == ()


def test_a_tension_ends_when_a_side_was_revised_away() -> None:
    last = versions(THREE, SEVEN)[-1]
    assert sections(material(THREE, OTHER), last, 3).tensions == ()


def test_at_most_eight_tensions_are_shown() -> None:
    names = ["Ada Berg", "Bo Cray", "Cy Dorn", "Dia Ebbe", "Edo Falk", "Fia Gast", "Gil Hahn", "Hal Iden"]
    texts = [f"{one} accused {other} of hiding the cracks." for one in names[:4] for other in names[4:]]
    assert len(versions(" ".join(texts))[0].tensions) == MOST


def test_every_figure_of_the_text_stands_in_its_side() -> None:
    (tension,) = versions(THREE, SEVEN)[-1].tensions
    assert "three months" in normal(tension.sides[0].text)
    assert "seven months" in normal(tension.sides[1].text)


def test_a_negated_word_is_not_the_opposite() -> None:
    first = "Ana Ruiz says the harbour bridge is safe for lorries."
    assert opposite(first, "Jonas Lund says the harbour bridge is unsafe for lorries.", ()) is not None
    assert opposite(first, "Jonas Lund says the harbour bridge is not unsafe for lorries.", ()) is None


def test_a_topic_is_the_longest_run_that_both_sides_have() -> None:
    shared = {"harbour", "bridg"}
    assert topic("He saw the harbour bridge.", "A harbour bridge fell.", shared, {}) == "the harbour bridge"
    assert topic("He saw the sea.", "A harbour bridge fell.", set(), {}) == ""
