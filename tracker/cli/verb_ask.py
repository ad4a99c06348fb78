"""`tracker ask`: a question to a story, answered from its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("story", shell_complete=completing.stories)
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, story: str, question: tuple[str, ...], *, as_json: bool) -> int:
    """Answer a QUESTION from the articles of STORY alone, each sentence cited.

    The articles' own sentences answer; with `engine = "llm"` the model does, in sentences that the articles
    carry. Where nothing speaks of it, the answer is empty and says so. Put it in quotes: a shell has its own
    use for a question mark. Behind `--` it may begin with a -.
    """
    with session.tracker() as tracker:
        tracker.reading.story(story)
        if tracker.asking.waits:
            session.talk(f"{tracker.asking.engine.removeprefix('llm ')} reads the articles.")
        row, answer = tracker.asking.answer(story, " ".join(question))
    from tracker.render.answer import answer_data, answer_lines

    if as_json:
        session.json(answer_data(answer, row))
    else:
        session.out(answer_lines(answer, row))
    return 0
