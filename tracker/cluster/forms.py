"""Titles in one form of words: "Orbis shares fall 3 percent" and "Cormel shares fall 5 percent".

What two such reports have in common is the form; what differs, names and figures, is the news.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.cluster.common import COMMON, FAMILIAR
from tracker.cluster.document import TITLE, is_capitalised
from tracker.text.words import terms, terms_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence

# Of the words of the longer title so many are the same, by share, where there is a form.
_SHARE = 0.4
# Titles that are looked at of a story: of the newest, as a long one may have begun otherwise.
MOST_TITLES = 8


def same_form(title: str, others: Sequence[str]) -> bool:
    """Say whether the one of `others` that is most like `title` says the same of other names."""
    told = words(title[:TITLE])
    found = max((_compared(told, words(other[:TITLE])) for other in others), default=(0, False))
    return found[1]


def _compared(one: Sequence[str], other: Sequence[str]) -> tuple[int, bool]:
    """Return how many words two titles share in order, and whether only names and figures differ."""
    keys = [_key(word) for word in one], [_key(word) for word in other]
    parts = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
    shared = [at for kind, start, end, *_ in parts for at in range(start, end) if kind == "equal"]
    if len(shared) < _SHARE * max(len(one), len(other)) or is_capitalised(one) or is_capitalised(other):
        return len(shared), False
    differs = [part for part in parts if part[0] != "equal"]
    is_form = bool(differs) and all(
        kind == "replace" and _has_name(one, range(a, b)) and _has_name(other, range(c, d))
        for kind, a, b, c, d in differs
    )
    return len(shared), is_form and not any(_is_name(one, at) for at in shared)


def _has_name(title: Sequence[str], places: range) -> bool:
    return any(title[at][0].isdigit() or _is_name(title, at) for at in places)


def _is_name(title: Sequence[str], at: int) -> bool:
    """Say whether a word is written as a name; the first one is taken for one if it is no usual word."""
    return title[at][0].isupper() and (at > 0 or _key(title[at]) not in _usual())


@lru_cache(maxsize=1 << 12)
def _key(word: str) -> str:
    found = terms_of(word)
    return found[0] if found else word.casefold()


@lru_cache(maxsize=1)
def _usual() -> frozenset[str]:
    return frozenset(terms(f"{COMMON} {FAMILIAR}"))
