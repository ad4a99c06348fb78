"""What a user typed → a `Query`; nothing that is typed is ever an error, or syntax of a database."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from tracker.model import Named, Query, State, Term
from tracker.query.fields import NAMES, STATES, STATES_TOO, known_fields
from tracker.query.moments import ADVICE, moment
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tracker.query.fields import Field

# More of either nobody types; a pasted page must not become a hundred conditions.
MOST_SIGNS, MOST_TERMS = 500, 24
# A shorter word stands by itself unless it is still being typed: "EU" is not the beginning of "Eugene".
LONG_WORD = 4

# [-] [name:] then "a phrase", whose end may still be missing, or what goes on to the next space.
_PART = re.compile(
    r"""-?(?P<alone>[^\W\d_]+):(?=\s|$)"""
    r"""|-?(?:(?P<name>[^\W\d_]+):)?(?:["“”„](?P<phrase>[^"“”„]*)(?P<end>["“”„]?)|(?P<word>[^\s"“”„]+))"""
)
WORD = re.compile(r"[^\W_]+")


class _Part(NamedTuple):
    """A piece of a query: whether it is refused, of which field, its value, and how it was written."""

    refused: bool
    name: str
    value: str
    quoted: bool
    typing: bool


@dataclass(slots=True)
class _Reading:
    """A query while it is read."""

    now: datetime
    found: Query = field(default_factory=Query)

    def take(self, part: _Part) -> None:
        """Take one piece in."""
        known = NAMES.get(part.name.lower())
        if known is None:
            self._unknown(part)
        elif not part.value.strip():
            self.complain(f"{known.name}: wants something behind it, such as {known.example}.")
        else:
            _TAKERS[known.kind](self, known, part)

    def words(self, part: _Part, *, title: bool = False) -> None:
        """Look for words, wherever they stand or in the title."""
        term = _term(part, title=title)
        if term is None:
            return
        found = self.found
        if part.refused:
            self.found = replace(found, without=(*found.without, term))
        else:
            self.found = replace(found, terms=(*found.terms, term))

    def name(self, known: Field, part: _Part) -> None:
        """Look for what bears a name."""
        value = part.value.strip()
        if not WORD.search(value):
            self.complain(f"{known.name}: wants a name, such as {known.example}.")
        elif known.name == "outlet":
            self.found = replace(self.found, outlets=_with(self.found.outlets, value, part))
        elif known.name == "actor":
            self.found = replace(self.found, actors=_with(self.found.actors, value, part))
        else:
            self.found = replace(self.found, tags=_with(self.found.tags, value, part))

    def time(self, known: Field, part: _Part) -> None:
        """Look from a moment on, or up to it; what is refused lies on the other side."""
        found = moment(part.value, self.now)
        if found is None:
            self.complain(f"{known.name}:{part.value} is no time; write {ADVICE}.")
            return
        bound = found.end if known.name == "until" else found.begin
        since, until = self.found.since, self.found.until
        if (known.name == "since") != part.refused:
            self.found = replace(self.found, since=bound if since is None else max(since, bound))
        else:
            self.found = replace(self.found, until=bound if until is None else min(until, bound))

    def state(self, known: Field, part: _Part) -> None:
        """Look for what is in a state."""
        del known
        word = part.value.strip().lower()
        fitting = [state for state in STATES if word == state] or [
            state for state in STATES if part.typing and state.startswith(word)
        ]
        state: State | None = STATES_TOO.get(word) or (fitting[0] if len(fitting) == 1 else None)
        if state is None:
            self.complain(f"is:{part.value} is no state but {', '.join(STATES)}.")
            return
        others = tuple(pair for pair in self.found.states if pair[0] != state)
        self.found = replace(self.found, states=(*others, (state, not part.refused)))

    def _unknown(self, part: _Part) -> None:
        """Take for words what only looks like a field; an address is no field."""
        address = part.value.startswith("//")
        if part.name and part.value.strip() and not address:
            self.complain(f"There is no {part.name}: but {known_fields()}")
        self.words(part._replace(value=f"{part.name} {part.value}") if address else part)

    def complain(self, sentence: str) -> None:
        """Tell what could not be understood, once."""
        if sentence not in self.found.complaints:
            self.found = replace(self.found, complaints=(*self.found.complaints, sentence))


_TAKERS: dict[str, Callable[[_Reading, Field, _Part], None]] = {
    "name": _Reading.name,
    "words": lambda reading, _, part: reading.words(part, title=True),
    "moment": _Reading.time,
    "state": _Reading.state,
}


def parse(text: str, now: datetime) -> Query:
    """Read a query: words, "phrases", -refused ones, and fields (`fields.FIELDS`), in any order.

    The last word is taken for the beginning of one, unless a space follows it; others of
    `LONG_WORD` letters and more find their endings too ("bridge": bridges), and any with a
    star behind it does. Times are in UTC. Never raises.
    """
    typed = clean.line(text[:MOST_SIGNS])
    # A space at the end says that the last word is done.
    parts = _parts(typed + " " * text[:MOST_SIGNS].endswith(" "))
    reading = _Reading(now)
    for part in parts[:MOST_TERMS]:
        reading.take(part)
    if len(parts) > MOST_TERMS or len(text) > MOST_SIGNS:
        reading.complain(f"Of a query the first {MOST_TERMS} words and {MOST_SIGNS} signs count.")
    return reading.found


def _parts(text: str) -> list[_Part]:
    found = []
    for match in _PART.finditer(text):
        name = match["name"] or match["alone"] or ""
        quoted = match["phrase"] is not None
        value = match["phrase"] if quoted else match["word"] or ""
        typing = match.end() == len(text) and not match["end"]
        refused = match[0].startswith("-")
        if match["alone"] and match["alone"].lower() not in NAMES:
            # "Bridge: what we know" is a title, not a field.
            name, value = "", match["alone"]
        found.append(_Part(refused, name, value, quoted, typing))
    return found


def _with(names: Named, value: str, part: _Part) -> Named:
    if part.refused:
        return Named(names.any, (*names.none, value))
    return Named((*names.any, value), names.none)


def _term(part: _Part, *, title: bool) -> Term | None:
    words = tuple(WORD.findall(part.value))
    if not words:
        return None
    if part.quoted:
        return Term(words, prefix=part.typing, title=title)
    prefix = part.typing or part.value.endswith("*") or len(words[-1]) >= LONG_WORD
    return Term(words, prefix=prefix, title=title)
