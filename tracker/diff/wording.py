"""Two wordings of one sentence, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"\[\d+\]|\s+|\w+(?:[.,’'-]\w+)*|[^\w\s]")


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
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    runs = [_Run(op == "equal", "".join(old[i:k]), "".join(new[j:m])) for op, i, k, j, m in codes]
    inner = range(1, len(runs) - 1)
    return [
        run._replace(same=False) if place in inner and run.before.isspace() else run
        for place, run in enumerate(runs)
    ]
