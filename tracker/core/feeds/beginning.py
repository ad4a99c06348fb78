"""The first run: whether it is one, and the feeds that tracker brings along for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import subscriptions
from tracker.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from tracker.model import Subscription
    from tracker.store import Store


class Beginning:
    """Asks nobody in the network: what the user begins with is polled by the next round."""

    def __init__(self, store: Store, feeds: Path, now: Callable[[], datetime]) -> None:
        self._store = store
        self._path = feeds
        self._now = now

    def is_fresh(self) -> bool:
        """Tell whether nothing was polled or imported, and nothing is there to be. Raises ConfigError."""
        stored = any(self._store.shelf.counts()) or self._store.feeds.is_any_known()
        return not stored and self._is_empty()

    def lost(self) -> str:
        """Say that feeds.yaml is gone though feeds were polled; "" elsewhere.

        It may be on a disk that is not there: forty feeds nobody chose are no replacement.
        """
        link = self._path.is_symlink()
        if self._path.exists() or not (link or self._store.feeds.is_any_known()):
            return ""
        return f"{self._path} is missing: put it back, or `tracker add URL` begins a new one."

    def offered(self) -> tuple[Subscription, ...]:
        """Return the feeds that tracker brings along, in their order, without search feeds."""
        return tuple(each for each in subscriptions.bundled() if not each.search)

    def start(self) -> int:
        """Subscribe to what is offered, at one go; return how many feeds that adds. `undo` takes it back."""
        if self._store.reading:
            raise StoreError("Nothing can be changed here: tracker is open for reading only.")
        wanted = subscriptions.bundled()
        # The bundled file as it is, with its comments, where there is none of the user's.
        whole = subscriptions.start(self._path)
        added = wanted if whole else subscriptions.add_all(self._path, wanted)
        count = sum(not each.search for each in added)
        if added:
            payload = {"urls": [each.url for each in added]}
            self._store.operations.log("add", f"added {count} feeds", payload, self._now())
        return count

    def _is_empty(self) -> bool:
        return not any(not each.search for each in subscriptions.load(self._path))
