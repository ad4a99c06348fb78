"""The names of stories, for who types the beginning of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.store.connection import Connections

# Above every sign that a slug has: what begins with a text lies between it and it with this behind.
_LAST = "\U0010ffff"


class NameTable:
    """Looks names up by their beginning, in the index that holds them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def beginning(self, begun: str, limit: int) -> list[tuple[str, str]]:
        """Return slug and title of stories whose slug begins so; all of "" are those that moved last."""
        order, between = ("slug", "slug >= ? and slug < ?") if begun else ("updated desc", "? <= ?")
        # Both are our own words.
        sql = f"""select slug, title from stories where merged_into is null and items > 0 and {between}
            order by {order} limit ?"""  # noqa: S608
        rows = self._connections.rows(sql, (begun, begun + _LAST, limit))
        return [(row["slug"], row["title"]) for row in rows]
