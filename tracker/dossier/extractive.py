"""The engine that writes with the sources' own sentences: no model, no network, no chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.key_points import key_points
from tracker.dossier.material import gather
from tracker.dossier.narrative import narrative
from tracker.dossier.perspectives import perspectives
from tracker.dossier.questions import questions
from tracker.dossier.reading.memory import Memory
from tracker.dossier.tensions import tensions
from tracker.dossier.timeline import timeline
from tracker.dossier.title import title
from tracker.dossier.why import what_and_why
from tracker.model import Dossier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier import Cited
    from tracker.dossier.material import Material


class ExtractiveEngine:
    """Chooses sentences; what the last version chose stays until a new article displaces it."""

    name = "extractive"

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory = memory or Memory()

    def build(self, articles: Sequence[Cited], last: Dossier | None, version: int) -> Dossier:
        """Write the sections in their order; without new articles the last dossier comes back."""
        if not articles:
            return Dossier(title=last.title if last else "")
        return self.written(gather(articles, self.memory), last, version)

    def written(self, material: Material, last: Dossier | None, version: int) -> Dossier:
        """Write the sections from what was read in the articles, at least one."""
        state, stakes = what_and_why(material, last, version)
        views = perspectives(material, last, version)
        return Dossier(
            title=title(material, last),
            what=state,
            why_it_matters=stakes,
            key_points=key_points(material, last, version, (*state, *stakes)),
            open_questions=questions(material, last, version),
            narrative=narrative(material, last, version, (*state, *stakes)),
            timeline=timeline(material, last, version),
            perspectives=views,
            tensions=tensions(material, views, last, version),
            sources=material.sources,
        )
