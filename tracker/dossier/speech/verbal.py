"""Attributions by a verb: "Ana Ruiz said that …", "wants …", "was criticised by …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.dossier.speech import saying
from tracker.dossier.speech.cue import SPEECH, Attribution, Cue, made
from tracker.dossier.speech.governed import HEARER, INTRODUCTION, QUOTE, Governed
from tracker.text.stopwords import word_set

if TYPE_CHECKING:
    from tracker.dossier.speech.clauses import Clauses
    from tracker.dossier.speech.tokens import Span

_QUESTION = word_set("about if whether why how what who when where")
# "It is believed that": whose belief it is stays unsaid.
_IMPERSONAL = word_set(
    """allege anticipate assume believe call consider deem describe dub expect intend know label name
    perceive predict presume report see suspect think understand view""",
)
_IMPERSONAL_LINKS = word_set("to that as a an the") | {QUOTE}


class Verbal:
    """Reads what the verbs of one sentence govern."""

    def __init__(self, p: Clauses) -> None:
        self.p = p
        self.governed = Governed(p)

    def at(self, at: int) -> Attribution | None:
        """Read the attribution whose cue is the verb at a place, if it is one."""
        low, p = self.p.low(at), self.p
        if low == "like" and p.low(at - 1) == "would":
            return self._verb(Cue(at, p.verb_start(at), "want", "want"))
        if low in saying.VERBS and p.is_verb(at):
            return self._verb(Cue(at, p.verb_start(at), *saying.VERBS[low]))
        return None

    def _verb(self, cue: Cue) -> Attribution | None:
        be = any(self.p.low(at) in saying.BE for at in range(cue.start, cue.at))
        if self.p.low(cue.at).endswith("ing"):
            return self._active(cue) if be else self._participle(cue)
        found = self._inverted(cue) if cue.start == cue.at and cue.kind in SPEECH else None
        found = found or self._asked(cue, be=be)
        if found:
            return found
        if self.p.low(cue.at + 1) == "by" and (
            be or (cue.start == cue.at and cue.kind not in {"say", "tell"})
        ):
            return self._agent(cue)
        if be:
            return self._passive(cue)
        return self._seeming(cue) if cue.kind == "seem" else self._active(cue)

    # ------------------------------------------------------------ who

    def _active(self, cue: Cue) -> Attribution | None:
        """Read "Ana Ruiz said …"; without a subject of its own the verb is the last speaker's."""
        p, start = self.p, cue.start
        previous = p.low(start - 1)
        if previous == "to":
            source = (p.clause_subject(start - 1) or p.last) if cue.kind in {"say", "judge"} else None
            return self._inherited(cue, source)
        if start == 0 or previous in {"and", "but"}:
            return self._inherited(cue, p.last or p.clause_subject(start))
        first = p.before(start)
        source = p.span(first, start)
        return self.governed.read(cue, first, source) if source else None

    def _inherited(self, cue: Cue, source: Span | None) -> Attribution | None:
        found = self.governed.read(cue, cue.start, source) if source else None
        return replace(found, inherited=True) if found else None

    def _participle(self, cue: Cue) -> Attribution | None:
        """Read "Citing …, Ana Ruiz", "critics saying …", "Ana Ruiz …, adding that …"."""
        p, start = self.p, cue.start
        comma = p.opening_phrase(cue.at)
        if comma:
            source, begin = p.span(comma + 1, p.subject_end(comma + 1)), self.governed.right(cue)
            return made(p, source, cue, p.span(begin, comma)) if begin and source else None
        first = p.before(start) if start and p.low(start - 1) not in saying.NO_SUBJECT else start
        if first == start:
            return self._inherited(cue, p.last or p.clause_subject(start))
        source = p.span(first, start)
        return self.governed.read(cue, first, source) if source else None

    # ------------------------------------------------------------ other orders of words

    def _inverted(self, cue: Cue) -> Attribution | None:
        """Read "…," said Ana Ruiz."""
        p, at = self.p, cue.at
        end = p.after(at + 1)
        if cue.kind == "tell" and cue.lemma != "ask":
            return None
        if p.low(at + 1) in saying.CIRCUMSTANCES | saying.PREPOSITIONS or end == at + 1:
            return None
        if at == 0 and p.quotation:
            return made(p, p.span(at + 1, end), cue, p.quotation)
        if at < INTRODUCTION or not self._follows_content(at, end):
            return None
        return made(p, p.span(at + 1, end), cue, p.span(0, at))

    def _follows_content(self, at: int, end: int) -> bool:
        """Tell whether what was said stands before a verb whose next phrase goes up to `end`."""
        p = self.p
        if p.low(at - 1) == QUOTE:
            return p.low(0) == QUOTE or p.low(end) not in saying.AUXILIARIES
        return p.low(at - 1) == "," and (p.low(end) == "." or (p.low(end) == "," and p.before(at) != 0))

    def _agent(self, cue: Cue) -> Attribution | None:
        """Read "The plan was criticised by Ana Ruiz"."""
        p = self.p
        source = p.span(cue.at + 2, p.after(cue.at + 2))
        found = made(p, source, cue, p.span(p.before(cue.start), cue.start)) if source else None
        return replace(found, inherited=True) if found and cue.start == cue.at else found

    def _asked(self, cue: Cue, *, be: bool) -> Attribution | None:
        """Read "Asked by Ana Ruiz whether …, she said": the question, and who asked if that is said."""
        p = self.p
        opens = be or cue.start == 0 or p.low(cue.start - 1) in {"when", "and", ","}
        if p.low(cue.at) != "asked" or not opens:
            return None
        reach = range(cue.at + 1, min(cue.at + 1 + HEARER, len(p)))
        begin = next((k for k in reach if p.low(k) in _QUESTION), 0)
        if not begin:
            return None
        source = p.span(cue.at + 2, begin) if p.low(cue.at + 1) == "by" else None
        end = next((k for k in range(begin, len(p)) if p.low(k) == ","), len(p))
        return made(p, source, cue, p.span(begin, end))

    def _passive(self, cue: Cue) -> Attribution | None:
        """Read "The plan is expected to …": content without a source."""
        p, begin = self.p, cue.at + 1
        if cue.lemma not in _IMPERSONAL or p.low(begin) not in _IMPERSONAL_LINKS:
            return None
        subject = p.span(p.before(cue.start), cue.start)
        return made(p, None, cue, subject, p.span(begin, p.clause_end(begin)))

    def _seeming(self, cue: Cue) -> Attribution | None:
        """Read "The plan seems to …": an impression, and nobody's in particular."""
        p, begin = self.p, cue.at + 1
        if p.low(begin) not in {"to", "that", "as", "like"} and cue.lemma != "seem":
            return None
        return made(p, None, cue, p.span(p.before(cue.start), cue.start), p.span(begin, p.clause_end(begin)))
