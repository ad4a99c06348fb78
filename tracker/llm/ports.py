"""What the engine needs from outside: a model, a memory of replies, a budget, an overseer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier import Cited

Role = Literal["user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request: the rules, the conversation, and the form of the answer.

    `schema` is the answer's JSON schema as JSON text, "" for none; `longest` are the tokens that the
    answer may take. Equal prompts to one model are the same request: `Cache` goes by that.
    """

    rules: str
    turns: tuple[Message, ...]
    schema: str = ""
    longest: int = 512


@dataclass(frozen=True, slots=True)
class Usage:
    """What one request took: tokens read and written, and US dollars, None where no price is known."""

    read: int = 0
    written: int = 0
    cost: float | None = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered. `whole` is False where it was cut off at its limit of tokens."""

    text: str
    whole: bool = True
    usage: Usage = Usage()


class ModelError(TrackerError):
    """A model could not be asked, or gave no answer; `message` is one clean line without any secret."""


class SchemaRefusedError(ModelError):
    """The server takes no schema for its answers; the same prompt without one may do."""


class UselessError(ModelError):
    """The server took the request, and gave nothing of use for it; it may be paid all the same."""


class SpentError(ModelError):
    """The budget allows no further request."""


class Model(Protocol):
    """A language model behind some server. `name` is what versions show, such as "gemma3:4b"."""

    @property
    def name(self) -> str:
        """Give the model's name."""

    def load(self) -> None:
        """Load what the first request needs; that takes seconds, and is no part of any deadline."""

    async def ask(self, prompt: Prompt) -> Reply:
        """Send one request and wait for the whole answer; raise ModelError where there is none.

        Being cancelled closes the connection.
        """

    async def close(self) -> None:
        """Let go of all connections; the next request opens new ones."""


class Cache(Protocol):
    """Replies by what was asked, kept over restarts."""

    def get(self, model: str, prompt: Prompt) -> Reply | None:
        """Give the reply of a model to just this prompt."""

    def put(self, model: str, prompt: Prompt, reply: Reply) -> None:
        """Remember a whole reply."""


class Budget(Protocol):
    """Tokens, requests and cost, by the day and by the story that articles belong to."""

    def reserve(self, articles: Sequence[Cited], most: Usage) -> int:
        """Note, before it is sent, a request that may take so much, and give it a number.

        Raises SpentError, with the cap in words, where no further request may be sent.
        """

    def settle(self, request: int, usage: Usage) -> None:
        """Note what a request took; one of which nobody knows is left as it was reserved."""


class Oversight(Protocol):
    """Who waits for a dossier."""

    def progress(self, section: str, done: int, total: int) -> None:
        """Hear that a section is begun, and how many of how many are done."""

    @property
    def stopped(self) -> bool:
        """Tell whether the user ended the work; asked several times a second, from the working thread."""
