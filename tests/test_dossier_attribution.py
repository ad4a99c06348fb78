"""Who says what in one text, as spans: the rules for each order of words."""

from __future__ import annotations

import pytest

from tracker.dossier.speech.attitudes import NOUNS
from tracker.dossier.speech.attribution import Attribution, attributions
from tracker.dossier.speech.saying import VERBS, lemma_of
from tracker.text.sentences import sentences

Row = tuple[str | None, str, str]


def found(text: str) -> list[tuple[Attribution, Row]]:
    spans, at = [], 0
    for sentence in sentences(text):
        start = text.index(sentence, at)
        at = start + len(sentence)
        spans.append((start, at))
    return [(each, row(text, each)) for each in attributions(text, spans)]


def row(text: str, each: Attribution) -> Row:
    source = text[slice(*each.source)] if each.source else None
    return source, text[slice(*each.cue)], " … ".join(text[slice(*span)] for span in each.content)


def rows(text: str) -> list[Row]:
    return [each for _, each in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # direct, on both sides of the verb
        ("“The ferry is late,” Mr. Lund said.", ("Mr. Lund", "said", "“The ferry is late,”")),
        (
            "“The ferry is late,” Ana Ruiz told the crew on Monday.",
            ("Ana Ruiz", "told", "“The ferry is late,”"),
        ),
        ("“Is it late?” Lund asked.", ("Lund", "asked", "“Is it late?”")),
        ("The ferry is late, said Ana Ruiz, the mayor.", ("Ana Ruiz", "said", "The ferry is late")),
        ("As Ana Ruiz noted, the ferry is late.", ("Ana Ruiz", "noted", "the ferry is late")),
        (
            "Ana Ruiz said, without giving proof, that the ferry leaks.",
            ("Ana Ruiz", "said", "the ferry leaks"),
        ),
        ("Ana Ruiz suggested Lund had lied about it.", ("Ana Ruiz", "suggested", "Lund had lied about it")),
        # no verb of saying
        ("Ana Ruiz wants a new ferry.", ("Ana Ruiz", "wants", "a new ferry")),
        ("The council opposes a new ferry.", ("The council", "opposes", "a new ferry")),
        ("Ana Ruiz would like to sell it.", ("Ana Ruiz", "would like", "to sell it")),
        ("Ana Ruiz spoke about the old ferry.", ("Ana Ruiz", "spoke", "the old ferry")),
        ("Ana Ruiz is committed to a new ferry.", ("Ana Ruiz", "is committed", "a new ferry")),
        ("Ana Ruiz became convinced that it leaks.", ("Ana Ruiz", "became convinced", "it leaks")),
        (
            "Harbour Agency Says New Ferry Terminal Will Sink",
            ("Harbour Agency", "Says", "New Ferry Terminal Will Sink"),
        ),
        # an opening phrase is not what is said
        ("In a letter to the crew, Ana Ruiz said it leaks.", ("Ana Ruiz", "said", "it leaks")),
        ("Pressed by Lund, Ana Ruiz said there was a leak.", ("Ana Ruiz", "said", "there was a leak")),
        ("She’s saying it leaks.", ("She", "’s saying", "it leaks")),
        (
            "“It is over,” Ana Ruiz, the mayor, told Nordfax.",
            ("Ana Ruiz, the mayor", "told", "“It is over,”"),
        ),
        # nouns
        ("Her claim that the ferry leaks is old.", ("Her", "claim", "the ferry leaks is old")),
        ("Ana Ruiz voiced support for the crew.", ("Ana Ruiz", "support", "the crew")),
        ("Ana Ruiz’s criticism of the crew was loud.", ("Ana Ruiz", "criticism", "the crew")),
        # nobody's in particular
        ("The ferry is expected to sail in May.", (None, "is expected", "The ferry … to sail in May")),
        ("The ferry seems to leak.", (None, "seems", "The ferry … to leak")),
        ("It is clear that the ferry leaks.", (None, "is clear", "the ferry leaks")),
        # questions put to somebody
        ("Asked whether it leaks, Lund left.", (None, "Asked", "whether it leaks")),
        ("Asked by Ana Ruiz if it leaks, Lund left.", ("Ana Ruiz", "Asked", "if it leaks")),
        # subjects that stand elsewhere
        ("Citing the storm, Ana Ruiz left.", ("Ana Ruiz", "Citing", "the storm")),
        ("Fishermen opposing the ferry.", ("Fishermen", "opposing", "the ferry")),
        ("She followed that by saying, “It leaks.”", ("She", "saying", "“It leaks.”")),
    ],
)
def test_one_attribution_is_read(text: str, expected: Row) -> None:
    assert expected in rows(text)


@pytest.mark.parametrize(
    "source",
    [
        "Ana Ruiz, the head of the agency",
        "Rep. Ana Ruiz (K-Aldan), chair of the ferry panel",
        "Ana Ruiz, who once opposed the pier",
        "Ana Ruiz, a captain whom the port dismissed",
    ],
)
def test_what_a_source_is_described_by_is_part_of_it(source: str) -> None:
    assert rows(f"{source}, said the pier was closed.") == [(source, "said", "the pier was closed")]


def test_what_is_told_of_another_within_a_statement_is_the_speakers() -> None:
    assert rows("Ana Ruiz said that Lund wants a new pier.") == [
        ("Ana Ruiz", "said", "Lund wants a new pier"),
    ]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Ruiz said the pier was closed and insisted that it leaked.", ("Ruiz", "insisted", "it leaked")),
        ("Ruiz said the pier was closed, adding that it leaked.", ("Ruiz", "adding", "it leaked")),
        (
            "Ruiz said it was closed, but Lund (the owner) said it leaked.",
            ("Lund (the owner)", "said", "it leaked"),
        ),
        ("Ruiz called it “closed,” saying that it leaked.", ("Ruiz", "saying", "it leaked")),
    ],
)
def test_a_second_saying_ends_the_first(text: str, second: Row) -> None:
    first, other = rows(text)
    assert other == second
    assert "leaked" not in first[2]


def test_a_clause_before_the_main_one_keeps_to_itself() -> None:
    assert rows("As Berg attacked the plan, Lund said that the dam was safe.") == [
        ("Berg", "attacked", "the plan"),
        ("Lund", "said", "the dam was safe"),
    ]


def test_a_parenthesis_is_no_subject_of_what_follows() -> None:
    ((source, cue, content),) = rows("The ferry, Ana Ruiz said, wanted new paint.")
    assert (source, cue) == ("Ana Ruiz", "said")
    assert "new paint" in content


def test_a_quotation_of_the_sentence_before_is_not_taken_where_another_follows() -> None:
    text = "“Is it late?” Lund asked. Ruiz said, “It is.”"
    assert ("Ruiz", "said", "“It is.”") in rows(text)


def test_without_a_subject_of_its_own_a_verb_is_marked_as_the_last_speakers() -> None:
    (first, _), (second, _) = found("Ruiz said the pier was closed, adding that it leaked.")
    assert not first.inherited
    assert second.inherited


@pytest.mark.parametrize(
    "text",
    [
        "The support of the pier is made of oak.",
        "A proposed ferry terminal stood empty.",
        "The council spoke to the crew.",
        "They called off the race.",
        "The voting took two hours.",
    ],
)
def test_words_that_only_look_like_sayings_are_left(text: str) -> None:
    assert rows(text) == []


def test_every_form_of_a_verb_leads_to_its_lemma() -> None:
    assert [VERBS[form][0] for form in ("says", "denied", "planned", "urging", "sought")] == [
        "say", "deny", "plan", "urge", "seek",
    ]  # fmt: skip
    assert lemma_of("has repeatedly denied") == "deny"
    assert lemma_of("according to") == "according"
    assert {"fears", "policy"} & NOUNS.keys() == {"fears"}


@pytest.mark.parametrize(
    "rubbish",
    [
        "Ruiz said it ",
        "said, ",
        "“",
        "a (",
        "that said by ",
        "and, ",
        "claims of the claim that ",
        "Ruiz, who ",
    ],
)
def test_long_rubbish_is_read_too(rubbish: str) -> None:
    text = rubbish * 4000
    assert all(each.sentence == 0 for each in attributions(text, [(0, len(text))]))
