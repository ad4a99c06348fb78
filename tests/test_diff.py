"""Two dossiers → what changed: the laws, then what a reader is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.diff import SECTIONS, account, apply, diff, line, only, visible, words
from tracker.model import (
    Claim,
    Dossier,
    Event,
    Evolution,
    Perspective,
    Question,
    Source,
    Tension,
)

DAY = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)

# ---------------------------------------------------------------- generated dossiers

SENTENCES = st.sampled_from(
    [
        "The Marlow bridge stays closed for 3 months.",
        "The Marlow bridge stays closed for 5 months.",
        "The Marlow bridge stays closed for at least 5 months, the county says.",
        "Ferries carry 400 people a day.",
        "Who pays for the repair is open.",
        "",
        "a",
    ]
)
SMALL = st.integers(1, 4)
NUMBERS = st.lists(SMALL, max_size=3).map(tuple)
CLAIMS = st.builds(Claim, SENTENCES, NUMBERS, SMALL)
NAMES = st.sampled_from(["Ana Ruiz", "ana ruiz", "Marlow County", "Ferry Union"])
QUESTIONS = st.builds(
    Question,
    st.sampled_from(["q1", "q2", "q3"]),
    SENTENCES,
    NUMBERS,
    st.sampled_from(["open", "answered", "expired"]),
    SMALL,
    NUMBERS,
    SENTENCES,
)
EVENTS = st.builds(Event, st.sampled_from(["2026-05", "2026-05-12", "2026"]), SENTENCES, NUMBERS, SMALL)
EVOLUTIONS = st.builds(
    Evolution,
    st.sampled_from(["new", "consistent", "shifted", "silent"]),
    st.sampled_from(["", "was: no"]),
    SMALL,
)
PERSPECTIVES = st.builds(Perspective, NAMES, CLAIMS, st.lists(CLAIMS, max_size=2).map(tuple), EVOLUTIONS)
TENSIONS = st.builds(Tension, st.tuples(NAMES, NAMES), SENTENCES, st.tuples(CLAIMS, CLAIMS))
SOURCES = st.builds(
    Source,
    SMALL,
    SMALL,
    st.sampled_from(["Bridge shut", "Ferries full"]),
    st.sampled_from(["Harbour Wire", ""]),
    st.sampled_from(["https://wire.example/1", ""]),
    st.sampled_from([DAY, DAY + timedelta(days=1)]),
    st.sampled_from(["", "reactive:marlow-bridge"]),
    st.none() | SMALL,
)


def some(items: st.SearchStrategy[object], most: int = 5) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=most).map(tuple)


DOSSIERS = st.builds(
    Dossier,
    title=st.sampled_from(["Marlow bridge", "Marlow bridge reopens"]),
    what=some(CLAIMS),
    why_it_matters=some(CLAIMS, 2),
    key_points=some(CLAIMS, 2),
    open_questions=some(QUESTIONS),
    narrative=some(some(CLAIMS, 3), 3),
    timeline=some(EVENTS),
    perspectives=some(PERSPECTIVES),
    tensions=some(TENSIONS, 3),
    sources=some(SOURCES),
    dropped=st.integers(0, 3),
)


@given(DOSSIERS)
def test_a_dossier_does_not_differ_from_itself(a: Dossier) -> None:
    assert diff(a, a) == ()


@settings(max_examples=300, deadline=None)
@given(DOSSIERS, DOSSIERS)
def test_applying_a_diff_gives_the_other_dossier(a: Dossier, b: Dossier) -> None:
    assert apply(a, diff(a, b)) == b


@settings(max_examples=100, deadline=None)
@given(DOSSIERS, st.data())
def test_a_shuffled_dossier_comes_back_by_its_diff(a: Dossier, data: st.DataObject) -> None:
    b = replace(
        a,
        what=tuple(data.draw(st.permutations(a.what))),
        narrative=tuple(data.draw(st.permutations(a.narrative))),
        timeline=tuple(data.draw(st.permutations(a.timeline))),
    )
    assert apply(a, diff(a, b)) == b


@settings(max_examples=100, deadline=None)
@given(DOSSIERS, SMALL)
def test_what_no_reader_is_shown_is_no_visible_change(a: Dossier, since: int) -> None:
    b = replace(
        a,
        what=tuple(replace(claim, since=since) for claim in reversed(a.what)),
        timeline=tuple(replace(event, since=since) for event in a.timeline),
        open_questions=tuple(replace(question, raised_in=since) for question in a.open_questions),
        dropped=a.dropped + 1,
    )
    assert visible(diff(a, b)) == ()
    assert apply(a, diff(a, b)) == b


@settings(max_examples=100, deadline=None)
@given(DOSSIERS, DOSSIERS)
def test_changes_stand_in_the_order_of_the_sections(a: Dossier, b: Dossier) -> None:
    places = [SECTIONS.index(change.section) for change in diff(a, b)]
    assert places == sorted(places)


@settings(max_examples=100, deadline=None)
@given(DOSSIERS, DOSSIERS)
def test_every_visible_change_shows_something(a: Dossier, b: Dossier) -> None:
    for change in visible(diff(a, b)):
        assert change.before != change.after


# ---------------------------------------------------------------- claims

CLOSED = Claim("The Marlow bridge stays closed for 3 months, the county said.", (1,))
LONGER = Claim("The Marlow bridge stays closed for 5 months, the county said.", (4,), 2)
FERRY = Claim("Ferries carry 400 people a day.", (2,))
A = Dossier("Marlow bridge", what=(CLOSED, FERRY))


def kinds(a: Dossier, b: Dossier) -> list[str]:
    return [change.kind for change in visible(diff(a, b))]


def test_a_new_claim_is_added_and_a_missing_one_dropped() -> None:
    fare = Claim("A monthly pass costs 40 crowns.", (3,), 2)
    changes = visible(diff(A, replace(A, what=(CLOSED, fare))))
    assert [(change.kind, change.before, change.after) for change in changes] == [
        ("dropped", "Ferries carry 400 people a day. [2]", None),
        ("added", None, "A monthly pass costs 40 crowns. [3]"),
    ]


def test_a_claim_with_a_changed_figure_is_reworded() -> None:
    (change,) = visible(diff(A, replace(A, what=(LONGER, FERRY))))
    assert change.kind == "reworded"
    assert change.before == "The Marlow bridge stays closed for 3 months, the county said. [1]"
    assert change.after == "The Marlow bridge stays closed for 5 months, the county said. [4]"


def test_two_claims_that_share_only_who_speaks_are_not_one_reworded() -> None:
    said = Claim("Dora Hale, the county's chief engineer, accepted the finding.", (1,))
    other = Claim("Dora Hale, the county's chief engineer, offered her model to anyone.", (3,), 2)
    assert kinds(replace(A, what=(said,)), replace(A, what=(other,))) == ["dropped", "added"]


def test_a_claim_said_in_other_words_is_reworded() -> None:
    vote = Claim("The county assembly is to vote on the Marlow bridge on 14 May.", (1,))
    voted = Claim(
        "The county assembly votes on the Marlow bridge on 14 May, with both plans tabled.", (3,), 2
    )
    assert kinds(replace(A, what=(vote,)), replace(A, what=(voted,))) == ["reworded"]


def test_other_citations_for_the_same_words_are_support() -> None:
    more = replace(FERRY, citations=(2, 3))
    assert kinds(A, replace(A, what=(CLOSED, more))) == ["supported"]


def test_the_same_citations_in_another_order_are_no_news() -> None:
    a = replace(A, what=(replace(FERRY, citations=(2, 3)),))
    assert kinds(a, replace(A, what=(replace(FERRY, citations=(3, 2)),))) == []


def test_a_moved_claim_is_no_news() -> None:
    b = replace(A, what=(FERRY, CLOSED))
    assert kinds(A, b) == []
    assert [change.kind for change in diff(A, b)] == ["moved"]


def test_a_narrative_keeps_its_paragraphs() -> None:
    a = replace(A, narrative=((CLOSED, FERRY),))
    b = replace(A, narrative=((CLOSED,), (FERRY,)))
    assert visible(diff(a, b)) == ()
    assert apply(a, diff(a, b)).narrative == b.narrative


def test_a_title_that_changed_is_told_first() -> None:
    changes = diff(A, replace(A, title="Marlow bridge reopens"))
    assert (changes[0].section, changes[0].before, changes[0].after) == (
        "title",
        "Marlow bridge",
        "Marlow bridge reopens",
    )


def test_changes_can_be_asked_for_by_section() -> None:
    changes = diff(A, replace(A, what=(), key_points=(FERRY,)))
    assert [change.kind for change in only(changes, "key_points")] == ["added"]
    assert len(only(changes, "what")) == 2


def test_an_event_that_is_dated_more_exactly_is_changed() -> None:
    month = Event("2026-05", "The bridge closed.", (1,))
    a, b = replace(A, timeline=(month,)), replace(A, timeline=(replace(month, date="2026-05-12"),))
    assert kinds(a, b) == ["changed"]


# ---------------------------------------------------------------- questions, actors, tensions, sources

OPEN = Question("q2", "Who pays for the repair?", (1,))


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, OPEN, "raised"),
        (OPEN, replace(OPEN, state="answered", answered_by=(7,), answer="The county pays."), "answered"),
        (OPEN, replace(OPEN, state="expired"), "expired"),
        (replace(OPEN, state="expired"), OPEN, "reopened"),
        (OPEN, replace(OPEN, text="Who will pay for the repair?"), "reworded"),
        (OPEN, replace(OPEN, citations=(1, 2)), "supported"),
        (OPEN, None, "dropped"),
        (None, replace(OPEN, state="answered", answered_by=(7,)), "answered"),
    ],
)
def test_a_question_has_a_life(before: Question | None, after: Question | None, kind: str) -> None:
    a = replace(A, open_questions=(before,) if before else ())
    b = replace(A, open_questions=(after,) if after else ())
    assert kinds(a, b) == [kind]


RUIZ = Perspective("Ana Ruiz", Claim("The county must pay.", (1,)))


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, RUIZ, ["new"]),
        (
            RUIZ,
            replace(
                RUIZ, stance=Claim("The state must pay.", (4,), 2), evolution=Evolution("shifted", "", 2)
            ),
            ["shifted"],
        ),
        (RUIZ, replace(RUIZ, evolution=Evolution("silent", "", 2)), ["silent"]),
        (
            replace(RUIZ, evolution=Evolution("silent", "", 2)),
            replace(RUIZ, evolution=Evolution("consistent")),
            ["consistent"],
        ),
        (RUIZ, replace(RUIZ, quotes=(Claim("“We pay nothing at all.”", (4,), 2),)), ["changed"]),
        (RUIZ, None, ["dropped"]),
        (RUIZ, replace(RUIZ, evolution=Evolution("consistent", "", 2)), []),
    ],
)
def test_an_actor_shifts_falls_silent_and_speaks(
    before: Perspective | None, after: Perspective | None, kind: list[str]
) -> None:
    a = replace(A, perspectives=(before,) if before else ())
    b = replace(A, perspectives=(after,) if after else ())
    assert kinds(a, b) == kind


def test_a_shift_is_told_once_in_the_version_that_brings_it() -> None:
    shifted = replace(RUIZ, evolution=Evolution("shifted", "was: the county", 2))
    later = replace(shifted, quotes=(Claim("“We pay nothing.”", (5,), 3),))
    assert kinds(replace(A, perspectives=(shifted,)), replace(A, perspectives=(later,))) == ["changed"]


def test_a_second_shift_is_told_as_one() -> None:
    shifted = replace(RUIZ, evolution=Evolution("shifted", "was: the county", 2))
    again = replace(shifted, evolution=Evolution("shifted", "was: the state", 3))
    assert kinds(replace(A, perspectives=(shifted,)), replace(A, perspectives=(again,))) == ["shifted"]


def test_a_tension_is_known_by_its_pair_either_way_round() -> None:
    sides = (Claim("The county must pay.", (1,)), Claim("The state must pay.", (2,)))
    a = Tension(("Ana Ruiz", "Marlow County"), "They disagree on the bill.", sides)
    b = Tension(("Marlow County", "Ana Ruiz"), "They still disagree on the bill.", sides[::-1])
    assert kinds(replace(A, tensions=(a,)), replace(A, tensions=(b,))) == ["reworded"]


def test_the_sources_of_a_tension_in_another_order_are_no_news() -> None:
    sides = (Claim("The county must pay.", (1, 3)), Claim("The state must pay.", (2,)))
    a = Tension(("Ana Ruiz", "Marlow County"), "They disagree on the bill.", sides)
    b = replace(a, sides=(replace(sides[0], citations=(3, 1)), sides[1]))
    assert kinds(replace(A, tensions=(a,)), replace(A, tensions=(b,))) == []


def source(number: int) -> Source:
    return Source(
        number, 100 + number, f"Report {number}", "Harbour Wire", f"https://wire.example/{number}", DAY
    )


def test_sources_are_known_by_number() -> None:
    a = replace(A, sources=(source(1), source(2)))
    b = replace(A, sources=(source(1), source(3)))
    assert [(change.kind, change.after or change.before) for change in visible(diff(a, b))] == [
        ("dropped", "[2] Report 2 — Harbour Wire (2026-05-12)"),
        ("added", "[3] Report 3 — Harbour Wire (2026-05-12)"),
    ]


# ---------------------------------------------------------------- word by word


def test_a_changed_figure_is_one_word_out_and_one_in() -> None:
    assert [
        (word.op, word.text) for word in words("closed for 3 months [1]", "closed for 5 months [1][2]")
    ] == [
        ("same", "closed for "),
        ("dropped", "3"),
        ("added", "5"),
        ("same", " months [1]"),
        ("added", "[2]"),
    ]


def test_a_replaced_phrase_stays_whole() -> None:
    assert [(word.op, word.text) for word in words("It opens in late May.", "It opens next year.")] == [
        ("same", "It opens "),
        ("dropped", "in late May"),
        ("added", "next year"),
        ("same", "."),
    ]


@given(st.text(), st.text())
def test_both_wordings_can_be_read_from_their_comparison(before: str, after: str) -> None:
    compared = words(before, after)
    assert "".join(word.text for word in compared if word.op != "added") == before
    assert "".join(word.text for word in compared if word.op != "dropped") == after


# ---------------------------------------------------------------- in short


def test_an_account_tells_the_most_telling_first() -> None:
    a = replace(A, perspectives=(RUIZ,), open_questions=(OPEN,), sources=(source(1),))
    b = replace(
        A,
        what=(LONGER, Claim("A monthly pass costs 40 crowns.", (3,), 2)),
        perspectives=(replace(RUIZ, stance=LONGER, evolution=Evolution("shifted", "", 2)),),
        open_questions=(replace(OPEN, state="answered", answered_by=(4,)),),
        sources=tuple(source(number) for number in range(1, 6)),
    )
    assert account(diff(a, b)) == (
        "Ana Ruiz shifted",
        "1 question answered",
        "3 months → 5 months",
        "+4 sources",
        "1 new claim",
        "1 claim reworded",
    )


def test_an_account_counts_a_sentence_once_however_many_sections_have_it() -> None:
    fare = Claim("A monthly pass costs 40 crowns.", (3,), 2)
    b = replace(A, what=(*A.what, fare), key_points=(fare,), narrative=((fare,),))
    assert line(diff(A, b)) == "1 new claim"


def test_an_account_counts_actors_when_there_are_many() -> None:
    crowd = tuple(replace(RUIZ, actor=f"Speaker {number}") for number in range(3))
    assert account(diff(A, replace(A, perspectives=crowd))) == ("3 actors new",)


def test_nothing_changed_is_an_empty_account() -> None:
    assert account(()) == ()
    assert line(diff(A, A)) == ""


# ---------------------------------------------------------------- from one section to another


def test_a_sentence_that_goes_to_another_section_is_told_to_do_so() -> None:
    claim = Claim("The ferry is full.", (2,))
    a, b = Dossier("t", what=(claim,)), Dossier("t", narrative=((claim,),))
    changes = {(each.section, each.kind): each.elsewhere for each in visible(diff(a, b))}
    assert changes == {("what", "dropped"): "narrative", ("narrative", "added"): "what"}


def test_a_sentence_that_only_changes_its_section_counts_neither_as_new_nor_as_gone() -> None:
    claim = Claim("The ferry is full.", (2,))
    a, b = Dossier("t", what=(claim,)), Dossier("t", narrative=((claim,),))
    assert account(visible(diff(a, b))) == ()


def test_what_stands_in_a_perspective_stays_somewhere_too() -> None:
    claim = Claim("The county must pay.", (2,))
    view = Perspective("Ana Ruiz", claim)
    a, b = Dossier("t", what=(claim,), perspectives=(view,)), Dossier("t", perspectives=(view,))
    assert [each.elsewhere for each in visible(diff(a, b))] == ["perspectives"]
