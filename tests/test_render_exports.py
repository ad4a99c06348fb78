"""Markdown, HTML and Atom: what other programs read, and whether they read what was meant."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import feedparser
import pytest
from markdown_it import MarkdownIt

from tests.rendered import DAY, FIRST, SECOND, STORY, B, spoiled
from tracker.diff import told
from tracker.model import Dossier
from tracker.render.atom import stories_atom, story_atom
from tracker.render.html import index_html, story_html
from tracker.render.markdown import escaped, version_markdown
from tracker.selftest.hostile import MARKUP

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


def test_markdown_has_a_line_a_sentence_so_that_git_compares_sentences() -> None:
    text = version_markdown(SECOND, STORY)
    assert "The county closed the bridge on 12 May. \\[1\\]\nEngineers had found cracks. \\[2\\]\n" in text
    (paragraph,) = [token for token in tokens(text) if token.content.startswith("The county closed")][:1]
    assert {child.type for child in paragraph.children or ()} <= {"text", "text_special", "softbreak"}


# ---------------------------------------------------------------- HTML

VOID = {"meta"}


class Page(HTMLParser):
    """Notes the elements, attributes and texts of a page; every element but void ones must be closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open += [] if tag in VOID else [tag]
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]


def page_of(text: str) -> str:
    """Write the page of a story whose every text is this one."""
    first, second = spoiled(FIRST, text), spoiled(SECOND, text)
    return story_html(spoiled(STORY, text), second, [first, second])


PAGE = story_html(STORY, SECOND, [FIRST, SECOND])


def test_the_page_stands_alone_and_links_citations_to_sources() -> None:
    page = Page(PAGE)
    assert not {"script", "link", "img", "iframe", "form", "object", "base"} & set(page.tags)
    names = {name for name, _ in page.attributes}
    assert "src" not in names
    assert not [name for name in names if name.startswith("on") or name == "style"]
    assert len(page.values("id")) == len(set(page.values("id")))
    anchors = {f"#{value}" for value in page.values("id")}
    assert {link for link in page.values("href") if link.startswith("#")} <= anchors
    assert "#source-4" in page.values("href")
    assert "prefers-color-scheme: dark" in PAGE
    assert "@media print" in PAGE


def test_the_page_has_the_landmarks_that_a_screen_reader_jumps_to() -> None:
    page = Page(PAGE)
    assert [tag for tag in page.tags if tag in {"header", "nav", "main", "footer", "h1"}] == [
        "header",
        "h1",
        "nav",
        "main",
        "footer",
    ]
    assert {"main", "what", "history", "sources"} <= set(page.values("id"))
    assert set(page.values("aria-labelledby")) <= set(page.values("id"))
    assert page.values("lang") == ["en"]


def test_the_policy_of_the_page_lets_its_own_style_hold_and_nothing_else() -> None:
    style = re.search(r"<style>(.*?)</style>", PAGE, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(value for value in Page(PAGE).values("content") if "default-src" in value)
    assert policy == f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{digest}'"
    assert not re.search(r"url\(|@import|expression", style[1])


def test_the_page_tells_what_changed_in_each_version_and_keeps_the_earlier_page() -> None:
    said = "".join(Page(PAGE).texts)
    history = said[said.index("History\n") :]
    assert history.index("Version 2") < history.index("Version 1")
    assert "Ana Ruiz shifted · 1 question answered" in history
    assert "stays closed for <del>3</del><ins>5</ins> months" in PAGE
    assert "The page as it stood in version 1" in history
    # A claim that version 2 has no more is still read there.
    assert "A free shuttle runs at night." in history.split("as it stood in version 1")[1]


def test_what_only_an_earlier_version_cites_has_its_source_on_the_page_too() -> None:
    later = replace(SECOND, dossier=replace(B, what=B.what[:1], sources=B.sources[1:]))
    text = story_html(STORY, later, [FIRST, later])
    assert "Cited by earlier versions" in text
    assert "source-1" in Page(text).values("id")


def test_a_page_without_versions_has_no_history() -> None:
    text = story_html(STORY, replace(SECOND, number=0, dossier=Dossier("Quay")), [])
    assert "History" not in text
    assert Page(text).values("id") == ["main"]


def test_the_list_of_pages_leads_to_each() -> None:
    page = Page(index_html([("marlow-bridge.html", STORY), ("evil.html", spoiled(STORY, "<b>x"))]))
    assert page.values("href") == ["#main", "marlow-bridge.html", "evil.html"]
    assert "b" not in page.tags


@pytest.mark.parametrize("name", [*MARKUP, "attribute"])
def test_the_page_shows_markup_as_typed(name: str) -> None:
    hostile = MARKUP.get(name, "\" onmouseover='x' <img src=x onerror=y>")
    page = Page(page_of(hostile))
    assert set(page.tags) <= {*Page(PAGE).tags, "h3"}
    assert {key for key, _ in page.attributes} <= {key for key, _ in Page(PAGE).attributes}
    assert all(link.startswith("#") for link in page.values("href"))
    assert hostile in "".join(page.texts)


@pytest.mark.parametrize("url", UNSAFE)
def test_the_page_links_only_to_the_web(url: str) -> None:
    odd = replace(SECOND, dossier=replace(B, sources=(replace(B.sources[0], url=url),)))
    assert all(link.startswith("#") for link in Page(story_html(STORY, odd, [odd])).values("href"))


# ---------------------------------------------------------------- Atom

ATOM = story_atom(STORY, [FIRST, SECOND])
SPACE = "{http://www.w3.org/2005/Atom}"
OTHER = replace(STORY, number=8, slug="ferry-fares", title="Ferry fares", created=DAY + timedelta(days=1))


def test_atom_has_an_entry_a_version_newest_first() -> None:
    parsed = feedparser.parse(BytesIO(ATOM.encode()))
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert [entry.id for entry in parsed.entries] == [
        "tag:tracker.invalid,2026-05-12:marlow-bridge/v2",
        "tag:tracker.invalid,2026-05-12:marlow-bridge/v1",
    ]
    assert parsed.entries[0].updated == "2026-05-14T08:30:00Z"
    assert parsed.entries[0].summary.startswith("Ana Ruiz shifted · 1 question answered")
    assert parsed.entries[1].summary == "first version"
    assert "5 months" in parsed.entries[0].content[0].value


def test_the_exports_tell_of_a_figure_that_changed_though_its_sentence_is_another() -> None:
    rust = "Engineers now expect that the Marlow bridge stays closed for 5 months after they found rust."
    before = replace(FIRST, dossier=replace(FIRST.dossier, what=FIRST.dossier.what[:1]))
    claims = (replace(SECOND.dossier.what[0], text=rust),)
    later = replace(SECOND, dossier=Dossier("Marlow", what=claims, sources=SECOND.dossier.sources))
    assert "3 months → 5 months" in told(before.dossier, later.dossier)
    assert "3 months → 5 months" in story_atom(STORY, [before, later])
    assert "3 months → 5 months" in story_html(STORY, later, [before, later])


@pytest.mark.parametrize(
    "text", [ATOM, stories_atom("stories", "All stories", [(STORY, [FIRST, SECOND])], DAY)]
)
def test_atom_has_all_that_the_standard_asks_of_feed_and_entries(text: str) -> None:
    feed = ET.fromstring(text)
    assert feed.tag == f"{SPACE}feed"
    for element in (feed, *feed.findall(f"{SPACE}entry")):
        assert all(len(element.findall(f"{SPACE}{name}")) == 1 for name in ("id", "title", "updated"))
        assert datetime.fromisoformat(element.findtext(f"{SPACE}updated") or "").tzinfo is not None
    assert feed.findtext(f"{SPACE}author/{SPACE}name") == "tracker"
    ids = [each.text for each in feed.iter(f"{SPACE}id")]
    assert len(ids) == len(set(ids))
    assert {each.get("type") for each in feed.iter(f"{SPACE}content")} == {"html"}


def test_a_feed_of_several_stories_has_the_entries_of_each_newest_first() -> None:
    later = replace(FIRST, story=8, written_at=FIRST.written_at + timedelta(days=1))
    text = stories_atom("stories", "All stories", [(STORY, [FIRST, SECOND]), (OTHER, [later])], DAY)
    parsed = feedparser.parse(BytesIO(text.encode()))
    assert [entry.id.partition(":2026-05-1")[0].split(":")[-1] for entry in parsed.entries] == [
        "marlow-bridge/v2",
        "ferry-fares/v1",
        "marlow-bridge/v1",
    ]
    assert {entry.id for entry in parsed.entries} > {
        entry.id for entry in feedparser.parse(BytesIO(ATOM.encode())).entries
    }
    assert parsed.entries[1].tags[0].term == "ferry-fares"


def test_the_citations_of_an_entry_lead_straight_to_the_web() -> None:
    content = feedparser.parse(BytesIO(ATOM.encode()), sanitize_html=False).entries[0].content[0].value
    page = Page(content)
    assert "https://wire.example/4" in page.values("href")
    assert all(link.startswith("https://wire.example/") for link in page.values("href"))
    assert page.values("id") == []


def test_atom_written_again_is_the_same() -> None:
    assert story_atom(STORY, [FIRST, SECOND]) == ATOM


@pytest.mark.parametrize("name", MARKUP)
def test_atom_stays_well_formed_whatever_the_text(name: str) -> None:
    text = story_atom(
        spoiled(STORY, MARKUP[name]), [spoiled(FIRST, MARKUP[name]), spoiled(SECOND, MARKUP[name])]
    )
    parsed = feedparser.parse(BytesIO(text.encode()), sanitize_html=False)
    assert not parsed.bozo
    for entry in parsed.entries:
        assert set(Page(entry.content[0].value).tags) <= {*Page(PAGE).tags, "h3", "h4"}
