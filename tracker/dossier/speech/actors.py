"""Names as they stand in a story → one actor for each person or organisation.

"Ms Ruiz", "Ruiz" and "Ana Ruiz" are one actor under the fullest spelling; "HPA" is the
organisation that some sentence introduces as "Harbour Port Authority (HPA)". A short form
that could be two actors stays what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from typing import TYPE_CHECKING

from tracker.dossier.reading.sentence import once
from tracker.dossier.speech.namesakes import namesakes
from tracker.dossier.speech.naming import (
    FULL_NAME,
    bare,
    first_name,
    is_organisation,
    is_person,
    is_title,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from tracker.dossier.material import Sentence

_INTRODUCED = re.compile(r"\(\s*([A-Z][A-Za-z&]{1,9})s?\s*\)")
# A capital is due there anyway: at the beginning, and behind what opens a clause of its own.
_OPENS = re.compile(r"(?:^|[.!?:;]\s)[\s“\"'‘(\[]*$")
# A surname alone is the one of that name whom the story names so much more often than others.
_DOMINANT = 3
# Letters from which on a name that differs in one or two is the same in another's spelling, and how
# alike both must be, in percent: "Heidar Alishan" and "Heydar Alishan" are 93.
_LONG_NAME, _ALIKE = 10, 92
# Letters from which on a word in capitals is the name that others write with one: "WHO" is not "Who".
_LONG_WORD = 5
# Letters that an acronym has which nobody explains: fewer stand for too much.
_FEWEST_LETTERS, _MOST_LETTERS = 3, 6


class Actors:
    """The merged spelling of every name of one story."""

    def __init__(self, sentences: Sequence[Sentence], more: Iterable[str] = ()) -> None:
        """Read the names of all sentences, and `more`: names that earlier versions hold."""
        self._articles: dict[str, set[int]] = {}
        self._sentences: Counter[str] = Counter()
        self._inside: set[str] = set()
        self._acronyms: dict[str, str] = {}
        for sentence in sentences:
            for short, inside in _named(sentence):
                self._articles.setdefault(short, set()).add(sentence.number)
                self._sentences[short] += 1
                if inside:
                    self._inside.add(short)
            for acronym, name in _introductions(sentence):
                self._acronyms.setdefault(acronym, name)
        self._namesakes = namesakes(sentences)
        self._acronyms = {**_abbreviations(self._articles), **self._acronyms}
        self._learn(map(bare, more))

    def _learn(self, more: Iterable[str]) -> None:
        """Take in more names, and find what goes with what."""
        for short in more:
            self._articles.setdefault(short, set())
            self._inside.add(short)
        self._names = sorted(name for name in self._articles if name)
        self._by_edge: dict[str, list[str]] = {}
        for name in self._names:
            parts = name.casefold().split()
            for edge in dict.fromkeys((parts[0], parts[-1])) if len(parts) > 1 else ():
                self._by_edge.setdefault(edge, []).append(name)
        self._variants = self._spellings()
        self._cases = self._capitals()
        self._merged: dict[tuple[str, int | None], str] = {}
        self._full: dict[str, str] = {}

    def knowing(self, more: Iterable[str]) -> Actors:
        """Give these actors with `more` names that earlier versions hold; nothing is read again."""
        names = set(map(bare, more))
        if names <= self._inside:
            return self
        other = copy(self)
        other._inside = self._inside | names  # noqa: SLF001 - its own
        if not names <= self._articles.keys():
            other._articles = dict(self._articles)  # noqa: SLF001
            other._learn(sorted(names))  # noqa: SLF001
        return other

    def of(self, name: str, sentence: Sentence) -> str:
        """Give the actor's spelling for a name in a sentence, told from others of that surname."""
        place = (sentence.number, sentence.position, bare(name))
        meant = self._namesakes.get(place) if self._namesakes else None
        return meant if meant == place[2] else self.merged(meant or name, sentence.number)

    def merged(self, name: str, number: int | None = None) -> str:
        """Give the actor's spelling for a name, as used in article `number` where that matters."""
        if (name, number) not in self._merged:
            self._merged[name, number] = self._found(bare(name), number)
        return self._merged[name, number]

    def _found(self, short: str, number: int | None) -> str:
        short = self._cases.get(short, short)
        if short in self._acronyms:
            return self._acronyms[short]
        if " " in short:
            if short not in self._full:
                self._full[short] = self._fuller(self._plain(short))
            return self._full[short]
        if is_title(short):
            return short  # "Ana Ruiz, Republican of Aldan": not the Republican National Committee
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
        titled = bool(last) and is_title(last[0]) and " of " not in actor  # "Department of Justice"
        if not last or titled or last[0].isdecimal():
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
        if short.casefold() not in {parts[0], parts[-1]} or not together or any(map(str.isdigit, full)):
            return False
        # A first name alone is rarer than the whole; "Acme" of many sentences is no "Acme Repair Centre".
        own = len(parts) == FULL_NAME and is_organisation(full)
        return own or self._sentences[short] <= _DOMINANT * self._sentences[full]

    def _fuller(self, name: str) -> str:
        """Give the fullest spelling of a person's name: "Ana Ruiz", "Annie M. Ruiz" → one of them.

        The longest with the same last and first name is taken where it is the only one of its
        length; of "Mike" and "Michael", the more frequent.
        """
        name = self._variants.get(name, name)
        parts = name.casefold().split()
        if len(parts) < FULL_NAME or not is_person(name):
            return name
        same = [full for full in self._by_edge.get(parts[-1], []) if self._same_person(full, name)]
        most = max(map(len, map(str.split, same)), default=0)
        longest = [full for full in same if len(full.split()) == most]
        if most < len(parts) or (most > FULL_NAME and not _one_person(longest)):
            return name
        return min(longest, key=lambda full: (-self._sentences[full], full))

    def _same_person(self, full: str, name: str) -> bool:
        """Tell whether a full name ends like another name, or has its first and last name.

        "Ana M. Ruiz" may be "Ana Maria Ruiz"; "Ana B. Ruiz" is not.
        """
        words, parts = full.casefold().split(), name.casefold().split()
        if not is_person(full) or words[-1] != parts[-1]:
            return False
        if len(words) > len(parts) and words[-len(parts) :] == parts:
            # "Ana Maria Ruiz" is "Maria Ruiz"; a word that stands before a name now and then is none of it.
            return self._sentences[full] >= self._sentences[name]
        if len(parts) > FULL_NAME and (len(words) != len(parts) or not _middles([words, parts])):
            return False
        return first_name(full) == first_name(name)

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

    def _capitals(self) -> dict[str, str]:
        """Find names of one word that are written in capitals too: "SEADRIFT" is "Seadrift"."""
        small = {name.casefold(): name for name in self._names if " " not in name and not name.isupper()}
        return {
            name: small[name.casefold()]
            for name in self._names
            if len(name) >= _LONG_WORD and name.isupper() and name.casefold() in small
        }

    def _alike(self, name: str, other: str) -> bool:
        if self._articles[name] & self._articles[other] or not self._articles[name]:
            return False
        from rapidfuzz import fuzz

        return fuzz.ratio(name.casefold(), other.casefold()) >= _ALIKE


@once
def _named(sentence: Sentence) -> tuple[tuple[str, bool], ...]:
    """Give the bare names of a sentence, each with whether it stands elsewhere than at its beginning."""
    text = sentence.text
    return tuple((bare(name), not _OPENS.search(text[: max(0, text.find(name))])) for name in sentence.names)


@once
def _introductions(sentence: Sentence) -> tuple[tuple[str, str], ...]:
    """Find acronyms with the name before the brackets that has these initials."""
    found: list[tuple[str, str]] = []
    for match in _INTRODUCED.finditer(sentence.text) if "(" in sentence.text else ():
        before = sentence.text[: match.start()].rstrip()
        found.extend(
            (match.group(1), name)
            for name in map(bare, sentence.names)
            if before.endswith(name) and _initials(name, match.group(1))
        )
    return tuple(found)


def _one_person(names: Sequence[str]) -> bool:
    """Tell whether names of as many words, which end alike, differ only in short forms and initials."""
    return len({first_name(name) for name in names}) == 1 and _middles(
        [name.casefold().split() for name in names]
    )


def _middles(names: Sequence[Sequence[str]]) -> bool:
    """Tell whether the words between first and last name have the same initials."""
    return len({tuple(word[0] for word in words[1:-1]) for words in names}) == 1


def _initials(name: str, acronym: str) -> bool:
    initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isalnum())
    capitals = "".join(letter for letter in initials if letter.isupper())
    return acronym.casefold() in {initials.casefold(), capitals.casefold()}


def _abbreviations(articles: Mapping[str, Collection[int]]) -> dict[str, str]:
    """Map acronyms to the one organisation with these initials that an article names beside them."""
    initials: dict[str, list[str]] = {}
    for name in sorted(articles):
        if name.count(" ") >= _FEWEST_LETTERS - 1:
            words = name.split()
            letters = "".join(word[0] for word in words if word[0].isupper())
            initials.setdefault(letters, []).append(name)
            if words[0] in {"Department", "Ministry"} and len(letters) > _FEWEST_LETTERS:
                initials.setdefault(letters[1:], []).append(name)
    found: dict[str, str] = {}
    for short in sorted(articles):
        letters = short.replace(".", "")
        if letters.isalpha() and letters.isupper() and _FEWEST_LETTERS <= len(letters) <= _MOST_LETTERS:
            fits = [name for name in initials.get(letters, ()) if set(articles[name]) & set(articles[short])]
            if len(fits) == 1:
                found[short] = fits[0]
    return found
