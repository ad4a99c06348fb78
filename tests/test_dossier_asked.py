"""What a sentence asks or calls unknown, and what it only seems to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.stories import cited, sections, versions
from tracker.dossier.inquiry.asked import asked, leaves_open
from tracker.dossier.material import gather

OTHER = "Fish prices in Kessel rose by a tenth in February."


@pytest.mark.parametrize(
    ("text", "kind", "focus"),
    [
        ("It is not clear whether the pier will reopen.", "whether", "whether the pier will reopen"),
        ("Will the pier reopen?", "whether", "Will the pier reopen?"),
        ("The council has not said when the pier reopens.", "when", "when the pier reopens"),
        ("The cost of the new pier is still unknown.", "how much", "The cost of the new pier"),
        ("Police do not know who broke the lamps.", "who", "who broke the lamps"),
        ("The cause of the fire is under investigation.", "why", "The cause of the fire"),
        ("It is unclear what caused the flood.", "why", "what caused the flood"),
        ("The whereabouts of the captain are unknown.", "where", "The whereabouts of the captain"),
        ("Questions remain about how the files were copied.", "how", "how the files were copied"),
        ("A decision on the licence is pending.", "state", "A decision on the licence"),
        ("The ministry has yet to announce the new fares.", "state", "the new fares"),
        ("There was no immediate explanation for the outage.", "why", "explanation for the outage"),
        ("Inspectors are trying to determine why the brakes failed.", "why", "why the brakes failed"),
    ],
)
def test_the_kind_and_the_words_of_what_is_asked(text: str, kind: str, focus: str) -> None:
    found = asked(text)
    assert found is not None
    assert (found.kind, found.focus.strip()) == (kind, focus)


@pytest.mark.parametrize(
    "text",
    [
        "Not bad for a late hire, huh?",
        "The pier has had a good year, but who's counting?",
        "Wouldn't it be great if the council mended the pier?",
        "Should the council mend the pier?",
        "RUIZ: Will the council mend the pier?",
        'Ana Ruiz asked: "Will the council mend the pier?"',
        "Her book, An End to Piers?",
        "Jon Berg, whose age was unknown, sold the pier.",
        "After refusing to name the buyer, Jon Berg left the hall.",
        "The mayor might remain undecided until Sunday.",
        "Half of the members were still undecided.",
        "The report did not find that the pier was unsafe.",
        "The council has not announced any new piers.",
        "The pier is not known for its beauty.",
        "It was unclear at first whether the pier would hold.",
        "The incident at the pier is being investigated.",
        "The incident, which happened at the pier, is being investigated.",
        "We do not know whether the pier will hold.",
        "The council would not accept the word of the mayor.",
    ],
)
def test_what_is_for_effect_or_past_or_denied_asks_nothing(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor hasn't said whether the pier will reopen.", "whether"),
        ("It's too early to determine whether the pier was set on fire.", "whether"),
        ("The full extent of the damage won't be known until the water recedes.", "how much"),
        ("The council was unable to verify the claims of the divers.", "state"),
        ("No other details about the diver were available.", "state"),
        ("Police gave no explanation for the closing of the pier.", "why"),
        ("Police are still looking for the driver, who fled.", "where"),
        ("The reason the pier was closed had not been made public.", "why"),
        ("Nobody knows for sure what the divers have found.", "what"),
        ("Ana Ruiz said she did not know when the pier would reopen.", "when"),
        ("How currents bend the pier is poorly understood.", "how"),
        ("The family is awaiting the results of the test.", "state"),
    ],
)
def test_the_many_words_for_not_knowing(text: str, kind: str) -> None:
    found = asked(text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "What is swine fever?",
        "Who is Ana Ruiz?",
        "Deputy Ana Ruiz was looking for a man when the pier fell.",
        "Where does Kessel go from here?",
    ],
)
def test_what_is_explained_at_once_or_told_of_the_past_asks_nothing(text: str) -> None:
    assert asked(text) is None


def test_of_two_sentences_the_last_asks() -> None:
    found = asked("The council unveiled a second pier for Kessel. Who will pay for it?")
    assert found is not None
    assert (found.kind, found.focus) == ("who", "Who will pay for it?")


def test_a_short_question_is_raised_alone_or_with_the_sentence_it_leans_on() -> None:
    (alone,) = versions(f"{OTHER} Will the mayor resign?")
    assert [question.text for question in alone.open_questions] == ["Will the mayor resign?"]
    plan = "The council of Kessel unveiled plans for a second pier beside the old one."
    first, second = versions(f"{plan} Who will pay for it?", OTHER)
    assert [question.text for question in first.open_questions] == [f"{plan} Who will pay for it?"]
    assert second.open_questions == first.open_questions


def test_a_question_for_effect_is_not_raised_with_the_sentence_before() -> None:
    (first,) = versions("The council of Kessel blamed the weather for the crack. Who made that up?")
    assert first.open_questions == ()


def test_a_headline_that_asks_what_is_to_come_is_a_question() -> None:
    asks, tells = cited((OTHER, OTHER))
    asking = replace(asks.article, title="Kessel Has a Pier Again, but Will It Last in Kessel?")
    explaining = replace(tells.article, title="Why Did the Kessel Pier Fall?")
    found = gather([replace(asks, article=asking), replace(tells, article=explaining)])
    (question,) = sections(found, None, 1).open_questions
    assert (question.text, question.citations) == (asking.title, (1,))


def test_a_question_leaves_open_even_if_it_is_for_effect() -> None:
    assert leaves_open("Who cares about the pier?")
    assert not leaves_open("The pier will hold.")


def test_an_article_that_asks_often_asks_for_effect() -> None:
    flood = "Will the pier hold? Will the ferry sail? Will the tram stop? Will the market open in Kessel?"
    assert versions(f"{OTHER} {flood}")[0].open_questions == ()


def test_a_question_that_its_writer_answers_at_once_is_not_raised() -> None:
    (first,) = versions(f"{OTHER} Will the harbour bridge of Kessel close? No, and it never has.")
    assert first.open_questions == ()


def test_what_was_unknown_years_ago_is_not_raised() -> None:
    (first,) = versions("In 1988 it was not clear whether the harbour bridge of Kessel would hold.")
    assert first.open_questions == ()


def test_one_cause_under_four_names_is_one_question() -> None:
    (first,) = versions(
        "The cause of the blackout in Kessel is unknown.",
    )
    *_, second = versions(
        "The cause of the crash in Kessel is unknown.", "It is not clear what caused the accident in Kessel."
    )
    assert len(first.open_questions) == 1
    (question,) = second.open_questions
    assert question.citations == (1, 2)


def test_what_an_earlier_article_said_as_well_is_no_answer() -> None:
    asks = "Nobody knows whether the lost ferry carried chemicals for the mill."
    known = "The lost ferry carried chemicals for the mill twice a week, the operator said."
    again = "The lost ferry carried chemicals for the mill twice a week, said the operator."
    *_, last = versions(f"{known} {asks}", again)
    assert [question.state for question in last.open_questions] == ["open"]


@pytest.mark.parametrize(
    "part",
    [
        "whether the ",
        "has not been ",
        "who, ",
        "? ",
        "the a of ",
        ", but ",
        "to be ",
        ". A",
        "no details of a ",
        "police are looking for a ",
        "n't ",
    ],
)
def test_long_rubbish_takes_no_time(part: str) -> None:
    asked("It is not clear " + part * 5_000)
    leaves_open(part * 5_000)
