"""Titles that announce many matters or none, and titles that only look so."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.titles import FOREIGN, LIVE, NEWS, ROUND_UPS, SERVICE
from tracker.cluster.furniture import unlabelled
from tracker.cluster.roundups import _ENDS, _FOREIGN, _ROUND_UP, _SERVICE, _hinted, is_round_up, kind


def titles(text: str) -> list[str]:
    return text.strip().splitlines()


def test_there_are_enough_titles_to_tell() -> None:
    assert len(titles(ROUND_UPS + SERVICE)) >= 120
    assert len(titles(NEWS)) >= 120


@pytest.mark.parametrize("title", titles(ROUND_UPS))
def test_a_round_up_is_told_by_its_title(title: str) -> None:
    assert kind(title) == "round-up"


@pytest.mark.parametrize("title", titles(SERVICE))
def test_a_service_piece_is_told_by_its_title(title: str) -> None:
    assert kind(title) == "service"


@pytest.mark.parametrize("title", titles(FOREIGN))
def test_round_ups_and_service_pieces_of_six_other_languages_are_told(title: str) -> None:
    assert is_round_up(title)


@pytest.mark.parametrize("title", titles(NEWS))
def test_news_that_says_such_words_is_news(title: str) -> None:
    assert kind(title) == ""


@pytest.mark.parametrize("title", titles(LIVE))
def test_a_live_page_is_told_and_its_signs_are_left_out(title: str) -> None:
    assert kind(title) == "live"
    left = unlabelled(title).casefold()
    assert left
    assert not {"live", "updates", "liveticker", "liveblog", "happened", "direct"} & set(left.split())


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Ferry strike live: crews walk out", "Ferry strike: crews walk out"),
        ("Ferry strike latest: crews walk out", "Ferry strike: crews walk out"),
        ("Live: markets react to ferry strike", "markets react to ferry strike"),
        ("Video: ferry runs aground", "ferry runs aground"),
        ("[Podcast] Why the ferry ran aground", "Why the ferry ran aground"),
        ("BREAKING | Ferry runs aground", "Ferry runs aground"),
        ("UPDATE 2-Ferry runs aground", "Ferry runs aground"),
        ("Ferry runs aground – video", "Ferry runs aground"),
        ("Ferry runs aground (analysis)", "Ferry runs aground"),
        ("Meinung: Der Streik ist richtig", "Der Streik ist richtig"),
        ("Live updates", ""),
        ("Live", ""),
        ("Video", "Video"),
        ("Saturday Night Live: who hosts", "Saturday Night Live: who hosts"),
        ("Live ammunition found in Oslo", "Live ammunition found in Oslo"),
        ("Analysis of mud solves murder", "Analysis of mud solves murder"),
        ("Ferry leaves at 10:30 - for good", "Ferry leaves at 10:30 - for good"),
        ("Where whales live: a map", "Where whales live: a map"),
        ("", ""),
    ],
)
def test_only_the_signs_of_live_pages_and_labels_are_left_out(title: str, left: str) -> None:
    assert unlabelled(title) == left


def test_hostile_titles_are_read_to_the_end() -> None:
    """None of these came back within a minute under patterns that can repeat one part two ways."""
    dice = random.Random(7)
    pieces = [
        "the ",
        "week ",
        "in ",
        "live ",
        "a ",
        ": ",
        " - ",
        "of the ",
        "day ",
        "; ",
        "today’s ",
        "((",
        "🔴 ",
    ]
    hostile = [piece * 4000 for piece in pieces]
    hostile += ["".join(dice.choices(pieces, k=3000)) for _ in range(300)]
    hostile += ["the week in " + "and " * 4000, "gold, petrol, " * 2000, "\t" * 9000, "1" * 9000]
    for title in hostile:
        assert kind(title) in {"", "round-up", "service", "live"}
        assert len(unlabelled(title)) <= 400


@given(title=st.one_of(*map(st.from_regex, (_ROUND_UP, _SERVICE, _FOREIGN, _ENDS))))
@settings(max_examples=300, deadline=None)
def test_no_title_that_a_pattern_tells_lacks_a_hint(title: str) -> None:
    assert any(map(_hinted, title.split()))
