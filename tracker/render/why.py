"""Why the articles of a story are together → lines: for a terminal, and for the interface's page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.lines import GLUE, Line, Span, fit, joined, plain_line, span
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Explanation, HoldingTerm, Placement, Reason, Rival, SharedTerm, Story
    from tracker.render.lines import Role

# Cells of the bar that shows a score, and of the longest bar of a term.
METER, TERM_BAR = 20, 16
# Terms named with an article in a list; the article's own page has all that are kept.
NAMED = 5
# Cells for a term's name before its weight.
_TERM = 20
# Nearer to the threshold than this, an article may as well not belong.
CLOSE = 0.1
# Of near copies the score is how alike the texts are, which no threshold of the merge model is for.
_COPY, _BEGAN, _UNITED, _DEFINED = "near copy", "first of its kind", "united", "follows"
# What was placed by its likeness to one story rather than another; of the rest, what was united and
# what began its own story has a score too.
_LIKENESS = frozenset({"clustered", "reactive", _COPY})
_SCORED = _LIKENESS | {_BEGAN, _UNITED}
_BY_YOU = " by you"
_NUMBER, _INDENT = 6, 8
# Cells for a correcting command.
_COMMAND = 30
_HOUR = 3600
_LEGEND = (
    "A score says from 0 to 1 how sure tracker is that an article belongs. "
    "The figure beside a term says how much of that the term brought"
)
_ADDED = "; those at the top are added up"


def explanation_lines(explanation: Explanation) -> list[Line]:
    """Give a summary of the story, then each article with what brought it in, then what corrects it."""
    story = explanation.story
    lines = [Line((span(story.title, "title"),), link=story.slug), *summary_lines(explanation)]
    for reason in explanation.reasons:
        lines += [Line(), *_entry(reason)]
    lines += legend(explanation.reasons, _ADDED)
    return [*lines, Line(), *_corrections(story)]


def article_lines(explanation: Explanation) -> list[Line]:
    """Give one article in full: all its shared terms, each with its weight as a bar."""
    story = explanation.story
    head = Line((span("in ", "muted"), span(story.title), span(f" ({story.slug})", "muted")))
    lines: list[Line] = []
    for reason in explanation.reasons:
        number = str(reason.article.id)
        lines += [Line((span(reason.article.title, "title"),), link=number), head, *reason_lines(reason)]
        lines += [*legend([reason]), Line(), *_corrections(story, number)]
    return lines or [plain_line("It was not kept why this article is here.", "muted")]


def summary_lines(explanation: Explanation, most: int | None = None) -> list[Line]:
    """Say how the articles came together, what holds them (`most` terms), which to look at first."""
    story, weakest = explanation.story, explanation.weakest
    pinned = [[span("pinned as it is", "date")]] if story.pinned else []
    lines = [Line(joined([[span(_extent(explanation))], *pinned]))]
    if story.definition is not None:
        wanted = span(labels.terms(story.definition))
        lines.append(Line((span("defined by you: ", "muted"), wanted), hang=2))
    if explanation.terms:
        terms = joined((_weighed(term) for term in explanation.terms[:most]), ", ")
        lines.append(Line((span("held together by ", "muted"), *terms), hang=2))
    if weakest is not None:
        told = (span("weakest link ", "muted"), span(str(weakest.article.id), "number"))
        score = (span(", ", "muted"), *scored(weakest.placement), span(": ", "muted"))
        lines.append(Line((*told, *score, span(weakest.article.title)), hang=2))
    return lines


def reason_lines(reason: Reason, bar: int = TERM_BAR) -> list[Line]:
    """Give all that is kept of one article's placement, without its title; `bar`: a term's most cells."""
    article, placement = reason.article, reason.placement
    number, date = span(str(article.id), "number"), span(labels.stamp(article.published), "date")
    source = [span(f"[{reason.source}]", "citation")] if reason.source is not None else []
    pinned = [span("pinned", "date")] if reason.pinned else []
    particulars = joined([[number], [span(article.outlet)], [date], source, pinned])
    told = (_score(reason), _gap(reason), _runner_up(reason))
    lines = [Line(particulars), Line(), plain_line(labels.way(placement.way))]
    lines += [Line(part, hang=2) for part in told if part]
    if placement.terms:
        lines += [Line(), plain_line(_shared_with(placement), "heading"), *_terms(placement.terms, bar)]
    return lines


def brief_lines(reason: Reason, indent: int = 0) -> list[Line]:
    """Give in a few lines how an article came, its strongest terms and the runner-up."""
    return [Line(part, indent, 2) for part in (*_told(reason), _runner_up(reason)) if part]


def legend(reasons: Sequence[Reason], more: str = "") -> list[Line]:
    """Say below the reasons what their figures are; nothing where they have none."""
    if not any(_score(reason) for reason in reasons):
        return []
    return [Line(), plain_line(f"{_LEGEND}{more}.", "muted")]


def scored(placement: Placement, rival: Rival | None = None) -> tuple[Span, ...]:
    """Say the score and what it takes: "score 0.93, 0.55 needed"; of what began: the nearest."""
    if placement.reason == _COPY:
        return (span(f"{placement.score:.0%}", "number"), span(" of the text is the same", "muted"))
    score = (span(f"{placement.score:.2f}", "number"), span(f", {placement.threshold:.2f} needed", "muted"))
    if placement.score >= placement.threshold:
        return (span("score ", "muted"), *score)
    if placement.runner_up is None:
        return (span("no other story came near", "muted"),)
    return (span("nearest story scored ", "muted"), *score, *_name(rival))


def meter(placement: Placement, width: int) -> tuple[Span, ...]:
    """Draw the score as a bar on which the threshold is marked; () where the score is none."""
    if placement.way not in _SCORED or not placement.score:
        return ()
    filled = round(placement.score * width)
    mark = min(int(placement.threshold * width), width - 1) if placement.reason != _COPY else width
    role = _strength(placement)
    full, empty, tick = Span("━", role, ""), Span("─", "muted", ""), Span("┃", "title", "")
    drawn = [tick if place == mark else full if place < filled else empty for place in range(width)]
    return tuple(Span(each.text * len(list(run)), each.role, "") for each, run in groupby(drawn))


def _entry(reason: Reason) -> list[Line]:
    article = reason.article
    number = Span(fit(str(article.id), _NUMBER, right=True) + "  ", "number", f"{article.id}, ")
    date = (span(labels.stamp(article.published)[:16], "date"), Span("  ", "", ", "))
    outlet = (span(article.outlet, "muted"), Span("  ", "", ", ")) if article.outlet else ()
    pinned = (span(" pinned", "date", ", pinned"),) if reason.pinned else ()
    title = span(article.title, "title")
    lines = [Line((number, *date, *outlet, title, *pinned), 0, _INDENT, link=str(article.id))]
    return [*lines, *brief_lines(reason, _INDENT)]


def _told(reason: Reason) -> list[tuple[Span, ...]]:
    """Say in a line or three how an article came; the score alone says it of one that joined by it."""
    placement, score = reason.placement, _score(reason)
    way = (span(labels.way(placement.way)),) if placement.way != "clustered" else ()
    if placement.way == _BEGAN:
        return [way, scored(placement, reason.rival)]
    terms = joined((_weighed(term) for term in placement.terms[:NAMED]), ", ")
    shares = (span(f"{_shared_with(placement).lower()} ", "muted"), *terms) if terms else ()
    return [way, joined([score, _gap(reason)]), shares]


def _score(reason: Reason) -> tuple[Span, ...]:
    """Give the score with its bar; of what the user put here, that by which it was where it had been."""
    placement = reason.placement
    if placement.way in _SCORED:
        bar = meter(placement, METER)
        told = (span("both stories: ", "muted"),) if placement.way == _UNITED else ()
        return (*bar, *((Span("  ", "", ""),) if bar else ()), *told, *scored(placement, reason.rival))
    if placement.reason.endswith(_BY_YOU) and 0 < placement.threshold < 1:
        return (span("where it was: ", "muted"), *scored(placement, reason.rival))
    return ()


def _shared_with(placement: Placement) -> str:
    if placement.way == _DEFINED:
        return "Has"
    if placement.way.endswith(_BY_YOU):
        return "Shared where it was"
    return "Shares" if placement.way != _BEGAN else "Shares with the nearest story"


def _extent(explanation: Explanation) -> str:
    """Say how many articles came how, and over which time."""
    number = sum(count for _, count in explanation.ways)
    counted = f"{labels.counted(number, 'article')}{_span_of(explanation)}"
    told = ", ".join(f"{count} {labels.ways(way)}" for way, count in explanation.ways)
    return f"{counted}: {told}" if told else counted


def _span_of(explanation: Explanation) -> str:
    first, last = explanation.first, explanation.last
    lasted = labels.age(first, last) if first is not None and last is not None else "now"
    return "" if lasted == "now" else f" over {lasted}"


def _gap(reason: Reason) -> tuple[Span, ...]:
    """Say how long before or after the newest article that the story had then it was published."""
    placement = reason.placement
    if placement.gap_hours is None or placement.way not in _LIKENESS | {_BEGAN}:
        return ()
    joined = placement.way != _BEGAN
    return (span(gap_words(placement.gap_hours, earlier=reason.earlier, joined=joined), "muted"),)


def gap_words(hours: float, *, earlier: bool = False, joined: bool = True) -> str:
    """Give a gap in words: "3 h after the one before"."""
    size = labels.lasting(int(hours * _HOUR)).removesuffix("now")
    if not joined:
        return f"{size} from its newest article" if size else "at the same time as its newest article"
    if not size:
        return "at the same time as the one before"
    return f"{size} earlier than the newest then" if earlier else f"{size} after the one before"


def _runner_up(reason: Reason) -> tuple[Span, ...]:
    """Name the story that an article came near to but did not join."""
    placement = reason.placement
    if placement.way not in _LIKENESS:
        return ()
    if placement.runner_up is None:
        return (span("no other story came near", "muted"),)
    score = span(f"{placement.runner_up_score:.2f}", "number")
    return (span("runner-up scored ", "muted"), score, *_name(reason.rival))


def _name(rival: Rival | None) -> tuple[Span, ...]:
    """Name another story by its title, and by the number under which commands take it."""
    if rival is None:
        return (span(": ", "muted"), span("a story that is part of this one now"))
    return (
        span(": ", "muted"),
        span(rival.title),
        Span(f" (story{GLUE}{rival.number})", "muted", f" (story {rival.number})"),
    )


def named(term: SharedTerm | HoldingTerm) -> Span:
    """Give a term, a name in another style."""
    return span(term.term, _role(term))


def _weighed(term: SharedTerm | HoldingTerm) -> list[Span]:
    return [named(term), Span(GLUE, "", " "), span(f"{term.weight:.2f}", "number")]


def _role(term: SharedTerm | HoldingTerm) -> Role:
    return "actor" if term.name else ""


def _terms(terms: Sequence[SharedTerm], bar: int) -> list[Line]:
    """Give each term with its weight, and a bar that is longest for the weightiest."""
    most = max(term.weight for term in terms)
    return [_term_line(term, round(term.weight / most * bar) if most > 0 else 0) for term in terms]


def _term_line(term: SharedTerm, bar: int) -> Line:
    name = Span(fit(clean.line(term.term), _TERM) + " ", _role(term), span(f"{term.term} ").text)
    kind = Span("name " if term.name else "     ", "muted", "(name) " if term.name else "")
    weight = span(f"{term.weight:.2f} ", "number")
    return Line((name, kind, weight, Span("━" * bar, "number", "")), 2)


def _strength(placement: Placement) -> Role:
    """Tell in which colour a score is drawn: well above the threshold, just above it, below."""
    if not placement.joined:
        return "muted"
    close = placement.reason != _COPY and placement.score - placement.threshold < CLOSE
    return "changed" if close else "added"


def _corrections(story: Story, article: str = "ARTICLE") -> list[Line]:
    """Name the commands that correct what is explained."""
    told = (
        ("wrong? ", f"tracker move STORY {article}", "puts it into another story"),
        ("", f"tracker split {story.number} {article}", "gives it a story of its own"),
        ("right? ", f"tracker pin {story.number} {article}", "keeps it here for good"),
        ("", "tracker undo", "takes back the last correction"),
    )
    return [
        Line(
            (
                Span(fit(question, _INDENT), "muted", question),
                Span(fit(command, _COMMAND) + " ", "accent", f"{command} "),
                span(effect, "muted"),
            ),
            hang=_INDENT,
        )
        for question, command, effect in told
    ]
