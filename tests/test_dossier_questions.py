"""What nobody knows yet, and for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.stories import cited, material, sections, versions
from tracker.dossier.material import gather
from tracker.dossier.questions import MOST_OPEN, questions

if TYPE_CHECKING:
    from tracker.model import Dossier

CLOSE = "It is not clear whether the harbour bridge will close to lorries during the repair."
CLOSED = "The harbour bridge will close to lorries during the repair, the council decided on Friday."
PAY = "Who will pay for the repair of the harbour bridge?"
OTHER = "Fish prices in Kessel rose by a tenth in February."


def texts_of(dossier: Dossier) -> list[str]:
    return [question.text for question in dossier.open_questions]


@pytest.mark.parametrize(
    "text",
    [
        CLOSE,
        PAY,
        "The council has not said how much the repair of the bridge will cost.",
        "The agency declined to say when the ferry would sail again.",
        "No date has been set for the start of the bridge repair.",
        "Whether the ferry sails again this summer remains to be seen.",
        "The number of cracked girders in the bridge is still unknown.",
        "The measurements of the divers could not be independently verified.",
    ],
)
def test_what_is_asked_or_unknown_is_a_question(text: str) -> None:
    (first,) = versions(f"{OTHER} {text}")
    assert texts_of(first) == [text]
    assert first.open_questions[0].id == "q1"
    assert first.open_questions[0].citations == (1,)


@pytest.mark.parametrize(
    "text",
    [
        "Want more news about the harbour bridge?",
        "Do you cross the harbour bridge on your way to work?",
        "Who cares about the harbour bridge in Kessel anyway?",
        "A spokesman for the council of Kessel declined to comment.",
        "The harbour bridge of Kessel is ninety years old.",
    ],
)
def test_what_is_asked_of_the_reader_is_none(text: str) -> None:
    assert versions(text)[0].open_questions == ()


def test_a_later_article_answers() -> None:
    first, second = versions(CLOSE, CLOSED)
    assert first.open_questions[0].state == "open"
    (question,) = second.open_questions
    assert (question.id, question.text, question.raised_in) == ("q1", CLOSE, 1)
    assert question.state == "answered"
    assert question.answered_by == (2,)
    assert question.answer == CLOSED
    assert question.settled_in == 2


@pytest.mark.parametrize(
    "text",
    [
        "The harbour bridge may close to lorries during the repair, the council said.",
        "Will the harbour bridge close to lorries during the repair?",
        "The council has not said whether the harbour bridge will close to lorries during the repair.",
        OTHER,
    ],
)
def test_a_hedge_another_question_or_another_matter_answers_nothing(text: str) -> None:
    *_, second = versions(CLOSE, text)
    assert second.open_questions[0].state == "open"


def test_an_earlier_article_answers_nothing() -> None:
    *_, second = versions(CLOSED, CLOSE)
    assert second.open_questions[0].state == "open"


def test_when_is_answered_by_a_date_only() -> None:
    asked = "No date has been set for the start of the bridge repair."
    *_, vague = versions(asked, "The start of the bridge repair delighted the council of Kessel.")
    assert vague.open_questions[0].state == "open"
    *_, dated = versions(asked, "The start of the bridge repair is on 12 May, the council of Kessel said.")
    assert dated.open_questions[0].state == "answered"


def test_an_answered_question_stays_and_keeps_its_id() -> None:
    *_, third = versions(CLOSE, CLOSED, PAY)
    first, second = third.open_questions
    assert (first.id, first.state, second.state) == ("q1", "answered", "open")
    assert second.id != first.id


def test_the_id_of_a_question_that_left_the_story_is_not_used_again() -> None:
    first, *_ = versions(CLOSE)
    gone = sections(material(OTHER), first, 2)
    assert gone.open_questions == ()
    again = sections(material(OTHER, PAY), gone, 3)
    (question,) = again.open_questions
    assert question.id != first.open_questions[0].id


def test_the_same_question_in_other_words_is_one_with_both_sources() -> None:
    again = "Nobody knows whether the harbour bridge will close to lorries while the repair lasts."
    *_, second = versions(CLOSE, again)
    (question,) = second.open_questions
    assert question.citations == (1, 2)
    assert question.text == CLOSE


def test_a_question_that_nobody_speaks_of_for_a_month_expires() -> None:
    *_, last = versions(CLOSE, OTHER, "Tram drivers in the eastern valley ended a long strike.", days=20)
    assert last.open_questions[0].state == "expired"
    assert last.open_questions[0].settled_in == 3


@pytest.mark.parametrize(("days", "state"), [(15, "open"), (16, "expired")])
def test_a_question_is_open_for_thirty_days_and_no_longer(days: int, state: str) -> None:
    *_, last = versions(CLOSE, OTHER, "Tram drivers in the eastern valley ended a long strike.", days=days)
    assert last.open_questions[0].state == state


def test_an_article_that_comes_late_but_was_published_before_answers_nothing() -> None:
    asking, answering = cited((CLOSE, CLOSED))
    earlier = asking.article.published - timedelta(days=2)
    answering = replace(answering, article=replace(answering.article, published=earlier))
    first = sections(gather([asking]), None, 1)
    (question,) = questions(gather([asking, answering]), first, 2)
    assert question.state == "open"


def test_a_question_whose_answer_left_the_story_is_open_as_it_was() -> None:
    first, second = versions(CLOSE, CLOSED)
    assert second.open_questions[0].state == "answered"
    (question,) = questions(material(CLOSE, OTHER), second, 3)
    assert question == first.open_questions[0]


def test_an_expired_question_that_is_asked_anew_is_open_again() -> None:
    tram = "Tram drivers in the eastern valley ended a long strike."
    again = "Nobody knows whether the harbour bridge will close to lorries while the repair lasts."
    *_, last = versions(CLOSE, OTHER, tram, again, days=20)
    assert [(question.id, question.state, question.settled_in) for question in last.open_questions] == [
        ("q1", "open", 0),
    ]


def test_an_article_on_something_else_changes_no_question() -> None:
    first, second = versions(f"{CLOSE} {PAY}", OTHER)
    assert second.open_questions == first.open_questions


def test_the_same_material_again_changes_nothing() -> None:
    story = (f"{CLOSE} {PAY}", CLOSED, OTHER)
    last = versions(*story)[-1]
    assert questions(material(*story), last, 9) == last.open_questions


def test_at_most_eight_are_open() -> None:
    things = ["tram", "ferry", "tower", "school", "market", "prison", "museum", "stadium", "library"]
    story = [
        f"Nobody knows whether the {thing} of the {thing}town council burns coal{thing}." for thing in things
    ]
    found = versions(" ".join(story))[0].open_questions
    assert len(found) == MOST_OPEN
    assert len({question.id for question in found}) == MOST_OPEN
