"""Which story an article belongs to, and why.

`Clusterer` is the contract; `online.py` holds the one that ships.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tracker.cluster.second import Reunion
    from tracker.model import Article, Placement


class Clusterer(Protocol):
    """Places articles one at a time, as they come; knows only what it was told with `add` and `load`.

    `name` changes whenever notes of before can't be understood any more.
    """

    name: str

    def note(self, article: Article) -> bytes:
        """Read an article into what `load` needs of it."""

    def add(self, article: Article, story: int) -> None:
        """Learn that `article` is a member of `story` (a number), and its terms."""

    def load(self, told: Iterable[tuple[int, bytes, int]]) -> None:
        """Learn many members at once, oldest first: number, note and story of each."""

    def forget(self, article: int) -> None:
        """Unlearn the article of a number; one that was never learnt is passed over."""

    def place(self, article: Article, apart: Collection[int] = ()) -> Placement:
        """Say where `article` belongs, never in a story of `apart`; changes nothing."""

    def explain(self, article: Article, story: int) -> Placement:
        """Say how `article` compares with the other members of a story; KeyError if it knows none."""

    def second_look(self) -> list[Reunion]:
        """Say which stories, of those that grew since the last look, are one; merges none."""
