"""The words of one sentence with their offsets, and the noun phrases and clauses among them.

Shallow and without a parser: a phrase is found by the words that must end it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier import saying

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]

_TOKEN = re.compile(r"\w+(?:[-’'.&]\w+)*|''|``|--+|[^\w\s]")
_MARK = re.compile(r"[“”«»\"]|''|``|\n\s*\n")
_LONGEST_PHRASE = 14
"""Words of a noun phrase without commas; longer ones are clauses that were not seen to end."""
_LONGEST_APPOSITION = 40
"""Words between a name and its verb: "X, director of the …, who …, said"."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark; `low` is casefolded with "’s" as "'s"; `quoted`: within quotation marks."""

    start: int
    end: int
    text: str
    low: str
    quoted: bool


def quoted_spans(text: str) -> list[Span]:
    """Find where double quotations stand, marks included; a paragraph's end closes an open one."""
    spans: list[Span] = []
    start = -1
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if start < 0:
            if _opens(text, mark, at):
                start = at
        elif mark in "“«``":
            spans.append((start, at))
            start = at
        else:
            spans.append((start, match.end() if mark[0] != "\n" else at))
            start = -1
    if start >= 0:
        spans.append((start, len(text)))
    return spans


def _opens(text: str, mark: str, at: int) -> bool:
    """Tell whether a mark outside a quotation starts one: straight marks do after a space."""
    if mark in "“«``":
        return True
    if mark in "”»" or mark[0] == "\n":
        return False
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-:‘'"


def tokens(text: str, span: Span, quotes: Sequence[Span]) -> list[Token]:
    """Give words and marks of `text` within `span`; a possessive ending is a token of its own."""
    starts = [quote[0] for quote in quotes]
    found = []
    for match in _TOKEN.finditer(text, *span):
        start, end = match.span()
        word = match.group()
        at = bisect_right(starts, start) - 1
        quoted = at >= 0 and start < quotes[at][1]
        if len(word) > 2 and word[-2] in "'’" and word[-1] in "sS":  # noqa: PLR2004 - a letter and "'s"
            found.append(Token(start, end - 2, word[:-2], word[:-2].casefold(), quoted))
            found.append(Token(end - 2, end, word[-2:], "'s", quoted))
        else:
            found.append(Token(start, end, word, word.casefold(), quoted))
    return found


def _adverb(token: Token) -> bool:
    return token.low in saying.ADVERBS or (token.low.endswith("ly") and token.text.islower())


class Phrases:
    """Noun phrases and clauses of one sentence, by the positions of its tokens."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.tokens = found

    def __len__(self) -> int:
        return len(self.tokens)

    def low(self, at: int) -> str:
        """Give the word at a position: a quotation mark within quotations, "." outside the sentence."""
        if not 0 <= at < len(self.tokens):
            return "."
        return '"' if self.tokens[at].quoted else self.tokens[at].low

    def span(self, first: int, end: int) -> Span | None:
        """Give the characters from token `first` up to `end`, without marks and "that" at the edges."""
        while first < end and self.low(first) in {",", ":", "that", "—", "–", "--", "-", "and", "but", "."}:
            first += 1
        while end > first and self.low(end - 1) in {",", ".", ";", ":", "—", "–", "--", "-", "and", "but"}:
            end -= 1
        return (self.tokens[first].start, self.tokens[end - 1].end) if end > first else None

    def verb_start(self, at: int) -> int:
        """Find where the verb group that ends with the verb at `at` starts."""
        while at > 0 and (self.low(at - 1) in saying.AUXILIARIES or self._adverb_at(at - 1)):
            at -= 1
        return at

    def _adverb_at(self, at: int) -> bool:
        return not self.tokens[at].quoted and _adverb(self.tokens[at])

    def before(self, verb: int) -> int:
        """Find the start of the noun phrase that ends at `verb`, appositions included; `verb` if none."""
        at = verb
        if self.low(at - 1) in saying.RELATIVES and at > 1:
            at -= 2 if self.low(at - 2) == "," else 1
            return self._run(at)
        if self.low(at - 1) == ",":
            return self._apposition(verb)
        if self.low(at - 1) == ")":
            while at > 0 and self.low(at) != "(":
                at -= 1
        return self._run(at)

    def _apposition(self, verb: int) -> int:
        """Find the start of "Ana Ruiz, the head of the agency," before a verb."""
        at = verb - 1
        first = verb
        while at > 0 and verb - at < _LONGEST_APPOSITION:
            word = self.low(at - 1)
            if word in {'"', ";", "—", "–", "--", ":", "but", "that", "because"}:
                break
            at -= 1
            if word == ",":
                first = at
        if first == verb:
            return verb
        start = self._run(first)
        return start if start < first else verb

    def _run(self, end: int) -> int:
        at = end
        while at > 0 and end - at < _LONGEST_PHRASE:
            word = self.low(at - 1)
            if word in saying.BREAKS or word == "," or self._clause_word(at - 1, end):
                break
            at -= 1
            if word in saying.PRONOUNS:
                break
        return at

    def _clause_word(self, at: int, end: int) -> bool:
        """Tell whether the token cannot be inside a noun phrase that ends at `end`."""
        token = self.tokens[at]
        if at + 1 >= end:
            return False
        if token.low in saying.PRONOUNS:
            return True
        if token.low == "and":
            return not (
                self.tokens[at + 1].text[:1].isupper() and at and self.tokens[at - 1].text[:1].isupper()
            )
        return token.low in saying.VERBS and token.text.islower() and token.low not in saying.NOUN_FORMS

    def after(self, start: int) -> int:
        """Find the end of the noun phrase that starts at `start`; `start` where there is none."""
        at = start
        while at < len(self) and at - start < _LONGEST_PHRASE:
            word = self.low(at)
            if word in saying.BREAKS or word == "," or (at > start and self._ends_phrase(at)):
                break
            at += 1
            if word in saying.PRONOUNS:
                break
        return at

    def _ends_phrase(self, at: int) -> bool:
        word = self.low(at)
        if word in saying.AUXILIARIES:
            return True
        if word in saying.CIRCUMSTANCES:
            return word not in {"of", "with"}
        return word in saying.VERBS and word not in saying.NOUN_FORMS

    def main_subject(self, verb: int) -> Span | None:
        """Find the first noun phrase of the sentence that can be its subject, before `verb`."""
        at = 0
        while at < verb and not self.tokens[at].text[0].isalnum():
            at += 1
        opening = self.low(at)
        if (
            opening in saying.PREPOSITIONS | saying.CIRCUMSTANCES
            or opening.endswith(("ing", "ly"))
            or opening in {"more", "later"}
        ):
            comma = next((k for k in range(at, verb) if self.low(k) == ","), None)
            at = comma + 1 if comma is not None else at
        end = min(self.after(at), verb)
        return self.span(at, end)

    def clause_end(self, start: int) -> int:
        """Find where the clause from `start` on ends: at ";", or before another saying."""
        at = start
        while at < len(self):
            word = self.low(at)
            if word == ";":
                break
            if at > start + 2 and word == "," and self._new_saying(at + 1):
                break
            at += 1
        return at

    def _new_saying(self, at: int) -> bool:
        word = self.low(at)
        if word in {"and", "but"}:
            return self.low(at + 1) in saying.VERBS
        return word.endswith("ing") and word in saying.VERBS
