"""Who is asked next: stories, questions and search feeds in fair turns, each after its rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The least rest of a question at one search feed.
DAY = timedelta(days=1)
# What never brings anything is asked half as often each time, so many times: down to once in eight days.
HALVINGS = 3
# Earlier than any search: what was never asked comes first.
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of a story, or its terms, that may be put to a search feed.

    `last`: when it last was, None for never; `due`: from when on it may be again.
    """

    story: int
    question: str
    feed: str
    last: datetime | None = None
    due: datetime = _NEVER


def rest(vain: int) -> timedelta:
    """Say how long a question rests at a search feed after so many searches in a row that brought nothing."""
    halvings = min(max(vain - 1, 0), HALVINGS)
    return DAY * (1 << halvings)


def turns(asks: Sequence[Ask], now: datetime) -> Iterator[Ask]:
    """Yield what is due: of the story that rested longest its question that did, at every feed in turn.

    Each ask counts as made when it is given. What is equal comes in the order of `asks`.
    """
    stories, questions = dict[int, tuple[datetime, int]](), dict[tuple[int, str], tuple[datetime, int]]()
    for ask in asks:
        made = (ask.last or _NEVER, 0)
        stories[ask.story] = max(stories.get(ask.story, made), made)
        questions[ask.story, ask.question] = max(questions.get((ask.story, ask.question), made), made)
    waiting = [ask for ask in asks if ask.due <= now]
    for turn in range(1, len(waiting) + 1):
        ask = min(
            waiting,
            key=lambda one: (stories[one.story], questions[one.story, one.question], one.last or _NEVER),
        )
        waiting.remove(ask)
        stories[ask.story] = questions[ask.story, ask.question] = (now, turn)
        yield ask
