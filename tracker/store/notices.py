"""What the user is to be told of followed stories, and what was told: one row a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model import Owed
from tracker.store.times import moment, stamp

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.model import Version
    from tracker.store.connection import Connections

# Followed still, not muted, not part of another story, and not seen by the user meanwhile.
_WANTED = """from notices n join stories s on s.number = n.story join marks m on m.story = n.story
    left join reads r on r.story = n.story
    where n.version > n.told and m.followed and not m.muted and s.merged_into is null and s.items > 0
    and n.version > coalesce(r.version, 0)"""


class NoticeTable:
    """Owes a notice with the version that it tells of, and gives each away once.

    It is marked as told in the transaction that gives it away, before anything is sent: a process
    killed in between tells nothing, and none is ever told twice. What was not told is not lost: the
    list, the status and the digest go by what was read.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def owe(self, version: Version) -> None:
        """Note that a story's version is to be told, if the user follows the story and has not muted it.

        What is owed for the story already grows by it: both are told as one.
        """
        with self._connections.write() as db:
            db.execute(
                """insert into notices (story, before, version, owed_at)
                select :story, :number - 1, :number, :at
                where exists (select 1 from marks where story = :story and followed and not muted)
                on conflict (story) do update set version = excluded.version,
                    before = case when told < version then before else excluded.before end,
                    owed_at = case when told < version then owed_at else excluded.owed_at end
                where excluded.version > told""",
                {"story": version.story, "number": version.number, "at": stamp(version.written_at)},
            )

    def is_any_owed(self) -> bool:
        """Tell whether anything waits to be told."""
        return self._connections.row("select 1 from notices where version > told limit 1") is not None

    def take(self, now: datetime) -> list[Owed]:
        """Give away all that is owed, for good; what the user has read or left meanwhile is passed over."""
        with self._connections.write() as db:
            rows = db.execute(
                f"""select n.story, max(n.before, coalesce(r.version, 0)) as before, n.version, n.owed_at
                {_WANTED} order by n.story"""
            ).fetchall()
            db.execute("update notices set told = version, told_at = ? where version > told", (stamp(now),))
        return [Owed(row["story"], row["before"], row["version"], moment(row["owed_at"])) for row in rows]
