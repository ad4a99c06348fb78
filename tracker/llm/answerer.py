"""The answerer that has a model answer, and always gives what the sources say themselves where it can't."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.dossier.asking.extractive import ExtractiveAnswerer, told
from tracker.dossier.asking.question import read
from tracker.dossier.asking.ranking import Ranking
from tracker.dossier.choice.choose import stateable
from tracker.dossier.material import gather
from tracker.dossier.reading.memory import Memory
from tracker.errors import StoppedError
from tracker.llm.answers import Claims
from tracker.llm.asking import Asker, Unanswered, Verdict
from tracker.llm.attended import attended
from tracker.llm.desk import MOST_ROOM, Desk
from tracker.llm.excerpt import excerpt
from tracker.llm.fence import Sheet
from tracker.llm.guards import Around
from tracker.llm.inquiry import around, question_prompt
from tracker.llm.judge import Fault, Judge
from tracker.llm.ports import ModelError
from tracker.llm.prompts import Task
from tracker.model import Answer
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier import Cited
    from tracker.dossier.reading.sentence import Sentence
    from tracker.llm.ports import Model
    from tracker.model import Claim

# So many sentences a model may write, and so many of the nearest it sees before all others, each with those
# beside it.
MOST, NEAREST = 4, 12
# Of what the articles know of a question, a sentence of a model speaks with those that it cites of so much.
RELEVANT = 0.3


class LlmAnswerer:
    """Has a model say in its own words what the articles answer; each sentence is judged like a dossier's."""

    waits = True

    def __init__(self, model: Model, around: Around | None = None, memory: Memory | None = None) -> None:
        self._model = model
        self._around = around or Around()
        self.memory = memory or Memory()
        self.name = f"llm {model.name}"

    def nearest(self, question: str, articles: Sequence[Cited]) -> Answer:
        """Give the best sentences of the sources; the model is not asked."""
        return replace(ExtractiveAnswerer(self.memory).nearest(question, articles), engine=self.name)

    def answer(self, question: str, articles: Sequence[Cited]) -> Answer:
        """Have the model answer, within the time that it has for one; raises StoppedError.

        Where it fails, or says what the articles do not, the best sentences stand in its place.
        """
        if not articles:
            return Answer(question, self.name)
        material = gather(articles, self.memory)
        ranking = Ranking(read(question), material)
        nearest = told(ranking, material, self.name)
        if not (ranking.question.words or ranking.question.asks_all):
            return nearest
        judge = Judge(articles, material, self._around.guards)
        asker = Asker(self._model, articles, self._around)
        desk = Desk(material, judge, asker, self._around, None, 1, frozenset())
        return asyncio.run(self._attended(_Inquiry(desk, ranking, nearest)))

    async def _attended(self, inquiry: _Inquiry) -> Answer:
        self._model.load()
        if self._around.oversight:
            self._around.oversight.progress("answer", 0, 1)
        stopped = StoppedError("The question was left unanswered.", "Ask it again at any time.")
        return await attended(inquiry.answered(), self._model, self._around.oversight, stopped)


@dataclass(slots=True)
class _Inquiry:
    """One question put to the model; `nearest` is what the sources say themselves."""

    desk: Desk
    ranking: Ranking
    nearest: Answer

    async def answered(self) -> Answer:
        """Give the model's sentences that hold, or the nearest with the reason why."""
        desk, bounds = self.desk, self.desk.around.bounds
        # Who asks waits before the screen: not longer than for one answer of a dossier.
        seconds = min(bounds.deadline, bounds.patience)
        claims: tuple[Claim, ...] = ()
        try:
            async with asyncio.timeout(seconds):
                claims = await self._claims()
        except TimeoutError:
            why = f"The {seconds:g} seconds for an answer were over."
        except Unanswered as unanswered:
            why = str(unanswered)
        except ModelError as error:
            why = error.message
        else:
            why = "" if claims else "The model found no sentence that answers."
        stands_in = not claims and desk.around.guards.stand_in
        return replace(
            self.nearest,
            claims=self.nearest.claims if stands_in else claims,
            unknown=self.nearest.unknown if stands_in else self._unknown(),
            written=sum(not desk.is_source(claim.text) for claim in claims),
            replaced=why if stands_in and self.nearest.claims else "",
            failed=why if stands_in and not self.nearest.claims else "",
            dropped=tuple(sorted(desk.tally.dropped.items())),
            requests=desk.tally.requests,
            read=desk.asker.usage.read,
            wrote=desk.asker.usage.written,
            cost=desk.asker.usage.cost or 0.0,
        )

    def _unknown(self) -> tuple[str, ...]:
        """Name the words of the question where no article has one: what answers is the model's judgement."""
        return self.ranking.unknown if self.ranking.strange else ()

    async def _claims(self) -> tuple[Claim, ...]:
        """Have an answer written or, by a model that is trusted with no more, the nearest shortened."""
        desk = self.desk
        if desk.around.style == "shorten":
            return await desk.all_shortened(self.nearest.claims)
        task = Task("answer", self._sheet(), MOST)
        if not task.sheet.marks:
            raise Unanswered("nothing fits the model's context")
        guards, bounds = desk.around.guards, desk.around.bounds
        prompt = question_prompt(
            self.nearest.question, task.sheet, MOST, examples=guards.examples, longest=bounds.answer
        )
        return await desk.asker.ask(prompt, Claims, lambda answer: self._judged(answer, task), desk.tally)

    def _sheet(self) -> Sheet:
        """Lay out the nearest sentences with those beside them, and what else there is room for."""
        desk, material = self.desk, self.desk.material
        near = [sentence for _, sentence in self.ranking.best[:NEAREST]]
        near = near or [desk.home(claim.text) for claim in self.nearest.claims]
        beside = [other for sentence in near for other in material.index.beside(sentence)]
        first: tuple[Sentence, ...] = tuple(dict.fromkeys((*near, *beside)))
        bounds = desk.around.bounds
        room = bounds.context - bounds.answer - around(self.nearest.question, MOST)
        pool = [sentence for sentence in material.sentences if stateable(sentence)]
        return Sheet(excerpt(first, pool, max(min(room, MOST_ROOM), 0), material))

    def _judged(self, answer: Claims, task: Task) -> Verdict[Claim]:
        """Judge an answer like a section, and whether it speaks of what was asked."""
        verdict = self.desk.claims(answer, task, (), needs_new=False)
        if not self.desk.around.guards.overlap:
            return verdict
        kept = tuple(claim for claim in verdict.kept if self._speaks(claim))
        strays = [
            Fault("subject", claim.text, "it does not speak of what was asked")
            for claim in verdict.kept
            if claim not in kept
        ]
        return replace(
            verdict, kept=kept, faults=(*verdict.faults, *strays), enough=verdict.enough and not strays
        )

    def _speaks(self, claim: Claim) -> bool:
        cited = [s for s in self.desk.material.sentences if s.number in claim.citations]
        near = max(cited, key=lambda s: len(set(s.terms) & set(terms(claim.text))), default=None)
        return self.ranking.known_share((*terms(claim.text), *(near.terms if near else ()))) >= RELEVANT
