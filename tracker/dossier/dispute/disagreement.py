"""Two sentences about one thing → in what they differ: a figure, a direction, a judgement.

Shared by `perspectives` (an actor against the same actor earlier) and `tensions` (one actor
against another).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.dossier.speech.saying import word_set
from tracker.text.figures import Figure, figures
from tracker.text.words import stem, terms, words

if TYPE_CHECKING:
    from collections.abc import Collection

    from tracker.dossier.reading.sentence import Sentence

# Words of one axis with a pole each; two sentences that hold different poles disagree.
_AXES: tuple[tuple[str, ...], ...] = (
    (
        "widen grow increase rise climb surge expand worsen accelerate soar",
        "narrow shrink fall decline decrease drop ease slow",
        "stable steady unchanged flat constant",
    ),
    ("support favour favor welcome approve endorse", "oppose reject condemn criticise criticize veto"),
    ("safe harmless", "unsafe dangerous harmful hazardous toxic"),
    ("legal lawful", "illegal unlawful"),
    ("guilty", "innocent"),
    ("true accurate correct", "false untrue inaccurate wrong flawed misleading"),
    ("possible feasible", "impossible unfeasible"),
    ("better improve", "worse deteriorate"),
    ("enough sufficient adequate", "insufficient inadequate"),
    ("succeed success", "fail failure"),
    ("keep retain extend", "scrap abandon cancel withdraw abolish"),
    ("accept", "refuse"),
    ("confirm", "deny"),
    ("overstate exaggerate", "understate underestimate"),
)
_NEGATIONS = word_set("not no never neither nor without cannot hardly n't")
# Two figures are one figure rounded when they differ by less.
_ROUNDING = 0.03
# Words on each side of a figure or a pole that say what it is about.
_WINDOW = 9
# Words of a topic.
_LONGEST_TOPIC = 7
# Fewer shared terms are a coincidence.
_FEWEST = 2
# Of the words round two poles, so great a share must be the same; else they are of two things.
_MOSTLY = 0.5
# Who wants better pay does not say that pay is better.
_WISHES = word_set(
    "want wants wanted call calls called demand demands hope hopes need needs should must if would could"
)
# "six months ago" says when, not how much; and what was so then need not be denied now.
_WHEN = re.compile(r"\s+(?:ago|earlier|later|before|after|from now)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w'’-]+")
_AT_LEAST = re.compile(
    r"\b(?:more than|over|at least|above|no fewer than|exceeding|upwards of)\s*$", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"\b(?:less than|under|at most|below|fewer than|up to|nearly|almost)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class AtOdds:
    """Two sides that may make a tension: the sentence of each, how sure it is, and what is written about it.

    `sides` may be one sentence twice, which gives both.
    """

    strength: float
    between: tuple[str, str]
    sides: tuple[Sentence, Sentence]
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """In what two sentences differ, in the words of each, and the terms that they share."""

    kind: str
    first: str
    second: str
    shared: frozenset[str]


def poles(text: str) -> dict[int, int]:
    """Give the axes of which a text has a pole, with that pole; `opposite` ones differ in one."""
    return {axis: pole for axis, (pole, _, _) in _poles(text).items()}


def different_figures(first: str, second: str, ignore: Collection[str]) -> Difference | None:
    """Find two values of one unit for one thing; terms in `ignore` (names) do not make it one."""
    ours, theirs = _valued(first), _valued(second)
    # "an eight-year contract": another figure of the sentence is not what this one is about.
    counted = _counted(first) | _counted(second)
    agreed = {unit for _, unit in {(f.value, f.unit) for f in ours} & {(f.value, f.unit) for f in theirs}}
    for mine in ours:
        for other in theirs:
            if mine.unit != other.unit or mine.unit in agreed:
                continue
            if _compatible(first, mine, second, other):
                continue
            near = _near(first, mine.start, mine.end) & _near(second, other.start, other.end)
            shared = frozenset(near - counted - {mine.unit} - set(ignore))
            if len(shared) >= _FEWEST:
                return Difference("figures", mine.text, other.text, shared)
    return None


def opposite(first: str, second: str, ignore: Collection[str]) -> Difference | None:
    """Find words of opposite meaning about the same thing."""
    ours, theirs = _poles(first), _poles(second)
    for axis, (pole, word, start) in sorted(ours.items()):
        if axis not in theirs or theirs[axis][0] == pole:
            continue
        _, other, at = theirs[axis]
        drop = {stem(word.casefold()), stem(other.casefold()), *ignore}
        near = _near(first, start, start + len(word)) - drop
        beside = _near(second, at, at + len(other)) - drop
        shared = frozenset(near & beside)
        if len(shared) >= max(_FEWEST, _MOSTLY * min(len(near), len(beside))):
            return Difference("direction", word, other, shared)
    return None


def topic(first: str, second: str, shared: Collection[str], weights: dict[str, float]) -> str:
    """Give the words, as they stand in `first`, for what both sentences speak of.

    The longest run of words that both have and that begins and ends with a shared term;
    else the shared word that weighs most in the story. "the" before it is kept.
    """
    ours, theirs = words(first), words(second)
    low = [word.casefold() for word in theirs]
    best: tuple[float, int, int] = (0.0, 0, 0)
    for start in range(len(ours)):
        for end in range(start + 1, min(len(ours), start + _LONGEST_TOPIC) + 1):
            run = [word.casefold() for word in ours[start:end]]
            if not _contains(low, run):
                break
            if _is_shared(run[0], shared) and _is_shared(run[-1], shared):
                weight = sum(
                    1 + weights.get(term, 0.0) / 1e6
                    for term in sorted({term for word in run for term in terms(word)})
                )
                best = max(best, (weight, -start, end), key=lambda found: found[0])
    if best[2]:
        return _with_article(ours, -best[1], best[2])
    ranked = sorted(shared, key=lambda term: (-weights.get(term, 0.0), term))
    found = next((k for term in ranked for k, word in enumerate(ours) if term in terms(word)), None)
    return _with_article(ours, found, found + 1) if found is not None else ""


def _with_article(found: list[str], start: int, end: int) -> str:
    article = "the " if start and found[start - 1].casefold() in {"the", "its", "their", "this"} else ""
    return article + " ".join(found[start:end])


def _contains(low: list[str], run: list[str]) -> bool:
    return any(low[at : at + len(run)] == run for at in range(len(low) - len(run) + 1))


def _is_shared(word: str, shared: Collection[str]) -> bool:
    return any(term in shared for term in terms(word))


@lru_cache(maxsize=4096)
def _valued(text: str) -> tuple[Figure, ...]:
    found = figures(text)
    if any(_WHEN.match(text, figure.end) for figure in found):
        return ()
    return tuple(figure for figure in found if figure.value is not None and figure.unit)


@lru_cache(maxsize=4096)
def _counted(text: str) -> frozenset[str]:
    """Give the terms of all figures of a text."""
    return frozenset(term for figure in figures(text) for term in terms(figure.text))


def _compatible(first: str, mine: Figure, second: str, other: Figure) -> bool:
    """Tell whether both figures can be true at once: nearly equal, or within "more than"."""
    a, b = mine.value or 0.0, other.value or 0.0
    if abs(a - b) <= _ROUNDING * max(abs(a), abs(b)):
        return True
    before, behind = first[: mine.start], second[: other.start]
    low, high = (before, behind) if a < b else (behind, before)
    return bool(_AT_LEAST.search(low) or _AT_MOST.search(high))


@lru_cache(maxsize=1 << 10)
def _near(text: str, start: int, end: int) -> frozenset[str]:
    before = text[:start].split()[-_WINDOW:]
    after = text[end:].split()[:_WINDOW]
    return frozenset(terms(" ".join(before)) + terms(" ".join(after)))


@lru_cache(maxsize=1)
def _axis_of() -> dict[str, tuple[int, int]]:
    return {
        stem(word): (axis, pole)
        for axis, poles in enumerate(_AXES)
        for pole, listed in enumerate(poles)
        for word in listed.split()
    }


@lru_cache(maxsize=1 << 10)
def _poles(text: str) -> dict[int, tuple[int, str, int]]:
    """Map axis → (pole, word, start), for axes of which the text holds one pole, not negated."""
    found: dict[int, tuple[int, str, int]] = {}
    if _axis_of().keys().isdisjoint(map(stem, _WORD.findall(text.casefold()))):
        return found
    both: set[int] = set()
    window: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        low = word.casefold()
        place = _axis_of().get(stem(low))
        denied = any(w in _NEGATIONS or w.endswith(("n't", "n’t")) for w in window[-3:])
        if place and not denied and not _WISHES.intersection(window[-3:]):
            axis, pole = place
            if found.setdefault(axis, (pole, word, match.start()))[0] != pole:
                both.add(axis)
        window.append(low)
    return {axis: place for axis, place in found.items() if axis not in both}
