"""What an attribution is, and the cue that it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier.speech.tokens import Span  # noqa: TC001 - msgspec reads the annotations at run time

if TYPE_CHECKING:
    from tracker.dossier.speech.clauses import Clauses


SPEECH = frozenset({"say", "tell", "think"})
"""Classes of verbs that may stand behind what they govern: "…," she said."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb (noun, adjective) at token `at`, its group from `start`, its dictionary form and class."""

    at: int
    start: int
    lemma: str
    kind: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (`source`, None where nobody is named) says (`cue`) what (`content`).

    Spans are offsets into the text; `sentence` is the index of the sentence they stand in.
    `lemma` is the cue's dictionary form, `kind` its class (`speech_verbs.Kind`). `inherited`: the
    source stands not beside the cue but is the last one before it, or the sentence's subject.
    """

    sentence: int
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    lemma: str
    kind: str
    inherited: bool = False


def made(p: Clauses, source: Span | None, cue: Cue, *content: Span | None) -> Attribution | None:
    """Make the attribution; None without any content."""
    spans = tuple(span for span in content if span)
    cue_span = p.span(cue.start, cue.at + 1)
    if not spans or not cue_span:
        return None
    return Attribution(p.index, source, cue_span, spans, cue.lemma, cue.kind)
