"""Markdown, HTML and Atom: what other programs read, and whether they read what was meant."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING

import feedparser
import pytest
from markdown_it import MarkdownIt

from tests.hostile import MARKUP
from tests.rendered import FIRST, HISTORY, SECOND, STORY, B, spoiled
from tracker.render.atom import story_atom
from tracker.render.html import version_html
from tracker.render.markdown import escaped, version_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

# ---------------------------------------------------------------- Markdown

UNSAFE = [
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,x",
    "https://a.example/>x<y",
    "ftp://a.example/",
]


def tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").parse(text):
        yield token
        yield from token.children or ()


def words_of(markdown: str) -> str:
    return "".join(token.content for token in tokens(markdown) if token.type in {"text", "text_special"})


def test_a_version_is_a_document_with_a_heading_a_section() -> None:
    text = version_markdown(SECOND, STORY)
    assert text.startswith("# Marlow bridge stays closed\n\nVersion 2 · 2026-05-14 08:30 UTC")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "What",
        "Why it matters",
        "Open questions",
        "Narrative",
        "Timeline",
        "Perspectives",
        "Tensions",
        "Key points",
        "Sources",
    ]
    assert "- The Marlow bridge stays closed for 5 months, the county said. \\[4\\]\n" in text
    assert "- 2026-05-12: The county closes the bridge. \\[1\\]" in text
    assert "](<https://wire.example/1>)" in text
    assert text.endswith("*1 claim dropped by the check*\n")


@pytest.mark.parametrize(
    "text",
    [
        *MARKUP.values(),
        "# heading",
        "1. list",
        "2) list",
        "- item",
        "+ item",
        "= rule",
        "---",
        "> quote",
        "a | b",
        "*bold* _em_ `code`",
        "![picture](https://evil.test/x.png)",
        "<https://evil.test/>",
        "[x]: https://evil.test/",
        "&copy; &#27;",
        "2026-05-12",
    ],
)
def test_markdown_reads_feed_text_as_the_words_it_is(text: str) -> None:
    line = escaped(text)
    assert {token.type for token in tokens(line)} <= {
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "text_special",
    }
    assert words_of(line) == text


@pytest.mark.parametrize("url", UNSAFE)
def test_markdown_links_only_to_the_web(url: str) -> None:
    odd = replace(SECOND, dossier=replace(B, sources=(replace(B.sources[0], url=url),)))
    assert not [token for token in tokens(version_markdown(odd, STORY)) if token.type == "link_open"]


@pytest.mark.parametrize("name", MARKUP)
def test_a_whole_version_of_markup_stays_words_in_markdown(name: str) -> None:
    text = version_markdown(spoiled(SECOND, MARKUP[name]), STORY)
    types = {token.type for token in tokens(text)}
    assert not types & {
        "html_inline",
        "html_block",
        "link_open",
        "image",
        "code_inline",
        "fence",
        "code_block",
    }


# ---------------------------------------------------------------- HTML


class Page(HTMLParser):
    """Notes the elements, attributes and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]


def test_the_page_stands_alone_and_links_citations_to_sources() -> None:
    text = version_html(SECOND, STORY, HISTORY)
    page = Page(text)
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert "src" not in {name for name, _ in page.attributes}
    anchors = {f"#{value}" for value in page.values("id")}
    assert {link for link in page.values("href") if link.startswith("#")} <= anchors
    assert "prefers-color-scheme: dark" in text
    assert "Versions" in page.texts


def test_every_element_of_the_page_is_closed() -> None:
    text = version_html(SECOND, STORY, HISTORY)
    for tag in ("p", "span", "a", "h1", "h2", "article", "body", "html", "head", "title", "style"):
        assert len(re.findall(rf"<{tag}[ >]", text)) == text.count(f"</{tag}>"), tag


@pytest.mark.parametrize("name", [*MARKUP, "attribute"])
def test_the_page_shows_markup_as_typed(name: str) -> None:
    hostile = MARKUP.get(name, "\" onmouseover='x' <img src=x onerror=y>")
    page = Page(version_html(spoiled(SECOND, hostile), spoiled(STORY, hostile), spoiled(HISTORY, hostile)))
    assert set(page.tags) <= {*Page(version_html(SECOND, STORY, HISTORY)).tags}
    assert {key for key, _ in page.attributes} <= {
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "class",
        "href",
        "id",
        "rel",
    }
    assert all(link.startswith("#source-") for link in page.values("href"))
    assert hostile in "".join(page.texts)


# ---------------------------------------------------------------- Atom

ATOM = story_atom(STORY, [FIRST, SECOND], {2: STORY.changes})


def test_atom_has_an_entry_a_version_newest_first() -> None:
    parsed = feedparser.parse(BytesIO(ATOM.encode()))
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert [entry.id for entry in parsed.entries] == [
        "tag:tracker.invalid,2026-05-12:marlow-bridge/v2",
        "tag:tracker.invalid,2026-05-12:marlow-bridge/v1",
    ]
    assert parsed.entries[0].updated == "2026-05-14T08:30:00Z"
    assert parsed.entries[0].summary.startswith("Ana Ruiz shifted · question 1 answered")
    assert parsed.entries[1].summary == "first version"
    assert "5 months" in parsed.entries[0].content[0].value


def test_atom_has_all_that_the_standard_asks_of_feed_and_entries() -> None:
    for element in ("id", "title", "updated", "author"):
        assert f"<{element}>" in ATOM.split("<entry>")[0]
    for entry in ATOM.split("<entry>")[1:]:
        assert all(f"<{element}>" in entry for element in ("id", "title", "updated"))


def test_atom_written_again_is_the_same() -> None:
    assert story_atom(STORY, [SECOND, FIRST], {2: STORY.changes}) == ATOM


@pytest.mark.parametrize("name", MARKUP)
def test_atom_stays_well_formed_whatever_the_text(name: str) -> None:
    text = story_atom(spoiled(STORY, MARKUP[name]), [spoiled(SECOND, MARKUP[name])], {2: (MARKUP[name],)})
    assert not feedparser.parse(BytesIO(text.encode())).bozo
