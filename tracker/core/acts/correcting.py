"""The user's corrections: merge, split, move, pin, mute, and the undoing of what can be undone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tracker.core.acts.acting import Acting
from tracker.core.acts.following import KINDS
from tracker.core.acts.marking import READ
from tracker.core.acts.parting import former
from tracker.core.acts.undoing import Undoing
from tracker.errors import NotFoundError, UsageError
from tracker.text.words import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Sequence
    from datetime import datetime

    from tracker.core.acts.acting import Doing
    from tracker.core.acts.following import Following
    from tracker.core.acts.marking import Marking
    from tracker.core.dossiers.writing import Writing
    from tracker.core.feeds.subscribing import Subscribing
    from tracker.core.views.reading import Reading
    from tracker.model import Article, Operation, Story
    from tracker.store import Store

# Acts that are kept, and undone, row by row.
_ON_STORIES = frozenset({"merge", "split", "move", "pin", "unpin"})


class Correcting:
    """Each act is one transaction with the record that undoes it, then the dossiers it owes.

    What the user has put somewhere stays there, and what they have parted is never made one by
    tracker itself. Raises NotFoundError for a story or an article that is not there, UsageError
    for an act that would do nothing; nothing is changed then.
    """

    def __init__(  # noqa: PLR0913 - what it works on, and who can undo acts of their own
        self,
        store: Store,
        now: Callable[[], datetime],
        writing: Writing,
        reading: Reading,
        subscribing: Subscribing,
        *,
        following: Following,
        marking: Marking,
    ) -> None:
        self._store = store
        self._now = now
        self._writing = writing
        self._reading = reading
        self._subscribing = subscribing
        self._following = following
        self._marking = marking
        self._acts = Acting(store, now, writing)
        self._undoing = Undoing(store, now, writing)

    def merge(self, target: str | int, source: str | int) -> Story:
        """Make the articles of `source` members of `target`, whose name and numbers go on."""
        with self._acts.acting("merge") as doing:
            kept, gone = self._reading.story(target), self._reading.story(source)
            if kept.number == gone.number:
                raise UsageError(
                    f"{target} and {source} are the same story, {kept.slug}.", "Name two stories."
                )
            articles = self._members(gone.number)
            doing.begin(f"merged {gone.slug} into {kept.slug}", (kept.number, gone.number), articles)
            doing.bring(articles, kept.number)
            doing.end_story(gone.number, kept.number)
        return self._reading.story(kept.number)

    def split(self, ref: str | int, articles: Sequence[int]) -> Story:
        """Take articles out of a story into one of their own, and return that."""
        with self._acts.acting("split") as doing:
            story = self._reading.story(ref)
            members = {article.id: article for article in self._store.articles.of_story(story.number)}
            _refuse_strangers(
                story, articles, members, f"`tracker articles --story {story.slug}` lists what is."
            )
            chosen = list(dict.fromkeys(articles))
            if not chosen or len(chosen) == len(members):
                raise UsageError("A split leaves at least one article on each side.", "Name some, not all.")
            doing.begin(f"split {_counted(chosen)} from {story.slug}", [story.number], chosen)
            title = members[chosen[0]].title
            new = doing.begin_story(title, slug(title), story.number)
            doing.bring(chosen, new)
            self._store.rulings.keep_apart(story.number, new, self._now())
        return self._reading.story(new)

    def part(self, ref: str | int, name: str) -> Story:
        """Give a story that was made part of another its own life and slug back, and return it.

        Of its articles those go back that are still there. The two are never made one by tracker
        itself again.
        """
        store = self._store
        with self._acts.acting("split") as doing:
            story = self._reading.story(ref)
            there = self._members(story.number)
            was = former(store, story, name, there)
            if len(was.articles) == len(there):
                raise UsageError(
                    f"All that is in {story.slug} came with {was.slug}.", "Nothing would be left."
                )
            doing.begin(f"split {was.slug} from {story.slug}", (story.number, was.story), was.articles)
            store.stories.merge_into(was.story, None)
            store.stories.assign(was.articles, was.story)
            for placement in was.placements:
                store.stories.explain(placement)
            store.rulings.unpin(was.articles)
            store.unions.take_back(was.story, self._now())
            store.rulings.keep_apart(story.number, was.story, self._now())
        return self._reading.story(was.story)

    def move(self, ref: str | int, articles: Sequence[int]) -> Story:
        """Make articles, wherever they are, members of a story, and return it.

        The stories that they leave are never made one with it by tracker itself; one that they
        leave empty goes on in it.
        """
        with self._acts.acting("move") as doing:
            story = self._reading.story(ref)
            found = [self._article(number) for number in dict.fromkeys(articles)]
            moving = [article for article in found if article.story != story.number]
            if not moving:
                raise UsageError(
                    f"That is in {story.slug} already.", f"`tracker pin {story.slug} ARTICLE` keeps it there."
                )
            left = sorted({article.story for article in moving if article.story is not None})
            numbers = [article.id for article in moving]
            doing.begin(f"moved {_counted(numbers)} to {story.slug}", (story.number, *left), numbers)
            doing.bring(numbers, story.number)
            for number in left:
                self._leave(number, story.number, doing)
        return self._reading.story(story.number)

    def pin(self, ref: str | int, articles: Sequence[int] = ()) -> Story:
        """Let a story stay as it is: tracker makes it one with no other, and takes no article from it.

        With `articles`, members of it: let these stay in it, whatever becomes of the others.
        """
        with self._acts.acting("pin") as doing:
            story = self._reading.story(ref)
            wanted = list(dict.fromkeys(articles))
            numbers = " ".join(map(str, wanted))
            _refuse_strangers(
                story,
                wanted,
                self._members(story.number),
                f"`tracker move {story.slug} {numbers}` puts it there.",
            )
            loose = [article for article in wanted if article not in self._store.rulings.pinned(wanted)]
            if loose:
                doing.begin(f"pinned {_counted(loose)} in {story.slug}", [story.number], loose)
                self._store.rulings.pin(loose, story.number, self._now())
            elif not wanted and not story.pinned:
                doing.begin(f"pinned {story.slug}", [story.number], [])
                self._store.shelf.mark(story.number, pinned=True)
            else:
                raise UsageError(
                    f"That is pinned in {story.slug} already."
                    if wanted
                    else f"{story.slug} is pinned already.",
                    f"`tracker unpin {' '.join([story.slug, *map(str, wanted)])}` lets go.",
                )
        return self._reading.story(story.number)

    def unpin(self, ref: str | int, articles: Sequence[int] = ()) -> Story:
        """Take a pin back: of the story, or of these articles of it."""
        with self._acts.acting("unpin") as doing:
            story = self._reading.story(ref)
            members = self._members(story.number)
            pinned = self._store.rulings.pinned(members)
            if articles:
                _refuse_loose(story, articles, pinned)
                chosen = list(dict.fromkeys(articles))
                doing.begin(f"unpinned {_counted(chosen)} in {story.slug}", [story.number], chosen)
                self._store.rulings.unpin(chosen)
            elif story.pinned:
                doing.begin(f"unpinned {story.slug}", [story.number], [])
                self._store.shelf.mark(story.number, pinned=False)
            else:
                raise UsageError(f"{story.slug} is not pinned.", _pinned_hint(story, pinned))
        return self._reading.story(story.number)

    def remove_feed(self, ref: str) -> str:
        """Unsubscribe from a feed so that it can be undone; return its address."""
        url, payload = self._subscribing.remove(ref)
        self._store.operations.log("remove", f"removed the feed {url}", payload, self._now())
        return url

    def follow(self, ref: str | int, *, followed: bool) -> Story:
        """Follow a story, or stop; a lone article gets its first version by it."""
        story = self._reading.story(ref)
        self._writing.first(story.number)
        with self._store.write():
            self._store.shelf.mark(story.number, followed=followed)
            self._store.read_state.marked(story.number, "followed", self._now())
            if not followed:
                self._store.shelf.seek(story.number, search=None)
        return self._reading.story(story.number)

    def mute(self, ref: str | int, *, muted: bool) -> Story:
        """Hide a story from the lists, or show it again."""
        story = self._reading.story(ref)
        if story.muted == muted:
            return story
        with self._store.write():
            self._store.shelf.mark(story.number, muted=muted)
            self._store.read_state.marked(story.number, "muted", self._now())
            if muted:
                account = f"muted “{story.title}”"
                self._store.operations.log("mute", account, {"story": story.number}, self._now())
            else:
                self._store.operations.mark_undone_by_hand("mute", story.number, self._now())
        return self._reading.story(story.number)

    def undo(self) -> str:
        """Undo the newest act that is not undone, and say which; NotFoundError where there is none."""
        while (operation := self._store.operations.last()) is not None:
            if self._undo(operation):
                return f"Undone: {operation.account}."
        raise NotFoundError("There is nothing to undo.")

    def _undo(self, operation: Operation) -> bool:
        """Undo an act; False, and nothing is changed, where it is not the newest any more."""
        if operation.kind in KINDS:
            return self._following.undo(operation)
        if operation.kind == READ:
            return self._marking.undo(operation)
        if operation.kind in _ON_STORIES:
            return self._undoing.undo(operation)
        return self._undo_other(operation.id, operation.kind, json.loads(operation.payload))

    def _undo_other(self, operation: int, kind: str, payload: dict[str, Any]) -> bool:
        """Undo an act on feeds, or on a mark."""
        with self._store.write():
            if not self._store.operations.mark_undone(operation, self._now()):
                return False
            if kind == "remove":
                self._subscribing.restore(payload)
            elif kind == "add":
                self._subscribing.forget(payload)
            else:
                self._store.shelf.mark(payload["story"], muted=False)
        return True

    def _leave(self, number: int, target: int, doing: Doing) -> None:
        """Keep a story apart from what left it; let it go on there if that was all of it."""
        if self._members(number) or self._store.rulings.is_defined(number):
            self._store.rulings.keep_apart(number, target, self._now())
        else:
            doing.end_story(number, target)

    def _members(self, number: int) -> list[int]:
        """Return the ids of the articles of a story, those that a rule hides too."""
        return [article.id for article in self._store.articles.of_story(number, hidden=True)]

    def _article(self, number: int) -> Article:
        article = self._store.articles.get(number)
        if article is None:
            raise NotFoundError(f"There is no article {number}.", "`tracker articles` lists them.")
        return article


def _refuse_strangers(story: Story, articles: Iterable[int], members: Container[int], hint: str) -> None:
    strangers = [str(article) for article in articles if article not in members]
    if strangers:
        raise NotFoundError(f"Not in {story.slug}: {', '.join(strangers)}.", hint)


def _refuse_loose(story: Story, articles: Iterable[int], pinned: Collection[int]) -> None:
    loose = [str(article) for article in articles if article not in pinned]
    if loose:
        raise UsageError(f"Not pinned in {story.slug}: {', '.join(loose)}.", _pinned_hint(story, pinned))


def _pinned_hint(story: Story, pinned: Collection[int]) -> str:
    """Say what of a story is pinned."""
    if not pinned:
        return "No article of it is."
    return (
        f"`tracker unpin {story.slug} {' '.join(map(str, sorted(pinned)))}` lets go of its pinned articles."
    )


def _counted(articles: Sequence[int]) -> str:
    return f"article {articles[0]}" if len(articles) == 1 else f"{len(articles)} articles"
