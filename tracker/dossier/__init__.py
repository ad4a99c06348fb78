"""Articles and the last dossier → the next dossier.

`Engine` is the contract. Whatever an engine writes goes through `check.check`, which
drops every sentence that is not found in the articles it cites. `Answerer` is the contract of what
answers the user's questions; its sentences go through `check.check_answer`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.model import Answer, Article, Dossier


@dataclass(frozen=True, slots=True)
class Cited:
    """An article under the citation number that it keeps for the life of the story."""

    number: int
    article: Article


class Memory(Protocol):
    """What an engine has read in articles, which notes carry from one process to the next.

    It only saves time: what is written is the same without.
    """

    @property
    def reader(self) -> str:
        """Who reads; the notes of another reader are of no use."""

    def lacking(self, articles: Sequence[Cited]) -> Sequence[Cited]:
        """Give those of one story's articles that a note would save from being read anew."""

    def learn(self, notes: Iterable[tuple[Cited, bytes]]) -> None:
        """Take in notes of this reader; those that are damaged or of another text are passed over."""

    def notes(self) -> Sequence[tuple[Cited, bytes]]:
        """Give notes on the articles that have been read since the last time."""


class Engine(Protocol):
    """Writes dossiers. The same input gives the same dossier; no engine reads the clock."""

    name: str

    @property
    def memory(self) -> Memory | None:
        """What it has read, None for an engine that remembers nothing."""

    def build(self, articles: Sequence[Cited], last: Dossier | None, version: int) -> Dossier:
        """Write version `version` from all `articles` of the story, oldest number first.

        `last` is the dossier of the version before, None for the first. What still holds
        is kept word for word with its `since`; what is new has `since=version`.
        """


class Answerer(Protocol):
    """Answers questions from the articles of one story alone; it reads no clock.

    Every sentence cites articles that carry it and stands there once; where none speaks of the question
    there is none. A question is one clean line; `sources` are all articles: `check` leaves the cited.
    """

    name: str

    @property
    def memory(self) -> Memory | None:
        """What it has read, None for an answerer that remembers nothing."""

    @property
    def waits(self) -> bool:
        """Whether `answer` takes longer than `nearest`, as a model does."""

    def nearest(self, question: str, articles: Sequence[Cited]) -> Answer:
        """Give the sentences of the articles that speak to the question best, at once."""

    def answer(self, question: str, articles: Sequence[Cited]) -> Answer:
        """Answer as well as it can. Raises StoppedError where the user ended the work."""
