"""Questions of the user to a story, answered from its articles alone."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from tracker.dossier.asking.question import LONGEST
from tracker.errors import UsageError
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.core.dossiers.writing import Writing
    from tracker.core.tools import Tools
    from tracker.core.views.reading import Reading
    from tracker.dossier import Answerer, Cited
    from tracker.llm.ports import Oversight
    from tracker.model import Answer, Story
    from tracker.store import Store


class Waiting:
    """Who waits for an answer: `stop`, from any thread, ends the work on it."""

    def __init__(self) -> None:
        self._stopped = Event()

    def progress(self, section: str, done: int, total: int) -> None:
        """Hear that the model was asked; there is but one step."""

    @property
    def stopped(self) -> bool:
        """Tell whether nobody waits any more."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Wait no longer."""
        self._stopped.set()


class Asking:
    """Answers, and holds every sentence against the articles it cites; writes nothing itself.

    Where nothing may be written, no model is asked: what that takes could not be noted.
    """

    def __init__(self, store: Store, tools: Tools, writing: Writing, reading: Reading) -> None:
        self._store = store
        self._tools = tools
        self._writing = writing
        self._reading = reading

    @property
    def waits(self) -> bool:
        """Tell whether an answer takes its time, as a model's does, so that `nearest` may come first."""
        return self._tools.answerer(None).waits and not self._store.reading

    @property
    def engine(self) -> str:
        """Name what answers."""
        return self._tools.answerer(None).name

    def nearest(self, ref: str | int, question: str) -> tuple[Story, Answer]:
        """Return a story and the sentences that speak to a question best, at once. Raises as `answer`."""
        return self._asked(ref, question, None, lambda answerer, *asked: answerer.nearest(*asked))

    def answer(
        self, ref: str | int, question: str, oversight: Oversight | None = None
    ) -> tuple[Story, Answer]:
        """Return a story and what its articles answer, as well as the engine can.

        Raises UsageError for what is no question, NotFoundError for a story that is not there, and
        StoppedError where `oversight` ended the work.
        """
        if self._store.reading:
            return self.nearest(ref, question)
        return self._asked(ref, question, oversight, lambda answerer, *asked: answerer.answer(*asked))

    def _asked(
        self,
        ref: str | int,
        question: str,
        oversight: Oversight | None,
        ask: Callable[[Answerer, str, Sequence[Cited]], Answer],
    ) -> tuple[Story, Answer]:
        from tracker.dossier.check import check_answer

        question = _tidy(question)
        story = self._reading.story(ref)
        articles = self._writing.sources(story.number)
        self._writing.recall(articles)
        answer = check_answer(ask(self._tools.answerer(oversight), question, articles), articles)
        # What is said now is said as of the newest version.
        claims = tuple(replace(claim, since=max(story.version, 1)) for claim in answer.claims)
        return story, replace(answer, claims=claims)


def _tidy(question: str) -> str:
    """Return a question on one clean line; raises UsageError for none, and for a plea."""
    tidy = line(question)
    if not any(map(str.isalnum, tidy)):
        raise UsageError("A question needs words.", 'Ask as in: tracker ask STORY "Who decides, and when?"')
    if len(tidy) > LONGEST:
        raise UsageError(
            f"The question has {len(tidy):,} characters; {LONGEST} are read.", "Ask it in fewer."
        )
    return tidy
