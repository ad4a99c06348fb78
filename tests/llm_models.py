"""Models for the tests of the engine, without a server: each answers a prompt in a way of its own."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.llm_server import Asked, obedient
from tracker.llm.ports import ModelError, Prompt, Reply, Usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.llm_server import Answer


# What each request takes.
USAGE = Usage(100, 20)


@dataclass
class FakeModel:
    """Answers as `answer` does, or raises what `fault` gives; remembers what it was asked."""

    answer: Answer = obedient
    name: str = "small-one"
    fault: Callable[[Prompt], ModelError | None] = lambda _: None
    asked: list[Prompt] = field(default_factory=list)
    usage: Usage = USAGE
    closed: int = 0

    def load(self) -> None:
        pass

    async def ask(self, prompt: Prompt) -> Reply:
        self.asked.append(prompt)
        error = self.fault(prompt)
        if error is not None:
            raise error
        return Reply(self.answer(as_asked(prompt)), usage=self.usage)

    async def close(self) -> None:
        self.closed += 1


def as_asked(prompt: Prompt) -> Asked:
    """Put a prompt into the form in which a server gets it."""
    messages = [{"role": message.role, "content": message.text} for message in prompt.turns]
    body: dict[str, object] = {"messages": [{"role": "system", "content": prompt.rules}, *messages]}
    if prompt.schema:
        body["response_format"] = {"json_schema": {"schema": json.loads(prompt.schema)}}
    return Asked("/", {}, body)


def unruly(asked: Asked) -> str:
    """Be a model that answers this and that, always the same to the same prompt."""
    chance = random.Random(asked.task)
    ways = (obedient, _prose, _nothing, _broken, _foreign, _elsewhere)
    return chance.choice(ways)(asked)


def _prose(asked: Asked) -> str:
    return f"Sure! Here you are:\n```json\n{obedient(asked)}\n```\nAnything else?"


def _nothing(_: Asked) -> str:
    return "{}"


def _broken(asked: Asked) -> str:
    return obedient(asked)[:-9]


def _foreign(asked: Asked) -> str:
    return obedient(asked).replace("the", "Queen Ottilie of Zembla")


def _elsewhere(asked: Asked) -> str:
    return obedient(asked).replace("1.1", "77.7").replace("2.", "1.")
