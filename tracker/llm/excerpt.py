"""Which sentences a model sees where its context does not hold them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.choice.choose import repeats, worth
from tracker.llm.fence import mark, shown
from tracker.llm.ports import Usage

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.dossier.material import Material
    from tracker.dossier.reading.sentence import Sentence
    from tracker.llm.ports import Prompt

# Bytes of UTF-8 that make a token, on the safe side: English has four to five, other scripts three to six.
BYTES = 3
# What the mark and the line's end take.
_MARK = 6
# Sentences beyond these are not looked at: no context that a section needs holds more.
LOOKED_AT = 200
# News is half as much worth to a model after a week.
HALF_LIFE = 7.0


def tokens(text: str) -> int:
    """Estimate the tokens of a text, rather too many than too few."""
    return len(text.encode()) // BYTES + 1


def estimate(prompt: Prompt) -> Usage:
    """Estimate the most that a request may take."""
    read = tokens(prompt.rules) + sum(tokens(message.text) for message in prompt.turns)
    return Usage(read, prompt.longest)


def excerpt(
    first: Sequence[Sentence],
    pool: Sequence[Sentence],
    room: int,
    material: Material,
    new: Collection[int] = (),
) -> tuple[Sentence, ...]:
    """Choose sentences for so many tokens, in the order of the story.

    Those of `first` come before all, then those of `new` articles, then what covers most of the story;
    none that repeats another, but for those of `first`.
    """
    ranked = sorted(
        set(pool) - set(first),
        key=lambda s: (s.number not in new, -worth(s, material, HALF_LIFE), s.number, s.position),
    )
    chosen: list[Sentence] = []
    for sentence in (*first, *ranked[:LOOKED_AT]):
        cost = tokens(shown(sentence.text)) + _MARK + len(mark(sentence))
        if cost > room or (sentence not in first and repeats(sentence, chosen)):
            continue
        room -= cost
        chosen.append(sentence)
    return tuple(sorted(chosen, key=lambda s: (s.number, s.position)))
