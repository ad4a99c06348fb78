"""Open questions: the model asks what the sources ask, and names sentences that answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.dossier.choice.agreement import overlap
from tracker.dossier.inquiry.raising import raising
from tracker.dossier.questions import MOST_OPEN
from tracker.llm.answers import Asked, Questions, Settled
from tracker.llm.asking import Verdict
from tracker.llm.judge import Fault, carried, plain
from tracker.llm.prompts import Task
from tracker.model import Question
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.dossier.reading.sentence import Sentence
    from tracker.llm.desk import Desk
    from tracker.llm.fence import Sheet

# Beyond those that the engine found, a model may find so many.
_MORE = 2
# An answer's sentences speak of the question: they have so great a share of its content words.
ABOUT = 0.3


async def questions(desk: Desk, draft: Sequence[Question]) -> tuple[Question, ...]:
    """Word the new questions, and mark those that were open as answered where a new article says so.

    Raises Unanswered and ModelError.
    """
    places = [q for q in draft if q.state == "open" and desk.is_open(q.text, q.raised_in)]
    waiting = {q.id: q for q in draft if q.state == "open" and q not in places}
    asking = raising(desk.material) if desk.material.english else []
    asking += [s for s in desk.material.sentences if s.text.rstrip('”"»').endswith(("?", "？", "؟"))]
    if not desk.new or not desk.writes or not (places or waiting or asking):
        return tuple(draft)
    news = [s for s in desk.material.sentences if s.number in desk.new and s.readable]
    standing = [f"{q.id}: {q.text}" for q in waiting.values()]
    sheet = desk.sheet((desk.home(q.text) for q in places), [*asking, *news], standing)
    raised = frozenset(asking)

    def judge(answer: Questions) -> Verdict[Question]:
        judged = [_asked(desk, each, sheet, raised, draft) for each in answer.questions]
        judged += [_settled(desk, each, sheet, waiting) for each in answer.answered]
        faults = tuple(each for each in judged if isinstance(each, Fault))
        kept = tuple(each for each in judged if isinstance(each, Question))
        return Verdict(kept, faults, enough=not faults)

    most = min(len(places) + _MORE, MOST_OPEN)
    found = await desk.write(Task("open_questions", sheet, most, standing), Questions, judge)
    return _joined(desk, draft, places, found)


def _asked(
    desk: Desk, asked: Asked, sheet: Sheet, raised: frozenset[Sentence], draft: Sequence[Question]
) -> Question | Fault:
    text = plain(asked.text)
    cited = sheet.cited(asked.citations) or ()
    if not text.endswith(("?", "？", "؟")):
        return Fault("form", text, "it is no question")
    if raised.isdisjoint(cited):
        return Fault("citation", text, "no sentence that it cites asks this or calls it unknown")
    known = [q.text for q in draft if not desk.is_source(q.text)]
    fault = desk.judge.fault(text, cited, known, asks=True)
    numbers = tuple(sorted({sentence.number for sentence in cited}))
    return fault or Question("", text, numbers, "open", desk.version)


def _settled(desk: Desk, settled: Settled, sheet: Sheet, waiting: Mapping[str, Question]) -> Question | Fault:
    """Accept an answer from articles that are new, and speak of what was asked."""
    answer = plain(settled.answer)
    question = waiting.get(settled.id)
    cited = sheet.cited(settled.citations) or ()
    if question is None or any(sentence.number not in desk.new for sentence in cited):
        return Fault("citation", answer, "it answers no question that is open, or cites no new article")
    fault = desk.judge.fault(answer, cited)
    if fault is None and carried(question.text, cited) < ABOUT:
        fault = Fault("overlap", answer, "it does not answer this question")
    return fault or replace(
        question,
        state="answered",
        answered_by=tuple(sorted({sentence.number for sentence in cited})),
        answer=answer,
        settled_in=desk.version,
    )


def _joined(
    desk: Desk, draft: Sequence[Question], places: Sequence[Question], found: Sequence[Question]
) -> tuple[Question, ...]:
    """Give the model's wording to the questions that it words, mark the answered, and add what is new."""
    settled = {q.id: q for q in found if q.id}
    asked = [q for q in found if not q.id]
    joined: list[Question] = []
    for question in draft:
        worded = next((q for q in asked if question in places and _same(question, q)), None)
        if worded:
            asked.remove(worded)
            cited = tuple(sorted({*question.citations, *worded.citations}))
            joined.append(replace(question, text=worded.text, citations=cited))
        else:
            joined.append(settled.get(question.id, question))
    number = max((int(q.id[1:]) for q in draft if q.id[1:].isdigit()), default=0)
    number = max(number, MOST_OPEN * (desk.version - 1))
    room = MOST_OPEN - sum(q.state == "open" for q in joined)
    more = [q for q in asked if not desk.last or not desk.new.isdisjoint(q.citations)][: max(room, 0)]
    return (*joined, *(replace(q, id=f"q{at}") for at, q in enumerate(more, number + 1)))


def _same(question: Question, worded: Question) -> bool:
    """Tell whether a wording is of this question: it cites its article and shares its matter."""
    shared = not set(question.citations).isdisjoint(worded.citations)
    return shared and overlap(terms(question.text), terms(worded.text)) >= ABOUT
