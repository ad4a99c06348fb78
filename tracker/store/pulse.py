"""Whether the database has changed since one last looked, without reading it."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from tracker.store.trouble import told

if TYPE_CHECKING:
    import sqlite3

    from tracker.store.connection import Connections


class Pulse:
    """Beats with every commit, of this process or of another.

    SQLite keeps the count per connection (https://www.sqlite.org/pragma.html#pragma_data_version),
    so this has one of its own, on which nothing is ever written.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._own: sqlite3.Connection | None = None
        self._lock = Lock()

    def beat(self) -> int:
        """Return a number that is another one after each commit; any thread may ask."""
        with self._lock, told(self._connections.path):
            if self._own is None:
                self._own = self._connections.connect()
            count: int = self._own.execute("pragma data_version").fetchone()[0]
        return count

    def of_others(self) -> int:
        """Return a number that is another one after a commit of anybody but the calling thread."""
        count: int = self._connections.scalar("pragma data_version")
        return count
