"""Stories in other languages lose what needs English words, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.languages import STORIES
from tracker.dossier import Cited
from tracker.dossier.absence import NEEDS_ENGLISH, absence
from tracker.dossier.check import check
from tracker.dossier.extractive import ExtractiveEngine
from tracker.model import Article, Claim, Dossier, Source
from tracker.text.dates import mentions
from tracker.text.sentences import sentences

DAY = datetime(2026, 3, 13, 9, tzinfo=UTC)


def written(language: str) -> Dossier:
    articles = [
        Cited(
            number,
            Article(
                id=number,
                title=title,
                text=text,
                url=f"https://news.example/{number}",
                outlet=f"Outlet {number}",
                published=DAY + timedelta(days=number),
                fetched=DAY,
            ),
        )
        for number, (title, text) in enumerate(STORIES[language], 1)
    ]
    return check(ExtractiveEngine().build(articles, None, 1), articles)


@pytest.mark.parametrize("language", STORIES)
def test_what_narrative_timeline_and_sources_come_out(language: str) -> None:
    dossier = written(language)
    assert dossier.title
    assert len(dossier.what) == 3
    assert sum(map(len, dossier.narrative)) >= 4
    assert [event.date for event in dossier.timeline] == ["2026-03-12", "2026-03-13", "2026-05-04"]
    assert len(dossier.sources) == 2
    assert dossier.key_points
    assert dossier.dropped == 0


@pytest.mark.parametrize("language", STORIES)
def test_what_needs_english_words_says_so(language: str) -> None:
    dossier = written(language)
    for section in NEEDS_ENGLISH:
        assert not getattr(dossier, section)
        assert absence(dossier, section).startswith("This is found by English words")
    assert absence(dossier, "what") == ""


@pytest.mark.parametrize("language", STORIES)
def test_each_sentence_is_whole(language: str) -> None:
    for _, text in STORIES[language]:
        found = sentences(text)
        assert len(found) in {3, 4}
        assert all(sentence[-1] in ".。؟" for sentence in found)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Die Sitzung am 12. April 2026 war kurz.", "2026-04-12"),
        ("La séance du 1er mai 2026 fut brève.", "2026-05-01"),
        ("La sesión del 2 de abril fue corta.", "2026-04-02"),
        ("Совет собрался 3 марта.", "2026-03-03"),
        ("اجتمع المجلس في 12 مارس/آذار 2026.", "2026-03-12"),
        ("議会は3月12日に開かれた。", "2026-03-12"),
        ("의회는 2026년 3월 12일에 열렸다.", "2026-03-12"),
        ("Schůze se konala 4. května 2026.", "2026-05-04"),
    ],
)
def test_days_written_out_in_other_languages(text: str, iso: str) -> None:
    (mention,) = mentions(text, DAY)
    assert mention.iso == iso
    assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("text", ["Am 31. Juni 2026 geschah nichts.", "Es gab 12 Märzbecher.", "13月40日"])
def test_days_that_no_calendar_has_are_none(text: str) -> None:
    assert mentions(text, DAY) == ()


def test_an_empty_section_of_an_english_story_names_what_was_not_found() -> None:
    one = Source(1, 1, "The bridge", "Harbour Wire", "", DAY)
    told = (Claim("The bridge of the town will close to lorries while the repair lasts.", (1,)),)
    alone = Dossier("The bridge", what=told, sources=(one,))
    assert absence(alone, "what") == ""
    assert absence(alone, "tensions") == "There is one source, and it tells of no disagreement."
    assert absence(alone, "perspectives") == "No source quotes anybody by name."
    assert absence(Dossier(""), "timeline") == "No article is in this story yet."
