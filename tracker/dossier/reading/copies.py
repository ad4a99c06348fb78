"""Which articles copy another's text: a wire story in five papers is one source.

Containment by shingles (Broder, *On the resemblance and containment of documents*, 1997): the
share of an article's word triples that an earlier one has too, and the other way round where
the earlier one is a cut version, or the summary with which a page begins. What is quoted
doesn't count: reports written apart quote the same words.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

from tracker.dossier.reading.sentence import figures_of, once
from tracker.text.figures import figures
from tracker.text.quotations import spans
from tracker.text.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.dossier import Cited
    from tracker.dossier.reading.sentence import Sentence
    from tracker.model import Article

SHINGLE = 3
# Reports that were written apart share under a fifth of their triples, mostly quotations; a
# wire story keeps over three quarters when a desk changes a word in each sentence.
COPIED = 0.6
# An earlier text that was a cut version of a later one is in it nearly whole, and makes up a
# good part of it: a report of one's own that takes over a short notice is no copy of that.
HELD, PART = 0.75, 0.4
# A page's whole text begins with what another feed gave as its summary, behind a dateline or a
# line of its own: within so many times the summary's length.
OPENING = 2
# Below this many triples a text says too little to tell a copy from a coincidence.
ENOUGH = 12
# No copy has fewer triples in common with its original.
FEWEST = int(COPIED * ENOUGH)
# A sentence of a copy with less than this share of its triples in the original is its own.
OWN = 0.4
# To compare all anew takes as long as to compare one in so many with all before.
FEW = 16
# Bytes of a digest by which texts are known again.
_KEY = 12
# How alike two short texts must be, in per cent (rapidfuzz token_sort_ratio).
SHORT_ALIKE = 92.0


@dataclass(frozen=True, slots=True)
class Copies:
    """Which of the articles up to one are copies (`found`), and of which; `before` tells those before it."""

    before: bytes
    found: dict[int, int]


@dataclass
class Fingerprint:
    """What an article is compared by: its words as one string, and its triples, as hashes in their order.

    `distinct` is the number of different triples. No slots, because what only an original is asked for is
    found when asked; not frozen, because `among` notes what it knows in `copies`.
    """

    article: Article
    words: str
    order: array[int]
    distinct: int
    copies: Copies | None = field(default=None, compare=False, repr=False)

    @cached_property
    def key(self) -> bytes:
        """What tells the article from any other text."""
        parts = (self.article.title, self.article.text, self.article.page)
        return blake2b("\0".join(parts).encode(errors="replace"), digest_size=_KEY).digest()

    @property
    def page(self) -> bool:
        """Tell whether the text was taken from a page, so that its feed gave a summary of it."""
        return bool(self.article.page)

    @cached_property
    def whole(self) -> frozenset[int]:
        """The triples of title and text, with what is quoted."""
        return frozenset(_triples(self._text))

    @cached_property
    def quantities(self) -> frozenset[tuple[float | None, str]]:
        """The figures of title and text by value and unit."""
        return frozenset((figure.value, figure.unit) for figure in figures(self._text))

    @property
    def _text(self) -> str:
        return f"{self.article.title}\n\n{self.article.text}"


def fingerprint(article: Article) -> Fingerprint:
    """Give an article's words, and the triples of those that are not quoted.

    The title counts only where there is no text.
    """
    text = article.text or article.title
    order = _triples(_unquoted(text))
    # Words are asked for only where there are too few triples to go by.
    distinct = len(frozenset(order))
    known = " ".join(words(text)).casefold() if distinct < ENOUGH else ""
    return Fingerprint(article, known, order, distinct)


def copies(articles: Sequence[Cited]) -> dict[int, int]:
    """Map the number of each copy to the number of its original, the lowest one."""
    return among({cited.number: fingerprint(cited.article) for cited in articles})


def among(prints: Mapping[int, Fingerprint]) -> dict[int, int]:
    """Map copies to originals, given the fingerprints by the articles' numbers.

    What was found among the earlier articles is remembered with the newest of them, so that one article
    more is compared with them, and not they with each other again.
    """
    ordered = [(number, prints[number]) for number in sorted(prints)]
    start, found = _remembered(ordered)
    if (len(ordered) - start) * FEW > start:
        found = _compared(ordered)
    else:
        for at, (number, own) in enumerate(ordered[start:], start):
            original = _original(own, [pair for pair in ordered[:at] if pair[0] not in found])
            if original is not None:
                found[number] = original
    for _, own in ordered:
        own.copies = None
    if ordered:
        ordered[-1][1].copies = Copies(_digests(ordered)[-1], dict(found))
    return found


def _remembered(ordered: Sequence[tuple[int, Fingerprint]]) -> tuple[int, dict[int, int]]:
    """Give up to which of these articles it is known which are copies."""
    digests = _digests(ordered)
    for at in range(len(ordered), 0, -1):
        known = ordered[at - 1][1].copies
        if known is not None and known.before == digests[at - 1]:
            return at, dict(known.found)
    return 0, {}


def _digests(ordered: Sequence[tuple[int, Fingerprint]]) -> list[bytes]:
    """Give for each article a digest of those before it, with their numbers."""
    digest, found = blake2b(digest_size=_KEY), list[bytes]()
    for number, own in ordered:
        found.append(digest.digest())
        digest.update(b"%d " % number + own.key)
    return found


def _original(own: Fingerprint, originals: Sequence[tuple[int, Fingerprint]]) -> int | None:
    """Give the number of the first of these that an article copies."""
    triples = frozenset(own.order)
    for number, other in originals:
        shared = len(triples.intersection(other.order))
        if (own.distinct < ENOUGH or shared >= FEWEST) and _copies(own, other, shared):
            return number
    return None


def _compared(ordered: Sequence[tuple[int, Fingerprint]]) -> dict[int, int]:
    """Compare all articles with each other."""
    found: dict[int, int] = {}
    originals: dict[int, Fingerprint] = {}
    having: dict[int, list[int]] = {}
    for (number, own), triples in zip(ordered, _in_common([own.order for _, own in ordered]), strict=True):
        shared = Counter(chain.from_iterable(having[each] for each in triples if each in having))
        # Only those that have a triple in common are compared by triples.
        candidates = originals if own.distinct < ENOUGH else sorted(n for n in shared if shared[n] >= FEWEST)
        original = next((n for n in candidates if _copies(own, originals[n], shared[n])), None)
        if original is not None:
            found[number] = original
            continue
        originals[number] = own
        for each in triples:
            having.setdefault(each, []).append(number)
    return found


def _in_common(orders: Sequence[array[int]]) -> list[frozenset[int]]:
    """Give of each article the triples that another has too: one in ten, in news."""
    seen, twice, every = set[int](), set[int](), list(map(frozenset, orders))
    for triples in every:
        twice |= seen & triples
        seen |= triples
    return [triples & twice for triples in every]


def adds(sentence: Sentence, original: Fingerprint) -> bool:
    """Tell whether a sentence of a copy says what its original does not: a figure, or mostly other words.

    An agency's update is a copy but for the sentence that matters.
    """
    key = (adds.__name__, original.key)
    if key not in sentence.memo:
        own = set(_triples(sentence.text))
        news = len(own & original.whole) < OWN * len(own)
        sentence.memo[key] = news or not _quantities(sentence) <= original.quantities
    return bool(sentence.memo[key])


@once
def _quantities(sentence: Sentence) -> frozenset[tuple[float | None, str]]:
    return frozenset((figure.value, figure.unit) for figure in figures_of(sentence))


def _unquoted(text: str) -> str:
    """Leave out what stands between quotation marks."""
    pieces, end = [], 0
    for quotation in spans(text):
        pieces.append(text[end : quotation.start])
        end = quotation.end
    return " ".join([*pieces, text[end:]])


def _triples(text: str) -> array[int]:
    """Give the hashes of the word triples, in order; they mean nothing in another process."""
    tokens = words(text.casefold())
    return array("q", map(hash, zip(*(tokens[start:] for start in range(SHINGLE)), strict=False)))


def _copies(own: Fingerprint, other: Fingerprint, shared: int) -> bool:
    """Tell whether the first text copies the second, with which it shares so many triples."""
    if own.distinct < ENOUGH:
        if other.distinct >= ENOUGH:
            return False
        from rapidfuzz.fuzz import token_sort_ratio

        return token_sort_ratio(own.words, other.words, score_cutoff=SHORT_ALIKE) > 0
    if shared >= COPIED * own.distinct:
        return True
    if other.distinct < ENOUGH or shared < HELD * other.distinct:
        return False
    return shared >= PART * own.distinct or (own.page and _begins_with(own, other))


def _begins_with(own: Fingerprint, summary: Fingerprint) -> bool:
    opening = own.order[: OPENING * len(summary.order)]
    triples = frozenset(summary.order)
    return len(triples.intersection(opening)) >= HELD * len(triples)
