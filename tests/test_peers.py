"""The comparison with other programs reckons its ratios rightly, and says why a figure is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks import peers
from tests.benchmarks.rivals import AbsentError
from tests.benchmarks.sheet import Sheet, ratios
from tests.benchmarks.standing import queries

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_ratio_is_the_median_of_what_was_measured_in_the_same_turn() -> None:
    figures = {"start_s": {"tracker": [1.0, 2.0, 9.0], "reader": [2.0, 8.0, 9.0]}}
    assert ratios(figures, ["reader"]) == {"start_s": {"reader": 0.5}}


def test_there_is_no_ratio_to_what_was_not_measured_or_is_nothing() -> None:
    figures = {"held": {"tracker": [3.0], "newsboat": [0.0]}, "start_s": {"reader": [1.0]}}
    nothing = {"reader": None, "newsboat": None}
    assert ratios(figures, ["reader", "newsboat"]) == {"held": nothing, "start_s": nothing}


def test_times_are_told_by_their_median_and_their_95th_percentile() -> None:
    sheet = Sheet()
    sheet.note_times("call", "reader", [float(number) for number in range(100, 0, -1)])
    assert sheet.figures == {"call_p50_ms": {"reader": [51.0]}, "call_p95_ms": {"reader": [96.0]}}


def test_a_program_that_fails_leaves_the_reason_and_the_others_go_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet = Sheet()

    def fails() -> None:
        raise AbsentError("no such program")

    sheet.attempt("start", "newsboat", fails)
    sheet.attempt("start", "reader", lambda: sheet.note("start_s", "reader", 1.234))
    assert sheet.absent == {"start: newsboat": "no such program"}
    assert sheet.figures == {"start_s": {"reader": [1.23]}}
    assert "no such program" in capsys.readouterr().err


def test_queries_are_words_of_the_articles_by_how_many_have_them() -> None:
    names = [f"{first}{second}arn" for first in "bdfgk" for second in "aeioulmr"]
    matter = [(f"Title {name}", f"{name.title()} words. Everywhere.") for name in names]
    matter[:6] = [(title, f"{text} The usual harbour strike.") for title, text in matter[:6]]
    asked = queries(matter, 9)
    assert set(asked["common"]) == {"usual", "harbour", "strike"}
    assert set(asked["rare"]) <= set(names)
    assert set(asked["two"]) == {"usual harbour", "harbour strike"}


def test_the_comparison_runs_where_a_peer_is_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    options = peers.parsed(["--feeds", "2", "--articles", "4", "--only", "size"])
    told = peers.measured(options, tmp_path, ["tracker", "newsboat"])
    assert told["versions"].keys() == {"tracker"}
    assert told["figures"]["held"] == {"tracker": [4]}
    assert told["figures"]["article_bytes"]["tracker"][0] > 1000
    assert told["ratios"]["article_bytes"] == {"newsboat": None}
    assert "PATH" in told["absent"]["newsboat"]
    again = peers.measured(options, tmp_path, ["tracker", "newsboat"])
    assert again["figures"] == told["figures"]
