"""Answers with the sources' own sentences: no model, no network, no chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.asking.question import read
from tracker.dossier.asking.ranking import Ranking
from tracker.dossier.choice.agreement import supporters
from tracker.dossier.choice.choose import repeats
from tracker.dossier.material import gather
from tracker.dossier.reading.memory import Memory
from tracker.dossier.why import what_and_why
from tracker.model import Answer, Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier import Cited
    from tracker.dossier.material import Material
    from tracker.dossier.reading.sentence import Sentence

# So many sentences are an answer; those that speak to it less than this share of the best one are none.
MOST, BESIDE = 3, 0.72


class ExtractiveAnswerer:
    """Shows the sentences that speak to a question best, each cited from all who say the same."""

    name = "extractive"
    waits = False

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory = memory or Memory()

    def nearest(self, question: str, articles: Sequence[Cited]) -> Answer:
        """Choose up to three sentences; none where nothing in the articles speaks of the question."""
        if not articles:
            return Answer(question, self.name)
        material = gather(articles, self.memory)
        return told(Ranking(read(question), material), material, self.name)

    answer = nearest


def told(ranking: Ranking, material: Material, engine: str) -> Answer:
    """Make an answer of what a ranking has found best."""
    claims = best(ranking, material)
    return Answer(
        ranking.question.text,
        engine,
        claims,
        material.sources,
        len(material.sources),
        () if claims else ranking.unknown,
    )


def best(ranking: Ranking, material: Material) -> tuple[Claim, ...]:
    """Give the best sentences as claims; to who asks what goes on, or why it matters, those of the page."""
    if ranking.question.asks_all:
        state, stakes = what_and_why(material, None, 1)
        return (stakes if ranking.question.kind == "why" else state) or state
    chosen: list[Sentence] = []
    for score, sentence in ranking.best:
        if len(chosen) == MOST or score < BESIDE * ranking.best[0][0]:
            break
        if not repeats(sentence, chosen):
            chosen.append(sentence)
    return tuple(_claim(sentence, material) for sentence in chosen)


def _claim(sentence: Sentence, material: Material) -> Claim:
    home = material.index.same(sentence.text)[0]
    return Claim(home.text, supporters(home, material))
