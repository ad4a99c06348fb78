"""Draws a screen as SVG: small, the same on every machine, and with every cell in its place.

Textual's own export begins spans with spaces, which renderers drop, names its classes by chance,
and asks the web for its font. Here a run of cells stands where its first letter stands, has the
width of its cells whatever the font, and is one line of the file, so that a difference between
two pictures is one that people can read.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, split_graphemes
from rich.terminal_theme import SVG_EXPORT_THEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.color import Color
    from rich.segment import Segment
    from rich.style import Style
    from textual.app import App

# A cell and a letter in it, in pixels; where the letters stand in their row; the room round all.
WIDE, HIGH, LETTER, BASE, MARGIN = 10, 20, 16.4, 15, 10
FONTS = "'JetBrains Mono','Fira Code','DejaVu Sans Mono','Menlo','Consolas','Noto Sans Mono CJK SC',monospace"
# What a terminal that was never set up shows: ink on paper, or the other way round.
TERMINAL = {True: ("#d0d0d0", "#101010"), False: ("#202020", "#fafafa")}


@dataclass(frozen=True, slots=True)
class Run:
    """Cells side by side that look the same: their place in the row, text and colours, and the rest."""

    place: int
    text: str
    ink: str
    ground: str
    marks: str

    @property
    def cells(self) -> int:
        return cell_len(self.text)


def drawn(app: App[Any]) -> str:
    """Give the screen that an application shows as the text of an SVG file."""
    dark = app.current_theme.dark
    strips = app.screen._compositor.render_strips()
    rows = [list(_runs(strip, TERMINAL[dark])) for strip in strips]
    return svg(rows, app.size.width)


def svg(rows: Sequence[Sequence[Run]], width: int) -> str:
    """Draw rows of runs, `width` cells each."""
    runs = [run for row in rows for run in row]
    grounds = [run.ground for run in runs for _ in range(run.cells)]
    paper = max(set(grounds), key=grounds.count)
    wide, high = width * WIDE + 2 * MARGIN, len(rows) * HIGH + 2 * MARGIN
    inks = sorted({run.ink for run in runs if run.text.strip()})
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" xml:space="preserve">',
            "<style>",
            f"text{{font:{LETTER}px {FONTS};white-space:pre}}",
            ".b{font-weight:bold}.i{font-style:italic}",
            ".u{text-decoration:underline}.s{text-decoration:line-through}",
            *(f".c{ink[1:]}{{fill:{ink}}}" for ink in inks),
            "</style>",
            f'<rect width="{wide}" height="{high}" rx="8" fill="{paper}"/>',
            *(line for number, row in enumerate(rows) for line in _row(row, number, paper)),
            "</svg>\n",
        ]
    )


def _row(row: Sequence[Run], number: int, paper: str) -> Iterator[str]:
    top = number * HIGH + MARGIN
    for ground, group in groupby(row, lambda run: run.ground):
        runs = list(group)
        left, wide = runs[0].place * WIDE + MARGIN, sum(run.cells for run in runs) * WIDE
        if ground != paper and wide:
            yield f'<rect x="{left}" y="{top}" width="{wide}" height="{HIGH}" fill="{ground}"/>'
    for run in row:
        if run.text.strip() or "u" in run.marks:
            yield from _written(run, top + BASE)


def _written(run: Run, base: int) -> Iterator[str]:
    """Write a run from its first letter to its last: renderers differ on spaces at the ends.

    What takes two cells, in a font that may be another's, is set in its place one by one.
    """
    names = " ".join([f"c{run.ink[1:]}", *run.marks])
    place = run.place
    for part in _parts(run.text):
        text = part.strip()
        wide = cell_len(part.rstrip()) - cell_len(text)
        x, length = (place + wide) * WIDE + MARGIN, cell_len(text) * WIDE
        if text:
            told = escape(text, quote=False)
            yield f'<text class="{names}" x="{x}" y="{base}" textLength="{length}">{told}</text>'
        place += cell_len(part)


def _parts(text: str) -> Iterator[str]:
    """Cut a text into what takes a cell a letter, and each of what takes more."""
    spans, _ = split_graphemes(text)
    for wide, group in groupby(spans, lambda span: span[2] > 1):
        pieces = [text[start:end] for start, end, _ in group]
        yield from pieces if wide else ["".join(pieces)]


def _runs(strip: Iterable[Segment], terminal: tuple[str, str]) -> Iterator[Run]:
    """Join the segments of a row that look the same."""
    place = 0
    for look, group in groupby(strip, lambda segment: _look(segment.style, terminal)):
        text = "".join(segment.text for segment in group)
        yield Run(place, text, *look)
        place += cell_len(text)


def _look(style: Style | None, terminal: tuple[str, str]) -> tuple[str, str, str]:
    if style is None:
        return (*terminal, "")
    ink = _hex(style.color, terminal[0])
    ground = _hex(style.bgcolor, terminal[1])
    if style.reverse:
        ink, ground = ground, ink
    if style.dim:
        ink = _between(ink, ground)
    marks = {"b": style.bold, "i": style.italic, "u": style.underline, "s": style.strike}
    return ink, ground, "".join(mark for mark, on in marks.items() if on)


def _hex(color: Color | None, usual: str) -> str:
    if color is None or color.is_default:
        return usual
    return color.get_truecolor(SVG_EXPORT_THEME).hex


def _between(ink: str, ground: str) -> str:
    """Give the colour a third of the way to the ground, as terminals (VTE's, for one) draw what is dim."""
    pairs = ((int(ink[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{(2 * one + other) // 3:02x}" for one, other in pairs)
