"""A story → one self-contained HTML page: no script, nothing loaded, light and dark, with its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.html_past import past_html, told_since
from tracker.render.html_sections import Body, link, text
from tracker.render.html_style import POLICY, STYLE
from tracker.render.page import ORDER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.model import Source, Story, Version


def story_html(story: Story, version: Version, versions: Sequence[Version] = ()) -> str:
    """Write a version as an HTML 5 document, with the versions of its story (first to newest) below.

    Citations lead to the sources on the page, these to the web. What only an earlier version
    cites stands under the sources too.
    """
    earlier = _earlier_sources(version, versions)
    cite = _citing([*version.dossier.sources, *earlier])
    body = Body(version, cite)
    title = text(version.dossier.title or story.title)
    more = [
        f"<h3>Cited by earlier versions</h3>\n{body.sources(earlier)}" if earlier else "",
        past_html(versions, cite) if versions else "",
    ]
    main = "\n".join([*body.sections(), *filter(None, more)])
    top = f"{_header(title, version, versions)}\n{_contents(version, versions)}"
    return _document(title, f'{top}\n<main id="main">\n{main}\n</main>')


def index_html(stories: Sequence[tuple[str, Story]]) -> str:
    """Write the page that leads to the pages of stories: file name and story of each."""
    items = "\n".join(
        f'<li><a href="{text(name)}">{text(story.title)}</a> <span class="meta">v{story.version} · '
        f"{labels.counted(story.items, 'item')} · {labels.day(story.updated)}</span></li>"
        for name, story in stories
    )
    listed = f"<ul>\n{items}\n</ul>" if items else "<p>No story yet.</p>"
    return _document("Stories", f'<header>\n<h1>Stories</h1>\n</header>\n<main id="main">\n{listed}\n</main>')


def _document(title: str, body: str) -> str:
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="tracker">',
            f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
            '<a class="skip" href="#main">To the text</a>',
            body,
            "<footer>\n<p>Saved by tracker. Every sentence is from the sources that it cites.</p>\n</footer>",
            "</body>\n</html>\n",
        )
    )


def _header(title: str, version: Version, versions: Sequence[Version]) -> str:
    particulars = " · ".join(map(text, labels.imprint(version)))
    parts = [f'<header>\n<h1>{title}</h1>\n<p class="meta">{particulars}</p>']
    if version.dossier.independent == 1:
        parts.append('<p class="meta">Synthesised from 1 source</p>')
    told = told_since(versions[-2], version) if len(versions) > 1 else ""
    if told:
        since = f"Since version {versions[-2].number}"
        parts.append(f'<p class="account"><a href="#v{version.number}">{since}</a>: {told}</p>')
    return "\n".join([*parts, "</header>"])


def _contents(version: Version, versions: Sequence[Version]) -> str:
    names = [(str(name), labels.HEADINGS[name]) for name in ORDER] if version.dossier.sources else []
    names = [*names, ("history", "History")] if versions else names
    items = "\n".join(f'<li><a href="#{name}">{heading}</a></li>' for name, heading in names)
    return f'<nav aria-label="Sections">\n<ul>\n{items}\n</ul>\n</nav>' if items else ""


def _earlier_sources(version: Version, versions: Sequence[Version]) -> list[Source]:
    """Return what earlier versions cite and this one does not, by number."""
    found = {source.number: source for each in versions for source in each.dossier.sources}
    for source in version.dossier.sources:
        found.pop(source.number, None)
    return [found[number] for number in sorted(found)]


def _citing(sources: Sequence[Source]) -> Callable[[int], str]:
    """Return what leads to a source on the page, and names it before it is followed."""
    names = {source.number: f"{source.title} — {source.outlet}" for source in sources}

    def cite(number: int) -> str:
        if number not in names:
            return f"[{number}]"
        return f'<a class="cite" href="#source-{number}" title="{text(names[number])}">[{number}]</a>'

    return cite


def web_citing(version: Version) -> Callable[[int], str]:
    """Return what leads from a citation straight to the web: for a text that stands elsewhere."""
    addresses = {source.number: source.url for source in version.dossier.sources}
    return lambda number: link(addresses.get(number, ""), f"[{number}]")
