"""Folds lines to a width: at spaces, with hangs and rails, and two paragraphs beside each other."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from rich.cells import split_graphemes

from tracker.render.lines import Line, Span, cells, cut, fit

# Narrower than this a wide sign doesn't fit.
NARROWEST = 2
_BETWEEN = Span(" │ ", "rule")
# Closing marks of East Asian scripts stay with the sign before (a first rule of kinsoku).
_CLOSING = frozenset("、。，．：；？！」』）】〉》〕・ー")
# What each takes one cell and joins with nothing: Latin letters, small figures, the signs of English print.
_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff‘’“”–—…·•→↔⁰⁴-⁹─│▌▎●○]*")
_PIECES = re.compile(r" +|[^ ]+")


def wrap(line: Line, width: int) -> list[Line]:
    """Fold a line into lines of at most `width` cells, indent included (2 cells at the least).

    Folds at spaces and between wide signs (Unicode Annex 14 in small); a word that is wider
    than the line is cut between signs. Only the first line keeps the anchor.
    """
    width = max(width, NARROWEST)
    if line.beside is not None:
        return _facing(replace(line, beside=None), line.beside, width)
    if line.whole:
        return [_cropped(line, width)]
    deepest = min(width // 2, width - NARROWEST)
    first, rest = min(line.indent, deepest), min(line.indent + line.hang, deepest)
    ranges = _fold(line.text, width - first, width - rest)
    folded = [
        replace(
            line,
            spans=_slice(line.spans, start, end),
            indent=rest if place else first,
            hang=0,
            anchor="" if place else line.anchor,
            rail=None,
        )
        for place, (start, end) in enumerate(ranges)
    ]
    rail = line.rail
    if rail is None or rest - first < cells(rail.text):
        return folded
    before = Span(fit(rail.text, rest - first), rail.role, "")
    return [folded[0], *(replace(row, spans=(before, *row.spans), indent=first) for row in folded[1:])]


def _facing(left: Line, right: Line, width: int) -> list[Line]:
    """Set two paragraphs beside each other, each half as wide, or one below the other."""
    if width < left.facing_from:
        return [row for line in (left, right) if line.spans for row in wrap(line, width)]
    half = max(1, (width - cells(_BETWEEN.text)) // 2)
    rows = zip_longest(wrap(left, half), wrap(replace(right, indent=0), half), fillvalue=Line())
    return [replace(one, spans=(*_padded(one, half), *_behind(two)), indent=0) for one, two in rows]


def _behind(line: Line) -> tuple[Span, ...]:
    return (_BETWEEN, *_flat(line)) if line.spans else (replace(_BETWEEN, text=_BETWEEN.text.rstrip()),)


def _flat(line: Line) -> tuple[Span, ...]:
    return (Span(" " * line.indent), *line.spans) if line.indent else line.spans


def _padded(line: Line, width: int) -> tuple[Span, ...]:
    flat = _flat(line)
    return (*flat, Span(" " * max(0, width - sum(cells(part.text) for part in flat))))


def _cropped(line: Line, width: int) -> Line:
    indent = min(line.indent, width // 2)
    room, kept = width - indent, list[Span]()
    for part in line.spans:
        text = cut(part.text, room)
        kept += [replace(part, text=text)] if text else []
        room -= cells(text)
        if text != part.text:
            break
    return replace(line, spans=tuple(kept), indent=indent, hang=0)


def _fold(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Choose the ranges of `text` that become lines of `first`, then `rest` cells."""
    ranges: list[tuple[int, int]] = []
    begin, stop, used, gap = 0, 0, 0, 0
    for start, end, size in _tokens(text, min(first, rest)):
        if not text[start:end].strip(" "):
            gap += size
            continue
        if used + gap + size > (rest if ranges else first):
            if stop > begin:
                ranges.append((begin, stop))
            begin, used, gap = start, 0, 0
        used, gap, stop = used + gap + size, 0, end
    return [*ranges, (begin, stop)]


def _tokens(text: str, room: int) -> list[tuple[int, int, int]]:
    """Cut a text where a line may end: (start, end, cells), none wider than `room`."""
    if _NARROW.fullmatch(text):
        runs = [(m.start(), m.end(), m.end() - m.start()) for m in _PIECES.finditer(text)]
    else:
        runs = _joined_graphemes(text)
    tokens: list[tuple[int, int, int]] = []
    for start, end, size in runs:
        tokens += [(start, end, size)] if size <= room else _chopped(text, start, end, room)
    return tokens


def _joined_graphemes(text: str) -> list[tuple[int, int, int]]:
    """Join signs into words and runs of spaces; a wide sign stands by itself."""
    runs: list[tuple[int, int, int]] = []
    last = ""
    for start, end, size in split_graphemes(text)[0]:
        sign = text[start:end]
        sort = " " if sign == " " else "wide" if size > 1 else "word"
        if runs and ((sort == last and sort != "wide") or (sign in _CLOSING and last != " ")):
            runs[-1] = (runs[-1][0], end, runs[-1][2] + size)
        else:
            runs.append((start, end, size))
            last = sort
    return runs


def _chopped(text: str, start: int, end: int, room: int) -> list[tuple[int, int, int]]:
    """Cut a word that no line holds into pieces of at most `room` cells."""
    pieces: list[tuple[int, int, int]] = []
    for left, right, size in split_graphemes(text[start:end])[0]:
        if pieces and pieces[-1][2] + size <= room:
            pieces[-1] = (pieces[-1][0], start + right, pieces[-1][2] + size)
        else:
            pieces.append((start + left, start + right, size))
    return pieces


def _slice(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """Give the spans of one stretch of a line's text."""
    found: list[Span] = []
    offset = 0
    for item in spans:
        piece = item.text[max(0, start - offset) : max(0, end - offset)]
        if piece:
            found.append(item if piece == item.text else Span(piece, item.role))
        offset += len(item.text)
    return tuple(found)
