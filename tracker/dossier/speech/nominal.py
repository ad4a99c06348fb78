"""Attributions without a verb of saying: nouns, adjectives, "according to", labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.speech import saying
from tracker.dossier.speech.attitudes import LIGHT, LINKING, NOUNS, STATES
from tracker.dossier.speech.cue import Attribution, Cue, made
from tracker.text.stopwords import word_set

if TYPE_CHECKING:
    from tracker.dossier.speech.clauses import Clauses
    from tracker.dossier.speech.tokens import Span

# An introduction may stand before "according to"; what is said is longer.
_INTRODUCTION = 3
# "his repeated and public claim that": words between the owner and the noun.
_OWNER = 4
# Words within which a label of an interview stands.
_LABEL = 8
_OWNERS = saying.POSSESSIVES
_CLAUSES = word_set("that how why whether what if")
_AGENTS = word_set("by from among")


class Nominal:
    """Reads what nouns and adjectives of one sentence govern."""

    def __init__(self, p: Clauses) -> None:
        self.p = p

    def at(self, at: int) -> Attribution | None:
        """Read the attribution whose cue is the token at a place, if it is one."""
        low, following = self.p.low(at), self.p.low(at + 1)
        if low == "according" and following == "to":
            return self._according(at)
        if low in NOUNS and self._is_noun(at):
            return self._noun(at)
        if low in STATES and following in STATES[low] and self.p.low(at - 1) not in saying.DETERMINERS:
            return self._state(at)
        return None

    def label(self) -> Attribution | None:
        """Read a name, a colon, and what follows: an interview, or a headline."""
        colon = next((k for k in range(1, min(_LABEL, len(self.p))) if self.p.low(k) == ":"), 0)
        label = self.p.tokens[:colon]
        if not colon or not all(token.text[0].isupper() or token.text == "." for token in label):
            return None
        source = (label[0].start, label[-1].end)
        content = self.p.span(colon + 1, len(self.p))
        if not content:
            return None
        return Attribution(self.p.index, source, (label[-1].end, content[0]), (content,), "", "say")

    def _according(self, at: int) -> Attribution | None:
        end = self.p.after(at + 2)
        source = self.p.span(at + 2, end)
        content = self.p.span(0, at) if at > _INTRODUCTION else self.p.span(end, len(self.p))
        return made(self.p, source, Cue(at + 1, at, "according", "say"), content) if source else None

    # ------------------------------------------------------------ nouns

    def _is_noun(self, at: int) -> bool:
        """Tell whether a noun of saying stands here with what leads to its content."""
        low, following = self.p.low(at), self.p.low(at + 1)
        if self.p.tokens[at].text[0].isupper():
            return False
        if low in saying.VERBS and self.p.low(at - 1) in saying.NOT_BEFORE_NOUN:
            return False
        return following in NOUNS[low] or (following in _AGENTS and low in saying.VERBS)

    def _noun(self, at: int) -> Attribution | None:
        """Read "her claim that …", "voiced support for …", "criticism by Ana Ruiz of …"."""
        p, low = self.p, self.p.low(at)
        link = at + 1
        source = self._owner(at)
        if p.low(link) in _AGENTS:
            link = p.after(link + 1)
            source = p.span(at + 2, link)
            if p.low(link) not in NOUNS[low]:
                return None
        elif not source:
            source = self._voicer(at)
        if not source:
            return None
        end = p.clause_end(link) if p.low(link) in {"that", "to"} else p.after(link + 1)
        begin = link if p.low(link) == "to" and p.low(link + 1) not in saying.DETERMINERS else link + 1
        return made(p, source, Cue(at, at, low, "say"), p.span(begin, max(end, begin)))

    def _owner(self, at: int) -> Span | None:
        """Find "his" or "Ana Ruiz's" before a noun."""
        p, owner = self.p, at - 1
        while owner > 0 and p.low(owner) not in saying.DETERMINERS and at - owner < _OWNER:
            owner -= 1
        if p.low(owner) == "'s":
            return p.span(p.before(owner), owner)
        return p.span(owner, owner + 1) if p.low(owner) in _OWNERS else None

    def _voicer(self, at: int) -> Span | None:
        """Find the subject of "voiced" before "strong support"."""
        p = self.p
        for verb in range(at - 1, max(-1, at - 1 - _OWNER), -1):
            if p.low(verb) in LIGHT:
                start = p.verb_start(verb)
                return p.span(p.before(start), start) or p.last
        return None

    # ------------------------------------------------------------ adjectives

    def _state(self, at: int) -> Attribution | None:
        """Read "is confident that …"."""
        p = self.p
        start = p.verb_start(at)
        if p.low(start - 1) in LINKING and p.low(start) not in LINKING:
            start = p.verb_start(start - 1)
        if not any(p.low(k) in LINKING for k in range(start, at)):
            return None
        source = p.span(p.before(start), start)
        if p.low(start - 1) in {"it", "this", "that", "what"}:
            source = None  # "It is clear that": to nobody in particular
        elif not source:
            return None
        link = p.low(at + 1)
        clause = link in _CLAUSES or (link == "to" and p.low(at + 2) not in saying.DETERMINERS)
        begin = at + 1 if clause else at + 2
        content = p.span(begin, p.clause_end(begin))
        return made(p, source, Cue(at, start, p.low(at), "think"), content)
