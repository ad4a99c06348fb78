"""Nothing a feed can say acts on a terminal, whichever way it is shown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.rendered import (
    CHANGES,
    COMPARISON,
    EXPLAINED,
    FEED,
    FIRST,
    HISTORY,
    HIT,
    NOW,
    ROW,
    SECOND,
    STORY,
    SUMMARY,
    spoiled,
)
from tracker.render import data
from tracker.render.atom import story_atom
from tracker.render.changes import changes_page, side_by_side
from tracker.render.hits import hits_lines
from tracker.render.html import story_html
from tracker.render.lines import Line, cells
from tracker.render.lists import (
    articles_lines,
    feeds_lines,
    history_lines,
    poll_lines,
    stories_lines,
)
from tracker.render.markdown import version_markdown
from tracker.render.page import dossier_page
from tracker.render.terminal import to_ansi, to_plain
from tracker.render.why import article_lines, explanation_lines
from tracker.render.why_data import why_data
from tracker.screens.why_cards import reason_card
from tracker.selftest.hostile import MARKUP, PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH = 80
# C0 but the newline, DEL, C1, signs that hide or reorder, surrogates, tags.
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
OWN_SGR = re.compile(r"\x1b\[[0-9;]*m")

LINES: dict[str, Callable[[str], list[Line]]] = {
    "page": lambda text: dossier_page(spoiled(SECOND, text), spoiled(STORY, text), wide=True),
    "changes": lambda text: changes_page(
        spoiled(STORY, text), spoiled(FIRST, text), spoiled(SECOND, text), spoiled(CHANGES, text)
    ),
    "side by side": lambda text: side_by_side(spoiled(CHANGES, text)),
    "stories": lambda text: stories_lines([spoiled(STORY, text)], NOW, WIDTH),
    "feeds": lambda text: feeds_lines([spoiled(FEED, text)], NOW, WIDTH),
    "history": lambda text: history_lines(spoiled(HISTORY, text)),
    "articles": lambda text: articles_lines([spoiled(ROW, text)], NOW, WIDTH),
    "hits": lambda text: hits_lines([spoiled(HIT, text)], NOW, WIDTH),
    "why": lambda text: explanation_lines(spoiled(EXPLAINED, text)),
    "why one": lambda text: article_lines(spoiled(replace(EXPLAINED, reasons=EXPLAINED.reasons[1:]), text)),
    "why card": lambda text: [
        line for each in EXPLAINED.reasons for line in reason_card(spoiled(each, text), WIDTH)
    ],
    "poll": lambda text: poll_lines(spoiled(SUMMARY, text)),
}
EXPORTS: dict[str, Callable[[str], str]] = {
    "markdown": lambda text: version_markdown(spoiled(SECOND, text), spoiled(STORY, text)),
    "html": lambda text: story_html(
        spoiled(STORY, text), spoiled(SECOND, text), [spoiled(FIRST, text), spoiled(SECOND, text)]
    ),
    "atom": lambda text: story_atom(spoiled(STORY, text), [spoiled(FIRST, text), spoiled(SECOND, text)]),
    "show": lambda text: as_json(data.show_data(spoiled(SECOND, text), spoiled(STORY, text))),
    "stories": lambda text: as_json(data.stories_data([spoiled(STORY, text)])),
    "history": lambda text: as_json(data.history_data(spoiled(HISTORY, text))),
    "diff": lambda text: as_json(data.diff_data(spoiled(COMPARISON, text))),
    "poll": lambda text: as_json(data.poll_data(spoiled(SUMMARY, text))),
    "articles": lambda text: as_json(data.articles_data([spoiled(ROW, text)])),
    "feeds": lambda text: as_json(data.feeds_data([spoiled(FEED, text)])),
    "hits": lambda text: as_json(data.hits_data([spoiled(HIT, text)])),
    "why": lambda text: as_json(why_data(spoiled(EXPLAINED, text))),
}


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("listing", LINES)
@pytest.mark.parametrize("name", [*PAYLOADS, *MARKUP])
def test_no_listing_lets_an_escape_through(listing: str, name: str) -> None:
    lines = LINES[listing]({**PAYLOADS, **MARKUP}[name])
    plain, bare, coloured = (
        to_plain(lines),
        to_ansi(lines, WIDTH, color=False),
        to_ansi(lines, WIDTH, color=True),
    )
    assert not UNSAFE.search(plain)
    assert not UNSAFE.search(bare)
    assert not UNSAFE.search(OWN_SGR.sub("", coloured))
    assert OWN_SGR.sub("", coloured) == bare
    assert all(cells(row) <= WIDTH for row in bare.splitlines())


@pytest.mark.parametrize("listing", LINES)
def test_every_span_that_a_screen_gets_is_clean_already(listing: str) -> None:
    for payload in PAYLOADS.values():
        for line in LINES[listing](payload):
            for span in line.spans:
                assert not UNSAFE.search(span.text), span
                assert not UNSAFE.search(span.plain or ""), span


@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize("name", [*PAYLOADS, *MARKUP])
def test_no_export_lets_an_escape_through(export: str, name: str) -> None:
    assert not UNSAFE.search(EXPORTS[export]({**PAYLOADS, **MARKUP}[name]))


@pytest.mark.parametrize("name", MARKUP)
def test_markup_of_a_screen_library_is_shown_as_typed(name: str) -> None:
    text = to_ansi(dossier_page(spoiled(SECOND, MARKUP[name]), STORY), 200, color=False)
    assert MARKUP[name] in text
