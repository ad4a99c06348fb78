"""An edit is a revision: kept, compared word by word, and told in a version where it matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import rss
from tests.fakes import START
from tests.library import BRIDGE, NAMES, WIRE
from tracker.diff.passages import passages
from tracker.model import Entry
from tracker.render.article import article_page, revision_lines
from tracker.render.article_data import article_data
from tracker.render.terminal import to_ansi, to_plain
from tracker.store import Filter, Origin, Store
from tracker.store.articles import MOST_REVISIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.library import Newsroom
    from tracker.model import ArticleDetail, PollSummary


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "tracker.db")
    yield opened
    opened.close()


def edit(newsroom: Newsroom, *, title: str = "", text: str = "") -> PollSummary:
    """Let the wire's newest entry read otherwise, and poll."""
    entry = newsroom.entries[WIRE][0]
    newsroom.entries[WIRE][0] = replace(entry, title=title or entry.title, text=text or entry.text)
    newsroom.network.serve(WIRE, rss(newsroom.entries[WIRE], title=NAMES[WIRE]))
    return newsroom.poll()


def detail(newsroom: Newsroom) -> ArticleDetail:
    (number,) = (r.article.id for r in newsroom.tracker.reading.articles() if r.article.feed == WIRE)
    return newsroom.tracker.reading.article(number)


@pytest.fixture
def running(newsroom: Newsroom) -> Newsroom:
    """A story of two articles, polled."""
    newsroom.publish(*BRIDGE[0])
    newsroom.publish(*BRIDGE[1])
    newsroom.poll()
    return newsroom


def test_an_edit_of_what_the_dossier_says_gives_a_version_that_says_it_anew(running: Newsroom) -> None:
    summary = edit(running, text=BRIDGE[0][2].replace("4 metres", "9 metres"))
    assert [version.version for version in summary.versions] == [2]
    (story,) = running.tracker.reading.stories(Filter(lone=False))
    version = running.tracker.reading.version(story.number)
    assert version.reason == "revision"
    told = str(version.dossier)
    assert "9 metres" in told
    assert "4 metres" not in told


def test_an_edit_that_changes_nothing_of_what_the_dossier_says_gives_no_version(running: Newsroom) -> None:
    summary = edit(running, text=BRIDGE[0][2] + " Read more.")
    assert summary.versions == ()
    assert [revision.number for revision in detail(running).revisions] == [1, 2]
    assert running.tracker.store.stories.owed() == []


def test_spaces_and_a_summary_left_out_for_once_are_no_edit(running: Newsroom) -> None:
    edit(running, text=BRIDGE[0][2].replace(" ", "  "))
    entry = running.entries[WIRE][0]
    running.entries[WIRE][0] = replace(entry, text="")
    running.network.serve(WIRE, rss(running.entries[WIRE], title=NAMES[WIRE]))
    running.poll()
    assert len(detail(running).revisions) == 1


def test_of_many_edits_the_first_text_and_the_newest_are_kept(store: Store) -> None:
    article = store.articles.insert(Entry("Title 1", text="Text 1"), "", Origin(WIRE, "Wire"), START)
    for turn in range(2, 41):
        when = START + timedelta(hours=turn)
        store.articles.revise(article, Entry(f"Title {turn}", text=f"Text {turn}"), "", when)
    titles = [revision.title for revision in store.articles.revisions(article)]
    assert titles == ["Title 1", *(f"Title {turn}" for turn in range(18, 41))]
    assert len(titles) == MOST_REVISIONS == 24
    assert store.upkeep.complaints() == []


def test_the_page_s_text_is_never_counted_out_by_edits_of_the_feed(store: Store) -> None:
    article = store.articles.insert(Entry("Title", text="Text"), "", Origin(WIRE, "Wire"), START)
    store.pages.keep(article, "The whole text of the page.", "taken", START)
    for turn in range(40):
        store.articles.revise(article, Entry("Title", text=f"Text {turn}"), "", START)
    kept = store.articles.revisions(article)
    assert [r.text for r in kept if r.source == "page"] == ["The whole text of the page."]
    assert len(kept) == MOST_REVISIONS + 1
    found, own = store.articles.get(article), store.articles.own(article)
    assert found is not None
    assert found.text == "The whole text of the page."
    assert own is not None
    assert own.text == "Text 39"


def test_an_edit_is_shown_with_the_words_dropped_and_added_and_some_around(running: Newsroom) -> None:
    edit(running, text=BRIDGE[0][2].replace("4 metres", "9 metres"))
    shown = to_ansi(revision_lines(detail(running)), 200, color=False)
    assert "2026-05-04 11:00 UTC in the feed" in shown
    assert "a crack of [-4-]{+9+} metres" in shown
    assert "Mara Quill" not in shown


def test_linear_text_says_it_in_words(running: Newsroom) -> None:
    edit(running, title="Orrin bridge closed after cracks found")
    plain = to_plain(revision_lines(detail(running)))
    assert "title: " in plain
    assert "(dropped: crack)" in plain
    assert "(added: cracks)" in plain


def test_the_newest_edit_stands_first(running: Newsroom) -> None:
    edit(running, text=BRIDGE[0][2].replace("4 metres", "9 metres"))
    edit(running, text=BRIDGE[0][2].replace("4 metres", "7 metres"))
    shown = to_ansi(revision_lines(detail(running)), 200, color=False)
    assert shown.index("{+7+}") < shown.index("{+9+}")


def test_an_article_that_was_never_edited_shows_no_edits(running: Newsroom) -> None:
    assert revision_lines(detail(running)) == []


def test_a_text_from_the_page_is_no_edit_of_the_feed_s(running: Newsroom) -> None:
    found = detail(running)
    running.tracker.store.pages.keep(found.article.id, "The page's own text. " * 20, "taken", START)
    assert revision_lines(detail(running)) == []
    running.tracker.store.pages.keep(found.article.id, "The page's new text. " * 20, "taken", START)
    shown = to_ansi(revision_lines(detail(running)), 100, color=False)
    assert "on its page" in shown


def test_the_command_line_gives_an_article_as_data_too(running: Newsroom) -> None:
    edit(running, text=BRIDGE[0][2].replace("4 metres", "9 metres"))
    data = article_data(detail(running))
    assert [(r["number"], r["source"]) for r in data["revisions"]] == [(1, "feed"), (2, "feed")]
    assert data["page"] == "the page could not be fetched: 404 Not Found"
    assert data["text"] == data["revisions"][-1]["text"]
    assert data["feeds"] == [WIRE]
    assert data["source"] == 1


def test_where_the_text_comes_from_is_said(running: Newsroom) -> None:
    told = to_plain(article_page(detail(running)))
    assert "The page could not be fetched: 404 Not Found; this is the feed’s text." in told


def test_of_a_long_text_only_what_changed_is_given() -> None:
    same = " ".join(f"word{n}" for n in range(200))
    (passage,) = passages(f"{same} old {same}\n\nanother", f"{same} new {same}\n\nanother")
    assert [(word.op, word.text) for word in passage if word.op != "same"] == [
        ("dropped", "old"),
        ("added", "new"),
    ]
    assert passage[0].text.startswith("… word")
    assert passage[-1].text.endswith(" …")
    assert sum(len(word.text.split()) for word in passage) < 40


def test_a_paragraph_more_or_less_is_a_passage_of_its_own() -> None:
    (more,) = passages("one\n\nthree", "one\n\ntwo\n\nthree")
    (less,) = passages("one\n\ntwo\n\nthree", "one\n\nthree")
    assert [(word.op, word.text) for word in more] == [("added", "two")]
    assert [(word.op, word.text) for word in less] == [("dropped", "two")]


def test_a_rewritten_paragraph_is_shown_as_two() -> None:
    (passage,) = passages("Wind fell over the harbour.", "Nobody knows who owns those boats.")
    assert [word.op for word in passage] == ["dropped", "same", "added"]


@given(st.text(alphabet="ab \n", max_size=200), st.text(alphabet="ab \n", max_size=200))
def test_texts_have_passages_if_and_only_if_their_words_differ(one: str, other: str) -> None:
    def read(text: str) -> list[str]:
        return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]

    assert passages(one, one) == ()
    assert bool(passages(one, other)) == (read(one) != read(other))


@pytest.mark.parametrize("unit", ["a ", "a\n\n", "a", "a b "])
def test_hostile_texts_are_compared_all_the_same(unit: str) -> None:
    assert passages(unit * (200_000 // len(unit)), f"b{unit}" * (200_000 // (len(unit) + 1)))
