"""Articles held against the stories that the user defines, before the clusterer is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.core.common.defining import Matcher
from tracker.model import Placement, SharedTerm
from tracker.rules import searched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Article, Definition
    from tracker.store import Store

# The reason of an article that is in a story by the user's terms.
BY_TERMS = "follows"


@dataclass(frozen=True, slots=True)
class Held:
    """What the definitions say of an article: where it belongs, and which stories exclude it."""

    placement: Placement | None = None
    barred: frozenset[int] = frozenset()


class Matching:
    """The definitions in force, made ready once for as long as they stay as they are."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._matchers: dict[Definition, Matcher] = {}

    def hold(self, article: Article) -> Held:
        """Hold an article against every definition; of several that it matches, the oldest has it."""
        definitions = self._store.follows.active()
        if not definitions:
            return Held()
        if list(self._matchers) != definitions:
            self._matchers = {each: self._matchers.get(each) or Matcher(each) for each in definitions}
        folded, placement, barred = searched(article.title, article.text), None, set[int]()
        for definition, matcher in self._matchers.items():
            found = matcher.matched(folded) if placement is None else ()
            if found:
                placement = by_terms(article.id, definition.story, found)
            elif matcher.excludes(folded):
                barred.add(definition.story)
        return Held(placement, frozenset(barred))


def by_terms(article: int, story: int, found: Sequence[str]) -> Placement:
    """Say that an article is in a story by the user's terms, all of the same weight."""
    terms = tuple(SharedTerm(term, 1 / len(found)) for term in found)
    return Placement(article, story, 1.0, 1.0, terms, reason=BY_TERMS)
