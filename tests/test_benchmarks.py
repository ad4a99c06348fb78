"""The benchmark scripts run on any file of their form, and print one JSON line."""

from __future__ import annotations

import gzip
import json
from multiprocessing import Pipe
from typing import TYPE_CHECKING, Any

import pytest

from tests.benchmarks import clustering, llm, loopback, search, seeking
from tests.llm_server import ModelServer, obedient
from tests.wire import two_stories

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.model import Article

NAMES = {True: "ferry", False: "reactor"}


def plain(one: Article) -> dict[str, Any]:
    return {
        "id": f"n{one.id}",
        "time": one.published.timestamp(),
        "title": one.title,
        "text": one.text,
        "story": NAMES["erry" in one.title],
    }


def of_miranda(one: Article) -> dict[str, Any]:
    """Return an article in the form of Miranda et al. 2018, with what else is in their files."""
    return {
        "id": one.id,
        "date": f"{one.published:%Y-%m-%d %H:%M:%S}",
        "title": one.title,
        "text": one.text,
        "lang": "eng",
        "cluster": len(NAMES["erry" in one.title]),
    }


def ran(capsys: pytest.CaptureFixture[str], file: Path, *options: str) -> dict[str, Any]:
    out = file.with_name("assigned.jsonl")
    clustering.main([str(file), "--assigned", str(out), *options])
    (line,) = capsys.readouterr().out.splitlines()
    result: dict[str, Any] = json.loads(line)
    result["assigned"] = [json.loads(row) for row in out.read_text(encoding="utf-8").splitlines()]
    return result


@pytest.mark.parametrize("form", [plain, of_miranda])
def test_a_file_of_either_form_is_clustered_and_scored(
    form: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "articles.jsonl"
    rows = [form(one) for one in two_stories()]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in reversed(rows)), encoding="utf-8")
    result = ran(capsys, file)
    assert (result["articles"], result["stories"], result["f1"]) == (5, 2, 100.0)
    assert [row["id"] for row in result["assigned"]] == [row["id"] for row in rows]
    assert len({row["story"] for row in result["assigned"]}) == 2


def test_a_file_without_true_stories_is_clustered_and_not_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "articles.jsonl.gz"
    rows = [plain(one) for one in two_stories()]
    for row in rows:
        del row["story"]
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(row)}\n" for row in rows)
    result = ran(capsys, file, "--text", "full", "--no-time")
    assert "f1" not in result
    assert len(result["assigned"]) == 5


@pytest.mark.parametrize("stories", ["found", "true"])
def test_stories_seek_what_their_feeds_did_not_bring(
    stories: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "articles.jsonl", tmp_path / "searched.jsonl"
    rows = [plain(one) for one in two_stories()]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    seeking.main(
        [str(file), "--engine", "any", "--text", "full", "--stories", stories, "--searched", str(out)]
    )
    (line,) = capsys.readouterr().out.splitlines()
    result = json.loads(line)
    assert result["stories"] >= 1
    assert (result["pure"], result["precision"]) == (100.0, 100.0)
    assert result["yield"] > 0
    searched = [json.loads(row) for row in out.read_text(encoding="utf-8").splitlines()]
    assert sum(one["joined"] for one in searched) == result["joined"]


def test_searches_in_a_made_up_newsroom_are_measured_by_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    search.main(["--articles", "400", "--rounds", "1", "--keep", str(tmp_path / "kept")])
    search.main([str(tmp_path / "kept"), "--rounds", "1"])
    first, again = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["articles"] == again["articles"] == 400
    assert first["kinds"].keys() == again["kinds"].keys()
    assert "no such word" in first["empty"]
    assert "common word" not in first["empty"]


def test_the_measure_of_models_runs_on_a_server_that_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    with ModelServer(obedient) as server:
        llm.main(["--model", "small-one", "--base-url", server.url, "--stories", "1"])
    bare, guarded = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (bare["way"], guarded["way"]) == ("bare", "guarded")
    assert guarded["supported"] == 1.0
    assert guarded["holds"] == 100.0
    assert guarded["churn"] is not None
    assert guarded["sentences"] > 0


def test_the_server_of_a_benchmark_that_was_killed_ends_too() -> None:
    ours, theirs = Pipe()
    shelf = loopback._Shelf(1, 1, 80, theirs)
    ours.close()
    with theirs, pytest.raises(SystemExit):
        shelf.obey()
