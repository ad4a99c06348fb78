"""The user's corrections: merge, split, follow, mute, and the undoing of what can be undone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from tracker.errors import NotFoundError, UsageError
from tracker.model import Placement
from tracker.text.words import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from tracker.core.reading import Reading
    from tracker.core.subscribing import Subscribing
    from tracker.core.writing import Writing
    from tracker.model import Article, Story
    from tracker.store import Store


class Correcting:
    """Each act is one transaction with the record that undoes it, then the dossiers it owes."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        writing: Writing,
        reading: Reading,
        subscribing: Subscribing,
    ) -> None:
        self._store = store
        self._now = now
        self._writing = writing
        self._reading = reading
        self._subscribing = subscribing

    def merge(self, target: str, source: str) -> Story:
        """Make the articles of `source` members of `target`, whose name and numbers go on."""
        kept, gone = self._reading.story(target), self._reading.story(source)
        if kept.number == gone.number:
            raise UsageError(f"{target} and {source} are the same story, {kept.slug}.", "Name two stories.")
        articles = self._store.articles.of_story(gone.number, hidden=True)
        with self._store.write():
            self._log("merge", f"merged {gone.slug} into {kept.slug}", gone.number, kept.number, articles)
            self._move(articles, gone.number, kept.number, "merge")
            self._store.stories.merge_into(gone.number, kept.number)
        self._write_owed(kept.number)
        return self._reading.story(kept.number)

    def split(self, ref: str, articles: Sequence[int]) -> Story:
        """Take articles out of a story into one of their own, and return that."""
        story = self._reading.story(ref)
        members = {article.id: article for article in self._store.articles.of_story(story.number)}
        strangers = [str(article) for article in articles if article not in members]
        if strangers:
            raise NotFoundError(
                f"Not in {story.slug}: {', '.join(strangers)}.",
                f"`tracker articles --story {story.slug}` lists what is.",
            )
        chosen = [members[article] for article in dict.fromkeys(articles)]
        if not chosen or len(chosen) == len(members):
            raise UsageError("A split leaves at least one article on each side.", "Name some, not all.")
        with self._store.write():
            title = chosen[0].title
            new = self._store.stories.create(title, slug(title), self._now())
            self._log("split", f"split {len(chosen)} from {story.slug}", story.number, new, chosen)
            self._move(chosen, story.number, new, "split")
        self._write_owed(story.number, new)
        return self._reading.story(new)

    def remove_feed(self, ref: str) -> str:
        """Unsubscribe from a feed so that it can be undone; return its address."""
        url, payload = self._subscribing.remove(ref)
        self._store.operations.log("remove", f"removed the feed {url}", payload, self._now())
        return url

    def follow(self, ref: str | int, *, followed: bool) -> Story:
        """Follow a story, or stop; a lone article gets its first version by it."""
        story = self._reading.story(ref)
        self._writing.first(story.number)
        self._store.shelf.mark(story.number, followed=followed)
        return self._reading.story(story.number)

    def mute(self, ref: str | int, *, muted: bool) -> Story:
        """Hide a story from the lists, or show it again."""
        story = self._reading.story(ref)
        with self._store.write():
            self._store.shelf.mark(story.number, muted=muted)
            if muted:
                account = f"muted “{story.title}”"
                self._store.operations.log("mute", account, {"story": story.number}, self._now())
            else:
                self._store.operations.mark_undone_by_hand("mute", story.number, self._now())
        return self._reading.story(story.number)

    def undo(self) -> str:
        """Undo the newest act that is not undone, and say which; NotFoundError where there is none."""
        operation = self._store.operations.last()
        if operation is None:
            raise NotFoundError("There is nothing to undo.")
        payload: dict[str, Any] = json.loads(operation.payload)
        with self._store.write():
            touched = self._undo(operation.kind, payload)
            self._store.operations.mark_undone(operation.id, self._now())
        self._write_owed(*touched)
        return f"Undone: {operation.account}."

    def _undo(self, kind: str, payload: dict[str, Any]) -> tuple[int, ...]:
        """Carry out the reverse of an act; return the stories whose dossiers it owes."""
        if kind == "remove":
            self._subscribing.restore(payload)
            return ()
        if kind == "add":
            self._subscribing.forget(payload)
            return ()
        if kind == "mute":
            self._store.shelf.mark(payload["story"], muted=False)
            return ()
        source, target = payload["from"], payload["to"]
        articles = [
            article for number in payload["articles"] if (article := self._store.articles.get(number))
        ]
        self._store.stories.merge_into(source, None)
        self._move(articles, target, source, "undo")
        for placement in payload["placements"]:
            self._store.stories.explain(msgspec.convert(placement, Placement))
        if kind == "split" and not self._store.articles.of_story(target, hidden=True):
            self._store.stories.merge_into(target, source)
        return source, target

    def _log(self, kind: str, account: str, source: int, target: int, articles: Sequence[Article]) -> None:
        ids = [article.id for article in articles]
        payload = {
            "from": source,
            "to": target,
            "articles": ids,
            "placements": [msgspec.to_builtins(p) for p in self._store.stories.placements(ids)],
        }
        self._store.operations.log(kind, account, payload, self._now())

    def _move(self, articles: Sequence[Article], source: int, target: int, reason: str) -> None:
        stories = self._store.stories
        ids = [article.id for article in articles]
        stories.assign(ids, target)
        for placement in stories.placements(ids):
            stories.explain(replace(placement, story=target, reason=f"{reason} by you"))
        for story in (source, target):
            stories.recount(story)
            stories.owe(story, reason)

    def _write_owed(self, *numbers: int) -> None:
        for number, reason, touches in self._store.stories.owed():
            if number in numbers:
                self._writing.write(number, reason, touches)
