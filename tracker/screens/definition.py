"""What a user types to follow by terms, as `labels.terms` writes it: name: term, "a phrase", not term."""

from __future__ import annotations

import re
from typing import NamedTuple

# A phrase in straight or typographic quotes, or what stands between two commas.
_TERM = re.compile(r'\s*(not\s+)?(?:"([^"]*)"|“([^”]*)”|([^,]*))\s*(?:,|$)', re.IGNORECASE)


class Typed(NamedTuple):
    """A name with the terms that are wanted, and those that are not."""

    name: str
    terms: tuple[str, ...]
    excluded: tuple[str, ...]


def read_definition(typed: str) -> Typed | None:
    """Read a name and the terms after its colon; None where there is no name or no term.

    A comma in quotes parts nothing; "not" before a term leaves out what has it.
    """
    name, colon, rest = typed.partition(":")
    found = [
        (bool(match[1]), (match[2] or match[3] or match[4] or "").strip()) for match in _TERM.finditer(rest)
    ]
    terms, excluded = (
        tuple(dict.fromkeys(term for unwanted, term in found if term and unwanted is kind))
        for kind in (False, True)
    )
    return Typed(name.strip(), terms, excluded) if colon and name.strip() and terms else None
