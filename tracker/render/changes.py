"""What changed between two versions → lines: unified word by word, or side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Literal

from tracker.diff import account, visible, words
from tracker.render import labels
from tracker.render.lines import GLUE, Line, Span, joined, plain_line, span
from tracker.render.sections import cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tracker.diff import Word
    from tracker.model import Change, FigureChange, Section, Story, Version
    from tracker.render.lines import Role

# Where less of the text than this stayed, two whole sentences read better than their mixture.
_LEAST_SAME = 0.3
# Kinds of change that the two wordings beside each other show by themselves.
_PLAIN = frozenset({"reworded", "changed"})
# What stands round words that only one version has.
SIGNS: dict[Role, tuple[str, str]] = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
_NOTHING = "Nothing changed that a reader is shown."
_CITATION = re.compile(r"(\[\d{1,6}\])")


def changes_page(
    story: Story, a: Version, b: Version, changes: Iterable[Change], figures: Sequence[FigureChange] = ()
) -> list[Line]:
    """Give what a reader would see change from `a` to `b`, under the headings of the sections.

    Signs say it as well as roles: "+ " added, "- " dropped, "~ " changed, and within a
    sentence [-dropped-] and {+added+}.
    """
    shown = visible(changes)
    return changes_head(story, a, b, shown, figures) + unified(shown)


def changes_head(
    story: Story, a: Version, b: Version, changes: Sequence[Change], figures: Sequence[FigureChange] = ()
) -> list[Line]:
    """Give what stands above the changes: title, both ends, what changed in short, and the figures."""
    title = Line((span(b.dossier.title or story.title, "title"),), link=story.slug, anchor="title")
    lines = [title, plain_line(_ends(a, b), "muted")]
    if not changes:
        return [*lines, Line(), plain_line(_NOTHING, "muted")]
    lines.append(Line(joined([span(text, "accent")] for text in account(changes, figures))))
    return lines + moved_figures(figures)


def moved_figures(figures: Sequence[FigureChange]) -> list[Line]:
    """Give the figures that changed, each with the sentence that now gives it; nothing where none did."""
    if not figures:
        return []
    lines = [Line(), Line((span("Changed figures", "heading"),), anchor="figures")]
    for figure in figures:
        before = (Span("~ ", "changed", ""), *cited(figure.before, figure.was.citations, "dropped"))
        after = (Span(" → ", "muted", " to "), *cited(figure.after, figure.item.citations, "added"))
        lines += [Line((*before, *after), 2, 2), Line((span(figure.item.text, "muted"),), 4)]
    return lines


def unified(changes: Sequence[Change]) -> list[Line]:
    """Give visible changes one under the other, grouped by section."""
    lines: list[Line] = []
    for section, group in groupby(changes, key=lambda change: change.section):
        lines += [Line(), _heading(section)]
        lines += [line for change in group for line in _change(change)]
    return lines


def side_by_side(changes: Iterable[Change]) -> list[Line]:
    """Give what a reader would see change in two columns, the older one left."""
    lines: list[Line] = []
    for section, group in groupby(visible(changes), key=lambda change: change.section):
        lines += [Line(), _heading(section)]
        lines += [replace(left, beside=right, facing_from=0) for left, right in _paired(group)]
    return lines or [plain_line(_NOTHING, "muted")]


def _heading(section: Section) -> Line:
    """Give the head of a section; the title's own has another anchor than the top of the page."""
    anchor = "retitled" if section == "title" else section
    return Line((span(labels.HEADINGS[section], "heading"),), anchor=anchor)


def _ends(a: Version, b: Version) -> str:
    numbers = f"Version {a.number} → version {b.number}"
    return f"{numbers} · {labels.stamp(a.written_at)} → {labels.stamp(b.written_at)}"


def _change(change: Change) -> list[Line]:
    before, after = change.before, change.after
    if before is None or after is None:
        sign = _sign("+", "added", change.kind) if before is None else _sign("-", "dropped", "dropped")
        role: Role = "muted" if change.elsewhere else "added" if before is None else "dropped"
        return [Line((*sign, *_elsewhere(change), *_cited(span(after or before or "", role))), 2, 2)]
    sign = _sign("~", "changed", change.kind)
    compared = words(before, after)
    if _sameness(compared) < _LEAST_SAME:
        return [
            Line((*sign[:1], span(f"{change.kind}:", "muted", "")), 2, 2),
            Line((*_sign("-", "dropped", "dropped"), *_cited(span(before, "dropped"))), 4, 2),
            Line((*_sign("+", "added", "added"), *_cited(span(after, "added"))), 4, 2),
        ]
    return [Line((*sign, *(part for word in compared for part in _cited(marked(word)))), 2, 2)]


def _elsewhere(change: Change) -> tuple[Span, ...]:
    """Say of a sentence that only goes from one section to another where it was, or still is."""
    if change.elsewhere is None:
        return ()
    place = labels.HEADINGS[change.elsewhere]
    return (span(f"(still in {place}) " if change.after is None else f"(from {place}) ", "muted"),)


def _sign(sign: str, role: Role, kind: str) -> tuple[Span, ...]:
    """Give the sign and, where the sign alone doesn't say it, the kind in words."""
    mark = Span(f"{sign} ", role, f"{kind}: ")
    return (mark,) if kind in {"added", "dropped"} else (mark, Span(f"{kind}: ", "muted", ""))


def _cited(whole: Span) -> tuple[Span, ...]:
    """Part the citations of a text from it: each can be opened, and no fold comes before it.

    Linear text stays as it is.
    """
    parts = [part for part in _CITATION.split(whole.text) if part]
    if len(parts) <= 1 and not _CITATION.fullmatch(whole.text):
        return (whole,)
    roles: list[Role] = ["citation" if _CITATION.fullmatch(part) else whole.role for part in parts]
    linear = parts if whole.plain is None else [whole.plain] + [""] * len(parts)
    glued = [
        part[:-1] + GLUE if part[-1] == " " and place < len(parts) - 1 else part
        for place, part in enumerate(parts)
    ]
    return tuple(map(Span, glued, roles, linear))


def marked(word: Word) -> Span:
    """Give a run of words with its signs: as it stands, [-dropped-] or {+added+}."""
    if word.op == "same":
        return span(word.text)
    role: Role = "deleted" if word.op == "dropped" else "inserted"
    if not word.text.strip():
        return Span(" ", role)
    left, right = SIGNS[role]
    # Spaces stay outside of the marks, where a line can end.
    inner = span(word.text.strip()).text
    before = " " if word.text[:1].isspace() else ""
    after = " " if word.text[-1:].isspace() else ""
    said = inner.strip(" ·—")
    return Span(f"{before}{left}{inner}{right}{after}", role, f" ({word.op}: {said}) " if said else " ")


def _sameness(compared: Sequence[Word]) -> float:
    total = sum(len(word.text) for word in compared)
    return sum(len(word.text) for word in compared if word.op == "same") / max(1, total)


def _paired(changes: Iterable[Change]) -> Iterator[tuple[Line, Line]]:
    """Give the rows of a section: what was dropped beside what was added next to it."""
    for reworded, group in groupby(changes, key=lambda change: None not in (change.before, change.after)):
        if reworded:
            yield from map(_sides, group)
            continue
        run = list(group)
        left = [_sides(change)[0] for change in run if change.after is None]
        right = [_sides(change)[1] for change in run if change.before is None]
        yield from zip_longest(left, right, fillvalue=Line())


def _sides(change: Change) -> tuple[Line, Line]:
    """Give the two sides of one change, each with its sign; the newer one says what kind of change it is."""
    if change.before is None or change.after is None:
        sign = "+ " if change.before is None else "- "
        role: Role = "added" if change.before is None else "dropped"
        text = _cited(span(change.after or change.before or "", role))
        line = Line((Span(sign, role), *_elsewhere(change), *text), hang=2)
        return (Line(), line) if change.before is None else (line, Line())
    compared = words(change.before, change.after)
    return _side(compared, "dropped"), _side(compared, "added", "" if change.kind in _PLAIN else change.kind)


def _side(compared: Sequence[Word], op: Literal["added", "dropped"], kind: str = "") -> Line:
    """Give one side of a text that changed; what the other lacks has signs, unless that is nearly all."""
    signed = _sameness(compared) >= _LEAST_SAME
    told = (Span(f"{kind}: ", "muted"),) if kind else ()
    own = (word for word in compared if word.op in {"same", op})
    runs = (marked(word) if signed else span(word.text, op if word.op == op else "") for word in own)
    return Line((Span("~ ", op), *told, *(part for run in runs for part in _cited(run))), hang=2)
