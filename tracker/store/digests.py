"""Which stories moved since a moment, the counts of a status line, and when the last digest was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.store.times import moment_or_none, stamp

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.store.connection import Connections

# A story as a reader is shown it: running or defined by the user, not muted, not part of another.
_SHOWN = """from stories s left join marks m on m.story = s.number left join reads r on r.story = s.number
    left join follows f on f.story = s.number and f.ended is null
    where s.merged_into is null and coalesce(m.muted, 0) = 0
    and (s.items > 1 or (s.items > 0 and f.story is not null))"""
_LAST, _LAST_FOLLOWED = "digest", "digest of followed"


class DigestTable:
    """Reads what moved; writes only the moment of the last digest."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def moved(
        self, since: datetime, until: datetime, *, followed: bool = False
    ) -> list[tuple[int, int, int]]:
        """Return the stories with versions of a span: number, the version before it, the newest in it.

        `since` is left out of the span. Followed ones come first, then those with the most
        independent sources, then the newest; before 0: the story is new.
        """
        rows = self._connections.rows(
            f"""select s.number, v.after, v.first - 1 as before from
                (select story, max(number) as after, min(number) as first from versions
                    where written_at > :since and written_at <= :until group by story) v
                join stories s on s.number = v.story where s.number in (select s.number {_SHOWN})
                and (not :followed or exists
                    (select 1 from marks m where m.story = s.number and m.followed))
            order by coalesce((select followed from marks m where m.story = s.number), 0) desc,
                s.independent desc, s.updated desc, s.number""",  # noqa: S608 - the constant above
            {"since": stamp(since), "until": stamp(until), "followed": followed},
        )
        return [(row["number"], row["before"], row["after"]) for row in rows]

    def newest(self) -> datetime | None:
        """Return when the newest version was written."""
        return moment_or_none(self._connections.scalar("select max(written_at) from versions"))

    def last(self, *, followed: bool) -> datetime | None:
        """Return when the last digest was written, of all or of what is followed; None before the first."""
        name = _LAST_FOLLOWED if followed else _LAST
        return moment_or_none(
            self._connections.scalar("select value from remembered where name = ?", (name,))
        )

    def wrote(self, at: datetime, *, followed: bool) -> None:
        """Remember when a digest was written; an earlier moment than the last one changes nothing."""
        name = _LAST_FOLLOWED if followed else _LAST
        with self._connections.write() as db:
            db.execute(
                """insert into remembered values (?, ?) on conflict (name) do update
                set value = max(value, excluded.value)""",
                (name, stamp(at)),
            )

    def counts(self) -> tuple[int, int, int]:
        """Return how many stories are unread, how many the user follows, and how many of these are unread."""
        row = self._connections.row(
            f"""select coalesce(sum(s.version > coalesce(r.version, 0)), 0),
                coalesce(sum(coalesce(m.followed, 0)), 0),
                coalesce(sum(coalesce(m.followed, 0) and s.version > coalesce(r.version, 0)), 0)
            {_SHOWN}"""
        )
        assert row is not None, "a sum has a row"
        return row[0], row[1], row[2]

    def came(self, since: datetime) -> int:
        """Return how many articles came after a moment, but for those that a rule hides."""
        # Ids grow with time: from the newest on, the search ends with the first old one.
        count: int = self._connections.scalar(
            """select count(*) from articles where muted = '' and id > coalesce(
                (select id from articles where fetched <= :since order by id desc limit 1), 0)""",
            {"since": stamp(since)},
        )
        return count
