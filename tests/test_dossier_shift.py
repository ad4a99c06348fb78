"""When a speaker has shifted: on evidence, and never for other words alone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.benchmarks.positions import FRESH_SHIFTED, FRESH_UNCHANGED, SHIFTED, UNCHANGED
from tests.benchmarks.shifts import shifted
from tests.stories import versions
from tracker.dossier.speech.periods import Period, periods
from tracker.dossier.speech.position import of_one_matter, opposed, position

DAY = "2026-03-04"


@pytest.mark.parametrize("pair", [*UNCHANGED, *FRESH_UNCHANGED])
def test_other_words_or_another_matter_are_no_shift(pair: tuple[str, str]) -> None:
    assert not shifted(pair)


def test_most_shifts_are_seen_with_their_evidence() -> None:
    # As found when the rules were made: 31 of 34; and 9 of 16 of those that the rules were not made on.
    assert sum(map(shifted, SHIFTED)) >= 31
    assert sum(map(shifted, FRESH_SHIFTED)) >= 9


def test_a_shift_away_from_an_older_statement_names_that_one() -> None:
    was = "Jonas Lund ruled out a tunnel under the harbour."
    other = "Jonas Lund argues that the fish market of Kessel pays far too little rent to the town."
    now = "Jonas Lund is considering a tunnel under the harbour."
    *_, last = versions(f"{other} {was}", now)
    (view,) = last.perspectives
    assert view.evolution.state == "shifted"
    assert view.evolution.note == f"was: {was} [1]"
    assert view.stance.text == now


def test_what_was_held_long_ago_is_no_shift_today() -> None:
    now = "Jonas Lund backs the toll on the harbour bridge."
    recalled = "Jonas Lund had previously opposed the toll on the harbour bridge."
    *_, last = versions(now, recalled)
    assert last.perspectives[0].evolution.state == "consistent"


def test_a_note_that_is_cut_in_a_quotation_has_no_mark_alone() -> None:
    was = (
        "“I will never vote for a toll on the harbour bridge, whatever my own party, my friends in the "
        "council, my neighbours in the lower town and the newspapers of the coast may say,” Jonas Lund said."
    )
    now = "Jonas Lund no longer opposes a toll on the harbour bridge."
    *_, last = versions(was, now)
    note = last.perspectives[0].evolution.note
    assert note.startswith("was: I will never vote")
    assert note.endswith("… [1]")


@pytest.mark.parametrize(
    ("first", "second", "sign"),
    [
        (("refused", "to end the strike at the port"), ("said", "the strike at the port would go on"), True),
        (("rejected", "a motion against the port"), ("welcomed", "the port"), True),
        (("said", "the port would not reopen"), ("said", "the port would reopen"), False),
    ],
)
def test_two_turns_are_none(first: tuple[str, str], second: tuple[str, str], *, sign: bool) -> None:
    one, other = position(*first, DAY), position(*second, DAY)
    assert (one.sign == other.sign) is sign


def test_a_condition_has_no_sign() -> None:
    clear = position("said", "the harbour bridge would reopen", DAY)
    hanging = position("said", "the harbour bridge would not reopen if it rained", DAY)
    assert of_one_matter(clear, clear)
    assert not opposed(clear, hanging)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("by the end of the month", date(2026, 3, 4), date(2026, 3, 31)),
        ("next year", date(2027, 1, 1), date(2027, 12, 31)),
        ("next week", date(2026, 3, 9), date(2026, 3, 15)),
        ("this week", date(2026, 3, 4), date(2026, 3, 8)),
        ("by the end of next month", date(2026, 3, 4), date(2026, 4, 30)),
        ("within days", date(2026, 3, 4), date(2026, 3, 11)),
    ],
)
def test_a_period_has_its_days(text: str, first: date, last: date) -> None:
    ((found, _, _),) = periods(f"The bridge will open {text}.", DAY)
    assert found == Period(first, last)


def test_long_rubbish_is_read_in_time() -> None:
    rubbish = "not " * 4000 + "before " * 4000
    assert position("said", rubbish, DAY).sign == 0
