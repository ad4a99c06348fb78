from __future__ import annotations

import pytest

from tracker.text.quotations import quotations, spans
from tracker.text.sentences import sentences


@pytest.mark.parametrize(
    "expected",
    [
        ["The bridge closed.", "It will open in May."],
        ["Dr. Ruiz met Mr. Okafor in the U.S. on Monday.", "They agreed."],
        ["He moved to the U.S.", "The rest stayed."],
        ["The U.S. Department of Energy agreed.", "Nobody else did."],
        ["They came from Japan and the U.S.", "Nobody left.", "The U.S. Federal Court met."],
        ["J. R. Holm of Acme Inc. agreed.", "Gen. Okafor did not."],
        ["“We did it. It works,” she said.", "Then she left."],
        ['He said: "I am here. It is good."', "Then he left."],
        ["Is it over?", "No!", "It cost 3.5 million."],
        ["It begins at 5 p.m. on Friday.", "Doors open at 4."],
        ["橋は閉まった。", "五月に開く。"],
        ["The council rejected two new reports.", "Petra Holm wrote both."],
        ["The ferry was built in 1993.", "Divers raised it."],
        ["It closed for a month.", "“This is unusual,” Rehn said."],
        ["The bill of Sen. Ana Ruiz (L-Av.), who lost, and Rep. Bo Lind (C-Av.) failed.", "It was late."],
        ["“No!” Rehn said.", "Nobody answered."],
        ["“Is it over?” she asked.", "It was."],
        ["Const. Lene Faro of Sgt. Holm's unit met Supt. Okafor.", "He agreed."],
    ],
    ids=lambda expected: expected[0][:24],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_heading_without_a_stop_is_a_sentence_of_its_own() -> None:
    assert sentences("What happened\n\nThe bridge closed. It is old.") == [
        "What happened",
        "The bridge closed.",
        "It is old.",
    ]


def test_list_items_and_short_lines_stand_alone_and_wrapped_lines_are_joined() -> None:
    assert sentences("- one thing\n- another thing\nand a line") == [
        "one thing",
        "another thing",
        "and a line",
    ]
    wrapped = "The commission said on Tuesday that the bridge would be closed\nfor three months."
    assert sentences(wrapped) == [wrapped.replace("\n", " ")]


def test_a_quotation_that_never_closes_does_not_join_sentences() -> None:
    assert sentences("“We go. We stay.\n\nThey left.") == ["“We go.", "We stay.", "They left."]


def test_no_text_gives_no_sentences() -> None:
    assert sentences(" \n\n ") == []


def test_words_are_neither_lost_nor_made() -> None:
    text = "Mr. A said: “No. Yes.” Then… what?! The U.S. paid.\n\n1. First\n2. Second"
    assert " ".join(sentences(text)).split() == text.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “we will not guess” twice.", ("we will not guess",)),
        (
            'It was "a blank cheque for all", he said, "and a bad one".',
            ("a blank cheque for all", "and a bad one"),
        ),
        ("«nous ne savons pas», »wir wissen es nicht«", ("nous ne savons pas", "wir wissen es nicht")),
        ("„wir wissen es nicht“", ("wir wissen es nicht",)),
        ("the “so-called” deal and 'single marks do not count'", ()),
        ('A 6" pipe and a 9" pipe are there', ()),
        ("“never closed at all", ()),
    ],
)
def test_quotations_stand_between_double_marks(text: str, expected: tuple[str, ...]) -> None:
    assert quotations(text) == expected


def test_a_quotation_knows_its_place() -> None:
    text = 'He said "it is over now" and left.'
    (found,) = spans(text)
    assert text[found.start : found.end] == found.text == "it is over now"


def test_a_run_of_signs_is_a_piece_of_its_own() -> None:
    signs = "?!" * 100
    assert sentences(f"The ferry sank. {signs} It will sail again.") == [
        "The ferry sank.",
        signs,
        "It will sail again.",
    ]
