"""Title: stable across versions; changes only when the story really moved."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material
    from tracker.model import Dossier

# An article is far from a title when it has less than this share of the title's terms.
FAR = 0.25
# Fewer recent articles than this say nothing about where a story went.
FEWEST = 3
# A title reads at a glance up to here, in words; longer ones count for less.
LONGEST = 14


def title(material: Material, last: Dossier | None) -> str:
    """Give the last title, unless its article left or the newer half of them is about something else."""
    titles = material.titles
    if last is None or not last.title:
        return _central(titles, material)
    known = {source.number for source in last.sources}
    present = {source.number for source in material.sources}
    if present == known:
        return last.title
    if any(source.title == last.title and source.number not in present for source in last.sources):
        # The article that gave the title left, or is hidden by a rule that may be about it.
        return _central(titles, material)
    recent = _newer_half(material)
    far = [_share(last.title, number, material) < FAR for number, _ in recent]
    if len(recent) >= FEWEST and 2 * sum(far) > len(far):
        return _central(recent, material)
    return last.title


def _newer_half(material: Material) -> Sequence[tuple[int, str]]:
    """Give the titles of the articles published last, half of all, rounded up."""
    published = {source.number: source.published for source in material.sources}
    ordered = sorted(material.titles, key=lambda pair: (published[pair[0]], pair[0]))
    return ordered[len(ordered) // 2 :]


def _central(titles: Sequence[tuple[int, str]], material: Material) -> str:
    """Give the title that covers most of the story for its length; the earliest of equals."""

    def worth(text: str) -> float:
        found = terms(text)
        covered = sum(material.weights.get(term, 0.0) for term in set(found))
        length = max(LONGEST, len(text.split())) / LONGEST
        plain = 0.7 if text.rstrip().endswith("?") or ":" in text else 1.0
        return plain * covered / math.sqrt(len(set(found)) or 1) / length

    return max(titles, key=lambda pair: (worth(pair[1]), -pair[0]))[1] if titles else ""


def _share(title: str, number: int, material: Material) -> float:
    """Give the share of a title's terms that an article has, in its own title or its text."""
    wanted = set(terms(title))
    own = {term for n, text in material.titles if n == number for term in terms(text)}
    own.update(
        term for sentence in material.sentences if sentence.number == number for term in sentence.terms
    )
    return len(wanted & own) / len(wanted) if wanted else 1.0
