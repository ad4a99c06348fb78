"""Which story an article belongs to, and why.

`Clusterer` is the contract; `online.py` holds the one that ships.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

    from tracker.cluster.second import Reunion
    from tracker.model import Article, Placement


class Clusterer(Protocol):
    """Places articles one at a time, as they come; knows only what it was told with `add`."""

    name: str

    def add(self, article: Article, story: int) -> None:
        """Learn that `article` is a member of `story` (a number), and its terms."""

    def forget(self, article: int) -> None:
        """Unlearn the article of a number; one that was never learnt is passed over."""

    def place(self, article: Article, apart: Collection[int] = ()) -> Placement:
        """Say where `article` belongs, never in a story of `apart`; changes nothing."""

    def second_look(self) -> list[Reunion]:
        """Say which stories, of those that grew since the last look, are one; merges none."""
