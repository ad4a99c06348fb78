"""Who counts as a speaker, and what counts as said: what a careful reader would not put in a page."""

from __future__ import annotations

import pytest

from tests.stories import material, sections, versions
from tracker.dossier.perspectives import perspectives
from tracker.dossier.speech.naming import bare, is_press
from tracker.text.names import names


def speakers(*texts: str) -> list[str]:
    return list(dict.fromkeys(statement.actor for statement in material(*texts).statements))


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Club added a point to its lead when the rain began.",
        "Ana Ruiz figured heavily in the talks about the harbour bridge.",
        "Ana Ruiz did not say when the harbour bridge would open.",
        "Ana Ruiz does not understand that the harbour bridge is old.",
        "Ana Ruiz refused to comment on the price of the harbour bridge.",
        "Ana Ruiz had no comment on the price of the harbour bridge.",
        "Ana Ruiz said in a statement on Friday.",
        "Ana Ruiz may say that the harbour bridge is safe.",
        "Ana Ruiz had planned to spend a week on the harbour bridge.",
        "If Ana Ruiz says that the bridge is safe, the lorries may cross it.",
        "Ana Ruiz is questioning witnesses about the fire on the bridge.",
        "Ana Ruiz and Jonas Lund will be given two minutes to respond to the first question.",
        "A plane crash in eastern Norland claimed the lives of two hundred people.",
        "Ana Ruiz on Monday signed an order intended to improve the harbour bridge.",
        "The court blocked Ana Ruiz from closing the bridge, declaring that the order was flawed.",
        "Ana Ruiz reports that the harbour bridge has been closed since noon.",
        "The judge stopped Ana Ruiz’s attack on the harbour bridge.",
    ],
)
def test_what_only_happens_or_is_left_unsaid_is_no_statement(text: str) -> None:
    assert speakers(text) == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ana Ruiz added that the harbour bridge was safe.", "Ana Ruiz"),
        ("“The harbour bridge is safe,” Ana Ruiz added.", "Ana Ruiz"),
        ("Ana Ruiz does not believe that the harbour bridge is safe.", "Ana Ruiz"),
        ("Ana Ruiz sees no reason to close the harbour bridge.", "Ana Ruiz"),
        ("Ana Ruiz went on to say that the harbour bridge was safe.", "Ana Ruiz"),
        ("Ana Ruiz dropped her plan for a toll on the harbour bridge.", "Ana Ruiz"),
        ("Ana Ruiz came out against a toll on the harbour bridge.", "Ana Ruiz"),
        ("The Ruiz administration on Monday said that it supports the toll.", "Ruiz administration"),
        ("The Department of Justice (DOJ) on Monday announced that it is content.", "Department of Justice"),
        ("“We count every lorry,” Ana Ruiz, a Ferry Agency spokeswoman said.", "Ana Ruiz"),
    ],
)
def test_what_somebody_states_has_its_speaker(text: str, actor: str) -> None:
    assert actor in speakers(text)


@pytest.mark.parametrize("party", ["Democrat", "Republican", "Independent"])
def test_who_sits_for_a_party_and_a_place_is_one_speaker(party: str) -> None:
    said = "“We are one day removed, so it still feels different,” Senator Ana Ruiz, {} of Aldan, said."
    assert speakers(said.format(party)) == ["Ana Ruiz"]
    committee = f"The {party} National Committee met in Aldan on Monday."
    assert speakers(f"{committee} {said.format(party)}") == ["Ana Ruiz"]


@pytest.mark.parametrize(
    "text",
    [
        "After guiding the Harbour Colts back to the final, nobody doubts that it is a good team.",
        "In late August the town of Avel fell to rebel forces that were backed by the Harbour Union.",
    ],
)
def test_a_way_back_and_arms_for_rebels_are_no_opinions(text: str) -> None:
    assert speakers(text) == []


def test_a_plan_is_still_backed() -> None:
    assert speakers("The plan for a toll was backed by the Harbour Union in May.") == ["Harbour Union"]


def test_a_name_in_capitals_is_the_same_actor() -> None:
    first = "On Monday SEADRIFT said that the cable off Avel would be mended soon."
    second = "On Tuesday Seadrift said that the cable off Avel would be mended by June."
    assert speakers(first, second) == ["Seadrift"]


def test_two_names_with_their_parties_before_one_verb_both_speak() -> None:
    assert speakers("Leader Ana Ruiz (L) and Deputy Jonas Lund (L) said the bridge was safe.") == [
        "Ana Ruiz",
        "Jonas Lund",
    ]


def test_an_alliance_that_includes_somebody_is_somebody_else() -> None:
    text = "An alliance that includes the Harbour Union called on lorry drivers to stay at home."
    assert speakers(text) == []


def test_a_pronoun_behind_its_own_clause_is_who_stands_there() -> None:
    text = "While Ana Ruiz made no mention of the toll, she said that the bridge would open in May."
    assert "Ana Ruiz" in speakers(text)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "They met the International Committee of the Red Cross.",
            "International Committee of the Red Cross",
        ),
        ("He asked the Department of Health and Human Services.", "Department of Health and Human Services"),
        (
            "She read of it at the Harbour Observatory for Human Rights.",
            "Harbour Observatory for Human Rights",
        ),
        ("Considering Ruiz stressed the price, they left.", "Ruiz"),
        ("Unemployed Jonas Lund came home.", "Jonas Lund"),
        ("They met the Council of Europe and Human Rights Watch.", "Human Rights Watch"),
    ],
)
def test_a_name_is_whole_and_has_no_word_of_the_sentence(sentence: str, name: str) -> None:
    assert name in names(sentence)


def test_titles_and_degrees_are_no_part_of_an_actor() -> None:
    assert [bare(name) for name in ("MK Ana Ruiz", "Insp Lund", "Coroner Ida Berg", "Paul Holm QC")] == [
        "Ana Ruiz",
        "Lund",
        "Ida Berg",
        "Paul Holm",
    ]


@pytest.mark.parametrize("name", ["Kessel Register", "Aldan Union-Tribune", "Sunday Echo", "Coast Weekly"])
def test_a_newspaper_is_told_by_its_name(name: str) -> None:
    assert is_press(name)


# ---------------------------------------------------------------- two people of one surname


def test_the_surname_is_whose_it_was_before_the_other_came() -> None:
    text = (
        "Bo Crow led the union for ten years. Crow said that wages were too small. His brother, Rik Crow, "
        "said that the children were proud. Crow wanted more pay for every driver of the line."
    )
    found = material(text).statements
    assert [statement.actor for statement in found] == ["Bo Crow", "Rik Crow", "Bo Crow"]


def test_of_a_couple_named_together_neither_has_the_surname() -> None:
    couple = "Ilse and Bo Lund paid for the harbour bridge, the papers show."
    said = "“We have come a long way from the old ferry,” Lund said in a statement."
    later = "In May, Ilse Lund took over the ferry line from her uncle."
    assert speakers(f"{couple} {said} {later}") == ["Lund"]
    assert speakers(f"Norland and Bo Lund paid for the bridge. {said}") == ["Bo Lund"]


def test_a_title_tells_a_wife_from_her_husband() -> None:
    text = (
        "Jonas Berg owned the mill. Mr Berg said that the mill was sold. His wife, Ida Berg, said that she "
        "wept. Ms Berg said that the mill had been hers."
    )
    found = material(text).statements
    assert [statement.actor for statement in found] == ["Jonas Berg", "Ida Berg", "Ida Berg"]


def test_a_name_in_three_lengths_is_one_actor() -> None:
    text = "Fred Larue denied the claim."
    again = "Frederick C. Larue denied all the claims about the mill."
    third = "Frederick Cheney Larue denied that the mill was his."
    assert len(speakers(text, again, third)) == 1


# ---------------------------------------------------------------- quotations


def test_a_quotation_that_means_nothing_alone_is_not_shown() -> None:
    text = (
        "Ana Ruiz said that the harbour bridge was safe for every lorry. “That would take three months,” "
        "Ruiz said. “This is extraordinary,” Ruiz said."
    )
    (view,) = perspectives(material(text), None, 1)
    assert view.quotes == ()


def test_a_quotation_that_the_stance_has_is_not_shown_twice() -> None:
    text = (
        "Ana Ruiz said that the bridge was “a tireless servant of the town and of its trade”. “The bridge "
        "was a tireless servant of the town and of its trade, whatever people say,” Ruiz told the council."
    )
    (view,) = perspectives(material(text), None, 1)
    assert view.quotes == ()


def test_the_rest_of_a_sentence_behind_a_question_is_no_stance() -> None:
    text = "Ruiz asked, adding that nobody had crossed the harbour bridge. Ana Ruiz likes fish on Fridays."
    assert all(
        not view.stance.text.startswith("Ruiz asked") for view in perspectives(material(text), None, 1)
    )


# ---------------------------------------------------------------- an article that leaves


def test_the_first_day_is_forgotten_with_its_article() -> None:
    safe = "Ana Ruiz said that the harbour bridge was safe for every lorry."
    later = "On Friday Ana Ruiz said that the harbour bridge needed a new deck."
    *_, last = versions(safe, later)
    assert last.perspectives[0].first_seen == "2026-03-04"
    found = material(safe, later)
    rest = material("Fish was dear in Kessel.", later)
    assert found.published[1] == rest.published[1]
    assert sections(rest, last, 3).perspectives[0].first_seen == "2026-03-06"
