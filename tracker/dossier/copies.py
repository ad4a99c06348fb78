"""Which articles copy another's text: a wire story in five papers is one source.

Containment by shingles (Broder, *On the resemblance and containment of documents*, 1997): the
share of an article's word triples that an earlier one has too, and the other way round where
the earlier one is a cut version, or the summary with which a page begins. What is quoted
doesn't count: reports written apart quote the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.text.figures import figures
from tracker.text.quotations import spans
from tracker.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier import Cited
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
# A sentence of a copy with less than this share of its triples in the original is its own.
OWN = 0.4
# How alike two short texts must be, in per cent (rapidfuzz token_sort_ratio).
SHORT_ALIKE = 92.0

Triple = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Print:
    """What a text is compared by: its words as one string, and its triples in their order.

    `page`: it was taken from a page, so that its feed gave a summary of it.
    """

    words: str
    order: tuple[Triple, ...]
    triples: frozenset[Triple]
    page: bool


def copies(articles: Sequence[Cited]) -> dict[int, int]:
    """Map the number of each copy to the number of its original, the lowest one."""
    originals: list[tuple[int, _Print]] = []
    found: dict[int, int] = {}
    for cited in sorted(articles, key=lambda cited: cited.number):
        own = _print(cited.article)
        number = next((n for n, other in originals if _copies(own, other)), None)
        if number is None:
            originals.append((cited.number, own))
        else:
            found[cited.number] = number
    return found


def adds(sentence: str, original: Article) -> bool:
    """Tell whether a sentence of a copy says what its original does not: a figure, or mostly other words.

    An agency's update is a copy but for the sentence that matters.
    """
    text = f"{original.title}\n\n{original.text}"
    have, own = set(_triples(text)), set(_triples(sentence))
    if len(own & have) < OWN * len(own):
        return True
    known = {(figure.value, figure.unit) for figure in figures(text)}
    return any((figure.value, figure.unit) not in known for figure in figures(sentence))


def _print(article: Article) -> _Print:
    """Give an article's words, and the triples of those that are not quoted.

    The title counts only where there is no text.
    """
    text = article.text or article.title
    order = _triples(_unquoted(text))
    return _Print(" ".join(words(text)).casefold(), order, frozenset(order), page=bool(article.page))


def _unquoted(text: str) -> str:
    """Leave out what stands between quotation marks."""
    pieces, end = [], 0
    for quotation in spans(text):
        pieces.append(text[end : quotation.start])
        end = quotation.end
    return " ".join([*pieces, text[end:]])


def _triples(text: str) -> tuple[Triple, ...]:
    tokens = [word.casefold() for word in words(text)]
    return tuple(zip(*(tokens[start:] for start in range(SHINGLE)), strict=False))


def _copies(own: _Print, other: _Print) -> bool:
    """Tell whether the first text copies the second."""
    if len(own.triples) < ENOUGH:
        from rapidfuzz.fuzz import token_sort_ratio

        return token_sort_ratio(own.words, other.words, score_cutoff=SHORT_ALIKE) > 0
    shared = len(own.triples & other.triples)
    if shared >= COPIED * len(own.triples):
        return True
    if len(other.triples) < ENOUGH or shared < HELD * len(other.triples):
        return False
    return shared >= PART * len(own.triples) or (own.page and _begins_with(own, other))


def _begins_with(own: _Print, summary: _Print) -> bool:
    opening = own.order[: OPENING * len(summary.order)]
    return len(summary.triples.intersection(opening)) >= HELD * len(summary.triples)
