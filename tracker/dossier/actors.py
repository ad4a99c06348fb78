"""Names as they stand in a story → one actor for each person or organisation.

"Ms Ruiz", "Ruiz" and "Ana Ruiz" are one actor under the fullest spelling; "HPA" is the
organisation that some sentence introduces as "Harbour Port Authority (HPA)". A short form
that could be two actors stays what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tracker.dossier.naming import (
    FULL_NAME,
    bare,
    first_name,
    is_person,
    is_title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.dossier.material import Sentence

_INTRODUCED = re.compile(r"\(\s*([A-Z][A-Za-z&]{1,9})s?\s*\)")
# A surname alone is the one of that name whom the story names so much more often than others.
_DOMINANT = 3
# Letters from which on a name that differs in one or two is the same in another's spelling, and how
# alike both must be, in percent: "Heidar Alishan" and "Heydar Alishan" are 93.
_LONG_NAME, _ALIKE = 10, 92


class Actors:
    """The merged spelling of every name of one story."""

    def __init__(self, sentences: Sequence[Sentence], more: Iterable[str] = ()) -> None:
        """Read the names of all sentences, and `more`: names that earlier versions hold."""
        self._articles: dict[str, set[int]] = {}
        self._sentences: Counter[str] = Counter()
        self._inside: set[str] = set()
        for sentence in sentences:
            for name in sentence.names:
                short = bare(name)
                self._articles.setdefault(short, set()).add(sentence.number)
                self._sentences[short] += 1
                if not sentence.text.lstrip("“\"'‘").startswith(name):
                    self._inside.add(short)
        for name in more:
            self._articles.setdefault(bare(name), set())
            self._inside.add(bare(name))
        self._names = sorted(name for name in self._articles if name)
        self._by_edge: dict[str, list[str]] = {}
        for name in self._names:
            parts = name.casefold().split()
            for edge in dict.fromkeys((parts[0], parts[-1])) if len(parts) > 1 else ():
                self._by_edge.setdefault(edge, []).append(name)
        self._acronyms = self._introductions(sentences)
        self._variants = self._spellings()
        self._merged: dict[tuple[str, int | None], str] = {}

    def merged(self, name: str, number: int | None = None) -> str:
        """Give the actor's spelling for a name, as used in article `number` where that matters."""
        if (name, number) not in self._merged:
            self._merged[name, number] = self._found(bare(name), number)
        return self._merged[name, number]

    def _found(self, short: str, number: int | None) -> str:
        if short in self._acronyms:
            return self._acronyms[short]
        if " " in short:
            return self._fuller(self._plain(short))
        fits = [full for full in self._by_edge.get(short.casefold(), []) if self._short_form(short, full)]
        people = self._counted(fits)
        if len(people) > 1 and number is not None:
            people = self._counted([full for full in fits if number in self._articles[full]]) or people
        first, *others = people.most_common(FULL_NAME) or [(short, 1)]
        return first[0] if all(first[1] >= _DOMINANT * other[1] for other in others) else short

    def may_speak(self, actor: str) -> bool:
        """Tell whether an actor is a name at all: no title alone, no word that merely opens a sentence.

        "Estuary 2" is a product: people and organisations are not numbered.
        """
        last = actor.rsplit(maxsplit=1)[-1:]
        if not last or is_title(last[0]) or last[0].isdecimal():
            return False
        return " " in actor or actor in self._inside or actor in self._acronyms.values()

    def surnames(self, actor: str) -> tuple[str, ...]:
        """Spellings under which a sentence may name the actor, the fullest first."""
        last = actor.split()[-1:] if is_person(actor) else actor.split()[:1]
        acronyms = [short for short, full in self._acronyms.items() if full == actor]
        return tuple(dict.fromkeys([actor, *last, *sorted(acronyms)]))

    def _counted(self, names: Iterable[str]) -> Counter[str]:
        """Count in how many sentences each actor behind the names is named in full."""
        counts: Counter[str] = Counter()
        for name in names:
            counts[self._fuller(self._plain(name))] += self._sentences[name]
        return counts

    def _plain(self, name: str) -> str:
        """Give "Tim Fanning" for "Harbour Constable Tim Fanning", where the story has that name too."""
        parts = name.split()
        tail = " ".join(parts[-FULL_NAME:])
        return tail if len(parts) > FULL_NAME and tail in self._articles and is_person(tail) else name

    def _short_form(self, short: str, full: str) -> bool:
        """Tell whether `short` is the last name of a person, or an end of a name in one article."""
        parts = full.casefold().split()
        if is_person(full) and parts[-1] == short.casefold():
            return True
        together = self._articles.get(short, set()) & self._articles[full]
        return short.casefold() in {parts[0], parts[-1]} and bool(together)

    def _fuller(self, name: str) -> str:
        """Give the fullest spelling of a person's name: "Ana Ruiz", "Annie M. Ruiz" → one of them.

        The longest with the same last and first name is taken where it is the only one of its
        length; of "Mike" and "Michael", the more frequent.
        """
        name = self._variants.get(name, name)
        parts = name.casefold().split()
        if len(parts) < FULL_NAME or not is_person(name):
            return name
        same = [full for full in self._by_edge.get(parts[-1], []) if self._same_person(full, parts)]
        longest = max(map(len, map(str.split, same)), default=0)
        if longest == len(parts):
            return (
                min(same, key=lambda full: (-self._sentences[full], full))
                if len(parts) == FULL_NAME
                else name
            )
        longer = [full for full in same if len(full.split()) > len(parts)]
        return longer[0] if len(longer) == 1 else name

    def _same_person(self, full: str, parts: list[str]) -> bool:
        """Tell whether a full name ends like the words `parts`, and starts like them where they are two."""
        words = full.casefold().split()
        if not is_person(full) or words[-1] != parts[-1]:
            return False
        ends = len(words) > len(parts) and words[-len(parts) :] == parts
        return ends or (len(parts) == FULL_NAME and first_name(full) == first_name(" ".join(parts)))

    def _spellings(self) -> dict[str, str]:
        """Find names of two and more words that articles spell differently, by a letter or two.

        Names of one article are never taken for one another: it knows how it spells them.
        """
        groups: dict[str, list[str]] = {}
        for name in self._names:
            if " " in name and len(name) >= _LONG_NAME:
                groups.setdefault("".join(word[0] for word in name.casefold().split()), []).append(name)
        found: dict[str, str] = {}
        for group in groups.values():
            ranked = sorted(group, key=lambda name: (-self._sentences[name], name))
            for at, name in enumerate(ranked):
                same = next((other for other in ranked[:at] if self._alike(name, other)), None)
                if same:
                    found[name] = found.get(same, same)
        return found

    def _alike(self, name: str, other: str) -> bool:
        if self._articles[name] & self._articles[other] or not self._articles[name]:
            return False
        from rapidfuzz import fuzz

        return fuzz.ratio(name.casefold(), other.casefold()) >= _ALIKE

    def _introductions(self, sentences: Sequence[Sentence]) -> dict[str, str]:
        """Find acronyms with the name before the brackets that has these initials."""
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
