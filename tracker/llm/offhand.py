"""What stands for a model where nobody is to wait for one: replies that are remembered, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from tracker.llm.ports import SpentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier import Cited
    from tracker.llm.ports import Prompt, Reply, Usage

_WHY = "nobody waited for the model"


@dataclass(frozen=True, slots=True)
class Offhand:
    """A model under another's `name`, and its budget, that take no request."""

    name: str

    def load(self) -> None:
        """Load nothing."""

    async def ask(self, prompt: Prompt) -> Reply:  # noqa: ARG002 - the protocol's
        """Raise SpentError."""
        raise SpentError(_WHY)

    async def close(self) -> None:
        """Close nothing."""

    def reserve(self, articles: Sequence[Cited], most: Usage) -> NoReturn:  # noqa: ARG002 - the protocol's
        """Raise SpentError."""
        raise SpentError(_WHY)

    def settle(self, request: int, usage: Usage) -> None:
        """Note nothing: nothing is sent."""
