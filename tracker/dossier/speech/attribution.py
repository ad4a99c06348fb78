"""A text and its sentences → who says what, as spans of characters.

Rules over words, without a parser: find a cue (a verb, noun or adjective of saying or
thinking, "according to"), the noun phrase that is its subject, and the clause or quotation it
governs. The three spans are those of PolNeAR (Newell et al., LREC 2018): source, cue, content.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from tracker.dossier.speech.attitudes import NOUNS, STATES
from tracker.dossier.speech.clauses import Clauses
from tracker.dossier.speech.cue import SPEECH, Attribution
from tracker.dossier.speech.nominal import Nominal
from tracker.dossier.speech.saying import VERBS
from tracker.dossier.speech.tokens import Span, quoted_spans, tokens
from tracker.dossier.speech.verbal import Verbal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Attribution", "attributions"]

# Words of a sentence that are read: longer ones are lists, or made to keep a reader busy.
_LONGEST = 400
# Any attribution has one of these words for its cue, but for a label ("Ana Ruiz: …").
_CUES = frozenset((*VERBS, *NOUNS, *STATES, "according", "like"))
_WORD = re.compile(r"\w+")


def attributions(text: str, sentences: Sequence[Span]) -> Iterator[Attribution]:
    """Every attribution of `text`, in order; `sentences` are its sentences' spans, in order.

    They are flat: what somebody is said to say, and what a source is described by, is not
    searched for further sayings, for it is the sayer's word and not the text's.
    """
    quotes = quoted_spans(text)
    for index, span in enumerate(sentences):
        if not _may_attribute(text[slice(*span)]):
            continue
        before = _quotation_before(text, span[0], quotes)
        yield from _flat(_found(Clauses(tokens(text, span, quotes)[:_LONGEST], index, before)))


def _may_attribute(sentence: str) -> bool:
    """Tell, quickly, whether a sentence may have a cue or a label; a third has neither."""
    return ":" in sentence or not _CUES.isdisjoint(_WORD.findall(sentence.casefold()))


def _quotation_before(text: str, start: int, quotes: Sequence[Span]) -> Span | None:
    """Find the quotation that ends where a sentence starts: "Is it late?" | Ana Ruiz asked."""
    at = bisect_right(quotes, start, key=lambda quote: quote[1]) - 1
    return quotes[at] if at >= 0 and not text[quotes[at][1] : start].strip() else None


def _found(p: Clauses) -> Iterator[Attribution]:
    """Find all attributions of a sentence, in order of their cues."""
    nominal, verbal = Nominal(p), Verbal(p)
    label = nominal.label()
    outer: list[Attribution] = [label] if label else []
    yield from outer
    for at, token in enumerate(p.tokens):
        if token.quoted or token.low not in _CUES:
            continue
        found = nominal.at(at) or verbal.at(at)
        if not found:
            continue
        if not any(_inside(found.cue, other) for other in outer):
            outer.append(found)
            if found.source and not (p.last and p.subordinate(found.source)):
                p.last = found.source
        yield found


def _flat(found: Iterator[Attribution]) -> Iterator[Attribution]:
    """Leave out what stands in another's source or content."""
    every = list(found)
    sources = [each.source for each in every if each.source and not each.inherited]
    outer = [each for each in every if not _within(each.cue, sources)]
    kept: list[Attribution] = []
    for each in sorted(outer, key=_rank):
        if not any(_inside(each.cue, other) or _inside(other.cue, each) for other in kept):
            kept.append(each)
    yield from sorted(kept, key=lambda each: each.cue)


def _rank(found: Attribution) -> tuple[bool, Span]:
    left = any(start < found.cue[0] for start, _ in found.content)
    return not (left and found.kind in SPEECH), found.cue


def _inside(cue: Span, other: Attribution) -> bool:
    return _within(cue, [*other.content, other.source] if other.source else other.content)


def _within(cue: Span, spans: Sequence[Span]) -> bool:
    return any(start <= cue[0] and cue[1] <= end for start, end in spans)
