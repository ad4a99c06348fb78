"""What a dossier says is found in the articles it cites, or it is dropped and counted.

Quotations and figures are found exactly, after folding spaces, quotation marks, dashes and
case: a fuzzy rule at 85 per cent lets one changed word in seven through.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from tracker.dossier.evidence import Evidence, numbers, quoted
from tracker.dossier.reading.analysis import plain_title
from tracker.text.clean import line
from tracker.text.dates import mentions
from tracker.text.figures import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.dossier import Cited
    from tracker.model import Answer, Claim, Dossier, Event, Perspective, Question, Tension

_Entry = TypeVar("_Entry")

# "v3" in the note of an evolution is a version of ours, no figure of a source; nor are the citations
# behind it.
_VERSION = re.compile(r"\bv\d+\b")
_CITED = re.compile(r"\s*((?:\[\d+\])+)$")
# A date as the timeline has it.
_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def check(dossier: Dossier, articles: Sequence[Cited]) -> Dossier:
    """Drop every entry that its cited articles do not carry, and add their count to `dropped`.

    What stays is on one clean line, its citations ascending and once each. Checking a
    checked dossier changes nothing.
    """
    return Checker(articles).dossier(dossier)


def check_answer(answer: Answer, articles: Sequence[Cited]) -> Answer:
    """Drop every sentence that its cited articles do not carry, as "evidence", and sources not cited."""
    return Checker(articles).answer(answer)


def holds(text: str, citations: Iterable[int], articles: Sequence[Cited]) -> bool:
    """Tell whether all quotations, figures and dates of `text` stand in the articles it cites."""
    return Checker(articles).holds(text, tuple(citations))


class Checker:
    """Checks the parts of one dossier, and counts what it drops.

    `evidence` has the articles by citation number, prepared for being searched.
    """

    def __init__(self, articles: Sequence[Cited]) -> None:
        self.evidence = {cited.number: Evidence(cited.article) for cited in articles}
        self._dropped = 0

    def dossier(self, draft: Dossier) -> Dossier:
        """Check section by section."""
        checked = replace(
            draft,
            title=self._title(draft),
            what=self._claims(draft.what),
            why_it_matters=self._claims(draft.why_it_matters),
            key_points=self._claims(draft.key_points),
            open_questions=self._kept(map(self._question, draft.open_questions)),
            narrative=tuple(filter(None, map(self._claims, draft.narrative))),
            timeline=self._kept(map(self._event, draft.timeline)),
            perspectives=self._kept(map(self._perspective, draft.perspectives)),
            tensions=self._kept(map(self._tension, draft.tensions)),
        )
        return replace(checked, dropped=draft.dropped + self._dropped)

    def answer(self, draft: Answer) -> Answer:
        """Check the sentences of an answer, and leave the sources that they cite."""
        claims = self._claims(draft.claims)
        dropped = (("evidence", self._dropped),) if self._dropped else ()
        cited = {number for claim in claims for number in claim.citations}
        sources = tuple(source for source in draft.sources if source.number in cited)
        return replace(draft, claims=claims, sources=sources, dropped=(*draft.dropped, *dropped))

    def holds(self, text: str, citations: tuple[int, ...]) -> bool:
        """Tell whether `text` holds; a sentence that stands word for word in one article does."""
        if not text or not citations or any(number not in self.evidence for number in citations):
            return False
        quotations = quoted(text)
        if quotations == () and not numbers(text) and not figures(text):
            return True  # there is nothing that would have to be found
        cited = [self.evidence[number] for number in citations]
        if any(article.has(text) for article in cited):
            return True
        return (
            quotations is not None
            and all(any(article.has(quotation) for article in cited) for quotation in quotations)
            and _counted(text, cited)
        )

    def _kept(self, entries: Iterable[_Entry | None]) -> tuple[_Entry, ...]:
        """Leave out, and count, the entries that failed."""
        entries = list(entries)
        self._dropped += sum(entry is None for entry in entries)
        return tuple(entry for entry in entries if entry is not None)

    def _claims(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        return self._kept(map(self._claim, claims))

    def _claim(self, claim: Claim) -> Claim | None:
        text, citations = line(claim.text), _ordered(claim.citations)
        return replace(claim, text=text, citations=citations) if self.holds(text, citations) else None

    def _title(self, draft: Dossier) -> str:
        """Keep a title whose figures and quotations some source has; else take the first source's own."""
        title, every = line(draft.title), self.evidence.values()
        if not draft.sources or not every or any(title == plain_title(one.article) for one in every):
            return title
        if self.holds(title, tuple(self.evidence)):
            return title
        self._dropped += 1
        return line(next(iter(self.evidence.values())).article.title)

    def _event(self, event: Event) -> Event | None:
        text, citations = line(event.text), _ordered(event.citations)
        if not self.holds(text, citations) or not _ISO.fullmatch(event.date):
            return None
        if not any(_happens(text, event.date, self.evidence[number]) for number in citations):
            return None
        return replace(event, text=text, citations=citations)

    def _question(self, question: Question) -> Question | None:
        """Check question and answer apart: a question whose answer fails is open again."""
        text, citations = line(question.text), _ordered(question.citations)
        if not self.holds(text, citations):
            return None
        question = replace(question, text=text, citations=citations)
        answer, answered_by = line(question.answer), _ordered(question.answered_by)
        if question.state != "answered":
            return replace(question, answer="", answered_by=())
        if answered_by and (self.holds(answer, answered_by) if answer else self._known(answered_by)):
            return replace(question, answer=answer, answered_by=answered_by)
        self._dropped += 1
        return replace(question, state="open", answer="", answered_by=())

    def _known(self, citations: tuple[int, ...]) -> bool:
        return all(number in self.evidence for number in citations)

    def _perspective(self, perspective: Perspective) -> Perspective | None:
        """Drop an actor whose stance fails; of the others, the quotations that fail."""
        stance = self._claim(perspective.stance)
        if stance is None:
            return None
        quotes = self._kept(map(self._quote, perspective.quotes))
        evolution = replace(perspective.evolution, note=self._note(perspective.evolution.note))
        return replace(
            perspective,
            actor=line(perspective.actor),
            stance=stance,
            quotes=quotes,
            evolution=evolution,
        )

    def _note(self, note: str) -> str:
        """Keep the note of an evolution if the articles that it cites carry it; all, if it cites none."""
        note = line(note)
        said, marks, _ = _CITED.split(note) if _CITED.search(note) else (note, "", "")
        cited = tuple(map(int, re.findall(r"\d+", marks))) or tuple(self.evidence)
        return note if self.holds(_VERSION.sub("", said), cited) else ""

    def _quote(self, quote: Claim) -> Claim | None:
        """Check that a quotation stands word for word in an article it cites, with or without its marks."""
        text, citations = line(quote.text), _ordered(quote.citations)
        if not citations or not self._known(citations):
            return None
        bare = text.strip("\"“”«»„‘’' ")
        if any(self.evidence[number].has(bare) for number in citations) or (
            quoted(text) and self.holds(text, citations)
        ):
            return replace(quote, text=text, citations=citations)
        return None

    def _tension(self, tension: Tension) -> Tension | None:
        """Drop a tension if either side fails, or its own words say more than the sides' sources."""
        first, second = map(self._claim, tension.sides)
        text = line(tension.text)
        if first is None or second is None:
            return None
        if not self.holds(text, _ordered(first.citations + second.citations)):
            return None
        a, b = map(line, tension.between)
        return replace(tension, between=(a, b), text=text, sides=(first, second))


def _ordered(citations: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(citations)))


def _happens(text: str, date: str, article: Evidence) -> bool:
    """Tell whether an article dates an event so: in the event's own sentence, or anywhere."""
    own = mentions(text, article.article.published) if article.has(text) else ()
    return any(mention.iso.startswith(date) for mention in own) or article.has_date(date)


def _counted(text: str, cited: Sequence[Evidence]) -> bool:
    """Tell whether every figure, date and other number of a text is in one of the cited articles."""
    found = figures(text)
    if not all(any(article.has_quantity(figure) for article in cited) for figure in found):
        return False
    rest = [
        (number, start, end)
        for number, start, end in numbers(text)
        if not any(figure.start <= start and end <= figure.end for figure in found)
    ]
    return all(any(_dated(text, *number, article) for article in cited) for number in rest)


def _dated(text: str, number: str, start: int, end: int, article: Evidence) -> bool:
    """Tell whether an article has the date that a number is part of, or else the number as it stands."""
    for mention in mentions(text, article.article.published):
        if mention.start <= start and end <= mention.end:
            return article.has(mention.text) or article.has_date(mention.iso)
    return article.has(number)
