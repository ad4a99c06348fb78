"""Title: when the story moved the engine says; how it is called then, the model may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.llm.answers import Short
from tracker.llm.asking import Verdict
from tracker.llm.judge import Fault, plain
from tracker.llm.prompts import Task
from tracker.text.words import words

if TYPE_CHECKING:
    from tracker.llm.desk import Desk

# A title is read at a glance.
LONGEST, SHORTEST = 14, 3


async def title(desk: Desk, draft: str) -> str:
    """Give a title in the model's words where the engine gives a new one. Raises Unanswered, ModelError."""
    moved = desk.last is None or desk.last.title != draft
    if not moved or not desk.writes:
        return draft
    leads = [sentence for sentence in desk.material.sentences if not sentence.position]
    sheet = desk.sheet((), leads)

    def judge(answer: Short) -> Verdict[str]:
        text = plain(answer.text).rstrip(".")
        fault = desk.judge.title_fault(text)
        if not SHORTEST <= len(words(text)) <= LONGEST:
            fault = Fault("form", text, f"a title has {SHORTEST} to {LONGEST} words")
        return Verdict((), (fault,), enough=False) if fault else Verdict((text,))

    return (await desk.write(Task("title", sheet, 1), Short, judge))[0]
