"""Stories: identity, membership, citation numbers, and the mark that a dossier is due."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tracker.model import Placement, Rival, SharedTerm
from tracker.store.times import moment, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from tracker.store.connection import Connections


# Acts of the user, and with tracker's own unions: reasons by which a story gets a version even where
# it says the same as before.
BY_USER = frozenset({"merge", "split", "move", "pin", "unpin", "undo"})
CORRECTIONS = BY_USER | {"united"}


class StoryTable:
    """Which article is in which story, and what each story still owes."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def create(self, title: str, slug: str, now: datetime) -> int:
        """Start a story; a slug that is taken gets the first free ending: -2, -3."""
        with self._connections.write() as db:
            cursor = db.execute(
                "insert into stories (slug, title, created, updated) values (?, ?, ?, ?)",
                (self._free(slug), title, stamp(now), stamp(now)),
            )
            number = cursor.lastrowid
            assert number is not None, "an insert has a row id"
            if not slug:
                db.execute("update stories set slug = ? where number = ?", (f"story-{number}", number))
            db.execute("insert into slugs select slug, number from stories where number = ?", (number,))
        return number

    def resolve(self, ref: str) -> list[int]:
        """Return the living stories that a slug, a prefix of one, or a number names."""
        rows = self._connections.rows("select story from slugs where slug = ?", (ref,))
        if ref.isdecimal() and not rows:
            rows = self._connections.rows("select number from stories where number = ?", (int(ref[:18]),))
        if not rows:
            rows = self._connections.rows(
                "select distinct story from slugs where slug >= ? and slug < ? order by story limit 20",
                (ref, ref + "\U0010ffff"),
            )
        return list(dict.fromkeys(self._living(row[0]) for row in rows))

    def also_called(self, number: int, slug: str) -> None:
        """Let another slug lead to a story too, unless it leads to one already."""
        if slug:
            with self._connections.write() as db:
                db.execute("insert or ignore into slugs values (?, ?)", (slug, number))

    def called(self, number: int) -> list[str]:
        """Return the slugs that lead to a story."""
        rows = self._connections.rows("select slug from slugs where story = ? order by slug", (number,))
        return [row["slug"] for row in rows]

    def not_called(self, number: int, slug: str) -> None:
        """Let a slug lead to a story no more; its own stays."""
        with self._connections.write() as db:
            db.execute(
                """delete from slugs where slug = :slug and story = :story
                and not exists (select 1 from stories where number = :story and slug = :slug)""",
                {"slug": slug, "story": number},
            )

    def names(self) -> list[tuple[str, str]]:
        """Return slug and title of every living story, for naming the nearest."""
        rows = self._connections.rows(
            "select slug, title from stories where merged_into is null and items > 0"
        )
        return [(row["slug"], row["title"]) for row in rows]

    def assign(self, articles: Iterable[int], story: int) -> None:
        """Make articles members of a story, each under a citation number that is its for life."""
        with self._connections.write() as db:
            for article in articles:
                db.execute("update articles set story = ? where id = ?", (story, article))
                db.execute(
                    """insert or ignore into citations (story, number, article) values (
                        ?, (select coalesce(max(number), 0) + 1 from citations where story = ?), ?)""",
                    (story, story, article),
                )

    def release(self, articles: Iterable[int]) -> None:
        """Let articles wait for a story as if they had just come."""
        with self._connections.write() as db:
            db.executemany("update articles set story = null where id = ?", [(each,) for each in articles])

    def citations(self, story: int) -> dict[int, int]:
        """Return the citation number of every article that is or was a member."""
        rows = self._connections.rows("select article, number from citations where story = ?", (story,))
        return {row["article"]: row["number"] for row in rows}

    def recount(self, story: int) -> None:
        """Bring a story's counters in line with those of its members that no rule hides."""
        with self._connections.write() as db:
            db.execute(
                """update stories set items = shown.items, updated = coalesce(shown.updated, stories.updated),
                    independent = case when version = 0 then shown.items else independent end
                from (select count(*) as items, max(published) as updated
                    from articles where story = :story and muted = '') as shown
                where number = :story""",
                {"story": story},
            )

    def look(self, story: int) -> tuple[str, datetime, int]:
        """Return a story's title, newest moment and independent sources, as they were last counted."""
        row = self._connections.row(
            "select title, updated, independent from stories where number = ?", (story,)
        )
        assert row is not None, "no story is ever deleted"
        return row["title"], moment(row["updated"]), row["independent"]

    def look_again(self, story: int, title: str, updated: datetime, independent: int) -> None:
        """Give a story without articles, which is not written up, the look that it had."""
        with self._connections.write() as db:
            db.execute(
                """update stories set title = ?, updated = ?, independent = ?
                where number = ? and items = 0""",
                (title, stamp(updated), independent, story),
            )

    def owe(self, story: int, reason: str) -> None:
        """Mark that a story's dossier is due; an older reason that still waits stands.

        But new articles say more than a revision that came in the same round, and that says more
        than a page's whole text; and who reads the history looks for what the user or tracker put right.
        """
        with self._connections.write() as db:
            db.execute(
                """update stories set touches = touches + 1,
                    pending = case when pending is null or pending = 'page' or :correction
                        or (pending = 'revision' and :reason <> 'page') then :reason else pending end
                where number = :story""",
                {"reason": reason, "story": story, "correction": reason in CORRECTIONS},
            )

    def owe_what_is_left(self, story: int, reason: str) -> None:
        """Mark the dossier as due of a story that is shown and was written up, or has two articles."""
        with self._connections.write():
            if self._connections.row(
                "select 1 from stories where number = ? and (items > 1 or (items = 1 and version > 0))",
                (story,),
            ):
                self.owe(story, reason)

    def owed(self) -> list[tuple[int, str, int]]:
        """Return number, reason and touch count of the stories whose dossier is due."""
        rows = self._connections.rows(
            "select number, pending, touches from stories where pending is not null order by number"
        )
        return [(row["number"], row["pending"], row["touches"]) for row in rows]

    def settle(self, story: int, touches: int, version: int) -> bool:
        """Take the mark off, unless the story was touched again or written up since it was read.

        `version` is the newest one that was read, 0 for none.
        """
        with self._connections.write() as db:
            cursor = db.execute(
                """update stories set pending = null
                where number = ? and touches = ? and version = ? and pending is not null""",
                (story, touches, version),
            )
            return cursor.rowcount == 1

    def merge_into(self, story: int, target: int | None) -> None:
        """Let a story's names lead to another; None gives it its own life back."""
        with self._connections.write() as db:
            db.execute("update stories set merged_into = ? where number = ?", (target, story))

    def explain(self, placement: Placement) -> None:
        """Keep why an article is where it is."""
        terms = json.dumps([_stored(term) for term in placement.terms])
        with self._connections.write() as db:
            db.execute(
                "insert or replace into placements values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    placement.article,
                    placement.story,
                    placement.score,
                    placement.threshold,
                    terms,
                    placement.gap_hours,
                    placement.runner_up,
                    placement.runner_up_score,
                    placement.reason,
                ),
            )

    def placements(self, articles: Sequence[int]) -> list[Placement]:
        """Return why each of these articles is where it is, in the order asked for."""
        rows = self._connections.rows(
            "select * from placements where article in (select value from json_each(?))",
            (json.dumps(list(articles)),),
        )
        found = {row["article"]: dict(row) for row in rows}
        for values in found.values():
            values["terms"] = tuple(SharedTerm(*term) for term in json.loads(values["terms"]))
        return [Placement(**found[article]) for article in articles if article in found]

    def today(self, numbers: Iterable[int]) -> dict[int, Rival]:
        """Return for each of these stories the one that carries it on, itself or another."""
        living = {number: self._living(number) for number in numbers}
        rows = self._connections.rows(
            "select number, slug, title from stories where number in (select value from json_each(?))",
            (json.dumps(sorted(set(living.values()))),),
        )
        found = {row["number"]: Rival(row["number"], row["slug"], row["title"]) for row in rows}
        return {number: found[heir] for number, heir in living.items() if heir in found}

    def _living(self, number: int) -> int:
        """Follow a merged story to the one that carries it on."""
        target = self._connections.scalar("select merged_into from stories where number = ?", (number,))
        return number if target is None else self._living(target)

    def _free(self, slug: str) -> str:
        # An empty slug becomes story-<number> once the number is known; until then, a name
        # that no title can make.
        if not slug:
            return "-"
        taken = {
            row[0]
            for row in self._connections.rows(
                # What begins with the slug and a hyphen, by the index: "." is the next sign after it.
                """select slug from slugs where slug = ?
                union all select slug from slugs where slug > ? and slug < ?""",
                (slug, f"{slug}-", f"{slug}."),
            )
        }
        if slug not in taken:
            return slug
        return next(name for number in range(2, len(taken) + 3) if (name := f"{slug}-{number}") not in taken)


def _stored(term: SharedTerm) -> list[object]:
    """Write a term in the short form, in which only a name says what it is."""
    return [term.term, term.weight, True] if term.name else [term.term, term.weight]
