"""A story that was made part of another: which it is, and what of it is still there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from tracker.core.acts.act import act_of
from tracker.errors import NotFoundError, UsageError
from tracker.model import Placement, SharedTerm
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.model import Story
    from tracker.store import Store
    from tracker.store.pictures import Row

# Names that are offered where none, or more than one, was meant.
OFFERED = 5
_MOVED = ("articles", "placements")


@dataclass(frozen=True, slots=True)
class Former:
    """A story that ended in another: what of it is there, and why each article was in it."""

    story: int
    slug: str
    articles: tuple[int, ...]
    placements: tuple[Placement, ...]


def former(store: Store, story: Story, ref: str, there: Collection[int]) -> Former:
    """Find the story that `ref` named before it was united with `story`, or merged into it.

    `there` are the articles of `story`. Raises NotFoundError where no such story has any of them,
    UsageError where a prefix fits several.
    """
    numbers = store.rulings.former(line(ref), story.number)
    if len(numbers) > 1:
        named = ", ".join(_slug(store, number) for number in numbers[:OFFERED])
        raise UsageError(f"“{line(ref)}” fits several stories: {named}.", "Type more of the name.")
    if not numbers:
        slugs = store.rulings.former_slugs(story.number)[:OFFERED]
        hint = f"These were: {', '.join(slugs)}." if slugs else _by_number(story)
        raise NotFoundError(f"No story “{line(ref)}” was made part of {story.slug}.", hint)
    members, placements = brought(store, numbers[0])
    articles = tuple(article for article in members if article in there)
    slug = _slug(store, numbers[0])
    if not articles:
        raise NotFoundError(f"Nothing that came with {slug} is in {story.slug}.", _by_number(story))
    return Former(
        numbers[0],
        slug,
        articles,
        tuple(placement for placement in placements if placement.article in articles),
    )


def brought(store: Store, number: int) -> tuple[Sequence[int], Sequence[Placement]]:
    """Return what a story brought into the one that carries it on, and why each article was in it."""
    return _united(store, number) or _merged(store, number)


def _united(store: Store, number: int) -> tuple[Sequence[int], Sequence[Placement]] | None:
    """Return what tracker moved when it made a story part of another; None where it did not."""
    union = store.unions.of(number)
    return None if union is None else (union.members, union.placements)


def _merged(store: Store, number: int) -> tuple[Sequence[int], Sequence[Placement]]:
    """Return what the user moved when they made a story part of another; nothing where they did not."""
    operation = store.operations.ending(number)
    if operation is None:
        return (), ()
    touched = act_of(operation).touched
    rows = {table: [row.before for row in touched if row.table == table and row.before] for table in _MOVED}
    members = [int(row["id"] or 0) for row in rows["articles"] if row["story"] == number]
    return members, [_placement(row) for row in rows["placements"]]


def _placement(row: Row) -> Placement:
    terms = json.loads(str(row["terms"]))
    values = {**row, "terms": [msgspec.to_builtins(SharedTerm(*term)) for term in terms]}
    return msgspec.convert(values, Placement)


def _slug(store: Store, number: int) -> str:
    story = store.shelf.story(number)
    return story.slug if story is not None else str(number)


def _by_number(story: Story) -> str:
    return f"`tracker articles --story {story.slug}` lists the numbers of articles to split off."
