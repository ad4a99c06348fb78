"""Names as they stand in a story → one actor for each person or organisation.

"Ms Ruiz", "Ruiz" and "Ana Ruiz" are one actor under the fullest spelling; "HPA" is the
organisation that some sentence introduces as "Harbour Port Authority (HPA)". A short form
that could be two actors stays what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.saying import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.dossier.material import Sentence

TITLES = word_set(
    """mr mrs ms miss mx dr prof professor sir dame lord lady president minister senator sen rep
    representative mayor judge justice chancellor secretary governor gov general gen captain capt
    chief councillor commissioner director chairman chairwoman chair king queen prince princess pope
    cardinal bishop ambassador prime vice deputy former acting detective inspector sergeant colonel
    major admiral lieutenant spokesman spokeswoman""",
)
_ORGANISATION = word_set(
    """academy administration agency airlines alliance army assembly association authority bank board
    bureau cabinet centre center chamber charity church club coalition college commission committee
    company confederation congress consortium corporation corp council court department directorate
    exchange federation firm force foundation forum front fund government group guard house inc
    institute institution laboratory labs league ltd ministry mission museum navy network office
    organisation organization panel parliament partnership party police port project research school
    senate service services society team treasury trust tribunal union unit university watch works""",
)
_INTRODUCED = re.compile(r"\(\s*([A-Z][A-Za-z&]{1,9})s?\s*\)")


def bare(name: str) -> str:
    """The name without titles, article and possessive ending: "the mayor's" → "mayor"."""
    parts = name.strip(" ,.'’“”\"").split()
    if parts and parts[-1][-2:].lower() in {"'s", "’s"}:
        parts[-1] = parts[-1][:-2]
    while len(parts) > 1 and parts[0].rstrip(".").casefold() in TITLES | {"the"}:
        parts = parts[1:]
    return " ".join(parts)


def is_organisation(name: str) -> bool:
    """Whether the name says that it is no person: a word such as "institute", or capitals."""
    words = name.split()
    return any(word.casefold() in _ORGANISATION for word in words) or (len(words) == 1 and name.isupper())


def is_person(name: str) -> bool:
    """Whether the name looks like a person's: two to four words, none of an organisation."""
    return 2 <= len(name.split()) <= 4 and not is_organisation(name)  # noqa: PLR2004 - as the docstring


class Actors:
    """The merged spelling of every name of one story."""

    def __init__(self, sentences: Sequence[Sentence], more: Iterable[str] = ()) -> None:
        """Read the names of all sentences, and `more`: names that earlier versions hold."""
        self._articles: dict[str, set[int]] = {}
        for sentence in sentences:
            for name in sentence.names:
                self._articles.setdefault(bare(name), set()).add(sentence.number)
        for name in more:
            self._articles.setdefault(bare(name), set())
        self._names = sorted(name for name in self._articles if name)
        self._by_edge: dict[str, list[str]] = {}
        for name in self._names:
            parts = name.casefold().split()
            for edge in dict.fromkeys((parts[0], parts[-1])) if len(parts) > 1 else ():
                self._by_edge.setdefault(edge, []).append(name)
        self._acronyms = self._introductions(sentences)

    def merged(self, name: str, number: int | None = None) -> str:
        """The actor's spelling for a name, as used in article `number` where that matters."""
        short = bare(name)
        if short in self._acronyms:
            return self._acronyms[short]
        if " " in short:
            return self._fuller(short)
        candidates = self._by_edge.get(short.casefold(), [])
        if number is not None and len(self._people(candidates)) > 1:
            candidates = [name for name in candidates if number in self._articles[name]]
        fits = [full for full in candidates if self._short_form(short, full)]
        return self._fuller(fits[0]) if len({self._fuller(full) for full in fits}) == 1 else short

    def surnames(self, actor: str) -> tuple[str, ...]:
        """Spellings under which a sentence may name the actor, the fullest first."""
        last = actor.split()[-1:] if is_person(actor) else actor.split()[:1]
        acronyms = [short for short, full in self._acronyms.items() if full == actor]
        return tuple(dict.fromkeys([actor, *last, *sorted(acronyms)]))

    def _people(self, names: Iterable[str]) -> set[str]:
        return {self._fuller(name) for name in names}

    def _short_form(self, short: str, full: str) -> bool:
        """A person goes by the last name, or by the first in the same article; others by the first word."""
        parts = full.casefold().split()
        if is_person(full) and parts[-1] == short.casefold():
            return True
        together = self._articles.get(short, set()) & self._articles[full]
        return parts[0] == short.casefold() and bool(together)

    def _fuller(self, name: str) -> str:
        """The longer spelling with the same first and last word ("Ana Ruiz" → "Ana M. Ruiz"), if one."""
        parts = name.casefold().split()
        if len(parts) != 2:  # noqa: PLR2004 - first and last name
            return name
        longer = [
            full
            for full in self._by_edge.get(parts[0], [])
            if len(full.split()) > len(parts) and full.casefold().split()[-1] == parts[1] and is_person(full)
        ]
        return longer[0] if len(longer) == 1 else name

    def _introductions(self, sentences: Sequence[Sentence]) -> dict[str, str]:
        """Acronyms with the name before the brackets that has these initials."""
        found: dict[str, str] = {}
        for sentence in sentences:
            for match in _INTRODUCED.finditer(sentence.text):
                before = sentence.text[: match.start()].rstrip()
                for name in map(bare, sentence.names):
                    if before.endswith(name) and _initials(name, match.group(1)):
                        found.setdefault(match.group(1), name)
        return found


def _initials(name: str, acronym: str) -> bool:
    initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isalnum())
    capitals = "".join(letter for letter in initials if letter.isupper())
    return acronym.casefold() in {initials.casefold(), capitals.casefold()}
