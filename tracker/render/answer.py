"""An answer → its lines: the sentences, their sources beneath, and how they came; and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.account import dropped_words
from tracker.render.data import safe, story_data
from tracker.render.dossier_data import Data, claim, source
from tracker.render.lines import Line, Span, plain_line, span
from tracker.render.sections import BULLET, cited, source_lines

if TYPE_CHECKING:
    from tracker.model import Answer, Story


def answer_lines(answer: Answer, story: Story, *, wide: bool = False) -> list[Line]:
    """Give the question, what answers it, the numbered sources, and what is to be known of the answer.

    `wide` writes the addresses of the sources out. Lines are unwrapped; headings have anchors.
    """
    head = Line((span(story.title, "muted"),), link=story.slug)
    asked = Line((span(answer.question, "heading"),), anchor="answer")
    notes = [plain_line(note, "muted") for note in answer_notes(answer)]
    if not answer.claims:
        return [head, Line(), asked, plain_line(nothing_words(answer), indent=2), *_apart(notes)]
    claims = [Line((BULLET, *cited(each.text, each.citations)), 2, 2) for each in answer.claims]
    sources = [
        Line((Span("Sources", "heading"),), anchor="sources"),
        *source_lines(answer.sources, wide=wide),
    ]
    return [head, Line(), asked, *claims, *_apart(sources), *_apart(notes)]


def nothing_words(answer: Answer) -> str:
    """Say that no article answers, and which words of the question none of them has."""
    if not answer.articles:
        return "The story has no articles yet."
    told = labels.counted(answer.articles, "article")
    said = f"Nothing in the {told} speaks of this."
    if not answer.unknown:
        return said
    words = ", ".join(f"“{word}”" for word in answer.unknown)
    whose = "It has not" if answer.articles == 1 else "None of them has"
    return f"{said} {whose} {words}."


def answer_notes(answer: Answer) -> tuple[str, ...]:
    """Say what a model wrote, what of it was dropped, and why sources speak in its place."""
    model = answer.engine.removeprefix("llm ")
    found = []
    if answer.replaced:
        found.append(f"In the sources’ own words ({answer.replaced.rstrip('.')}).")
    elif answer.failed:
        found.append(f"{model} gave no answer ({answer.failed.rstrip('.')}).")
    elif answer.written:
        wrote = labels.counted(answer.written, "sentence")
        found.append(f"{wrote} by {model}, held against the articles that they cite.")
    if answer.claims and answer.unknown:
        words = ", ".join(f"“{word}”" for word in answer.unknown)
        found.append(f"No article has {words}: that this answers is the model’s judgement.")
    dropped = dropped_words(answer.dropped)
    return (*found, f"Dropped: {dropped}.") if dropped else tuple(found)


def answer_data(answer: Answer, story: Story) -> Data:
    """Give an answer for `--json`; its claims and sources are as in `tracker show`."""
    model = answer.engine.removeprefix("llm ") if answer.engine.startswith("llm ") else None
    data = {
        "story": story_data(story),
        "question": answer.question,
        "engine": answer.engine,
        "articles": answer.articles,
        "answer": [claim(each) for each in answer.claims],
        "sources": [source(each) for each in answer.sources],
        "unknown": list(answer.unknown),
        "account": model
        and {
            "model": model,
            "written": answer.written,
            "replaced": answer.replaced or None,
            "failed": answer.failed or None,
            "dropped": [{"reason": reason, "count": count} for reason, count in answer.dropped],
            "requests": answer.requests,
            "tokens_read": answer.read,
            "tokens_written": answer.wrote,
            "cost": answer.cost,
        },
    }
    return safe(data)


def _apart(lines: list[Line]) -> list[Line]:
    return [Line(), *lines] if lines else []
