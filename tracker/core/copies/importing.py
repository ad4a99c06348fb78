"""One import of whole stories: what is here already, what goes on, what is new, what had better stay out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tracker.model import Placement
from tracker.text.addresses import is_home, url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.model import Dossier, SavedArticle, SavedStory, Version
    from tracker.store import Store

Fate = Literal["new", "continued", "known", "refused"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one story of a file; `account` says it in a sentence. `versions`: how many came."""

    slug: str
    fate: Fate
    account: str
    versions: int = 0


class Importing:
    """Takes stories in, one after the other; the caller holds the transaction.

    Articles that the file itself has brought are told apart exactly, those that were here by
    address or guid.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._until = store.saved.newest()
        self._brought: dict[SavedArticle, int] = {}

    def take(self, story: SavedStory) -> Imported:
        """Take one story in, unless it is here, or its articles are in a story that is."""
        known = self._matched(story.articles)
        members = [known[each.number] for each in story.articles if each.member and each.number in known]
        homes = [home for row in members if (home := self._home(row)) is not None]
        named = self._store.saved.named(story.slug)
        for here in dict.fromkeys([*([] if named is None else [named]), *homes]):
            if self._agrees(here, story, known):
                return self._go_on(here, story, known)
        settled = [home for home in homes if self._is_settled(home)]
        if settled:
            return self._refuse(story, settled[0], settled.count(settled[0]))
        return self._begin(story, known)

    def _begin(self, story: SavedStory, known: dict[int, int]) -> Imported:
        slug = self._free(story.slug)
        number = self._store.saved.begin(story, slug)
        self._bring(number, story.articles, known)
        self._write(number, story.versions, story.slugs)
        other = "" if slug == story.slug else f" as {slug}, since another story is called {story.slug} here"
        count = len(story.versions)
        return Imported(slug, "new", f"{story.slug} came with {_versions(count)}{other}.", count)

    def _go_on(self, number: int, story: SavedStory, known: dict[int, int]) -> Imported:
        """Add the versions that a story lacks."""
        newest = self._store.versions.newest(number)
        last = newest.number if newest else 0
        later = [version for version in story.versions if version.number > last]
        slug = self._slug(number)
        if not later:
            return Imported(slug, "known", f"{slug} is here already, up to v{last}: nothing was changed.")
        cited = set(self._store.stories.citations(number).values())
        self._bring(number, [each for each in story.articles if each.number not in cited], known)
        self._revise(number, story.articles)
        self._write(number, later, story.slugs)
        account = f"{slug} was here up to v{last} and got {_versions(len(later))} more."
        return Imported(slug, "continued", account, len(later))

    def _refuse(self, story: SavedStory, here: int, shared: int) -> Imported:
        slug = self._slug(here)
        if slug == story.slug:
            account = f"{slug} has gone another way here than in the file: it was left as it is."
        else:
            articles = "an article is" if shared == 1 else f"{shared} of its articles are"
            account = f"{story.slug} was not imported: {articles} in your story {slug}."
        return Imported(story.slug, "refused", account)

    def _bring(self, story: int, articles: Sequence[SavedArticle], known: dict[int, int]) -> None:
        """Let articles be sources of a story under their numbers, and members those that were.

        A lone article that was here comes with its story, which goes on in this one.
        """
        store = self._store
        for article in articles:
            row = known.get(article.number)
            if row is None:
                row = store.saved.add(article, url_key(article.url))
                self._brought.setdefault(_content(article), row)
            home = self._home(row)
            member = article.member and (home is None or not self._is_settled(home))
            store.saved.place(row, story, article.number, member=member)
            if member:
                store.stories.explain(Placement(row, story, 0.0, 0.0, reason="import by you"))
            if member and home is not None:
                store.stories.merge_into(home, story)
                store.stories.recount(home)

    def _revise(self, story: int, articles: Iterable[SavedArticle]) -> None:
        """Give articles the texts that they lack, where their texts were the same up to there.

        And what came of asking for their pages, where nobody has asked here.
        """
        ids = {at: article for article, at in self._store.stories.citations(story).items()}
        for article in articles:
            row = ids[article.number]
            mine = tuple(self._store.articles.revisions(row))
            if len(mine) < len(article.texts) and mine == article.texts[: len(mine)]:
                self._store.saved.add_texts(row, article.texts[len(mine) :])
            self._store.saved.tell_of_page(row, article.page)

    def _write(self, number: int, versions: Iterable[Version], names: Iterable[str]) -> None:
        """Add versions, citing the articles by the ids that they have here; count and name the story."""
        store = self._store
        ids = {at: article for article, at in store.stories.citations(number).items()}
        for version in versions:
            sources = tuple(replace(each, article=ids[each.number]) for each in version.dossier.sources)
            dossier = replace(version.dossier, sources=sources)
            store.versions.add(replace(version, story=number, dossier=dossier))
        for name in names:
            store.stories.also_called(number, name)
        store.stories.recount(number)

    def _matched(self, articles: Sequence[SavedArticle]) -> dict[int, int]:
        """Return for the articles that are here their ids, by citation number; each id once."""
        found, taken = dict[int, int](), set[int]()
        for article in articles:
            row = self._match(article, taken)
            if row is not None:
                found[article.number] = row
                taken.add(row)
        return found

    def _match(self, article: SavedArticle, taken: set[int]) -> int | None:
        # What this file has brought with another story is the same only if all of it is, and
        # if it is no member of both.
        brought = self._brought.get(_content(article))
        if brought is not None and brought not in taken:
            return None if article.member and self._home(brought) is not None else brought
        key = url_key(article.url)
        same = self._store.saved.same(article, "" if is_home(key) else key, self._until)
        return next((row for row in same if row not in taken), None)

    def _agrees(self, here: int, story: SavedStory, known: dict[int, int]) -> bool:
        """Tell whether a story that is here is that of the file, as far as both tell it."""
        there = {version.number: version for version in story.versions}
        common = [version for version in self._store.versions.all(here) if version.number in there]
        if not common or not all(_same(version, there[version.number]) for version in common):
            return False
        told = {source.number for version in common for source in version.dossier.sources}
        ids = {at: article for article, at in self._store.stories.citations(here).items()}
        # What came here since must not have a number that the file gives to another article.
        later = {each.number for each in story.articles} & ids.keys() - told
        return all(known.get(number) == ids[number] for number in later)

    def _is_settled(self, number: int) -> bool:
        """Tell whether a story is more than a lone article, or the user has said something of it."""
        story = self._store.shelf.story(number)
        if story is None:
            return False
        return story.items > 1 or story.followed or story.muted or story.pinned or story.defined

    def _home(self, article: int) -> int | None:
        return self._store.articles.story_of(article)

    def _slug(self, number: int) -> str:
        story = self._store.shelf.story(number)
        return story.slug if story else str(number)

    def _free(self, slug: str) -> str:
        name, number = slug, 1
        while self._store.follows.leads(name):
            number += 1
            name = f"{slug}-{number}"
        return name


def _content(article: SavedArticle) -> SavedArticle:
    return replace(article, number=0, member=False)


def _same(mine: Version, other: Version) -> bool:
    """Tell whether two versions are one, whatever ids their articles have."""
    told = (mine.written_at, mine.engine, mine.reason) == (other.written_at, other.engine, other.reason)
    return told and _bare(mine.dossier) == _bare(other.dossier)


def _bare(dossier: Dossier) -> Dossier:
    return replace(dossier, sources=tuple(replace(source, article=0) for source in dossier.sources))


def _versions(count: int) -> str:
    return "1 version" if count == 1 else f"{count} versions"
