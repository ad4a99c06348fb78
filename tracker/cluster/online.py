"""The clusterer that ships: one pass over the articles, in order of arrival."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tracker.cluster.bundle import Bundle
from tracker.cluster.columns import Columns
from tracker.cluster.copies import copy_in
from tracker.cluster.document import TITLE, read
from tracker.cluster.evidence import Query
from tracker.cluster.explain import top_terms
from tracker.cluster.forms import MOST_TITLES, same_form
from tracker.cluster.knowledge import Knowledge
from tracker.cluster.merge import shipped
from tracker.cluster.note import READER, heading_of, pack
from tracker.cluster.second import HOPE, Reunion, likeliest
from tracker.model import Placement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from tracker.cluster.document import Document
    from tracker.cluster.evidence import Evidence, Match
    from tracker.cluster.merge import Merge
    from tracker.cluster.semantic import Semantic
    from tracker.model import Article

# Of these so many likeliest are looked through for a copy, if they are so likely at all.
COPY_STORIES, COPY_CHANCE = 3, 0.2
# What looks alike but tells of something else is taken for no likelier: below all thresholds.
SLIGHT_CHANCE = 0.1
# Of what is loaded, titles from which it is learnt what recurs: those of some weeks, in half a second.
MOST_HEADINGS = 20_000


class _Compared(NamedTuple):
    """A story that an article may belong to, with what speaks for it."""

    story: int
    cosine: float
    evidence: Evidence
    score: float


class _Reading(NamedTuple):
    """What was read in an article, with the spelling of each term; nothing if it stands alone."""

    article: Article
    document: Document
    note: bytes
    spellings: dict[str, str]
    alone: bool


class OnlineClusterer:
    """Single-pass clustering by a learnt merge decision.

    An article joins the story that it most probably belongs to, if that is probable
    enough, else it starts one of its own (Allan et al. 1998, "On-line new event detection
    and tracking"; the learnt merge decision as in Miranda et al. 2018, "Multilingual
    clustering of streaming news"). Cost is bounded: the index hands over 12 stories at
    most, however long the stream. The same calls in the same order give the same
    placements, and ties go to the lower story number.
    """

    name = READER

    def __init__(self, merge: Merge | None = None, semantic: Semantic | None = None) -> None:
        """Decide by `merge`, without one by the model that ships; on bare titles by `semantic`, if given."""
        merge = merge or shipped()
        self._merge = semantic.adapt(merge) if semantic else merge
        self._semantic = semantic
        self._known = Knowledge()
        self._columns = Columns()
        # Stories that have gained a member since the last second look.
        self._grown: set[int] = set()
        self._last: _Reading | None = None
        # The last article that was placed, its best story, and how likely another one would be.
        self._hope: tuple[int, float] = (0, 1.0)

    def note(self, article: Article) -> bytes:
        """Read an article into what `load` needs of it."""
        return self._read(article).note

    def add(self, article: Article, story: int) -> None:
        """Learn that `article` is a member of `story`; if it was of another, it moves.

        A round-up or a column's bare name is no help in telling what else belongs to its story.
        """
        self.forget(article.id)
        _, document, note, _, alone = self._read(article)
        self._columns.learn(heading_of(article.id, note))
        if alone:
            return
        self._known.add(article.id, note, document, story)
        placed, hope = self._hope
        if placed != article.id or hope >= HOPE * self._merge.story_threshold:
            self._grown.add(story)

    def load(self, told: Iterable[tuple[int, bytes, int]]) -> None:
        """Learn many members at once, oldest first: number, note and story of each."""
        loaded = list(told)
        for article, note, _ in loaded[-MOST_HEADINGS:]:
            self._columns.learn(heading_of(article, note))
        self._known.load(loaded)

    def forget(self, article: int) -> None:
        """Unlearn an article; one that was never learnt is passed over."""
        story = self._known.forget(article)
        if story is not None and story not in self._known:
            self._grown.discard(story)

    def place(self, article: Article, apart: Collection[int] = ()) -> Placement:
        """Say where `article` belongs, never in a story of `apart`; teaches nothing.

        The score is a probability; of a near copy, the likeness of the two texts, 0 to 1.
        Of an article that starts its own story, score, terms and gap are those of the
        story it came nearest to, which is given as runner-up.
        """
        reading = self._read(article)
        if reading.alone:
            return Placement(article.id, None, 0.0, self._merge.threshold, reason="round-up")
        threshold = self._merge.threshold_for(reading.document)
        compared = self._compared(reading.document, apart)
        if not compared:
            self._hope = (article.id, 0.0)
            return Placement(article.id, None, 0.0, threshold, reason="first of its kind")
        found = sorted(compared, key=lambda one: (-one.score, one.story))
        copied = self._copied(reading, found)
        best = copied or found[0]
        joins = copied is not None or best.score >= threshold
        self._hope = (article.id, self._elsewhere(best, compared) if joins else best.score)
        other = next((one for one in found if one.story != best.story), None) if joins else best
        placement = self._account(reading, self._known.bundle(best.story), best.score, other)
        if not joins:
            return placement
        return replace(placement, story=best.story, reason="near copy" if copied else "clustered")

    def explain(self, article: Article, story: int) -> Placement:
        """Say how `article` compares with the other members of a story, whether it would join or not.

        Raises KeyError for a story of which nothing is known.
        """
        reading = self._read(article)
        others = Bundle()
        members = self._known.bundle(story).members
        for number, note in members.items():
            if number != article.id:
                others.load(number, note)
        found = self._compared(reading.document, (story,))
        rival = max(found, key=lambda one: (one.score, -one.story), default=None)
        query = Query(reading.document, self._known.rarity)
        match = query.match(others)
        evidence = query.compare(others, match, max((one.cosine for one in found), default=0.0))
        score = self._probability(query, others, match, evidence)
        placement = self._account(reading, others, score, rival)
        return replace(placement, story=story, reason="clustered")

    def second_look(self) -> list[Reunion]:
        """Say which stories, of those that grew since the last look, are one with another.

        Nothing is merged: whoever agrees adds the members of `story` to `into`, the older
        one. Each story is in one pair at most; the next look sees what became of them.
        """
        grown, self._grown = sorted(self._grown, reverse=True), set()
        found: list[Reunion] = []
        paired: set[int] = set()
        for story in grown:
            bundle = self._known.bundle(story)
            threshold = self._merge.threshold_between(bundle)
            best = None if story in paired else likeliest(story, bundle, threshold, self._scores)
            if best and best[1] not in paired:
                pair = ((self._known.bundle(one).oldest, one) for one in (story, best[1]))
                (_, into), (_, gone) = sorted(pair)
                found.append(Reunion(gone, into, best[0], threshold))
                paired |= {into, gone}
        return found

    def _scores(self, document: Document, apart: int) -> dict[int, float]:
        return {one.story: one.score for one in self._compared(document, (apart,))}

    def _elsewhere(self, best: _Compared, compared: Sequence[_Compared]) -> float:
        """Return how likely the article would be of another story, were it not for the best one."""
        rest = [one for one in compared if one.story != best.story]
        if not rest:
            return 0.0
        first, second = rest[0].cosine, rest[1].cosine if len(rest) > 1 else 0.0
        alone = rest[0].evidence._replace(lead=first - second, first=1.0)
        return max(self._merge.probability(alone), *(one.score for one in rest))

    def _read(self, article: Article) -> _Reading:
        """Read an article, once for `place`, `note` and the `add` that mostly follow it."""
        if self._last is None or self._last.article is not article:
            title = self._columns.matter(article)
            told = article
            if title != article.title:
                told = replace(article, title=title or "", text="" if title is None else article.text)
            document, spellings = read(told)
            document = document._replace(title=article.title[:TITLE])
            note = pack(document, article.outlet)
            self._last = _Reading(article, document, note, spellings, title is None)
        return self._last

    def _account(self, reading: _Reading, bundle: Bundle, score: float, other: _Compared | None) -> Placement:
        """Return how an article and a story compare, as the placement of an article that does not join."""
        document, spellings = reading.document, reading.spellings
        return Placement(
            article=reading.article.id,
            story=None,
            score=score,
            threshold=self._merge.threshold_for(document),
            terms=top_terms(document, bundle, self._known.rarity, lambda term: spellings.get(term, term)),
            gap_hours=abs(document.hours - bundle.newest),
            runner_up=other.story if other else None,
            runner_up_score=other.score if other else 0.0,
            reason="first of its kind",
        )

    def _compared(self, document: Document, apart: Collection[int]) -> list[_Compared]:
        """Return the stories of the highest cosine, that first, each with the evidence."""
        known = self._known
        query = Query(document, known.rarity)
        near = known.nearest(query, apart)
        matched = [(query.match(bundle), number, bundle) for number, bundle in near]
        ranked = sorted(matched, key=lambda one: (-one[0].cosine, one[1]))
        first, second = ([match.cosine for match, *_ in ranked[:2]] + [0.0, 0.0])[:2]
        compared = []
        for place, (match, number, bundle) in enumerate(ranked):
            evidence = query.compare(bundle, match, first if place else second)
            score = self._probability(query, bundle, match, evidence)
            compared.append(_Compared(number, match.cosine, evidence, score))
        return compared

    def _probability(self, query: Query, bundle: Bundle, match: Match, evidence: Evidence) -> float:
        if self._semantic and query.document.bare:
            return self._semantic.probability(query.document, bundle, evidence)
        score = self._merge.probability(evidence)
        if score > SLIGHT_CHANCE and (
            query.is_slight(match)
            or query.is_strange(match, bundle)
            or (query.document.bare and same_form(query.document.title, bundle.titles(MOST_TITLES)))
        ):
            return SLIGHT_CHANCE
        return score

    def _copied(self, reading: _Reading, found: Sequence[_Compared]) -> _Compared | None:
        """Return the story that holds a near copy of the article, with the likeness as score."""
        for one in found[:COPY_STORIES]:
            if one.score >= COPY_CHANCE:
                likeness = copy_in(self._known.bundle(one.story), reading.document, reading.note)
                if likeness:
                    return one._replace(score=likeness)
        return None
