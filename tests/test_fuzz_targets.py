"""What any bytes may be given to holds on its seeds, and on those damaged; and a broken law is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.coverage_guided import ONE_OF, SIGNS, Watch, _told, main
from tests.examples import examples
from tests.fuzz_seeds import as_data, text_of
from tests.fuzz_targets import TARGETS, Target

if TYPE_CHECKING:
    from pathlib import Path


@st.composite
def damaged(draw: st.DrawFn, target: Target) -> bytes:
    """Make of a seed what a fuzzer would: pieces taken out, doubled, or put in."""
    data = draw(st.sampled_from(target.seeds))
    pieces = st.sampled_from([word.encode() for word in target.words]) | st.binary(max_size=4)
    for _ in range(draw(st.integers(0, 4))):
        begin, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        match draw(st.integers(0, 2)):
            case 0:
                data = data[:begin] + data[end:]
            case 1:
                data = data[:end] + data[begin:]
            case _:
                data = data[:begin] + draw(pieces) + data[begin:]
    return data


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda target: target.name)
@settings(max_examples=examples(40))
@given(data=st.data())
def test_a_law_holds_on_seeds_and_on_damaged_ones(target: Target, data: st.DataObject) -> None:
    target.check(data.draw(damaged(target)))


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda target: target.name)
def test_every_seed_keeps_the_law(target: Target) -> None:
    for seed in target.seeds:
        target.check(seed)


@given(st.text(st.characters(exclude_categories=())))
def test_every_text_is_that_of_some_bytes(text: str) -> None:
    assert text_of(as_data(text)) == text


def test_a_fault_is_noted_once_with_its_shortest_input_and_the_run_goes_on(tmp_path: Path) -> None:
    def check(data: bytes) -> None:
        assert b"x" not in data, "an x"

    watch = Watch(Target("none", check, (), (), linear=True, head=0), tmp_path / "notes")
    for data in (b"axb", b"fine", b"xa", b"xxxx"):
        watch(data)
    ((place, shortest),) = watch.faults.items()
    assert place.startswith("AssertionError at test_fuzz_targets.py:")
    assert shortest == repr(b"xa")
    assert repr(b"xa") in (tmp_path / "notes").read_text()


def test_a_text_is_timed_repeated_and_only_what_is_linear_passes(tmp_path: Path) -> None:
    lengths = []
    watch = Watch(
        Target("any", lambda data: lengths.append(len(data)), (), (), linear=True, head=1), tmp_path / "notes"
    )
    for _ in range(ONE_OF):
        watch(b"\0ab")
    assert len(lengths) == ONE_OF + 1
    assert lengths[-1] > SIGNS
    assert watch.faults == {}


SAID = """#2      INITED cov: 12 ft: 13 corp: 1/1b exec/s: 0 rss: 40Mb
#900    NEW    cov: 57 ft: 80 corp: 9/99b lim: 4 exec/s: 0 rss: 41Mb
stat::number_of_executed_units: 900
stat::new_units_added:          8
stat::peak_rss_mb:              41
"""


def test_a_run_is_summed_up_from_what_the_fuzzer_said_and_what_was_noted(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.write_text('{"faults": {"here": "b\'\'"}, "slowest_us": 1.5}')
    told = _told(SAID, notes, 0)
    assert (told["executions"], told["edges"], told["inputs"], told["memory_mb"]) == (900, 57, 8, 41)
    assert (told["faults"], told["slowest_us"]) == ({"here": "b''"}, 1.5)


def test_a_run_that_did_not_end_by_itself_is_a_fault(tmp_path: Path) -> None:
    assert (
        "it ended with 77"
        in _told("ALARM: working on the last Unit for 30 seconds", tmp_path / "none", 77)["faults"]
    )


def test_a_target_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["clean", "cleen"])
    assert "no target cleen but clean, dates" in capsys.readouterr().err
