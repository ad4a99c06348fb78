"""A dossier → its cited sentences, each with the section and the item that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from tracker.model import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracker.model import Claim, Dossier

SECTIONS: tuple[Section, ...] = get_args(Section)


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence as it stands in a section.

    `label` is the id of its question, the day of its event, or who says it; `since` the version
    that the engine says it is from.
    """

    section: Section
    text: str
    citations: tuple[int, ...]
    label: str = ""
    since: int = 0


def stated(dossier: Dossier) -> Iterator[Stated]:
    """Give the cited sentences of a dossier, in the order of `SECTIONS`."""
    found = [*_claims(dossier), *_listed(dossier), *_of_actors(dossier)]
    yield from sorted(found, key=lambda cited: SECTIONS.index(cited.section))


def _claims(dossier: Dossier) -> Iterator[Stated]:
    sections: dict[Section, Iterable[Claim]] = {
        "what": dossier.what,
        "why_it_matters": dossier.why_it_matters,
        "key_points": dossier.key_points,
        "narrative": (claim for paragraph in dossier.narrative for claim in paragraph),
    }
    for section, claims in sections.items():
        yield from (_claim(section, claim) for claim in claims)


def _listed(dossier: Dossier) -> Iterator[Stated]:
    for question in dossier.open_questions:
        yield Stated("open_questions", question.text, question.citations, question.id, question.raised_in)
    for event in dossier.timeline:
        yield Stated("timeline", event.text, event.citations, event.date, event.since)


def _of_actors(dossier: Dossier) -> Iterator[Stated]:
    for view in dossier.perspectives:
        yield from (_claim("perspectives", claim, view.actor) for claim in (view.stance, *view.quotes))
    for tension in dossier.tensions:
        names = " ↔ ".join(tension.between)
        yield from (_claim("tensions", side, names) for side in dict.fromkeys(tension.sides))


def _claim(section: Section, claim: Claim, label: str = "") -> Stated:
    return Stated(section, claim.text, claim.citations, label, claim.since)
