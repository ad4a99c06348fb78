"""The engine that writes with a language model, and always gives a dossier."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.dossier.extractive import ExtractiveEngine
from tracker.dossier.material import gather
from tracker.dossier.standing import fresh
from tracker.llm.asking import Asker
from tracker.llm.desk import Desk
from tracker.llm.grounding import Grounding
from tracker.llm.guards import Around
from tracker.llm.judge import Judge
from tracker.llm.page import WORDED, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier import Cited
    from tracker.dossier.reading.memory import Memory
    from tracker.llm.ports import Model
    from tracker.model import Dossier


class LlmEngine:
    """Has a model write what is new; what it does not give, or not truly, the sources' sentences say."""

    def __init__(self, model: Model, around: Around | None = None, memory: Memory | None = None) -> None:
        self._model = model
        self._around = around or Around()
        self._extractive = ExtractiveEngine(memory)
        self.memory = self._extractive.memory
        # Another model is another engine: its versions say so.
        self.name = f"llm {model.name}"

    def build(self, articles: Sequence[Cited], last: Dossier | None, version: int) -> Dossier:
        """Write a version, within its deadline, whatever becomes of the model.

        Where nothing is new, the sentences of another engine, and those for which the model was not to be
        had, are worded by it one by one, and nothing else: what a version says changes by news alone.
        Raises StoppedError where the user ended it.
        """
        if not articles:
            return self._extractive.build(articles, last, version)
        material = gather(articles, self.memory)
        judge = Judge(articles, material, self._around.guards)
        new = fresh(material, last)
        grounding = Grounding(last, material, judge) if last else None
        same = grounding is not None and grounding.whole and not new
        anew = self._owed(last) if last and not new else frozenset()
        if last and same:
            draft = replace(last, sources=material.sources)
        else:
            draft = self._extractive.written(material, grounding.last if grounding else None, version)
            draft = grounding.worded(draft) if grounding else draft
        if same and not anew:
            return draft
        asker = Asker(self._model, articles, self._around)
        desk = Desk(material, judge, asker, self._around, last, version, new, anew)
        return asyncio.run(Page(desk, self._model).written(draft))

    def _owed(self, last: Dossier) -> frozenset[str]:
        """Name the sections that another engine wrote, or for which the model was not to be had."""
        if last.account.model != self._model.name:
            return WORDED
        return WORDED.intersection(each.section for each in last.account.sections if each.absent)
