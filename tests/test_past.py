"""Versions → since when each sentence stands, and how stances moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tracker.diff.blame import blame
from tracker.diff.courses import courses
from tracker.model import (
    Backing,
    Claim,
    Dossier,
    Event,
    Evolution,
    Perspective,
    Question,
    Source,
    Standing,
    Tension,
    Version,
)

DAY = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)
CLOSED = "The Marlow bridge stays closed for 3 months, the county said."
LONGER = "The Marlow bridge stays closed for 5 months, the county said."
FULL = "The ferry is full."


def source(number: int) -> Source:
    return Source(number, 100 + number, f"Report {number}", "Harbour Wire", "https://wire.example/", DAY)


def version(number: int, dossier: Dossier) -> Version:
    return Version(7, number, DAY + timedelta(days=number), "extractive", "articles", dossier)


def told(*whats: tuple[Claim, ...]) -> list[Version]:
    """Versions that have nothing but What."""
    return [version(number, Dossier("Marlow", what=claims)) for number, claims in enumerate(whats, 1)]


def standing(found: tuple[Standing, ...], text: str) -> Standing:
    return next(each for each in found if each.text == text)


def view(actor: str, text: str, state: str = "new", since: int = 1, note: str = "") -> Perspective:
    evolution = Evolution(state, note, since)  # type: ignore[arg-type]  # one of the four
    return Perspective(actor, Claim(text, (since,)), evolution=evolution)


def spoken(*views: tuple[Perspective, ...]) -> list[Version]:
    sources = tuple(source(number) for number in range(1, 9))
    return [
        version(number, Dossier("Marlow", perspectives=each, sources=sources))
        for number, each in enumerate(views, 1)
    ]


# ---------------------------------------------------------------- blame


def test_a_sentence_stands_since_the_version_that_brought_it() -> None:
    found = blame(told((Claim(CLOSED, (1,)),), (Claim(CLOSED, (1,)), Claim(FULL, (2,)))))
    assert (standing(found, CLOSED).since, standing(found, FULL).since) == (1, 2)
    assert standing(found, FULL).written_at == DAY + timedelta(days=2)


def test_who_says_it_later_confirms_it_in_the_version_that_first_cites_them() -> None:
    found = blame(told((Claim(CLOSED, (1,)),), (Claim(CLOSED, (1, 4)),), (Claim(CLOSED, (1, 4, 6)),)))
    assert found[0].origin == Backing(1, 1)
    assert found[0].confirmed == (Backing(4, 2), Backing(6, 3))


def test_a_source_with_a_lower_number_that_came_later_is_no_origin() -> None:
    found = blame(told((Claim(CLOSED, (5,)),), (Claim(CLOSED, (2, 5)),)))
    assert found[0].origin == Backing(5, 1)
    assert found[0].confirmed == (Backing(2, 2),)


def test_a_reworded_sentence_tells_what_it_said_before_and_since_when() -> None:
    found = blame(told((Claim(CLOSED, (1,)),), (Claim(CLOSED, (1,)),), (Claim(LONGER, (3,)),)))
    assert (found[0].since, found[0].was, found[0].was_since) == (3, CLOSED, 1)


def test_a_sentence_that_goes_to_another_section_is_no_new_one() -> None:
    first = version(1, Dossier("Marlow", what=(Claim(CLOSED, (1,)),)))
    second = version(2, Dossier("Marlow", narrative=((Claim(CLOSED, (1,)),),)))
    found = blame([first, second])
    assert [(each.section, each.since) for each in found] == [("narrative", 1)]


def test_a_sentence_that_was_gone_for_a_version_begins_anew() -> None:
    assert blame(told((Claim(CLOSED, (1,)),), (), (Claim(CLOSED, (1,)),)))[0].since == 3


def test_where_the_first_versions_are_gone_the_engine_s_word_counts() -> None:
    kept = version(4, Dossier("Marlow", what=(Claim(CLOSED, (1,), since=2), Claim(FULL, (2,), since=4))))
    found = blame([kept])
    assert (standing(found, CLOSED).since, standing(found, FULL).since) == (2, 4)
    assert standing(found, CLOSED).origin == Backing(1, 2)


def test_where_versions_between_are_gone_the_engine_s_word_counts() -> None:
    first = version(1, Dossier("Marlow", what=(Claim(CLOSED, (1,)),)))
    kept = version(5, Dossier("Marlow", what=(Claim(CLOSED, (1,)), Claim(FULL, (2,), since=3))))
    found = blame([first, kept])
    assert (standing(found, CLOSED).since, standing(found, FULL).since) == (1, 3)


def test_every_section_that_cites_is_traced() -> None:
    dossier = Dossier(
        "Marlow",
        what=(Claim("What.", (1,)),),
        open_questions=(Question("q1", "Who pays?", (1,)),),
        timeline=(Event("2026-05-12", "It closes.", (1,)),),
        perspectives=(Perspective("Ana Ruiz", Claim("Pay.", (1,)), (Claim("Not a crown", (1,)),)),),
        tensions=(Tension(("Ruiz", "County"), "", (Claim("Yes.", (1,)), Claim("No.", (2,)))),),
    )
    labels = [(each.section, each.label, each.text) for each in blame([version(1, dossier)])]
    assert labels == [
        ("what", "", "What."),
        ("open_questions", "q1", "Who pays?"),
        ("timeline", "2026-05-12", "It closes."),
        ("perspectives", "Ana Ruiz", "Pay."),
        ("perspectives", "Ana Ruiz", "Not a crown"),
        ("tensions", "Ruiz ↔ County", "Yes."),
        ("tensions", "Ruiz ↔ County", "No."),
    ]


def test_of_no_versions_nothing_is_told() -> None:
    assert blame([]) == ()
    assert courses([]) == ()


# ---------------------------------------------------------------- courses


def test_each_move_of_a_stance_is_a_turn_with_the_sources_it_rests_on() -> None:
    against, backs = "The county must pay.", "The state must pay."
    found = courses(
        spoken(
            (view("Ana Ruiz", against),),
            (view("Ana Ruiz", against, "consistent"),),
            (view("Ana Ruiz", against, "silent", 3),),
            (view("Ana Ruiz", backs, "shifted", 4, "was: the county"),),
        )
    )
    assert [(turn.version, turn.kind) for turn in found[0].turns] == [
        (1, "new"),
        (3, "silent"),
        (4, "shifted"),
    ]
    assert found[0].heard == (1, 2, 4)
    assert [each.number for each in found[0].turns[-1].sources] == [4]
    assert found[0].turns[-1].note == "was: the county"


def test_other_words_for_a_stance_are_no_shift() -> None:
    found = courses(
        spoken((view("Ana Ruiz", "Pay."),), (view("Ana Ruiz", "They should pay.", "consistent"),))
    )
    assert [turn.kind for turn in found[0].turns] == ["new", "reworded"]


def test_who_leaves_the_dossier_and_comes_back_speaks_again() -> None:
    found = courses(spoken((view("Ana Ruiz", "Pay."),), (), (view("Ana Ruiz", "Pay.", since=3),)))
    assert [turn.kind for turn in found[0].turns] == ["new", "gone", "again"]


def test_an_actor_under_a_fuller_name_is_the_same_actor() -> None:
    found = courses(spoken((view("Ruiz", "Pay."),), (view("Ana Ruiz", "Pay.", "consistent"),)))
    assert [(course.actor, [turn.kind for turn in course.turns]) for course in found] == [
        ("Ana Ruiz", ["new"])
    ]


def test_those_of_the_newest_version_stand_first() -> None:
    found = courses(spoken((view("Gone", "No."), view("Ana Ruiz", "Pay.")), (view("Ana Ruiz", "Pay."),)))
    assert [course.actor for course in found] == ["Ana Ruiz", "Gone"]
