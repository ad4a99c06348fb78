"""The benchmarks of the dossier run on feeds and on files of their forms, and see what is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.benchmarks import audit, dossier
from tests.benchmarks.findings import changes, dangling, orphans, unfounded
from tests.benchmarks.matter import wanting
from tests.benchmarks.replays import Written
from tests.builders import rss
from tests.ferry import FERRY
from tracker.dossier.extractive import ExtractiveEngine
from tracker.model import Claim, Dossier, Entry, Event, Evolution, Perspective

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.dossier import Cited


def as_story(articles: tuple[Cited, ...]) -> list[dict[str, Any]]:
    pieces = [{"title": one.article.title, "text": one.article.text} for one in articles]
    return [{"id": "ferry", "articles": pieces}]


def as_articles(articles: tuple[Cited, ...]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.number,
            "time": one.article.published.timestamp(),
            "title": one.article.title,
            "text": one.article.text,
            "story": "ferry",
        }
        for one in articles
    ]


def as_topic(articles: tuple[Cited, ...]) -> list[dict[str, Any]]:
    return [
        {
            "topic": "ferry",
            "id": f"paper/{one.number}",
            "outlet": one.article.outlet,
            "published": f"{one.article.published:%Y-%m-%d}",
            "sentences": [{"text": paragraph} for paragraph in one.article.text.split("\n\n")],
        }
        for one in articles
    ]


def stored(file: Path, rows: list[dict[str, Any]]) -> str:
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return str(file)


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    (line,) = capsys.readouterr().out.splitlines()
    result: dict[str, Any] = json.loads(line)
    return result


@pytest.mark.parametrize("form", [as_story, as_articles, as_topic])
def test_stories_of_every_form_are_audited_version_by_version(
    form: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    audit.main([stored(tmp_path / "stories.jsonl", form(FERRY)), "--polls", str(len(FERRY))])
    result = printed(capsys)
    assert (result["stories"], result["versions"]) == (1, len(FERRY))
    assert (result["holds"], result["rebuild"], result["unsteady"]) == (100.0, 0, 0)


def test_a_folder_of_feeds_is_replayed_by_the_time_of_its_entries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for one in FERRY:
        entry = Entry(
            one.article.title,
            one.article.url,
            one.article.url,
            one.article.text,
            published=one.article.published,
        )
        (tmp_path / f"feed{one.number}.xml").write_bytes(rss([entry], title=one.article.outlet))
    audit.main([str(tmp_path), "--polls", "2"])
    result = printed(capsys)
    assert result["stories"] >= 1
    assert result["versions"] >= 1
    assert result["holds"] == 100.0


def test_a_dossier_is_timed_on_a_made_up_story_and_on_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier.main(["--sizes", "2", "--repeat", "1"])
    made_up = printed(capsys)
    assert made_up["words_each"] >= dossier.WORDS
    assert set(made_up["seconds"]["2"]) == {"first", "next", "next_anew"}
    dossier.main([stored(tmp_path / "stories.jsonl", as_story(FERRY)), "--sizes", "1", "99", "--repeat", "1"])
    assert list(printed(capsys)["seconds"]) == ["1"]


def test_made_up_articles_are_the_same_in_every_run() -> None:
    assert dossier.made_up(5) == dossier.made_up(5)


def written(draft: Dossier) -> Written:
    return Written(draft, FERRY)


@pytest.mark.parametrize(
    "claim",
    [
        Claim("The ferry Marigold sank at its berth in Port Avel on Monday.", (99,)),
        Claim("The ferry Marigold sank at its berth in Port Avel on Monday.", ()),
        Claim("The ferry Marigold sank at its berth in Port Avel, and 13 people were hurt.", (1,)),
        Claim("“Nobody at all was below deck when the water came in,” Brandt said.", (1,)),
    ],
)
def test_a_sentence_that_its_sources_do_not_have_is_found(claim: Claim) -> None:
    assert [each.text for each in unfounded(written(Dossier("", what=(claim,))))] == [claim.text]


def test_a_date_that_no_source_speaks_of_is_found() -> None:
    sentence = (
        "The ferry Marigold sank at its berth in Port Avel on Monday, and 12 people were taken to hospital."
    )
    right, wrong = (Event(day, sentence, (1,)) for day in ("2026-05-04", "2019-10-01"))
    assert [each.date for each in unfounded(written(Dossier("", timeline=(right, wrong))))] == ["2019-10-01"]


@pytest.mark.parametrize(
    ("note", "wrong"),
    [
        ("was: The ferry Marigold sank at its berth in Port Avel on Monday… [1]", 0),
        ("was: The ferry Marigold sank at its berth in Port Avel on Monday… [99]", 1),
        ("was: The ferry Marigold never sank at its berth… [1]", 1),
        ("was: The ferry Marigold sank at its berth in Port Avel", 1),
        ("", 1),
    ],
)
def test_a_shift_whose_note_its_sources_do_not_have_is_found(note: str, wrong: int) -> None:
    stance = Claim("The ferry Marigold sank at its berth in Port Avel on Monday", (1,))
    view = Perspective("Brandt", stance, (), Evolution("shifted", note, 2))
    found = unfounded(written(Dossier("", perspectives=(view,))))
    assert len([each for each in found if each.section == "notes"]) == wrong


def test_what_rests_on_an_article_that_left_is_found() -> None:
    whole = ExtractiveEngine().build(FERRY, None, 1)
    number = whole.what[0].citations[0]
    assert whole.what[0].text in {each.text for each in orphans(whole, number)}
    rest = [one for one in FERRY if one.number != number]
    assert orphans(ExtractiveEngine().build(rest, whole, 2), number) == []


def test_a_change_is_churn_unless_a_new_article_bears_it() -> None:
    first = Written(ExtractiveEngine().build(FERRY[:1], None, 1), FERRY[:1])
    new = {each.text for each in first.dossier.what}
    without = Written(replace(first.dossier, what=()), FERRY[:1])
    found = changes(without, first)
    assert {each.text for each in found.unsupported} == new
    assert found.count == len(new)
    assert changes(Written(Dossier(""), ()), first).unsupported == ()


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("He opened the bridge on Monday.", True),
        ("However, the bridge stayed shut.", True),
        ("“They tested nothing,” Brandt said.", True),
        ("This month the bridge opened.", False),
        ("It is not known whether the bridge will open.", False),
        ("“We open the bridge,” Brandt said.", False),
        ("Hedda Lund opened the bridge.", False),
        ("US engineers opened the bridge.", False),
    ],
)
def test_a_start_that_leans_on_the_sentence_before_is_told(text: str, *, leans: bool) -> None:
    assert dangling(text) is leans


def test_a_section_is_wanting_where_the_articles_have_matter_for_it() -> None:
    found = wanting(Dossier(""), FERRY)
    assert found["what"]
    assert found["timeline"]
    assert not wanting(Dossier("", what=(Claim("Something.", (1,)),)), FERRY)["what"]
