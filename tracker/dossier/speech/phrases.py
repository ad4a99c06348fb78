"""The noun phrases and verb groups of one sentence, by the positions of its words.

Shallow and without a parser: a phrase is found by the words that must end it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.speech import saying
from tracker.text.calendar import DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.speech.tokens import Span, Token

_LONGEST_PHRASE = 14
"""Words of a noun phrase without commas; longer ones are clauses that were not seen to end."""
_LONGEST_APPOSITION = 40
"""Words between a name and its verb: "X, director of the …, who …, said"."""


def _adverb(token: Token) -> bool:
    return token.low in saying.ADVERBS or (token.low.endswith("ly") and token.text.islower())


def _verbal(token: Token) -> bool:
    """Tell whether a word may be a verb by its look: no name, no "’s"."""
    return token.text.islower() and token.text.isalpha()


_LONGEST_PARENTHESIS = 8
"""Words of a parenthesis such as ", the mayor of Aldan said,"."""

_LEAST_PHRASE = 2
"""Words before a verb in a relative clause: what the clause is about, and "that"."""

# A headline in title case: as many long words, and this share of them with a capital.
_LONG, _TITLED_WORDS, _TITLED_SHARE = 4, 3, 0.85


class Phrases:
    """Noun phrases and clauses of one sentence, by the positions of its tokens."""

    def __init__(self, found: Sequence[Token], index: int = 0, quotation: Span | None = None) -> None:
        """`index` is the sentence's; `quotation` the one that ends where the sentence starts.

        `last` is the source of the last attribution that was read.
        """
        self.tokens = found
        self._lows = ['"' if token.quoted else token.low for token in found]
        long = [token.text for token in found if len(token.text) >= _LONG]
        capitals = sum(text[0].isupper() for text in long)
        self.titled = len(long) >= _TITLED_WORDS and capitals >= _TITLED_SHARE * len(long)
        self.index = index
        self.quotation = quotation
        self.last: Span | None = None

    def __len__(self) -> int:
        return len(self.tokens)

    def low(self, at: int) -> str:
        """Give the word at a position: a quotation mark within quotations, "." outside the sentence."""
        return self._lows[at] if 0 <= at < len(self._lows) else "."

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
            return verb if self._parenthesis(at - 1) else self._apposition(verb)
        start = self._run(self._closed(at))
        return self._around_clause(start, verb) if self.low(start - 1) in saying.RELATIVES else start

    def _around_clause(self, start: int, verb: int) -> int:
        """Find the start of "an alliance that includes the union", whose own verb opens what was found."""
        word, following, relative = self.low(start), self.low(start + 1), self.low(start - 1)
        if start < _LEAST_PHRASE or start >= verb - 1 or not _verbal(self.tokens[start]):
            return start
        finite = word in saying.AUXILIARIES or (
            word.endswith(("s", "ed")) and (relative != "that" or following in saying.DETERMINERS)
        )
        finite = finite or (word.endswith("ed") and following in saying.PREPOSITIONS)
        if not finite or word in saying.DETERMINERS or self.low(start - 2) in saying.VERBS:
            return start
        return self._run(start - 2 if self.low(start - 2) == "," else start - 1)

    def _parenthesis(self, comma: int) -> bool:
        """Tell whether ", Ana Ruiz said," stands before a place: no subject of what follows."""
        if saying.VERBS.get(self.low(comma - 1), ("", ""))[1] not in {"say", "think"}:
            return False
        words = [self.low(k) for k in range(max(0, comma - _LONGEST_PARENTHESIS), comma - 1)]
        opens = max((k for k, word in enumerate(words) if word == ","), default=-1)
        return 0 <= opens < len(words) - 1 and not saying.RELATIVES.intersection(words[opens:])

    def _apposition(self, verb: int) -> int:
        """Find the start of "Ana Ruiz, the head of the agency," before a verb."""
        at = verb - 1
        first = verb
        while at > 0 and verb - at < _LONGEST_APPOSITION:
            word = self.low(at - 1)
            if word in {";", "—", "–", "--", ":", "but", "because"} or (word == '"' and first == verb):
                break
            at -= 1
            if word == "," and not self.tokens[at].quoted:
                first = at
        if first == verb:
            return verb
        start = self._run(self._closed(first))
        return start if start < first else verb

    def _closed(self, end: int) -> int:
        """Find where brackets that close before `end`, or before "on Monday", open; `end` where none do."""
        at = end
        if self.low(at - 1) in DAYS:
            at -= 2 if self.low(at - 2) == "on" else 1
        if self.low(at - 1) != ")":
            return end
        while at > 0 and self.low(at) != "(":
            at -= 1
        return at

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
        if at and self.low(at - 1) in saying.DETERMINERS:
            return False  # "the proposed ban"
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
        if self.low(at - 1) in saying.DETERMINERS:
            return False
        return word in saying.VERBS and word not in saying.NOUN_FORMS
