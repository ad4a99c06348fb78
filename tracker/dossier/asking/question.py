"""What a user asks for: the kind of answer, and the words by which it is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier.asking.asking_words import EMPTY, FOREIGN_EMPTY, FOREIGN_KINDS, MEASURES
from tracker.dossier.asking.families import families, family
from tracker.dossier.inquiry.kinds import Asked, Kind, kind_of
from tracker.dossier.inquiry.matter import Matter, matter
from tracker.dossier.reading.senses import idle
from tracker.text.names import names
from tracker.text.normal import normal
from tracker.text.words import is_english, terms, terms_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST = 500
"""Characters of a question that is read; a longer one is none."""
# What a word counts that tells of every answer alike: "cost", "number", "result".
IDLE = 0.35
# "How heavy is it": a measure, which a figure tells; "how did it go" asks for a manner.
_HOW_SO = re.compile(
    r"\bhow (?!(?:do|does|did|is|are|was|were|can|could|will|would|should|has|have|had|to|the|an?|come)\b)\w+"
    r"|\bwie (?:viel|viele|hoch|lang|weit|schwer|gro[sß]+|alt|teuer)\b"
    r"|\bat what (?:cost|price|speed|height)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:says?|said|think|thinks|thought|wants?|wanted|argues?|argued|claims?|claimed|believes?|demands?"
    r"|demanded|promises?|promised|calls?|called|predicts?|predicted|respond(?:ed|s)?|react(?:ed|s)?|opinion"
    r"|position|view|stance)\b",
    re.IGNORECASE,
)

_WILL = re.compile(r"\b(?:will|would|going to|planned|due to|next)\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:did|was|were|had)\b", re.IGNORECASE)
# "Sedge 4", and no day of a month.
_SERIAL = re.compile(
    r"\b(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* )[A-Z][\w-]* \d{1,2}\b(?!\.\d)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `words` maps families of its words to what they count; `measures` count nothing.

    `written` are these words as they were typed, `stems` their terms. `names` are the families of each name
    in it, `serials` those that end in a number ("sedge 4"). `spoken`: what somebody says is asked for;
    `future`: what will be, or what was; None: either.
    """

    text: str
    kind: Kind
    words: Mapping[str, float]
    written: Mapping[str, str]
    measures: frozenset[str]
    stems: Mapping[str, frozenset[str]]
    names: tuple[frozenset[str], ...]
    serials: tuple[str, ...]
    spoken: bool
    future: bool | None
    matter: Matter

    @property
    def asks_all(self) -> bool:
        """Whether it has words, and none that tells what it is about: "What happened?"."""
        return not self.words and not self.measures and bool(words(self.text))


def read(text: str) -> Question:
    """Read a question, one clean line."""
    plain = normal(text)
    kind, named, found = _kind(plain), names(_lowered(plain)), dict(_told(plain))
    measures = found.keys() & MEASURES
    counted = {root: IDLE if root in idle() else 1.0 for root in found if root not in measures}
    return Question(
        text=text,
        kind=kind,
        words=counted,
        written={root: word for root, (word, _) in found.items()},
        measures=frozenset(measures),
        stems={root: stems for root, (_, stems) in found.items()},
        names=tuple(families(terms(name)) for name in named),
        serials=tuple(name.casefold() for name in _SERIAL.findall(plain)),
        spoken=_SAID.search(plain) is not None,
        future=_future(plain),
        matter=matter(Asked(kind, plain, interrogative=True), plain, named),
    )


def _told(plain: str) -> Iterator[tuple[str, tuple[str, frozenset[str]]]]:
    """Give the families of the words that tell something, each with the word and its terms."""
    empty = frozenset[str]() if is_english(plain) else FOREIGN_EMPTY
    for word in words(plain):
        if word.casefold() not in empty:
            for term in terms_of(word):
                if term not in EMPTY:
                    yield family(term), (word, frozenset((term,)))


def _kind(plain: str) -> Kind:
    """Tell what kind of answer is wanted."""
    if _HOW_SO.search(plain):
        return "how much"
    own = {word.casefold() for word in words(plain)}
    if is_english(plain):
        return kind_of(plain, "state")
    return next((kind for kind, asking in FOREIGN_KINDS.items() if asking & own), kind_of(plain, "state"))


def _future(plain: str) -> bool | None:
    """Tell whether what will be is asked for, or what was; None for either."""
    if _WILL.search(plain):
        return True
    return False if _WAS.search(plain) else None


def _lowered(plain: str) -> str:
    """Write the first word small, so that it counts as no part of a name: "Was Ilse Brandt there"."""
    first, space, rest = plain.partition(" ")
    return f"{first.lower()}{space}{rest}"
