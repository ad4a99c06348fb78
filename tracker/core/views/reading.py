"""What a reader asks for: stories, versions, articles, search, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.core.views.told import Teller
from tracker.errors import NotFoundError, UsageError
from tracker.model import ArticleDetail, ArticleRow
from tracker.store import Filter
from tracker.text.clean import line
from tracker.text.words import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from tracker.core.dossiers.writing import Writing
    from tracker.core.views.finding import Finding
    from tracker.model import Article, Claim, Dossier, Placement, Searched, Story, Version
    from tracker.store import Store

# Names offered when a story isn't found.
NEAREST = 3
# The longest list of articles or search results given at once.
LISTED = 10_000


class Reading:
    """Answers from the database; writes only a lone article's first version and read marks."""

    def __init__(self, store: Store, now: Callable[[], datetime], writing: Writing, finding: Finding) -> None:
        self._store = store
        self._now = now
        self._writing = writing
        self._finding = finding
        self._teller = Teller(store)

    def stories(self, wanted: Filter) -> list[Story]:
        """Return the stories that pass, each with what changed since it was read."""
        return [self.told(story) for story in self.listed(wanted)]

    def listed(self, wanted: Filter, among: Sequence[int] | None = None) -> list[Story]:
        """Return the stories that pass, each with what changed only where that is known without computing."""
        if wanted.query:
            found = self._finding.stories(wanted.query)
            among = found if among is None else sorted({*among} & {*found})
        return [self._with_known(story) for story in self._store.shelf.stories(wanted, among)]

    def told(self, story: Story) -> Story:
        """Return a story with what changed since it was read."""
        if not story.unread or not story.read:
            return story
        return replace(story, changes=self._teller.tell(story.number, story.read, story.version))

    def lacks(self, story: Story) -> bool:
        """Tell at once whether a story does not say yet what changed in it since it was read."""
        if not story.unread or not story.read:
            return False
        return self._teller.known(story.number, story.read, story.version) != story.changes

    def named(self, words: str, limit: int) -> list[Story]:
        """Return the stories with all these words, or parts of words, in title or slug: muted ones too."""
        return self._store.shelf.stories(Filter(named=words, muted=True, limit=limit))

    def counts(self) -> tuple[int, int, int]:
        """Return how many running stories, unread ones, and lone articles there are."""
        return self._store.shelf.counts()

    def story(self, ref: str | int) -> Story:
        """Return the story that a slug, an unambiguous prefix of one, or a number names.

        So does the name that the user gave it with `follow`, and the beginning of its title. Raises
        NotFoundError with the nearest names, UsageError where a prefix fits several.
        """
        ref = line(str(ref))  # bytes that are no text in an argument can't be looked up
        numbers = self._resolve(ref)
        if len(numbers) > 1:
            # Stories that have lost all their articles are in nobody's way.
            numbers = [each for each in numbers if self._is_shown(each)] or numbers[:1]
        if len(numbers) > 1:
            names = ", ".join(self._row(number).slug for number in numbers[:NEAREST])
            raise UsageError(f"“{ref}” fits several stories: {names}.", "Type more of the name.")
        story = self._store.shelf.story(numbers[0]) if numbers else None
        if story is not None and not story.items and self._store.muting.hides_all(story.number):
            hint = "`tracker articles --muted` says which; feeds.yaml holds them."
            raise NotFoundError(f"Your rules hide every article of {story.slug}.", hint)
        if story is None or not (story.items or story.defined):
            if story is not None:
                self._refuse_emptied(story)
            raise NotFoundError(f"There is no story “{ref}”.", self._nearest(ref))
        return self.told(story)

    def version(self, ref: str | int, number: int | None = None, at: datetime | None = None) -> Version:
        """Return a version of a story: the newest, one by number, or the one known at a moment."""
        story = self.story(ref)
        if number is None and at is None:
            blank = not (story.items or story.version)
            return self._writing.blank(story) if blank else self._writing.first(story.number)
        versions = self._store.versions
        found = versions.at(story.number, at) if at else versions.get(story.number, number or 0)
        if found is None:
            raise NotFoundError(
                f"{story.slug} has no version {f'at {at:%Y-%m-%d %H:%M} UTC' if at else number}.",
                self._range(story, number or 0),
            )
        return found

    def heir(self, slug: str) -> str | None:
        """Return the slug of the story that another goes on in; None where it is itself, or is unknown."""
        numbers = self._store.stories.resolve(slug)
        found = self._store.shelf.story(numbers[0]) if len(numbers) == 1 else None
        return found.slug if found is not None and found.slug != slug else None

    def since(self, story: Story, read: int) -> Story:
        """Return a story as to who has read it up to a version, with what changed from there."""
        unread = 0 < read < story.version
        changes = self._teller.tell(story.number, read, story.version) if unread else ()
        return replace(story, read=read, unread=unread or not read, changes=changes)

    def mark_read(self, version: Version) -> None:
        """Remember that the user has seen a version; not where nothing may change."""
        if self._store.reading:
            return
        self._store.shelf.mark_read(version.story, version.number, self._now())

    def articles(
        self, ref: str | None = None, limit: int = LISTED, *, hidden: bool = False
    ) -> list[ArticleRow]:
        """Return articles newest first, of one story or of all, each with where it is.

        `hidden`: those that a rule hides, and no others.
        """
        number = None if ref is None else self._number(ref, hidden=hidden)
        slugs, numbers = dict[int, str](), dict[int, dict[int, int]]()
        rows = list[ArticleRow]()
        for article in self._store.articles.listed(number, limit, hidden=hidden):
            if article.story is None:
                rows.append(ArticleRow(article))
                continue
            if article.story not in slugs:
                slugs[article.story] = self._row(article.story).slug
                numbers[article.story] = self._store.stories.citations(article.story)
            rows.append(ArticleRow(article, slugs[article.story], numbers[article.story].get(article.id)))
        return rows

    def article(self, number: int) -> ArticleDetail:
        """Return one article with its revisions, its story, and the claims that cite it."""
        article = self._store.articles.get(number)
        if article is None:
            raise NotFoundError(f"There is no article {number}.", "`tracker articles` lists them.")
        story = self._store.shelf.story(article.story) if article.story else None
        story = story if story is not None and story.items else None
        source = self._store.stories.citations(story.number).get(number) if story else None
        newest = self._store.versions.newest(story.number) if story else None
        return ArticleDetail(
            article=article,
            revisions=tuple(self._store.articles.revisions(number)),
            feeds=tuple(self._store.articles.feeds_of(number)),
            story=story,
            source=source,
            claims=_citing(newest.dossier, source) if newest and source else (),
        )

    def placements(self, ref: str | int, article: int | None = None) -> list[tuple[Article, Placement]]:
        """Return for each article of a story, or for one, why it is there; oldest first."""
        story = self.story(ref)
        members = self._store.articles.of_story(story.number)
        if article is not None:
            members = [member for member in members if member.id == article]
            if not members:
                raise NotFoundError(
                    f"Article {article} is not in {story.slug}.",
                    f"`tracker articles --story {story.slug}` lists those that are.",
                )
        found = {p.article: p for p in self._store.stories.placements([m.id for m in members])}
        return [(member, found[member.id]) for member in members if member.id in found]

    def searches(self, ref: str | int) -> dict[str, Searched]:
        """Return for each question of a story that search feeds were asked, how often and with what."""
        return self._store.searches.of_story(self.story(ref).number)

    def _resolve(self, ref: str) -> list[int]:
        """Return the stories that may be meant: by slug or number, else by what the user calls them."""
        if not ref:
            return []
        numbers = self._store.stories.resolve(ref)
        followed = None if numbers else self._store.follows.named(ref)
        if followed is not None:
            return [followed.story]
        wanted = slug(ref)
        return numbers or (self._store.stories.resolve(wanted) if wanted else [])

    def _is_shown(self, number: int) -> bool:
        story = self._store.shelf.story(number)
        return story is not None and (story.items > 0 or story.defined)

    def _refuse_emptied(self, story: Story) -> None:
        """Say where the articles of a story went that has none any more, if following did it."""
        if self._store.follows.is_ended(story.number):
            raise NotFoundError(
                f"You follow “{story.title}” no more, and its articles went back.",
                "`tracker undo` takes that back, if nothing was done since.",
            )
        taker = self._store.follows.taker(story.number)
        if taker is not None:
            name = self._row(taker).slug
            raise NotFoundError(
                f"All articles of {story.slug} are in {name}, which you follow.",
                f"`tracker show {name}` shows them; `tracker unfollow {name}` gives them back.",
            )

    def _with_known(self, story: Story) -> Story:
        if not story.unread or not story.read:
            return story
        known = self._teller.known(story.number, story.read, story.version)
        return replace(story, changes=known) if known else story

    def _number(self, ref: str, *, hidden: bool) -> int:
        """Return a story's number; `hidden`: of one too whose articles are all hidden."""
        numbers = self._resolve(line(ref)) if hidden else []
        return numbers[0] if len(numbers) == 1 else self.story(ref).number

    def _row(self, number: int) -> Story:
        story = self._store.shelf.story(number)
        if story is None:
            raise NotFoundError(f"There is no story {number}.", "`tracker stories` lists them.")
        return story

    def _nearest(self, ref: str) -> str:
        """Offer the slugs whose own words, or whose story's title, are most like what was typed."""
        from rapidfuzz import fuzz, process
        from rapidfuzz.utils import default_process

        names = [(slug, name) for slug, title in self._store.stories.names() for name in (slug, title)]
        found = process.extract(
            ref, [name for _, name in names], scorer=fuzz.WRatio, processor=default_process, score_cutoff=50
        )
        nearest = list(dict.fromkeys(names[place][0] for _, _, place in found))[:NEAREST]
        return f"Nearest: {', '.join(nearest)}." if nearest else "`tracker stories` lists them."

    def _range(self, story: Story, wanted: int) -> str:
        """Say which versions there are to who asked for another (0: by a moment)."""
        if 0 < wanted < story.version:
            return f"`tracker gc` dropped it; `tracker history {story.slug}` lists those that were kept."
        if not story.version:
            return "It has no versions yet; " + (
                "`tracker show` writes the first." if story.items else "the first comes with an article."
            )
        moments = self._store.saved.moments(story.number)
        thinned = "" if len(moments) == story.version else f", the newest v{story.version}"
        return f"It has {len(moments)}{thinned}, the first from {moments[0][1]:%Y-%m-%d %H:%M} UTC."


def _citing(dossier: Dossier, source: int) -> tuple[Claim, ...]:
    """Return the claims that cite a source, each once, in the order of the sections."""
    paragraphs = [claim for paragraph in dossier.narrative for claim in paragraph]
    claims = (*dossier.what, *dossier.why_it_matters, *dossier.key_points, *paragraphs)
    stances = (view.stance for view in dossier.perspectives)
    citing = (claim for claim in (*claims, *stances) if source in claim.citations)
    return tuple({claim.text: claim for claim in citing}.values())
