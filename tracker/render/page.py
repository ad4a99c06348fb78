"""A version → the lines of its story page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.diff.shown import evolution, heard, quoted
from tracker.dossier.absence import absence
from tracker.reactive import SEEKING
from tracker.render import labels
from tracker.render.lines import GLUE, Line, Span, cells, fit, joined, plain_line, span
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tracker.model import (
        Claim,
        Dossier,
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
            lines += [Line(), *section_lines(version, section, story, wide=wide, searches=searches)]
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
    if story.changes and version.number >= story.version:  # an older page was written before them
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
    story: Story | None = None,
    *,
    wide: bool = False,
    searches: Mapping[str, Searched] | None = None,
) -> list[Line]:
    """Give one section with its heading; where it holds nothing, why.

    What the user has not read yet is marked; without `story`, what this version brought.
    """
    heading = Line((span(labels.HEADINGS[section], "heading"),), anchor=section)
    dossier, seen = version.dossier, _seen(version, story)
    sought: list[Line] = []
    if section == "title":
        return [heading, plain_line(dossier.title, "title")]
    if section == "sources":
        body = _sources(dossier.sources, wide=wide)
    elif section == "open_questions":
        asked = searches or {}
        body = [_question(each, asked.get(each.id), seen) for each in dossier.open_questions]
        sought = _sought(asked.get(SEEKING), story)
    else:
        body = _BODIES[section](dossier, seen)
    return [heading, *(body or [plain_line(absence(dossier, section), "muted", indent=2)]), *sought]


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


def _seen(version: Version, story: Story | None) -> int:
    """Give the version up to which all is known: the one last read, else the one before this.

    To who has read none of a story, all is new, and nothing says so.
    """
    read = story.read if story is not None else 0
    before = read if 0 < read < version.number else version.number - 1
    return before or version.number


def _bullets(claims: Sequence[Claim], seen: int) -> list[Line]:
    return [Line((BULLET, *cited(c.text, c.citations), *_news(c.since, seen)), 2, 2) for c in claims]


def _news(since: int, seen: int) -> tuple[Span, ...]:
    """Mark what came after the version up to which all is known."""
    return (Span(f" ·{GLUE}new", "news", " (new)"),) if since > seen else ()


def _prose(claims: Sequence[Claim], seen: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    for claim in claims:
        spans += [Span(" ")] if spans else []
        spans += [*cited(claim.text, claim.citations), *_news(claim.since, seen)]
    return tuple(spans)


def _question(question: Question, searched: Searched | None, seen: int) -> Line:
    news = _news(max(question.raised_in, question.settled_in), seen)
    return Line((*_fate(question), *_searched(searched), *news), 2, 2)


def _searched(found: Searched | None) -> tuple[Span, ...]:
    """Say how often search feeds were asked, when last, and what that brought."""
    if found is None:
        return ()
    times = "once" if found.count == 1 else f"{found.count} times, last"
    brought = labels.counted(found.hits, "hit")
    return (span(f" · searched {times} on {labels.day(found.last)}, {brought}", "muted"),)


def _sought(found: Searched | None, story: Story | None) -> list[Line]:
    """Say how search feeds were asked for what names the story."""
    if found is not None:
        return [Line((span("Key terms", "muted"), *_searched(found)), 2, 2)]
    wanted = story is not None and story.followed and story.search
    return [plain_line("Search feeds will be asked at the next poll.", "muted", indent=2)] if wanted else []


def _fate(question: Question) -> tuple[Span, ...]:
    badge = _BADGES[question.state]
    asked = (BULLET, *cited(question.text, question.citations), Span(" — ", "muted"))
    if question.state == "open":
        return (*asked, Span(f"open since v{question.raised_in}", badge))
    settled = f" in v{question.settled_in}" if question.settled_in else ""
    by = [Span(f"[{number}]", "citation") for number in question.answered_by]
    answer = (span(": "), span(question.answer)) if question.answer else ()
    return (*asked, Span(f"{question.state}{settled}", badge), *((Span(" by "), *by) if by else ()), *answer)


def _narrative(paragraphs: Sequence[Sequence[Claim]], seen: int) -> list[Line]:
    lines: list[Line] = []
    for paragraph in paragraphs:
        if paragraph:
            lines += [Line()] if lines else []
            lines.append(Line(_prose(paragraph, seen), 2))
    return lines


def _event(event: Event, seen: int) -> Line:
    date = Span(fit(clean.line(event.date), _DATE_CELLS), "date", f"{clean.line(event.date)}: ")
    return Line((date, *cited(event.text, event.citations), *_news(event.since, seen)), 2, _DATE_CELLS)


def _perspectives(views: Sequence[Perspective], seen: int) -> list[Line]:
    lines: list[Line] = []
    for view in views:
        lines += [Line()] if lines else []
        lines += _perspective(view, seen)
    return lines


def _perspective(view: Perspective, seen: int) -> list[Line]:
    state = [Span("Evolution: ", "muted"), span(evolution(view.evolution), _BADGES[view.evolution.state])]
    state += [span(f" · {heard(view)}", "muted")] if heard(view) else []
    quotes = [
        Line((*cited(quoted(quote.text), quote.citations, "quote"), *_news(quote.since, seen)), 4)
        for quote in view.quotes
    ]
    stance = Line((*cited(view.stance.text, view.stance.citations), *_news(view.stance.since, seen)), 4)
    return [plain_line(view.actor, "actor", indent=2), stance, *quotes, Line(tuple(state), 4)]


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


_BODIES: dict[Section, Callable[[Dossier, int], list[Line]]] = {
    "what": lambda dossier, seen: _bullets(dossier.what, seen),
    "why_it_matters": lambda dossier, seen: _narrative([dossier.why_it_matters], seen),
    "narrative": lambda dossier, seen: _narrative(dossier.narrative, seen),
    "timeline": lambda dossier, seen: [_event(event, seen) for event in dossier.timeline],
    "perspectives": lambda dossier, seen: _perspectives(dossier.perspectives, seen),
    "tensions": lambda dossier, _: [line for tension in dossier.tensions for line in _tension(tension)],
    "key_points": lambda dossier, seen: _bullets(dossier.key_points, seen),
}
