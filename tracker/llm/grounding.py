"""A model's sentences ↔ the sentences of articles that they were made from.

The extractive engine knows what of a dossier still stands by finding its very sentences. So the
last dossier is shown to it with each sentence of a model replaced by the one it is nearest to; what
the engine then keeps gets its wording back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.llm.judge import carried

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.llm.judge import Judge
    from tracker.model import Claim, Dossier, Event, Perspective, Question, Tension

# What stands above may be told in the narrative once it stands there no longer.
_LET_GO = ("what", "why_it_matters")


class Grounding:
    """The last dossier in sentences of the articles, and the way back to its wording.

    `whole` tells whether all of it still holds.
    """

    def __init__(self, last: Dossier, material: Material, judge: Judge) -> None:
        self._material = material
        self._judge = judge
        self._wording: dict[tuple[str, str], str] = {}
        self._taken: set[tuple[str, str]] = set()
        self.whole = True
        self.last = self._grounded(last)

    def worded(self, draft: Dossier) -> Dossier:
        """Give what a draft keeps of the last dossier in the words that it had there."""
        return replace(
            draft,
            what=self._claims_worded("what", draft.what),
            why_it_matters=self._claims_worded("why_it_matters", draft.why_it_matters),
            key_points=self._claims_worded("key_points", draft.key_points),
            open_questions=tuple(map(self._question_worded, draft.open_questions)),
            narrative=tuple(self._claims_worded("narrative", paragraph) for paragraph in draft.narrative),
            timeline=tuple(replace(e, text=self._words("timeline", e.text)) for e in draft.timeline),
            perspectives=tuple(map(self._view_worded, draft.perspectives)),
            tensions=tuple(
                replace(t, sides=(self._worded("tensions", t.sides[0]), self._worded("tensions", t.sides[1])))
                for t in draft.tensions
            ),
        )

    # ------------------------------------------------------------ to the articles' sentences

    def _grounded(self, last: Dossier) -> Dossier:
        return replace(
            last,
            what=self._claims("what", last.what),
            why_it_matters=self._claims("why_it_matters", last.why_it_matters),
            key_points=self._claims("key_points", last.key_points),
            open_questions=tuple(map(self._question, last.open_questions)),
            narrative=tuple(self._claims("narrative", paragraph) for paragraph in last.narrative),
            timeline=tuple(map(self._event, last.timeline)),
            perspectives=tuple(map(self._view, last.perspectives)),
            tensions=tuple(map(self._tension, last.tensions)),
        )

    def _claims(self, section: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        return tuple(self._claim(section, claim) for claim in claims)

    def _claim(self, section: str, claim: Claim) -> Claim:
        return replace(claim, text=self._text(section, claim.text, claim.citations))

    def _event(self, event: Event) -> Event:
        return replace(event, text=self._text("timeline", event.text, event.citations, event.date))

    def _question(self, question: Question) -> Question:
        text = self._text("open_questions", question.text, question.citations)
        answer = question.answer and self._text("answers", question.answer, question.answered_by)
        return replace(question, text=text, answer=answer)

    def _view(self, view: Perspective) -> Perspective:
        stance = self._claim("perspectives", view.stance)
        return replace(view, stance=stance, quotes=self._claims("quotes", view.quotes))

    def _tension(self, tension: Tension) -> Tension:
        first, second = tension.sides
        sides = (self._claim("tensions", first), self._claim("tensions", second))
        return replace(tension, sides=sides)

    def _text(self, section: str, text: str, citations: Iterable[int], date: str = "") -> str:
        """Give the sentence that a text is, or was made from; the text itself where it no longer holds."""
        numbers = set(citations)
        gone = not numbers <= self._material.published.keys()
        if any(sentence.number in numbers for sentence in self._material.index.same(text)):
            self.whole = self.whole and not gone
            self._taken.add((section, text))
            return text
        if gone or not self._judge.stands(text, numbers):
            self.whole = False
            return text
        home = self._home(section, text, numbers, date)
        if home is None:  # a second sentence made from the same one: it stands for as long as no news comes
            return text
        self._wording[section, home.text] = text
        self._taken.add((section, home.text))
        return home.text

    def _home(self, section: str, text: str, numbers: set[int], date: str) -> Sentence | None:
        """Find the sentence nearest to a text that no other of its section was made from."""
        near = [
            s
            for s in self._material.sentences
            if s.number in numbers and (section, s.text) not in self._taken and carried(text, [s]) > 0
        ]
        return max(
            near,
            key=lambda s: (date in s.dates, carried(text, [s]), -len(s.terms), -s.number, -s.position),
            default=None,
        )

    # ------------------------------------------------------------ and back

    def _words(self, section: str, text: str) -> str:
        sections = (section, *_LET_GO) if section == "narrative" else (section,)
        return next((self._wording[s, text] for s in sections if (s, text) in self._wording), text)

    def _worded(self, section: str, claim: Claim) -> Claim:
        return replace(claim, text=self._words(section, claim.text))

    def _claims_worded(self, section: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        return tuple(self._worded(section, claim) for claim in claims)

    def _question_worded(self, question: Question) -> Question:
        answer = self._words("answers", question.answer)
        return replace(question, text=self._words("open_questions", question.text), answer=answer)

    def _view_worded(self, view: Perspective) -> Perspective:
        quotes = self._claims_worded("quotes", view.quotes)
        return replace(view, stance=self._worded("perspectives", view.stance), quotes=quotes)
