"""Versions: one immutable dossier each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tracker.errors import StoreError
from tracker.model import Dossier, Version
from tracker.store.times import DAMAGED, moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from tracker.store.connection import Connections


class VersionTable:
    """Dossiers by story and number. A trigger refuses to change or delete one."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def get(self, story: int, number: int) -> Version | None:
        """Return one version of a story."""
        return self._one("where story = ? and number = ?", (story, number))

    def newest(self, story: int) -> Version | None:
        """Return the newest version of a story, None for one that was never written up."""
        return self._one("where story = ? order by number desc limit 1", (story,))

    def known(self, story: int, number: int) -> Version | None:
        """Return the version of this number, or where it is gone the one before, or the first there is."""
        return self._one("where story = ? and number <= ? order by number desc limit 1", (story, number)) or (
            self._one("where story = ? order by number limit 1", (story,))
        )

    def beside(self, story: int, number: int, by: int) -> int | None:
        """Return the number of the nearest version after another, or before it (`by` below 0)."""
        older = "select max(number) from versions where story = ? and number < ?"
        newer = "select min(number) from versions where story = ? and number > ?"
        found: int | None = self._connections.scalar(older if by < 0 else newer, (story, number))
        return found

    def at(self, story: int, when: datetime) -> Version | None:
        """Return the version that was the newest at that moment."""
        return self._one(
            "where story = ? and written_at <= ? order by number desc limit 1", (story, stamp(when))
        )

    def all(self, story: int) -> list[Version]:
        """Return every version of a story, first to newest."""
        rows = self._connections.rows("select * from versions where story = ? order by number", (story,))
        return [_version(row) for row in rows]

    def below(self, story: int, number: int | None, limit: int | None) -> list[Version]:
        """Return the versions of a story before one by number, or all, newest first; at most `limit`."""
        rows = self._connections.rows(
            """select * from versions where story = :story and (:number is null or number < :number)
            order by number desc limit coalesce(:limit, -1)""",
            {"story": story, "number": number, "limit": limit},
        )
        return [_version(row) for row in rows]

    def add(self, version: Version) -> None:
        """Store a version and make it the story's newest, with its words for the search."""
        dossier = version.dossier
        with self._connections.write() as db:
            db.execute(
                "insert into versions values (?, ?, ?, ?, ?, ?)",
                (
                    version.story,
                    version.number,
                    stamp(version.written_at),
                    version.engine,
                    version.reason,
                    msgspec.json.encode(dossier).decode(),
                ),
            )
            db.execute(
                "update stories set version = ?, title = ?, independent = ? where number = ?",
                (version.number, dossier.title, dossier.independent, version.story),
            )
            db.execute("delete from dossiers_fts where rowid = ?", (version.story,))
            db.execute(
                "insert into dossiers_fts (rowid, title, body, actors) values (?, ?, ?, ?)",
                (version.story, dossier.title, _words(dossier), _actors(dossier)),
            )

    def _one(self, where: str, values: tuple[object, ...]) -> Version | None:
        # `where` is one of the constants above; what varies is bound.
        row = self._connections.row("select * from versions " + where, values)  # noqa: S608
        return None if row is None else _version(row)


def _version(row: sqlite3.Row) -> Version:
    try:
        dossier = msgspec.json.decode(row["dossier"], type=Dossier)
    except (msgspec.DecodeError, TypeError) as error:
        raise StoreError(f"The database is damaged: a dossier in it is none ({error}).", DAMAGED) from error
    return Version(
        story=row["story"],
        number=row["number"],
        written_at=moment(row["written_at"]),
        engine=row["engine"],
        reason=row["reason"],
        dossier=dossier,
    )


def _words(dossier: Dossier) -> str:
    """Gather what a reader might search for in a dossier; sources are found as articles."""
    claims = (*dossier.what, *dossier.why_it_matters, *dossier.key_points)
    texts = [claim.text for claim in claims]
    texts += [event.text for event in dossier.timeline]
    texts += [claim.text for paragraph in dossier.narrative for claim in paragraph]
    texts += [question.text for question in dossier.open_questions]
    texts += [f"{view.actor} {view.stance.text}" for view in dossier.perspectives]
    texts += [tension.text for tension in dossier.tensions]
    return "\n".join(texts)


def _actors(dossier: Dossier) -> str:
    """Name who speaks in a dossier, a name a line."""
    return "\n".join(view.actor for view in dossier.perspectives)
