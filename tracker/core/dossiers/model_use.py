"""What a language model may take, and what it answered: its budget and the memory of its replies."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from tracker.errors import StoreError
from tracker.llm.ports import Reply, SpentError, Usage
from tracker.store.model_use import DAY, Taken
from tracker.store.times import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from tracker.dossier import Cited
    from tracker.llm.ports import Prompt
    from tracker.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caps:
    """How much a model may take in any 24 hours, or for one story in all its life; 0 is no cap.

    `cost` is in US dollars.
    """

    requests: int = 0
    tokens: int = 0
    cost: float = 0.0

    def reached(self, taken: Taken) -> str:
        """Say which cap is reached, "" where none is."""
        if 0 < self.requests <= taken.requests:
            return f"{self.requests:,} requests"
        if 0 < self.tokens <= taken.tokens:
            return f"{self.tokens:,} tokens"
        if 0 < self.cost <= taken.cost:
            return f"${self.cost:,.2f}"
        return ""


class ModelUse:
    """Budget and memory of a model in the database; whoever opens it anew goes on from there.

    A request is written down with what it may take before it is sent. So the caps hold over restarts
    and between processes, and are exceeded by no more than the last request of each.
    `price` is that of so many tokens read and written, where it is known before; `server`, where the model
    is: another may have another model of the same name.
    """

    def __init__(  # noqa: PLR0913 - a database, a clock, and what is allowed
        self,
        store: Store,
        now: Callable[[], datetime],
        day: Caps,
        story: Caps,
        *,
        price: Callable[[int, int], float] | None = None,
        server: str = "",
    ) -> None:
        self._store = store
        self._now = now
        self._day, self._of_story = day, story
        self._price, self._server = price, server
        self._unpriced = False

    # ------------------------------------------------------------ the budget

    def reserve(self, articles: Sequence[Cited], most: Usage) -> int:
        """Write down a request that may take so much; raise SpentError where a cap is reached."""
        try:
            with self._store.write():
                # All are of one story; an article that has none yet is asked for as story 0.
                story = self._store.articles.story_of(articles[0].article.id) or 0
                self._refuse_over(story)
                cost = self._price(most.read, most.written) if self._price else 0.0
                taken = Taken(1, most.read, most.written, cost)
                return self._store.model_use.begin(story, taken, self._now())
        except StoreError as error:
            raise SpentError(f"What the model takes can't be written down: {error.message}") from error

    def settle(self, request: int, usage: Usage) -> None:
        """Write down what a request took in truth."""
        if usage.cost is None:
            self._unpriced = True
        try:
            self._store.model_use.finish(request, usage.read, usage.written, usage.cost or 0.0)
        except StoreError as error:
            # What was written down before stands: rather too much than too little.
            log.warning("what request %d to the model took can't be written down: %s", request, error)

    def _refuse_over(self, story: int) -> None:
        table, now = self._store.model_use, self._now()
        over = self._day.reached(table.in_a_day(now))
        if over:
            oldest = table.oldest(now)
            again = f", and is asked again after {moment(oldest) + DAY:%Y-%m-%d %H:%M} UTC" if oldest else ""
            raise SpentError(f"The model had its {over} of a day{again}.")
        over = self._of_story.reached(table.of_story(story))
        if over:
            raise SpentError(f"The model had its {over} of this story.")
        if self._unpriced and (self._day.cost or self._of_story.cost):
            raise SpentError("The model's price is not known, so that no cap on its cost can be kept.")

    # ------------------------------------------------------------ the memory

    def get(self, model: str, prompt: Prompt) -> Reply | None:
        """Give the whole reply of a model to just this prompt, None where it is not remembered."""
        try:
            found = self._store.model_use.reply(_digest(self._server, model, prompt))
        except StoreError as error:
            log.warning("a reply of the model can't be looked up: %s", error)
            return None
        if found is None:
            return None
        text, taken = found
        return Reply(text, usage=Usage(taken.read, taken.written, taken.cost))

    def put(self, model: str, prompt: Prompt, reply: Reply) -> None:
        """Remember a whole reply, where that can be written."""
        usage = reply.usage
        taken = Taken(1, usage.read, usage.written, usage.cost or 0.0)
        try:
            self._store.model_use.remember(
                _digest(self._server, model, prompt), reply.text, taken, self._now()
            )
        except StoreError as error:
            log.warning("a reply of the model can't be kept: %s", error)


def _digest(server: str, model: str, prompt: Prompt) -> bytes:
    """Digest all that a reply depends on."""
    return hashlib.sha256(json.dumps([server, model, *astuple(prompt)]).encode()).digest()
