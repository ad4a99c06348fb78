"""A version → Markdown (CommonMark) that says what its text says, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.diff.shown import evolution, heard, marks, quoted
from tracker.dossier.absence import absence
from tracker.render import labels
from tracker.render.account import account_notes
from tracker.render.page import ORDER
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tracker.model import Claim, Dossier, Perspective, Question, Section, Source, Story, Tension, Version

# All that CommonMark 0.31 gives a meaning within a line, and "@", "~", "|" of its extensions.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&@])")
# What begins a list, quote, rule or heading at the start of a line.
_OPENING = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")
# Addresses that some readers turn into links by themselves.
_BARE_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")


def version_markdown(version: Version, story: Story, only: Section | None = None) -> str:
    """Write a version as a Markdown document, or one section of it.

    Feed text is escaped, links are http and https only.
    """
    dossier = version.dossier
    parts = [f"# {escaped(dossier.title or story.title)}", escaped(" · ".join(labels.imprint(version)))]
    if dossier.independent == 1:
        parts.append("Synthesised from 1 source")
    for section in ORDER if only is None else [each for each in ORDER if each == only]:
        if getattr(dossier, section) or dossier.sources:
            body = _BODIES[section](dossier) or f"*{escaped(absence(dossier, section))}*"
            parts += [f"## {labels.HEADINGS[section]}", body]
    if dossier.dropped:
        parts.append(f"*{labels.counted(dossier.dropped, 'claim')} dropped by the check*")
    parts += [f"*{escaped(note)}*" for note in account_notes(dossier.account)]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Escape a text, which becomes one line that Markdown takes for plain words."""
    inner = _SPECIAL.sub(r"\\\1", clean.line(text))
    inner = _BARE_LINK.sub(lambda m: f"{m[1]}\\{m[2]}", inner)
    return _OPENING.sub(r"\1\\", inner)


def _cited(text: str, citations: Iterable[int]) -> str:
    return f"{escaped(text)} {escaped(marks(citations))}".rstrip()


def _bullets(claims: Sequence[Claim]) -> str:
    return "\n".join(f"- {_cited(claim.text, claim.citations)}" for claim in claims)


def _paragraph(claims: Sequence[Claim]) -> str:
    # A line a sentence: read as one paragraph, and compared line by line by git.
    return "\n".join(_cited(claim.text, claim.citations) for claim in claims)


def _questions(questions: Sequence[Question]) -> str:
    return "\n".join(f"- {_cited(item.text, item.citations)} — {_fate(item)}" for item in questions)


def _fate(question: Question) -> str:
    if question.state == "open":
        return f"open since v{question.raised_in}"
    at = f" in v{question.settled_in}" if question.settled_in else ""
    by = f" by {escaped(marks(question.answered_by))}" if question.answered_by else ""
    return f"{question.state}{at}{by}" + (f": {escaped(question.answer)}" if question.answer else "")


def _perspective(view: Perspective) -> str:
    parts = [f"### {escaped(view.actor)}", _paragraph((view.stance,))]
    parts += [f"> {_cited(quoted(quote.text), quote.citations)}" for quote in view.quotes]
    state = " · ".join(filter(None, [evolution(view.evolution), heard(view)]))
    return "\n\n".join([*parts, f"Evolution: {escaped(state)}"])


def _tension(tension: Tension) -> str:
    left, right = (escaped(side) for side in tension.between)
    sides = "".join(f"\n  - {_cited(side.text, side.citations)}" for side in dict.fromkeys(tension.sides))
    return f"- **{left} ↔ {right}**: {escaped(tension.text)}{sides}"


def _source(source: Source) -> str:
    address = labels.web_link(source.url)
    title = f"[{escaped(source.title)}](<{address}>)" if address else escaped(source.title)
    origin = escaped(" · ".join(part for part in (source.outlet, source.via) if part))
    copy = f", copy of \\[{source.copy_of}\\]" if source.copy_of is not None else ""
    return f"- \\[{source.number}\\] {title} — {origin} ({labels.day(source.published)}{copy})"


_BODIES: dict[Section, Callable[[Dossier], str]] = {
    "what": lambda dossier: _bullets(dossier.what),
    "why_it_matters": lambda dossier: _paragraph(dossier.why_it_matters),
    "open_questions": lambda dossier: _questions(dossier.open_questions),
    "narrative": lambda dossier: "\n\n".join(_paragraph(p) for p in dossier.narrative if p),
    "timeline": lambda dossier: "\n".join(
        f"- {escaped(event.date)}: {_cited(event.text, event.citations)}" for event in dossier.timeline
    ),
    "perspectives": lambda dossier: "\n\n".join(_perspective(view) for view in dossier.perspectives),
    "tensions": lambda dossier: "\n".join(_tension(tension) for tension in dossier.tensions),
    "key_points": lambda dossier: _bullets(dossier.key_points),
    "sources": lambda dossier: "\n".join(_source(source) for source in dossier.sources),
}
