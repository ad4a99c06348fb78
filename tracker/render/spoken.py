"""A version → what is read aloud of it: sentences, each under its section, no marks and no numbers.

Sources are counted and not listed; a citation is told only where it is the answer itself. What was
read in an earlier section is not read once more, as the ear can't skip it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.diff.shown import evolution
from tracker.render import labels
from tracker.render.aloud import aloud, date_aloud
from tracker.render.page import ORDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tracker.model import Claim, Dossier, Perspective, Question, Section, Story, Tension, Version

# Outlets that are named; more would be a list.
NAMED = 6


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence to be spoken, and the section that it stands in."""

    section: Section
    text: str


def spoken(version: Version, story: Story, only: Section | None = None) -> list[Passage]:
    """Give what is read aloud of a version, or of one section of it, sentence by sentence."""
    passages = [] if only else _said("title", _header(version, story))
    heard = set[str]()
    for section in ORDER if only is None else (only,):
        skipped = heard if section in _REPEATED and only is None else ()
        sentences = [text for text in _BODIES[section](version.dossier) if text not in skipped]
        body = _said(section, sentences)
        if body:
            passages += [*_said(section, [labels.HEADINGS[section]]), *body]
        if section in _REPEATED:
            heard.update(sentences)
    return passages


def spoken_text(passages: Iterable[Passage]) -> str:
    """Give the same as one text, with an empty line between sections."""
    parts, last = list[str](), ""
    for passage in passages:
        parts.append(("\n" if last and passage.section != last else "") + passage.text)
        last = passage.section
    return "\n".join(parts) + "\n"


def _said(section: Section, sentences: Iterable[str]) -> list[Passage]:
    return [Passage(section, text) for sentence in sentences if (text := aloud(sentence))]


def _header(version: Version, story: Story) -> Iterator[str]:
    yield version.dossier.title or story.title
    if version.number:
        day = date_aloud(labels.day(version.written_at))
        items = labels.counted(version.items, "article")
        yield f"Version {version.number}, of {day}, from {items}, {version.dossier.independent} independent"
    if version.dossier.independent == 1:
        yield "It is written from 1 source"
    if story.changes:
        yield f"Since you last read: {'; '.join(story.changes)}"


def _texts(claims: Iterable[Claim]) -> list[str]:
    return [claim.text for claim in claims]


def _question(question: Question) -> str:
    if question.state == "open":
        return f"{question.text} Open since version {question.raised_in}."
    at = f" in version {question.settled_in}" if question.settled_in else ""
    by = ", ".join(f"source {number}" for number in question.answered_by)
    by = f", by {by}" if by and not question.answer else ""
    answer = f": {question.answer}" if question.answer else ""
    return f"{question.text} {question.state.capitalize()}{at}{by}{answer}"


def _timeline(dossier: Dossier) -> Iterator[str]:
    for event in dossier.timeline:
        yield f"{date_aloud(event.date)}: {event.text}"


def _perspectives(dossier: Dossier) -> Iterator[str]:
    for view in dossier.perspectives:
        yield view.actor
        yield view.stance.text
        yield from _texts(view.quotes)
        yield from _moved(view)


def _moved(view: Perspective) -> Iterator[str]:
    """Say what became of a stance; that it stands as it stood needs no words."""
    if view.evolution.state in {"shifted", "silent"}:
        yield f"{view.actor}: {_whole(evolution(view.evolution))}"


def _whole(text: str) -> str:
    """End a text that was cut short at its last comma, rather than in the middle of a thought."""
    cut, found, _ = text.rpartition("…")
    return (cut[: cut.rfind(",")] if cut.rfind(",") > len(cut) // 2 else cut) if found else text


def _tensions(dossier: Dossier) -> Iterator[str]:
    for tension in dossier.tensions:
        yield from _tension(tension)


def _tension(tension: Tension) -> Iterator[str]:
    left, right = tension.between
    repeats = all(side.text in tension.text for side in tension.sides)
    yield f"{left} against {right}" + ("" if repeats else f": {tension.text}")
    yield from dict.fromkeys(side.text for side in tension.sides)


def _sources(dossier: Dossier) -> Iterator[str]:
    outlets = list(dict.fromkeys(source.outlet for source in dossier.sources if source.outlet))
    if not dossier.sources:
        return
    named = ", ".join(outlets[:NAMED]) + (f" and {len(outlets) - NAMED} more" * (len(outlets) > NAMED))
    count = labels.counted(len(dossier.sources), "article")
    yield f"{count} of {named}" if named else count


_BODIES: dict[Section, Callable[[Dossier], Iterable[str]]] = {
    "title": lambda dossier: [dossier.title],
    "what": lambda dossier: _texts(dossier.what),
    "why_it_matters": lambda dossier: _texts(dossier.why_it_matters),
    "open_questions": lambda dossier: [_question(question) for question in dossier.open_questions],
    "narrative": lambda dossier: [claim.text for part in dossier.narrative for claim in part],
    "timeline": _timeline,
    "perspectives": _perspectives,
    "tensions": _tensions,
    "key_points": lambda dossier: _texts(dossier.key_points),
    "sources": _sources,
}
_REPEATED: frozenset[Section] = frozenset({"what", "why_it_matters", "narrative", "key_points"})
