"""A dossier as it is spoken: sections named, no marks, no citations, states in words."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import (
    Claim,
    Dossier,
    Event,
    Evolution,
    Perspective,
    Question,
    Source,
    Story,
    Tension,
    Version,
)
from tracker.render.aloud import aloud, date_aloud
from tracker.render.spoken import spoken, spoken_text
from tracker.selftest.hostile import MARKUP, PAYLOADS

MOMENT = datetime(2026, 5, 8, 9, tzinfo=UTC)
STORY = Story(1, "orrin", "Orrin bridge", 2, 3, 2, MOMENT, MOMENT, unread=True, changes=("+2 sources",))
CLOSED = Claim("The Orrin bridge is closed.", (1,))
DOSSIER = Dossier(
    "Orrin bridge closed",
    what=(CLOSED, Claim("The repair costs $2m", (2, 3))),
    narrative=((CLOSED, Claim("Work began on 2026-05-06 — at last.", (3,))),),
    open_questions=(
        Question("q1", "It is not clear when it reopens.", (1,)),
        Question("q2", "Who pays?", (1,), "answered", 1, (3,), "The city pays.", 2),
        Question("q3", "Who knew?", (1,), "answered", 1, (3,), "", 2),
        Question("q4", "Who asked?", (1,), "expired", 1, (), "", 2),
    ),
    timeline=(Event("2026-05", "A crack was found.", (1,)), Event("2026-05-06", "Work began.", (3,))),
    perspectives=(
        Perspective("Mara Quill", Claim("It is not safe.", (1,)), (Claim("“Not safe.”", (1,)),)),
        Perspective(
            "Tobin Asher", CLOSED, (), Evolution("shifted", "was: It costs too much, and it… [2]", 2)
        ),
    ),
    tensions=(
        Tension(("Quill", "Asher"), "They differ on the date", (CLOSED, Claim("It opens in May.", (2,)))),
    ),
    sources=(
        Source(1, 1, "First", "Harbour Wire", "https://wire.example/1", MOMENT),
        Source(2, 2, "Second", "Coast Daily", "https://coast.example/2", MOMENT),
        Source(3, 3, "Third", "Harbour Wire", "https://wire.example/3", MOMENT, copy_of=1),
    ),
)
VERSION = Version(1, 2, MOMENT, "extractive", "articles", DOSSIER)


def texts(section: str) -> list[str]:
    return [passage.text for passage in spoken(VERSION, STORY) if passage.section == section]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It costs $2.5 million, or €40.", "It costs 2.5 million dollars, or 40 euros."),
        ("3–5 months — at most", "3 to 5 months, at most."),
        ("See https://www.example.org/a?b=c#d for more", "See a link to example.org for more."),
        ("At 40 km/h, e.g. uphill & down", "At 40 kilometres an hour, for example uphill and down."),
        ("*Bold* _news_ `code` # [[slnc 9000]] <b>x</b>", "Bold news code slnc 9000 b x /b."),
        ("Said twice [3][12].", "Said twice."),
        ("Is it true?", "Is it true?"),
        ("“It is.”", "“It is.”"),
        ("-- --help", "help."),
        ("Silent since v3", "Silent since version 3."),
        ("+4 sources", "4 more sources."),
        ("12 % of 20°C", "12 per cent of 20 degrees Celsius."),
        ("2026-13-40 and 2026-02-03", "2026-13-40 and 3 February 2026."),
        ("* * *", ""),
        ("", ""),
    ],
)
def test_signs_addresses_and_short_forms_are_said_in_words(written: str, said: str) -> None:
    assert aloud(written) == said


def test_dates_are_said_as_exactly_as_they_are_known() -> None:
    assert [date_aloud(date) for date in ("2026", "2026-05", "2026-05-12", "spring")] == [
        "2026",
        "May 2026",
        "12 May 2026",
        "spring",
    ]


def test_it_begins_with_the_title_the_version_and_what_is_new() -> None:
    assert texts("title") == [
        "Orrin bridge closed.",
        "Version 2, of 8 May 2026, from 3 articles, 2 independent.",
        "Since you last read: 2 more sources.",
    ]


def test_every_section_is_named_and_an_empty_one_is_left_out() -> None:
    said = [passage.text for passage in spoken(VERSION, STORY)]
    for heading in ("What.", "Open questions.", "Narrative.", "Timeline.", "Perspectives.", "Tensions."):
        assert heading in said
    assert "Why it matters." not in said


def test_the_life_of_a_question_is_told_and_a_source_only_where_it_is_the_answer() -> None:
    assert texts("open_questions")[1:] == [
        "It is not clear when it reopens. Open since version 1.",
        "Who pays? Answered in version 2: The city pays.",
        "Who knew? Answered in version 2, by source 3.",
        "Who asked? Expired in version 2.",
    ]


def test_what_was_read_in_one_section_is_not_read_again_in_the_next() -> None:
    assert texts("narrative") == ["Narrative.", "Work began on 6 May 2026, at last."]
    alone = [passage.text for passage in spoken(VERSION, STORY, "narrative")]
    assert alone == ["Narrative.", CLOSED.text, "Work began on 6 May 2026, at last."]


def test_a_stance_is_told_with_its_shift_which_ends_where_its_text_was_cut() -> None:
    assert texts("perspectives") == [
        "Perspectives.",
        "Mara Quill.",
        "It is not safe.",
        "“Not safe.”",
        "Tobin Asher.",
        CLOSED.text,
        "Tobin Asher: shifted in version 2; was: It costs too much.",
    ]


def test_sources_are_counted_and_their_outlets_named() -> None:
    assert texts("sources") == ["Sources.", "3 articles of Harbour Wire, Coast Daily."]


def test_a_text_of_it_has_an_empty_line_between_sections() -> None:
    told = spoken_text(spoken(VERSION, STORY))
    assert "\n\nTimeline.\nMay 2026: A crack was found.\n6 May 2026: Work began.\n\n" in told
    assert told.endswith(".\n")


@pytest.mark.parametrize("text", [*PAYLOADS.values(), *MARKUP.values(), "[[rate 900]]", "-w /tmp/x"])
def test_nothing_in_a_text_steers_a_terminal_or_a_program_that_speaks(text: str) -> None:
    said = aloud(f"{text} of the bridge")
    assert not re.search("[\x00-\x1f\x7f-\x9f\\[\\]<>`*|]", said)
    assert not said.startswith("-")


@given(st.text(max_size=200))
def test_any_text_is_said_on_one_line_or_not_at_all(text: str) -> None:
    said = aloud(text)
    assert "\n" not in said
    assert said == "" or any(sign.isalnum() for sign in said)


@pytest.mark.parametrize(
    "rubbish", ["[1" * 50_000, "http://" * 20_000, "- " * 50_000, "$1" * 50_000, "2026-" * 30_000]
)
def test_long_rubbish_is_said_without_delay(rubbish: str) -> None:
    assert isinstance(aloud(rubbish), str)
