"""What answers a question, and what only speaks of the same thing."""

from __future__ import annotations

import pytest

from tests.answer_pairs import PAIRS
from tests.stories import versions

# Some answers share too few words with their question to be told from news of the same thing.
RECALL = 0.9


def answered(asked: str, later: str) -> bool:
    first, second = versions(asked, later)
    assert [question.text for question in first.open_questions] == [asked]
    return second.open_questions[0].state == "answered"


@pytest.mark.parametrize(("asked", "later"), [(asked, later) for asked, later, is_one in PAIRS if not is_one])
def test_what_only_speaks_of_the_same_thing_is_no_answer(asked: str, later: str) -> None:
    assert not answered(asked, later)


def test_nearly_all_answers_are_found() -> None:
    expected = [(asked, later) for asked, later, is_one in PAIRS if is_one]
    missed = [pair for pair in expected if not answered(*pair)]
    assert len(missed) <= (1 - RECALL) * len(expected), missed
