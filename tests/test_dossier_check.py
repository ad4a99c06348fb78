from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ferry import FERRY
from tracker.dossier.check import check, holds
from tracker.model import Claim, Dossier, Event, Evolution, Perspective, Question, Tension

QUOTE = "“Nobody was below deck when the water came in,” Brandt said."


def claims(*texts: str) -> Dossier:
    return Dossier("Ferry sinks", what=tuple(Claim(text, (1,)) for text in texts))


@pytest.mark.parametrize(
    "text",
    [
        QUOTE,
        'The harbour master said that "nobody was below deck when the water came in".',
        "A ferry sank and 12 people are in hospital.",
        "A ferry sank and twelve people are in hospital.",
        "The ferry served 900 commuters a day.",
        "The ferry sank on 4 May.",
        "A ferry sank at its berth.",
    ],
)
def test_what_the_source_says_holds(text: str) -> None:
    assert holds(text, [1], FERRY)


@pytest.mark.parametrize(
    "text",
    [
        QUOTE.replace("Nobody", "Somebody"),
        QUOTE.replace("water", "sea"),
        QUOTE.replace("was below", "was not below"),
        "Brandt called it an “utter disaster”.",
        "Brandt said: “Nobody was below deck",
        "Brandt said it was ‘the worst day of the harbour’.",
        "A ferry sank and 13 people are in hospital.",
        "A ferry sank and 12 per cent of the people are in hospital.",
        "The ferry served 90 commuters a day.",
        "The ferry served 9,000 commuters a day.",
        "The ferry sank on 5 June.",
        "The ferry sank in 2019.",
        "The ferry Kestrel-4 sank.",
        "",
    ],
)
def test_a_planted_fake_does_not_hold(text: str) -> None:
    assert not holds(text, [1], FERRY)


def test_a_figure_of_another_article_does_not_hold() -> None:
    assert not holds("The board sent four divers, and 2 other ferries sail.", [1], FERRY)
    assert holds("The board sent four divers, and 2 other ferries sail.", [2], FERRY)


def test_what_two_cited_articles_say_between_them_holds() -> None:
    assert holds("Of 12 people in hospital, the letter of 9 March knew nothing.", [1, 3], FERRY)


def test_uncited_and_unknown_numbers_fail() -> None:
    assert not holds("A ferry sank at its berth.", [], FERRY)
    assert not holds("A ferry sank at its berth.", [1, 8], FERRY)


def test_fakes_are_dropped_and_counted() -> None:
    checked = check(claims(QUOTE, QUOTE.replace("Nobody", "Somebody"), "13 people are in hospital."), FERRY)
    assert [claim.text for claim in checked.what] == [QUOTE]
    assert checked.dropped == 2


def test_every_section_of_claims_is_checked() -> None:
    fake = Claim("All 77 lifeboats were missing.", (1,))
    true = Claim("A ferry sank at its berth.", (1,))
    draft = Dossier(
        "Ferry sinks",
        what=(fake,),
        why_it_matters=(true, fake),
        key_points=(fake, true),
        narrative=((fake,), (true, fake)),
    )
    checked = check(draft, FERRY)
    assert checked == Dossier(
        "Ferry sinks", why_it_matters=(true,), key_points=(true,), narrative=((true,),), dropped=5
    )


def test_citations_are_ascending_and_once_each() -> None:
    draft = Dossier("Ferry sinks", what=(Claim("The ferry Marigold sank.", (3, 1, 2, 1)),))
    assert check(draft, FERRY).what[0].citations == (1, 2, 3)


def test_texts_are_cleaned_and_put_on_one_line() -> None:
    checked = check(claims("The ferry\n\nMarigold \x1b[31msank."), FERRY)
    assert checked.what[0].text == "The ferry Marigold sank."


def test_checking_twice_changes_nothing() -> None:
    once = check(claims(QUOTE, "13 people are in hospital."), FERRY)
    assert check(once, FERRY) == once


def test_an_event_needs_a_date_that_its_source_gives() -> None:
    text = "The ferry Marigold sank at its berth in Port Avel."
    events = tuple(Event(date, text, (1,)) for date in ("2026-05-04", "2026-05", "2026-04-01", "soon"))
    checked = check(Dossier("Ferry sinks", timeline=events), FERRY)
    assert [event.date for event in checked.timeline] == ["2026-05-04", "2026-05"]
    assert checked.dropped == 2


@pytest.mark.parametrize("date", ["", "2", "2026-", "2026-0", "2026-05-0", "2026-05-04T"])
def test_the_beginning_of_a_date_is_none(date: str) -> None:
    event = Event(date, "The ferry Marigold sank at its berth in Port Avel.", (1,))
    assert check(Dossier("Ferry sinks", timeline=(event,)), FERRY).timeline == ()


def test_a_question_whose_answer_fails_is_open_again() -> None:
    question = Question("q1", "When will the ferry be lifted?", (1,), "answered", 1, (2,), "On 19 August.")
    checked = check(Dossier("Ferry sinks", open_questions=(question,)), FERRY)
    assert checked.open_questions == (replace(question, state="open", answered_by=(), answer=""),)
    assert checked.dropped == 1


def test_a_question_whose_answer_holds_stays_answered() -> None:
    question = Question("q1", "When will the ferry be lifted?", (1,), "answered", 1, (2,), "On 11 May.")
    assert check(Dossier("Ferry sinks", open_questions=(question,)), FERRY).open_questions == (question,)


def test_an_actor_without_a_true_stance_goes_and_false_quotations_go() -> None:
    stance = Claim("Ilse Brandt says that nobody was below deck.", (1,))
    quotes = (Claim("Nobody was below deck when the water came in", (1,)), Claim("“We are all doomed”", (1,)))
    draft = Dossier(
        "Ferry sinks",
        perspectives=(
            Perspective("Ilse Brandt", stance, quotes, Evolution("shifted", "was: 5 people were below deck")),
            Perspective("Avel Lines", Claim("Avel Lines owns 17 ferries.", (2,))),
        ),
    )
    checked = check(draft, FERRY)
    assert checked.perspectives == (Perspective("Ilse Brandt", stance, quotes[:1], Evolution("shifted", "")),)
    assert checked.dropped == 2


def test_a_tension_needs_both_its_sides_and_no_figure_of_its_own() -> None:
    sides = (
        Claim("Avel Lines said the door was repaired on 20 March.", (3,)),
        Claim("The Sea Safety Board found no record of a repair.", (3,)),
    )
    between = ("Avel Lines", "Sea Safety Board")
    true = Tension(between, "Avel Lines and the board disagree about the repair.", sides)
    draft = Dossier(
        "Ferry sinks",
        tensions=(
            true,
            replace(true, text="They disagree about 6 repairs."),
            replace(true, sides=(sides[0], Claim("The board saw 6 repairs.", (3,)))),
        ),
    )
    checked = check(draft, FERRY)
    assert checked.tensions == (true,)
    assert checked.dropped == 2


def test_no_articles_leave_no_claims() -> None:
    assert check(claims(QUOTE), []).what == ()


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("was: Brandt said that 12 people were taken to hospital. [1]", True),
        ("was: Brandt said that 12 people were taken to hospital. [9]", False),
        ("was: Brandt said that 13 people were taken to hospital. [1]", False),
    ],
)
def test_a_shift_keeps_its_evidence_while_the_article_it_cites_carries_it(note: str, *, kept: bool) -> None:
    view = Perspective("Brandt", Claim(QUOTE, (1,)), (), Evolution("shifted", note, 2))
    checked = check(Dossier("Ferry sinks", perspectives=(view,)), FERRY)
    assert checked.perspectives[0].evolution.note == (note if kept else "")
