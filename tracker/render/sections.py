"""The sections of a dossier → lines; `page` puts them under their headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.diff.shown import evolution, heard, quoted
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
    )
    from tracker.render.lines import Role

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
# The sign of a question by its state; the state stands below in words.
_ASKED: dict[str, Span] = {
    "open": Span("? ", "changed", ""),
    "answered": Span("✓ ", "added", ""),
    "expired": Span("– ", "muted", ""),
}
# Room for an ISO day and a space.
_DATE_CELLS = 11
_POINT = "● "
_RAIL = Span(" " * _DATE_CELLS + "│", "rule", "")
_QUOTED = Span("▎ ", "rule", "")


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


def source_lines(sources: Sequence[Source], *, wide: bool) -> list[Line]:
    """Give all sources, their numbers aligned; `wide` writes the addresses out."""
    room = max((cells(f"[{source.number}]") for source in sources), default=0)
    return [source_line(source, room, wide=wide) for source in sources]


def question_lines(questions: Iterable[Question], searches: Mapping[str, Searched], seen: int) -> list[Line]:
    """Give each question, and below it its state and how search feeds were asked."""
    return [line for each in questions for line in _question(each, searches.get(each.id), seen)]


def sought(found: Searched | None, story: Story | None) -> list[Line]:
    """Say how search feeds were asked for what names the story."""
    if found is not None:
        return [Line((span("Key terms", "muted"), *_searched(found)), 2, 2)]
    wanted = story is not None and story.followed and story.search
    return [plain_line("Search feeds will be asked at the next poll.", "muted", indent=2)] if wanted else []


def _bullets(claims: Sequence[Claim], seen: int) -> list[Line]:
    return [Line((BULLET, *cited(c.text, c.citations), *_news(c.since, seen)), 2, 2) for c in claims]


def _news(since: int, seen: int) -> tuple[Span, ...]:
    """Mark what came after the version up to which all is known."""
    return (Span(f"{GLUE}·{GLUE}new", "news", " (new)"),) if since > seen else ()


def _prose(claims: Sequence[Claim], seen: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    for claim in claims:
        spans += [Span(" ")] if spans else []
        spans += [*cited(claim.text, claim.citations), *_news(claim.since, seen)]
    return tuple(spans)


def _question(question: Question, searched: Searched | None, seen: int) -> list[Line]:
    news = _news(max(question.raised_in, question.settled_in), seen)
    asked = (_ASKED[question.state], *cited(question.text, question.citations), *news)
    return [Line(asked, 2, 2), Line((*_fate(question), *_searched(searched)), 4)]


def _fate(question: Question) -> tuple[Span, ...]:
    badge = Span(question.state, _BADGES[question.state])
    if question.state == "open":
        return (badge, span(f" since v{question.raised_in}", "muted"))
    settled = span(f" in v{question.settled_in}" if question.settled_in else "", "muted")
    by = [Span(f"[{number}]", "citation") for number in question.answered_by]
    answer = (span(": "), span(question.answer)) if question.answer else ()
    return (badge, settled, *((span(" by ", "muted"), *by) if by else ()), *answer)


def _searched(found: Searched | None) -> tuple[Span, ...]:
    """Say how often search feeds were asked, when last, and what that brought."""
    if found is None:
        return ()
    times = "once" if found.count == 1 else f"{found.count} times, last"
    brought = labels.counted(found.hits, "hit")
    return (span(f" · searched {times} on {labels.day(found.last)}, {brought}", "muted"),)


def _narrative(paragraphs: Sequence[Sequence[Claim]], seen: int) -> list[Line]:
    lines: list[Line] = []
    for paragraph in paragraphs:
        if paragraph:
            lines += [Line()] if lines else []
            lines.append(Line(_prose(paragraph, seen), 2))
    return lines


def _timeline(events: Sequence[Event], seen: int) -> list[Line]:
    """Give the events along a rail, their dates aligned; the second of a day shows none."""
    lines, before = list[Line](), ""
    for place, event in enumerate(events):
        date = clean.line(event.date)
        shown = Span(fit("" if date == before else date, _DATE_CELLS), "date", f"{date}: ")
        point = Span(_POINT, "news" if event.since > seen else "rule", "")
        told = (*cited(event.text, event.citations), *_news(event.since, seen))
        rail = _RAIL if place < len(events) - 1 else None
        lines.append(Line((shown, point, *told), 2, _DATE_CELLS + len(_POINT), rail=rail))
        before = date
    return lines


def _perspectives(views: Sequence[Perspective], seen: int) -> list[Line]:
    lines: list[Line] = []
    for view in views:
        lines += [Line()] if lines else []
        lines += _perspective(view, seen)
    return lines


def _perspective(view: Perspective, seen: int) -> list[Line]:
    told = evolution(view.evolution).removeprefix(view.evolution.state)
    badge = Span(view.evolution.state, _BADGES[view.evolution.state])
    state = [Span("Evolution: ", "muted"), badge, span(told, "muted")]
    state += [span(f" · {heard(view)}", "muted")] if heard(view) else []
    stance = Line((*cited(view.stance.text, view.stance.citations), *_news(view.stance.since, seen)), 4)
    quotes = [_quote(quote, seen) for quote in view.quotes]
    return [plain_line(view.actor, "actor", indent=2), stance, *quotes, Line(tuple(state), 4)]


def _quote(quote: Claim, seen: int) -> Line:
    told = cited(quoted(quote.text), quote.citations, "quote")
    return Line((_QUOTED, *told, *_news(quote.since, seen)), 4, cells(_QUOTED.text), rail=_QUOTED)


def _tensions(tensions: Sequence[Tension]) -> list[Line]:
    lines: list[Line] = []
    for tension in tensions:
        lines += [Line()] if lines else []
        lines += _tension(tension)
    return lines


def _tension(tension: Tension) -> list[Line]:
    """Give who is against whom, and what each says, facing each other where there are two sentences."""
    left, right = tension.between
    pair = (span(left, "actor"), Span(" ↔ ", "muted", " against "), span(right, "actor"))
    # A tension whose text only repeats its sides is told once.
    repeats = all(side.text in tension.text for side in tension.sides)
    what = () if repeats else (span(": "), span(tension.text))
    head = Line((*pair, *what), 2)
    # One sentence may give both sides.
    sides = [cited(side.text, side.citations) for side in dict.fromkeys(tension.sides)]
    if len(sides) == 2:  # noqa: PLR2004 - a tension is between two
        return [head, Line(sides[0], 4, beside=Line(sides[1], 4))]
    return [head, *(Line(side, 4) for side in sides)]


BODIES: dict[Section, Callable[[Dossier, int], list[Line]]] = {
    "what": lambda dossier, seen: _bullets(dossier.what, seen),
    "why_it_matters": lambda dossier, seen: _narrative([dossier.why_it_matters], seen),
    "narrative": lambda dossier, seen: _narrative(dossier.narrative, seen),
    "timeline": lambda dossier, seen: _timeline(dossier.timeline, seen),
    "perspectives": lambda dossier, seen: _perspectives(dossier.perspectives, seen),
    "tensions": lambda dossier, _: _tensions(dossier.tensions),
    "key_points": lambda dossier, seen: _bullets(dossier.key_points, seen),
}
