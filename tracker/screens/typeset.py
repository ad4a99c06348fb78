"""Sets lines for the screen: citations as small raised figures, states as badges, ruled headings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.render.changes import SIGNS
from tracker.render.lines import GLUE, Line, Span, cells

if TYPE_CHECKING:
    from collections.abc import Iterator

_SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LARGE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CITATION = re.compile(r"\[(\d{1,6})\] *")
_NUMBER = re.compile(r" *(\d{1,6}) *")
# A rule shorter than this is a speck behind a long heading.
_RULE_FROM = 4
# Cells of an outlet and a date that are kept on one row: half of a narrow page.
_ORIGIN = 40
# Citations of one sentence that are shown: more is a list and no proof.
_CITED = 6


def typeset(line: Line, *, signs: bool = False) -> Line:
    """Raise the citations of a line and set its states off as badges.

    Changed words keep their `signs`, or are told by what they look like alone.
    The number at the head of a source stays as large as its text, without brackets, flush right.
    """
    beside = typeset(line.beside, signs=signs) if line.beside is not None else None
    return replace(line, spans=tuple(_set(_together(line.spans), signs=signs)), beside=beside)


def ruled(row: Line, width: int) -> Line:
    """Draw a rule from the heading of a section to the end of the row."""
    if not row.anchor or not row.spans or row.spans[0].role != "heading":
        return row
    room = width - row.indent - cells(row.text) - 1
    rule = (Span(" " + "─" * room, "rule", ""),) if room >= _RULE_FROM else ()
    return replace(row, spans=(*row.spans, *rule))


def cited_number(span: Span) -> str:
    """Return the number of the source that a citation names, "" for any other span."""
    found = _NUMBER.fullmatch(span.text.replace(GLUE, " ").translate(_LARGE))
    return found[1] if found and span.role == "citation" else ""


def _together(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Keep outlet and date of a source on one row, after the dash, unless they are long."""
    dash = next((place for place, span in enumerate(spans) if span.text == " — "), 0)
    origin = spans[dash:]
    if not dash or spans[0].role != "citation" or sum(cells(span.text) for span in origin) > _ORIGIN:
        return spans
    glued = (replace(span, text=span.text.replace(" ", GLUE)) for span in origin[1:])
    return (*spans[:dash], replace(origin[0], text=f" —{GLUE}"), *glued)


def _set(spans: tuple[Span, ...], *, signs: bool) -> Iterator[Span]:
    """Set span by span; of a long run of citations the first are shown and the rest counted."""
    run, before = 0, ""
    for place, span in enumerate(spans):
        found = _CITATION.fullmatch(span.text) if span.role == "citation" else None
        run = run + 1 if found is not None else 0
        if found is None:
            # Where only signs parted an older word from the newer, a space does.
            if not signs and (before, span.role) == ("deleted", "inserted") and span.text[:1] != " ":
                yield Span(GLUE)
            yield _badge(span) if signs else _unsigned(_badge(span))
        elif place == 0:
            yield replace(span, text=f"{found[1]} ".rjust(len(span.text)))
        elif run <= _CITED:
            # Two citations in a row would read as one number.
            yield replace(span, text=(GLUE if run > 1 else "") + found[1].translate(_SMALL))
        elif place == len(spans) - 1 or spans[place + 1].role != "citation":
            yield Span(f"{GLUE}+{run - _CITED}", "muted", "")
        before = span.role if span.text[-1:] != " " else ""


def _badge(span: Span) -> Span:
    badge = span.role.startswith("badge-") and len(span.text.split()) == 1
    return replace(span, text=f"{GLUE}{span.text}{GLUE}") if badge else span


def _unsigned(span: Span) -> Span:
    """Take away the signs round changed words: on a screen they are underlined or crossed out."""
    left, right = SIGNS.get(span.role, ("", ""))
    if not left:
        return span
    text = span.text
    before, after = (" " if text[:1] == " " else ""), (" " if text[-1:] == " " else "")
    inner = text.strip(" ").removeprefix(left).removesuffix(right)
    return replace(span, text=f"{before}{inner}{after}" if inner else before or after)
