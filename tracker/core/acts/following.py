"""Stories that the user follows: those that are there, and those that they define by terms."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from tracker.core.acts.acting import left_to_the_next_poll
from tracker.core.acts.taking import Memento, Taking
from tracker.core.common.defining import Matcher, define
from tracker.core.common.memory import SPAN
from tracker.errors import UsageError
from tracker.rules import searched
from tracker.text.words import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import datetime

    from tracker.core.dossiers.writing import Writing
    from tracker.core.views.reading import Reading
    from tracker.model import Definition, Operation, Story
    from tracker.store import Store
    from tracker.store.follows import Standing

# The acts as the log has them, and the reasons of the versions that they owe.
KINDS = frozenset({"follow", "unfollow"})
_REASONS = KINDS | {"undo"}


class Following:
    """Each act is one transaction with the record that undoes it, then the dossiers it owes.

    `tell` is given, in sentences, what else the user should know of an act.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], writing: Writing, reading: Reading) -> None:
        self._store = store
        self._now = now
        self._writing = writing
        self._reading = reading
        self._taking = Taking(store)

    def follow(  # noqa: PLR0913 - what a definition is made of
        self,
        name: str | int,
        terms: Iterable[str] = (),
        *,
        excluded: Iterable[str] = (),
        every: bool = False,
        search: bool | None = None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> Story:
        """Make a story of what matches the terms; without any, follow the story that is there.

        A story that is defined already gets the new terms in place of its own. `search`: whether it
        asks search feeds; None leaves that as it was, at first to the settings. Raises UsageError for
        terms that won't do, for a name that another story has, and where nothing would change.
        """
        terms, excluded = tuple(terms), tuple(excluded)
        if terms:
            definition = define(str(name), terms, excluded, every=every)
            return self._define(definition, search=search, tell=tell)
        if excluded or every:
            raise UsageError(
                "Without a TERM there is nothing to leave out or to need.", "Name one after NAME."
            )
        return self._mark(self._reading.story(name), followed=True, search=search)

    def unfollow(self, ref: str | int, *, tell: Callable[[str], None] = lambda _: None) -> Story:
        """Stop following a story. One defined by terms gives its articles back, and is empty then.

        They go where they were taken from; those that came new wait for the next round. Raises
        UsageError for a story that is not followed.
        """
        story = self._reading.story(ref)
        definition = self._store.follows.of(story.number)
        if definition is None:
            return self._mark(story, followed=False)
        with self._store.write():
            if self._store.follows.of(story.number) is None:
                raise _not_followed(story)
            members = self._store.follows.members(story.number)
            joined = tuple(self._store.follows.joined_in(story.number))
            act = replace(self._before(story.number, members), joined=joined)
            self._log("unfollow", definition.name, act)
            self._store.follows.end(story.number, self._now())
            self._store.follows.pin(story.number, (False, ()))
            self._store.shelf.mark(story.number, followed=False)
            self._store.shelf.seek(story.number, search=None)
            touched = self._taking.release(story.number)
            self._taking.settle(touched, "unfollow")
            waiting = sum(each.story is None for each in self._store.follows.standings(members))
        self._write(touched)
        _tell_what_went(len(members) - waiting, waiting, tell)
        return self._row(story.number)

    def undo(self, operation: Operation) -> bool:
        """Undo one of these acts, which Operation.kind says is of `KINDS`; what came since waits again.

        False where it is not the newest act any more: another process has undone it, or done more.
        """
        memento = msgspec.convert(json.loads(operation.payload), Memento)
        with self._store.write():
            if not self._store.operations.mark_undone(operation.id, self._now()):
                return False
            touched = self._taking.restore(memento, self._now())
            self._store.read_state.marked(memento.story, "followed", self._now())
        self._write(touched)
        return True

    def _define(self, wanted: Definition, *, search: bool | None, tell: Callable[[str], None]) -> Story:
        matcher, follows = Matcher(wanted), self._store.follows
        # Thousands of texts: not read for a name that won't do, and before the lock is taken. Then
        # what came meanwhile is read, and another process may have given the name to a story.
        self._of_its_story(wanted)
        found, last = self._matching(matcher, 0)
        with self._store.write():
            found |= self._matching(matcher, last)[0]
            definition = self._with_story(self._of_its_story(wanted))
            number = definition.story
            coming, kept = self._split(found, number)
            leaving = self._taking.misfits(definition) if follows.of(number) else []
            moved = [each.article for each in (*coming, *leaving)]
            self._log("follow", definition.name, self._before(number, moved))
            follows.save(definition, self._now())
            self._store.shelf.mark(number, followed=True)
            if search is not None:
                self._store.shelf.seek(number, search=search)
            touched = self._taking.let_go(leaving, number) | self._taking.take(found, coming, number)
            self._taking.settle(touched, "follow")
            self._store.stories.owe(number, "follow")
        self._write(touched | {number})
        story = self._row(number)
        _tell_what_came(story, kept, tell)
        return story

    def _of_its_story(self, definition: Definition) -> Definition:
        """Give a definition the story that bears its name, and that story's name as it was first written.

        The number stays 0 where the story is still to be made.
        """
        known = self._store.follows.named(definition.name)
        if known is None:
            own = slug(definition.name)
            if self._store.follows.leads(own):
                raise _taken_name(definition.name, self._row(self._store.stories.resolve(own)[0]).slug)
            return definition
        heir = self._store.stories.today([known.story])[known.story]
        if heir.number != known.story:
            raise _taken_name(known.name, heir.slug)
        return replace(definition, story=known.story, name=known.name)

    def _with_story(self, definition: Definition) -> Definition:
        if definition.story:
            return definition
        name = definition.name
        return replace(definition, story=self._store.stories.create(name, slug(name), self._now()))

    def _matching(self, matcher: Matcher, after: int) -> tuple[dict[int, tuple[str, ...]], int]:
        """Return by article the terms it matches, of those with a higher id, and the highest id seen."""
        found, last = dict[int, tuple[str, ...]](), after
        for last, title, text in self._store.follows.texts(self._now() - SPAN, after):
            terms = matcher.matched(searched(title, text))
            if terms:
                found[last] = terms
        return found, last

    def _split(self, found: Collection[int], story: int) -> tuple[list[Standing], int]:
        """Return where those stand that may join a story, oldest first, and count those that may not."""
        follows = self._store.follows
        elsewhere = {
            each.article: each
            for each in follows.standings(list(found))
            if each.story is not None and each.story != story
        }
        free = [elsewhere[article] for article in follows.free(elsewhere)]
        return free, len(elsewhere) - len(free)

    def _mark(self, story: Story, *, followed: bool, search: bool | None = None) -> Story:
        """Follow a story that is there, with or without searching, or stop both."""
        changed = followed and search is not None and story.search != search
        if not changed and story.followed == followed:
            raise _followed_already(story, search=search) if followed else _not_followed(story)
        if story.items:
            self._writing.first(story.number)
        with self._store.write():
            kind = "follow" if followed else "unfollow"
            defines = self._store.follows.of(story.number) is not None
            self._log(kind, story.title, replace(self._before(story.number, ()), defines=defines))
            self._store.shelf.mark(story.number, followed=followed)
            self._store.read_state.marked(story.number, "followed", self._now())
            if changed or not followed:
                self._store.shelf.seek(story.number, search=search)
        return self._row(story.number)

    def _before(self, story: int, articles: Iterable[int]) -> Memento:
        """Keep what a story and these articles are like, for undoing what is done next."""
        follows, row = self._store.follows, self._store.shelf.story(story)
        whole, pins = follows.pins(story)
        return Memento(
            story,
            followed=row is not None and row.followed,
            definition=follows.of(story),
            standings=tuple(follows.standings(list(articles))),
            pins=(whole, tuple(pins)),
            search=None if row is None else row.search,
        )

    def _log(self, kind: str, name: str, act: Memento) -> None:
        # What is among `articles` is not dropped while the act can be undone.
        payload = {**msgspec.to_builtins(act), "articles": [each.article for each in act.standings]}
        self._store.operations.log(kind, f"{kind}ed “{name}”", payload, self._now())

    def _row(self, number: int) -> Story:
        story = self._store.shelf.story(number)
        assert story is not None, "no act deletes a story"
        return story

    def _write(self, numbers: Collection[int]) -> None:
        """Write what is owed; what the user does with a story that they have read is no news to them."""
        with left_to_the_next_poll():
            for number, reason, touches in self._store.stories.owed():
                if number not in numbers:
                    continue
                story = self._row(number)
                version = self._writing.write(number, reason, touches)
                if version is not None and 0 < story.version <= story.read and reason in _REASONS:
                    self._store.shelf.mark_read(number, version.number, self._now())


def _taken_name(name: str, bearer: str) -> UsageError:
    return UsageError(
        f"“{name}” leads to the story {bearer} already.",
        f"Choose another NAME; without TERMs, `tracker follow {bearer}` follows that story.",
    )


def _followed_already(story: Story, *, search: bool | None) -> UsageError:
    searching = "" if search is None else ", with searching on" if search else ", with searching off"
    hint = "" if search is not None else "`--search` and `--no-search` say whether it asks search feeds."
    return UsageError(f"You follow {story.slug} already{searching}.", hint)


def _not_followed(story: Story) -> UsageError:
    return UsageError(f"You do not follow {story.slug}.")


def _tell_what_came(story: Story, kept: int, tell: Callable[[str], None]) -> None:
    if kept:
        tell(f"{kept} that match stay where they are: you pinned them, or follow their stories.")
    if not story.items:
        tell("Nothing matches yet; what comes will join it." if not kept else "What comes will join it.")


def _tell_what_went(back: int, waiting: int, tell: Callable[[str], None]) -> None:
    if back:
        tell(f"Articles that went back to their stories: {back}.")
    if waiting:
        tell(f"Articles that came new and wait for the next `tracker poll` to be placed: {waiting}.")
