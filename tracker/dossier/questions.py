"""Sentences and the last dossier → what the sources ask or call unknown, and its life.

A question is raised, kept under its id, and answered by a later article or expired.
`asked` tells what a sentence asks, `answers` whether a later one speaks to it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.dossier.choice.agreement import overlap
from tracker.dossier.inquiry.answers import answers
from tracker.dossier.inquiry.asked import asked
from tracker.dossier.inquiry.matter import Matter, matter, same
from tracker.dossier.inquiry.raising import raising
from tracker.dossier.reading.senses import senses_of
from tracker.dossier.reading.sentence import kept
from tracker.dossier.standing import fresh
from tracker.model import Question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from tracker.dossier.material import Material, Sentence
    from tracker.model import Dossier

# Open ones on a page; more would not be followed.
MOST_OPEN = 8
# A question that nobody has spoken of for so long has left the story.
EXPIRY = timedelta(days=30)
# A sentence with this weighted share of a question's terms keeps it alive.
_MENTIONS = 0.4
# What was as good as said before the question came up is what it was asked beside, not its answer.
_BACKGROUND = 0.7


def questions(material: Material, last: Dossier | None, version: int) -> tuple[Question, ...]:
    """Write the questions of version `version`: those of `last` with their state now, then new ones.

    Ids are never used again. Of new ones only what is still open is raised, at most
    `MOST_OPEN` open in all; questions of the last version are all kept. The words for not
    knowing are English; stories in other languages raise none.
    """
    return _Book(material, last, version).written()


class _Book:
    """The questions of one story, and the sentences that may raise or answer them."""

    def __init__(self, material: Material, last: Dossier | None, version: int) -> None:
        self.material = material
        self.version = version
        self.new = fresh(material, last)
        self.former = last.open_questions if last else ()
        self.raised = raising(material) if material.english else []
        self.matters: dict[str, Matter] = {}

    def written(self) -> tuple[Question, ...]:
        """Give all questions, former ones first."""
        found = [self._renewed(former) for former in map(self._standing, self.former) if former]
        texts = [question.text for question in found]
        opened = sum(question.state == "open" for question in found)
        number = max((int(each.id[1:]) for each in self.former if each.id[1:].isdigit()), default=0)
        # No version raises more: what an earlier one raised, kept or dropped since, has a lower number.
        number = max(number, MOST_OPEN * (self.version - 1))
        for sentence in self._by_rank():
            if opened >= MOST_OPEN or any(self._alike(sentence.text, text) for text in texts):
                continue
            texts.append(sentence.text)
            question = self._judged(Question("", sentence.text, (sentence.number,), "open", self.version))
            if question.state == "open":
                number += 1
                opened += 1
                found.append(replace(question, id=f"q{number}"))
        return tuple(self._with_company(question) for question in found)

    def _by_rank(self) -> list[Sentence]:
        """Order the sentences that raise something: heavy with the story's matter first, then in order."""
        return sorted(self.raised, key=lambda s: (-self._centrality(s), s.number, s.position))

    def _centrality(self, sentence: Sentence) -> float:
        weights = self.material.weights
        return float(sum(weights.get(term, 0.0) ** 0.5 for term in sorted(set(sentence.terms))))

    # ------------------------------------------------------------ one question

    def _standing(self, question: Question) -> Question | None:
        """Keep a former question that a source still raises, and of its sources those that are left."""
        homes = self.material.index.same(question.text) or [
            sentence for sentence in self.raised if self._alike(question.text, sentence.text)
        ]
        if not homes:
            return None
        left = self._left(question.citations)
        if left.isdisjoint(sentence.number for sentence in homes):
            left.add(homes[0].number)
        return replace(question, text=homes[0].text, citations=tuple(sorted(left)))

    def _left(self, numbers: Iterable[int]) -> set[int]:
        return {number for number in numbers if number in self.material.published}

    def _renewed(self, question: Question) -> Question:
        if question.state == "answered":
            return self._settled(question)
        if question.state == "expired":
            again = self._asked_again(question)
            return self._judged(replace(question, state="open", settled_in=0)) if again else question
        # What the older articles say was judged when it was new; only the weights of words moved.
        return self._judged(question, self.new)

    def _settled(self, question: Question) -> Question:
        """Keep an answer that still stands; without it the question is open, unless another answers it."""
        left = self._left(question.answered_by)
        answering = self.material.index.same(question.answer)
        if left if not question.answer else any(sentence.number in left for sentence in answering):
            return replace(question, answered_by=tuple(sorted(left)))
        return self._judged(replace(question, state="open", answered_by=(), answer="", settled_in=0))

    def _asked_again(self, question: Question) -> bool:
        return any(s.number in self.new and self._alike(question.text, s.text) for s in self.raised)

    def _judged(self, question: Question, among: Collection[int] | None = None) -> Question:
        """Mark the question as answered, by the sources `among` these numbers, or expired."""
        mine = self._matter(question.text)
        heard = [s for s in self.material.sentences if among is None or s.number in among]
        found = self._answers(mine, self._last_asked(question), heard)
        if found:
            best = max(found, key=lambda s: (self._share(mine, s), -s.number, -s.position))
            return replace(
                question,
                state="answered",
                answered_by=tuple(sorted({s.number for s in found})),
                answer=best.text,
                settled_in=self.version,
            )
        if self._forgotten(question, mine):
            return replace(question, state="expired", settled_in=self.version)
        return question

    def _answers(self, mine: Matter, last: Sentence | None, heard: Iterable[Sentence]) -> list[Sentence]:
        """Find the sentences of later articles that speak to a question, and say what was not said before."""
        if last is None:
            return []
        later = [s for s in heard if s.number > last.number and s.published > last.published and s.readable]
        found = [s for s in later if answers(mine, s, self._mass)]
        if mine.asked.kind != "when":
            found = [s for s in found if not _of_old(s, last)]
        return [s for s in found if not self._background(s, mine, last)]

    def _background(self, sentence: Sentence, mine: Matter, last: Sentence) -> bool:
        """Tell whether a sentence says what an article already said when the question was last raised."""
        return any(
            old.published <= last.published
            and not asked(old.text)
            and overlap(sentence.terms, old.terms) >= _BACKGROUND
            and answers(mine, old, self._mass)
            for old in self.material.sentences
        )

    def _last_asked(self, question: Question) -> Sentence | None:
        """Find the newest sentence that raises it: what article 9 still asks, 7 did not answer."""
        asking = [s for s in self.raised if self._alike(question.text, s.text)]
        asking = asking or list(self.material.index.same(question.text))
        return max(asking, key=lambda s: (s.published, s.number), default=None)

    def _forgotten(self, question: Question, mine: Matter) -> bool:
        cited = [s.published for s in self.material.sources if s.number in question.citations]
        # Most stories are shorter than that: nothing else has to be looked at then.
        if not cited or not all(map(self._long_ago, cited)):
            return False
        return not any(
            not self._long_ago(s.published) and self._share(mine, s) >= _MENTIONS
            for s in self.material.sentences
        )

    def _long_ago(self, moment: datetime) -> bool:
        return self.material.newest - moment.date() > EXPIRY

    def _with_company(self, question: Question) -> Question:
        """Cite every source that raises the question."""
        if question.state != "open":
            return question
        numbers = {s.number for s in self.raised if self._alike(question.text, s.text)}
        return replace(question, citations=tuple(sorted({*question.citations, *numbers})))

    # ------------------------------------------------------------ terms

    def _matter(self, text: str) -> Matter:
        if text not in self.matters:
            home = next(iter(self.material.index.same(text)), None)
            self.matters[text] = matter(asked(text), text) if home is None else _matter_of(home)
        return self.matters[text]

    def _mass(self, found: Iterable[str]) -> float:
        # The rarer a term in the story, the more it tells what is asked: all share the story's own.
        return float(sum((1.0 + self.material.weights.get(term, 0.0)) ** -0.5 for term in sorted(found)))

    def _share(self, mine: Matter, sentence: Sentence) -> float:
        whole = self._mass(mine.senses)
        return self._mass(mine.senses & senses_of(sentence)) / whole if whole else 0.0

    def _alike(self, first: str, second: str) -> bool:
        """Tell whether two sentences raise the same question in other words."""
        return first == second or same(self._matter(first), self._matter(second), self._mass)


@kept(Matter)
def _matter_of(sentence: Sentence) -> Matter:
    return matter(asked(sentence.text), sentence.text, sentence.names)


def _of_old(sentence: Sentence, last: Sentence) -> bool:
    """Tell whether all that a sentence dates lies a month or more before the question was last raised."""
    limit = (last.published.date() - EXPIRY).isoformat()
    return bool(sentence.dates) and all(day < limit[: len(day)] for day in sentence.dates)
