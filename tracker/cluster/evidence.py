"""What speaks for and against an article belonging to a story, in figures."""

from __future__ import annotations

from math import fsum, log, log1p, sqrt
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from tracker.cluster.bundle import Bundle
    from tracker.cluster.document import Document
    from tracker.cluster.rarity import Rarity

# A quiet of more than a week says no more than that: a story may run for months, and
# sleep for weeks of them. Within it, time is felt in steps of a poll or two.
QUIET_HOURS, POLL_HOURS = 7 * 24, 6
# A centroid gets closer to everything as its story grows; from so many articles on no longer.
# Titles have few words, so a story told in titles wanders, and its size tells less.
MOST_MEMBERS, MOST_MEMBERS_FOR_TITLES = 16, 3
# Added to a cosine before its logarithm, so that no overlap is a strong but finite reproof.
_FLOOR = 0.02
# An article without names neither shares them nor fails to: about what strangers share.
_NO_NAMES = 0.3
_MOST_CONFLICTS = 2
# One word in common is not a few: with a text beside it, even a rare one is but the place where both
# happened. Bare titles have few others, so a rare one may do: one that, by weight, fewer than one article
# in 150 holds. In titles told as events precision rises by half a point so, and F1 stays.
FEW_WORDS, RARE = 2, 5.0


class Evidence(NamedTuple):
    """How one article and one story compare; each field is one feature of the merge model.

    - `cosine`: log of the cosine of all terms with the story's centroid.
    - `names`: share of the article's names, by weight, that the story holds.
    - `named`: log of the number of the article's names that the story holds.
    - `plain`: share of the article's other words, by weight, that the story holds.
    - `covered`: share, by weight, of what half of the story's members say that the article holds.
    - `conflict`: figures that count the same thing differently.
    - `size`: log of the number of members, up to a bound.
    - `lead`: cosine above the best other story's; `first`: 1 if it is none below, else 0.
    - `brevity`: log of the number of terms.
    - `quiet`: log of the time to the story's span, from 0 (inside) to 1 (a week and more).
    - `meaning`: cosine with the story by a sentence model; 0 where there is none (`semantic`).
    """

    cosine: float
    names: float
    named: float
    plain: float
    covered: float
    conflict: float
    size: float
    lead: float
    first: float
    brevity: float
    quiet: float
    meaning: float = 0.0


FEATURES = Evidence._fields
TIMES = ("quiet",)


class Match(NamedTuple):
    """The cosine of an article with a story, and the terms that they share."""

    cosine: float
    shared: Collection[str]


class Query:
    """An article with the weights of its terms, as all stories are asked about it.

    Sums are exact (`fsum`), as sets give their terms in another order in every run.
    """

    def __init__(self, document: Document, rarity: Rarity) -> None:
        weights = rarity.weights
        each = list(map(weights.__getitem__, document.terms))
        squares = list(map(mul, each, each))
        products = list(map(mul, squares, document.counts))
        self.squares: dict[str, float] = dict(zip(document.terms, squares, strict=True))
        self.document = document
        self._rarity = rarity
        self._products = dict(zip(document.terms, products, strict=True))
        self._length = sqrt(fsum(map(mul, products, document.counts)))
        self._names = {name: weights[name] for name in document.names}
        weighted = zip(document.terms, each, strict=True)
        self._plain = {
            term: weight for term, weight in weighted if " " not in term and term not in self._names
        }
        self._all_names, self._all_plain = fsum(self._names.values()), fsum(self._plain.values())

    def match(self, bundle: Bundle) -> Match:
        """Measure how like the story's centroid the article is."""
        held, products = bundle.sums.terms, self._products
        shared = products.keys() & held.keys()
        whole = fsum([products[term] * held[term] for term in shared])
        return Match(whole / (self._length * bundle.length(self._rarity)) if whole else 0.0, shared)

    def is_slight(self, match: Match) -> bool:
        """Say whether a single word is shared, or none; by bare titles also no rare one."""
        words = [term for term in match.shared if " " not in term]
        if len(words) >= FEW_WORDS:
            return False
        return not self.document.bare or not any(map(self._is_rare, words))

    def is_strange(self, match: Match, bundle: Bundle) -> bool:
        """Say whether article and story both name somebody or something, and share no name of either.

        So differ two reports in one form of words. Bare titles give few names, so a rare word will do.
        """
        names, held = self._names, bundle.sums.names
        if not names or not held or any(term in names or term in held for term in match.shared):
            return False
        return not self.document.bare or not any(
            self._is_rare(term) for term in match.shared if " " not in term
        )

    def _is_rare(self, word: str) -> bool:
        return self.squares[word] >= RARE * RARE

    def compare(self, bundle: Bundle, match: Match, other: float) -> Evidence:
        """Give the evidence; `match` is with this story, `other` the best cosine with another."""
        document, names, plain = self.document, self._names, self._plain
        most = MOST_MEMBERS_FOR_TITLES if document.bare else MOST_MEMBERS
        quiet = min(QUIET_HOURS, quiet_hours(document, bundle))
        sums = bundle.sums
        named = [name for name in match.shared if name in names]
        as_names = fsum([names[name] for name in named if name in sums.names])
        as_plain = fsum([plain[term] for term in match.shared if term in plain])
        return Evidence(
            cosine=log(match.cosine + _FLOOR),
            names=as_names / self._all_names if names else _NO_NAMES,
            named=log1p(len(named)),
            plain=as_plain / self._all_plain if plain else 0.0,
            covered=bundle.covered(match.shared, self._rarity),
            conflict=float(min(_MOST_CONFLICTS, conflicts(document, bundle))),
            size=log(min(most, len(bundle.members))),
            lead=match.cosine - other,
            first=float(match.cosine >= other),
            brevity=log1p(len(document.terms)),
            quiet=log1p(quiet / POLL_HOURS) / log1p(QUIET_HOURS / POLL_HOURS),
        )


def quiet_hours(document: Document, bundle: Bundle) -> float:
    """Return the hours between the article and the newest member; 0 inside the story's span."""
    if bundle.oldest <= document.hours <= bundle.newest:
        return 0.0
    return min(abs(document.hours - bundle.newest), abs(document.hours - bundle.oldest))


def conflicts(document: Document, bundle: Bundle) -> int:
    """Count the figures that differ from every figure the story gives for the same thing."""
    if not document.figures:
        return 0
    given = bundle.sums.figures
    return sum(thing in given and number not in given[thing] for thing, number in document.figures)


def shared_terms(document: Document, bundle: Bundle, rarity: Rarity) -> dict[str, float]:
    """Return each term in common with its share of the cosine; the shares add up to 1."""
    held = bundle.sums.terms
    parts = {
        term: count * held[term] * rarity.weights[term] ** 2
        for term, count in zip(document.terms, document.counts, strict=True)
        if term in held
    }
    whole = sum(parts.values())
    return {term: part / whole for term, part in parts.items()}
