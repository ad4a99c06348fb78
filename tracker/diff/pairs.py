"""Which item of the older dossier is which item of the newer one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from tracker.diff.shown import shown
from tracker.model import Claim, Event, Perspective, Question, Source, Tension
from tracker.text.normal import normal
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from tracker.model import Part

    Key = Callable[[Part], Hashable]

# Two sentences this alike are one, reworded. Tried on all pairs of the 508 sentences of the
# bundled feeds: the nine pairs above a line make the same statement; below them (ratio 84 and
# 78) stand sentences that share only who speaks, or only the pattern "rose from 58 to 67".
NEAR_RATIO = 85.0
NEAR_TERMS = 0.65
# Fewer shared terms than this say nothing: "the council voted" fits half of a story.
FEWEST_TERMS = 3


def pair(old: Sequence[Part], new: Sequence[Part]) -> list[tuple[int, int]]:
    """Match items one to one, as places (old, new) in the order of `old`.

    Equal items go first, then those that read the same, then those of the same identity, then
    near texts; what stays without a partner was dropped or added.
    """
    found: dict[int, int] = {}
    free_old, free_new = list(range(len(old))), list(range(len(new)))
    for key in (_itself, shown, *_keys(old, new)):
        found.update(_by_key(old, new, free_old, free_new, key))
        free_old, free_new = _free(free_old, found), _free(free_new, found.values())
    found.update(_by_nearness(old, new, free_old, free_new))
    return sorted(found.items())


def in_order(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Choose the most pairs that keep their order; gives their old places.

    Longest increasing subsequence by patience sorting (Fredman 1975).
    """
    tails: list[int] = []
    ends: list[int] = []
    back: list[int | None] = []
    for at, (_, place) in enumerate(pairs):
        pile = bisect_left(tails, place)
        back.append(ends[pile - 1] if pile else None)
        tails[pile:] = [place, *tails[pile + 1 :]]
        ends[pile:] = [at, *ends[pile + 1 :]]
    chosen: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        chosen.add(pairs[step][0])
        step = back[step]
    return chosen


def _free(places: list[int], taken: Iterable[int]) -> list[int]:
    known = set(taken)
    return [place for place in places if place not in known]


def _itself(item: Part) -> Hashable:
    return item


def _keys(old: Sequence[Part], new: Sequence[Part]) -> tuple[Key, ...]:
    """Choose what tells items of this kind apart, closest first."""
    sample = next(iter((*old, *new)), None)
    if isinstance(sample, Claim):
        return (_text,)
    if isinstance(sample, Event):
        return (_date_and_text, _text)
    if isinstance(sample, Tension):
        return (_pair_and_text, _pair)
    return (_name,)


def _text(item: Part) -> Hashable:
    return item.text if isinstance(item, Claim | Event) else None


def _date_and_text(item: Part) -> Hashable:
    return (item.date, item.text) if isinstance(item, Event) else None


def _pair(item: Part) -> Hashable:
    return frozenset(side.casefold() for side in item.between) if isinstance(item, Tension) else None


def _pair_and_text(item: Part) -> Hashable:
    return (_pair(item), item.text) if isinstance(item, Tension) else None


def _name(item: Part) -> Hashable:
    if isinstance(item, Question):
        return item.id
    if isinstance(item, Perspective):
        return item.actor.casefold()
    return item.number if isinstance(item, Source) else None


def _by_key(
    old: Sequence[Part], new: Sequence[Part], free_old: list[int], free_new: list[int], key: Key
) -> dict[int, int]:
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place in free_new:
        waiting[key(new[place])].append(place)
    found = {}
    for place in free_old:
        if queue := waiting[key(old[place])]:
            found[place] = queue.popleft()
    return found


def _by_nearness(
    old: Sequence[Part], new: Sequence[Part], free_old: list[int], free_new: list[int]
) -> dict[int, int]:
    """Pair what is left by likeness, the likest first."""
    before = {place: _Wording(item) for place in free_old if isinstance(item := old[place], Claim | Event)}
    after = {place: _Wording(item) for place in free_new if isinstance(item := new[place], Claim | Event)}
    scored = sorted(
        (-score, abs(i - j), i, j)
        for i, was in before.items()
        for j, now in after.items()
        if (score := was.likeness(now))
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in scored:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


class _Wording:
    """A sentence made ready for comparing."""

    __slots__ = ("date", "text", "words")

    def __init__(self, item: Claim | Event) -> None:
        self.date = item.date if isinstance(item, Event) else ""
        self.text = normal(item.text)
        self.words = frozenset(terms(item.text))

    def likeness(self, other: _Wording) -> float:
        """From 0 (another sentence, or another day) to 100 (the same words)."""
        if not (self.date.startswith(other.date) or other.date.startswith(self.date)):
            return 0.0
        ratio = fuzz.ratio(self.text, other.text)
        shared = len(self.words & other.words)
        share = shared / max(1, len(self.words | other.words))
        if ratio >= NEAR_RATIO or (shared >= FEWEST_TERMS and share >= NEAR_TERMS):
            return max(ratio, 100 * share)
        return 0.0
