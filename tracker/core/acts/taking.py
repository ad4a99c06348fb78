"""Articles into stories that the user defines, and back to where they came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from tracker.core.acts.parting import brought
from tracker.core.common.defining import Matcher
from tracker.core.common.matching import by_terms
from tracker.model import Definition, Placement
from tracker.rules import searched
from tracker.store.follows import Standing, Taken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Memento:
    """What a story was before it was followed or unfollowed, so that this can be undone.

    `defines`: the act was one on terms; `definition` is what was in force before it. `standings`
    are those of all articles that it moved, `joined` the stories that were merged into this one, and
    `search` what the story was told of search feeds.
    """

    story: int
    followed: bool
    defines: bool = True
    definition: Definition | None = None
    standings: tuple[Standing, ...] = ()
    joined: tuple[int, ...] = ()
    pins: tuple[bool, tuple[tuple[int, str], ...]] = (False, ())
    search: bool | None = None


class Taking:
    """Moves articles in the caller's transaction; what it returns are the stories that changed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def take(self, found: Mapping[int, Sequence[str]], standings: Iterable[Standing], story: int) -> set[int]:
        """Make articles members of a story by the terms that were found in each."""
        touched = set[int]()
        for was in standings:
            debt = Taken(story, was.story, was.placement)
            placement = by_terms(was.article, story, found[was.article])
            self._store.follows.stand(Standing(was.article, story, placement, debt))
            touched |= {story, *_known(was.story)}
        return touched

    def let_go(
        self,
        standings: Sequence[Standing],
        story: int,
        merged: Mapping[int, int] = MappingProxyType({}),
        placements: Mapping[int, Placement] = MappingProxyType({}),
    ) -> set[int]:
        """Send articles of a story back where they came from; those that came new wait again.

        `merged`: the stories with which other articles came, `placements` why these were in them.
        """
        homes = dict(merged)
        homes |= {each.article: each.taken.home for each in standings if each.taken and each.taken.home}
        heirs = self._store.stories.today(set(homes.values()))
        touched = set[int]()
        for was in standings:
            heir = heirs.get(homes.get(was.article, story))
            home = heir.number if heir is not None and heir.number != story else None
            before = placements.get(was.article, was.placement)
            placement = None if home is None else _placement_there(was, before, home)
            self._store.follows.stand(Standing(was.article, home, placement))
            touched |= {story, *_known(home)}
        return touched

    def release(self, story: int) -> set[int]:
        """Send all articles of a story back, and give the stories that were merged into it their own life."""
        follows = self._store.follows
        merged, placements = follows.merged_homes(story), dict[int, Placement]()
        for each in follows.joined_in(story):
            placements |= {placement.article: placement for placement in brought(self._store, each)[1]}
            self._store.stories.merge_into(each, None)
        return self.let_go(follows.standings(follows.members(story)), story, merged, placements)

    def misfits(self, definition: Definition, but: Collection[int] = ()) -> list[Standing]:
        """Return where those articles stand that a story has by terms, and not by these; none of `but`."""
        matcher = Matcher(definition)
        members = self._store.articles.of_story(definition.story, hidden=True)
        strange = [
            member.id
            for member in members
            if member.id not in but and not matcher.matched(searched(member.title, member.text))
        ]
        return [each for each in self._store.follows.standings(strange) if each.taken is not None]

    def settle(self, touched: Iterable[int], reason: str) -> None:
        """Count the stories anew that gained or lost articles; they owe a dossier."""
        for story in sorted(touched):
            self._store.stories.recount(story)
            self._store.stories.owe_what_is_left(story, reason)

    def restore(self, act: Memento, now: datetime) -> set[int]:
        """Make everything as it was before an act, as far as it is still there."""
        follows, touched = self._store.follows, set[int]()
        moved = [each.article for each in act.standings]
        here = {each.article: each.story for each in follows.standings(moved)}
        for standing in act.standings:
            if standing.article in here:
                follows.stand(standing)
                touched.update(_known(here[standing.article]), _known(standing.story))
        for story in act.joined:
            self._store.stories.merge_into(story, act.story)
        if act.defines:
            touched |= self._redefine(act, now)
            follows.pin(act.story, act.pins)
        self._store.shelf.mark(act.story, followed=act.followed)
        self._store.shelf.seek(act.story, search=act.search)
        self.settle(touched, "undo")
        return touched

    def _redefine(self, act: Memento, now: datetime) -> set[int]:
        """Put the definition in force that was; what came since, by another or by none, goes."""
        follows = self._store.follows
        if act.definition is None:
            follows.end(act.story, now)
            return self.release(act.story)
        follows.resume(act.story)
        follows.save(act.definition, now)
        return self.let_go(self.misfits(act.definition, {each.article for each in act.standings}), act.story)


def _placement_there(was: Standing, before: Placement | None, home: int) -> Placement | None:
    """Give the placement that an article had at home; `before` where the user has merged that away."""
    if was.taken is not None and was.taken.home is not None:
        return was.taken.placement
    if before is None or before.story is None:
        return before  # it began the story
    return replace(before, story=home)


def _known(story: int | None) -> tuple[int, ...]:
    return () if story is None else (story,)
