"""The clauses of one sentence: where they start and end, what their subjects and verbs are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.speech import saying
from tracker.dossier.speech.phrases import Phrases

if TYPE_CHECKING:
    from tracker.dossier.speech.tokens import Span


class Clauses(Phrases):
    """Clauses among the words, from the noun phrases and the verbs of saying in them."""

    def opening_phrase(self, at: int) -> int:
        """Find the comma that ends "In a letter defending …," or "Citing …,"; 0: `at` is not in one."""
        opening = self.low(0)
        if not opening.endswith("ing") and opening not in saying.PREPOSITIONS | saying.SUBORDINATORS:
            return 0
        commas = [k for k in range(len(self)) if self.low(k) == ","]
        return commas[0] if commas and commas[0] > at else 0

    def subordinate(self, source: Span) -> bool:
        """Tell whether a source is the subject of a subordinate clause."""
        at = next((k for k, token in enumerate(self.tokens) if token.start >= source[0]), 0)
        return self.low(at - 1) in saying.CLAUSE_OPENERS - {"but", ";", '"', ":"} and at > 0

    def clause_subject(self, verb: int) -> Span | None:
        """Find the subject of the clause that `verb` stands in, some words before it."""
        at = verb
        while at > 0 and self.low(at - 1) not in saying.CLAUSE_OPENERS:
            at -= 1
        if at > 1 and self.low(at - 1) in {"who", "which"}:
            start = self.before(at)
            return self.span(start, at) if start < at else None
        return self._first_phrase(at, verb) or (self._first_phrase(0, verb) if at else None)

    def _first_phrase(self, at: int, verb: int) -> Span | None:
        """Find the first noun phrase from `at` on that can be a subject."""
        while at < verb and not self.tokens[at].text[0].isalnum():
            at += 1
        if self.low(at) in saying.CONJUNCTIONS | saying.OPENING_ADVERBS:
            at += 1 + (self.low(at + 1) == ",")
        opening = self.low(at)
        timed = self.low(at + 1) in {"later", "earlier", "ago", "before", "after"}
        if timed or opening in saying.PREPOSITIONS | saying.CIRCUMSTANCES or opening.endswith("ing"):
            comma = next((k for k in range(at, verb) if self.low(k) == ","), None)
            if comma is None:
                return None
            at = comma + 1
        elif opening.endswith("ly") and self.low(at + 1) == ",":
            at += 2
        return self.span(at, min(self.subject_end(at), verb))

    def subject_end(self, start: int) -> int:
        """Find the end of a subject: "Ana Ruiz left" is a name and a verb, whatever the verb."""
        end = self.after(start)
        if start < end and self.tokens[start].text[0].isupper() and self.low(start) not in saying.DETERMINERS:
            lower = (k for k in range(start, end) if self.tokens[k].text[0].islower())
            first = next(lower, end)
            if not any(self.tokens[k].text[0].isupper() for k in range(first, end)):
                return max(first, start + 1)
        return end

    def clause_end(self, start: int, cue: int = -1, *, aside: bool = False) -> int:
        """Find where the clause from `start` on ends: at ";", or before another saying.

        `cue` is the verb that governs it: another verb of its form, behind "and", is its equal.
        `aside`: the clause is part of another that goes on behind a comma.
        """
        at = start
        while at < len(self):
            word = self.low(at)
            if word == ";" or (aside and word == "," and at > start):
                break
            if at > start + 1 and self._new_saying(at, cue):
                break
            at += 1
        return at

    def _new_saying(self, at: int, cue: int) -> bool:
        """Tell whether another saying starts behind a comma or conjunction."""
        word = self.low(at)
        comma = word in {",", "—", "–", "--"}
        if comma:
            at += 1
            word = self.low(at)
        elif self.tokens[at - 1].quoted and not self.tokens[at].quoted:
            comma = True
        if comma and (word == "according" or (word.endswith("ing") and word in saying.VERBS)):
            return True
        joined = word in saying.CONJUNCTIONS
        if not comma and not joined:
            return False
        verb = begin = at + joined
        while self.low(verb) in saying.ADVERBS or (verb < len(self) and self._adverb_at(verb)):
            verb += 1
        if joined and self._equal(verb, cue):
            return True
        return self._says(begin)

    def _equal(self, verb: int, cue: int) -> bool:
        """Tell whether two verbs are of one tense, third person or past."""
        low = self.low(verb)
        if cue < 0 or low not in saying.VERBS or low in saying.NOUN_FORMS or self.tokens[verb].quoted:
            return False
        return low != saying.VERBS[low][0] and low.endswith("s") == self.low(cue).endswith("s")

    def _says(self, begin: int) -> bool:
        """Tell whether a noun phrase and a verb of saying start here."""
        end = self.after(begin)
        if self.low(end) == "(":
            end = next((k + 1 for k in range(end, len(self)) if self.low(k) == ")"), end)
        while self.low(end) in saying.AUXILIARIES or self.low(end) in saying.ADVERBS:
            end += 1
        kind = saying.VERBS.get(self.low(end), ("", ""))[1]
        return end > begin and kind in {"say", "tell", "want"} and self.is_verb(end)

    # ------------------------------------------------------------ verbs

    def is_verb(self, at: int) -> bool:
        """Tell whether the word of saying at a place is a verb here."""
        token = self.tokens[at]
        previous = self.low(at - 1)
        if (token.text[0].isupper() and at > 0 and not self.titled) or previous in saying.ARTICLES:
            return False
        if token.low.endswith("ing"):
            noun = token.low in saying.GERUND_NOUNS and previous not in saying.BE
            return previous != "of" and not noun
        if previous in saying.PREPOSITIONS:
            return False
        return token.low not in saying.NOUN_FORMS or self._is_no_noun(at, previous)

    def _is_no_noun(self, at: int, previous: str) -> bool:
        """Tell whether "claims", "report" and the like are a verb here."""
        if previous in saying.AUXILIARIES or previous in saying.PRONOUNS or previous in {"to", "who"}:
            return True
        if (
            at > 1
            and previous in saying.VERBS
            and previous.endswith("ed")
            and self.tokens[at - 2].text[0].isupper()
        ):
            return False  # "Ana Ruiz dismissed calls for"
        low, following = self.low(at), self.low(at + 1)
        governs = following in saying.CLAUSE_STARTS or following in {"for", "on"}
        return governs and (low != saying.VERBS[low][0] or previous.endswith("s"))
