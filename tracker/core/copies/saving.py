"""Whole stories out to files, and in from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.core.copies.importing import Importing
from tracker.errors import NotFoundError
from tracker.model import SavedStory
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from tracker.core.copies.importing import Imported
    from tracker.model import Story
    from tracker.store import Store


class Saving:
    """Gives stories whole, and takes whole stories in: those of another database, or of an earlier day."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def every(self, *, followed: bool = False) -> list[Story]:
        """Return the stories that have a version and are not muted, by number, or of these the `followed`."""
        found = self._store.shelf.followed() if followed else self._store.shelf.stories(Filter())
        return sorted((story for story in found if story.version), key=lambda story: story.number)

    def story(self, number: int) -> SavedStory:
        """Return a story with its versions, and the articles that are in it or that a version cites."""
        store = self._store
        story = store.shelf.story(number)
        if story is None:
            raise NotFoundError(f"There is no story {number}.", "`tracker stories` lists them.")
        versions = store.versions.all(number)
        cited = {source.number for version in versions for source in version.dossier.sources}
        numbers = sorted((at, article) for article, at in store.stories.citations(number).items())
        found = (store.saved.article(article, at, number) for at, article in numbers)
        articles = tuple(each for each in found if each and (each.member or each.number in cited))
        names = store.saved.names(number)
        return SavedStory(number, story.slug, names, story.created, tuple(versions), articles)

    def take(self, stories: Iterable[SavedStory]) -> list[Imported]:
        """Take stories in, all in one transaction; what is here is not changed, but it may go on."""
        with self._store.ingesting.held("tracker import", self._now()), self._store.write():
            importing = Importing(self._store)
            return [importing.take(story) for story in sorted(stories, key=lambda story: story.number)]
