"""Two people of one surname in an article: whom the surname alone means, sentence by sentence.

Newspapers hold to one rule: the surname is that of whom it was first used for; others of the
name come with their first names, or with the title that tells them apart ("Mrs Lund").
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from tracker.dossier.reading.sentence import once
from tracker.dossier.speech.naming import FULL_NAME, bare, first_name, is_person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.dossier.reading.sentence import Sentence

_FEMALE = "wife|widow|mother|daughter|sister|niece|aunt|grandmother"
_MALE = "husband|widower|father|son|brother|nephew|uncle|grandfather"
_WOMAN = re.compile(rf"\b(?:Mrs|Ms|Miss|Dame|Lady|Baroness|Queen|Princess|{_FEMALE})[.,]?\s+$")
_MAN = re.compile(rf"\b(?:Mr|Sir|Lord|Baron|King|Prince|{_MALE})[.,]?\s+$")
_RELATIVE = re.compile(rf"\b(?:cousin|{_FEMALE}|{_MALE}),?\s+$")
# "Ilse and Bo Lund": two of one surname.
_COUPLE = re.compile(r"\b([A-Z][a-z’'-]+) (?:and|&) $")

Place = tuple[int, int, str]
"""Citation number, position of the sentence, surname."""


def namesakes(sentences: Sequence[Sentence]) -> dict[Place, str]:
    """Map where a surname that several people of an article have stands alone to whose it is there."""
    found: dict[Place, str] = {}
    for _, group in groupby(sentences, key=lambda sentence: sentence.number):
        article = list(group)
        for surname in sorted(_shared(article)):
            found.update(_Surname(surname).read(article))
    return found


def _shared(article: Sequence[Sentence]) -> set[str]:
    """Find the surnames that an article gives to people with different first names."""
    bearers: dict[str, set[str]] = {}
    for sentence in article:
        for surname, first in _people(sentence):
            bearers.setdefault(surname, set()).add(first)
    return {surname for surname, first in bearers.items() if len(first) > 1}


@once
def _people(sentence: Sentence) -> tuple[tuple[str, str], ...]:
    """Give surname and first name of the people that a sentence names in full."""
    return tuple(
        (name.split()[-1], first_name(name)) for name in map(bare, sentence.names) if is_person(name)
    )


def _before(written: str, sentence: Sentence) -> str:
    return sentence.text[: max(0, sentence.text.find(written))]


def _partner(name: str, before: str) -> tuple[str, ...]:
    """Give "Ilse Lund" for "Bo Lund" behind "Ilse and"."""
    parts = name.split()
    couple = _COUPLE.search(before) if len(parts) == FULL_NAME else None
    return (f"{couple[1]} {parts[-1]}",) if couple else ()


class _Surname:
    """Follows one surname through an article."""

    def __init__(self, surname: str) -> None:
        self.surname = surname
        self.known: list[str] = []
        self.sexes: dict[str, str] = {}
        self.holder = ""

    def read(self, article: Sequence[Sentence]) -> Iterator[tuple[Place, str]]:
        """Give each place where the surname stands alone behind a full name, and whose it is."""
        people = {person for sentence in article for person in _people(sentence)}
        for sentence in article:
            for written in sentence.names:
                name = bare(written)
                if name.split()[-1:] != [self.surname]:
                    continue
                before = _before(written, sentence)
                if name != self.surname:
                    for partner in _partner(name, before):
                        if (self.surname, first_name(partner)) in people:
                            self._introduced(partner, "")
                            self.holder = self.surname
                    self._introduced(name, before)
                elif meant := self._meant(_sex(before)):
                    yield (sentence.number, sentence.position, self.surname), meant

    def _introduced(self, name: str, before: str) -> None:
        same = next((known for known in self.known if first_name(known) == first_name(name)), None)
        if same is None:
            if _RELATIVE.search(before) and len(self.known) == 1:
                self.holder = self.known[0]
            self.known.append(name)
        if sex := _sex(before):
            self.sexes[same or name] = sex

    def _meant(self, sex: str) -> str:
        """Choose among those who are known so far, by title, then by who had the surname first.

        Of a couple neither has it: it stands for itself.
        """
        if len(self.known) == 1:
            self.holder = self.known[0]
        fits = [name for name in self.known if not sex or self.sexes.get(name, sex) == sex]
        meant = fits[0] if len(fits) == 1 else self.holder if self.holder in (*fits, self.surname) else ""
        if meant in self.known and sex:
            self.sexes[meant] = sex
        return meant


def _sex(before: str) -> str:
    """Tell by what stands before a name whether it is a woman's or a man's; "" if that does not tell."""
    return "f" if _WOMAN.search(before) else "m" if _MAN.search(before) else ""
