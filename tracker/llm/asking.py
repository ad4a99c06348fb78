"""One task put to the model until its answer holds, or for as long as that is worth it."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from tracker.llm.answers import Answer, AnswerError, typed
from tracker.llm.excerpt import estimate
from tracker.llm.ports import (
    Message,
    ModelError,
    Prompt,
    Reply,
    SchemaRefusedError,
    SpentError,
    Usage,
    UselessError,
)
from tracker.llm.rescue import found
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.dossier import Cited
    from tracker.llm.guards import Around
    from tracker.llm.judge import Fault
    from tracker.llm.ports import Model

Item = TypeVar("Item")

# What an account says of the last fault, in characters.
_SHOWN = 160
# Faults that a nudge tells; a small model can't mend more at a time.
_TOLD = 3
# Requests that fail one after another until the server is taken for gone.
OUTAGE = 2


@dataclass(frozen=True, slots=True)
class Verdict(Generic[Item]):
    """What of an answer holds, what is wrong with the rest, and whether that will do."""

    kept: tuple[Item, ...]
    faults: tuple[Fault, ...] = ()
    enough: bool = True


class Unanswered(Exception):  # noqa: N818 - no error: the extractive engine's sentences stand then
    """No answer holds; the message says why.

    `able`: the model did the task, and had nothing to say that is not told already.
    """

    def __init__(self, message: str, *, able: bool = False) -> None:
        super().__init__(message)
        self.able = able


@dataclass(slots=True)
class Tally:
    """What was done for one section."""

    requests: int = 0
    nudges: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def drop(self, kinds: Sequence[str]) -> None:
        """Count sentences that did not hold, or an answer that could not be read, by what was wrong."""
        self.dropped.update(kinds)


class Asker:
    """Asks a model for one story; remembers what its server can do and whether it is there.

    `name` is the model's; `usage` sums up what was taken from it, without the replies that were remembered.
    """

    def __init__(self, model: Model, articles: Sequence[Cited], around: Around) -> None:
        self._model, self._articles = model, articles
        self._guards, self._bounds = around.guards, around.bounds
        self._cache, self._budget = around.cache, around.budget
        self._takes_schema = around.guards.schema
        self._failed = 0
        self._shut = ""
        self.name = model.name
        self.usage = Usage()

    async def ask(
        self,
        prompt: Prompt,
        kind: type[Answer],
        judge: Callable[[Answer], Verdict[Item]],
        tally: Tally,
    ) -> tuple[Item, ...]:
        """Give what of the best answer holds; ask again, up to the nudges, while that is not enough.

        Raises Unanswered where nothing holds, and ModelError where the server gives no answer.
        """
        best: Verdict[Item] | None = None
        trouble, before = "", ""
        for attempt in range(1 + self._guards.nudges):
            tally.nudges += bool(attempt)
            reply = await self._reply(_nudged(prompt, trouble), tally)
            if reply.text == before:
                break  # who repeats itself when told what was wrong will do so again
            before = reply.text
            try:
                verdict = judge(typed(found(reply, rescue=self._guards.rescue), kind))
            except AnswerError as error:
                trouble = str(error)
                continue
            best = verdict if best is None or len(verdict.kept) > len(best.kept) else best
            if verdict.enough:
                break
            trouble = " ".join(map(str, verdict.faults[:_TOLD])) or "There were too few sentences."
        tally.drop([fault.kind for fault in best.faults] if best else ["answer"])
        if best is None or (not best.kept and not best.enough):
            if best is not None and all(fault.kind == "copy" for fault in best.faults):
                raise Unanswered("the model only repeated what is told already", able=True)
            # What did not hold must not stand in the account of why.
            held = best is None or not best.faults
            raise Unanswered(line(trouble, _SHOWN) if held else "none of its sentences held")
        return best.kept

    async def _reply(self, prompt: Prompt, tally: Tally) -> Reply:
        """Give a reply that is remembered, or the server's."""
        if self._shut:
            raise ModelError(self._shut)
        bare = prompt if self._takes_schema else replace(prompt, schema="")
        known = self._cache.get(self._model.name, bare) if self._cache else None
        if known is not None:
            return known
        try:
            reply = await self._exchange(bare, tally)
        except SchemaRefusedError:
            self._takes_schema = False
            return await self._reply(prompt, tally)
        except ModelError as error:
            self._failed += 1
            if self._failed >= OUTAGE or isinstance(error, SpentError):
                self._shut = error.message
            raise
        self._failed = 0
        if self._cache and reply.whole:
            self._cache.put(self._model.name, bare, reply)
        return reply

    async def _exchange(self, prompt: Prompt, tally: Tally) -> Reply:
        """Send one request, within the budget and the patience for one answer."""
        request = self._budget.reserve(self._articles, estimate(prompt)) if self._budget else 0
        tally.requests += 1
        usage: Usage | None = None  # of an answer that is not waited for, nobody knows what it takes
        try:
            async with asyncio.timeout(self._bounds.patience):
                reply = await self._model.ask(prompt)
            usage = reply.usage
        except TimeoutError:
            raise ModelError(f"No answer in {self._bounds.patience:g} seconds.") from None
        except UselessError:
            raise
        except ModelError:
            usage = Usage()  # it was not taken
            raise
        finally:
            if self._budget and usage is not None:
                self._budget.settle(request, usage)
        self.usage = Usage(
            self.usage.read + usage.read,
            self.usage.written + usage.written,
            (self.usage.cost or 0.0) + (usage.cost or 0.0),
        )
        return reply


def _nudged(prompt: Prompt, trouble: str) -> Prompt:
    """Add to the task what was wrong with the last answer; the answer itself would only be repeated."""
    if not trouble:
        return prompt
    *before, task = prompt.turns
    trouble = f"{trouble[0].upper()}{trouble[1:].rstrip('.')}."
    text = f"{task.text}\n\nYour last answer can't be used. {trouble} Answer again."
    return replace(prompt, turns=(*before, Message("user", text)))
