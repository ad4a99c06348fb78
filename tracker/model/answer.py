"""What the articles of a story say to a question of the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.model.dossier import Claim, Source


@dataclass(frozen=True, slots=True)
class Answer:
    """Sentences that answer, the best first, and the articles that they cite; none where nothing does.

    `engine` is as in `Version`, `articles` how many were looked through, `unknown` the words of the question
    that none of them has. Of the sentences `written` are a model's own; `replaced` says why the sources'
    stand where it was to answer, "" where they do not, and `failed` why there are none of either, where that
    is the model's doing; `dropped`: how many sentences did not hold, by the reason. `read` and `wrote` count
    its tokens, `cost` is in US dollars, 0 where it is not known.
    """

    question: str
    engine: str
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    articles: int = 0
    unknown: tuple[str, ...] = ()
    written: int = 0
    replaced: str = ""
    failed: str = ""
    dropped: tuple[tuple[str, int], ...] = ()
    requests: int = 0
    read: int = 0
    wrote: int = 0
    cost: float = 0.0
