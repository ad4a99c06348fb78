"""What fits words that a user typed in part, in another order, or with a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Item = TypeVar("Item")

# Of rapidfuzz's 100: a name spelt otherwise has at least this (one slip in three letters, two in eight).
ALIKE = 60.0
# Letters from which on a slip is forgiven; of fewer, most names have as many.
SLIPS_FROM = 4


def nearest(word: str, names: Sequence[str]) -> int | None:
    """Return the place of the name that a word is or begins, else of the one spelt most like it; or None."""
    from rapidfuzz import fuzz, process, utils

    wanted = utils.default_process(word)
    folded = [utils.default_process(name) for name in names]
    if not wanted:
        return None
    for fits in (str.__eq__, str.startswith, str.__contains__):
        for place, name in enumerate(folded):
            if fits(name, wanted):
                return place
    found = process.extractOne(wanted, folded, scorer=fuzz.WRatio, score_cutoff=ALIKE)
    return None if found is None else found[2]


def ranked(typed: str, items: Iterable[Item], words: Callable[[Item], Sequence[str]]) -> list[Item]:
    """Return the items that fit what was typed, the best first; all as they are where nothing was.

    `words` gives of each its texts, the one that names it first: what is found there counts more, and
    there a slip is forgiven.
    """
    from rapidfuzz import utils

    wanted = utils.default_process(typed)
    if not wanted:
        return list(items)
    scored = []
    for place, item in enumerate(items):
        name, *more = (utils.default_process(text) for text in words(item))
        score = max(_named(wanted, name), *(_found(wanted, text) / 2 for text in more), 0.0)
        if score:
            scored.append((-score, place, item))
    return [item for _, _, item in sorted(scored, key=lambda each: each[:2])]


def _named(wanted: str, name: str) -> float:
    """Score a name: as it begins, as its words begin, by their first letters, with a slip."""
    from rapidfuzz import fuzz

    if name.startswith(wanted):
        return 120.0 - min(len(name), 100) / 100
    found = _found(wanted, name)
    if found or (len(wanted) > 1 and _initials(wanted, name)):
        return found or 80.0
    likeness = fuzz.ratio(wanted, name[: len(wanted) + 1]) if len(wanted) >= SLIPS_FROM else 0.0
    return likeness if likeness >= ALIKE else 0.0


def _found(wanted: str, text: str) -> float:
    """Score a text that has the words: as words of it begin, else anywhere; 0 where one is missing."""
    if all(f" {word}" in f" {text}" for word in wanted.split()):
        return 110.0
    return 100.0 if all(word in text for word in wanted.split()) else 0.0


def _initials(wanted: str, text: str) -> bool:
    """Tell whether the letters begin words of the text in this order, as "pa" does "poll all"."""
    begins = iter([word[0] for word in text.split()])
    return all(letter in begins for letter in wanted if letter != " ")
