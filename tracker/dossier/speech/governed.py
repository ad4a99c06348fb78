"""What a verb governs: the words of its sentence that are what was said, left or right of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.speech import saying
from tracker.dossier.speech.cue import SPEECH, Attribution, Cue, made
from tracker.dossier.speech.speech_verbs import INTENDING, PREPOSITIONAL, STRICT
from tracker.text.stopwords import word_set

if TYPE_CHECKING:
    from tracker.dossier.speech.clauses import Clauses
    from tracker.dossier.speech.tokens import Span

QUOTE = '"'
INTRODUCTION = 2
"""Words of an introduction ("But as") before who said it; what is said is longer."""
HEARER = 10
"""Words within which a hearer, or another aside, ends."""
# Words within which the start of a clause stands.
_CLAUSE = 8
_AFTER_HEARER = word_set("that to how whether what about why if , :") | {QUOTE}
# "Pressed by Ana Ruiz, he said": how a sentence opens that tells what brought somebody to speak.
_ASKED = word_set("asked pressed pushed questioned told faced still again despite")
_HOW = saying.CIRCUMSTANCES | word_set("who which whose")
# Words behind a verb that are more than the day on which it was said.
_INTRODUCED = 5
_STOPS = word_set(". , ; ? ! )")


class Governed:
    """Finds the content of the verbs of one sentence."""

    def __init__(self, p: Clauses) -> None:
        self.p = p

    def read(self, cue: Cue, first: int, source: Span) -> Attribution | None:
        """Read what stands left or right of a subject that starts at `first`, and its verb."""
        p = self.p
        if cue.kind in SPEECH and first < cue.start:
            spoken = self._spoken(cue, first)
            if spoken:
                return made(p, source, cue, *spoken)
        begin = self.right(cue)
        if not begin:
            return None
        relative = first < cue.start and p.low(cue.start - 1) in saying.RELATIVES
        aside = relative or bool({p.low(first - 1), p.low(first)} & saying.SUBORDINATORS)
        return made(p, source, cue, p.span(begin, p.clause_end(begin, cue.at, aside=aside)))

    def _spoken(self, cue: Cue, first: int) -> tuple[Span | None, ...]:
        """Read what was said before its verb; nothing where it stands behind."""
        p, following = self.p, self.p.low(cue.at + 1)
        if p.low(first - 1) == "as" and following in _STOPS:
            return (self._as_said(cue, first),)
        if first == 0 and p.quotation and self._is_tag(cue.at + 1):
            return (p.quotation,)
        return self._left(cue.at, first)

    def _is_tag(self, at: int) -> bool:
        """Tell whether nothing that could be said follows: "Ana Ruiz asked on Monday."."""
        rest = [self.p.low(k) for k in range(at, len(self.p))]
        ends = self.p.low(at) in _STOPS | saying.CIRCUMSTANCES
        return ends and QUOTE not in rest and "that" not in rest

    def _as_said(self, cue: Cue, first: int) -> Span | None:
        """Read "As Ana Ruiz said, …" and "…, as Ana Ruiz said"."""
        p = self.p
        if first <= INTRODUCTION:
            return p.span(cue.at + 2, p.clause_end(cue.at + 2))
        return p.span(0, first - 1)

    # ------------------------------------------------------------ left

    def _left(self, at: int, first: int) -> tuple[Span | None, ...]:
        """Read "…," she said; and what goes on behind a second comma."""
        p = self.p
        before = p.low(first - 1)
        if first <= 1 or before not in {QUOTE, ","} or self._goes_right(at, before):
            return ()
        if p.low(at + 1) == "," and (
            QUOTE in self._window(at + 2)[:2] or (before == "," and not self._aside(at + 2))
        ):
            return p.span(0, first), p.span(at + 2, len(p))
        return (p.span(0, first),)

    def _goes_right(self, at: int, before: str) -> bool:
        """Tell whether what is said stands behind the verb, though words before it end in a comma."""
        following, told = self.p.low(at + 1), saying.VERBS[self.p.low(at)][1] == "tell"
        if following in _STOPS:
            return False
        if self._introduces(at, before):
            return True
        window = self._window(at + 1)
        until = next((k for k, word in enumerate(window) if word in _STOPS), len(window))
        if before == QUOTE:
            return following in {"that", QUOTE, ":"} or (told and "that" in window[:until])
        if told:
            return bool(_AFTER_HEARER.intersection(window[:until]))
        return "that" in window or QUOTE in window or following not in saying.CIRCUMSTANCES

    def _introduces(self, at: int, before: str) -> bool:
        """Tell whether all before "Ana Ruiz said" is an opening phrase: "In a letter on Monday, …"."""
        p = self.p
        commas = sum(p.low(k) == "," for k in range(at))
        opens = p.low(0) in saying.PREPOSITIONS | saying.SUBORDINATORS | _ASKED or p.low(0).endswith("ing")
        if before == QUOTE:
            return opens and p.low(at + 1) in saying.CLAUSE_STARTS
        return opens and commas == 1 and len(p) > at + _INTRODUCED

    def _aside(self, at: int) -> bool:
        """Tell whether what follows a comma tells how it was said: "…, she said, adding that …"."""
        word = self.p.low(at)
        return word.endswith("ing") or (word in _HOW and word != "there")

    # ------------------------------------------------------------ right

    def right(self, cue: Cue) -> int:
        """Find where the content behind a verb starts; 0 where the verb governs none."""
        p, begin = self.p, cue.at + 1
        following = p.low(begin)
        if cue.kind == "tell":
            return self._hearer_end(begin)
        if following == "," and cue.kind in SPEECH:
            return begin + 1 if p.low(begin + 1) == QUOTE else self._behind_aside(begin)
        if following in PREPOSITIONAL.get(cue.lemma, ()):
            return begin + 1
        return 0 if following in saying.NO_CONTENT or self._governs_nothing(cue, following) else begin

    def _governs_nothing(self, cue: Cue, following: str) -> bool:
        """Tell whether a verb has another sense with the word that follows."""
        if cue.kind == "speak" or (cue.lemma == "call" and following in {"off", "back", "up"}):
            return True
        if cue.kind == "judge" and following in saying.PREPOSITIONS:
            return True
        if cue.lemma in INTENDING and following != "to":
            return True
        return cue.lemma in STRICT and not self._clause(cue.at + 1)

    def _behind_aside(self, begin: int) -> int:
        """Find the content in "said, without any proof, that …"."""
        reach = range(begin + 1, min(begin + HEARER, len(self.p)))
        return next((k for k in reach if self.p.low(k) == "that" and self.p.low(k - 1) == ","), 0)

    def _hearer_end(self, begin: int) -> int:
        """Find where the words to a hearer start: "told the council that …"."""
        reach = range(begin, min(begin + HEARER, len(self.p)))
        return next((at for at in reach if self.p.low(at) in _AFTER_HEARER), begin + 1)

    def _window(self, begin: int) -> list[str]:
        return [self.p.low(at) for at in range(begin, min(begin + _CLAUSE, len(self.p)))]

    def _clause(self, begin: int) -> bool:
        """Tell whether a clause or a quotation starts soon after a verb."""
        window = self._window(begin)
        starts = window[:1] == [":"] or bool(saying.CLAUSE_STARTS.intersection(window[:1]))
        return starts or "that" in window or QUOTE in window or self._finite(window)

    def _finite(self, window: list[str]) -> bool:
        """Tell whether a subject and an auxiliary follow: "suggested Ana Ruiz had lied"."""
        ends = saying.BREAKS | {",", "to"}
        until = next((k for k, word in enumerate(window) if word in ends), len(window))
        return bool(saying.AUXILIARIES.intersection(window[1:until]))
