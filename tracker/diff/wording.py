"""Two wordings of one sentence, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"\[\d+\]|\s+|\w+(?:[.,’'-]\w+)*|[^\w\s]")

# Pairs of words and spaces of two long sentences, eighty words each.
SENTENCES = 160 * 160


@dataclass(frozen=True, slots=True)
class Word:
    """A run of words that both wordings have, or only the newer, or only the older."""

    op: Literal["same", "added", "dropped"]
    text: str


def words(before: str, after: str) -> tuple[Word, ...]:
    """Compare two texts word by word; citation numbers count as words.

    What is same or dropped makes up `before`, what is same or added makes up `after`; where
    words were replaced, the dropped ones stand first (Ratcliff and Obershelp, in difflib).
    """
    runs = _runs(_TOKEN.findall(before), _TOKEN.findall(after))
    joined: list[Word] = []
    for same, group in groupby(runs, key=lambda run: run.same):
        pieces = list(group)
        old, new = "".join(piece.before for piece in pieces), "".join(piece.after for piece in pieces)
        joined += [Word("same", old)] if same else [Word("dropped", old), Word("added", new)]
    return tuple(word for word in joined if word.text)


class _Run(NamedTuple):
    """Stretches of both texts that correspond."""

    same: bool
    before: str
    after: str


def _runs(old: list[str], new: list[str]) -> list[_Run]:
    """Cut both texts into runs; a space between two replaced words is replaced with them."""
    runs = [_Run(op == "equal", "".join(old[i:k]), "".join(new[j:m])) for op, i, k, j, m in _codes(old, new)]
    inner = range(1, len(runs) - 1)
    return [
        run._replace(same=False) if place in inner and run.before.isspace() else run
        for place, run in enumerate(runs)
    ]


def _codes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Align two texts: a sentence by difflib, whose result reads better, a longer one in bounded time.

    difflib is cubic in the words of "a b a b …"; the longest common subsequence is found bit by
    bit (Hyyrö 2004, in rapidfuzz).
    """
    if len(old) * len(new) <= SENTENCES:
        return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    from rapidfuzz.distance import LCSseq

    codes = LCSseq.opcodes(old, new)
    return [(code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end) for code in codes]
