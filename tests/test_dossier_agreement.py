"""Which sources say what a claim says, and which later report takes a figure back."""

from __future__ import annotations

import pytest

from tests.ferry import cited
from tracker.dossier.choice.agreement import supporters
from tracker.dossier.choice.overtaken import overtaken
from tracker.dossier.key_points import key_points
from tracker.dossier.material import gather
from tracker.dossier.what import what
from tracker.model import Dossier

CLAIM = "The council of Port Avel closed three schools on Gull Island and sacked 40 teachers."


# What else two articles tell: or one would be a copy of the other.
ASIDES = (
    "Rain fell on the lighthouse all week, and the bakers of the old town sold twice as many buns as usual.",
    "A choir of fishermen sang in the market hall, where painters had left their ladders and their pots.",
)


def carried(claim: str, other: str, day: float = 0) -> tuple[int, ...]:
    """Give the sources of a claim that stands in the first of two articles."""
    first, second = (f"{text} {aside}" for text, aside in zip((claim, other), ASIDES, strict=True))
    material = gather([cited(1, first), cited(2, second, "What else is new", day=day)])
    return supporters(material.index.same(claim)[0], material)


@pytest.mark.parametrize(
    "other",
    [
        "Officials said the council of Port Avel shut three schools on Gull Island and sacked 40 teachers.",
        "The council of Port Avel closed three schools on Gull Island and sacked 40 teachers, it said.",
        (
            "In a long night, after two years of quarrels about money, rain in the roofs and a petition"
            " too, the council of Port Avel closed three schools on Gull Island and sacked 40 teachers."
        ),
        "The council of Port Avel met on Gull Island. It sacked 40 teachers and closed three schools.",
    ],
)
def test_a_source_that_says_the_same_in_other_words_is_cited(other: str) -> None:
    assert carried(CLAIM, other) == (1, 2)


def test_a_pronoun_may_stand_for_a_name_that_the_article_gave() -> None:
    claim = "Tove Lindqvist warned the owners in March of a leak in the door of the old ferry."
    said = "They know Tove Lindqvist. She warned the owners in March of a leak in the door of the old ferry."
    assert carried(claim, said) == (1, 2)
    assert carried(claim, said.replace("Tove Lindqvist", "the man")) == (1,)


@pytest.mark.parametrize(
    "other",
    [
        "The council of Port Avel closed three schools on Gull Island and sacked 30 teachers.",
        "The council of Port Avel will close three schools on Gull Island and sack 40 teachers.",
        "The council of Port Avel closed no three schools on Gull Island and never sacked 40 teachers.",
        "The council of Port Avel opened three schools on Gull Island and praised 40 teachers.",
        "The council of Port Avel closed three schools on Seal Island and sacked 40 teachers.",
        "The council of Port Avel will close three schools. On Gull Island it sacked 40 teachers.",
    ],
)
def test_a_source_that_says_nearly_the_same_is_not_cited(other: str) -> None:
    assert carried(CLAIM, other) == (1,)


def test_news_of_another_day_supports_no_dated_claim() -> None:
    claim = "The council of Port Avel closed the harbour school of Gull Island on 4 May."
    assert carried(claim, claim.replace("on 4 May", "for good"), day=0.1) == (1, 2)
    assert carried(claim, claim.replace("4 May", "5 May"), day=1) == (1,)


WAIT = "The Sea Safety Board says commuters to Gull Island wait 7 months for a new ferry licence."
SHORTER = "Commuters to Gull Island now wait 5 months for a new ferry licence, the Sea Safety Board says."


def taken_back(older: str, newer: str, day: float = 3) -> bool:
    material = gather([cited(1, older), cited(2, newer, day=day)])
    return overtaken(material.index.same(older)[0], material)


def test_a_later_figure_overtakes_an_earlier_one() -> None:
    assert taken_back(WAIT, SHORTER)
    assert taken_back(WAIT, SHORTER.replace("5 months", "5 months, down from 7 months,"))


@pytest.mark.parametrize(
    ("newer", "day"),
    [
        (SHORTER, 0),
        (SHORTER.replace("5 months", "7 months"), 3),
        (SHORTER.replace("5 months", "60 months"), 3),
        (SHORTER.replace("Sea Safety Board says", "owners say"), 3),
        (SHORTER.replace("now wait", "will wait"), 3),
        (SHORTER.replace("now wait", "waited in March 2025"), 3),
        (SHORTER.replace("Gull Island", "Seal Island"), 3),
        ("Commuters to Gull Island paid the Sea Safety Board a fee for 5 months.", 3),
    ],
)
def test_a_figure_stands_where_it_is_not_plainly_taken_back(newer: str, day: float) -> None:
    assert not taken_back(WAIT, newer, day)


def test_a_toll_overtakes_a_toll_but_not_another_count() -> None:
    older = "The fire in Port Avel killed 12 people at the fish market, doctors said."
    assert taken_back(older, "The fire in Port Avel killed 15 people at the fish market, doctors said.")
    assert not taken_back(older, "The fire in Port Avel injured 15 people at the fish market, doctors said.")


def test_what_was_long_ago_stays_true() -> None:
    older = "In 2019 the Sea Safety Board let commuters to Gull Island wait 7 months for a ferry licence."
    assert not taken_back(older, SHORTER)


FILLER = (
    "Mayor Oda Rehn opened the fish market of Port Avel. Traders of Port Avel sold 900 herrings. "
    "The lighthouse of Seal Rock was painted. A crane of Avel Lines fell over at night."
)


def test_a_key_point_gives_way_to_the_figure_that_overtook_it() -> None:
    first = cited(1, f"{WAIT} {FILLER}")
    material = gather([first])
    last = Dossier("Waiting", key_points=key_points(material, None, 1), sources=material.sources)
    assert WAIT in {point.text for point in last.key_points}
    now = key_points(gather([first, cited(2, SHORTER, day=3)]), last, 2)
    assert WAIT not in {point.text for point in now}
    assert SHORTER in {point.text for point in now}


def test_an_overtaken_figure_is_no_claim_of_a_first_version() -> None:
    material = gather([cited(1, f"{WAIT} {FILLER}"), cited(2, SHORTER, day=3)])
    assert WAIT not in {claim.text for claim in (*what(material, None, 1), *key_points(material, None, 1))}


def test_who_quotes_the_same_words_beside_much_else_tells_the_same() -> None:
    claim = "Ilse Brandt called the ferry “a floating barn with the doors taken off”."
    other = (
        "The ferry, for 30 years the pride of a company that once had nine of them, was “a floating barn"
        " with the doors taken off” to Ilse Brandt, who called for an inquiry before the summer timetable"
        " begins."
    )
    material = gather([cited(1, claim), cited(2, other), cited(3, other.replace("barn", "shed"))])
    assert supporters(material.sentences[0], material) == (1, 2)


def test_a_long_claim_may_lack_one_word_in_a_longer_sentence() -> None:
    claim = "Divers lifted six brass lamps, twelve crates of glass and the rusty anchor from the wreck."
    other = (
        "In a calm week between two storms, watched by a crowd of pupils with flags, divers raised six"
        " brass lamps, twelve crates of glass and the rusty anchor from the wreck, which a museum wants to"
        " show next year."
    )
    material = gather([cited(1, claim), cited(2, other), cited(3, other.replace("twelve", "eleven"))])
    assert supporters(material.sentences[0], material) == (1, 2)
