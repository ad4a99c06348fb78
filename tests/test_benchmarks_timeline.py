"""The timeline benchmark scores days at once and as a story grows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.benchmarks.timeline import cited, lost, main, replay
from tracker.model import Event

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ROWS = [
    {
        "topic": "dam",
        "id": f"a{day}",
        "outlet": "Coast Wire",
        "published": f"2026-05-{day:02}",
        "sentences": [
            {"text": f"The dam at {place} burst on {day - 1} May and flooded the fields of {crop}."}
        ],
    }
    for day, place, crop in (
        (3, "Ostrel", "barley"),
        (5, "Brin", "flax"),
        (8, "Corm", "hops"),
        (9, "Dorn", "rye"),
    )
]
GOLD = [["2026-05-02", ["Ostrel floods."]], ["2026-05-08", ["Dorn floods."]]]


def test_a_replay_has_a_version_at_each_cut() -> None:
    sections = replay(cited(ROWS), 2)
    assert [[event.date for event in section] for section in sections] == [
        ["2026-05-02", "2026-05-04"],
        ["2026-05-02", "2026-05-04", "2026-05-07", "2026-05-08"],
    ]


def test_a_right_date_that_the_last_version_has_not_is_lost() -> None:
    sections: dict[str, list[tuple[Event, ...]]] = {
        "dam": [(Event("2026-05-02", "a", (1,)),), (Event("2026-05-08", "b", (2,)),)]
    }
    assert lost([{"topic": "dam", "timeline": GOLD}], sections) == 0.5


def test_the_benchmark_prints_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles, gold, out = (tmp_path / name for name in ("articles.jsonl", "gold.json", "out.json"))
    articles.write_text("".join(f"{json.dumps(row)}\n" for row in ROWS), encoding="utf-8")
    gold.write_text(json.dumps({"timelines": [{"topic": "dam", "timeline": GOLD}]}), encoding="utf-8")
    options = ["--predicted", str(out), "--timelines", str(gold), "--replay", "2"]
    main([str(articles), *options])
    figures = json.loads(capsys.readouterr().out)
    assert figures["topics"] == 1
    assert figures["section_f1"] == figures["replay_f1"]
    assert figures["lost"] == 0.0
    assert "2026-05-02" in {day for day, _ in json.loads(out.read_text(encoding="utf-8"))["dam"]}
