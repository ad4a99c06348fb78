"""Stories for the tests of the dossier's sections: articles in a few words, two days apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tracker.dossier import Cited
from tracker.dossier.material import Material, gather
from tracker.dossier.perspectives import perspectives
from tracker.dossier.questions import questions
from tracker.dossier.tensions import tensions
from tracker.model import Article, Dossier

if TYPE_CHECKING:
    from collections.abc import Sequence

BEGUN = datetime(2026, 3, 2, 9, tzinfo=UTC)
# Each article has a paragraph of its own, or two short ones would be copies of each other.
ASIDES = (
    "Rain fell over the valley through the night and into the grey forenoon.",
    "Seven swans were counted below the weir by the children of the upper school.",
    "The brass band practises behind the old customs shed whenever the tide is out.",
    "Potatoes did well this autumn on the sandy fields above the lighthouse road.",
    "A painter from the north has taken the attic room over the bakery until Easter.",
    "Snow closed the upper pass for two hours before the ploughs came through.",
    "Chess players meet under the plane trees on the square every second evening.",
)
OUTLETS = ("Harbour Wire", "Coast Daily", "Inland Echo")


def cited(texts: Sequence[str], days: int = 2) -> list[Cited]:
    """Give one article a text, numbered from 1, each `days` after the one before."""
    return [
        Cited(
            number,
            Article(
                id=number,
                title=f"What happened on day {number}",
                text=f"{text}\n\n{ASIDES[number % len(ASIDES)]}",
                url=f"https://news.example/{number}",
                outlet=OUTLETS[number % len(OUTLETS)],
                published=BEGUN + timedelta(days=days * number),
                fetched=BEGUN + timedelta(days=days * number),
            ),
        )
        for number, text in enumerate(texts, 1)
    ]


def material(*texts: str, days: int = 2) -> Material:
    return gather(cited(texts, days))


def sections(found: Material, last: Dossier | None, version: int) -> Dossier:
    """Write the sections that are about people and questions, and nothing else."""
    voices = perspectives(found, last, version)
    return Dossier(
        title="A story",
        perspectives=voices,
        tensions=tensions(found, voices, last, version),
        open_questions=questions(found, last, version),
        sources=found.sources,
    )


def versions(*texts: str, days: int = 2) -> list[Dossier]:
    """Write one version for each article as it comes."""
    written: list[Dossier] = []
    for end in range(1, len(texts) + 1):
        last = written[-1] if written else None
        written.append(sections(material(*texts[:end], days=days), last, end))
    return written
