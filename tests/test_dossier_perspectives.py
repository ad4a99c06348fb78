"""What each actor holds, and how it moved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories import cited, material, sections, versions
from tracker.dossier.material import gather
from tracker.dossier.perspectives import MOST_ACTORS, MOST_QUOTES, SILENT_AFTER, perspectives

if TYPE_CHECKING:
    from tracker.model import Dossier, Perspective

SAFE = "Ana Ruiz, the director of the ferry agency, believes the harbour bridge is safe for heavy lorries."
LUND = "Jonas Lund argues that the repair of the harbour bridge will take seven months."
OTHER = "Fish prices in Kessel rose by a tenth in February."


POOL = (
    SAFE,
    LUND,
    OTHER,
    "Ana Ruiz no longer believes the harbour bridge is safe for heavy lorries.",
    "Jonas Lund disputes what Ana Ruiz says about heavy lorries on the harbour bridge.",
    "“Nobody should cross that bridge in a lorry,” Ruiz said on Friday.",
    "The Meridian Institute expects the repair of the harbour bridge to take nine months.",
    "It is not clear whether the harbour bridge will close to lorries during the repair.",
    "The harbour bridge will close to lorries during the repair, the council decided on Friday.",
    "Who will pay for the repair of the harbour bridge?",
    "But Jonas Lund says the harbour bridge is unsafe for heavy lorries.",
)


NAMES = ("Ada", "Bea", "Cleo", "Dora", "Edda", "Fenna", "Gitta", "Hanna", "Ilka", "Jutta", "Karla")


def of(dossier: Dossier, actor: str) -> Perspective:
    return next(perspective for perspective in dossier.perspectives if perspective.actor == actor)


def test_the_stance_is_a_sentence_of_a_source_that_names_the_actor() -> None:
    (first,) = versions(f"{SAFE} {OTHER}")
    assert of(first, "Ana Ruiz").stance.text == SAFE
    assert of(first, "Ana Ruiz").stance.citations == (1,)


def test_a_position_says_more_than_a_report() -> None:
    told = "Ana Ruiz told reporters that the harbour bridge was opened in May by the mayor."
    (first,) = versions(f"{told} {SAFE}")
    assert of(first, "Ana Ruiz").stance.text == SAFE


def test_who_comes_in_with_a_new_article_comes_in_with_what_it_says() -> None:
    newer = "Jonas Lund wants the council to pay for the repair of the harbour bridge."
    crowd = " ".join(
        f"{name} Ahl argues that fish number {n} of Kessel is too dear." for n, name in enumerate(NAMES, 20)
    )
    first, second = versions(f"{SAFE} {crowd} {LUND}", f"{newer} {newer.replace('pay', 'beg')}")
    assert "Jonas Lund" not in {perspective.actor for perspective in first.perspectives}
    assert of(second, "Jonas Lund").stance.citations == (2,)


def test_quotations_are_kept_to_three_and_differ_from_the_stance() -> None:
    quotes = " ".join(f"“We will count lorry number {n} ourselves,” Ana Ruiz said." for n in range(20, 26))
    (first,) = versions(f"{SAFE} {quotes}")
    found = of(first, "Ana Ruiz")
    assert len(found.quotes) == MOST_QUOTES
    assert found.stance not in found.quotes


def test_an_actor_is_new_then_consistent() -> None:
    first, second = versions(SAFE, "On Friday Ana Ruiz said the harbour bridge had been safe all winter.")
    assert of(first, "Ana Ruiz").evolution.state == "new"
    assert of(second, "Ana Ruiz").evolution.state == "consistent"
    assert of(second, "Ana Ruiz").evolution.since == 1
    assert of(second, "Ana Ruiz").stance == of(first, "Ana Ruiz").stance


def test_a_change_of_mind_is_a_shift_that_remembers_the_former_stance() -> None:
    now = "Ana Ruiz no longer believes the harbour bridge is safe for heavy lorries."
    _, second = versions(SAFE, now)
    found = of(second, "Ana Ruiz")
    assert found.evolution.state == "shifted"
    assert found.evolution.note.startswith("was: Ana Ruiz, the director")
    assert found.stance.text == now
    assert found.stance.citations == (2,)


def test_another_figure_for_the_same_thing_is_a_shift() -> None:
    _, second = versions(LUND, "Jonas Lund expects the repair of the harbour bridge to take nine months.")
    assert of(second, "Jonas Lund").evolution.state == "shifted"


def test_a_word_of_opposite_meaning_is_a_shift() -> None:
    now = "Ana Ruiz said on Friday the harbour bridge was unsafe for heavy lorries."
    _, second = versions(SAFE, now)
    assert of(second, "Ana Ruiz").evolution.state == "shifted"


def test_a_shift_stays_until_the_actor_speaks_again() -> None:
    now = "Ana Ruiz no longer believes the harbour bridge is safe for heavy lorries."
    *_, third = versions(SAFE, now, OTHER)
    assert of(third, "Ana Ruiz").evolution.state == "shifted"
    assert of(third, "Ana Ruiz").evolution.since == 2


def test_who_says_nothing_while_the_story_goes_on_falls_silent() -> None:
    others = [
        f"{OTHER} A boat of {n} tonnes left the eastern pier at noon." for n in range(20, 20 + SILENT_AFTER)
    ]
    *_, last = versions(SAFE, *others)
    evolution = of(last, "Ana Ruiz").evolution
    assert evolution.state == "silent"
    assert evolution.note == f"silent since v{evolution.since}"


def test_a_shift_is_none_once_what_was_held_before_has_left_the_story() -> None:
    texts = (SAFE, "Ana Ruiz no longer believes the harbour bridge is safe for lorries.")
    _, shifted = versions(*texts)
    assert of(shifted, "Ana Ruiz").evolution.state == "shifted"
    left = sections(gather(cited(texts)[1:]), shifted, 3)
    assert (of(left, "Ana Ruiz").evolution.state, of(left, "Ana Ruiz").evolution.note) == ("consistent", "")


def test_copies_of_one_report_do_not_make_anybody_silent() -> None:
    report = f"{OTHER} A boat of 20 tonnes left the eastern pier at noon, and three more followed it."
    copies = [
        replace(one, number=n, article=replace(one.article, id=n))
        for n in range(2, 2 + SILENT_AFTER)
        for one in cited((SAFE, report))[1:]
    ]
    first = sections(gather(cited((SAFE,))), None, 1)
    found = gather([*cited((SAFE,)), *copies])
    assert of(sections(found, first, 2), "Ana Ruiz").evolution.state == "consistent"


def test_who_speaks_after_a_silence_is_consistent_since_then() -> None:
    others = [
        f"{OTHER} A boat of {n} tonnes left the eastern pier at noon." for n in range(20, 20 + SILENT_AFTER)
    ]
    *_, last = versions(
        SAFE, *others, "“We watch every lorry on the harbour bridge,” Ana Ruiz said on Monday."
    )
    evolution = of(last, "Ana Ruiz").evolution
    assert (evolution.state, evolution.since) == ("consistent", len(others) + 2)


def test_an_article_on_something_else_leaves_stance_and_quotes_alone() -> None:
    first, second = versions(f"{SAFE} “We watch every lorry,” Ruiz said. {LUND}", OTHER)
    assert [(p.actor, p.stance, p.quotes) for p in second.perspectives] == [
        (p.actor, p.stance, p.quotes) for p in first.perspectives
    ]


def test_the_same_material_again_changes_nothing() -> None:
    texts = (f"{SAFE} {LUND}", "Ana Ruiz no longer believes the harbour bridge is safe for lorries.", OTHER)
    last = versions(*texts)[-1]
    assert perspectives(material(*texts), last, 9) == last.perspectives


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=4), min_size=1, max_size=4))
def test_any_story_written_again_is_equal(story: list[list[str]]) -> None:
    texts = [" ".join(article) for article in story]
    last = versions(*texts)[-1]
    assert sections(material(*texts), last, len(texts) + 1) == last


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=4), min_size=1, max_size=3))
def test_another_matter_never_changes_a_claim(story: list[list[str]]) -> None:
    texts = [" ".join(article) for article in story]
    *_, before, after = versions(*texts, "Tram drivers in the eastern valley ended a long strike.")
    assert [(p.actor, p.stance, p.quotes) for p in after.perspectives] == [
        (p.actor, p.stance, p.quotes) for p in before.perspectives
    ]
    assert after.tensions == before.tensions
    assert after.open_questions == before.open_questions


def test_a_stance_that_was_revised_away_is_replaced() -> None:
    (first,) = versions(SAFE)
    again = "Ana Ruiz believes the harbour bridge needs a new deck before winter."
    second = sections(material(again), first, 2)
    assert of(second, "Ana Ruiz").stance.text == again


def test_an_actor_who_is_gone_from_the_sources_is_gone_from_the_page() -> None:
    (first,) = versions(SAFE)
    assert sections(material(LUND), first, 2).perspectives[0].actor == "Jonas Lund"


def test_a_short_name_of_an_earlier_version_is_the_same_actor() -> None:
    (first,) = versions("On Monday Ruiz said the harbour bridge was closed to every lorry.")
    assert first.perspectives
    renamed = replace(first, perspectives=tuple(replace(p, actor="Ruiz") for p in first.perspectives))
    text = "On Monday Ruiz said the harbour bridge was closed to every lorry."
    second = sections(material(text, SAFE), renamed, 2)
    assert [p.actor for p in second.perspectives] == ["Ruiz"]


def test_a_page_has_no_more_actors_than_are_read() -> None:
    names = [
        "Ada Berg",
        "Bo Cray",
        "Cy Dorn",
        "Di Ebbe",
        "Ed Falk",
        "Fe Gast",
        "Gil Hahn",
        "Hal Ives",
        "Ida Jost",
        "Jim Kern",
        "Kay Lund",
        "Leo Mohn",
        "Mia Nord",
        "Ned Oost",
    ]
    text = " ".join(
        f"{name} argues that the harbour bridge needs plan {n + 20}." for n, name in enumerate(names)
    )
    (first,) = versions(text)
    assert len(first.perspectives) == MOST_ACTORS


def test_the_office_of_a_speaker_makes_no_two_figures_one() -> None:
    first, second = versions(
        "Ana Ruiz, chief engineer of the ferry agency, said 18 million euros were for pumps in the yard.",
        "Ana Ruiz, chief engineer of the ferry agency, said 318 million euros was tight for the bridge.",
    )
    assert of(first, "Ana Ruiz").evolution.state == "new"
    assert of(second, "Ana Ruiz").evolution.state == "consistent"


def test_named_actors_leave_crowds_no_place() -> None:
    crowd = "On Friday the Liberals called the harbour bridge a scandal."
    named = [
        f"{who} said the harbour bridge was safe."
        for who in ("Ana Ruiz", "Jonas Lund", "Ida Berg", "Pia Holm")
    ]
    actors = [view.actor for view in perspectives(material(" ".join([crowd, *named])), None, 1)]
    assert sorted(actors) == ["Ana Ruiz", "Ida Berg", "Jonas Lund", "Pia Holm"]
    alone = perspectives(material(f"{crowd} {named[0]}"), None, 1)
    assert [view.actor for view in alone] == ["Ana Ruiz", "Liberals"]


def test_a_stance_is_not_taken_from_a_sentence_about_something_else() -> None:
    text = (
        "The bridge over the eastern arm of the harbour, which has been closed to all lorries and carts "
        "since Ana Ruiz opposed it, is to be painted in May by forty men from the lower town."
    )
    assert perspectives(material(text), None, 1) == ()


def test_an_actor_is_heard_from_the_first_day_to_the_last() -> None:
    first, second = versions(SAFE, "On Friday Ana Ruiz said the harbour bridge had been safe all winter.")
    day = of(first, "Ana Ruiz").first_seen
    assert of(first, "Ana Ruiz").last_seen == day == "2026-03-04"
    assert (of(second, "Ana Ruiz").first_seen, of(second, "Ana Ruiz").last_seen) == (day, "2026-03-06")


def test_a_shift_cites_both_what_was_and_what_is() -> None:
    _, second = versions(LUND, "Jonas Lund expects the repair of the harbour bridge to take nine months.")
    assert of(second, "Jonas Lund").evolution.note.endswith("[1]")
    assert of(second, "Jonas Lund").stance.citations == (2,)


def test_the_own_words_of_a_named_speaker_are_a_stance() -> None:
    text = "“I will not let a single lorry cross the harbour bridge,” Ida Berg told the crew."
    (view,) = perspectives(material(text), None, 1)
    assert (view.actor, view.stance.text) == ("Ida Berg", text)
