"""Sections that are lists of sentences: What, Why it matters, Key points, a paragraph of the narrative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.choice.choose import stateable
from tracker.llm.answers import Claims
from tracker.llm.asking import Unanswered
from tracker.llm.judge import alike
from tracker.llm.prompts import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.reading.sentence import Sentence
    from tracker.llm.desk import Desk
    from tracker.model import Claim

# Reasons that the engine found no sentence for may be told in several: a model may try so many.
REASONS = 2


async def claims(
    desk: Desk, section: str, draft: Sequence[Claim], pool: Sequence[Sentence] | None = None
) -> tuple[Claim, ...]:
    """Fill the open places of a list of claims, written as a whole or shortened one by one.

    Where all is worded anew, each sentence keeps what it says. The model sees the sentences of `pool`,
    or all that can be stated. Raises Unanswered and ModelError.
    """
    places = [claim for claim in draft if desk.is_open(claim.text, claim.since)]
    if not places:
        return tuple(draft)
    if desk.writes and desk.section not in desk.anew:
        try:
            return desk.filled(draft, await _written(desk, section, draft, places, pool))
        except Unanswered:
            if desk.writes:
                raise
    return await desk.all_shortened(draft, desk.told)


async def reasons(desk: Desk, draft: Sequence[Claim]) -> tuple[Claim, ...]:
    """Fill Why it matters; where no sentence was found for it, the model may find one in the news."""
    if draft or not desk.writes or not desk.new:
        return await claims(desk, "why_it_matters", draft)
    return await _written(desk, "why_it_matters", (), (), most=REASONS)


async def paragraphs(desk: Desk, draft: Sequence[Sequence[Claim]]) -> tuple[tuple[Claim, ...], ...]:
    """Fill each paragraph of the narrative from the articles that it tells."""
    found: list[tuple[Claim, ...]] = []
    for paragraph in draft:
        told = {number for claim in paragraph for number in claim.citations}
        pool = [s for s in desk.material.sentences if s.number in told and stateable(s)]
        found.append(await claims(desk, "narrative", paragraph, pool))
        desk.told += [claim.text for claim in found[-1]]
    return tuple(paragraph for paragraph in found if paragraph)


async def _written(  # noqa: PLR0913 - what differs between the sections
    desk: Desk,
    section: str,
    draft: Sequence[Claim],
    places: Sequence[Claim],
    pool: Sequence[Sentence] | None = None,
    *,
    most: int = 0,
) -> tuple[Claim, ...]:
    """Have the model write for the open places, told what stands in the others."""
    standing = [claim.text for claim in draft if claim not in places]
    every = [s for s in desk.material.sentences if stateable(s)] if pool is None else pool
    told = [*desk.told, *standing]
    # What is told would only be repeated.
    untold = [sentence for sentence in every if not any(alike(sentence.text, text) for text in told)]
    sheet = desk.sheet((desk.home(claim.text) for claim in places), untold, standing)
    # News is what a new article brings, unless older ones were let in too: for what was lost, or at first.
    needs_new = bool(desk.new) and all(not desk.new.isdisjoint(claim.citations) for claim in places)
    most = most or len(places)
    if not places and not sheet.marks:
        return ()
    task = Task(section, sheet, most, standing)
    found = await desk.write(
        task, Claims, lambda answer: desk.claims(answer, task, told, needs_new=needs_new)
    )
    if places and not found:
        raise Unanswered("the model had nothing to say", able=True)
    return found[:most]
