"""What a sentence model adds for bare titles, and how one is read from the disk."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests import sentence_models
from tests.fakes import FakeEncoder
from tests.shell import Shell
from tests.wire import article, stream, two_stories
from tracker import settings
from tracker.cli import wiring
from tracker.cluster.merge import FINENESS, shipped
from tracker.cluster.online import OnlineClusterer
from tracker.cluster.semantic import Semantic
from tracker.cluster.sentence_model import SentenceModel
from tracker.errors import TrackerError
from tracker.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

# Two matters, in titles that share hardly a word.
AT_SEA = ("Hallow ferry crews vote to stop work", "Sailors refuse night work, says union")
ON_LAND = "Frost makes work for apple growers"


def encoder() -> FakeEncoder:
    return FakeEncoder({title.casefold(): (1.0, 0.0) for title in AT_SEA} | {ON_LAND.casefold(): (0.0, 1.0)})


def test_titles_that_mean_the_same_join_where_their_words_do_not_suffice() -> None:
    first, second = article(1, AT_SEA[0]), article(2, AT_SEA[1], hours=72)
    plain, told = OnlineClusterer(), OnlineClusterer(semantic=Semantic(encoder()))
    for clusterer in (plain, told):
        clusterer.add(first, 1)
    assert plain.place(second).story is None
    assert told.place(second).story == 1


def test_titles_that_mean_different_things_stay_apart() -> None:
    clusterer = OnlineClusterer(semantic=Semantic(encoder()))
    clusterer.add(article(1, AT_SEA[0]), 1)
    assert clusterer.place(article(2, ON_LAND, hours=1)).story is None


def test_the_second_look_asks_what_titles_mean_too() -> None:
    found = []
    for semantic in (None, Semantic(encoder())):
        clusterer = OnlineClusterer(semantic=semantic)
        for number, title in enumerate(AT_SEA, 1):
            clusterer.add(article(number, title, hours=number), number)
        found.append([pair[:2] for pair in clusterer.second_look()])
    assert found == [[], [(2, 1)]]


def test_articles_with_text_are_placed_by_their_terms_alone() -> None:
    encode = FakeEncoder({})
    told = stream(OnlineClusterer(semantic=Semantic(encode)), two_stories())
    assert told == stream(OnlineClusterer(), two_stories())
    assert encode.asked == []


def test_a_text_is_read_by_the_model_once() -> None:
    encode = encoder()
    clusterer = OnlineClusterer(semantic=Semantic(encode))
    clusterer.add(article(1, AT_SEA[0]), 1)
    for number in (2, 3, 4):
        clusterer.place(article(number, AT_SEA[1], hours=1))
    assert sorted(encode.asked) == sorted(title.casefold() for title in AT_SEA)


def test_the_order_in_which_titles_come_leaves_no_trace() -> None:
    members = [article(number, f"{AT_SEA[number % 2]} {number}", hours=number) for number in range(1, 5)]
    encode = FakeEncoder({f"{one.title}".casefold(): (1.0, one.id / 7) for one in members})
    found = set()
    for order in permutations(members):
        clusterer = OnlineClusterer(semantic=Semantic(encode))
        for one in order:
            clusterer.add(one, 1)
        found.add(clusterer.place(article(9, AT_SEA[0], hours=5)).score)
    assert len({round(score, 9) for score in found}) == 1


def test_a_text_that_means_nothing_is_like_no_story() -> None:
    clusterer = OnlineClusterer(semantic=Semantic(FakeEncoder({})))
    clusterer.add(article(1, AT_SEA[0]), 1)
    assert 0 < clusterer.place(article(2, AT_SEA[1], hours=1)).score < 1


@pytest.mark.parametrize("timed", [True, False])
def test_likeness_of_meaning_speaks_for_a_merge_and_only_where_it_is_asked(*, timed: bool) -> None:
    assert shipped(timed=timed, semantic=True).weights[-1] > 0
    assert shipped(timed=timed).weights[-1] == 0


def test_a_model_on_disk_says_what_a_text_means(tmp_path: Path) -> None:
    encode = SentenceModel(sentence_models.write(tmp_path / "model"))
    assert encode("Ferry").tolist() == [1.0, 0.0]
    assert encode("ferry orchard").tolist() == pytest.approx([0.5**0.5, 0.5**0.5])
    assert float(encode("a ship") @ encode("the ferry")) > 0.99
    assert float(encode("ship") @ encode("orchard")) < 0.2


@pytest.mark.parametrize("text", ["", " ", "\x00", "zebra", "\ud800", "ferry " * 5000])
def test_any_text_gets_a_vector(tmp_path: Path, text: str) -> None:
    encode = SentenceModel(sentence_models.write(tmp_path / "model"))
    vector = encode(text)
    assert vector.shape == (2,)
    assert np.isfinite(vector).all()


def test_a_model_may_stand_in_a_folder_of_its_own_inside(tmp_path: Path) -> None:
    folder = sentence_models.write(tmp_path / "model")
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    assert SentenceModel(folder)("ferry").tolist() == [1.0, 0.0]


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_damaged_model_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    folder = sentence_models.write(tmp_path / "model")
    (folder / name).write_bytes(b"\x00 no model")
    with pytest.raises(TrackerError, match="can't be read"):
        SentenceModel(folder)


@pytest.mark.parametrize(("asks", "echo"), [("pixels", False), ("input_ids", True)])
def test_a_network_that_is_no_sentence_model_is_told_in_a_sentence(
    tmp_path: Path, asks: str, *, echo: bool
) -> None:
    folder = sentence_models.write(tmp_path / "model", asks=asks, echo=echo)
    with pytest.raises(TrackerError, match="no sentence model"):
        SentenceModel(folder)


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "folder"])
def test_a_model_that_is_not_there_ends_the_command_before_it_begins(tmp_path: Path, missing: str) -> None:
    folder = sentence_models.write(tmp_path / "model")
    (folder / missing).unlink(missing_ok=True)
    named = tmp_path / "gone" if missing == "folder" else folder
    shell = Shell(tmp_path / "data")
    (shell.folder / "config.toml").write_text(f'[semantic]\nmodel = "{named}"\n', encoding="utf-8")
    done = shell.done("poll")
    assert (done.returncode, done.stdout) == (1, "")
    assert str(named) in done.stderr
    assert missing in done.stderr
    assert "[semantic] model" in done.stderr
    assert not (shell.folder / "tracker.db").exists()


def test_a_model_beside_the_config_is_used_by_its_name(tmp_path: Path) -> None:
    sentence_models.write(tmp_path / "model")
    chosen = Settings(semantic=settings.Semantic("model"))
    make = wiring._new_clusterer(settings.paths(tmp_path, None, {}), chosen)
    scores = []
    for clusterer in (OnlineClusterer(), make()):
        clusterer.add(article(1, "Ferry waits in the fog"), 1)
        scores.append(
            [clusterer.place(article(2, title)).score for title in ("Ship in fog", "Orchard in fog")]
        )
    plain, told = (ship - orchard for ship, orchard in scores)
    assert told > plain


def test_the_fineness_of_the_config_raises_what_an_article_must_reach(tmp_path: Path) -> None:
    found = []
    for fineness in FINENESS:
        chosen = Settings(stories=settings.Stories(fineness))
        make = wiring._new_clusterer(settings.paths(tmp_path, None, {}), chosen)
        found.append(make().place(article(1, "Ferry waits in the fog", "Nobody sails.")).threshold)
    assert found == sorted(set(found))
