"""What of the last dossier still stands, and which sources are new since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.dossier.choice.agreement import supporters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.model import Claim, Dossier


@dataclass(frozen=True, slots=True)
class Standing:
    """The claims of a section that still hold, each with the sentence it is.

    `lost`: a claim of the last version no longer holds (an article was revised or left).
    """

    kept: tuple[tuple[Claim, Sentence], ...]
    lost: bool

    @property
    def open(self) -> bool:
        """Tell whether older articles may fill places too: only where something was lost, or at first."""
        return self.lost or not self.kept


@dataclass(frozen=True, slots=True)
class Turn:
    """What a version is written from: the material, the numbers of its new sources, its own number."""

    material: Material
    new: frozenset[int]
    version: int


def fresh(material: Material, last: Dossier | None) -> frozenset[int]:
    """Give the numbers of the sources that the last dossier did not have."""
    known = {source.number for source in last.sources} if last else set()
    return frozenset(source.number for source in material.sources) - known


def turn(material: Material, last: Dossier | None, version: int) -> Turn:
    """Compare the sources with those of the last dossier."""
    return Turn(material, fresh(material, last), version)


def standing(claims: Sequence[Claim], material: Material, new: frozenset[int]) -> Standing:
    """Keep the claims whose very sentence still stands in a source they cite.

    A kept claim has the same words and `since`; its citations lose the sources that say it
    no longer, and gain the new ones that do.
    """
    kept: list[tuple[Claim, Sentence]] = []
    for claim in claims:
        home = next((s for s in material.index.same(claim.text) if s.number in claim.citations), None)
        if home is not None:
            kept.append((_cited_anew(claim, home, material, new), home))
    return Standing(tuple(kept), lost=len(kept) < len(claims))


def _cited_anew(claim: Claim, home: Sentence, material: Material, new: frozenset[int]) -> Claim:
    return replace(claim, citations=supporters(home, material, frozenset(claim.citations) | new))
