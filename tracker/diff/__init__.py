"""Dossier, Dossier → Changes; pure.

    changes = diff(a, b)            every difference, section by section
    apply(a, changes) == b          so nothing is lost, not even what no reader is shown
    visible(changes)                what a reader is shown
    told(a, b)                      the same in a few short texts

Items are matched one to one (`pairs`), each pair that differs is named (`kinds`) and written
out (`shown`). Changes are computed and never stored.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.diff.figures import changed_figures
from tracker.diff.kinds import BOOKKEEPING, MOVED, arrival, kind
from tracker.diff.pairs import in_order, pair
from tracker.diff.shown import cited, evolution, marks, shown
from tracker.diff.stated import SECTIONS, stated
from tracker.diff.summary import account, line
from tracker.diff.wording import Word, words
from tracker.model import Change, Claim, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.model import Dossier, Part, Section

__all__ = [
    "SECTIONS",
    "Word",
    "account",
    "apply",
    "changed_figures",
    "cited",
    "diff",
    "evolution",
    "line",
    "marks",
    "only",
    "shown",
    "told",
    "visible",
    "words",
]

_LISTS = tuple(section for section in SECTIONS if section != "title")


def diff(a: Dossier, b: Dossier) -> tuple[Change, ...]:
    """List what turns `a` into `b`, section by section in the order of `model.Section`."""
    changes: list[Change] = []
    if a.title != b.title:
        changes.append(Change("title", "reworded", a.title, b.title, a.title, b.title))
    for section in _LISTS:
        changes += _section(section, _items(a, section), _items(b, section))
        if section == "narrative" and _shape(a) != _shape(b):
            changes.append(Change(section, BOOKKEEPING, None, None, _shape(a), _shape(b)))
    if a.dropped != b.dropped:
        changes.append(Change("sources", BOOKKEEPING, None, None, a.dropped, b.dropped))
    return _placed_elsewhere(changes, a, b)


def apply(a: Dossier, changes: Iterable[Change]) -> Dossier:
    """Turn `a` into the dossier that all of `changes`, as `diff` listed them, lead to."""
    changes = tuple(changes)
    values: dict[str, Any] = {
        section: _patched(_items(a, section), [c for c in changes if c.section == section and _placed(c)])
        for section in _LISTS
    }
    shape = _shape(a)
    for change in changes:
        if isinstance(change.item, str):
            values["title"] = change.item
        elif isinstance(change.item, int):
            values["dropped"] = change.item
        elif isinstance(change.item, tuple):
            shape = change.item
    values["narrative"] = _paragraphs(values["narrative"], shape)
    return replace(a, **values)


def visible(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Keep what a reader is shown: no mere moves, no bookkeeping."""
    return tuple(change for change in changes if change.kind not in {MOVED, BOOKKEEPING})


def told(a: Dossier, b: Dossier) -> tuple[str, ...]:
    """Tell what a reader would see change from `a` to `b`, in a few short texts."""
    return account(visible(diff(a, b)), changed_figures(a, b))


def only(changes: Iterable[Change], section: Section) -> tuple[Change, ...]:
    """Keep the changes of one section."""
    return tuple(change for change in changes if change.section == section)


def _section(section: Section, old: Sequence[Part], new: Sequence[Part]) -> list[Change]:
    """List the changes of one section in reading order; what was dropped stands where it stood."""
    pairs = pair(old, new)
    kept = in_order([(i, j) for i, j in pairs if old[i] == new[j]])
    taken = {j for _, j in pairs}
    placed = [((j, 0), _change(section, (i, old[i]), (j, new[j]))) for i, j in pairs if i not in kept]
    placed += [((j, 0), _change(section, None, (j, new[j]))) for j in range(len(new)) if j not in taken]
    placed += [
        ((max((j for k, j in pairs if k < i), default=-1), 1), _change(section, (i, old[i]), None))
        for i in sorted(set(range(len(old))) - {i for i, _ in pairs})
    ]
    return [change for _, change in sorted(placed, key=lambda entry: entry[0])]


def _change(section: Section, was: tuple[int, Part] | None, now: tuple[int, Part] | None) -> Change:
    """Describe one item that came, went, moved or changed; a side is a place and its item."""
    before = shown(was[1]) if was else None
    after = shown(now[1]) if now else None
    if not was:
        name = arrival(now[1]) if now else BOOKKEEPING
    elif not now:
        name = "dropped"
    elif was[1] == now[1]:
        name = MOVED
    else:
        name = BOOKKEEPING if before == after else kind(was[1], now[1])
    old, was_item = was or (-1, None)
    index, item = now or (-1, None)
    return Change(section, name, before, after, was_item, item, old, index)


def _placed_elsewhere(changes: Iterable[Change], a: Dossier, b: Dossier) -> tuple[Change, ...]:
    """Note of each sentence that came to a section, or left it, where else it stood or still stands."""
    before, after = _sections_of(a), _sections_of(b)
    found = []
    for change in changes:
        item, others = (change.item, before) if change.kind == "added" else (change.was, after)
        places = others.get(item.text, []) if isinstance(item, Claim | Event) else []
        one_sided = change.kind in {"added", "dropped"}
        elsewhere = next((place for place in places if place != change.section and one_sided), None)
        found.append(replace(change, elsewhere=elsewhere) if elsewhere else change)
    return tuple(found)


def _sections_of(dossier: Dossier) -> dict[str, list[Section]]:
    """Map each sentence of a dossier to the sections that it stands in."""
    found: dict[str, list[Section]] = {}
    for sentence in stated(dossier):
        found.setdefault(sentence.text, []).append(sentence.section)
    return found


def _items(dossier: Dossier, section: Section) -> tuple[Part, ...]:
    """Give the items of a section; a narrative's claims through all its paragraphs."""
    if section == "narrative":
        return tuple(claim for paragraph in dossier.narrative for claim in paragraph)
    items: tuple[Part, ...] = getattr(dossier, section)
    return items


def _shape(dossier: Dossier) -> tuple[int, ...]:
    return tuple(len(paragraph) for paragraph in dossier.narrative)


def _placed(change: Change) -> bool:
    return change.old >= 0 or change.index >= 0


def _patched(old: Sequence[Part], changes: Sequence[Change]) -> tuple[Part, ...]:
    """Take out what the changes name, put theirs in place, and fill up with the rest in order."""
    gone = {change.old for change in changes}
    rest = iter([item for place, item in enumerate(old) if place not in gone])
    placed = {change.index: change.item for change in changes if change.index >= 0}
    length = len(old) - len(gone - {-1}) + len(placed)
    items = (placed[place] if place in placed else next(rest) for place in range(length))
    return tuple(item for item in items if item is not None)


def _paragraphs(claims: Sequence[Part], shape: Sequence[int]) -> tuple[tuple[Part, ...], ...]:
    ends = [sum(shape[: place + 1]) for place in range(len(shape))]
    return tuple(tuple(claims[end - size : end]) for end, size in zip(ends, shape, strict=True))
