"""What changed between two versions of a story in a few short texts, remembered: neither ever changes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.store import Store

# Pairs of versions of which it is remembered what changed: up to 10 ms each, and a list is read again
# after every round and every key that changes it. Six short texts take about 1 kB.
MOST = 2_000

Told = tuple[str, ...]


class Teller:
    """Tells what changed from one version to another; any thread may ask."""

    def __init__(self, store: Store) -> None:
        self._versions = store.versions
        self._told: dict[tuple[int, int, int], Told] = {}
        self._forgetting = threading.Lock()

    def known(self, story: int, before: int, after: int) -> Told | None:
        """Return what was told before, at once; None where nobody asked yet."""
        return self._told.get((story, before, after))

    def tell(self, story: int, before: int, after: int) -> Told:
        """Tell what changed between two versions; nothing where one is gone."""
        told = self.known(story, before, after)
        if told is None:
            told = self._told[story, before, after] = self._tell(story, before, after)
            if len(self._told) > MOST:
                self._forget()
        return told

    def _forget(self) -> None:
        """Drop the half that was told first."""
        with self._forgetting:
            for pair in tuple(self._told)[: MOST // 2]:
                self._told.pop(pair, None)

    def _tell(self, story: int, before: int, after: int) -> Told:
        from tracker.diff import told

        old, new = self._versions.known(story, before), self._versions.get(story, after)
        return () if old is None or new is None else told(old.dossier, new.dossier)
