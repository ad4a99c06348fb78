"""The rules stage: what the user's rules hide is hidden, and what they let go is shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from tracker import rules, subscriptions
from tracker.model import Progress
from tracker.store.muting import Cause

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tracker.store import Store
    from tracker.store.muting import Judged

# Articles judged in one transaction: a tenth of a second, and a few megabytes of text.
BATCH = 500
# What stands for rules while those that hide something are being taken back.
_TAKEN_BACK = "being taken back"


class Muting:
    """Keeps `muted` of every article as the rules have it; safe to be killed at any point."""

    def __init__(self, store: Store, feeds: Path) -> None:
        self._store = store
        self._feeds = feeds

    def apply(self, progress: Callable[[Progress], None], go_on: Callable[[], None]) -> None:
        """Judge what is new, and everything where the rules changed; the caller ingests.

        A story that gains or loses articles by it owes a dossier. `go_on` raises what ends
        the round; the next goes on from there.
        """
        in_force, table = self._in_force(), self._store.muting
        if not in_force:
            if table.digest():
                self._take_back(progress, go_on)
            return
        if table.digest() != in_force.digest:
            table.begin(in_force.digest)
        done, causes = 0, get_args(Cause)
        for cause in causes:
            while judged := self._judge(in_force, cause):
                done += judged
                progress(Progress("cluster", done, done, "judged by your rules"))
                go_on()

    def verdicts(self) -> Callable[[str, str, str], str]:
        """Give what says by which rule a title and text of a feed would be hidden; "" for shown."""
        in_force = self._in_force()
        return lambda title, text, feed: in_force.verdict(title, text, (feed,))

    def strangers(self) -> tuple[str, ...]:
        """Return the names in the rules of feeds.yaml that no subscribed feed bears."""
        subscribed = subscriptions.load(self._feeds)
        return rules.strangers(subscribed, subscriptions.rules(self._feeds), self._store.muting.titles())

    def count(self) -> int:
        """Return how many articles are hidden."""
        return self._store.muting.count()

    def _in_force(self) -> rules.Rules:
        subscribed, of_file = subscriptions.load(self._feeds), subscriptions.rules(self._feeds)
        return rules.in_force(subscribed, of_file, self._store.muting.titles())

    def _take_back(self, progress: Callable[[Progress], None], go_on: Callable[[], None]) -> None:
        self._store.muting.begin(_TAKEN_BACK)
        done = 0
        while batch := self._store.muting.hidden(BATCH):
            with self._store.write():
                self._decide([(one, "") for one in batch])
            done += len(batch)
            progress(Progress("cluster", done, done, "shown again"))
            go_on()
        self._store.muting.begin("")

    def _judge(self, in_force: rules.Rules, cause: Cause) -> int:
        """Judge the next articles for a cause, and count them."""
        table = self._store.muting
        # Read under the lock too: the user may fetch the page of an article meanwhile.
        with self._store.write():
            batch = table.unjudged(cause, BATCH)
            self._decide([(one, in_force.verdict(one.title, one.text, one.feeds)) for one in batch])
            table.judged(cause, batch[-1].mark if len(batch) == BATCH else None)
        return len(batch)

    def _decide(self, verdicts: Sequence[tuple[Judged, str]]) -> None:
        """Store the verdicts that changed, with what follows for the stories."""
        touched = set[int]()
        for one, account in verdicts:
            if account == one.muted:
                continue
            self._store.muting.decide(one.article, account)
            if one.story is not None and bool(account) != bool(one.muted):
                touched.add(one.story)
        for story in sorted(touched):
            self._store.stories.recount(story)
            self._store.stories.owe_what_is_left(story, "rules")
