"""A text and its sentences → who says what, as spans of characters.

Rules over words, without a parser: find a cue (a verb of saying or thinking, "according
to"), the noun phrase before or behind it, and the clause or quotation it governs. The three
spans are those of PolNeAR (Newell et al., LREC 2018): source, cue, content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier import saying
from tracker.dossier.phrases import Phrases, Span, quoted_spans, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_QUOTE = '"'


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (`source`, None where nobody is named) says (`cue`) what (`content`).

    Spans are offsets into the text; `sentence` is the index of the sentence they stand in.
    `lemma` is the cue's dictionary form.
    """

    sentence: int
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    lemma: str
    kind: str


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

    def _made(
        self, source: Span | None, cue: tuple[int, int], lemma: str, kind: str, *content: Span | None
    ) -> Attribution | None:
        spans = tuple(span for span in content if span)
        cue_span = self.p.span(*cue)
        if not spans or not cue_span:
            return None
        return Attribution(self.index, source, cue_span, spans, lemma, kind)

    def _label(self) -> Attribution | None:
        """A name, a colon, and what follows: an interview, or a headline."""
        colon = next((k for k in range(1, min(8, len(self.p))) if self.p.low(k) == ":"), 0)
        if not colon or not all(t.text[0].isupper() or t.text == "." for t in self.p.tokens[:colon]):
            return None
        source = self.p.span(0, colon)
        return self._made(source, (colon, colon + 1), ":", "say", self.p.span(colon + 1, len(self.p)))

    def _according(self, at: int) -> Attribution | None:
        end = self.p.after(at + 2)
        source = self.p.span(at + 2, end)
        content = self.p.span(0, at) if at > 3 else self.p.span(end, len(self.p))
        return self._made(source, (at, at + 2), "according to", "say", content) if source else None

    def _noun(self, at: int) -> Attribution | None:
        owner = at - 1
        while owner > 0 and self.p.low(owner) not in saying.DETERMINERS and at - owner < 4:
            owner -= 1
        if self.p.low(owner) == "'s":
            start = self.p.before(owner)
            source = self.p.span(start, owner)
        else:
            source = (
                self.p.span(owner, owner + 1)
                if self.p.low(owner) in {"his", "her", "their", "my", "our"}
                else None
            )
            if source is None:
                source = self.last or None
        end = self.p.clause_end(at + 1)
        return self._made(source, (at, at + 1), self.p.low(at), "say", self.p.span(at + 1, end))

    def _state(self, at: int) -> Attribution | None:
        start = self.p.verb_start(at)
        if start == at or not any(self.p.low(k) in saying.BE for k in range(start, at)):
            return None
        if self.p.low(at + 1) not in {
            "that",
            "about",
            "to",
            "of",
            "with",
            "by",
            "he",
            "she",
            "they",
            "we",
            "the",
        }:
            return None
        first = self.p.before(start)
        source = self.p.span(first, start)
        content = self.p.span(at + 1, self.p.clause_end(at + 1))
        return self._made(source, (start, at + 1), self.p.low(at), "think", content) if source else None

    # ------------------------------------------------------------ verbs

    def _is_verb(self, at: int) -> bool:
        token = self.p.tokens[at]
        lemma, kind = saying.VERBS[token.low]
        previous, following = self.p.low(at - 1), self.p.low(at + 1)
        if (token.text[0].isupper() and at > 0) or previous in saying.DETERMINERS - {"that"}:
            return False
        if token.low.endswith("ing"):
            return previous != "of"
        if previous in saying.PREPOSITIONS:
            return False
        if token.low in saying.NOUN_FORMS and previous not in saying.AUXILIARIES | saying.PRONOUNS | {
            "to",
            "who",
        }:
            clause = following in saying.CLAUSE_STARTS | {"for", "on"}
            return clause and (token.low != lemma or previous.endswith("s"))
        return True

    def _verb(self, at: int) -> Attribution | None:
        p = self.p
        word = p.low(at)
        lemma, kind = saying.VERBS[word]
        start = p.verb_start(at)
        be = any(p.low(k) in saying.BE for k in range(start, at))
        ing = word.endswith("ing") and not be
        if start == at and not ing and kind in {"say", "think", "tell"}:
            found = self._inverted(at, lemma, kind)
            if found:
                return found
        if p.low(at + 1) == "by" and (be or start == at) and not word.endswith("ing"):
            return self._agent(at, start, lemma, kind)
        if be and not word.endswith("ing"):
            return self._passive(at, lemma, kind)
        first, source = self._subject(at, start, ing=ing)
        if source is None:
            return None
        return self._governed(at, start, first, source, lemma, kind)

    def _inverted(self, at: int, lemma: str, kind: str) -> Attribution | None:
        """ "…," said Ana Ruiz."""
        p = self.p
        end = p.after(at + 1)
        if at < 3 or end == at + 1 or p.low(at - 1) not in {_QUOTE, ","}:
            return None
        if p.low(at - 1) == "," and (p.low(end) not in {".", ","} or p.before(at) == 0):
            return None
        return self._made(p.span(at + 1, end), (at, at + 1), lemma, kind, p.span(0, at))

    def _agent(self, at: int, start: int, lemma: str, kind: str) -> Attribution | None:
        """The plan was criticised by Ana Ruiz."""
        p = self.p
        end = p.after(at + 2)
        if end == at + 2:
            return None
        return self._made(p.span(at + 2, end), (start, at + 1), lemma, kind, p.span(p.before(start), start))

    def _passive(self, at: int, lemma: str, kind: str) -> Attribution | None:
        """The plan is expected to …: content without a source."""
        if kind == "judge" or (kind in {"want", "think"} and lemma != "expect"):
            return None
        return self._made(None, (at, at + 1), lemma, kind, self.p.span(at + 1, self.p.clause_end(at + 1)))

    def _subject(self, at: int, start: int, *, ing: bool) -> tuple[int, Span | None]:
        p = self.p
        before = p.low(start - 1)
        if ing or before in {"and", "but", "to"} or start == 0:
            return start, self.last or p.main_subject(at)
        first = p.before(start)
        return first, p.span(first, start)

    def _governed(
        self, at: int, start: int, first: int, source: Span, lemma: str, kind: str
    ) -> Attribution | None:
        p = self.p
        following = p.low(at + 1)
        content = self._left(at, first) if kind in {"say", "think", "tell"} and first < start else ()
        if content:
            return self._made(source, (start, at + 1), lemma, kind, *content)
        begin = at + 1
        if kind == "tell":
            begin = self._hearer_end(begin)
        elif following == "," and p.low(at + 2) == _QUOTE:
            begin = at + 2
        elif following in {",", ".", "?", "!"}:
            return None
        elif lemma in saying.STRICT and not self._clause(begin):
            return None
        elif lemma == "call" and following in {"off", "back", "up"}:
            return None
        return self._made(source, (start, at + 1), lemma, kind, p.span(begin, p.clause_end(begin)))

    def _clause(self, begin: int) -> bool:
        """Whether a clause or a quotation starts soon after a verb."""
        p = self.p
        window = [p.low(k) for k in range(begin, min(begin + 7, len(p)))]
        return bool(window) and (
            window[0] in saying.CLAUSE_STARTS | {":", _QUOTE} or "that" in window or _QUOTE in window
        )

    def _left(self, at: int, first: int) -> tuple[Span | None, ...]:
        """What is said before "…," she said; with what goes on behind a comma."""
        p = self.p
        if first < 2 or p.low(first - 1) not in {_QUOTE, ","}:
            return ()
        following = p.low(at + 1)
        quote = p.low(first - 1) == _QUOTE
        ends = following in {".", ",", ";", "?", "!", ")"}
        if not (ends or quote or (following in saying.CIRCUMSTANCES and not self._that(at + 1))):
            return ()
        if quote and not ends and self._that(at + 1):
            return ()
        left = p.span(0, first)
        if following == ",":
            return left, p.span(at + 2, len(p))
        return (left,)

    def _that(self, begin: int) -> bool:
        window = [self.p.low(k) for k in range(begin, min(begin + 9, len(self.p)))]
        return "that" in window or _QUOTE in window

    def _hearer_end(self, begin: int) -> int:
        """Where the words to a hearer start: "told the council that …"."""
        for at in range(begin, min(begin + 10, len(self.p))):
            if self.p.low(at) in {
                "that",
                "to",
                "how",
                "whether",
                "what",
                "about",
                "why",
                "if",
                ",",
                ":",
                _QUOTE,
            }:
                return at
        return begin + 1
