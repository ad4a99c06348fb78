from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.dossier.dispute import contention, denials, parties, stated_disputes, turned, verbs
from tracker.text import date_patterns
from tracker.text.date_patterns import may_speak_of_time
from tracker.text.forms import forms, spelled

if TYPE_CHECKING:
    from collections.abc import Callable


def test_forms_are_the_words_of_a_text_once_each_in_small_letters() -> None:
    assert forms("“The ferry's crew”, the union SAID in 2026.") == {
        "the",
        "ferry",
        "s",
        "crew",
        "union",
        "said",
        "in",
    }
    assert forms("") == frozenset()


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"den(?:y|ies|ied)", {"deny", "denies", "denied"}),
        (r"\b(?:(?P<oust>calls? for)|(?P<say>s(?:ays|aid)))\b", {"call", "calls", "said", "says"}),
        (r"critici[sz]es?", {"criticise", "criticises", "criticize", "criticizes"}),
        (r"broke(?: ranks)? with|not[- ]guilty", {"broke", "not"}),
        (r"told [\w ]{3,30}? that|fil(?:es|ed) (?:an? )?(?:\w+ ){0,2}?suit", {"told", "files", "filed"}),
        (r"(?<=[hH]is )campaign|(?!un)Aide", {"campaign", "aide"}),
    ],
)
def test_the_first_words_of_a_pattern_are_spelled_out(pattern: str, words: set[str]) -> None:
    assert spelled(pattern) == words


@pytest.mark.parametrize("pattern", [r"\w+ing", r"(?:very )?", r"pro-.*|x+y", r"[^a]b"])
def test_a_pattern_that_may_begin_with_any_word_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"may begin with any word|has no end"):
        spelled(pattern)


def _has(words: frozenset[str]) -> Callable[[str], bool]:
    return lambda text: not words.isdisjoint(forms(text))


# What a rule looks for at length, and what it asks before.
GUARDED = [
    (denials._CUE.pattern, _has(denials._CUES)),
    (contention._CONTENDS.pattern, _has(contention._CONTENDING)),
    (contention._FOR.pattern, _has(contention._SIDES)),
    (contention._COURT[1].pattern, _has(contention._SIDES)),
    (rf"\b{parties._GROUP}\b", _has(parties._GROUP_WORDS)),
    (stated_disputes._VERB, _has(stated_disputes._VERBS)),
    (stated_disputes._CLAIM, _has(stated_disputes._CLAIMS)),
    (turned._ILL.pattern, turned.may_tell_ill),
    *((words, _has(verbs.DEEDS)) for kind, words in verbs._KINDS if kind not in verbs.SPEAKING),
    *((pattern, may_speak_of_time) for pattern in date_patterns._PATTERNS),
]


@pytest.mark.parametrize(("pattern", "may"), GUARDED)
def test_whatever_a_rule_finds_is_asked_for_before(pattern: str, may: Callable[[str], bool]) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    def asked(text: str) -> None:
        assert may(f"({text}) {text}")

    asked()
