"""Which stories tracker itself made one, why, and how it was before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from tracker.model import Placement, SharedTerm
from tracker.store.times import stamp

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.store.connection import Connections


@dataclass(frozen=True, slots=True)
class Union:
    """Story `gone` was made part of story `kept`, since `score` reached `threshold`.

    `members` are the articles that came, `placements` why each was where it was before.
    """

    gone: int
    kept: int
    score: float
    threshold: float
    terms: tuple[SharedTerm, ...]
    members: tuple[int, ...]
    placements: tuple[Placement, ...]


class UnionTable:
    """The unions that tracker made. Nothing is deleted; one that was taken back says when."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def add(self, union: Union, now: datetime) -> None:
        """Write down a union with what is needed to take it back."""
        with self._connections.write() as db:
            db.execute(
                """insert into unions (story, into_story, at, score, threshold, terms, members, placements)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    union.gone,
                    union.kept,
                    stamp(now),
                    union.score,
                    union.threshold,
                    json.dumps(msgspec.to_builtins(union.terms)),
                    json.dumps(union.members),
                    json.dumps(msgspec.to_builtins(union.placements)),
                ),
            )

    def of(self, gone: int) -> Union | None:
        """Return the union by which a story ended; None where it was none, or was taken back."""
        row = self._connections.row(
            "select * from unions where story = ? and undone_at is null order by id desc limit 1", (gone,)
        )
        if row is None:
            return None
        return Union(
            row["story"],
            row["into_story"],
            row["score"],
            row["threshold"],
            msgspec.convert(json.loads(row["terms"]), tuple[SharedTerm, ...]),
            tuple(json.loads(row["members"])),
            msgspec.convert(json.loads(row["placements"]), tuple[Placement, ...]),
        )

    def take_back(self, gone: int, now: datetime) -> None:
        """Remember that a story has its own life again."""
        with self._connections.write() as db:
            db.execute(
                "update unions set undone_at = ? where story = ? and undone_at is null", (stamp(now), gone)
            )
