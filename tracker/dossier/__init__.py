"""Articles and the last dossier → the next dossier.

`Engine` is the contract. Whatever an engine writes goes through `check.check`, which
drops every sentence that is not found in the articles it cites.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Article, Dossier


@dataclass(frozen=True, slots=True)
class Cited:
    """An article under the citation number that it keeps for the life of the story."""

    number: int
    article: Article


class Engine(Protocol):
    """Writes dossiers. The same input gives the same dossier; no engine reads the clock."""

    name: str

    def build(self, articles: Sequence[Cited], last: Dossier | None, version: int) -> Dossier:
        """Write version `version` from all `articles` of the story, oldest number first.

        `last` is the dossier of the version before, None for the first. What still holds
        is kept word for word with its `since`; what is new has `since=version`.
        """
