"""Names as they stand in a story → one actor for each person or organisation.

"Ms Ruiz", "Ruiz" and "Ana Ruiz" are one actor under the fullest spelling; "HPA" is the
organisation that some sentence introduces as "Harbour Port Authority (HPA)". A short form
that could be two actors stays what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tracker.dossier.saying import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.dossier.material import Sentence

TITLES = word_set(
    """acting admiral ambassador attorney bishop capt captain cardinal chair chairman chairwoman chancellor
    chief coach colonel commissioner constable correspondent councillor dame deacon deputy detective
    director dr former gen general gov governor inspector judge justice king lady lawyer lieutenant
    lord major mayor minister miss mr mrs ms mx officer pastor pope premier president prime prince
    princess prof professor prosecutor queen rep representative rev reverend secretary sen senator
    sergeant sheriff sir spokesman spokeswoman superintendent vicar vice""",
)
_ORGANISATION = word_set(
    """academy administration agency airlines alliance army assembly association authority bank board
    bureau cabinet center centre chamber charity church club coalition college commission committee
    company confederation congress consortium corp corporation council court department directorate
    exchange federation firm force forum foundation front fund government group guard house inc
    institute institution laboratory labs league ltd ministry mission museum navy network office
    organisation organization panel parliament partnership party police port project research school
    senate service services society team treasury tribunal trust union unit university watch works""",
)
_INTRODUCED = re.compile(r"\(\s*([A-Z][A-Za-z&]{1,9})s?\s*\)")


# Newspapers, agencies and stations: they report what others say.
_PRESS = word_set(
    """daily gazette herald journal magazine news newspaper observer post press radio telegraph times
    tribune tv wire""",
)
_STATIONS = word_set(
    "abc afp ap bbc bloomberg cbc cbs cnn espn guardian itv msnbc nbc npr pbs reuters sky tmz"
)
_POSSESSIVES = ("'s", "’s")
_PARTICLES = word_set("al bin da de del der di dos du el ibn la le ter van von")
# "Vice President Ana Maria Ruiz": a first and a last name stand behind the titles.
_FULL_NAME = 2
_LONGEST_PERSON = 4
# A surname alone is the one of that name whom the story names so much more often than others.
_DOMINANT = 3


def bare(name: str) -> str:
    """Give the name without titles, article and possessive ending: "the mayor's" → "mayor"."""
    parts = name.strip(" ,.'’“”\"").split()
    if parts and parts[-1].endswith(_POSSESSIVES):
        parts[-1] = parts[-1][:-2]
    while len(parts) > 1 and parts[0].casefold() == "the":
        parts = parts[1:]
    last = max((at for at, part in enumerate(parts[:-1]) if _is_title(part)), default=-1)
    behind = parts[last + 1 :]
    return " ".join(parts if is_organisation(" ".join(behind)) else behind)


def _is_title(word: str) -> bool:
    return word.rstrip(".").casefold().removesuffix("-elect").removeprefix("ex-") in TITLES


def is_organisation(name: str) -> bool:
    """Tell whether the name says that it is no person: a word such as "institute", or capitals."""
    parts = name.split()
    return any(part.casefold() in _ORGANISATION or (len(part) > 1 and part.isupper()) for part in parts)


def is_person(name: str) -> bool:
    """Tell whether the name looks like a person's: two to four words, none of an organisation."""
    parts = name.split()
    if not _FULL_NAME <= len(parts) <= _LONGEST_PERSON or is_organisation(name):
        return False
    return all(part[0].isupper() or part in _PARTICLES for part in parts)


def is_press(name: str) -> bool:
    """Tell whether the name is that of a newspaper, an agency or a station."""
    parts = name.casefold().split()
    return parts[-1] in _PRESS or any(part in _STATIONS for part in parts)


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

    def merged(self, name: str, number: int | None = None) -> str:
        """Give the actor's spelling for a name, as used in article `number` where that matters."""
        short = bare(name)
        if short in self._acronyms:
            return self._acronyms[short]
        if " " in short:
            return self._fuller(self._plain(short))
        fits = [full for full in self._by_edge.get(short.casefold(), []) if self._short_form(short, full)]
        people = self._counted(fits)
        if len(people) > 1 and number is not None:
            people = self._counted([full for full in fits if number in self._articles[full]]) or people
        first, *others = people.most_common(_FULL_NAME) or [(short, 1)]
        return first[0] if all(first[1] >= _DOMINANT * other[1] for other in others) else short

    def may_speak(self, actor: str) -> bool:
        """Tell whether an actor is a name at all: no title alone, no word that merely opens a sentence.

        "Estuary 2" is a product: people and organisations are not numbered.
        """
        last = actor.rsplit(maxsplit=1)[-1:]
        if not last or _is_title(last[0]) or last[0].isdecimal():
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
        tail = " ".join(parts[-_FULL_NAME:])
        return tail if len(parts) > _FULL_NAME and tail in self._articles and is_person(tail) else name

    def _short_form(self, short: str, full: str) -> bool:
        """Tell whether `short` is the last name of a person, or an end of a name in one article."""
        parts = full.casefold().split()
        if is_person(full) and parts[-1] == short.casefold():
            return True
        together = self._articles.get(short, set()) & self._articles[full]
        return short.casefold() in {parts[0], parts[-1]} and bool(together)

    def _fuller(self, name: str) -> str:
        """Give the longer spelling with the same first and last word ("Ana Ruiz" → "Ana M. Ruiz"), if one."""
        parts = name.casefold().split()
        if len(parts) != _FULL_NAME:
            return name
        longer = [
            full
            for full in self._by_edge.get(parts[0], [])
            if len(full.split()) > len(parts) and full.casefold().split()[-1] == parts[1] and is_person(full)
        ]
        return longer[0] if len(longer) == 1 else name

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
