"""What changed, in a few short texts: for the story list, history and feeds of versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model import Claim, Event, Perspective, Question, Section, Tension
from tracker.text.figures import figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tracker.model import Change, FigureChange
    from tracker.text.figures import Figure

# As many as fit beside a title, and as one reads at a glance.
MOST = 6
# Names are told one by one up to this many, then counted.
NAMED = 2
_CLAIMS: frozenset[Section] = frozenset({"what", "why_it_matters", "key_points", "narrative", "timeline"})


def account(changes: Iterable[Change], figures: Iterable[FigureChange] = ()) -> tuple[str, ...]:
    """Tell the changes, and the figures among them, in at most six short texts, most telling first.

    Like "Ana Ruiz shifted", "1 question answered", "3 months → 5 months", "+4 sources",
    "2 new claims". A sentence that stands in several sections counts once.
    """
    listed, moved = tuple(changes), [f"{figure.before} → {figure.after}" for figure in figures]
    texts = [text for tell in _FIRST for text in tell(listed)]
    texts += tuple(dict.fromkeys((*moved, *_figures(listed))))[: NAMED + 1]
    texts += [text for tell in _TELLERS for text in tell(listed)]
    return tuple(dict.fromkeys(texts))[:MOST]


def line(changes: Iterable[Change]) -> str:
    """Tell the changes in one line; empty where there are none."""
    return " · ".join(account(changes))


def _actors(kind: str, word: str) -> Callable[[Sequence[Change]], list[str]]:
    def tell(changes: Sequence[Change]) -> list[str]:
        names = [c.item.actor for c in changes if c.kind == kind and isinstance(c.item, Perspective)]
        return (
            [f"{name} {word}" for name in names] if len(names) <= NAMED else [f"{len(names)} actors {word}"]
        )

    return tell


def _questions(kind: str) -> Callable[[Sequence[Change]], list[str]]:
    def tell(changes: Sequence[Change]) -> list[str]:
        # Their numbers leap from version to version, and stand nowhere on a page.
        count = sum(c.kind == kind and isinstance(c.item, Question) for c in changes)
        return [f"{count} question{'s' * (count > 1)} {kind}"] if count else []

    return tell


def _raised(changes: Sequence[Change]) -> list[str]:
    return _count(sum(c.kind == "raised" for c in changes), "new question")


def _retitled(changes: Sequence[Change]) -> list[str]:
    return ["new title"] if any(c.section == "title" for c in changes) else []


def _tensions(changes: Sequence[Change]) -> list[str]:
    pairs = [c.item.between for c in changes if c.kind == "added" and isinstance(c.item, Tension)]
    if len(pairs) > NAMED:
        return [f"{len(pairs)} new tensions"]
    return [f"new tension: {left} ↔ {right}" for left, right in pairs]


def _sources(changes: Sequence[Change]) -> list[str]:
    kinds = [c.kind for c in changes if c.section == "sources"]
    more, fewer = kinds.count("added"), kinds.count("dropped")
    return [f"+{text}" for text in _count(more, "source")] + [f"−{text}" for text in _count(fewer, "source")]


def _claims(kind: str, form: str) -> Callable[[Sequence[Change]], list[str]]:
    def tell(changes: Sequence[Change]) -> list[str]:
        # What only goes from one section to another is neither new nor gone.
        told = (c for c in changes if _is_claim(c) and c.kind == kind and c.elsewhere is None)
        items = (change.was if kind == "dropped" else change.item for change in told)
        texts = {item.text for item in items if isinstance(item, Claim | Event)}
        many = "claim" if len(texts) == 1 else "claims"
        return [form.format(count=len(texts), claims=many)] if texts else []

    return tell


def _figures(changes: Sequence[Change]) -> list[str]:
    """Give figures that moved within a sentence: "3 months → 5 months".

    A sentence that stood in another section before is nothing new, whatever it now stands in place of.
    """
    stood = {change.was.text for change in changes if isinstance(change.was, Claim | Event)}
    found: list[str] = []
    for change in changes:
        if change.kind == "reworded" and _is_claim(change):
            was, item = change.was, change.item
            if isinstance(was, Claim | Event) and isinstance(item, Claim | Event) and item.text not in stood:
                found += _moved_figures(figures(was.text), figures(item.text))
    return found


def _moved_figures(before: Sequence[Figure], after: Sequence[Figure]) -> list[str]:
    """Pair, unit by unit and in order, the figures that only one of two sentences has."""
    old_values = {(figure.value, figure.unit) for figure in before}
    new_values = {(figure.value, figure.unit) for figure in after}
    gone = [figure for figure in before if figure.unit and (figure.value, figure.unit) not in new_values]
    come = [figure for figure in after if figure.unit and (figure.value, figure.unit) not in old_values]
    moved = []
    for unit in dict.fromkeys(figure.unit for figure in gone):
        pairs = zip(_of(unit, gone), _of(unit, come), strict=False)
        moved += [f"{was.text} → {now.text}" for was, now in pairs]
    return moved


def _of(unit: str, listed: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in listed if figure.unit == unit]


def _is_claim(change: Change) -> bool:
    return change.section in _CLAIMS


def _count(number: int, noun: str) -> list[str]:
    """Count a noun: nothing for 0, "1 source", "4 sources"."""
    return [f"{number} {noun}{'' if number == 1 else 's'}"] if number else []


_FIRST: tuple[Callable[[Sequence[Change]], list[str]], ...] = (
    _actors("shifted", "shifted"),
    _questions("answered"),
)
_TELLERS: tuple[Callable[[Sequence[Change]], list[str]], ...] = (
    _sources,
    _questions("reopened"),
    _tensions,
    _retitled,
    _actors("new", "new"),
    _actors("silent", "silent"),
    _claims("added", "{count} new {claims}"),
    _raised,
    _claims("reworded", "{count} {claims} reworded"),
    _claims("dropped", "{count} {claims} dropped"),
    _actors("consistent", "speaks again"),
    _questions("expired"),
)
