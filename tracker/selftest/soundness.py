"""Whether a database is whole after whatever was done to it: nothing lost, nothing twice, nothing torn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tracker.errors import StoreError
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.model import Article, Story
    from tracker.store import Store

# More articles than any exercise stores.
_ALL = 100_000


def kept(store: Store) -> list[Article]:
    """Return all articles that are stored, those that a rule hides too."""
    listed = store.articles.listed
    return listed(None, _ALL) + listed(None, _ALL, hidden=True)


def torn(store: Store) -> list[str]:
    """Say what no state of a database may be, whenever its process died; nothing where it is whole."""
    articles = kept(store)
    faults = list(store.upkeep.complaints())
    faults += _half_stored(store, articles)
    counts = Counter(article.url for article in articles if article.url)
    faults += [f"{url} is there {count} times" for url, count in counts.items() if count > 1]
    owed = {number for number, _, _ in store.stories.owed()}
    for story in store.shelf.stories(Filter()):
        try:
            versions = store.versions.all(story.number)
        except (StoreError, ValueError) as error:
            faults.append(f"a version of {story.slug} can't be read: {error}")
            continue
        numbers = [version.number for version in versions]
        if numbers != list(range(1, story.version + 1)):
            faults.append(f"{story.slug} is at version {story.version} and has {numbers}")
        members = store.articles.of_story(story.number)
        if len(members) != story.items:
            faults.append(f"{story.slug} has {len(members)} articles and counts {story.items}")
        if (
            story.items > 1
            and story.number not in owed
            and (versions[-1].items if versions else 0) != story.items
        ):
            faults.append(f"{story.slug} changed, and owes no dossier for it")
    return faults


def _half_stored(store: Store, articles: Sequence[Article]) -> list[str]:
    """Say of which articles one part is stored without what belongs to it."""
    placed = {placement.article for placement in store.stories.placements([a.id for a in articles])}
    faults = [
        f"“{a.title}” came from no feed" for a in articles if not a.via and not store.articles.feeds_of(a.id)
    ]
    return faults + [
        f"“{a.title}” has a story without a reason" for a in articles if a.story and a.id not in placed
    ]


def unfinished(store: Store, wanted: Iterable[str]) -> list[str]:
    """Say what a round left undone that ran to its end; `wanted` are the titles there must be."""
    faults = torn(store)
    articles = kept(store)
    missing = set(wanted) - {article.title for article in articles}
    faults += [f"“{title}” is lost" for title in sorted(missing)]
    faults += [
        f"“{article.title}” has no story"
        for article in articles
        if article.story is None and not article.muted
    ]
    if owed := store.stories.owed():
        faults.append(f"{len(owed)} stories still wait for a dossier")
    faults += [
        f"the dossier of {story.slug} knows {found} of {story.items} articles"
        for story in store.shelf.stories(Filter(lone=False))
        if (found := _written(store, story)) != story.items
    ]
    return faults


def _written(store: Store, story: Story) -> int:
    newest = store.versions.newest(story.number)
    return newest.items if newest else 0
