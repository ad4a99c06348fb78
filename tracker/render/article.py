"""An article → the lines of its page: what it is, its text, what rests on it, how it changed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.diff.passages import passages
from tracker.model import TAKEN
from tracker.render import labels
from tracker.render.changes import marked
from tracker.render.lines import Line, Span, joined, plain_line, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import ArticleDetail, Enclosure, Revision

_BULLET = Span("• ", "muted", "")
_NO_TEXT = "The feed gave no text."


def article_page(detail: ArticleDetail) -> list[Line]:
    """Lay out an article: what it is, where it appears, its text and files, what rests on it, its edits."""
    article = detail.article
    particulars = (article.outlet, article.author, labels.stamp(article.published), article.via)
    lines = [
        Line((span(article.title, "title"),), anchor="title"),
        Line(joined([span(part, "muted")] for part in particulars if part)),
    ]
    address = labels.web_link(article.url)
    if address:
        lines.append(Line((span(address, "link"),), link=address))
    lines += _origin(detail)
    if article.muted:
        lines.append(plain_line(f"Hidden by your rules: {article.muted}", "muted"))
    if detail.story is not None:
        source = [Span(" as ", "muted"), Span(f"[{detail.source}]", "citation")] if detail.source else []
        told = (span("Appears in ", "muted"), span(detail.story.title, "accent"), *source)
        lines += [Line(), Line(told, link=detail.story.slug)]
    lines += [Line(), *(paragraphs(article.text) or [plain_line(_NO_TEXT, "muted")])]
    lines += _files(article.enclosures)
    return lines + _claims(detail) + revision_lines(detail)


def paragraphs(text: str) -> list[Line]:
    """Give an article's text, a blank line between its paragraphs."""
    lines: list[Line] = []
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            lines += [Line()] if lines else []
            lines.append(plain_line(paragraph))
    return lines


def origin(detail: ArticleDetail) -> str:
    """Say where the text comes from, and what came of asking for its page; "" where nobody asked."""
    article = detail.article
    if not article.page:
        return ""
    taken = [revision for revision in detail.revisions if revision.source == "page"]
    if not taken:
        return f"{article.page[:1].upper()}{article.page[1:]}; this is the feed’s text."
    told = f"The whole text, from its page of {labels.stamp(taken[-1].seen)}"
    return f"{told}." if article.page == TAKEN else f"{told}; later {article.page}."


def revision_lines(detail: ArticleDetail) -> list[Line]:
    """Give what each edit changed, the newest first; nothing for a text that never changed.

    The feed's texts are compared with each other, and those of the page: words with some
    around them, marked [-dropped-] and {+added+} as well as by colour.
    """
    edits = [
        (older, newer)
        for source in ("feed", "page")
        for older, newer in pairwise(each for each in detail.revisions if each.source == source)
    ]
    if not edits:
        return []
    lines = [Line(), Line((span("What was edited", "heading"),), anchor="revisions")]
    for older, newer in sorted(edits, key=lambda edit: edit[1].number, reverse=True):
        lines += [Line(), *_edit(older, newer)]
    return lines


def _origin(detail: ArticleDetail) -> list[Line]:
    told = origin(detail)
    return [plain_line(told, "muted")] if told else []


def _files(enclosures: Sequence[Enclosure]) -> list[Line]:
    """Give the files that came with the entry: type, size and address, which leads to the file."""
    lines: list[Line] = []
    for file in enclosures:
        address = labels.web_link(file.url)
        if address:
            told = [file.type, labels.size(file.length) if file.length else ""]
            parts = [[span(part, "muted")] for part in told if part] + [[span(address, "link")]]
            lines.append(Line((_BULLET, *joined(parts)), 2, 2, link=address))
    head = [Line(), Line((span("What came with it", "heading"),), anchor="enclosures")]
    return head + lines if lines else []


def _claims(detail: ArticleDetail) -> list[Line]:
    if not detail.claims:
        return []
    head = [Line(), Line((span("What the dossier takes from it", "heading"),), anchor="claims")]
    return head + [Line((_BULLET, span(claim.text)), 2, 2) for claim in detail.claims]


def _edit(older: Revision, newer: Revision) -> list[Line]:
    """Give one edit: when it was seen, then title and text as far as they differ."""
    where = "on its page" if newer.source == "page" else "in the feed"
    head = [span(labels.stamp(newer.seen), "date"), span(f" {where}", "muted")]
    lines = [Line(tuple(head))]
    for name, before, after in (("title: ", older.title, newer.title), ("", older.text, newer.text)):
        for passage in passages(before, after):
            label = (span(name, "muted"),) if name else ()
            lines.append(Line((*label, *map(marked, passage)), 2, 2))
    return lines if len(lines) > 1 else [*lines, plain_line("only spaces", "muted", indent=2)]
