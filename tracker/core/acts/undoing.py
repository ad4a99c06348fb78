"""Undoing an act of the user: every row again as it was before, and what came since stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.core.acts.act import Act, Before, act_of
from tracker.core.acts.acting import before, owe, write_owed
from tracker.core.dossiers.writing import says_the_same
from tracker.store.stories import BY_USER
from tracker.text.words import slug

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tracker.core.dossiers.writing import Writing
    from tracker.model import Operation, Version
    from tracker.store import Store
    from tracker.store.pictures import Touched

# Tables with a row an article.
_OF_ARTICLES = frozenset({"placements", "pins", "taken"})


class Undoing:
    """Takes acts back, the newest first.

    Versions are immutable and a citation number is never given twice; so the story says what it
    said before in a version more, and keeps the numbers that its guests had.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], writing: Writing) -> None:
        self._store = store
        self._now = now
        self._writing = writing

    def undo(self, operation: Operation) -> bool:
        """Take back one act, in a transaction, then write the versions that this owes.

        False where it is not the newest act any more: another process has undone it, or done more.
        """
        store, act = self._store, act_of(operation)
        with store.write():
            if not store.operations.mark_undone(operation.id, self._now()):
                return False
            read = {one.number for one in act.stories if before(store, one.number).all_read}
            affected = self._put_back(act)
            owe(store, affected, "undo")
        bases = {one.number: one.version for one in act.stories}
        written = write_owed(store, self._writing, {number: bases.get(number) for number in affected})
        with store.write():
            for one in act.stories:
                self._forget_names(one)
                store.stories.look_again(one.number, one.title, one.updated, one.independent)
                self._put_reading_back(one, written.get(one.number), all_read=one.number in read)
        return True

    def _put_back(self, act: Act) -> list[int]:
        """Put every row back; return the stories that are others by it."""
        store = self._store
        affected = dict.fromkeys([*(one.number for one in act.stories), *act.made])
        # Stories first: an article goes back to the one that lives.
        for row in sorted(act.touched, key=lambda each: each.table != "stories"):
            if row.table == "articles":
                affected.update(dict.fromkeys(self._send_back(row)))
            elif row.table not in _OF_ARTICLES or self._is_there(row):
                store.pictures.put_back(row)
        store.rulings.settle_pins(act.articles)
        for number in act.made:
            if not store.articles.of_story(number, hidden=True):
                store.stories.merge_into(number, self._heir(act.home))
        for number in affected:
            self._carry_on(number)
        return list(affected)

    def _send_back(self, row: Touched) -> list[int]:
        """Put an article back into the story it was in, or to those that wait; return both stories."""
        store, was = self._store, row.before or {}
        article, home = was["id"], was["story"]
        assert isinstance(article, int), "an article's id is a whole number"
        if store.articles.get(article) is None:
            return []
        left = store.articles.story_of(article)
        if isinstance(home, int):
            home = self._heir(home)
            store.stories.assign([article], home)
        else:
            store.stories.release([article])
        return [each for each in (left, home) if isinstance(each, int)]

    def _is_there(self, row: Touched) -> bool:
        article = (row.before or row.after or {})["article"]
        return isinstance(article, int) and self._store.articles.get(article) is not None

    def _carry_on(self, number: int) -> None:
        """Let what came to a story that ends again go where its names lead."""
        heir, stories = self._heir(number), self._store.stories
        if heir == number:
            return
        left = [article.id for article in self._store.articles.of_story(number, hidden=True)]
        stories.assign(left, heir)
        for placement in stories.placements(left):
            stories.explain(replace(placement, story=heir))

    def _heir(self, number: int) -> int:
        """Return the story that carries a story on: itself, while it lives."""
        found = self._store.stories.today([number])
        return found[number].number if number in found else number

    def _forget_names(self, one: Before) -> None:
        """Let go of the names that a story bears only by this act, or by later ones, undone before."""
        since = self._store.versions.all(one.number)[one.version :]
        by_acts = {slug(version.dossier.title) for version in since if version.reason in BY_USER}
        kept = {slug(version.dossier.title) for version in since if version.reason not in BY_USER}
        for name in by_acts.difference(kept, one.names):
            self._store.stories.not_called(one.number, name)

    def _put_reading_back(self, one: Before, written: Version | None, *, all_read: bool) -> None:
        """Let a story be read as far as it was; of what came since, as far as it was read meanwhile."""
        base = self._store.versions.get(one.number, one.version)
        if written is None or base is None or says_the_same(base.dossier, written.dossier):
            mark = one.read
            if mark is not None and written is not None and one.all_read:
                mark = {**mark, "version": written.number}
            self._store.pictures.put_read_mark(one.number, mark)
        elif all_read:
            self._store.shelf.mark_read(one.number, written.number, self._now())
