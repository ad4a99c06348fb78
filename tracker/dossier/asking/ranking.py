"""How well the sentences of a story speak to a question.

The words are weighed by how rare they are in the story (inverse document frequency, Spärck Jones 1972),
with the sentence as the document, and the share of the question that a sentence has decides; what it
lacks may stand right before it or in the title, and then counts in part. A word that no article has counts as
much as the rarest: a question that is mostly of such words has no answer here.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from tracker.dossier.asking.families import families, families_of
from tracker.dossier.asking.fitting import fit
from tracker.dossier.choice.agreement import planned
from tracker.dossier.choice.choose import coverage, stateable
from tracker.dossier.choice.overtaken import overtaken
from tracker.dossier.inquiry.answers import answers
from tracker.dossier.reading.readable import fits
from tracker.dossier.reading.sentence import vocabulary
from tracker.text.normal import normal
from tracker.text.words import terms, terms_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.dossier.asking.question import Question
    from tracker.dossier.material import Material
    from tracker.dossier.reading.sentence import Sentence

# All chosen on the questions of tests/asked_pairs.py. The share of a question that a sentence must have to
# speak of it at all: one of two words is less, where no article has the other.
LEAST = 0.44
# What another word of the same sense counts.
_SENSE = 0.9
# What a word counts that stands in the sentence before, in the title, in the title of a report that the
# sentence opens.
_BEFORE, _TITLE, _LEAD = 0.4, 0.4, 0.7
# What another form of a word counts, and one that is likely misspelt; shorter ones are too often alike.
_FORM, _MISSPELT, _LONG, _LIKENESS = 0.6, 0.8, 5, 85
# More letters than this no ending has.
_ENDING = 4
# What is taken off who cannot stand alone, tells nothing plainly, or was overtaken by later figures.
_LEANING, _VAGUE, _OVERTAKEN = 0.75, 0.6, 0.8
# What is added for the newest, for who covers most of the story, for a plain answer, for a measure.
_NEWS, _WORTH, _PLAIN, _MEASURED, _NEAR = 0.1, 0.1, 0.15, 0.15, 0.2
# Of others than are asked for.
_NOT_THEIRS = 0.7
# Of another time.
_UNTIMELY = 0.85


class Ranking:
    """The sentences of a story as answers to one question."""

    def __init__(self, question: Question, material: Material) -> None:
        self.question, self._material = question, material
        self._pool = [s for s in material.sentences if s.readable or fits(s.text)]
        self._titles = {number: families(terms(title)) for number, title in material.titles}
        self._said = Counter(chain.from_iterable(map(families_of, self._pool)))
        self._known = {*self._said, *chain.from_iterable(self._titles.values())}
        self._near = {root: self._alike(root) for root in question.words}

    @property
    def unknown(self) -> tuple[str, ...]:
        """Name the words of the question that no article has, as they were typed."""
        return tuple(
            self.question.written[root]
            for root, count in self.question.words.items()
            if count == 1.0 and not self._near[root]
        )

    @cached_property
    def best(self) -> tuple[tuple[float, Sentence], ...]:
        """The sentences that speak to the question, with how well, the best first."""
        if not self.question.words:
            return ()
        shares = ((self.share(sentence), sentence) for sentence in self._pool)
        scored = [(share * self._factor(s), s) for share, s in shares if share >= LEAST]
        return tuple(sorted(scored, key=lambda pair: (-pair[0], pair[1].number, pair[1].position)))

    def share(self, sentence: Sentence) -> float:
        """Say how much of the question a sentence speaks of, 0 to 1."""
        own, spelled = families_of(sentence), vocabulary(sentence)
        before = [s for s in self._material.index.beside(sentence) if s.position < sentence.position]
        above = families_of(before[0]) if before else frozenset()
        title = self._titles.get(sentence.number, frozenset())
        at_title = _TITLE if sentence.position else _LEAD
        got = sum(
            weight
            * max(
                self._has(root, own) * (1.0 if self.question.stems[root] & spelled else _SENSE),
                _BEFORE * self._has(root, above),
                at_title * self._has(root, title),
            )
            for root, weight in self._weights.items()
        )
        whole = sum(self._weights.values())
        return got / whole if whole else 0.0

    def known_share(self, said: Iterable[str]) -> float:
        """Say how much of what the articles know of the question some words speak of; 1 if they know none."""
        own = families(said)
        known = {root: weight for root, weight in self._weights.items() if self._near[root]}
        got = sum(weight * self._has(root, own) for root, weight in known.items())
        return got / sum(known.values()) if known else 1.0

    @property
    def strange(self) -> bool:
        """Whether no article has a word of the question."""
        return bool(self._near) and not any(self._near.values())

    # ------------------------------------------------------------ words

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        return {root: count * self._rarity(root) for root, count in self.question.words.items()}

    def _rarity(self, root: str) -> float:
        having = max((self._said[other] for other in self._near[root]), default=0)
        return math.log((len(self._pool) + 1) / (having + 0.5)) + 0.2

    def _has(self, root: str, own: frozenset[str]) -> float:
        near = self._near[root]
        return max((near[other] for other in own & near.keys()), default=0.0)

    def _alike(self, root: str) -> dict[str, float]:
        """Give the words of the story that a word of the question may mean, with what they count."""
        found = {other: _FORM for other in self._known if _is_form(root, other)}
        if root in self._known:
            return found | {root: 1.0}
        if not found and len(root) >= _LONG and root.isalpha():
            near = process.extractOne(root, self._known, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
            found = {near[0]: _MISSPELT} if near and near[0][0] == root[0] else {}
        return found

    # ------------------------------------------------------------ sentences

    def _factor(self, sentence: Sentence) -> float:
        question, material = self.question, self._material
        factor = fit(question, sentence)
        factor *= 1.0 if sentence.readable else _LEANING
        factor *= 1.0 if stateable(sentence) or not sentence.readable else _VAGUE
        factor *= _OVERTAKEN if overtaken(sentence, material) else 1.0
        factor *= self._theirs(sentence) * self._whole(sentence) * self._timely(sentence)
        plain = _PLAIN * answers(question.matter, sentence, self._weight)
        measured = _MEASURED * (not question.measures.isdisjoint(families_of(sentence)))
        near = _NEAR * self._nearness(sentence)
        worth = _WORTH * coverage(sentence, material) / self._most
        return factor * (1 + plain + measured + worth + near + _NEWS * self._newness(sentence))

    def _theirs(self, sentence: Sentence) -> float:
        """Hold what somebody says against whom the question names."""
        if not self.question.spoken or not self.question.names:
            return 1.0
        wanted = set().union(*self.question.names)
        return 1.0 if any(wanted & who for who in self._speakers.get(sentence, ())) else _NOT_THEIRS

    def _whole(self, sentence: Sentence) -> float:
        """Hold the names of the question against the sentence: Sedge 5 is not Sedge 4."""
        said = normal(sentence.text).casefold()
        others = (
            rf"\b{re.escape(name.rpartition(' ')[0])} \d"
            for name in self.question.serials
            if name not in said
        )
        return _NOT_THEIRS if any(re.search(other, said) for other in others) else 1.0

    def _timely(self, sentence: Sentence) -> float:
        """Tell what will be, or might, from what was: who asks for one has little of the other."""
        asked = self.question.future
        return 1.0 if asked is None or asked == planned(sentence.text) else _UNTIMELY

    def _nearness(self, sentence: Sentence) -> float:
        """Say how near the words of the question stand to each other, 0 to 1: 1 side by side."""
        places = [
            (place, root)
            for place, word in enumerate(words(sentence.text))
            for root in families(terms_of(word))
            if root in self.question.words or root in self.question.measures
        ]
        roots = {root for _, root in places}
        if len(roots) < 2:  # noqa: PLR2004 - one word is near to itself
            return 0.0
        spans = [
            places[end][0] - places[start][0]
            for start in range(len(places))
            for end in range(start, len(places))
            if {root for _, root in places[start : end + 1]} == roots
        ]
        return (len(roots) - 1) / max(min(spans), 1)

    def _newness(self, sentence: Sentence) -> float:
        """Say how new a sentence is: 1 for the newest of the story, 0 for the oldest."""
        moments = self._material.published.values()
        span = (max(moments) - min(moments)).total_seconds()
        return (sentence.published - min(moments)).total_seconds() / span if span else 1.0

    def _weight(self, found: Iterable[str]) -> float:
        return math.fsum(self._rarity(root) if root in self._near else 1.0 for root in sorted(found))

    @cached_property
    def _most(self) -> float:
        return max((coverage(s, self._material) for s in self._pool), default=0.0) or 1.0

    @cached_property
    def _speakers(self) -> Mapping[Sentence, list[frozenset[str]]]:
        found: dict[Sentence, list[frozenset[str]]] = {}
        for statement in self._material.statements:
            found.setdefault(statement.sentence, []).append(families(terms(statement.actor)))
        return found


def _is_form(root: str, other: str) -> bool:
    """Tell whether one word is the other with an ending: "inspect", "inspector"."""
    short, long = sorted((root, other), key=len)
    return (
        len(short) >= _LONG and short != long and long.startswith(short) and len(long) <= len(short) + _ENDING
    )
