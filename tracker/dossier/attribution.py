"""A text and its sentences → who says what, as spans of characters.

Rules over words, without a parser: find a cue (a verb of saying or thinking, "according
to"), the noun phrase before or behind it, and the clause or quotation it governs. The three
spans are those of PolNeAR (Newell et al., LREC 2018): source, cue, content.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.dossier import saying
from tracker.dossier.phrases import Phrases, Span, quoted_spans, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_QUOTE = '"'
# An introduction may stand before "according to"; what is said is longer.
_INTRODUCTION = 3
# "his repeated and public claim that": words between the owner and the noun.
_OWNER = 4
# Words within which a label of an interview, a hearer, or the start of a clause stand.
_LABEL, _HEARER, _CLAUSE = 8, 10, 8
_SPEECH = frozenset({"say", "think", "tell"})
_OWNERS = saying.word_set("his her their my our its")
_AFTER_STATE = saying.word_set("that about to of with by he she they we the")
_AFTER_HEARER = saying.word_set("that to how whether what about why if , :") | {_QUOTE}
_STOPS = saying.word_set(". , ; ? ! )")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A verb at position `at`, its group from `start`, its dictionary form and class."""

    at: int
    start: int
    lemma: str
    kind: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (`source`, None where nobody is named) says (`cue`) what (`content`).

    Spans are offsets into the text; `sentence` is the index of the sentence they stand in.
    `lemma` is the cue's dictionary form, `kind` its class (`saying.Kind`). `inherited`: the
    source stands not beside the cue but is the last one before it, or the sentence's subject.
    """

    sentence: int
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    lemma: str
    kind: str
    inherited: bool = False


def attributions(text: str, sentences: Sequence[Span]) -> Iterator[Attribution]:
    """Every attribution of `text`, in order; `sentences` are its sentences' spans, in order."""
    quotes = quoted_spans(text)
    for index, span in enumerate(sentences):
        yield from _Reader(index, Phrases(tokens(text, span, quotes))).read()


class _Reader:
    """Finds the attributions of one sentence from left to right."""

    def __init__(self, index: int, phrases: Phrases) -> None:
        self.index = index
        self.p = phrases
        self.last: Span | None = None

    def read(self) -> Iterator[Attribution]:
        """Find all of them, in order of their cues."""
        found = self._label()
        if found:
            yield found
        for at, token in enumerate(self.p.tokens):
            if token.quoted:
                continue
            found = self._at(at, token.low)
            if found:
                self.last = found.source or self.last
                yield found

    def _at(self, at: int, low: str) -> Attribution | None:
        if low == "according" and self.p.low(at + 1) == "to":
            return self._according(at)
        if low in saying.VERBS and self._is_verb(at):
            return self._verb(at)
        if low in saying.STATES and self.p.low(at - 1) not in saying.DETERMINERS:
            return self._state(at)
        if low in saying.NOUNS and self.p.low(at + 1) == "that":
            return self._noun(at)
        return None

    def _made(self, source: Span | None, cue: _Cue, *content: Span | None) -> Attribution | None:
        spans = tuple(span for span in content if span)
        cue_span = self.p.span(cue.start, cue.at + 1)
        if not spans or not cue_span:
            return None
        return Attribution(self.index, source, cue_span, spans, cue.lemma, cue.kind)

    # ------------------------------------------------------------ without a verb

    def _label(self) -> Attribution | None:
        """Read a name, a colon, and what follows: an interview, or a headline."""
        colon = next((k for k in range(1, min(_LABEL, len(self.p))) if self.p.low(k) == ":"), 0)
        label = self.p.tokens[:colon]
        if not colon or not all(token.text[0].isupper() or token.text == "." for token in label):
            return None
        source = (label[0].start, label[-1].end)
        content = self.p.span(colon + 1, len(self.p))
        if not content:
            return None
        return Attribution(self.index, source, (label[-1].end, content[0]), (content,), "", "say")

    def _according(self, at: int) -> Attribution | None:
        end = self.p.after(at + 2)
        source = self.p.span(at + 2, end)
        content = self.p.span(0, at) if at > _INTRODUCTION else self.p.span(end, len(self.p))
        return self._made(source, _Cue(at + 1, at, "according", "say"), content) if source else None

    def _noun(self, at: int) -> Attribution | None:
        """Read "her claim that …"; without an owner it is the last speaker's."""
        owner = at - 1
        while owner > 0 and self.p.low(owner) not in saying.DETERMINERS and at - owner < _OWNER:
            owner -= 1
        source = self.last
        if self.p.low(owner) == "'s":
            source = self.p.span(self.p.before(owner), owner)
        elif self.p.low(owner) in _OWNERS:
            source = self.p.span(owner, owner + 1)
        content = self.p.span(at + 1, self.p.clause_end(at + 1))
        return self._made(source, _Cue(at, at, self.p.low(at), "say"), content)

    def _state(self, at: int) -> Attribution | None:
        """Read "is confident that …"."""
        start = self.p.verb_start(at)
        if not self._has_be(start, at) or self.p.low(at + 1) not in _AFTER_STATE:
            return None
        source = self.p.span(self.p.before(start), start)
        content = self.p.span(at + 1, self.p.clause_end(at + 1))
        return self._made(source, _Cue(at, start, self.p.low(at), "think"), content) if source else None

    # ------------------------------------------------------------ verbs

    def _has_be(self, start: int, end: int) -> bool:
        return any(self.p.low(at) in saying.BE for at in range(start, end))

    def _is_verb(self, at: int) -> bool:
        token = self.p.tokens[at]
        previous = self.p.low(at - 1)
        if (token.text[0].isupper() and at > 0) or previous in saying.DETERMINERS - {"that"}:
            return False
        if token.low.endswith("ing"):
            return previous != "of"
        if previous in saying.PREPOSITIONS:
            return False
        return token.low not in saying.NOUN_FORMS or self._is_no_noun(at, previous)

    def _is_no_noun(self, at: int, previous: str) -> bool:
        """Tell whether "claims", "report" and the like are a verb here."""
        if previous in saying.AUXILIARIES or previous in saying.PRONOUNS or previous in {"to", "who"}:
            return True
        low, following = self.p.low(at), self.p.low(at + 1)
        governs = following in saying.CLAUSE_STARTS or following in {"for", "on"}
        return governs and (low != saying.VERBS[low][0] or previous.endswith("s"))

    def _verb(self, at: int) -> Attribution | None:
        word = self.p.low(at)
        start = self.p.verb_start(at)
        cue = _Cue(at, start, *saying.VERBS[word])
        be = self._has_be(start, at)
        ing = word.endswith("ing")
        if start == at and not ing and cue.kind in _SPEECH:
            found = self._inverted(cue)
            if found:
                return found
        if self.p.low(at + 1) == "by" and (be or start == at) and not ing:
            return self._agent(cue)
        if be and not ing:
            return self._passive(cue)
        first, source = self._subject(cue, participle=ing and not be)
        found = self._governed(cue, first, source) if source else None
        return replace(found, inherited=True) if found and first == start else found

    def _inverted(self, cue: _Cue) -> Attribution | None:
        """Read "…," said Ana Ruiz."""
        p, at = self.p, cue.at
        end = p.after(at + 1)
        before = p.low(at - 1)
        if at <= _INTRODUCTION - 1 or end == at + 1 or before not in {_QUOTE, ","}:
            return None
        if before == "," and (p.low(end) not in {".", ","} or p.before(at) == 0):
            return None
        return self._made(p.span(at + 1, end), cue, p.span(0, at))

    def _agent(self, cue: _Cue) -> Attribution | None:
        """Read "The plan was criticised by Ana Ruiz"."""
        p = self.p
        source = p.span(cue.at + 2, p.after(cue.at + 2))
        found = self._made(source, cue, p.span(p.before(cue.start), cue.start)) if source else None
        return replace(found, inherited=True) if found and cue.start == cue.at else found

    def _passive(self, cue: _Cue) -> Attribution | None:
        """Read "The plan is expected to …": content without a source."""
        if cue.kind == "judge" or (cue.kind in {"want", "think"} and cue.lemma != "expect"):
            return None
        content = self.p.span(cue.at + 1, self.p.clause_end(cue.at + 1))
        return self._made(None, _Cue(cue.at, cue.at, cue.lemma, cue.kind), content)

    def _subject(self, cue: _Cue, *, participle: bool) -> tuple[int, Span | None]:
        """Find where the subject starts, and its span: that of the last cue where none stands here."""
        p, start = self.p, cue.start
        if participle or start == 0 or p.low(start - 1) in {"and", "but", "to"}:
            return start, self.last or p.main_subject(cue.at)
        first = p.before(start)
        return first, p.span(first, start)

    def _governed(self, cue: _Cue, first: int, source: Span) -> Attribution | None:
        """Read what stands left or right of "Ana Ruiz said"."""
        p = self.p
        if cue.kind in _SPEECH and first < cue.start:
            left = self._left(cue.at, first)
            if left:
                return self._made(source, cue, *left)
        begin = self._right(cue)
        return self._made(source, cue, p.span(begin, p.clause_end(begin))) if begin else None

    def _right(self, cue: _Cue) -> int:
        """Find where the content behind a verb starts; 0 where the verb governs none."""
        p, begin = self.p, cue.at + 1
        following = p.low(begin)
        if cue.kind == "tell":
            return self._hearer_end(begin)
        if following == "," and p.low(begin + 1) == _QUOTE:
            return begin + 1
        if following in {",", ".", "?", "!"} or (cue.lemma == "call" and following in {"off", "back", "up"}):
            return 0
        return 0 if cue.lemma in saying.STRICT and not self._clause(begin) else begin

    def _window(self, begin: int) -> list[str]:
        return [self.p.low(at) for at in range(begin, min(begin + _CLAUSE, len(self.p)))]

    def _clause(self, begin: int) -> bool:
        """Tell whether a clause or a quotation starts soon after a verb."""
        window = self._window(begin)
        starts = window[:1] == [":"] or bool(saying.CLAUSE_STARTS.intersection(window[:1]))
        return starts or "that" in window or _QUOTE in window

    def _left(self, at: int, first: int) -> tuple[Span | None, ...]:
        """Read "…," she said; and what goes on behind a second comma."""
        p = self.p
        before, following = p.low(first - 1), p.low(at + 1)
        if first <= 1 or before not in {_QUOTE, ","}:
            return ()
        window = self._window(at + 1)
        right = "that" in window or _QUOTE in window
        if following not in _STOPS and (right or (before == "," and following not in saying.CIRCUMSTANCES)):
            return ()
        if following == ",":
            return p.span(0, first), p.span(at + 2, len(p))
        return (p.span(0, first),)

    def _hearer_end(self, begin: int) -> int:
        """Find where the words to a hearer start: "told the council that …"."""
        reach = range(begin, min(begin + _HEARER, len(self.p)))
        return next((at for at in reach if self.p.low(at) in _AFTER_HEARER), begin + 1)
