"""What the user ruled on stories for good: which are never one, and which articles stay."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tracker.store.times import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tracker.store.connection import Connections

# Every story that is kept apart from another, with itself and with all that carried it on.
_HEIRS = """with recursive heirs (number, heir) as (
    select low, low from apart union select high, high from apart
    union select h.number, s.merged_into from heirs h join stories s on s.number = h.heir
        where s.merged_into is not null)"""
# Rows of `apart` about two living stories, by their own numbers or by those they carry on.
_APART = f"""{_HEIRS} select a.low, a.high from apart a
    join heirs l on l.number = a.low join heirs h on h.number = a.high
    where (l.heir = :one and h.heir = :other) or (l.heir = :other and h.heir = :one)"""  # noqa: S608 - a constant

# Why tracker itself may not make `gone` a part of `kept`. The first that holds is told.
_OBJECTIONS = """select case
    when (select count(*) from stories where number in (:kept, :gone) and merged_into is null
        and items > 0) < 2 then 'one is no story any more'
    when exists (select 1 from marks where story in (:kept, :gone) and pinned) then 'one is pinned'
    when exists (select 1 from pins where story = :gone) then 'an article is pinned'
    when exists (select 1 from follows where story in (:kept, :gone) and ended is null)
        then 'one is defined by the user'
    when coalesce((select muted from marks where story = :kept), 0)
        <> coalesce((select muted from marks where story = :gone), 0) then 'one is muted' end"""


class RulingTable:
    """Pins and pairs of stories to be kept apart, held against by whoever moves articles."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def pin(self, articles: Iterable[int], story: int, now: datetime) -> None:
        """Let articles, members of a story, stay in it."""
        with self._connections.write() as db:
            db.executemany(
                "insert or replace into pins (article, story, at) values (?, ?, ?)",
                [(article, story, stamp(now)) for article in articles],
            )

    def unpin(self, articles: Iterable[int]) -> None:
        """Let articles go wherever they belong; those that are not pinned are passed over."""
        with self._connections.write() as db:
            db.executemany("delete from pins where article = ?", [(article,) for article in articles])

    def settle_pins(self, articles: Iterable[int]) -> None:
        """Let pins name the story that their articles are in; those of articles in none go."""
        numbers = (json.dumps(list(articles)),)
        among = "article in (select value from json_each(?))"
        with self._connections.write() as db:
            # `among` is the constant above.
            db.execute(
                f"""delete from pins where {among}
                and not exists (select 1 from articles where id = article and story is not null)""",  # noqa: S608
                numbers,
            )
            db.execute(
                f"update pins set story = (select story from articles where id = article) where {among}",  # noqa: S608
                numbers,
            )

    def pinned(self, articles: Iterable[int]) -> set[int]:
        """Return those of the articles that are pinned to their story."""
        rows = self._connections.rows(
            "select article from pins where article in (select value from json_each(?))",
            (json.dumps(list(articles)),),
        )
        return {row["article"] for row in rows}

    def held(self, articles: Iterable[int]) -> set[int]:
        """Return those of the articles that nobody but the user moves: pinned, or in a pinned story."""
        rows = self._connections.rows(
            """select a.id from articles a where a.id in (select value from json_each(?))
            and (exists (select 1 from pins p where p.article = a.id)
                or exists (select 1 from marks m where m.story = a.story and m.pinned))""",
            (json.dumps(list(articles)),),
        )
        return {row["id"] for row in rows}

    def keep_apart(self, one: int, other: int, now: datetime) -> None:
        """Rule that two stories are never one, unless the user says so."""
        low, high = sorted((one, other))
        with self._connections.write() as db:
            db.execute(
                "insert or ignore into apart (low, high, at) values (?, ?, ?)", (low, high, stamp(now))
            )

    def let_together(self, one: int, other: int) -> None:
        """Take back that two living stories, or what they carry on, are never one."""
        pairs = self._connections.rows(_APART, {"one": one, "other": other})
        with self._connections.write() as db:
            db.executemany("delete from apart where low = ? and high = ?", [tuple(pair) for pair in pairs])

    def objection(self, kept: int, gone: int) -> str:
        """Say why tracker itself may not make the articles of `gone` members of `kept`; "" if it may."""
        found: str | None = self._connections.scalar(_OBJECTIONS, {"kept": kept, "gone": gone})
        if found is None and self._connections.rows(_APART, {"one": kept, "other": gone}):
            return "the user keeps them apart"
        return found or ""

    def is_defined(self, story: int) -> bool:
        """Tell whether the user says by terms what belongs to a story."""
        found = "select 1 from follows where story = ? and ended is null"
        return bool(self._connections.rows(found, (story,)))

    def take_no_more(self, articles: Iterable[int]) -> None:
        """Forget that terms of the user brought articles: they are where the user has put them."""
        with self._connections.write() as db:
            db.executemany("delete from taken where article = ?", [(article,) for article in articles])

    def former(self, ref: str, story: int) -> list[int]:
        """Return the stories that a slug, or a prefix of one, named before `story` carried them on."""
        rows = self._connections.rows(
            """with recursive line (number, heir) as (
                select s.number, s.merged_into from slugs l join stories s on s.number = l.story
                    where l.slug = :ref or (l.slug > :ref and l.slug < :end
                        and not exists (select 1 from slugs where slug = :ref))
                union select line.number, s.merged_into from line join stories s on s.number = line.heir)
            select distinct number from line where heir = :story order by number""",
            {"ref": ref, "end": ref + "\U0010ffff", "story": story},
        )
        return [row["number"] for row in rows]

    def former_slugs(self, story: int) -> list[str]:
        """Return the slugs of the stories that were made part of a story, newest first."""
        rows = self._connections.rows(
            "select slug from stories where merged_into = ? order by number desc", (story,)
        )
        return [row["slug"] for row in rows]
