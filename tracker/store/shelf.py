"""The story list as the user sees it: order, filters, and what was read, followed or muted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tracker.model import Story
from tracker.store.filters import LONE, RUNNING, Filter, page, place
from tracker.store.follows import definition
from tracker.store.times import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.store.connection import Connections

# Days that the sparkline of a story's coverage looks back from its newest article.
COVERAGE_DAYS = 14
# Outlets named with a story in a list; more would not fit a line.
OUTLETS_SHOWN = 6

# A lone article that was never opened has no version; marked read by hand, it is read at version 0.
_UNREAD = "(s.version > coalesce(r.version, 0) or (s.version = 0 and s.items > 0 and r.story is null))"

# A story that lost its articles keeps what its last version counted.
_COLUMNS = f"""select s.number, s.slug, s.title, s.version, s.items, s.created, s.updated,
    min(s.independent, s.items) as independent,
    coalesce(r.version, 0) as read, coalesce(m.followed, 0) as followed, coalesce(m.muted, 0) as muted,
    coalesce(m.pinned, 0) as pinned, coalesce(m.search, 0) as search,
    f.story is not null as defined, f.name, f.terms, {_UNREAD} as unread, p.kind, p.rank"""
_JOINS = """left join reads r on r.story = s.number left join marks m on m.story = s.number
    left join follows f on f.story = s.number and f.ended is null"""
_LISTED = f"stories s on s.number = p.story {_JOINS}"
_SELECT = f"{_COLUMNS} from stories s left join shelf p on p.story = s.number {_JOINS}"


class Shelf:
    """Reads stories as rows of a list, and keeps the user's marks on them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def stories(self, wanted: Filter, among: Sequence[int] | None = None) -> list[Story]:
        """Return the stories that pass, in the order of the list; `among` narrows to numbers."""
        asked = page(wanted, _LISTED, among)
        rows = self._connections.rows(f"{_COLUMNS} from shelf p {asked.sql}", asked.values)
        return self._with_coverage(rows[::-1] if asked.backwards else rows)

    def story(self, number: int) -> Story | None:
        """Return one story by its number."""
        rows = self._connections.rows(f"{_SELECT} where s.number = ?", (number,))
        found = self._with_coverage(rows)
        return found[0] if found else None

    def followed(self) -> list[Story]:
        """Return the stories that the user follows and has not muted, oldest first."""
        rows = self._connections.rows(
            f"{_SELECT} where m.followed and not m.muted and p.story is not null order by s.number"
        )
        return self._with_coverage(rows)

    def counts(self) -> tuple[int, int, int]:
        """Return how many running stories, unread ones among them, and lone articles there are."""
        row = self._connections.row(
            """select coalesce(sum(stories) filter (where kind = :running), 0),
                coalesce(sum(stories) filter (where kind = :running and unread), 0),
                coalesce(sum(stories) filter (where kind = :lone), 0) from tally where not muted""",
            {"running": RUNNING, "lone": LONE},
        )
        assert row is not None, "a sum has a row"
        return row[0], row[1], row[2]

    def mark_read(self, story: int, version: int, now: datetime) -> None:
        """Remember the newest version that the user has seen; an older one changes nothing."""
        with self._connections.write() as db:
            db.execute(
                """insert into reads values (?, ?, ?) on conflict (story) do update
                set version = excluded.version, at = excluded.at where excluded.version > version""",
                (story, version, stamp(now)),
            )

    def mark(
        self,
        story: int,
        *,
        followed: bool | None = None,
        muted: bool | None = None,
        pinned: bool | None = None,
    ) -> None:
        """Follow, mute or pin a story, or stop; None leaves a mark as it is."""
        with self._connections.write() as db:
            db.execute("insert or ignore into marks (story, followed, muted) values (?, 0, 0)", (story,))
            db.execute(
                """update marks set followed = coalesce(?, followed), muted = coalesce(?, muted),
                    pinned = coalesce(?, pinned) where story = ?""",
                (followed, muted, pinned, story),
            )

    def seek(self, story: int, *, search: bool | None) -> None:
        """Let a story ask search feeds, or never; None leaves that to the settings."""
        self.mark(story)
        mark = 0 if search is None else 1 if search else -1
        with self._connections.write() as db:
            db.execute("update marks set search = ? where story = ?", (mark, story))

    def _with_coverage(self, rows: list[sqlite3.Row]) -> list[Story]:
        numbers = json.dumps([row["number"] for row in rows])
        days: dict[int, dict[str, int]] = {}
        outlets: dict[int, list[str]] = {}
        for row in self._connections.rows(
            """select story, substr(published, 1, 10) as day, outlet, count(*) as n from articles
            where story in (select value from json_each(?)) and muted = ''
            group by story, day, outlet order by n desc, outlet""",
            (numbers,),
        ):
            counts = days.setdefault(row["story"], {})
            counts[row["day"]] = counts.get(row["day"], 0) + row["n"]
            if row["outlet"] not in outlets.setdefault(row["story"], []):
                outlets[row["story"]].append(row["outlet"])
        return [_story(row, days.get(row["number"], {}), outlets.get(row["number"], [])) for row in rows]


def _story(row: sqlite3.Row, days: dict[str, int], outlets: list[str]) -> Story:
    from datetime import timedelta

    updated = moment(row["updated"])
    window = [(updated - timedelta(days=back)).date().isoformat() for back in range(COVERAGE_DAYS)]
    return Story(
        number=row["number"],
        slug=row["slug"],
        title=row["title"],
        version=row["version"],
        items=row["items"],
        independent=row["independent"],
        created=moment(row["created"]),
        updated=updated,
        unread=bool(row["unread"]),
        coverage=tuple(days.get(day, 0) for day in reversed(window)),
        outlets=tuple(outlets[:OUTLETS_SHOWN]),
        read=row["read"],
        followed=bool(row["followed"]),
        muted=bool(row["muted"]),
        pinned=bool(row["pinned"]),
        definition=definition(row, "number") if row["defined"] else None,
        search=row["search"] > 0 if row["search"] else None,
        place=place(row["kind"], row["rank"], row["number"]) if row["kind"] else "",
    )
