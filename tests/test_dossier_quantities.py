"""Which figures are of one thing, and which sources give them."""

from __future__ import annotations

import pytest

from tests.stories import material, versions
from tracker.dossier.dispute.both_sides import two_figures
from tracker.dossier.dispute.quantities import differ, quantities
from tracker.dossier.dispute.stated_disputes import stated_dispute


def different(first: str, second: str) -> bool:
    """Tell whether the first figures of two articles of one day are different figures of one thing."""
    found = material(first, second, days=0)
    ours, theirs = (
        [q for s in found.sentences if s.number == number and s.position == 0 for q in quantities(s)]
        for number in (1, 2)
    )
    return bool(ours and theirs) and differ(ours[0], theirs[0])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The gates would raise the river at Teal by 12 cm.",
            "The gates will raise the river at Teal by 31 cm.",
        ),
        (
            "The flood killed 12 people in Carrow.",
            "At least 12 people died, and 20 people in the Carrow flood died.",
        ),
        ("The repair of the pier costs $3 million.", "The repair of the pier costs $9 million."),
    ],
)
def test_two_values_of_one_thing_differ(first: str, second: str) -> None:
    if "At least" in second:
        second = "The flood killed 20 people in Carrow."
    assert different(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # rounded, or within a limit
        ("The repair of the pier costs $3 million.", "The repair of the pier costs $3.05 million."),
        ("The repair of the pier costs about $3 million.", "The repair of the pier costs $3.2 million."),
        ("The repair of the pier costs at least $3 million.", "The repair of the pier costs $5 million."),
        # another thing, another place, another time
        ("The gates would raise the river by 22 cm.", "The pumps at Teal would cope with 25 cm."),
        ("The flood killed 12 people in Carrow.", "The flood killed 20 people in Teal."),
        ("The flood killed 12 people in Carrow.", "The flood injured 20 people in Carrow."),
        ("The flood killed 12 people in Carrow.", "In 1957 the flood killed 20 people in Carrow."),
        (
            "The repair of the pier cost $3 million on 2 March.",
            "The repair of the pier cost $9 million on 9 February.",
        ),
        # a part, a change, a plan, a comparison
        ("The flood killed 12 people in Carrow.", "The flood killed another 20 people in Carrow."),
        ("The fare of the ferry rose by $3.", "The fare of the ferry is $9."),
        ("The repair of the pier will cost $3 million.", "The repair of the pier cost $9 million."),
        ("The repair of the pier costs $3 million.", "The repair of the pier costs $9 million more."),
        (
            "The flood killed 12 people in Carrow.",
            "The flood killed seven people in Carrow and two people in Teal.",
        ),
        # counts that can't be of one event
        ("The flood killed 12 people in Carrow.", "The flood killed 3,000 people in Carrow."),
    ],
)
def test_other_things_moments_and_parts_are_not_compared(first: str, second: str) -> None:
    assert not different(first, second)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Officials say 12 people were hurt, residents 20.", "Officials", "residents"),
        ("The council said 12 houses were flooded, while residents spoke of 20.", "council", "residents"),
        ("Police put the crowd at 2,000; organisers said 5,000.", "Police", "organisers"),
        (
            "Twelve people were hurt according to police, and 20 according to organisers.",
            "police",
            "organisers",
        ),
        (
            "Ana Ruiz put the cost at $3 million, but the Harbour Union put it at $9 million.",
            "Ana Ruiz",
            "Harbour Union",
        ),
        (
            "The gap is 6 months by the Port Office’s count and 5 by the Teal Institute’s.",
            "Port Office",
            "Teal Institute",
        ),
    ],
)
def test_one_sentence_may_give_the_figures_of_both_sides(text: str, first: str, second: str) -> None:
    found = two_figures(material(text).sentences[0])
    assert found is not None
    assert (found.first, found.second) == (first, second)
    (tension,) = versions(text)[0].tensions
    assert tension.between == (first, second)
    assert [side.text for side in tension.sides] == [text, text]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 12 people and 20 were released.",
        "The council said 12 houses were flooded in the north and 20 in the south.",
        "Officials said 12 people were killed and 20 injured.",
        "The mayor said 12 trams ran on Monday, but police said 20 ran on Tuesday.",
        "Officials say 12 people were hurt, residents 12.",
    ],
)
def test_two_figures_of_one_source_are_no_tension(text: str) -> None:
    assert versions(text)[0].tensions == ()


def test_a_count_that_moved_on_is_told_in_the_order_of_days() -> None:
    *_, last = versions(
        "The flood in Carrow killed 12 people, Ana Ruiz said.",
        "The flood in Carrow killed 20 people, Jonas Lund said.",
    )
    (tension,) = last.tensions
    assert tension.between == ("12 people", "20 people")
    assert tension.text == "The count of the dead has moved: 12 people, then 20 people."


def test_counts_of_one_moment_are_a_tension_of_their_outlets() -> None:
    *_, last = versions(
        "The flood of the river killed 12 people in Carrow.",
        "The flood of the river killed 20 people in Carrow.",
        days=1,
    )
    (tension,) = last.tensions
    assert set(tension.between) == {"Coast Daily", "Inland Echo"}
    assert "give different figures for the dead: 12 people and 20 people" in tension.text


def test_a_figure_that_its_giver_gave_up_is_no_tension_any_more() -> None:
    story = (
        "Ana Ruiz said the repair of the harbour bridge would take three months.",
        "Jonas Lund said the repair of the harbour bridge would take seven months.",
        "Ana Ruiz said the repair of the harbour bridge would take six months.",
    )
    *_, second, third = versions(*story)
    assert [tension.text for tension in second.tensions] != [tension.text for tension in third.tensions]
    assert all("three months" not in tension.text for tension in third.tensions)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The council rejected the union's claim that the pier was unsafe.",
            "The council disputed what the union said.",
        ),
        (
            "Education officials said the school was safe, contrary to news reports.",
            "Education officials contradicted news reports.",
        ),
        (
            "Prosecutors say the pilot was drunk, a charge that the union denies.",
            "The union disputed what prosecutors said.",
        ),
        ("The mayor and the governor disagree over the tram tax.", "The mayor and the governor are at odds."),
        (
            "The ministry has denied claims made by the opposition.",
            "The ministry disputed what the opposition said.",
        ),
        (
            "Ana Ruiz is at odds with the harbour union over night shifts.",
            "Ana Ruiz and the harbour union are at odds.",
        ),
    ],
)
def test_a_sentence_may_tell_of_a_dispute_itself(text: str, told: str) -> None:
    found = stated_dispute(material(text).sentences[0])
    assert found is not None
    assert found.text == told


@pytest.mark.parametrize(
    "text",
    [
        "The court denied the union's request for a delay.",
        "The council would not reject the union's claim.",
        "Kessel and Teal clash in the final on Sunday.",
        "Will the council reject the union's claim?",
    ],
)
def test_what_is_no_dispute_is_not_told_as_one(text: str) -> None:
    assert stated_dispute(material(text).sentences[0]) is None


def test_a_charge_and_its_denial_in_the_next_sentence_are_a_tension() -> None:
    charge, denial = "Rebels accused the army of shelling the market.", "The army denied the charge."
    (tension,) = versions(f"{charge} {denial}")[0].tensions
    assert tension.text == "The army denied what rebels said."
    assert [side.text for side in tension.sides] == [charge, denial]


def test_who_never_doubted_a_plan_does_not_dispute_it() -> None:
    (found,) = versions(
        "Ana Ruiz says the plan for the harbour bridge is sound. "
        "Jonas Lund never disputed Ana Ruiz's claim about the plan for the harbour bridge."
    )
    assert found.tensions == ()


@pytest.mark.parametrize(
    "part", ["The Harbour ", "officials said 12, ", "and the ", "12 people, ", "claim of "]
)
def test_long_rubbish_takes_no_time(part: str) -> None:
    found = material(part * 3_000 + "rejected claims.")
    for sentence in found.sentences:
        two_figures(sentence)
        stated_dispute(sentence)
        quantities(sentence)
