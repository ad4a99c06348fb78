"""Sentences that themselves tell who goes against whom, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.stories import material, versions
from tracker.dossier.dispute.clashes import clashes
from tracker.dossier.dispute.denials import denials
from tracker.dossier.dispute.parties import parties


@pytest.mark.parametrize(
    ("sentence", "first", "second", "text"),
    [
        (
            "The union accused the ferry company of hiding the cracks, a spokeswoman said.",
            "union",
            "ferry company",
            "The union accused the ferry company of hiding the cracks.",
        ),
        (
            "Residents sued the council over the harbour bridge on Monday.",
            "residents",
            "council",
            "Residents sued the council over the harbour bridge on Monday.",
        ),
        (
            "Senator Ana Ruiz, a former judge, called Jon Berg's figures misleading on Friday.",
            "Ana Ruiz",
            "Jon Berg",
            "Ana Ruiz called Jon Berg's figures misleading.",
        ),
        (
            "Ana Ruiz said that Jon Berg's report was “completely false” and should be withdrawn.",
            "Ana Ruiz",
            "Jon Berg",
            "Ana Ruiz said that Jon Berg's report was “completely false”.",
        ),
        (
            "The harbour plan of the council fell after Ana Ruiz rejected Jon Berg's proposal.",
            "Ana Ruiz",
            "Jon Berg",
            "Ana Ruiz rejected Jon Berg's proposal.",
        ),
        (
            "Ana Ruiz spoke for an hour at the town hall, accusing Jon Berg of cowardice.",
            "Ana Ruiz",
            "Jon Berg",
            "Ana Ruiz accused Jon Berg of cowardice.",
        ),
        (
            "Ana Ruiz beat Jon Berg by a wide margin, criticising him for his silence.",
            "Ana Ruiz",
            "Jon Berg",
            "Ana Ruiz criticised Jon Berg for his silence.",
        ),
        (
            "Jon Berg was sharply criticised by residents for his silence.",
            "residents",
            "Jon Berg",
            "Jon Berg was sharply criticised by residents.",
        ),
        (
            "The Berg plan was denounced by the Harbour Workers Union at once.",
            "Harbour Workers Union",
            "Berg",
            "The Berg plan was denounced by the Harbour Workers Union.",
        ),
        (
            "Several councillors called for Jon Berg's resignation on Friday.",
            "Several councillors",
            "Jon Berg",
            "Several councillors called for Jon Berg's resignation.",
        ),
        (
            "The court ruled that Jon Berg had exceeded his powers.",
            "court",
            "Jon Berg",
            "The court ruled that Jon Berg had exceeded his powers.",
        ),
        (
            "Ana Ruiz said the bridge was safe, contrary to Jon Berg's claim on Monday.",
            "Ana Ruiz",
            "Jon Berg",
            "Ana Ruiz contradicted Jon Berg's claim.",
        ),
    ],
)
def test_who_goes_against_whom_is_told_in_the_words_of_the_sentence(
    sentence: str, first: str, second: str, text: str
) -> None:
    (clash,) = clashes(material(sentence).sentences[0])
    assert (clash.first.name, clash.second.name, clash.text) == (first, second, text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Ruiz has not accused Jon Berg of hiding the cracks in the bridge.",
        "If Ana Ruiz rejects Jon Berg's proposal, the bridge stays closed.",
        "Ana Ruiz refused to condemn Jon Berg for his silence on the bridge.",
        "The army attacked Kessel at dawn and left in the evening.",
        "Ana Ruiz rejected Jon Berg after a short talk about football.",
        "The fire in Kessel blamed nobody and spared the Berg warehouse.",
        "Ana Ruiz said Jon Berg's report was not false at all.",
        'A neighbour said: "Ana Ruiz accused Jon Berg of hiding the cracks."',
        "Has Ana Ruiz accused Jon Berg of hiding the cracks in the bridge?",
    ],
)
def test_what_is_negated_thought_of_literal_or_quoted_is_no_clash(sentence: str) -> None:
    assert clashes(material(sentence).sentences[0]) == ()


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "The ferry company denied that its inspectors had hidden the cracks.",
            "The ferry company denied that its inspectors had hidden the cracks.",
        ),
        (
            "Jon Berg has repeatedly denied taking money from the yard.",
            "Jon Berg denied taking money from the yard.",
        ),
        ("Officials dismissed the criticism.", "Officials dismissed the criticism."),
        (
            "Jon Berg, 41, of Kessel pleaded not guilty to two counts of fraud.",
            "Jon Berg pleaded not guilty to two counts of fraud.",
        ),
        (
            "The council said the allegations were baseless and would be answered in court.",
            "The council said the allegations were baseless.",
        ),
    ],
)
def test_a_denial_is_told_with_what_it_denies(sentence: str, text: str) -> None:
    (denial,) = denials(material(sentence).sentences[0])
    assert denial.text == text


@pytest.mark.parametrize(
    "sentence",
    [
        "The council denied the request of the fishermen for a second pier.",
        "The court dismissed the case against the owner of the ferry.",
        "Jon Berg was denied bail by the judge on Friday morning.",
        "Jon Berg did not deny that the cracks were known.",
        "Jon Berg denied it.",
    ],
)
def test_what_is_refused_or_vague_is_no_denial(sentence: str) -> None:
    assert denials(material(sentence).sentences[0]) == ()


def test_an_accusation_answered_in_another_article_is_one_tension_with_both_sides() -> None:
    charge = "The harbour union accused Jon Berg of hiding the cracks in the bridge."
    answer = "Jon Berg denied hiding the cracks in the harbour bridge from anybody."
    first, second = versions(charge, answer)
    assert [tension.between for tension in first.tensions] == [("harbour union", "Jon Berg")]
    assert len(first.tensions[0].sides) == 2
    assert [side.text for side in second.tensions[0].sides] == [charge, answer]
    assert second.tensions[0].sides[0] == first.tensions[0].sides[0]
    (told,) = versions(f"{charge} Trams run again in all of Kessel. {answer}")[0].tensions
    assert {side.text for side in told.sides} == {charge, answer}


def test_a_denial_without_accuser_is_one_sentence_for_both_sides() -> None:
    (only,) = versions("Jon Berg denied any involvement in the sale of the ferry.")[0].tensions
    assert only.between == ("Jon Berg", "accusers")
    assert only.sides[0] == only.sides[1]


DISPUTE = "Ana Ruiz, the head of the harbour board, disputes that the gap in the pier is widening."


def test_a_denial_is_shown_with_who_says_what_it_denies() -> None:
    claim = "The gap in the pier of Kessel is widening, the Survey Office said on Monday."
    *_, second = versions(claim, DISPUTE)
    (told,) = second.tensions
    assert told.between == ("Ana Ruiz", "Survey Office")
    assert {side.text for side in told.sides} == {claim, DISPUTE}


def test_a_claim_of_a_later_article_completes_the_tension() -> None:
    first, second = versions(
        DISPUTE, "The Survey Office says that the gap in the pier of Kessel is widening."
    )
    assert [each.between for each in first.tensions] == [("Ana Ruiz", "the claim")]
    assert [each.between for each in second.tensions] == [("Ana Ruiz", "Survey Office")]
    assert second.tensions[0].sides[0] == first.tensions[0].sides[0]


def test_who_denies_the_same_claim_is_not_the_other_side() -> None:
    *_, second = versions(DISPUTE, "The Survey Office says that the gap in the pier is not widening.")
    assert [each.between for each in second.tensions] == [("Ana Ruiz", "the claim")]


def test_a_denial_that_leans_on_the_sentence_before_is_shown_with_it() -> None:
    charge = "Ana Ruiz said that the yard had taken money for the pier."
    (told,) = versions(f"{charge} The harbour board dismissed that criticism.")[0].tensions
    assert told.between == ("harbour board", "Ana Ruiz")
    assert charge in {side.text for side in told.sides}


def test_a_denial_of_nobody_knows_what_is_no_tension() -> None:
    (found,) = versions("Trams run again in Kessel since noon. The harbour board denied the allegations.")
    assert found.tensions == ()


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("Officials dismissed criticism of the price of the harbour bridge.", "critics"),
        ("Jon Berg denied reports that the harbour bridge had been sold.", "the reports"),
        ("Jon Berg rejected the idea that the harbour bridge should be sold.", "the idea"),
        ("Jon Berg denied that the harbour bridge had been sold.", "the claim"),
    ],
)
def test_a_side_that_nobody_names_is_called_by_what_is_denied(sentence: str, other: str) -> None:
    (told,) = versions(sentence)[0].tensions
    assert told.between[1] == other


def test_who_is_attacked_for_words_has_these_words_for_its_side() -> None:
    words = "Jon Berg said the pier of Kessel would outlive the mayor."
    (told,) = versions(f"{words} Ana Ruiz criticised Jon Berg's comments.")[0].tensions
    assert {side.text for side in told.sides} == {words, "Ana Ruiz criticised Jon Berg's comments."}


def test_an_answer_near_by_is_the_other_side() -> None:
    answer = "Jon Berg insisted on Friday that he had nothing to hide from the council."
    (told,) = versions(
        f"Ana Ruiz accused Jon Berg of wasting the harbour fund. Trams run in Kessel. {answer}"
    )[0].tensions
    assert told.sides[1].text == answer


def test_where_somebody_lives_is_no_party() -> None:
    (denial,) = denials(
        material("Jon Berg, of High Street, Kessel, pleaded not guilty to two counts of fraud.").sentences[0]
    )
    assert denial.who.name == "Jon Berg"


def test_who_initially_denied_does_so_no_more() -> None:
    assert denials(material("Jon Berg initially denied taking money from the yard.").sentences[0]) == ()


def test_supporters_and_critics_side_by_side_are_at_odds() -> None:
    (only,) = versions(
        "Supporters of the toll argue that it will pay for the bridge. "
        "Critics say that the toll will empty the shops of Kessel.",
    )[0].tensions
    assert only.text == "Supporters and critics are at odds."


def test_a_name_is_full_where_the_story_has_but_one_of_it() -> None:
    (only,) = versions("Ana Ruiz opened the fair. Later Ruiz accused the council of hiding the cracks.")[
        0
    ].tensions
    assert only.between == ("Ana Ruiz", "council")


def test_groups_and_names_are_parties_where_they_stand() -> None:
    (sentence,) = material("Kessel's mayor met a local union official and Ana Ruiz at noon.").sentences[:1]
    assert [party.label for party in parties(sentence)] == [
        "Kessel's mayor",
        "a local union official",
        "Ana Ruiz",
    ]


@pytest.mark.parametrize("part", ["accused, ", "the union, who ", "Ruiz's claim by ", "denied that ", "'s "])
def test_long_rubbish_takes_no_time(part: str) -> None:
    found = material(f"The union accused {part * 3_000}.", "Ana Ruiz denied it.")
    assert all(clashes(sentence) == () or denials(sentence) == () for sentence in found.sentences)
