"""Nothing hostile gets through: whatever a body is, there come clean entries or one kind of error."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import builders
from tests.fakes import START
from tests.kiosk import Kiosk
from tests.laws import assert_sound
from tracker.model import Entry
from tracker.parse import ParseError, parse_body
from tracker.selftest.bodies import BODIES
from tracker.selftest.mutants import documents, mutants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tracker.selftest.mutants import Document

URL = "https://wire.example/feeds/all.xml"


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_gives_a_feed_or_an_error_and_nothing_else(name: str) -> None:
    for content_type in ("application/rss+xml", "text/html; charset=\xe9", "", "x" * 9000):
        with contextlib.suppress(ParseError):
            assert_sound(parse_body(BODIES[name], content_type, URL, START), START)


def test_every_entry_of_every_kind_of_well_formed_document_is_there() -> None:
    for document in documents(330):
        feed = parse_body(document.body, document.content_type, URL, START)
        assert [entry.title for entry in feed.entries] == list(document.titles), document.name
        assert feed.note == "", document.name
        assert_sound(feed, START)


def test_a_mutant_gives_a_feed_or_an_error_and_nothing_else() -> None:
    for mutant in mutants(1500):
        with contextlib.suppress(ParseError):
            assert_sound(parse_body(mutant.body, mutant.content_type, URL, START), START)


_SEED = builders.atom(
    [Entry("Old bridge closes", "https://wire.example/1", "urn:1", "It closes.", "Ida Moll")]
)
_EDIT = st.tuples(st.integers(0, len(_SEED)), st.integers(0, 30), st.binary(max_size=12))


@settings(max_examples=150, deadline=None)
@given(st.lists(_EDIT, max_size=6))
def test_an_edited_document_gives_a_feed_or_an_error_and_nothing_else(
    edits: list[tuple[int, int, bytes]],
) -> None:
    body = _SEED
    for at, length, new in edits:
        body = body[:at] + new + body[at + length :]
    with contextlib.suppress(ParseError):
        assert_sound(parse_body(body, "", URL, START), START)


@pytest.mark.parametrize("make", [documents, mutants])
def test_a_second_ingest_adds_nothing_and_changes_nothing(
    tmp_path: Path, make: Callable[[int], Iterator[Document]]
) -> None:
    with contextlib.closing(Kiosk(tmp_path, list(make(88)))) as kiosk:
        assert kiosk.poll() > 88
        before = kiosk.articles()
        assert kiosk.poll() == 0
        assert kiosk.articles() == before
