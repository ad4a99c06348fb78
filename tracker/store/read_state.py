"""What the user has read and marked here, and what other machines said they had."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tracker.store.times import moment, moment_or_none, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from tracker.store.connection import Connections

Mark = Literal["followed", "muted"]

# How long a story that is not here yet is waited for, and what was seen elsewhere is remembered, in days.
AWAITED_DAYS, SEEN_DAYS = 90, 400

_STORIES = """select s.number, s.slug, s.title, s.version, r.version as read, r.at,
        coalesce(m.followed, 0) as followed, coalesce(m.muted, 0) as muted, f.story is not null as defined
    from stories s left join reads r on r.story = s.number left join marks m on m.story = s.number
    left join follows f on f.story = s.number
    where s.merged_into is null and s.items > 0 order by s.number"""
# When the user last said so, here or on another machine: an act that was taken back changed it then.
_TIMES = """select story, mark, max(at) as at from (
        select json_extract(payload, '$.story') as story,
            case kind when 'mute' then 'muted' else 'followed' end as mark, coalesce(undone_at, at) as at
        from operations where kind in ('follow', 'unfollow', 'mute')
        union all select story, mark, at from marked)
    where story is not null group by story, mark"""
_ARTICLES = """select a.id, a.url, a.url_key, a.feed, a.guid, r.title,
        not exists (select 1 from articles b where b.url_key = a.url_key and b.id <> a.id) as is_alone
    from articles a join revisions r on r.id = a.newest"""
# Unread stories with an article that was seen elsewhere. By address there is an index; by all else,
# where anything is known by that, every article is looked at.
_UNREAD = """select distinct s.number, s.version, coalesce(d.version, 0) as read from articles a
    join stories s on s.number = a.story left join reads d on d.story = s.number
    where s.version > coalesce(d.version, 0) and s.merged_into is null"""
_BY_ADDRESS = f"""{_UNREAD} and a.url_key <> '' and a.url_key in (
    select substr(mark, 3) from seen where mark >= 'u:' and mark < 'u;')"""  # noqa: S608 - a constant
_BY_GUID = f"{_UNREAD} and 'g:' || a.feed || char(10) || a.guid in (select mark from seen)"  # noqa: S608


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story with what the user did; `read` is 0 for one that was never read."""

    number: int
    slug: str
    title: str
    version: int
    read: int
    read_at: datetime | None
    followed: bool
    muted: bool
    defined: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What an article is known by. `is_alone`: no other article here has its address."""

    id: int
    url: str
    url_key: str
    feed: str
    guid: str
    title: str
    is_alone: bool


class ReadStateTable:
    """Reads and writes what is known of reading; nothing in it is ever un-read."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def stories(self) -> list[StoryRow]:
        """Return every story that lives."""
        return [
            StoryRow(
                row["number"],
                row["slug"],
                row["title"],
                row["version"],
                row["read"] or 0,
                moment_or_none(row["at"]),
                bool(row["followed"]),
                bool(row["muted"]),
                bool(row["defined"]),
            )
            for row in self._connections.rows(_STORIES)
        ]

    def times(self) -> dict[tuple[int, Mark], datetime]:
        """Return when each mark of a story was last set or taken off, as far as that is known."""
        rows = self._connections.rows(_TIMES)
        return {(row["story"], row["mark"]): moment(row["at"]) for row in rows if row["at"]}

    def members(self, story: int) -> list[Known]:
        """Return what the articles of a story are known by."""
        rows = self._connections.rows(f"{_ARTICLES} where a.story = ? order by a.id", (story,))
        return [Known(*row) for row in rows]

    def articles(self, ids: Iterable[int]) -> list[Known]:
        """Return what articles are known by; those that are gone are left out."""
        rows = self._connections.rows(
            f"{_ARTICLES} where a.id in (select value from json_each(?))",  # noqa: S608 - a constant
            (json.dumps(list(ids)),),
        )
        return [Known(*row) for row in rows]

    def stories_with(self, url_keys: Sequence[str], guids: Sequence[tuple[str, str]]) -> dict[int, int]:
        """Count by story the articles with one of these addresses, or of these feeds and guids."""
        rows = self._connections.rows(
            """select story, count(*) as n from articles where story is not null and (
                (url_key <> '' and url_key in (select value from json_each(:keys)))
                or (guid <> '' and feed || char(10) || guid in (select value from json_each(:guids))))
            group by story""",
            {"keys": json.dumps(list(url_keys)), "guids": json.dumps(["\n".join(each) for each in guids])},
        )
        return {row["story"]: row["n"] for row in rows}

    def see(self, marks: Iterable[str], at: datetime, now: datetime) -> None:
        """Remember that articles were seen elsewhere, and forget what was seen very long ago."""
        with self._connections.write() as db:
            db.executemany(
                "insert into seen values (?, ?) on conflict (mark) do update set at = max(at, excluded.at)",
                [(mark, stamp(at)) for mark in marks],
            )
            db.execute("delete from seen where julianday(?) - julianday(at) > ?", (stamp(now), SEEN_DAYS))

    def seen(self, marks: Iterable[str]) -> dict[str, datetime]:
        """Return those of the marks that were seen elsewhere, each with when it last was."""
        rows = self._connections.rows(
            "select mark, at from seen where mark in (select value from json_each(?))",
            (json.dumps(list(marks)),),
        )
        return {row["mark"]: moment(row["at"]) for row in rows}

    def ruled(self, story: int) -> datetime | None:
        """Return when the user last marked a story read or unread by hand, or took that back."""
        at: str | None = self._connections.scalar(
            """select max(coalesce(o.undone_at, o.at)) from operations o, json_each(o.payload, '$.marks') j
            where o.kind = 'read' and json_extract(j.value, '$[0]') = ?""",
            (story,),
        )
        return moment_or_none(at)

    def unread(self) -> list[tuple[int, int, int]]:
        """Return number, newest and read version of the unread stories with an article seen elsewhere."""
        rows = self._connections.rows(_BY_ADDRESS) if self._knows("u") else []
        rows += self._connections.rows(_BY_GUID) if self._knows("g") else []
        return sorted({(row["number"], row["version"], row["read"]) for row in rows})

    def _knows(self, kind: str) -> bool:
        query = "select 1 from seen where mark >= ? || ':' and mark < ? || ';' limit 1"
        return self._connections.row(query, (kind, kind)) is not None

    def marked(self, story: int, mark: Mark, at: datetime) -> None:
        """Remember when a mark was set or taken off elsewhere."""
        with self._connections.write() as db:
            db.execute("insert or replace into marked values (?, ?, ?)", (story, mark, stamp(at)))

    def awaited(self) -> list[tuple[str, str]]:
        """Return name and state of the stories that other machines have and this one has not."""
        return [tuple(row) for row in self._connections.rows("select slug, state from awaited order by slug")]

    def wait_for(self, slug: str, state: str, at: datetime, now: datetime) -> None:
        """Keep the state of a story until it appears here, or too long has passed."""
        with self._connections.write() as db:
            db.execute("insert or replace into awaited values (?, ?, ?)", (slug, stamp(at), state))
            db.execute(
                "delete from awaited where julianday(?) - julianday(at) > ?", (stamp(now), AWAITED_DAYS)
            )

    def wait_no_more(self, slug: str) -> None:
        """Forget a story that was waited for."""
        with self._connections.write() as db:
            db.execute("delete from awaited where slug = ?", (slug,))
