"""Sentences of articles as a model sees them: numbered, between fences that no article can forge.

What stands between the fences is data. A text can't close its fence, because the fence's word is
made from all that stands inside and is found nowhere in it; it can't begin a line, so that it can't
number a sentence of its own; and the signs by which models tell who speaks are taken out of it.
"""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tracker.dossier.reading.sentence import Sentence

# A longer sentence is cut: one that long is a list, or an attempt to push the rest out of the context.
LONGEST = 600
# Whatever leads somewhere: the model has no use for it, and what it does not see it can't repeat.
ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.|\bmailto:|\bjavascript:|\bdata:)\S+"
    r"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*",
    re.IGNORECASE,
)
# The signs of chat templates ("<|im_end|>", "<start_of_turn>", "[INST]", "<<SYS>>"), of numbered
# sentences ("[3.2]"), of code fences and of headings that part a prompt.
_ANGLES = str.maketrans("<>", "‹›")
_BRACKETED = re.compile(r"\[(/?[A-Z_]{2,}|[\d.,; ]+)\]")
_RULES = re.compile(r"`{3,}|#{2,}|-{3,}|={3,}|\*{3,}|_{3,}")
# So many hexadecimal digits of a hash make the fence's word.
_LENGTH = 12


def shown(text: str) -> str:
    """Make one line of a text, without addresses and without signs that a model takes for orders."""
    text = ADDRESS.sub("(address)", line(text))
    text = _BRACKETED.sub(r"(\1)", text.translate(_ANGLES))
    return line(_RULES.sub(" ", text), LONGEST)


def mark(sentence: Sentence) -> str:
    """Name a sentence by its article and its place there, from 1: "3.2"."""
    return f"{sentence.number}.{sentence.position + 1}"


class Sheet:
    """The sentences of one request under their marks; a note stands behind a sentence's mark."""

    def __init__(self, sentences: Sequence[Sentence], notes: Mapping[str, str] | None = None) -> None:
        self._by_mark = {mark(sentence): sentence for sentence in sentences}
        self._notes = {name: f" ({shown(note)})" for name, note in (notes or {}).items()}

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Give the sentences in the order of the sheet."""
        return tuple(self._by_mark.values())

    @property
    def marks(self) -> tuple[str, ...]:
        """Give all that may be cited."""
        return tuple(self._by_mark)

    def cited(self, marks: Iterable[str]) -> tuple[Sentence, ...] | None:
        """Give the sentences of some marks, all of an article for its number alone; None: one is unknown."""
        found: dict[Sentence, None] = {}
        for each in marks:
            one = self._by_mark.get(each)
            some = [one] if one else [s for s in self.sentences if str(s.number) == each]
            if not some:
                return None
            found.update(dict.fromkeys(some))
        return tuple(found)

    def text(self) -> str:
        """Write the sheet between its fences."""
        lines = [f"[{name}]{self._notes.get(name, '')} {shown(s.text)}" for name, s in self._by_mark.items()]
        return fenced(lines)


def fenced(lines: Sequence[str]) -> str:
    """Put lines between a beginning and an end that stand nowhere in them; the same lines give the same."""
    body = "\n".join(lines)
    word = _word(body)
    return f"BEGIN {word}\n{body}\nEND {word}"


def _word(body: str) -> str:
    """Make a word of a text that the text does not have: who writes a part of it can't know the whole."""
    for attempt in count():
        word = sha256(f"{attempt}\n{body}".encode()).hexdigest()[:_LENGTH]
        if word not in body.casefold():
            return word
    raise AssertionError  # count() does not end
