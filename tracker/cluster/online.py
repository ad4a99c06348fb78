"""The clusterer that ships: one pass over the articles, in order of arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.cluster.bundle import Bundle
from tracker.cluster.document import read
from tracker.cluster.evidence import Query
from tracker.cluster.explain import Spellings, top_terms
from tracker.cluster.index import Index
from tracker.cluster.merge import shipped
from tracker.cluster.rarity import Rarity
from tracker.cluster.roundups import is_round_up
from tracker.cluster.second import Reunion, likeliest
from tracker.model import Placement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from tracker.cluster.document import Document
    from tracker.cluster.evidence import Evidence
    from tracker.cluster.merge import Merge
    from tracker.model import Article

# Stories that are compared in full, of those the index finds.
CANDIDATES = 6
# Two texts are copies of each other from this likeness on (percent of characters that
# match in order), within this time, and with so many terms that it can be no accident.
COPY_LIKENESS, COPY_HOURS, COPY_TERMS = 90.0, 14 * 24, 8
# Stories whose members are looked at for a copy, and the share of terms a copy must have.
COPY_STORIES, COPY_SHARE = 3, 0.7
# Newest members of a story that are looked at for a copy.
COPY_MEMBERS = 50


class _Candidate(NamedTuple):
    """A story that an article may belong to."""

    score: float
    story: int
    bundle: Bundle


class OnlineClusterer:
    """Single-pass clustering by a learnt merge decision.

    An article joins the story that it most probably belongs to, if that is probable
    enough, else it starts one of its own (Allan et al. 1998, "On-line new event detection
    and tracking"; the learnt merge decision as in Miranda et al. 2018, "Multilingual
    clustering of streaming news"). Cost is bounded: the index hands over 12 stories at
    most, however long the stream. The same calls in the same order give the same
    placements, and ties go to the lower story number.
    """

    name = "online"

    def __init__(self, merge: Merge | None = None) -> None:
        """Decide by `merge`; without one, by the model that ships."""
        self._merge = merge or shipped()
        self._index = Index()
        self._rarity = Rarity(held=self._index)
        self._bundles: dict[int, Bundle] = {}
        self._homes: dict[int, int] = {}
        self._spellings = Spellings()
        # Stories that have gained a member since the last second look.
        self._grown: set[int] = set()
        self._last: tuple[Article, Document, dict[str, str]] | None = None

    def add(self, article: Article, story: int) -> None:
        """Learn that `article` is a member of `story`; if it was of another, it moves.

        A round-up is no help in telling what else belongs to its story, and is passed over.
        """
        self.forget(article.id)
        if is_round_up(article.title):
            return
        document, spellings = self._read(article)
        bundle = self._bundles.setdefault(story, Bundle())
        first = bundle.add(document, self._rarity)
        self._rarity.learn(document.terms)
        self._index.add(first, story)
        self._spellings.learn(spellings, self._rarity)
        self._homes[article.id] = story
        self._grown.add(story)

    def forget(self, article: int) -> None:
        """Unlearn an article; one that was never learnt is passed over."""
        story = self._homes.pop(article, None)
        if story is None:
            return
        bundle = self._bundles[story]
        terms = bundle.members[article].terms
        self._rarity.forget(terms)
        self._spellings.forget(terms, self._rarity)
        self._index.remove(bundle.remove(article), story)
        if not bundle.members:
            del self._bundles[story]
            self._grown.discard(story)

    def place(self, article: Article, apart: Collection[int] = ()) -> Placement:
        """Say where `article` belongs, never in a story of `apart`; changes nothing.

        The score is a probability; of a near copy, the likeness of the two texts, 0 to 1.
        Of an article that starts its own story, score, terms and gap are those of the
        story it came nearest to, which is given as runner-up.
        """
        if is_round_up(article.title):
            return Placement(article.id, None, 0.0, self._merge.threshold, reason="round-up")
        document, own = self._read(article)
        threshold = self._merge.threshold_for(document)
        found = self._candidates(document, apart)
        if not found:
            return Placement(article.id, None, 0.0, threshold, reason="first of its kind")
        copied = self._copied(document, found)
        best = copied or found[0]
        joins = copied is not None or best.score >= threshold
        other = next((one for one in found if one.story != best.story), None) if joins else best
        return Placement(
            article=article.id,
            story=best.story if joins else None,
            score=best.score,
            threshold=threshold,
            terms=top_terms(document, best.bundle, self._rarity, lambda term: self._spellings.of(term, own)),
            gap_hours=abs(document.hours - best.bundle.newest),
            runner_up=other.story if other else None,
            runner_up_score=other.score if other else 0.0,
            reason="near copy" if copied else "clustered" if joins else "first of its kind",
        )

    def second_look(self) -> list[Reunion]:
        """Say which stories, of those that grew since the last look, are one with another.

        Nothing is merged: whoever agrees adds the members of `story` to `into`, the older
        one. Each story is in one pair at most; the next look sees what became of them.
        """
        grown, self._grown = sorted(self._grown, reverse=True), set()
        found: list[Reunion] = []
        paired: set[int] = set()
        for story in grown:
            bundle = self._bundles[story]
            threshold = self._merge.threshold_between(bundle)
            best = None if story in paired else likeliest(story, bundle, threshold, self._scores)
            if best and best[1] not in paired:
                into, gone = sorted((story, best[1]), key=lambda one: (self._bundles[one].oldest, one))
                found.append(Reunion(gone, into, best[0]))
                paired |= {into, gone}
        return found

    def _scores(self, document: Document, apart: int) -> dict[int, float]:
        return {one.story: one.score for one in self._candidates(document, (apart,))}

    def _read(self, article: Article) -> tuple[Document, dict[str, str]]:
        """Read an article, once for `place` and the `add` that mostly follows it."""
        last = self._last
        if last is None or last[0] is not article:
            self._last = last = (article, *read(article))
        return last[1:]

    def _candidates(self, document: Document, apart: Collection[int]) -> list[_Candidate]:
        """Return the stories the article is most like, most probable first."""
        found = [
            _Candidate(self._merge.probability(evidence), number, self._bundles[number])
            for number, evidence in self._compared(document, apart)
        ]
        return sorted(found, key=lambda one: (-one.score, one.story))

    def _compared(self, document: Document, apart: Collection[int]) -> list[tuple[int, Evidence]]:
        """Return the stories of the highest cosine, each with the evidence."""
        query = Query(document, self._rarity)
        matched = [
            (query.match(self._bundles[number]), number)
            for number in self._index.nearest(query.squares, apart)
        ]
        ranked = sorted(matched, key=lambda one: (-one[0].cosine, one[1]))[:CANDIDATES]
        first, second = ([match.cosine for match, _ in ranked[:2]] + [0.0, 0.0])[:2]
        compared = []
        for place, (match, number) in enumerate(ranked):
            rival = first if place else second
            compared.append((number, query.compare(self._bundles[number], match, rival)))
        return compared

    def _copied(self, document: Document, found: Sequence[_Candidate]) -> _Candidate | None:
        """Return the story that holds a near copy of the article, with the likeness as score."""
        from rapidfuzz import fuzz

        for candidate in found[:COPY_STORIES]:
            for member in _alike(document, candidate.bundle):
                likeness = fuzz.ratio(document.text, member.text, score_cutoff=COPY_LIKENESS)
                if likeness:
                    return candidate._replace(score=likeness / 100)
        return None


def _alike(document: Document, bundle: Bundle) -> Iterator[Document]:
    """Yield the members that could be copies: of these days, with nearly the same terms."""
    own = set(document.terms)
    if len(own) < COPY_TERMS:
        return
    for member in list(bundle.members.values())[-COPY_MEMBERS:]:
        near = abs(document.hours - member.hours) <= COPY_HOURS
        most = max(len(own), len(member.terms))
        if (
            near
            and len(own.intersection(member.terms)) >= COPY_SHARE * most
            and _same_figures(document, member)
        ):
            yield member


def _same_figures(document: Document, member: Document) -> bool:
    """Say whether no figure differs: the same form of words serves many a quake or match."""
    return document.figures == member.figures or not document.figures or not member.figures
