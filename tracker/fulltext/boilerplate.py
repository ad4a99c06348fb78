"""What a host says on every page: newsletter boxes, notes on the author, lists of other reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Where more than half of a text stands elsewhere too, it is the same report again, not boilerplate.
MOST_DROPPED = 0.5


def without_repeated(text: str, others: Sequence[str]) -> str:
    """Drop the paragraphs of a text that stand on other pages of its host too.

    `others` are texts of pages that tell of other matters: two reports of one story may well
    repeat a paragraph of background. White space and case don't count.
    """
    known = {_folded(paragraph) for other in others for paragraph in other.split("\n\n")}
    paragraphs = text.split("\n\n")
    kept = [paragraph for paragraph in paragraphs if _folded(paragraph) not in known]
    left = "\n\n".join(kept)
    return left if len(left) >= MOST_DROPPED * len(text) else text


def _folded(paragraph: str) -> str:
    return " ".join(paragraph.split()).casefold()
