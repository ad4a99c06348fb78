"""What the word at the cursor of a query may become: the name of a field, or a value of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.query.fields import FIELDS, NAMES, STATES
from tracker.query.matching import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# Offered at once: a row of a narrow screen.
OFFERED = 8
_MOMENTS = ("today", "yesterday", "7d", "30d", "monday", "2026-05")
# The word before the cursor: a sign of refusal, a field, and its value, quoted or not.
_WORD = re.compile(r"(-?)(?:([^\W\d_]+):)?(\"[^\"]*|[^\s\":]*)\Z")
_PLAIN = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Offer:
    """What may stand in the place of a text's signs from `begin` to `end`, the likeliest first.

    `names` say it as a reader does, `words` as it is put into the field.
    """

    begin: int
    end: int
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def completed(text: str, cursor: int, values: Callable[[str, str], Sequence[str]]) -> Offer:
    """Return what the word before the cursor may become.

    `values` gives the names that a field may take, by the field's name and the beginning of a value.
    """
    found = _WORD.search(text[:cursor])
    assert found is not None, "an empty word always fits"
    minus, name, value = found[1], found[2] or "", found[3]
    begin = found.start()
    if not name:
        fields = [field for field in FIELDS if field.name.startswith(value.lower())]
        words = tuple(f"{minus}{field.name}:" for field in fields)
        return Offer(begin, cursor, words, tuple(f"{field.name}: {field.help}" for field in fields))
    field = NAMES.get(name.lower())
    if field is None or field.kind == "words":
        return Offer(cursor, cursor)
    typed = value.lstrip('"')
    known = {"state": STATES, "moment": _MOMENTS}.get(field.kind) or values(field.name, typed)
    if field.kind in {"state", "moment"}:
        known = [each for each in known if each.startswith(typed.lower())]
    names = tuple(known)[:OFFERED]
    return Offer(begin, cursor, tuple(f"{minus}{name}:{quoted(each)} " for each in names), names)


def names_like(beginning: str, names: Iterable[str], *, common: bool = False) -> list[str]:
    """Return names of which a word begins so, those that begin so themselves first.

    `common`: those that stand there oftener come first; else they keep their order.
    """
    part = fold(beginning.strip())
    counted = Counter(name for name in names if name and f" {part}" in f" {fold(name)}")
    order = [name for name, _ in counted.most_common()] if common else list(counted)
    return sorted(order, key=lambda name: not fold(name).startswith(part))


def quoted(name: str) -> str:
    """Write a name as the value of a field."""
    return name if _PLAIN.fullmatch(name) else f'"{name.replace(chr(34), "")}"'
