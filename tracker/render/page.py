"""A version → the lines of its story page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.diff.shown import evolution, heard, quoted
from tracker.dossier.absence import absence
from tracker.render import labels
from tracker.render.lines import GLUE, Line, Span, cells, fit, joined, plain_line, span
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tracker.model import (
        Claim,
        Event,
        Perspective,
        Question,
        Searched,
        Section,
        Source,
        Story,
        Tension,
        Version,
    )
    from tracker.render.lines import Role

# The order on the page; the title stands in the header.
ORDER: tuple[Section, ...] = (
    "what",
    "why_it_matters",
    "open_questions",
    "narrative",
    "timeline",
    "perspectives",
    "tensions",
    "key_points",
    "sources",
)
BULLET = Span("• ", "muted", "")
_BADGES: dict[str, Role] = {
    "new": "badge-new",
    "consistent": "badge-consistent",
    "shifted": "badge-shifted",
    "silent": "badge-silent",
    "open": "badge-open",
    "answered": "badge-answered",
    "expired": "badge-expired",
}
# Room for an ISO day and two spaces.
_DATE_CELLS = 12


def dossier_page(
    version: Version, story: Story, *, wide: bool = False, searches: Mapping[str, Searched] | None = None
) -> list[Line]:
    """Give the whole page: header, the sections, each empty one with the reason, and what was dropped.

    `wide` writes the addresses of the sources out; `searches` tells by a question's id how
    search feeds were asked. Lines are unwrapped; a heading's anchor
    is its section's name.
    """
    lines = header(version, story)
    for section in ORDER:
        if getattr(version.dossier, section) or version.dossier.sources:
            lines += [Line(), *section_lines(version, section, wide=wide, searches=searches)]
    dropped = version.dossier.dropped
    if dropped:
        text = f"{labels.counted(dropped, 'claim')} dropped by the check"
        lines += [Line(), plain_line(text, "warn")]
    return lines


def header(version: Version, story: Story) -> list[Line]:
    """Give title, particulars, and what moved since the user last read."""
    lines = [
        Line((span(version.dossier.title or story.title, "title"),), link=story.slug, anchor="title"),
        Line(joined([span(part, "muted")] for part in labels.imprint(version))),
    ]
    lines += definition_lines(story)
    if version.dossier.independent == 1:
        lines.append(plain_line("Synthesised from 1 source", "muted"))
    if story.changes:
        changes = joined([span(change, "accent")] for change in story.changes)
        lines.append(Line((span("Since you last read: ", "muted"), *changes)))
    return lines


def definition_lines(story: Story) -> list[Line]:
    """Give the terms of a story that the user has defined, and what is to be expected of them."""
    if story.definition is None:
        return []
    lines = [Line((span("Follows: ", "muted"), span(labels.terms(story.definition))))]
    if not (story.items or story.version):
        lines += [Line(), plain_line("Nothing matches yet; what comes will join it.", "muted")]
    return lines


def section_lines(
    version: Version,
    section: Section,
    *,
    wide: bool = False,
    searches: Mapping[str, Searched] | None = None,
) -> list[Line]:
    """Give one section with its heading; where it holds nothing, why."""
    heading = Line((span(labels.HEADINGS[section], "heading"),), anchor=section)
    dossier = version.dossier
    if section == "title":
        return [heading, plain_line(dossier.title, "title")]
    if section == "sources":
        body = _sources(dossier.sources, wide=wide)
    elif section == "open_questions":
        body = [_question(question, (searches or {}).get(question.id)) for question in dossier.open_questions]
    else:
        body = _BODIES[section](version)
    return [heading, *(body or [plain_line(absence(dossier, section), "muted", indent=2)])]


def cited(text: str, citations: Iterable[int], role: Role = "") -> tuple[Span, ...]:
    """Give a sentence and its citation numbers, each a span of its own that no fold parts from it."""
    marks = [Span(f"[{number}]", "citation") for number in citations]
    return (span(text, role), *([Span(GLUE, "", " "), *marks] if marks else ()))


def source_line(source: Source, room: int = 0, *, wide: bool = False) -> Line:
    """Give one source: "[3] title — outlet (date), copy of [1]"; `room` aligns the numbers."""
    number = f"[{source.number}]"
    origin = joined([span(part, "muted")] for part in (source.outlet, source.via) if part)
    copy = f", copy of [{source.copy_of}]" if source.copy_of is not None else ""
    spans = (
        Span(fit(number, max(room, cells(number))), "citation", number),
        span(" "),
        span(source.title),
        span(" — ", "muted"),
        *origin,
        span(f" ({labels.day(source.published)}{copy})", "muted"),
    )
    address = labels.web_link(source.url)
    shown = (span(f" {address}", "link"),) if wide and address else ()
    return Line((*spans, *shown), 2, max(room, cells(number)) + 1, address)


def _bullets(claims: Sequence[Claim], version: Version) -> list[Line]:
    return [Line((BULLET, *cited(c.text, c.citations), *_news(c.since, version)), 2, 2) for c in claims]


def _news(since: int, version: Version) -> tuple[Span, ...]:
    """Mark what this version brought; in a first version everything is new, and nothing says so."""
    return (Span(f" ·{GLUE}new", "badge-new", " (new)"),) if since == version.number > 1 else ()


def _why(version: Version) -> list[Line]:
    spans: list[Span] = []
    for claim in version.dossier.why_it_matters:
        spans += [Span(" ")] if spans else []
        spans += cited(claim.text, claim.citations)
    return [Line(tuple(spans), 2)] if spans else []


def _question(question: Question, searched: Searched | None) -> Line:
    return Line((*_fate(question), *_searched(searched)), 2, 2)


def _searched(found: Searched | None) -> tuple[Span, ...]:
    """Say how often search feeds were asked, when last, and what that brought."""
    if found is None:
        return ()
    times = "once" if found.count == 1 else f"{found.count} times, last"
    brought = labels.counted(found.hits, "hit")
    return (span(f" · searched {times} on {labels.day(found.last)}, {brought}", "muted"),)


def _fate(question: Question) -> tuple[Span, ...]:
    badge = _BADGES[question.state]
    asked = (BULLET, *cited(question.text, question.citations), Span(" — ", "muted"))
    if question.state == "open":
        return (*asked, Span(f"open since v{question.raised_in}", badge))
    settled = f" in v{question.settled_in}" if question.settled_in else ""
    by = [Span(f"[{number}]", "citation") for number in question.answered_by]
    answer = (span(": "), span(question.answer)) if question.answer else ()
    return (*asked, Span(f"{question.state}{settled}", badge), *((Span(" by "), *by) if by else ()), *answer)


def _narrative(version: Version) -> list[Line]:
    lines: list[Line] = []
    for paragraph in version.dossier.narrative:
        spans: list[Span] = []
        for claim in paragraph:
            spans += [Span(" ")] if spans else []
            spans += cited(claim.text, claim.citations)
        if spans:
            lines += [Line()] if lines else []
            lines.append(Line(tuple(spans), 2))
    return lines


def _timeline(version: Version) -> list[Line]:
    return [_event(event, version) for event in version.dossier.timeline]


def _event(event: Event, version: Version) -> Line:
    date = Span(fit(clean.line(event.date), _DATE_CELLS), "date", f"{clean.line(event.date)}: ")
    return Line((date, *cited(event.text, event.citations), *_news(event.since, version)), 2, _DATE_CELLS)


def _perspectives(version: Version) -> list[Line]:
    lines: list[Line] = []
    for perspective in version.dossier.perspectives:
        lines += [Line()] if lines else []
        lines += _perspective(perspective)
    return lines


def _perspective(view: Perspective) -> list[Line]:
    state = [Span("Evolution: ", "muted"), span(evolution(view.evolution), _BADGES[view.evolution.state])]
    state += [span(f" · {heard(view)}", "muted")] if heard(view) else []
    quotes = [Line(cited(quoted(quote.text), quote.citations, "quote"), 4) for quote in view.quotes]
    stance = Line(cited(view.stance.text, view.stance.citations), 4)
    return [plain_line(view.actor, "actor", indent=2), stance, *quotes, Line(tuple(state), 4)]


def _tensions(version: Version) -> list[Line]:
    return [line for tension in version.dossier.tensions for line in _tension(tension)]


def _tension(tension: Tension) -> list[Line]:
    left, right = tension.between
    pair = (BULLET, span(left, "actor"), Span(" ↔ ", "muted", " against "), span(right, "actor"))
    # A tension whose text only repeats its sides is told once.
    repeats = all(side.text in tension.text for side in tension.sides)
    what = () if repeats else (span(": "), span(tension.text))
    # One sentence may give both sides.
    sides = [Line(cited(side.text, side.citations), 4, 2) for side in dict.fromkeys(tension.sides)]
    return [Line((*pair, *what), 2, 2), *sides]


def _sources(sources: Sequence[Source], *, wide: bool) -> list[Line]:
    room = max((cells(f"[{source.number}]") for source in sources), default=0)
    return [source_line(source, room, wide=wide) for source in sources]


_BODIES: dict[Section, Callable[[Version], list[Line]]] = {
    "what": lambda version: _bullets(version.dossier.what, version),
    "why_it_matters": _why,
    "narrative": _narrative,
    "timeline": _timeline,
    "perspectives": _perspectives,
    "tensions": _tensions,
    "key_points": lambda version: _bullets(version.dossier.key_points, version),
}
