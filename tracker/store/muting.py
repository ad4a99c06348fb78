"""What the user's rules hide: which articles are still to be judged, and the verdict on each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import sqlite3

    from tracker.store.connection import Connections

# What an article may have to be judged for: a new text, or a feed that it stands in as well.
Cause = Literal["text", "feed"]

_COLUMNS = """a.id as article, n.title, coalesce(w.text, n.text) as text, a.story, a.muted,
    (select json_group_array(feed) from (
        select feed from article_feeds c where c.article = a.id order by feed)) as feeds"""
_TEXTS = "join revisions n on n.id = a.newest left join revisions w on w.id = a.whole"
# By the row that is the cause, so that a mark tells how far the judging is. A further feed
# can only bring a hidden article back.
_UNJUDGED: dict[Cause, str] = {
    "text": f"""select r.id as mark, {_COLUMNS} from revisions r join articles a on a.id = r.article {_TEXTS}
        where r.id > ? and r.id = max(a.newest, coalesce(a.whole, 0)) order by r.id limit ?""",  # noqa: S608 - the constants above
    "feed": f"""select f.rowid as mark, {_COLUMNS} from article_feeds f join articles a on a.id = f.article
        {_TEXTS} where f.rowid > ? and a.muted <> '' order by f.rowid limit ?""",  # noqa: S608 - the constants above
}
_NEWEST: dict[Cause, str] = {
    "text": "select coalesce(max(id), 0) from revisions",
    "feed": "select coalesce(max(rowid), 0) from article_feeds",
}
_HIDDEN = f"""select 0 as mark, {_COLUMNS} from articles a {_TEXTS} where a.muted <> ''
    order by a.id limit ?"""  # noqa: S608 - the constants above


@dataclass(frozen=True, slots=True)
class Judged:
    """An article before the judge: its words, the feeds that carry it, and the verdict so far."""

    mark: int
    article: int
    title: str
    text: str
    story: int | None
    muted: str
    feeds: tuple[str, ...]


class MutingTable:
    """Verdicts, and by which rules and how far they were given, in the table of what is remembered."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def digest(self) -> str:
        """Return by which rules the articles were judged, "" for none."""
        return self._remembered("rules") or ""

    def begin(self, digest: str) -> None:
        """Have every article judged anew, by other rules: once, whatever feeds it stands in by now."""
        with self._connections.write():
            self._remember("rules", digest)
            self._remember("rules_text", "0")
            self.judged("feed", None)

    def unjudged(self, cause: Cause, limit: int) -> list[Judged]:
        """Return the next articles to be judged for a cause, in the order of their marks."""
        after = int(self._remembered(f"rules_{cause}") or 0)
        return [_judged(row) for row in self._connections.rows(_UNJUDGED[cause], (after, limit))]

    def judged(self, cause: Cause, mark: int | None) -> None:
        """Remember how far the judging went; None: to the end."""
        with self._connections.write():
            end = self._connections.scalar(_NEWEST[cause]) if mark is None else mark
            self._remember(f"rules_{cause}", str(end))

    def hidden(self, limit: int) -> list[Judged]:
        """Return articles that are hidden."""
        return [_judged(row) for row in self._connections.rows(_HIDDEN, (limit,))]

    def count(self) -> int:
        """Return how many articles are hidden."""
        count: int = self._connections.scalar("select count(*) from articles where muted <> ''")
        return count

    def decide(self, article: int, account: str) -> None:
        """Hide an article by the rule that `account` names, or show it where that is ""."""
        with self._connections.write() as db:
            db.execute("update articles set muted = ? where id = ?", (account, article))

    def hides_all(self, story: int) -> bool:
        """Tell whether a story has articles, and all of them are hidden."""
        shown = self._connections.scalar("select min(muted <> '') from articles where story = ?", (story,))
        return bool(shown)

    def titles(self) -> dict[str, str]:
        """Return the address and the own title of every feed ever polled."""
        rows = self._connections.rows("select url, title from feeds")
        return {row["url"]: row["title"] for row in rows}

    def _remembered(self, name: str) -> str | None:
        value: str | None = self._connections.scalar("select value from remembered where name = ?", (name,))
        return value

    def _remember(self, name: str, value: str) -> None:
        with self._connections.write() as db:
            db.execute("insert or replace into remembered values (?, ?)", (name, value))


def _judged(row: sqlite3.Row) -> Judged:
    values = dict(row)
    values["feeds"] = tuple(json.loads(values["feeds"]))
    return Judged(**values)
