"""What the sections of one dossier share: the material, the judge, the model, and how far it is trusted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from tracker.llm.answers import Answer, Claims, Short, Written, schema
from tracker.llm.asking import Tally, Unanswered, Verdict
from tracker.llm.excerpt import excerpt, tokens
from tracker.llm.fence import Sheet
from tracker.llm.judge import Fault, alike, plain
from tracker.llm.prompts import RULES, section_prompt, short_prompt
from tracker.model import Claim
from tracker.text.sentences import sentences
from tracker.text.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tracker.dossier.material import Material
    from tracker.dossier.reading.sentence import Sentence
    from tracker.llm.asking import Asker
    from tracker.llm.guards import Around
    from tracker.llm.judge import Judge
    from tracker.llm.prompts import Task
    from tracker.model import Dossier

Item = TypeVar("Item")

# Sentences of so many words are left as they are: there is little to leave out.
SHORT_ENOUGH = 14
# Tokens that the rules, an example and the words about a task take beside the sheet.
_AROUND = tokens(RULES) + 420
MOST_ROOM = 6000
"""Sections read less than the largest contexts hold: attention to the middle falls with the length."""


@dataclass(slots=True)
class Desk:
    """One dossier under way, and the section at hand.

    `new` are the numbers of the sources that the last dossier did not have; `anew`: the sections in
    which all sentences of sources are the model's to word, though no news came. `tally` is of the
    section at hand; `told` are the sentences above it, `own` the model's among them, `short` what was
    shortened. `failed`: the model was to write, and could not.
    """

    material: Material
    judge: Judge
    asker: Asker
    around: Around
    last: Dossier | None
    version: int
    new: frozenset[int]
    anew: frozenset[str] = frozenset()
    section: str = ""
    tally: Tally = field(default_factory=Tally)
    told: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    short: dict[str, str] = field(default_factory=dict)
    failed: bool = False

    @property
    def writes(self) -> bool:
        """Tell whether the model may write sections: a style of its own, or one that it has not spoiled."""
        return self.around.style == "write" or (self.around.style == "auto" and not self.failed)

    def is_open(self, text: str, since: int) -> bool:
        """Tell whether a place is the model's to fill: a source's sentence that is new, or any anew."""
        return self.is_source(text) and (self.section in self.anew or since == self.version)

    def is_source(self, text: str) -> bool:
        """Tell whether a text is a sentence of an article, word for word."""
        return bool(self.material.index.same(text))

    def home(self, text: str) -> Sentence:
        """Give the sentence that a text of the draft is."""
        return self.material.index.same(text)[0]

    def sheet(
        self,
        first: Iterable[Sentence],
        pool: Sequence[Sentence] = (),
        standing: Sequence[str] = (),
        notes: Mapping[str, str] | None = None,
    ) -> Sheet:
        """Lay out what a section needs to see, within the context; `notes` are by mark."""
        around = _AROUND + sum(map(tokens, standing))
        room = min(self.around.bounds.context - self.around.bounds.answer - around, MOST_ROOM)
        chosen = excerpt(tuple(dict.fromkeys(first)), pool, max(room, 0), self.material, self.new)
        return Sheet(chosen, notes)

    async def write(
        self, task: Task, kind: type[Answer], judge: Callable[[Answer], Verdict[Item]]
    ) -> tuple[Item, ...]:
        """Put a task to the model; raises Unanswered and ModelError as `Asker.ask`.

        A model that is not up to it is trusted with less from then on, where the style is "auto".
        """
        if not task.sheet.marks:
            raise Unanswered("nothing fits the model's context")
        form = schema(kind, task.sheet.marks, 0 if kind is Short else task.most)
        guards, bounds = self.around.guards, self.around.bounds
        prompt = section_prompt(task, kind, form, examples=guards.examples, longest=bounds.answer)
        try:
            return await self.asker.ask(prompt, kind, judge, self.tally)
        except Unanswered as unanswered:
            self.failed = self.failed or not unanswered.able
            raise

    def claims(self, answer: Claims, task: Task, told: Sequence[str], *, needs_new: bool) -> Verdict[Claim]:
        """Judge the sentences of an answer one by one, beside those before it, until there are enough."""
        kept: list[Claim] = []
        faults: list[Fault] = []
        sheet = task.sheet
        for written in answer.claims:
            for text in sentences(plain(written.text)):
                if len(kept) == task.most:
                    return Verdict(tuple(kept), tuple(faults))
                claim, fault = self.claim(written, text, sheet, (*told, *(c.text for c in kept)))
                if claim and needs_new and self.new.isdisjoint(claim.citations):
                    fault, claim = Fault("copy", text, "it tells nothing that is new"), None
                if claim:
                    kept.append(claim)
                elif fault:
                    faults.append(fault)
        return Verdict(tuple(kept), tuple(faults), enough=not faults)

    def claim(
        self, written: Written, text: str, sheet: Sheet, told: Sequence[str] = ()
    ) -> tuple[Claim | None, Fault | None]:
        """Make a claim of a sentence, or say what is wrong with it."""
        cited = sheet.cited(written.citations) or ()
        fault = self.judge.fault(text, cited, told)
        if fault:
            return None, fault
        return Claim(text, tuple(sorted({s.number for s in cited})), self.version), None

    async def shortened(self, text: str, told: Sequence[str] = ()) -> str:
        """Have one sentence of a source made shorter; gives it back where there is nothing to leave out.

        Raises Unanswered and ModelError.
        """
        if len(words(text)) <= SHORT_ENOUGH:
            return text
        if text not in self.short:
            self.short[text] = await self._shortened(text)
        short = self.short[text]
        return text if any(alike(short, other) for other in told) else short

    async def _shortened(self, text: str) -> str:
        home = self.home(text)
        sheet = Sheet([home])

        def judge(answer: Short) -> Verdict[str]:
            short = plain(answer.text)
            fault = self.judge.fault(short, [home], home=home)
            return Verdict((), (fault,), enough=False) if fault else Verdict((short,))

        longest = 2 * tokens(text) + 20
        prompt = short_prompt(
            sheet.text(), schema(Short, ()), examples=self.around.guards.examples, longest=longest
        )
        return (await self.asker.ask(prompt, Short, judge, self.tally))[0]

    async def all_shortened(self, claims: Sequence[Claim], told: Sequence[str] = ()) -> tuple[Claim, ...]:
        """Shorten the claims whose places are open; those that the model spoils stay as they are.

        None is made to say what another, or one of `told`, says. Raises Unanswered where it spoils all.
        """
        found: list[Claim] = []
        spoiled: list[str] = []
        places = [claim for claim in claims if self.is_open(claim.text, claim.since)]
        for claim in claims:
            text = claim.text
            if claim in places:
                try:
                    others = [c.text for c in claims if c is not claim]
                    text = await self.shortened(text, [*told, *others])
                except Unanswered as trouble:
                    spoiled.append(str(trouble))
            found.append(replace(claim, text=text))
        if places and len(spoiled) == len(places):
            raise Unanswered(spoiled[-1])
        return tuple(found)

    def filled(self, draft: Sequence[Claim], claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """Put the model's claims into the open places of a draft, in order.

        Places that are left keep their own sentence, unless the model says the same here or above, or
        nothing stands in; but no section that has something to say is left without it.
        """
        left = list(claims)
        said = [*self.own, *(claim.text for claim in claims)]
        found: list[Claim] = []
        for entry in draft:
            if not self.is_open(entry.text, entry.since):
                found.append(entry)
            elif left:
                found.append(left.pop(0))
            elif self.around.guards.stand_in and not any(alike(entry.text, text) for text in said):
                found.append(entry)
        return tuple(found or draft)
