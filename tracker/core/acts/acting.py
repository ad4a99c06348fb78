"""The user's acts on stories: one transaction each, with the record that undoes it exactly."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from tracker.core.acts.act import Act, Before
from tracker.errors import StoreError
from tracker.model import Placement, Version
from tracker.store.pictures import Picture, touched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from tracker.core.dossiers.writing import Writing
    from tracker.store import Store

log = logging.getLogger(__name__)


class Doing:
    """One act while it is done: whoever has begun it changes what belongs to what."""

    def __init__(self, store: Store, kind: str, now: datetime) -> None:
        self.act: Act | None = None
        self._store = store
        self._kind = kind
        self._now = now
        self._account = ""
        self._picture: Picture = {}

    def begin(self, account: str, stories: Iterable[int], articles: Sequence[int]) -> None:
        """Keep how these stories and articles are; from here on they are changed."""
        self._account = account
        self.act = Act([before(self._store, number) for number in dict.fromkeys(stories)], list(articles))
        self._picture = self._take(self.act)

    def bring(self, articles: Sequence[int], story: int) -> None:
        """Make articles members of a story for good, since the user says so."""
        stories, rulings = self._store.stories, self._store.rulings
        placements = {placement.article: placement for placement in stories.placements(articles)}
        stories.assign(articles, story)
        for article in articles:
            was = placements.get(article) or Placement(article, story, 0.0, 0.0)
            stories.explain(replace(was, story=story, reason=f"{self._kind} by you"))
        rulings.pin(articles, story, self._now)
        rulings.take_no_more(articles)

    def begin_story(self, title: str, name: str, home: int) -> int:
        """Start a story; undone, its name leads to the story `home`."""
        assert self.act is not None, "an act has begun"
        number = self._store.stories.create(title, name, self._now)
        self.act.made.append(number)
        self.act.home = home
        return number

    def end_story(self, number: int, heir: int) -> None:
        """Let a story that is empty now go on in another: its names lead there, its follower follows it."""
        assert self.act is not None, "an act has begun"
        story = self._store.shelf.story(number)
        if story is not None and story.followed:
            self._store.shelf.mark(heir, followed=True)
            if story.search:
                self._store.shelf.seek(heir, search=True)
        self._store.rulings.let_together(number, heir)
        self._store.stories.merge_into(number, heir)
        self.act.gone.append(number)

    def finish(self) -> dict[int, int | None]:
        """Write the record, and what is owed; return the stories that owe it."""
        if self.act is None:
            return {}
        self.act.touched = touched(self._picture, self._take(self.act))
        self._store.operations.log(self._kind, self._account, msgspec.to_builtins(self.act), self._now)
        numbers = [*(one.number for one in self.act.stories), *self.act.made]
        owe(self._store, numbers, self._kind)
        return dict.fromkeys(numbers)

    def _take(self, act: Act) -> Picture:
        return self._store.pictures.take([one.number for one in act.stories], act.articles)


class Acting:
    """Opens the transaction of an act, and writes the versions that it owes when it is committed."""

    def __init__(self, store: Store, now: Callable[[], datetime], writing: Writing) -> None:
        self._store = store
        self._now = now
        self._writing = writing

    @contextmanager
    def acting(self, kind: str) -> Iterator[Doing]:
        """Let the caller do one act. What is not begun, or raises, leaves nothing behind.

        `kind` is the reason of the versions of all stories that were touched. If the user had read
        all of these, they stay read: putting something right oneself is no news.
        """
        with self._store.write():
            doing = Doing(self._store, kind, self._now())
            yield doing
            owing = doing.finish()
        written = write_owed(self._store, self._writing, owing)
        if doing.act is not None and all(one.all_read for one in doing.act.stories):
            for version in written.values():
                self._store.shelf.mark_read(version.story, version.number, self._now())


def before(store: Store, number: int) -> Before:
    """Return how a story is, as far as what is written or read of it may change."""
    story = store.shelf.story(number)
    assert story is not None, "stories are never deleted while an act knows of them"
    names, mark = store.stories.called(number), store.pictures.read_mark(number)
    read = 0 < story.version <= story.read
    return Before(number, *store.stories.look(number), story.version, names, mark, read)


def owe(store: Store, stories: Iterable[int], reason: str) -> None:
    """Count stories anew that gained or lost articles; they owe a version."""
    for number in stories:
        store.stories.recount(number)
        store.stories.owe(number, reason)


def write_owed(store: Store, writing: Writing, bases: Mapping[int, int | None]) -> dict[int, Version]:
    """Write what some stories owe, each on the version named (None: its newest); return what was written."""
    written = dict[int, Version]()
    with left_to_the_next_poll():
        for number, reason, touches in store.stories.owed():
            version = writing.write(number, reason, touches, bases[number]) if number in bases else None
            if version is not None:
                written[number] = version
    return written


@contextmanager
def left_to_the_next_poll() -> Iterator[None]:
    """Let what an act owes wait where a full disk or another writer keeps it from being written.

    The act itself is done, and must not be told as one that failed.
    """
    try:
        yield
    except StoreError as error:
        log.warning("What an act changed is left to be written by the next poll: %s", error)
