"""What the articles of a story answer to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tracker.errors import NotFoundError
from tracker.linear.text import Piece, Text, pieces
from tracker.linear.view import Answer, PageView
from tracker.render.answer import answer_lines
from tracker.render.words import source_words

if TYPE_CHECKING:
    from tracker import model
    from tracker.linear.view import Desk


class AnswerView(PageView):
    """The sentences that answer, then the sources that they cite."""

    SCOPES: ClassVar[tuple[str, ...]] = ("question", "page")
    NAME = "answer"
    HINT = "Type a number to open that source; ask and a question asks on."

    def __init__(self, desk: Desk, ref: str, question: str) -> None:
        super().__init__(desk)
        self._ref = ref
        self._question = question
        self._sources: dict[int, int] = {}

    def read(self) -> None:
        """Have the question answered; ctrl+c stops a model, and the articles' own sentences stay."""
        story, answer = self._answered()
        self._sources = {source.number: source.article for source in answer.sources}
        sources = {f"[{source.number}]": source for source in answer.sources}
        found, inside = list[Piece](), False
        for part in pieces(answer_lines(answer, story)):
            inside = inside or part.anchor == "sources"
            source = sources.get(part.text.partition(" ")[0]) if inside else None
            found.append(Piece(f"{source.number}. {source_words(source)}") if source else part)
        self.text = Text(found)

    def open(self, number: int) -> Answer:
        """Open the article of a source."""
        from tracker.linear.article_view import ArticleView

        if number not in self._sources:
            raise NotFoundError(f"There is no source {number} here.")
        return ArticleView(self.desk, self._sources[number])

    def do_ask(self, rest: str) -> Answer:
        """Ask the story something else."""
        question = rest or self.desk.console.ask("Your question:")
        return AnswerView(self.desk, self._ref, question) if question else "Nothing was asked."

    def _answered(self) -> tuple[model.Story, model.Answer]:
        asking, console = self.tracker.asking, self.desk.console
        if asking.waits:
            console.say(f"{asking.engine.removeprefix('llm ')} reads the articles; ctrl+c stops it.")
        try:
            return asking.answer(self._ref, self._question)
        except KeyboardInterrupt:
            console.say("Stopped: these are the articles’ own sentences.")
            return asking.nearest(self._ref, self._question)
