"""The outlets' articles → the feeds that each outlet publishes at one of four polls.

Every lab, person, town and outlet in `outlets/*.toml` is invented; no address is ever asked.
The outlets use the formats that feeds have in the wild: RSS 2.0 and 1.0, Atom, and one
feed that is broken as home-made feeds are.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

POLLS: tuple[datetime, ...] = (
    datetime(2026, 5, 4, 9, tzinfo=UTC),
    datetime(2026, 5, 8, 9, tzinfo=UTC),
    datetime(2026, 5, 13, 9, tzinfo=UTC),
    datetime(2026, 5, 19, 9, tzinfo=UTC),
)
"""When the demo polls; an article is published before its poll and after the poll before."""

FEED_LENGTH = 30
"""The most entries a feed holds: what WordPress feeds and magazines commonly stay under."""

Format = Literal["rss20", "rss20-content", "rss10", "atom10", "atom10-xhtml", "broken"]


@dataclass(frozen=True, slots=True)
class Document:
    """A feed as a server gives it. `etag` is a strong validator in its quotes (RFC 9110, 8.8.3)."""

    body: bytes
    content_type: str
    etag: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What an outlet changed at `poll`: the title, the first paragraph, and a note at the end."""

    poll: int
    title: str
    lead: str
    note: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of an outlet; `text` keeps paragraphs apart by blank lines.

    `poll` (1 to 4) is the first that sees it. `matter` names the running matter it belongs
    to ("a", "b", "c"), empty for a lone article; no feed shows it.
    """

    id: str
    poll: int
    title: str
    published: datetime
    author: str
    text: str
    matter: Literal["a", "b", "c", ""] = ""
    edited: Edit | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs, each on one line."""
        return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", self.text.strip()))


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher, its feed's format, and everything it publishes during the demo."""

    title: str
    site: str
    group: str
    format: Format
    articles: tuple[Piece, ...]

    def link(self, piece: Piece) -> str:
        """Give the address of an article's page, which is never fetched."""
        return f"{self.site}/{piece.published:%Y/%m}/{piece.id}"


@functools.cache
def outlets() -> dict[str, Outlet]:
    """Every outlet by its slug, in the order of their slugs."""
    import msgspec

    folder = resources.files("tracker.demo") / "outlets"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name)
    return {
        file.name.removesuffix(".toml"): msgspec.toml.decode(file.read_bytes(), type=Outlet) for file in files
    }


def articles_at(outlet: Outlet, poll: int) -> tuple[Piece, ...]:
    """Give the articles in an outlet's feed at `poll`, newest first, edited as they then stood."""
    known = (_as_it_stood(piece, poll) for piece in outlet.articles if piece.poll <= poll)
    return tuple(sorted(known, key=lambda piece: piece.published, reverse=True)[:FEED_LENGTH])


def documents(poll: int) -> dict[str, Document]:
    """Every feed as it stands at `poll` (1 to 4), by its path ("/harbour-wire.xml").

    Raises ValueError for any other number.
    """
    if not 1 <= poll <= len(POLLS):
        raise ValueError(f"the demo has polls 1 to {len(POLLS)}, not {poll}")
    return {f"/{slug}.xml": _document(outlet, poll) for slug, outlet in outlets().items()}


def _as_it_stood(piece: Piece, poll: int) -> Piece:
    edit = piece.edited
    if edit is None or poll < edit.poll:
        return piece
    text = "\n\n".join((edit.lead, *piece.paragraphs[1:], edit.note))
    return replace(piece, title=edit.title, text=text)


def _document(outlet: Outlet, poll: int) -> Document:
    render, content_type = _RENDERERS[outlet.format]
    body = render(outlet, articles_at(outlet, poll)).encode()
    return Document(body, content_type, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def _html(piece: Piece) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in piece.paragraphs)


# ---------------------------------------------------------------- RSS 2.0 (rssboard.org)


def _rss20(outlet: Outlet, pieces: Sequence[Piece]) -> str:
    items = "".join(
        f"<item>{_rss_head(outlet, piece)}"
        f"<description>{escape(_html(piece))}</description>"
        f"<dc:creator>{escape(piece.author)}</dc:creator></item>\n"
        for piece in pieces
    )
    return _rss_channel(outlet, pieces, items)


def _rss20_content(outlet: Outlet, pieces: Sequence[Piece]) -> str:
    items = "".join(
        f"<item>{_rss_head(outlet, piece)}"
        f"<dc:creator>{escape(piece.author)}</dc:creator>"
        f"<description>{escape(piece.paragraphs[0])}</description>"
        f"<content:encoded><![CDATA[{_html(piece)}]]></content:encoded></item>\n"
        for piece in pieces
    )
    return _rss_channel(outlet, pieces, items)


def _rss_head(outlet: Outlet, piece: Piece) -> str:
    link = escape(outlet.link(piece))
    return (
        f"<title>{escape(piece.title)}</title><link>{link}</link>"
        f'<guid isPermaLink="true">{link}</guid>'
        f"<pubDate>{format_datetime(piece.published)}</pubDate>"
    )


def _rss_channel(outlet: Outlet, pieces: Sequence[Piece], items: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"<channel><title>{escape(outlet.title)}</title><link>{outlet.site}/</link>"
        f"<description>{escape(outlet.title)}</description>"
        f"<lastBuildDate>{format_datetime(pieces[0].published)}</lastBuildDate>\n"
        f"{items}</channel></rss>\n"
    )


# ---------------------------------------------------------------- RSS 1.0 (web.resource.org/rss/1.0)


def _rss10(outlet: Outlet, pieces: Sequence[Piece]) -> str:
    links = [escape(outlet.link(piece)) for piece in pieces]
    listed = "".join(f'<rdf:li rdf:resource="{link}"/>' for link in links)
    items = "".join(
        f'<item rdf:about="{link}"><title>{escape(piece.title)}</title><link>{link}</link>'
        f"<dc:date>{_rfc3339(piece.published)}</dc:date><dc:creator>{escape(piece.author)}</dc:creator>"
        f"<content:encoded>{escape(_html(piece))}</content:encoded></item>\n"
        for link, piece in zip(links, pieces, strict=True)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
        f'<channel rdf:about="{outlet.site}/"><title>{escape(outlet.title)}</title>'
        f"<link>{outlet.site}/</link><description>{escape(outlet.title)}</description>"
        f"<items><rdf:Seq>{listed}</rdf:Seq></items></channel>\n{items}</rdf:RDF>\n"
    )


# ---------------------------------------------------------------- Atom (RFC 4287)


def _atom10(outlet: Outlet, pieces: Sequence[Piece]) -> str:
    return _atom_feed(outlet, pieces, lambda piece: f'<content type="html">{escape(_html(piece))}</content>')


def _atom10_xhtml(outlet: Outlet, pieces: Sequence[Piece]) -> str:
    division = '<div xmlns="http://www.w3.org/1999/xhtml">'
    return _atom_feed(
        outlet, pieces, lambda piece: f'<content type="xhtml">{division}{_html(piece)}</div></content>'
    )


def _atom_feed(outlet: Outlet, pieces: Sequence[Piece], content: Callable[[Piece], str]) -> str:
    host = outlet.site.removeprefix("https://")
    entries = "".join(
        f"<entry><title>{escape(piece.title)}</title>"
        f'<link rel="alternate" href="{escape(outlet.link(piece))}"/>'
        f"<id>tag:{host},{piece.published:%Y-%m-%d}:{piece.id}</id>"
        f"<published>{_rfc3339(piece.published)}</published><updated>{_rfc3339(piece.published)}</updated>"
        f"<author><name>{escape(piece.author)}</name></author>{content(piece)}</entry>\n"
        for piece in pieces
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f'<title>{escape(outlet.title)}</title><id>tag:{host},2026:feed</id><link href="{outlet.site}/"/>'
        f"<updated>{_rfc3339(pieces[0].published)}</updated>\n{entries}</feed>\n"
    )


def _rfc3339(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"


# ---------------------------------------------------------------- as home-made feeds are


def _broken(outlet: Outlet, pieces: Sequence[Piece]) -> str:
    """RSS with three faults at once: bare ampersands, an unclosed tag, a wrong charset."""
    items = "".join(
        f"<item><title>{piece.title}</title><link>{outlet.link(piece)}</link>"
        f"<guid>{outlet.link(piece)}</guid><author>{piece.author}</author>"
        f"<pubDate>{format_datetime(piece.published)}</pubDate>"
        f"<description><![CDATA[{_html(piece)}]]></description><br></item>\n"
        for piece in pieces
    )
    return (
        '<?xml version="1.0" encoding="us-ascii"?>\n<rss version="2.0"><channel>'
        f"<title>{outlet.title}</title><link>{outlet.site}/</link>"
        f"<description>Tea & code</description>\n{items}</channel></rss>\n"
    )


_RENDERERS: dict[Format, tuple[Callable[[Outlet, Sequence[Piece]], str], str]] = {
    "rss20": (_rss20, "application/rss+xml; charset=utf-8"),
    "rss20-content": (_rss20_content, "application/rss+xml; charset=utf-8"),
    "rss10": (_rss10, "application/rdf+xml; charset=utf-8"),
    "atom10": (_atom10, "application/atom+xml; charset=utf-8"),
    "atom10-xhtml": (_atom10_xhtml, "application/atom+xml; charset=utf-8"),
    "broken": (_broken, "text/xml"),
}
