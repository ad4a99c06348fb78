"""A version → one self-contained HTML page: no script, nothing loaded, light and dark."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.page import ORDER, header, section_lines
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.model import HistoryRow, Section, Source, Story, Version
    from tracker.render.lines import Line, Span

_STYLE = """
:root { color-scheme: light dark;
  --ink: #1d2329; --soft: #5c6670; --paper: #fdfcf9; --mark: #0b6b75; --rule: #dcd8ce; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #d9dee4; --soft: #97a1ab; --paper: #15191d; --mark: #6cc7d1; --rule: #2c333a; } }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 Georgia, serif;
  color: var(--ink); background: var(--paper); }
h1 { line-height: 1.2; } h2 { font-size: 1.1rem; margin-top: 2rem; border-bottom: 1px solid var(--rule); }
p { margin: .4rem 0; } p.deep { margin-left: 1.5rem; }
a { color: var(--mark); } a.citation { text-decoration: none; font-size: .85em; }
.muted { color: var(--soft); } .actor { font-weight: bold; } .quote { font-style: italic; }
.date { font-variant-numeric: tabular-nums; color: var(--mark); padding-right: .8em; }
.badge-new, .badge-shifted, .badge-answered, .badge-open { color: var(--mark); }
.badge-silent, .badge-consistent, .badge-expired { color: var(--soft); }
"""
# No script, image, frame or form can act, whatever the text says.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
# What stands this far in on the page stands in under what comes before it.
_DEEP = 4


def version_html(version: Version, story: Story, history: Sequence[HistoryRow] = ()) -> str:
    """Write a version as an HTML 5 document, with the story's versions at its end."""
    title = _text(version.dossier.title or story.title)
    parts = [
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<article>\n<h1>{title}</h1>",
        *(_paragraph(line, _cited) for line in header(version, story)[1:]),
        body_html(version),
        *_history(history),
        "</article>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def body_html(version: Version, *, linked: bool = True) -> str:
    """Write the sections, each empty one with the reason; `linked`: citations lead to their source."""
    write = _cited if linked else _styled
    parts: list[str] = []
    for section in ORDER:
        if getattr(version.dossier, section) or version.dossier.sources:
            parts += _section(version, section, write)
    if version.dossier.dropped:
        text = f"{labels.counted(version.dossier.dropped, 'claim')} dropped by the check"
        parts.append(f'<p class="muted">{text}</p>')
    return "\n".join(parts)


def _section(version: Version, section: Section, write: Callable[[Span], str]) -> list[str]:
    heading = f'<h2 id="{section}">{labels.HEADINGS[section]}</h2>'
    if section == "sources" and version.dossier.sources:
        return [heading, *(_source(source) for source in version.dossier.sources)]
    lines = section_lines(version, section)[1:]
    return [heading, *(_paragraph(line, write) for line in lines if line.spans)]


def _paragraph(line: Line, write: Callable[[Span], str]) -> str:
    deep = ' class="deep"' if line.indent >= _DEEP else ""
    return f"<p{deep}>{''.join(write(span) for span in line.spans)}</p>"


def _styled(span: Span) -> str:
    return f'<span class="{span.role}">{_text(span.text)}</span>' if span.role else _text(span.text)


def _cited(span: Span) -> str:
    if span.role != "citation":
        return _styled(span)
    return f'<a class="citation" href="#source-{_text(span.text.strip(" []"))}">{_text(span.text)}</a>'


def _source(source: Source) -> str:
    address = labels.web_link(source.url)
    title = _text(clean.line(source.title))
    linked = f'<a href="{_text(address)}" rel="noopener noreferrer">{title}</a>' if address else title
    origin = " · ".join(_text(clean.line(part)) for part in (source.outlet, source.via) if part)
    copy = f', copy of <a href="#source-{source.copy_of}">[{source.copy_of}]</a>' if source.copy_of else ""
    date = f'<span class="muted">— {origin} ({labels.day(source.published)}{copy})</span>'
    return f'<p id="source-{source.number}">[{source.number}] {linked} {date}</p>'


def _history(rows: Sequence[HistoryRow]) -> list[str]:
    if not rows:
        return []
    lines = ['<h2 id="history">Versions</h2>']
    for row in rows:
        changes = " · ".join(_text(clean.line(change)) for change in row.changes)
        told = f"v{row.number} · {labels.stamp(row.written_at)} · {labels.counted(row.items, 'item')}"
        lines.append(f'<p><span class="muted">{told}</span> {changes}</p>')
    return lines


def _text(text: str) -> str:
    return escape(clean.clean(text), quote=True)
