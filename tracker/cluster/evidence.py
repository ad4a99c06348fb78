"""What speaks for and against an article belonging to a story, in figures."""

from __future__ import annotations

from math import log, log1p
from typing import TYPE_CHECKING, NamedTuple

from tracker.cluster.bundle import length

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Sequence

    from tracker.cluster.bundle import Bundle
    from tracker.cluster.document import Document
    from tracker.cluster.rarity import Rarity

# A quiet of more than two weeks, or an age above five days, says no more than that:
# a story may run for months, and sleep for weeks of them.
QUIET_HOURS, AGE_HOURS = 14 * 24, 5 * 24
# Added to a cosine before its logarithm, so that no overlap is a strong but finite reproof.
_FLOOR = 0.02
# An article without names neither shares them nor fails to: about what strangers share.
_NO_NAMES = 0.3
_MOST_CONFLICTS = 2


class Evidence(NamedTuple):
    """How one article and one story compare; each field is one feature of the merge model.

    - `cosine`: log of the cosine of all terms; `title`: cosine of title terms.
    - `contained`: share of the title's terms, by weight, that the story holds; `names`: the
      same share of names.
    - `conflict`: figures that count the same thing differently.
    - `lone`: the story has one article.
    - `lead`: cosine above the best other story's.
    - `brevity`: log of the number of terms.
    - `breadth`: log of the number of terms that the cosine rests on (the inverse Simpson
      index of their shares), low where one name is all there is.
    - `quiet`: log of the time to the newest member; `age`: to the oldest.
    """

    cosine: float
    title: float
    contained: float
    names: float
    conflict: float
    lone: float
    lead: float
    brevity: float
    breadth: float
    quiet: float
    age: float


FEATURES = Evidence._fields
TIMES = ("quiet", "age")


def cosines(document: Document, bundles: Sequence[Bundle], rarity: Rarity) -> list[float]:
    """Return the cosine of the article's terms with each story's centroid."""
    own = length(zip(document.terms, document.counts, strict=True), rarity)
    return [
        _product(document, bundle, rarity) / (own * bundle.lengths(rarity)[0] or 1.0) for bundle in bundles
    ]


def compare(document: Document, bundle: Bundle, rarity: Rarity, cosine: float, other: float) -> Evidence:
    """Compare; `cosine` is with this story, `other` the best with any other story."""
    weights = rarity.weights
    title = {term: weights[term] for term in document.title}
    overlap = sum(bundle.title[term] * value**2 for term, value in title.items() if term in bundle.title)
    size = length(((term, 1) for term in title), rarity) * bundle.lengths(rarity)[1]
    return Evidence(
        cosine=log(cosine + _FLOOR),
        title=overlap / size if size else 0.0,
        contained=_share(document.title, bundle.terms, rarity),
        names=_share(sorted(document.names), bundle.names, rarity) if document.names else _NO_NAMES,
        conflict=float(min(_MOST_CONFLICTS, conflicts(document, bundle))),
        lone=float(len(bundle.members) == 1),
        lead=cosine - other,
        brevity=log1p(len(document.terms)),
        breadth=-log(sum(share**2 for share in shared_terms(document, bundle, rarity).values()) or 1.0),
        quiet=log1p(min(QUIET_HOURS, quiet_hours(document, bundle)) / 6),
        age=log1p(min(AGE_HOURS, max(0.0, document.hours - bundle.oldest)) / 24),
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
    counted = {thing for thing, _ in bundle.figures}
    return sum(
        thing in counted and (thing, number) not in bundle.figures for thing, number in document.figures
    )


def shared_terms(document: Document, bundle: Bundle, rarity: Rarity) -> dict[str, float]:
    """Return each term in common with its share of the cosine; the shares add up to 1."""
    parts = {
        term: count * bundle.terms[term] * rarity.weights[term] ** 2
        for term, count in zip(document.terms, document.counts, strict=True)
        if term in bundle.terms
    }
    whole = sum(parts.values())
    return {term: part / whole for term, part in parts.items()}


def _product(document: Document, bundle: Bundle, rarity: Rarity) -> float:
    return sum(
        count * bundle.terms[term] * rarity.weights[term] ** 2
        for term, count in zip(document.terms, document.counts, strict=True)
        if term in bundle.terms
    )


def _share(terms: Collection[str], held: Container[str], rarity: Rarity) -> float:
    """Return the share of `terms`, by weight, that are `held`."""
    whole = sum(rarity.weights[term] for term in terms)
    return sum(rarity.weights[term] for term in terms if term in held) / whole if whole else 0.0
