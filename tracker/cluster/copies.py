"""Near copies: the same text once more, from a wire, a partner or a page that was touched up."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tracker.cluster.note import hours_of, text_of, unpack

if TYPE_CHECKING:
    from tracker.cluster.bundle import Bundle
    from tracker.cluster.document import Document

# Two texts are copies of each other from this likeness of their terms on (percent of characters
# that match in order), within this time, and with so many terms that it can be no accident.
LIKENESS, HOURS, TERMS = 90.0, 14 * 24, 8
# Newest members of a story that are looked at.
MEMBERS = 50


def copy_in(bundle: Bundle, document: Document, note: bytes) -> float:
    """Return how like the article is to a member that it is a near copy of, 0 to 1; 0 for none."""
    from rapidfuzz import fuzz

    if len(document.terms) < TERMS:
        return 0.0
    text = text_of(note)
    for member in islice(reversed(bundle.members.values()), MEMBERS):
        if abs(document.hours - hours_of(member)) > HOURS:
            continue
        likeness = fuzz.ratio(text, text_of(member), score_cutoff=LIKENESS)
        if likeness and _same_figures(document, unpack(member)):
            return likeness / 100
    return 0.0


def _same_figures(document: Document, member: Document) -> bool:
    """Say whether no figure differs: the same form of words serves many a quake or match."""
    return document.figures == member.figures or not document.figures or not member.figures
